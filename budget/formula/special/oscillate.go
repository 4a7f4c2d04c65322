package special

import (
	"math"

	"ballast/budget/formula/elementary"
)

// far is the argument from which the asymptotic series of the orders 0 and 1 are exact to
// rounding: their smallest term is about exp(-2x).
const far = 25

// BesselJ is the Bessel function of the first kind of whole order.
//
// Source: Abramowitz and Stegun 9.2.5 for large arguments, upwards by 9.1.27; 9.12 example
// 1 (Miller) for others, normed by 9.1.46.
// Checked: TestBesselReal.
func BesselJ(x float64, n int) float64 {
	sign := 1.0
	if x < 0 && n%2 != 0 {
		sign = -1
	}
	x = math.Abs(x)
	order := float64(n)
	switch {
	case x == 0:
		return unit(n == 0)
	case order > x && float64(order*elementary.Log(x/2))-LogGamma(order+1) < -745:
		return 0
	case x > far && order < x:
		j0, _ := asymptotic(x, 0)
		j1, _ := asymptotic(x, 1)
		return sign * upwards(j0, j1, x, n)
	}
	return sign * downwards(x, n)[n]
}

// BesselY is the Bessel function of the second kind of whole order, x above zero.
//
// Source: Abramowitz and Stegun 9.2.6 for large arguments, 9.1.88 for others, upwards by
// 9.1.27.
// Checked: TestBesselReal.
func BesselY(x float64, n int) float64 {
	if !(x > 0) {
		return math.NaN()
	}
	if x > far {
		_, y0 := asymptotic(x, 0)
		_, y1 := asymptotic(x, 1)
		return upwards(y0, y1, x, n)
	}
	j := downwards(x, 1)
	sum0, sum1 := 0.0, 0.0
	for k := (len(j) - 2) / 2; k > 0; k-- {
		at, sign := float64(k), 1.0
		if k%2 != 0 {
			sign = -1
		}
		sum0 += sign * j[2*k] / at
		sum1 += float64(sign * (2*at + 1) / (at * (at + 1)) * j[2*k+1])
	}
	log := elementary.Log(x/2) + euler
	y0 := 2 / math.Pi * (float64(log*j[0]) - 2*sum0)
	y1 := 2 / math.Pi * (float64((log-1)*j[1]) - j[0]/x - sum1)
	return upwards(y0, y1, x, n)
}

// upwards goes from the orders 0 and 1 to n.
func upwards(f0, f1, x float64, n int) float64 {
	if n == 0 {
		return f0
	}
	for k := 1; k < n && !math.IsInf(f1, 0); k++ {
		f0, f1 = f1, float64(float64(2*float64(k)/x)*f1)-f0
	}
	return f1
}

// downwards is J of every order up to n and some more, from so high up that what it
// begins with does not matter.
func downwards(x float64, n int) []float64 {
	top := math.Max(float64(n), x)
	start := int(top+math.Sqrt(60*top))/2*2 + 40
	j := make([]float64, start+2)
	const large = 1 << 500
	above, here, sum := 0.0, 1e-300, 0.0
	j[start] = here
	for k := start; k > 0; k-- {
		above, here = here, float64(float64(2*float64(k)/x)*here)-above
		if math.Abs(here) > large {
			for i := k; i <= start; i++ {
				j[i] /= large
			}
			above, here, sum = above/large, here/large, sum/large
		}
		j[k-1] = here
		if k%2 != 0 && k > 1 { // an even order above 0
			sum += 2 * here
		}
	}
	sum += here
	for i := range j {
		j[i] /= sum
	}
	return j
}

// asymptotic is J and Y of the order 0 or 1 for a large argument.
func asymptotic(x float64, n int) (j, y float64) {
	mu := float64(4 * n * n)
	p, q, term := 1.0, 0.0, 1.0
	for k := 1.0; k < 60; k++ {
		odd := 2*k - 1
		next := term * (mu - float64(odd*odd)) / (k * 8 * x)
		if math.Abs(next) > math.Abs(term) || math.Abs(next) < 1e-18 {
			break
		}
		term = next
		switch int(k) % 4 {
		case 1:
			q += term
		case 2:
			p -= term
		case 3:
			q -= term
		default:
			p += term
		}
	}
	s, c := elementary.Sin(x), elementary.Cos(x)
	cos, sin := c+s, s-c // of x - pi/4, times the root of 2
	if n == 1 {
		cos, sin = sin, -cos
	}
	size := 1 / math.Sqrt(float64(math.Pi*x))
	return size * (float64(p*cos) - float64(q*sin)), size * (float64(p*sin) + float64(q*cos))
}
