package formula

import "slices"

// Choice is what SUMIF, COUNTIFS and their like look at: at every place the tests,
// and the cell that counts where all of them hold.
type Choice struct {
	Tests      []Test
	Add        Area // of what is added: the cell at a place counts from its first
	Rows, Cols int  // places that any range uses
	Beyond     int  // places beyond them, all of them blank
}

// Test is a range whose cells must meet a criterion.
type Test struct {
	In        Area
	criterion criterion
	locale    Locale
	date1904  bool
}

// Holds reports whether a value meets the criterion.
func (t *Test) Holds(v Value) bool { return t.criterion.holds(v, t.locale, t.date1904) }

// Number is the comparison with a number that the criterion is; ok is false where it
// is none.
func (t *Test) Number() (op Op, x Value, ok bool) {
	k := &t.criterion
	return k.op, k.value, k.empty == hasValue && k.pattern == nil && k.value.Kind == Number
}

// Error reports whether the criterion is an error value.
func (t *Test) Error() bool { return t.criterion.empty == hasValue && t.criterion.value.IsError() }

// Choice tells what a call of one of the functions with criteria looks at; ok is
// false for other functions and for a call that is an error.
// Checked: TestChoice.
func (r *Run) Choice(at Cell, n *Apply) (choice Choice, ok bool) {
	first, pairs := criteriaOf(n)
	if pairs == nil {
		return Choice{}, false
	}
	c := &Call{run: r, at: at, args: len(n.Args)}
	args := make([]Value, len(pairs))
	for i, a := range pairs {
		args[i] = c.argument(n.Func.Mode(slices.Index(n.Args, a)), a)
	}
	ks, bad := conditions(c, args)
	if bad.IsError() {
		return Choice{}, false
	}
	for i := range ks {
		choice.Tests = append(choice.Tests, Test{args[2*i].Areas()[0], ks[i].meets, c.Locale(), c.Date1904()})
		choice.Rows, choice.Cols = max(choice.Rows, ks[i].cells.Rows), max(choice.Cols, ks[i].cells.Cols)
	}
	choice.Beyond = ks[0].rows*ks[0].cols - choice.Rows*choice.Cols
	choice.Add = choice.Tests[0].In
	if first != nil {
		areas := c.argument('r', first).Areas()
		if len(areas) != 1 || n.Name != "SUMIF" && n.Name != "AVERAGEIF" && (areas[0].Rows() != ks[0].rows || areas[0].Cols() != ks[0].cols) {
			return Choice{}, false
		}
		choice.Add = areas[0]
	}
	return choice, true
}

// criteriaOf parts the arguments of a function with criteria: the range that is
// added, if it is named, and the pairs of ranges and criteria.
func criteriaOf(n *Apply) (first Node, pairs []Node) {
	switch n.Name {
	case "COUNTIF", "COUNTIFS":
		return nil, n.Args
	case "SUMIF", "AVERAGEIF":
		if len(n.Args) > 2 {
			return n.Args[2], n.Args[:2]
		}
		return nil, n.Args
	case "SUMIFS", "AVERAGEIFS", "MAXIFS", "MINIFS":
		return n.Args[0], n.Args[1:]
	}
	return nil, nil
}

// Criteria are the arguments of such a call that are criteria, not ranges.
func Criteria(n *Apply) (list []Node) {
	_, pairs := criteriaOf(n)
	for i := 1; i < len(pairs); i += 2 {
		list = append(list, pairs[i])
	}
	return list
}
