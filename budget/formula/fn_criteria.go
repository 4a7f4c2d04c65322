package formula

import "math"

// criteriaFunctions aggregate the cells that meet conditions.
func criteriaFunctions() []Func {
	return []Func{
		{Name: "COUNTIF", Min: 2, Max: 2, Args: "rV", Call: fnCountIfs},
		{Name: "COUNTIFS", Min: 2, Max: Many, Args: "|rV", Call: fnCountIfs},
		{Name: "SUMIF", Min: 2, Max: 3, Args: "rVr", Call: oneCriterion(sumOf)},
		{Name: "AVERAGEIF", Min: 2, Max: 3, Args: "rVr", Call: oneCriterion(averageOf)},
		{Name: "SUMIFS", Min: 3, Max: Many, Args: "r|rV", Call: manyCriteria(sumOf)},
		{Name: "AVERAGEIFS", Min: 3, Max: Many, Args: "r|rV", Call: manyCriteria(averageOf)},
		{Name: "MAXIFS", Min: 3, Max: Many, Args: "r|rV", Call: manyCriteria(maxOf), Prefix: "_xlfn."},
		{Name: "MINIFS", Min: 3, Max: Many, Args: "r|rV", Call: manyCriteria(minOf), Prefix: "_xlfn."},
	}
}

func sumOf(xs []float64) Value { return Num(total(xs)) }

func averageOf(xs []float64) Value {
	if len(xs) == 0 {
		return Fail(DivError)
	}
	return Num(total(xs) / float64(len(xs)))
}

func maxOf(xs []float64) Value {
	return best(xs, math.Inf(-1), func(x, y float64) bool { return x > y })
}

func minOf(xs []float64) Value {
	return best(xs, math.Inf(1), func(x, y float64) bool { return x < y })
}

// condition is a range with what its cells must meet.
type condition struct {
	cells *Array
	rows  int // of the whole range, of which cells is the used part
	cols  int
	meets criterion
}

// conditions reads pairs of ranges and criteria; all ranges must have one shape.
func conditions(c *Call, a []Value) ([]condition, Value) {
	if len(a)%2 != 0 {
		return nil, Fail(ValueError)
	}
	out := make([]condition, 0, len(a)/2)
	for i := 0; i < len(a); i += 2 {
		areas := a[i].Areas()
		if len(areas) != 1 {
			return nil, Fail(ValueError)
		}
		if c.run.beyond(areas[0]) {
			return nil, c.run.fault(c.at, NumError, TooLarge, "")
		}
		k := condition{
			cells: c.run.used(areas[0]), rows: areas[0].Rows(), cols: areas[0].Cols(),
			meets: newCriterion(a[i+1], c.Locale(), c.Date1904()),
		}
		if len(out) > 0 && (k.rows != out[0].rows || k.cols != out[0].cols) {
			return nil, Fail(ValueError)
		}
		out = append(out, k)
	}
	return out, Value{}
}

// at is an element of the used part of a range, blank beyond it.
func (a *Array) orBlank(r, c int) Value {
	if r >= a.Rows || c >= a.Cols {
		return Value{}
	}
	return a.V[r*a.Cols+c]
}

// holding gives the places at which all conditions hold, among those that any
// range uses; rest is how many places lie beyond, where all cells are blank.
func holding(c *Call, ks []condition, visit func(r, col int)) (rest int) {
	rows, cols := 0, 0
	for _, k := range ks {
		rows, cols = max(rows, k.cells.Rows), max(cols, k.cells.Cols)
	}
	l, epoch := c.Locale(), c.Date1904()
	for r := range rows {
	places:
		for col := range cols {
			for i := range ks {
				if !ks[i].meets.holds(ks[i].cells.orBlank(r, col), l, epoch) {
					continue places
				}
			}
			visit(r, col)
		}
	}
	return ks[0].rows*ks[0].cols - rows*cols
}

// fnCountIfs counts places; those beyond the used cells count where blanks meet
// every condition.
func fnCountIfs(c *Call, a []Value) Value {
	ks, bad := conditions(c, a)
	if bad.IsError() {
		return bad
	}
	n := 0
	rest := holding(c, ks, func(_, _ int) { n++ })
	for i := range ks {
		if !ks[i].meets.holds(Value{}, c.Locale(), c.Date1904()) {
			rest = 0
		}
	}
	return Int(n + rest)
}

// gathered collects the numbers at the places that meet conditions; the first
// error there ends it.
func gathered(c *Call, from *Array, ks []condition) (xs []float64, bad Value) {
	holding(c, ks, func(r, col int) {
		switch x := from.orBlank(r, col); {
		case x.Kind == Number:
			xs = append(xs, x.Num)
		case x.Kind == Error && !bad.IsError():
			bad = x
		}
	})
	return xs, bad
}

// oneCriterion is SUMIF and AVERAGEIF: the range that is added begins at the
// first cell of the third argument and has the shape of the first.
func oneCriterion(f func([]float64) Value) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		ks, bad := conditions(c, a[:2])
		if bad.IsError() {
			return bad
		}
		from := ks[0].cells
		if len(a) > 2 && !c.Empty(2) {
			areas := a[2].Areas()
			if len(areas) != 1 {
				return Fail(ValueError)
			}
			first := areas[0]
			first.Bottom = min(first.Top+int32(ks[0].rows)-1, MaxRows-1)
			first.Right = min(first.Left+int32(ks[0].cols)-1, MaxCols-1)
			from = c.run.used(first)
		}
		xs, bad := gathered(c, from, ks)
		if bad.IsError() {
			return bad
		}
		return f(xs)
	}
}

// manyCriteria is SUMIFS and its like.
func manyCriteria(f func([]float64) Value) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		ks, bad := conditions(c, a[1:])
		if bad.IsError() {
			return bad
		}
		areas := a[0].Areas()
		if len(areas) != 1 || areas[0].Rows() != ks[0].rows || areas[0].Cols() != ks[0].cols {
			return Fail(ValueError)
		}
		xs, bad := gathered(c, c.run.used(areas[0]), ks)
		if bad.IsError() {
			return bad
		}
		return f(xs)
	}
}
