package formula

import "slices"

// sortFunctions choose and sort the rows of arrays.
func sortFunctions() []Func {
	return []Func{
		{Name: "FILTER", Min: 2, Max: 3, Args: "aaA", Call: fnFilter, Prefix: "_xlfn._xlws."},
		{Name: "SORT", Min: 1, Max: 4, Args: "aaab", Call: fnSort, Prefix: "_xlfn._xlws."},
		{Name: "SORTBY", Min: 2, Max: Many, Args: "a", Call: fnSortBy, Prefix: "_xlfn."},
		{Name: "UNIQUE", Min: 1, Max: 3, Args: "abb", Call: fnUnique, Prefix: "_xlfn."},
	}
}

// rowsAt is an array of some rows of another.
func (a *Array) rowsAt(places []int) *Array {
	out := newArray(len(places), a.Cols)
	for i, r := range places {
		copy(out.Row(i), a.Row(r))
	}
	return out
}

// fnFilter keeps the rows (or columns) beside which a condition holds.
// Checked: TestArrays.
func fnFilter(c *Call, a []Value) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	keep, bad := c.Array(a[1])
	if bad.IsError() {
		return bad
	}
	across := keep.Rows == 1 && keep.Cols == g.Cols && (g.Rows > 1 || g.Cols > 1)
	if across && !(keep.Cols == 1 && keep.Rows == g.Rows) {
		g = g.Transposed()
	} else if keep.Cols != 1 || keep.Rows != g.Rows {
		return Fail(ValueError)
	} else {
		across = false
	}
	var places []int
	for i, v := range keep.V {
		b := AsLogic(v)
		if b.IsError() {
			return b
		}
		if b.True() {
			places = append(places, i)
		}
	}
	if len(places) == 0 {
		if c.Empty(2) {
			return Fail(CalcError)
		}
		return a[2]
	}
	out := g.rowsAt(places)
	return Grid(out.turned(across))
}

// precedes orders values as SORT does: numbers, texts, booleans, errors, and
// blanks last in either direction.
func precedes(x, y Value, down bool) int {
	if x.Kind == Blank || y.Kind == Blank {
		return boolInt(x.Kind == Blank) - boolInt(y.Kind == Blank)
	}
	order := 0
	switch {
	case x.Kind == Error || y.Kind == Error:
		order = errorRank(x) - errorRank(y)
	default:
		order = Compare(x, y)
	}
	if down {
		return -order
	}
	return order
}

// errorRank orders errors by their number, behind what is none.
func errorRank(v Value) int {
	if v.Kind == Error {
		return int(v.Err)
	}
	return 0
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sortKey is a column to sort by.
type sortKey struct {
	values []Value
	down   bool
}

// sorted is the order of n places by keys; equal ones stay as they are.
func sorted(n int, keys []sortKey) []int {
	places := make([]int, n)
	for i := range places {
		places[i] = i
	}
	slices.SortStableFunc(places, func(i, j int) int {
		for _, k := range keys {
			if order := precedes(k.values[i], k.values[j], k.down); order != 0 {
				return order
			}
		}
		return 0
	})
	return places
}

// wholeNumbers reads an argument of one or several numbers.
func (c *Call) wholeNumbers(v Value) ([]int, Value) {
	g, bad := c.Array(v)
	if bad.IsError() {
		return nil, bad
	}
	out := make([]int, len(g.V))
	for i, x := range g.V {
		if x = c.Number(x); x.IsError() {
			return nil, x
		}
		out[i] = int(x.Num)
	}
	return out, Value{}
}

// fnSort sorts rows by columns named by number.
// Checked: TestArrays.
func fnSort(c *Call, a []Value) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	by, orders := []int{1}, []int{1}
	if !c.Empty(1) {
		if by, bad = c.wholeNumbers(a[1]); bad.IsError() {
			return bad
		}
	}
	if !c.Empty(2) {
		if orders, bad = c.wholeNumbers(a[2]); bad.IsError() {
			return bad
		}
	}
	across := len(a) > 3 && a[3].True()
	g = g.turned(across)
	if len(orders) != 1 && len(orders) != len(by) {
		return Fail(ValueError)
	}
	columns := g.Transposed()
	var keys []sortKey
	for i, col := range by {
		order := orders[min(i, len(orders)-1)]
		if col < 1 || col > g.Cols || order != 1 && order != -1 {
			return Fail(ValueError)
		}
		keys = append(keys, sortKey{columns.Row(col - 1), order < 0})
	}
	out := g.rowsAt(sorted(g.Rows, keys))
	return Grid(out.turned(across))
}

// fnSortBy sorts rows or columns by arrays beside them.
func fnSortBy(c *Call, a []Value) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	var keys []sortKey
	across := false
	for i := 1; i < len(a); i += 2 {
		key, bad := c.Array(a[i])
		if bad.IsError() {
			return bad
		}
		if i == 1 {
			across = key.Rows == 1 && key.Cols > 1
		}
		if across && (key.Rows != 1 || key.Cols != g.Cols) || !across && (key.Cols != 1 || key.Rows != g.Rows) {
			return Fail(ValueError)
		}
		order := 1
		if !c.Empty(i + 1) {
			n := c.Number(c.Single(a[i+1]))
			if n.IsError() {
				return n
			}
			if order = int(n.Num); order != 1 && order != -1 {
				return Fail(ValueError)
			}
		}
		keys = append(keys, sortKey{key.V, order < 0})
	}
	g = g.turned(across)
	out := g.rowsAt(sorted(g.Rows, keys))
	return Grid(out.turned(across))
}

// fnUnique keeps the first of equal rows (or columns), or only those that have
// no equal.
// Checked: TestArrays.
func fnUnique(c *Call, a []Value) Value {
	g, bad := c.Array(a[0])
	if bad.IsError() {
		return bad
	}
	across := len(a) > 1 && a[1].True()
	g = g.turned(across)
	count := map[string]int{}
	keys := make([]string, g.Rows)
	for r := range keys {
		for _, v := range g.Row(r) {
			k := keyOf(v)
			if v.Kind == Number {
				k.text = general(v.Num)
			}
			keys[r] += v.Kind.String() + "\x00" + k.text + "\x00" + general(k.num) + "\x00"
		}
		count[keys[r]]++
	}
	once := len(a) > 2 && a[2].True()
	var places []int
	seen := map[string]bool{}
	for r, k := range keys {
		if once && count[k] == 1 || !once && !seen[k] {
			places = append(places, r)
		}
		seen[k] = true
	}
	out := g.rowsAt(places)
	return Grid(out.turned(across))
}
