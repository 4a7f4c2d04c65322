package formula

import "strconv"

// reference writes a reference by address.
func (w *printer) reference(n *Range) {
	w.sheet(n.Sheet)
	switch n.Shape {
	case OneCell:
		w.corner(n.From, true, true)
	case Rectangle:
		w.corner(n.From, true, true)
		w.WriteByte(':')
		w.corner(n.To, true, true)
	case WholeColumns:
		w.corner(n.From, false, true)
		w.WriteByte(':')
		w.corner(n.To, false, true)
	case WholeRows:
		w.corner(n.From, true, false)
		w.WriteByte(':')
		w.corner(n.To, true, false)
	}
}

// corner writes the row, the column, or both.
func (w *printer) corner(c Coord, row, col bool) {
	if w.r1c1 {
		var buf [32]byte
		w.Write(appendR1C1(buf[:0], c, row, col))
		return
	}
	at := c.place(w.at)
	if col {
		w.dollar(c.ColRel)
		w.WriteString(columnName(int(at.Col)))
	}
	if row {
		w.dollar(c.RowRel)
		w.WriteString(strconv.Itoa(int(at.Row) + 1))
	}
}

func (w *printer) dollar(relative bool) {
	if !relative {
		w.WriteByte('$')
	}
}

// appendR1C1 writes R[-1]C5.
func appendR1C1(b []byte, c Coord, row, col bool) []byte {
	part := func(sign byte, n int32, relative bool) {
		b = append(b, sign)
		switch {
		case !relative:
			b = strconv.AppendInt(b, int64(n)+1, 10)
		case n != 0:
			b = append(strconv.AppendInt(append(b, '['), int64(n), 10), ']')
		}
	}
	if row {
		part('R', c.Row, c.RowRel)
	}
	if col {
		part('C', c.Col, c.ColRel)
	}
	return b
}

// canonical is a formula with its relative references as distances from a cell:
// a key by which copies are known without parsing them. ok is false where the
// text is no formula.
// Checked: TestClasses.
func canonical(text string, at Cell) (key string, ok bool) {
	if len(text) > maxFormula {
		return "", false
	}
	l := lexer{src: text}
	p := parser{origin: at}
	var buf [512]byte
	b := buf[:0]
	for {
		t := l.next()
		if t.spaced {
			b = append(b, ' ')
		}
		switch t.kind {
		case endToken:
			return string(b), true
		case badToken:
			return "", false
		case cellToken:
			b = appendR1C1(b, p.relative(t.from), true, true)
		case columnsToken:
			b = appendR1C1(append(appendR1C1(b, p.relative(t.from), false, true), ':'), p.relative(t.to), false, true)
		case rowsToken:
			b = appendR1C1(append(appendR1C1(b, p.relative(t.from), true, false), ':'), p.relative(t.to), true, false)
		default:
			b = append(b, text[t.pos:t.end]...)
		}
	}
}
