package formula

import "math"

// sumFunctions aggregate ranges.
func sumFunctions() []Func {
	return []Func{
		{Name: "SUM", Min: 1, Max: Many, Args: "r", Call: fnSum},
		{Name: "SUMSQ", Min: 1, Max: Many, Args: "r", Call: fnSumSq},
		{Name: "PRODUCT", Min: 1, Max: Many, Args: "r", Call: fnProduct},
		{Name: "SUMPRODUCT", Min: 1, Max: Many, Args: "a", Call: fnSumProduct},
		{Name: "AVERAGE", Min: 1, Max: Many, Args: "r", Call: fnAverage},
		{Name: "AVERAGEA", Min: 1, Max: Many, Args: "r", Call: fnAverageA},
		{Name: "COUNT", Min: 1, Max: Many, Args: "R", Call: fnCount},
		{Name: "COUNTA", Min: 1, Max: Many, Args: "R", Call: fnCountA},
		{Name: "COUNTBLANK", Min: 1, Max: 1, Args: "R", Call: fnCountBlank},
		{Name: "MAX", Min: 0, Max: Many, Args: "r", Call: largest(math.Inf(-1), func(x, y float64) bool { return x > y })},
		{Name: "MIN", Min: 0, Max: Many, Args: "r", Call: largest(math.Inf(1), func(x, y float64) bool { return x < y })},
		{Name: "MAXA", Min: 1, Max: Many, Args: "r", Call: largestA(math.Inf(-1), func(x, y float64) bool { return x > y })},
		{Name: "MINA", Min: 1, Max: Many, Args: "r", Call: largestA(math.Inf(1), func(x, y float64) bool { return x < y })},
	}
}

// total adds left to right, as the cells stand; nothing is regrouped.
func total(xs []float64) float64 {
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum
}

func fnSum(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a...)
	if bad.IsError() {
		return bad
	}
	return Num(total(xs))
}

func fnSumSq(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a...)
	if bad.IsError() {
		return bad
	}
	sum := 0.0
	for _, x := range xs {
		sum += float64(x * x)
	}
	return Num(sum)
}

// fnProduct multiplies; of nothing it is 0.
func fnProduct(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a...)
	if bad.IsError() {
		return bad
	}
	if len(xs) == 0 {
		return Int(0)
	}
	product := 1.0
	for _, x := range xs {
		product *= x
	}
	return Num(product)
}

// fnSumProduct adds the products of elements in one place; what is no number
// counts as 0. Arrays must have one shape.
func fnSumProduct(c *Call, a []Value) Value {
	arrays := make([]*Array, len(a))
	for i, v := range a {
		g, bad := c.Array(v)
		if bad.IsError() {
			return bad
		}
		if i > 0 && (g.Rows != arrays[0].Rows || g.Cols != arrays[0].Cols) {
			return Fail(ValueError)
		}
		arrays[i] = g
	}
	sum := 0.0
	for k := range arrays[0].V {
		product := 1.0
		for _, g := range arrays {
			x := g.V[k]
			switch x.Kind {
			case Error:
				return x
			case Number:
				product *= x.Num
			default:
				product = 0
			}
		}
		sum += product
	}
	return Num(sum)
}

func fnAverage(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a...)
	if bad.IsError() {
		return bad
	}
	return averageOf(xs)
}

// NumbersA collects numbers as the functions whose names end in A do: in ranges
// a text is 0 and a boolean 0 or 1.
func (c *Call) NumbersA(args ...Value) (xs []float64, bad Value) {
	for _, a := range args {
		c.Each(a, func(x Value, inRange bool) bool {
			switch {
			case x.Kind == Error:
				bad = x
			case x.Kind == Number || x.Kind == Bool:
				xs = append(xs, x.Num)
			case inRange && x.Kind == Text:
				xs = append(xs, 0)
			case !inRange:
				n := c.Number(x)
				if n.Kind == Error {
					bad = n
				}
				xs = append(xs, n.Num)
			}
			return bad.Kind != Error
		})
		if bad.Kind == Error {
			return nil, bad
		}
	}
	return xs, Value{}
}

func fnAverageA(c *Call, a []Value) Value {
	xs, bad := c.NumbersA(a...)
	if bad.IsError() {
		return bad
	}
	return averageOf(xs)
}

// fnCount counts numbers; a written value counts where it converts to one.
func fnCount(c *Call, a []Value) Value {
	n := 0
	for _, v := range a {
		c.Each(v, func(x Value, inRange bool) bool {
			if x.Kind == Number || !inRange && x.Kind != Error && AsNumber(x, c.Locale(), c.Date1904()).Kind == Number {
				n++
			}
			return true
		})
	}
	return Int(n)
}

// fnCountA counts what is not empty; a text "" that a formula gives counts.
func fnCountA(c *Call, a []Value) Value {
	n := 0
	for _, v := range a {
		c.Each(v, func(x Value, inRange bool) bool {
			if x.Kind != Blank || !inRange {
				n++
			}
			return true
		})
	}
	return Int(n)
}

// fnCountBlank counts the empty cells of a range, those with "" among them.
func fnCountBlank(c *Call, a []Value) Value {
	if a[0].IsError() {
		return a[0]
	}
	if a[0].Kind != Reference && a[0].Kind != Matrix {
		return Fail(ValueError)
	}
	n := size(a[0])
	c.Each(a[0], func(x Value, _ bool) bool {
		if x.Kind != Blank && (x.Kind != Text || x.Text != "") {
			n--
		}
		return true
	})
	return Int(n)
}

// size is how many cells or elements a value has.
func size(v Value) int {
	if a := v.Array(); a != nil {
		return len(a.V)
	}
	n := 0
	for _, area := range v.Areas() {
		n += area.Rows() * area.Cols()
	}
	if v.Kind != Reference {
		return 1
	}
	return n
}

// largest is the first number that beats all; of nothing it is 0.
func largest(start float64, beats func(x, y float64) bool) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		xs, bad := c.Numbers(a...)
		if bad.IsError() {
			return bad
		}
		return best(xs, start, beats)
	}
}

func largestA(start float64, beats func(x, y float64) bool) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		xs, bad := c.NumbersA(a...)
		if bad.IsError() {
			return bad
		}
		return best(xs, start, beats)
	}
}

func best(xs []float64, start float64, beats func(x, y float64) bool) Value {
	if len(xs) == 0 {
		return Int(0)
	}
	for _, x := range xs {
		if beats(x, start) {
			start = x
		}
	}
	return Num(start)
}
