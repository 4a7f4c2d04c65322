package distribution

import "math"

// The functions of this file are our own because those of package math differ
// in the last bit between processors: some are assembly, and in Go code the
// compiler fuses x*y+z into one rounding where the processor can. An explicit
// float64(x*y) forbids that. Every product that meets a sum in this package is
// written so.

// Exp returns e^x with the same bits on every architecture, which math.Exp
// does not: for models whose figures must agree everywhere.
func Exp(x float64) float64 { return exp(x) }

// Log returns the natural logarithm of x with the same bits on every
// architecture, which math.Log does not.
func Log(x float64) float64 { return log(x) }

// exp returns e^x.
// Source: FDLIBM e_exp.c (Sun Microsystems, 1993): reduction by multiples of
// ln 2 and a rational approximation, error below 1 ulp.
// Checked: TestElementary, against package math.
func exp(x float64) float64 {
	const (
		ln2Hi = 6.93147180369123816490e-01
		ln2Lo = 1.90821492927058770002e-10
		p1    = 1.66666666666666657415e-01
		p2    = -2.77777777770155933842e-03
		p3    = 6.61375632143793436117e-05
		p4    = -1.65339022054652515390e-06
		p5    = 4.13813679705723846039e-08
	)
	if !(x > -708 && x < 709) { // rare: the ends, NaN
		return expEnds(x)
	}
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	hi := x - float64(k*ln2Hi)
	lo := float64(k * ln2Lo)
	r := hi - lo
	t := float64(r * r)
	c := r - float64(t*(p1+float64(t*(p2+float64(t*(p3+float64(t*(p4+float64(t*p5)))))))))
	y := 1 - ((lo - float64(r*c)/(2-c)) - hi)
	return y * math.Float64frombits(uint64(int64(k)+1023)<<52)
}

func expEnds(x float64) float64 {
	switch {
	case math.IsNaN(x):
		return x
	case x > 709.78:
		return math.Inf(1)
	case x > 0:
		return float64(exp(x-1) * math.E)
	case x < -745.2:
		return 0
	}
	return exp(x+60) * 8.75651076269652e-27 // e^-60
}

// log returns the natural logarithm of x.
// Source: FDLIBM e_log.c (Sun Microsystems, 1993), error below 1 ulp.
// Checked: TestElementary, against package math.
func log(x float64) float64 {
	const (
		ln2Hi = 6.93147180369123816490e-01
		ln2Lo = 1.90821492927058770002e-10
		l1    = 6.666666666666735130e-01
		l2    = 3.999999999940941908e-01
		l3    = 2.857142874366239149e-01
		l4    = 2.222219843214978396e-01
		l5    = 1.818357216161805012e-01
		l6    = 1.531383769920937332e-01
		l7    = 1.479819860511658591e-01
	)
	switch {
	case math.IsNaN(x) || math.IsInf(x, 1):
		return x
	case x < 0:
		return math.NaN()
	case x == 0:
		return math.Inf(-1)
	}
	frac, exponent := math.Frexp(x)
	if frac < math.Sqrt2/2 {
		frac, exponent = frac*2, exponent-1
	}
	f, k := frac-1, float64(exponent)
	s := f / (2 + f)
	s2 := float64(s * s)
	s4 := float64(s2 * s2)
	t1 := float64(s2 * (l1 + float64(s4*(l3+float64(s4*(l5+float64(s4*l7)))))))
	t2 := float64(s4 * (l2 + float64(s4*(l4+float64(s4*l6)))))
	half := float64(0.5 * float64(f*f))
	return float64(k*ln2Hi) - ((half - (float64(s*(half+(t1+t2))) + float64(k*ln2Lo))) - f)
}

// log1p returns log(1+x) without losing a small x.
// Source: Kahan's correction, in Goldberg, "What every computer scientist
// should know about floating-point arithmetic", ACM Comput. Surv. 23 (1991), theorem 4.
func log1p(x float64) float64 {
	w := 1 + x
	if w == 1 {
		return x
	}
	if math.IsInf(w, 1) || w <= 0 {
		return log(w)
	}
	return log(w) * (x / (w - 1))
}

// expm1 returns exp(x)-1 without losing a small x, by its power series there.
func expm1(x float64) float64 {
	if x < -0.5 || x > 0.5 {
		return exp(x) - 1
	}
	sum := 0.0
	for k := 17.0; k >= 1; k-- {
		sum = float64(x/k) * (1 + sum)
	}
	return sum
}

// pow returns x^y for x >= 0.
func pow(x, y float64) float64 {
	switch {
	case y == 0:
		return 1
	case x == 0 && y < 0:
		return math.Inf(1)
	case x == 0:
		return 0
	case y == 1:
		return x
	case y == 2:
		return x * x
	case y == 0.5:
		return math.Sqrt(x)
	}
	return exp(y * log(x))
}

// lgamma returns the logarithm of the gamma function for x > 0.
// Source: Stirling's series after shifting the argument above 10; Abramowitz
// and Stegun (1964) 6.1.15 and 6.1.41.
// Checked: TestElementary, against package math.
func lgamma(x float64) float64 {
	shift := 1.0
	for x < 10 {
		shift *= x
		x++
	}
	v := 1 / float64(x*x)
	series := 1.0 / 156
	for _, c := range [...]float64{-691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12} {
		series = c + float64(series*v)
	}
	const halfLog2Pi = 0.91893853320467274178
	return float64((x-0.5)*log(x)) - x + halfLog2Pi + series/x - log(shift)
}
