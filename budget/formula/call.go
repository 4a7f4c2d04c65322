package formula

// Call is what a function knows beside its arguments: where it stands and what
// the workbook says.
type Call struct {
	run    *Run
	at     Cell
	scope  *scope
	arrays bool   // the formula is an array formula
	empty  uint64 // arguments left empty
	args   int
}

// At is the cell of the formula.
func (c *Call) At() Cell { return c.at }

// Empty reports whether argument i was left empty or not given, so that a
// default may stand for it. Classic functions take an empty argument for 0
// ("n"), FALSE or "" instead and ask len(a) only.
func (c *Call) Empty(i int) bool { return i >= c.args || c.empty&(1<<min(i, 63)) != 0 }

// Date1904 reports whether the workbook counts days from 1 January 1904.
func (c *Call) Date1904() bool { return c.run.book.date1904 }

// Locale is how texts that stand for numbers and dates are read.
func (c *Call) Locale() Locale { return c.run.opts.Locale }

// Volatile asks the host for what only the moment knows: the name is that of
// the function (RAND, NOW, TODAY).
func (c *Call) Volatile(name string) Value {
	if c.run.opts.Volatile == nil {
		return c.run.fault(c.at, NAError, Refused, name)
	}
	return c.run.opts.Volatile(c.at, name)
}

// Each visits the single values of an argument of mode r, R or a, row by row;
// inRange is false for a value that was written or computed and true for the
// elements of a range or an array. It stops where the function says false.
// Empty cells beyond what the sheet uses are left out.
func (c *Call) Each(v Value, visit func(x Value, inRange bool) bool) {
	switch v.Kind {
	case Matrix:
		for _, x := range v.Array().V {
			if !visit(x, true) {
				return
			}
		}
	case Reference:
		for _, area := range v.Areas() {
			if !c.run.visit(c.run.clip(area), func(_ Cell, x Value) bool { return visit(x, true) }) {
				return
			}
		}
	default:
		visit(v, false)
	}
}

// Numbers collects the numbers of arguments as aggregates do: in ranges and
// arrays text, booleans and blanks are skipped; a value written as an argument
// is converted. The second result is the first error met, or blank.
func (c *Call) Numbers(args ...Value) (xs []float64, bad Value) {
	for _, a := range args {
		c.Each(a, func(x Value, inRange bool) bool {
			switch {
			case x.Kind == Error:
				bad = x
			case x.Kind == Number:
				xs = append(xs, x.Num)
			case !inRange:
				if n := c.Number(x); n.Kind == Error {
					bad = n
				} else {
					xs = append(xs, n.Num)
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

// Array gives the values of an argument as an array: a reference is read whole
// (one beyond the used part of the sheet is cut to it, but never to less than
// one cell), a single value is 1 x 1. A reference of several areas is #VALUE!,
// the second result.
func (c *Call) Array(v Value) (*Array, Value) { return c.run.array(v) }

// Number converts a single value to a number: blank is 0, TRUE 1, text what it
// looks like; other text is #VALUE!.
func (c *Call) Number(v Value) Value { return c.run.number(c.at, v) }

// Single makes one value of a range, as the formula's kind wants it: the cell
// of its own row or column, or the first element of an array.
func (c *Call) Single(v Value) Value { return c.run.single(c.at, v) }

// Cell is the value of a cell.
func (c *Call) Cell(at Cell) Value { return c.run.Value(at) }

// Book is the workbook of the formula.
func (c *Call) Book() *Book { return c.run.book }
