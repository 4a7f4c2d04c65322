package formula

import (
	"fmt"
	"strings"
)

// syntaxError says where a formula ceases to be one; Pos counts bytes from 0.
type syntaxError struct {
	Pos  int
	Want string
}

// Error is the message.
func (e *syntaxError) Error() string { return fmt.Sprintf("at byte %d: %s", e.Pos+1, e.Want) }

const (
	maxFormula = 1 << 15 // bytes; a spreadsheet takes 8192 characters
	maxDeep    = 256     // brackets inside one another
)

// parser builds the tree by the strength of operators (V. Pratt, Top down
// operator precedence, 1973).
type parser struct {
	lexer
	tok    token
	origin Cell // where the formula stands
	deep   int
	locals []string
	err    *syntaxError
}

// Parse reads a formula, without its leading =, that stands in a cell: relative
// references become distances from it. Names in the tree are not looked up.
// The grammar is that of files: English names, commas, points.
// Source: ECMA-376 Part 1, 18.17.2, with the precedence that spreadsheets have
// in fact: minus before ^, ^ to the left.
// Checked: TestPrecedence, TestParse, FuzzParse.
func Parse(text string, at Cell) (Node, error) {
	if len(text) > maxFormula {
		return nil, &syntaxError{maxFormula, "the formula is too long"}
	}
	p := &parser{lexer: lexer{src: text}, origin: at}
	p.advance()
	n := p.list()
	if p.err == nil && p.tok.kind != endToken {
		p.fail("an operator or the end is expected")
	}
	if p.err != nil {
		return nil, p.err
	}
	return n, nil
}

// Halfwidth is a formula that a person typed with the signs of a Chinese
// keyboard, in those of the grammar: brackets, commas, colons, operators outside
// quotation marks. A leading = is cut off. Files never need it.
// Checked: TestHalfwidth.
func Halfwidth(typed string) string {
	var b strings.Builder
	quote := rune(0)
	for _, r := range strings.TrimSpace(typed) {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case r >= '！' && r <= '～': // the printable signs, in their wide form
			r -= '！' - '!'
		case r == '\u3000':
			r = ' '
		case r == '“' || r == '”':
			r = '"'
		}
		b.WriteRune(r)
	}
	return strings.TrimPrefix(b.String(), "=")
}

// fail keeps the first error.
func (p *parser) fail(want string) Node {
	if p.err == nil {
		p.err = &syntaxError{p.tok.pos, want}
	}
	p.tok = token{kind: endToken, pos: p.tok.pos}
	p.pos = len(p.src)
	return &Empty{}
}

func (p *parser) advance() {
	p.tok = p.next()
	if p.tok.kind == badToken {
		p.fail("this is not understood")
	}
}

func (p *parser) at(sign byte) bool { return p.tok.kind == signToken && p.tok.sign == sign }

func (p *parser) expect(sign byte) {
	if !p.at(sign) {
		p.fail(fmt.Sprintf("%q is expected", string(sign)))
		return
	}
	p.advance()
}

// list reads an expression, or several with commas: a union.
func (p *parser) list() Node {
	n := p.expression(0)
	for p.at(',') {
		p.advance()
		n = &Binary{Union, n, p.expression(0)}
	}
	return n
}

// The strengths of operators, from the weakest.
const (
	bindCompare   = 10
	bindConcat    = 20
	bindAdd       = 30
	bindMultiply  = 40
	bindPower     = 50
	bindPercent   = 60
	bindPrefix    = 70
	bindUnion     = 75
	bindIntersect = 80
	bindRange     = 90
	bindSpill     = 95
)

// infix is the operator that a token is between operands.
func infix(sign byte) (op Op, bind int) {
	switch sign {
	case '=':
		return Equal, bindCompare
	case 'n':
		return NotEqual, bindCompare
	case '<':
		return Less, bindCompare
	case 'l':
		return LessEqual, bindCompare
	case '>':
		return Greater, bindCompare
	case 'g':
		return GreaterEqual, bindCompare
	case '&':
		return Concat, bindConcat
	case '+':
		return Add, bindAdd
	case '-':
		return Subtract, bindAdd
	case '*':
		return Multiply, bindMultiply
	case '/':
		return Divide, bindMultiply
	case '^':
		return Power, bindPower
	case '%':
		return Percent, bindPercent
	case ':':
		return RangeTo, bindRange
	case '#':
		return Spilled, bindSpill
	}
	return 0, 0
}

// expression reads what binds more strongly than floor.
func (p *parser) expression(floor int) Node {
	if p.deep++; p.deep > maxDeep {
		return p.fail("the formula is nested too deeply")
	}
	n := p.prefix()
	for p.err == nil {
		if p.tok.kind != signToken || p.at('(') || p.at('{') || p.at('@') {
			if !p.tok.spaced || !p.startsReference() || bindIntersect <= floor {
				break
			}
			n = &Binary{Intersection, n, p.expression(bindIntersect)}
			continue
		}
		op, bind := infix(p.tok.sign)
		if bind <= floor {
			break
		}
		p.advance()
		if op == Percent || op == Spilled {
			n = &Unary{op, n}
			continue
		}
		n = p.ranged(op, n, p.expression(bind))
	}
	p.deep--
	return n
}

// startsReference reports whether the token can begin a reference.
func (p *parser) startsReference() bool {
	switch p.tok.kind {
	case wordToken, cellToken, columnsToken, rowsToken, sheetToken, tableToken:
		return true
	}
	return p.at('(')
}

// ranged joins two operands; two cells with a colon are one Range, and so are
// two columns with space about the colon.
func (p *parser) ranged(op Op, x, y Node) Node {
	if op == RangeTo {
		if isLiteral(x) || isLiteral(y) {
			return p.fail("a reference is expected on both sides of the colon")
		}
		if n, ok := p.columnPair(x, y); ok {
			return n
		}
	}
	a, ok := x.(*Range)
	b, ok2 := y.(*Range)
	if op == RangeTo && ok && ok2 && a.Shape == OneCell && b.Shape == OneCell && b.Sheet.Local {
		return &Range{Sheet: a.Sheet, Shape: Rectangle, From: a.From, To: b.From}
	}
	return &Binary{op, x, y}
}

// isLiteral reports whether an operand is a number, a text or a boolean; a
// reference that was lost, #REF!, may stand in a range.
func isLiteral(n Node) bool {
	l, ok := n.(*Literal)
	return ok && l.Value.Kind != Error
}

// columnPair reads the columns of B : C.
func (p *parser) columnPair(x, y Node) (Node, bool) {
	a, ok := x.(*Name)
	b, ok2 := y.(*Name)
	if !ok || !ok2 || !b.Sheet.Local {
		return nil, false
	}
	from, end, ok := colAt(a.Text, 0)
	to, end2, ok2 := colAt(b.Text, 0)
	if !ok || !ok2 || end != len(a.Text) || end2 != len(b.Text) {
		return nil, false
	}
	return &Range{Sheet: a.Sheet, Shape: WholeColumns, From: p.relative(from), To: p.relative(to)}, true
}

// prefix reads an operand with the signs before it.
func (p *parser) prefix() Node {
	t := p.tok
	if t.kind == signToken {
		switch t.sign {
		case '-', '+', '@':
			p.advance()
			op := map[byte]Op{'-': Negate, '+': Plus, '@': Intersected}[t.sign]
			return &Unary{op, p.expression(bindPrefix)}
		case '(':
			p.advance()
			n := p.list()
			p.expect(')')
			return p.invoked(n)
		case '{':
			return p.constants()
		}
		return p.fail("a value is expected")
	}
	return p.primary()
}

// primary reads a value, a reference or a call.
func (p *parser) primary() Node {
	t := p.tok
	p.advance()
	switch t.kind {
	case numberToken:
		return &Literal{Value{Kind: Number, Num: t.num}}
	case textToken:
		return &Literal{Str(t.text)}
	case errorToken:
		return &Literal{Fail(t.code)}
	case cellToken, columnsToken, rowsToken:
		return p.reference(t, SheetRef{Local: true})
	case sheetToken:
		return p.onSheet(t)
	case tableToken:
		return p.tableNode(t, 0)
	case wordToken:
		return p.named(t, SheetRef{Local: true})
	}
	p.tok = t
	return p.fail("a value is expected")
}

// reference makes a Range of a token.
func (p *parser) reference(t token, sheet SheetRef) Node {
	n := &Range{Sheet: sheet, From: p.relative(t.from)}
	switch t.kind {
	case columnsToken:
		n.Shape, n.To = WholeColumns, p.relative(t.to)
	case rowsToken:
		n.Shape, n.To = WholeRows, p.relative(t.to)
	}
	return n
}

// relative makes distances of the relative parts of a coordinate.
func (p *parser) relative(c Coord) Coord {
	if c.RowRel {
		c.Row -= p.origin.Row
	}
	if c.ColRel {
		c.Col -= p.origin.Col
	}
	return c
}

// onSheet reads what follows Sheet1!.
func (p *parser) onSheet(prefix token) Node {
	sheet, ok := parseSheet(prefix.text)
	if !ok {
		p.tok = prefix
		return p.fail("this names no sheet")
	}
	t := p.tok
	p.advance()
	switch {
	case t.spaced:
	case t.kind == cellToken || t.kind == columnsToken || t.kind == rowsToken:
		return p.reference(t, sheet)
	case t.kind == wordToken:
		return p.named(t, sheet)
	case t.kind == errorToken:
		return &Literal{Fail(t.code)}
	case t.kind == tableToken:
		return p.tableNode(t, sheet.Book)
	}
	p.tok = t
	return p.fail("a reference is expected behind the sheet")
}

// named reads a function, TRUE or a name.
func (p *parser) named(t token, sheet SheetRef) Node {
	if p.at('(') && !p.tok.spaced {
		return p.call(t.text, sheet)
	}
	if sheet.Local {
		if n := p.bare(t.text); n != nil {
			return n
		}
	}
	return p.invoked(&Name{sheet, t.text})
}

// bare reads a word that is no name of the workbook: TRUE, FALSE, a parameter.
func (p *parser) bare(text string) Node {
	switch {
	case strings.EqualFold(text, "TRUE"):
		return &Literal{Logic(true)}
	case strings.EqualFold(text, "FALSE"):
		return &Literal{Logic(false)}
	}
	key, marked := parameter(text)
	if marked || p.bound(key) {
		return &Local{key}
	}
	return nil
}

// parameter is the folded name of a parameter without the mark that files give
// it.
func parameter(text string) (name string, marked bool) {
	key := Fold(text)
	for _, mark := range []string{"_xlpm.", "_xlop."} {
		if rest, ok := strings.CutPrefix(key, mark); ok {
			return rest, true
		}
	}
	return key, false
}

// bound reports whether LET or LAMBDA has bound a name here.
func (p *parser) bound(key string) bool {
	for _, l := range p.locals {
		if l == key {
			return true
		}
	}
	return false
}

// constants reads {1,2;3,4}.
func (p *parser) constants() Node {
	var values []Value
	rows, cols, width := 1, 0, 0
	for {
		p.advance()
		values = append(values, p.constant())
		width++
		if p.at(',') {
			continue
		}
		if rows > 1 && width != cols {
			return p.fail("the rows of the array differ in length")
		}
		cols, width = width, 0
		if !p.at(';') {
			break
		}
		rows++
	}
	p.expect('}')
	return &Constants{&Array{rows, cols, values}}
}

// constant reads one element of an array.
func (p *parser) constant() Value {
	sign := 1.0
	if p.at('-') || p.at('+') {
		if p.at('-') {
			sign = -1
		}
		p.advance()
		if p.tok.kind != numberToken {
			p.fail("a number is expected")
		}
	}
	t := p.tok
	switch {
	case t.kind == numberToken:
		p.advance()
		return Value{Kind: Number, Num: sign * t.num}
	case t.kind == textToken:
		p.advance()
		return Str(t.text)
	case t.kind == errorToken:
		p.advance()
		return Fail(t.code)
	case t.kind == wordToken && strings.EqualFold(t.text, "TRUE"), t.kind == wordToken && strings.EqualFold(t.text, "FALSE"):
		p.advance()
		return Logic(len(t.text) == 4)
	}
	p.fail("a constant is expected")
	return Value{}
}
