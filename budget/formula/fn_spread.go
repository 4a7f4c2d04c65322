package formula

import (
	"math"
	"sort"

	"ballast/budget/formula/elementary"
)

// spreadFunctions are means, spreads and shapes of samples: a table, as long as
// there are functions.
func spreadFunctions() []Func {
	over := func(name string, f func(xs []float64) Value) Func {
		return Func{Name: name, Min: 1, Max: Many, Args: "r", Prefix: newName(name), Call: func(c *Call, a []Value) Value {
			xs, bad := c.Numbers(a...)
			if bad.Kind == Error {
				return bad
			}
			return f(xs)
		}}
	}
	all := func(name string, f func(xs []float64) Value) Func {
		return Func{Name: name, Min: 1, Max: Many, Args: "r", Call: func(c *Call, a []Value) Value {
			xs, bad := c.numbersA(a...)
			if bad.Kind == Error {
				return bad
			}
			return f(xs)
		}}
	}
	return []Func{
		over("VAR.S", variance(1)), over("VAR", variance(1)), over("VAR.P", variance(0)), over("VARP", variance(0)),
		over("STDEV.S", deviation(1)), over("STDEV", deviation(1)), over("STDEV.P", deviation(0)), over("STDEVP", deviation(0)),
		all("VARA", variance(1)), all("VARPA", variance(0)), all("STDEVA", deviation(1)), all("STDEVPA", deviation(0)),
		over("DEVSQ", func(xs []float64) Value {
			if len(xs) == 0 {
				return Fail(NumError)
			}
			return Num(squares(xs))
		}),
		over("AVEDEV", func(xs []float64) Value {
			if len(xs) == 0 {
				return Fail(NumError)
			}
			m, sum := meanOf(xs), 0.0
			for _, x := range xs {
				sum += math.Abs(x - m)
			}
			return Num(sum / float64(len(xs)))
		}),
		over("GEOMEAN", func(xs []float64) Value {
			sum := 0.0
			for _, x := range xs {
				if x <= 0 {
					return Fail(NumError)
				}
				sum += elementary.Log(x)
			}
			if len(xs) == 0 {
				return Fail(NumError)
			}
			return Num(elementary.Exp(sum / float64(len(xs))))
		}),
		over("HARMEAN", func(xs []float64) Value {
			sum := 0.0
			for _, x := range xs {
				if x <= 0 {
					return Fail(NumError)
				}
				sum += 1 / x
			}
			if len(xs) == 0 {
				return Fail(NumError)
			}
			return Num(float64(len(xs)) / sum)
		}),
		over("SKEW", func(xs []float64) Value { return skew(xs, false) }),
		over("SKEW.P", func(xs []float64) Value { return skew(xs, true) }),
		over("KURT", kurtosis),
		over("MODE", mode), over("MODE.SNGL", mode), over("MODE.MULT", modes),
		{Name: "TRIMMEAN", Min: 2, Max: 2, Args: "rn", Call: trimmedMean},
	}
}

// numbersA collects as AVERAGEA does: in ranges texts are 0 and booleans count.
func (c *Call) numbersA(args ...Value) (xs []float64, bad Value) {
	for _, a := range args {
		c.Each(a, func(x Value, inRange bool) bool {
			switch x.Kind {
			case Error:
				bad = x
			case Number, Bool:
				xs = append(xs, x.Num)
			case Text:
				if inRange {
					xs = append(xs, 0)
				} else if n := c.Number(x); n.Kind == Error {
					bad = n
				} else {
					xs = append(xs, n.Num)
				}
			case Blank:
				if !inRange && a.Kind == Blank {
					xs = append(xs, 0)
				}
			}
			return bad.Kind != Error
		})
		if bad.Kind == Error {
			return nil, bad
		}
	}
	return xs, Value{}
}

// meanOf is the mean in the order of the sheet.
func meanOf(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// squares is the sum of squared deviations from the mean.
func squares(xs []float64) float64 {
	m, sum := meanOf(xs), 0.0
	for _, x := range xs {
		d := x - m
		sum += float64(d * d)
	}
	return sum
}

func variance(lost int) func([]float64) Value {
	return func(xs []float64) Value {
		if len(xs) <= lost {
			return Fail(DivError)
		}
		return Num(squares(xs) / float64(len(xs)-lost))
	}
}

func deviation(lost int) func([]float64) Value {
	return func(xs []float64) Value {
		if len(xs) <= lost {
			return Fail(DivError)
		}
		return Num(math.Sqrt(squares(xs) / float64(len(xs)-lost)))
	}
}

// skew is the third moment, of a sample or of a population.
//
// Source: the functions SKEW and SKEW.P at the vendor.
// Checked: TestShapes.
func skew(xs []float64, population bool) Value {
	n := float64(len(xs))
	if n < 3 {
		return Fail(DivError)
	}
	m := meanOf(xs)
	s := math.Sqrt(squares(xs) / (n - 1))
	if population {
		s = math.Sqrt(squares(xs) / n)
	}
	if s == 0 {
		return Fail(DivError)
	}
	sum := 0.0
	for _, x := range xs {
		z := (x - m) / s
		sum += float64(z * z * z)
	}
	if population {
		return Num(sum / n)
	}
	return Num(sum * n / ((n - 1) * (n - 2)))
}

// kurtosis is the excess of the fourth moment of a sample.
//
// Source: the function KURT at the vendor.
// Checked: TestShapes.
func kurtosis(xs []float64) Value {
	n := float64(len(xs))
	if n < 4 {
		return Fail(DivError)
	}
	m := meanOf(xs)
	s := math.Sqrt(squares(xs) / (n - 1))
	if s == 0 {
		return Fail(DivError)
	}
	sum := 0.0
	for _, x := range xs {
		z := (x - m) / s
		sum += float64(z * z * z * z)
	}
	return Num(float64(sum*n*(n+1)/((n-1)*(n-2)*(n-3))) - 3*(n-1)*(n-1)/((n-2)*(n-3)))
}

// mode is the number met most often, of several the first.
func mode(xs []float64) Value {
	best, _ := counted(xs)
	if len(best) == 0 {
		return Fail(NAError)
	}
	return Num(best[0])
}

// modes are all numbers met most often, in the order they are met.
func modes(xs []float64) Value {
	best, _ := counted(xs)
	if len(best) == 0 {
		return Fail(NAError)
	}
	v := make([]Value, len(best))
	for i, x := range best {
		v[i] = Num(x)
	}
	return Grid(columnOf(v))
}

// counted gives the numbers met most often and at least twice.
func counted(xs []float64) (best []float64, times int) {
	count := map[float64]int{}
	for _, x := range xs {
		count[x]++
		times = max(times, count[x])
	}
	if times < 2 {
		return nil, times
	}
	for _, x := range xs {
		if count[x] == times {
			best = append(best, x)
			count[x] = 0
		}
	}
	return best, times
}

// trimmedMean leaves out a part of the numbers, half at each end.
func trimmedMean(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a[0])
	if bad.Kind == Error {
		return bad
	}
	part := a[1].Num
	if part < 0 || part >= 1 || len(xs) == 0 {
		return Fail(NumError)
	}
	sort.Float64s(xs)
	cut := int(math.Floor(float64(part*float64(len(xs))) / 2))
	return Num(meanOf(xs[cut : len(xs)-cut]))
}
