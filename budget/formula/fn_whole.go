package formula

import (
	"math"
	"strings"

	"ballast/budget/formula/elementary"
)

// wholeFunctions count, divide and spell whole numbers.
func wholeFunctions() []Func {
	row := func(name string, least, most int, f func(x []float64) float64) Func {
		return Func{Name: name, Min: least, Max: most, Args: "n", Call: law(f)}
	}
	newer := func(name string, n int, f func(x []float64) float64) Func {
		r := row(name, n, n, f)
		r.Prefix = "_xlfn."
		return r
	}
	return []Func{
		row("FACT", 1, 1, func(x []float64) float64 { return factorial(x[0]) }),
		row("FACTDOUBLE", 1, 1, func(x []float64) float64 { return doubleFactorial(x[0]) }),
		row("COMBIN", 2, 2, func(x []float64) float64 { return combinations(x[0], x[1]) }),
		newer("COMBINA", 2, func(x []float64) float64 {
			n, k := math.Trunc(x[0]), math.Trunc(x[1])
			switch {
			case n < 0 || k < 0 || n == 0 && k > 0:
				return nan()
			case n == 0:
				return 1
			}
			return combinations(n+k-1, k)
		}),
		row("PERMUT", 2, 2, permutations),
		newer("PERMUTATIONA", 2, func(x []float64) float64 {
			n, k := math.Trunc(x[0]), math.Trunc(x[1])
			if n < 0 || k < 0 {
				return nan()
			}
			return elementary.Pow(n, k)
		}),
		{Name: "GCD", Min: 1, Max: Many, Args: "r", Call: func(c *Call, a []Value) Value { return c.wholes(a, 0, gcd) }},
		{Name: "LCM", Min: 1, Max: Many, Args: "r", Call: func(c *Call, a []Value) Value { return c.wholes(a, 1, lcm) }},
		{Name: "MULTINOMIAL", Min: 1, Max: Many, Args: "r", Call: multinomial},
		{Name: "ROMAN", Min: 1, Max: 2, Args: "nv", Call: roman},
		{Name: "ARABIC", Min: 1, Max: 1, Args: "t", Call: arabic, Prefix: "_xlfn."},
		{Name: "SQRTPI", Min: 1, Max: 1, Args: "n", Call: law(func(x []float64) float64 { return math.Sqrt(x[0] * math.Pi) })},
		{Name: "SERIESSUM", Min: 4, Max: 4, Args: "nnnr", Call: powerSeries},
	}
}

// factorial of the whole part, up to 170.
func factorial(x float64) float64 {
	n := math.Trunc(x)
	if n < 0 || n > 170 {
		return nan()
	}
	p := 1.0
	for i := 2.0; i <= n; i++ {
		p *= i
	}
	return p
}

func doubleFactorial(x float64) float64 {
	n := math.Trunc(x)
	if n < -1 || n > 300 {
		return nan()
	}
	p := 1.0
	for i := n; i > 1; i -= 2 {
		p *= i
	}
	return p
}

// combinations multiplies and divides in turn, so that each step is whole.
func combinations(n, k float64) float64 {
	n, k = math.Trunc(n), math.Trunc(k)
	if n < 0 || k < 0 || k > n {
		return nan()
	}
	k = math.Min(k, n-k)
	p := 1.0
	for i := 1.0; i <= k && !math.IsInf(p, 1); i++ {
		if q := p * (n - k + i); q < 1<<53 {
			p = q / i
		} else {
			p *= (n - k + i) / i
		}
	}
	if p < 1<<53 {
		p = math.Round(p)
	}
	return p
}

func permutations(x []float64) float64 {
	n, k := math.Trunc(x[0]), math.Trunc(x[1])
	if n < 0 || k < 0 || k > n {
		return nan()
	}
	p := 1.0
	for i := n - k + 1; i <= n && !math.IsInf(p, 1); i++ {
		p *= i
	}
	return p
}

// wholes folds whole numbers of at least 0 and below 2^53; texts are converted.
func (c *Call) wholes(args []Value, start float64, f func(a, b float64) float64) Value {
	result, bad, met := start, Value{}, false
	for i, v := range args {
		c.Each(v, func(x Value, inRange bool) bool {
			if inRange && x.Kind == Blank {
				return true
			}
			n := c.strictNumber(x, i)
			switch {
			case n.Kind == Error:
				bad = n
			case n.Num < 0 || n.Num >= 1<<53:
				bad = Fail(NumError)
			default:
				met = true
				result = f(result, math.Trunc(n.Num))
			}
			return bad.Kind != Error
		})
		if bad.Kind == Error {
			return bad
		}
	}
	if !met {
		return Fail(ValueError)
	}
	if result >= 1<<53 {
		return Fail(NumError)
	}
	return Num(result)
}

func gcd(a, b float64) float64 {
	for b != 0 {
		a, b = b, math.Mod(a, b)
	}
	return a
}

func lcm(a, b float64) float64 {
	if a == 0 || b == 0 {
		return 0
	}
	return a / gcd(a, b) * b
}

// multinomial is the factorial of a sum over the product of factorials.
func multinomial(c *Call, a []Value) Value {
	sum, p := 0.0, 1.0
	result := c.wholes(a, 0, func(_, n float64) float64 {
		sum += n
		p *= combinations(sum, n)
		return 0
	})
	if result.Kind == Error {
		return result
	}
	return Num(p)
}

// powerSeries is SERIESSUM: x, first power, step, coefficients.
func powerSeries(c *Call, a []Value) Value {
	coefficients, bad := c.strictNumbers(a[3])
	if bad.Kind == Error {
		return bad
	}
	sum := 0.0
	for i, k := range coefficients {
		sum += float64(k * elementary.Pow(a[0].Num, a[1].Num+float64(float64(i)*a[2].Num)))
	}
	return Num(sum)
}

// roman spells a number up to 3999; the form from 0 to 4 allows ever more
// digits to be taken off.
func roman(c *Call, a []Value) Value {
	n := math.Trunc(a[0].Num)
	form := 0.0
	if len(a) > 1 {
		switch f := a[1]; f.Kind {
		case Bool:
			form = 4 - float64(4*f.Num)
		default:
			if f = c.Number(f); f.Kind == Error {
				return f
			}
			form = math.Trunc(f.Num)
		}
	}
	if n < 0 || n > 3999 || form < 0 || form > 4 {
		return Fail(ValueError)
	}
	return Str(romanDigits(int(n), int(form)))
}

// romanDigits spells digit by digit from the thousands. A digit of nine or four
// is a unit before ten or five; the forms above 0 put a smaller unit there when
// what it leaves out is made up for by what follows.
//
// Source: the function ROMAN's description at the vendor; all forms of all
// numbers are in TestExcelValues.
// Checked: TestExcelValues.
func romanDigits(n, form int) string {
	letters := "MDCLXVI"
	values := []int{1000, 500, 100, 50, 10, 5, 1}
	var b strings.Builder
	for i := 0; i <= 3; i++ {
		at := 2 * i
		digit := n / values[at]
		switch {
		case digit%5 == 4:
			up := at - 1
			if digit == 9 {
				up = at - 2
			}
			down := at
			for steps := 0; steps < form && down+1 < len(values); steps++ {
				if values[up]-values[down+1] > n {
					break
				}
				down++
			}
			b.WriteByte(letters[down])
			b.WriteByte(letters[up])
			n -= values[up] - values[down]
		default:
			if digit > 4 {
				b.WriteByte(letters[at-1])
			}
			b.WriteString(strings.Repeat(letters[at:at+1], digit%5))
			n %= values[at]
		}
	}
	return b.String()
}

// arabic reads a Roman number: a letter before a greater one counts against it.
func arabic(_ *Call, a []Value) Value {
	s := strings.ToUpper(strings.Trim(a[0].Text, " "))
	if len(s) > 255 {
		return Fail(ValueError)
	}
	sign := 1.0
	if strings.HasPrefix(s, "-") {
		sign, s = -1, s[1:]
		if s == "" {
			return Fail(ValueError)
		}
	}
	sum, last := 0.0, 0.0
	for i := len(s) - 1; i >= 0; i-- {
		k := strings.IndexByte("IVXLCDM", s[i])
		if k < 0 {
			return Fail(ValueError)
		}
		v := []float64{1, 5, 10, 50, 100, 500, 1000}[k]
		if v < last {
			sum -= v
		} else {
			sum, last = sum+v, v
		}
	}
	return Num(sign * sum)
}
