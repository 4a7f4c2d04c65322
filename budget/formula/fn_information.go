package formula

import (
	"math"
	"strings"
)

// informationFunctions say what values are.
func informationFunctions() []Func {
	return []Func{
		is("ISBLANK", func(v Value) bool { return v.Kind == Blank }),
		is("ISERROR", Value.IsError),
		is("ISERR", func(v Value) bool { return v.Kind == Error && v.Err != NAError }),
		is("ISNA", func(v Value) bool { return v.Kind == Error && v.Err == NAError }),
		is("ISLOGICAL", func(v Value) bool { return v.Kind == Bool }),
		is("ISNUMBER", Value.IsNumber),
		is("ISTEXT", func(v Value) bool { return v.Kind == Text }),
		is("ISNONTEXT", func(v Value) bool { return v.Kind != Text }),
		{Name: "ISREF", Min: 1, Max: 1, Args: "R", Call: func(_ *Call, a []Value) Value { return Logic(a[0].Kind == Reference) }},
		{Name: "ISFORMULA", Min: 1, Max: 1, Args: "r", Call: fnIsFormula, Prefix: "_xlfn."},
		{Name: "ISOMITTED", Min: 1, Max: 1, Lazy: fnIsOmitted, Prefix: "_xlfn."},
		{Name: "ISEVEN", Min: 1, Max: 1, Args: "v", Call: isParity(0)},
		{Name: "ISODD", Min: 1, Max: 1, Args: "v", Call: isParity(1)},
		{Name: "N", Min: 1, Max: 1, Args: "r", Call: fnN},
		{Name: "NA", Call: func(_ *Call, _ []Value) Value { return Fail(NAError) }},
		{Name: "TYPE", Min: 1, Max: 1, Args: "R", Call: fnType},
		{Name: "ERROR.TYPE", Min: 1, Max: 1, Args: "V", Call: fnErrorType},
		{Name: "FORMULATEXT", Min: 1, Max: 1, Args: "r", Call: fnFormulaText, Prefix: "_xlfn."},
		{Name: "SHEET", Min: 0, Max: 1, Args: "r", Call: fnSheet, Prefix: "_xlfn."},
		{Name: "SHEETS", Min: 0, Max: 1, Args: "r", Call: fnSheets, Prefix: "_xlfn."},
		{Name: "CELL", Min: 1, Max: 2, Args: "tr", Call: fnCell, Volatile: true},
		{Name: "INFO", Min: 1, Max: 1, Args: "t", Call: fnInfo, Volatile: true},
	}
}

// is is the row of a question about a value.
func is(name string, f func(Value) bool) Func {
	return Func{Name: name, Min: 1, Max: 1, Args: "V", Call: func(_ *Call, a []Value) Value { return Logic(f(a[0])) }}
}

// isParity reports whether a number, cut to a whole one, is even or odd.
func isParity(rest float64) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		if a[0].Kind == Bool {
			return Fail(ValueError)
		}
		n := c.Number(a[0])
		if n.IsError() {
			return n
		}
		return Logic(math.Abs(math.Mod(math.Trunc(n.Num), 2)) == rest)
	}
}

// fnN is the number of a value, of a boolean 0 or 1, of anything else 0.
func fnN(c *Call, a []Value) Value {
	v := a[0]
	if areas := v.Areas(); areas != nil {
		v = c.Cell(areas[0].First())
	}
	return each(v, func(v Value) Value {
		switch v.Kind {
		case Number, Error:
			return v
		case Bool:
			return Num(v.Num)
		}
		return Int(0)
	})
}

func fnType(c *Call, a []Value) Value {
	v := a[0]
	if areas := v.Areas(); len(areas) == 1 && areas[0].Single() {
		v = c.Cell(areas[0].First())
	}
	switch v.Kind {
	case Text:
		return Int(2)
	case Bool:
		return Int(4)
	case Error:
		return Int(16)
	case Matrix, Reference:
		return Int(64)
	case Function:
		return Int(128)
	}
	return Int(1)
}

func fnErrorType(_ *Call, a []Value) Value {
	if a[0].Kind != Error || a[0].Err > CalcError {
		return Fail(NAError)
	}
	return Int(int(a[0].Err))
}

// firstCell is the first cell of a reference.
func firstCell(v Value) (Cell, bool) {
	areas := v.Areas()
	if areas == nil {
		return Cell{}, false
	}
	return areas[0].First(), true
}

// fnIsFormula reports whether the cells of a reference hold formulas.
func fnIsFormula(c *Call, a []Value) Value {
	areas := a[0].Areas()
	if len(areas) != 1 {
		return Fail(ValueError)
	}
	area := areas[0]
	if area.Single() || !c.arrays {
		cell, ok := area.Crossing(c.at)
		if !ok {
			return Fail(ValueError)
		}
		return Logic(c.run.book.cells[cell] != nil)
	}
	area = c.run.clip(area)
	out := newArray(max(area.Rows(), 1), max(area.Cols(), 1))
	for r := range out.Rows {
		for col := range out.Cols {
			out.Set(r, col, Logic(c.run.book.cells[area.At(r, col)] != nil))
		}
	}
	return Grid(out)
}

// fnFormulaText is a formula as the file has it; array formulas are in braces,
// as the grid shows them.
func fnFormulaText(c *Call, a []Value) Value {
	cell, ok := firstCell(a[0])
	if !ok {
		return Fail(ValueError)
	}
	f := c.run.book.cells[cell]
	if f == nil || f.Form == DataTable {
		return Fail(NAError)
	}
	text := "=" + f.Text
	if f.From != f.At && f.Class.Err == nil {
		text = "=" + Print(f.Class.Root, f.At)
	}
	for _, mark := range []string{"_xlfn.", "_xlws.", "_xlpm.", "_xlop."} {
		text = strings.ReplaceAll(text, mark, "")
	}
	if f.Form == ArrayFormula {
		text = "{" + text + "}"
	}
	return Str(text)
}

// fnIsOmitted reports whether a parameter of a LAMBDA was left out.
func fnIsOmitted(c *Call, args []Node) Value {
	if l, ok := args[0].(*Local); ok {
		if s := c.scope.find(l.Name); s != nil {
			return Logic(s.absent)
		}
	}
	return Logic(false)
}

// fnSheet is the number of a sheet, by its name or a reference to it.
func fnSheet(c *Call, a []Value) Value {
	id := int(c.at.Sheet)
	switch {
	case len(a) == 0:
	case a[0].Kind == Reference:
		id = int(a[0].Areas()[0].Sheet)
	case a[0].Kind == Text:
		if id = c.run.book.Sheet(a[0].Text); id < 0 {
			return Fail(NAError)
		}
	default:
		return Fail(NAError)
	}
	return Int(id + 1)
}

// fnSheets is how many sheets there are, or a reference has.
func fnSheets(c *Call, a []Value) Value {
	if len(a) == 0 {
		return Int(len(c.run.book.sheets))
	}
	areas := a[0].Areas()
	if areas == nil {
		return Fail(NAError)
	}
	n := 1
	for i := 1; i < len(areas); i++ {
		if areas[i].Sheet != areas[i-1].Sheet {
			n++
		}
	}
	return Int(n)
}

// fnCell tells what a cell is; what only the screen knows (formats, widths,
// protection, the name of the file) is #N/A with its cause.
func fnCell(c *Call, a []Value) Value {
	at := c.at
	if len(a) > 1 {
		var ok bool
		if at, ok = firstCell(a[1]); !ok {
			return Fail(ValueError)
		}
	}
	switch Fold(a[0].Text) {
	case "address":
		text := Print(&Range{Sheet: SheetRef{Local: true}, From: Coord{Row: at.Row, Col: at.Col}}, at)
		if at.Sheet != c.at.Sheet {
			text = quoteSheet(c.run.book.SheetName(int(at.Sheet))) + "!" + text
		}
		return Str(text)
	case "row":
		return Int(int(at.Row) + 1)
	case "col":
		return Int(int(at.Col) + 1)
	case "contents":
		if v := c.Cell(at); v.Kind != Blank {
			return v
		}
		return Int(0)
	case "type":
		switch c.Cell(at).Kind {
		case Blank:
			return Str("b")
		case Text:
			return Str("l")
		}
		return Str("v")
	case "color", "filename", "format", "parentheses", "prefix", "protect", "width":
		return c.run.fault(c.at, NAError, Refused, "CELL("+a[0].Text+")")
	}
	return Fail(ValueError)
}

// fnInfo tells what is the same on every machine; the rest is #N/A with its
// cause.
func fnInfo(c *Call, a []Value) Value {
	if Fold(a[0].Text) == "numfile" {
		return Int(len(c.run.book.sheets))
	}
	return c.run.fault(c.at, NAError, Refused, "INFO("+a[0].Text+")")
}
