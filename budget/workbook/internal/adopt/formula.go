package adopt

import (
	"github.com/shopspring/decimal"

	"ballast/budget/formula"
)

// shape is what a formula does with other cells.
type shape struct {
	terms  []term // what it adds up, when it does nothing else
	sum    bool
	factor bool            // it multiplies or divides one cell by something
	base   term            // that cell, of a factor
	by     decimal.Decimal // the constant of a factor, 0 when it is a cell
	refs   []term          // every cell and range it reads
	times  []term          // of them, those inside a product
	mean   bool            // it averages
	minus  bool            // it subtracts
	takes  bool            // it subtracts from something else than a constant
}

// term is one cell or range that a formula reads.
type term struct {
	sheet string // "" the formula's own
	Area
	minus bool
}

func (t term) single() bool { return t.Top == t.Bottom && t.Left == t.Right }

// maxShape bounds the length of a formula that is taken apart.
const maxShape = 2000

// shapeOf takes the formula of a cell apart; a cell without one has no shape.
func (f *finder) shapeOf(c *Cell) *shape {
	if c == nil || c.Formula == "" || len(c.Formula) > maxShape {
		return &shape{}
	}
	if s, ok := f.shapes[c]; ok {
		return s
	}
	s := &shape{}
	f.shapes[c] = s
	at := formula.Cell{Row: int32(c.Row - 1), Col: int32(c.Col - 1)}
	n, err := formula.Parse(c.Formula, at)
	if err != nil {
		return s
	}
	s.walk(n, at, false)
	s.terms, s.sum = summands(n, at, false)
	if _, lone := n.(*formula.Range); lone {
		s.sum = len(s.terms) == 1 && s.terms[0].single() // a link
	}
	s.scaling(n, at)
	return s
}

// walk collects what the formula reads.
func (s *shape) walk(n formula.Node, at formula.Cell, product bool) {
	switch n := n.(type) {
	case *formula.Range:
		t := termOf(n, at)
		s.refs = append(s.refs, t)
		if product {
			s.times = append(s.times, t)
		}
	case *formula.Unary:
		s.walk(n.X, at, product)
	case *formula.Binary:
		switch n.Op {
		case formula.Multiply, formula.Divide, formula.Power:
			product = true
		case formula.Subtract:
			_, rest := n.X.(*formula.Literal) // 1-D2 is what a discount leaves
			s.minus, s.takes = true, s.takes || !rest
		}
		s.walk(n.X, at, product)
		s.walk(n.Y, at, product)
	case *formula.Apply:
		switch n.Name {
		case "AVERAGE", "AVERAGEIF", "MEDIAN", "RANK", "MAX", "MIN":
			s.mean = true
		case "SUMPRODUCT", "PRODUCT":
			product = true
		}
		for _, a := range n.Args {
			s.walk(a, at, product)
		}
	}
}

// termOf turns a reference into addresses.
func termOf(r *formula.Range, at formula.Cell) term {
	row := func(c formula.Coord) int {
		if c.RowRel {
			return int(at.Row+c.Row) + 1
		}
		return int(c.Row) + 1
	}
	col := func(c formula.Coord) int {
		if c.ColRel {
			return int(at.Col+c.Col) + 1
		}
		return int(c.Col) + 1
	}
	t := term{Area: Area{row(r.From), col(r.From), row(r.To), col(r.To)}}
	if r.Shape == formula.OneCell {
		t.Bottom, t.Right = t.Top, t.Left
	}
	switch r.Shape {
	case formula.WholeColumns:
		t.Top, t.Bottom = 1, 1<<20
	case formula.WholeRows:
		t.Left, t.Right = 1, 1<<14
	}
	if !r.Sheet.Local {
		t.sheet = r.Sheet.Name
	}
	return t
}

// summands are the terms of a formula that does nothing but add cells up: SUM,
// SUBTOTAL, AGGREGATE, and chains of them and of cells with plus and minus
// between.
func summands(n formula.Node, at formula.Cell, minus bool) ([]term, bool) {
	switch n := n.(type) {
	case *formula.Range:
		t := termOf(n, at)
		t.minus = minus
		return []term{t}, true
	case *formula.Unary:
		if n.Op == formula.Plus || n.Op == formula.Negate {
			return summands(n.X, at, minus != (n.Op == formula.Negate))
		}
	case *formula.Binary:
		if n.Op != formula.Add && n.Op != formula.Subtract {
			return nil, false
		}
		x, okX := summands(n.X, at, minus)
		y, okY := summands(n.Y, at, minus != (n.Op == formula.Subtract))
		return append(x, y...), okX && okY
	case *formula.Apply:
		args := n.Args
		switch n.Name {
		case "SUM":
		case "SUBTOTAL":
			args = args[min(1, len(args)):]
		case "AGGREGATE":
			args = args[min(2, len(args)):]
		case "ROUND", "IFERROR":
			args = args[:min(1, len(args))]
		default:
			return nil, false
		}
		var all []term
		for _, a := range args {
			t, ok := summands(a, at, minus)
			if !ok {
				return nil, false
			}
			all = append(all, t...)
		}
		return all, len(all) > 0
	}
	return nil, false
}

// scaling notes that a formula is one cell times or by a constant or cell.
func (s *shape) scaling(n formula.Node, at formula.Cell) {
	if a, ok := n.(*formula.Apply); ok && a.Name == "ROUND" && len(a.Args) > 0 {
		n = a.Args[0]
	}
	b, ok := n.(*formula.Binary)
	if !ok || b.Op != formula.Multiply && b.Op != formula.Divide {
		return
	}
	x, xRef := b.X.(*formula.Range)
	y, yRef := b.Y.(*formula.Range)
	switch {
	case xRef:
		s.factor, s.base = termOf(x, at).single(), termOf(x, at)
		s.by = constant(b.Y)
		if b.Op == formula.Divide && !s.by.IsZero() {
			s.by = decimal.New(1, 0).DivRound(s.by, 12)
		}
	case yRef && b.Op == formula.Multiply:
		s.factor, s.base = termOf(y, at).single(), termOf(y, at)
		s.by = constant(b.X)
	default: // 0.1*SUM(B2:B5) scales no single cell
	}
}

// constant is the number that a part of a formula writes, 0 for others.
func constant(n formula.Node) decimal.Decimal {
	switch n := n.(type) {
	case *formula.Literal:
		if n.Value.Kind == formula.Number {
			return decimal.NewFromFloat(n.Value.Num)
		}
	case *formula.Unary:
		if n.Op == formula.Percent {
			return constant(n.X).Shift(-2)
		}
	case *formula.Binary:
		x, y := constant(n.X), constant(n.Y)
		switch {
		case x.IsZero() || y.IsZero():
		case n.Op == formula.Add:
			return x.Add(y)
		case n.Op == formula.Subtract:
			return x.Sub(y)
		}
	}
	return decimal.Zero
}
