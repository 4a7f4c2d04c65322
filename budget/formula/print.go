package formula

import (
	"strconv"
	"strings"
)

// Print writes a tree as a formula of a cell, in the grammar of files: parsing
// it there gives the same tree.
// Checked: TestRoundTrip, FuzzParse.
func Print(n Node, at Cell) string {
	w := printer{at: at}
	w.node(n, 0)
	return w.String()
}

// distances writes a tree with relative references as distances: copies of a formula
// are alike.
func distances(n Node) string {
	w := printer{r1c1: true}
	w.node(n, 0)
	return w.String()
}

// printer writes a tree.
type printer struct {
	strings.Builder
	at   Cell
	r1c1 bool
}

// binding is how strongly an operator holds its operands.
func (o Op) binding() int {
	switch o {
	case Negate, Plus, Intersected:
		return bindPrefix
	case Percent:
		return bindPercent
	case Spilled:
		return bindSpill
	case Power:
		return bindPower
	case Multiply, Divide:
		return bindMultiply
	case Add, Subtract:
		return bindAdd
	case Concat:
		return bindConcat
	case RangeTo:
		return bindRange
	case Intersection:
		return bindIntersect
	case Union:
		return bindUnion
	}
	return bindCompare
}

// node writes a tree in brackets where it binds less strongly than floor.
func (w *printer) node(n Node, floor int) {
	switch n := n.(type) {
	case *Literal:
		w.value(n.Value)
	case *Constants:
		w.constants(n.Array)
	case *Range:
		w.reference(n)
	case *Name:
		w.sheet(n.Sheet)
		w.WriteString(n.Text)
	case *Structured:
		w.structured(n)
	case *Local:
		w.WriteString("_xlpm." + n.Name)
	case *Unary:
		w.unary(n, floor)
	case *Binary:
		w.binary(n, floor)
	case *Apply:
		w.WriteString(n.prefix() + n.Name)
		w.args(n.Args)
	case *Invoke:
		w.callee(n.Callee)
		w.args(n.Args)
	case *Let:
		w.WriteString("_xlfn.LET(")
		for i, name := range n.Names {
			w.WriteString("_xlpm." + name + ",")
			w.node(n.Values[i], 0)
			w.WriteByte(',')
		}
		w.node(n.Body, 0)
		w.WriteByte(')')
	case *Lambda:
		w.WriteString("_xlfn.LAMBDA(")
		for i, name := range n.Params {
			mark := "_xlpm."
			if n.Optional[i] {
				mark = "_xlop."
			}
			w.WriteString(mark + name + ",")
		}
		w.node(n.Body, 0)
		w.WriteByte(')')
	}
}

// prefix is what files write before the name of a function.
func (n *Apply) prefix() string {
	if n.Addin == "" && n.Func != nil {
		return n.Func.Prefix
	}
	return n.Addin
}

// callee writes what is called; a call or a name needs no brackets.
func (w *printer) callee(n Node) {
	switch n.(type) {
	case *Apply, *Invoke, *Local, *Lambda, *Let:
		w.node(n, 0)
	default:
		w.WriteByte('(')
		w.node(n, 0)
		w.WriteByte(')')
	}
}

// args writes arguments in brackets.
func (w *printer) args(args []Node) {
	w.WriteByte('(')
	for i, a := range args {
		if i > 0 {
			w.WriteByte(',')
		}
		w.node(a, 0)
	}
	w.WriteByte(')')
}

// open and shut write brackets where they are needed.
func (w *printer) wrap(needed bool, inside func()) {
	if needed {
		w.WriteByte('(')
	}
	inside()
	if needed {
		w.WriteByte(')')
	}
}

func (w *printer) unary(n *Unary, floor int) {
	bind := n.Op.binding()
	if n.Op == Percent || n.Op == Spilled {
		w.wrap(bind < floor, func() {
			w.node(n.X, bind)
			w.WriteString(n.Op.String())
		})
		return
	}
	w.wrap(bind < floor, func() {
		w.WriteString(n.Op.String())
		w.node(n.X, bind)
	})
}

func (w *printer) binary(n *Binary, floor int) {
	bind := n.Op.binding()
	w.wrap(bind < floor || n.Op == Union, func() {
		left := bind
		if n.Op == Union {
			left = 0
		}
		if x, ok := n.X.(*Binary); ok && n.Op == Union && x.Op == Union {
			w.node(x.X, 0) // (a,b,c) is written flat
			w.WriteByte(',')
			w.node(x.Y, 0)
		} else {
			w.node(n.X, left)
		}
		w.WriteString(n.Op.String())
		if n.Op == Union {
			w.node(n.Y, 0)
		} else {
			w.node(n.Y, bind+1)
		}
	})
}

// value writes a constant.
func (w *printer) value(v Value) {
	switch v.Kind {
	case Number:
		w.WriteString(strconv.FormatFloat(v.Num, 'G', -1, 64))
	case Text:
		w.WriteString(`"` + strings.ReplaceAll(v.Text, `"`, `""`) + `"`)
	default:
		w.WriteString(v.String())
	}
}

// constants writes an array.
func (w *printer) constants(a *Array) {
	w.WriteByte('{')
	for r := range a.Rows {
		if r > 0 {
			w.WriteByte(';')
		}
		for c := range a.Cols {
			if c > 0 {
				w.WriteByte(',')
			}
			w.value(a.At(r, c))
		}
	}
	w.WriteByte('}')
}

// String is a value as a cell shows it in the format General; an array is its
// elements in braces.
func (v Value) String() string {
	switch v.Kind {
	case Blank:
		return ""
	case Error:
		return v.Err.String()
	case Matrix:
		w := printer{}
		w.constants(v.Array())
		return w.Builder.String()
	case Number, Text, Bool:
		return asText(v).Text
	}
	return v.Kind.String()
}

// sheet writes the sheet of a reference and the !.
func (w *printer) sheet(s SheetRef) {
	if !s.Local {
		w.WriteString(s.String() + "!")
	}
}

// String is the sheet as it is written before the !.
func (s SheetRef) String() string {
	text := s.Name
	if s.Last != "" {
		text += ":" + s.Last
	}
	if s.Book > 0 {
		text = "[" + strconv.Itoa(s.Book) + "]" + text
	}
	text = s.File + text
	if bare(s.Name) && (s.Last == "" || bare(s.Last)) && s.File == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", "''") + "'"
}

// quoteSheet is the name of a sheet, between quotation marks where it needs
// them.
func quoteSheet(name string) string { return SheetRef{Name: name}.String() }

// bare reports whether a sheet's name needs no quotation marks.
func bare(name string) bool {
	if name == "" {
		return true
	}
	if name[0] >= '0' && name[0] <= '9' || name[0] == '.' || name[0] == '?' || isCell(name) || wordEnd(name, 0) != len(name) {
		return false
	}
	return !looksR1C1(name) && !strings.EqualFold(name, "TRUE") && !strings.EqualFold(name, "FALSE")
}

// looksR1C1 reports whether a name could be an address in the other notation.
func looksR1C1(name string) bool {
	rest := strings.TrimLeft(strings.ToUpper(name), "RC0123456789")
	return rest == "" && strings.ContainsAny(name[:1], "RCrc")
}

// structured writes a reference to a table.
func (w *printer) structured(n *Structured) {
	if n.Book > 0 {
		w.WriteString("[" + strconv.Itoa(n.Book) + "]!")
	}
	w.WriteString(n.Table + "[")
	sep := ""
	for _, p := range []struct {
		part Part
		text string
	}{{PartHeaders, "#Headers"}, {PartData, "#Data"}, {PartTotals, "#Totals"}, {PartThisRow, "#This Row"}} {
		if n.Parts&PartAll == PartAll && p.part == PartHeaders {
			w.WriteString("[#All]")
			sep = ","
		}
		if n.Parts&p.part != 0 && (n.Parts&PartAll != PartAll || p.part == PartThisRow) {
			w.WriteString(sep + "[" + p.text + "]")
			sep = ","
		}
	}
	if n.First != "" {
		w.WriteString(sep + "[" + escape(n.First) + "]")
	}
	if n.Last != "" {
		w.WriteString(":[" + escape(n.Last) + "]")
	}
	w.WriteByte(']')
}

// escape marks the signs of a column's name that would end it.
func escape(s string) string {
	return strings.NewReplacer("'", "''", "[", "'[", "]", "']", "#", "'#", "@", "'@").Replace(s)
}
