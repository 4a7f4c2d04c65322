package returns

import "math"

// scanWidth is how many rates are tried side by side: the sums do not wait for
// each other.
const scanWidth = 6

// values is the polynomial of value at several places.
func values(flows []float64, backward bool, x [scanWidth]float64) [scanWidth]float64 {
	x0, x1, x2, x3, x4, x5 := x[0], x[1], x[2], x[3], x[4], x[5]
	var f0, f1, f2, f3, f4, f5 float64
	step := func(c float64) {
		f0, f1, f2 = float64(f0*x0)+c, float64(f1*x1)+c, float64(f2*x2)+c
		f3, f4, f5 = float64(f3*x3)+c, float64(f4*x4)+c, float64(f5*x5)+c
	}
	if backward {
		for _, c := range flows {
			step(c)
		}
	} else {
		for k := len(flows) - 1; k >= 0; k-- {
			step(flows[k])
		}
	}
	return [scanWidth]float64{f0, f1, f2, f3, f4, f5}
}

// root finds the root between lo and hi, where the value at hi has the sign of
// atHi and that at lo the other: Newton's method from start, by halves whenever
// a step leaves the bracket or does not shrink it. It ends with the step after
// which the next would be lost in rounding: near a root each step is a multiple
// of the square of the one before.
//
// Source: Press et al., Numerical Recipes, section 9.4, rtsafe.
func root(flows []float64, backward bool, lo, hi, atHi, start float64) float64 {
	if !(start > lo && start <= hi) {
		start = hi
	}
	x, before, newton := start, hi-lo, false
	for range 200 {
		f, slope := value(flows, backward, x)
		if f == 0 {
			return x
		}
		if (f > 0) == (atHi > 0) {
			hi = x
		} else {
			lo = x
		}
		step := f / slope
		next := x - step
		size := math.Abs(step)
		if size <= 1e-14*x {
			return x
		}
		if !(next > lo && next < hi) || size > before/2 {
			next, newton = float64((lo+hi)/2), false
			size = math.Abs(next - x)
		} else if shrunk := size / before; newton && size <= 1e-5*x && size*shrunk*shrunk <= 1e-16*x {
			return next
		} else {
			newton = true
		}
		before = size
		if before <= 1e-13*x || next == lo || next == hi {
			return next
		}
		x = next
	}
	return x
}

// value is the polynomial of the flows and its derivative at x: the flow of
// period k times x^k, or, backward, x^(n-1-k). Either way 0 <= x <= 1, so that
// no horizon overflows. Every fourth power is summed side by side, so that the
// sums do not wait for each other.
func value(flows []float64, backward bool, x float64) (f, slope float64) {
	var s quarters
	y := x * x
	z := y * y
	if backward {
		s.down(flows, z)
	} else {
		s.up(flows, z)
	}
	f = s.f[0] + float64(x*s.f[1]) + float64(y*(s.f[2]+float64(x*s.f[3])))
	inner := s.d[0] + float64(x*s.d[1]) + float64(y*(s.d[2]+float64(x*s.d[3])))
	slope = s.f[1] + float64(2*x*s.f[2]) + float64(3*y*s.f[3]) + float64(4*x*y*inner)
	return f, slope
}

// quarters are the polynomials in z = x^4 of every fourth coefficient, and
// their derivatives.
type quarters struct{ f, d [4]float64 }

// up takes the flows as the coefficients 0, 1, 2, ...
func (s *quarters) up(flows []float64, z float64) {
	n := len(flows) &^ 3
	var f0, f1, f2, f3, d0, d1, d2, d3 float64
	copy(s.f[:], flows[n:])
	f0, f1, f2 = s.f[0], s.f[1], s.f[2]
	for ; n >= 4; n -= 4 {
		c := flows[n-4 : n : n]
		d0, d1, d2, d3 = float64(d0*z)+f0, float64(d1*z)+f1, float64(d2*z)+f2, float64(d3*z)+f3
		f0, f1, f2, f3 = float64(f0*z)+c[0], float64(f1*z)+c[1], float64(f2*z)+c[2], float64(f3*z)+c[3]
	}
	s.f, s.d = [4]float64{f0, f1, f2, f3}, [4]float64{d0, d1, d2, d3}
}

// down takes them from the last to the first.
func (s *quarters) down(flows []float64, z float64) {
	var f0, f1, f2, f3, d0, d1, d2, d3 float64
	rest := len(flows) & 3
	for k, c := range flows[:rest] {
		s.f[rest-1-k] = c
	}
	f0, f1, f2 = s.f[0], s.f[1], s.f[2]
	for flows = flows[rest:]; len(flows) >= 4; flows = flows[4:] {
		d0, d1, d2, d3 = float64(d0*z)+f0, float64(d1*z)+f1, float64(d2*z)+f2, float64(d3*z)+f3
		f0, f1, f2, f3 = float64(f0*z)+flows[3], float64(f1*z)+flows[2], float64(f2*z)+flows[1], float64(f3*z)+flows[0]
	}
	s.f, s.d = [4]float64{f0, f1, f2, f3}, [4]float64{d0, d1, d2, d3}
}
