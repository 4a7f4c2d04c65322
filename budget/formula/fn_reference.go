package formula

import "math"

// referenceFunctions make and describe references.
func referenceFunctions() []Func {
	return []Func{
		{Name: "OFFSET", Min: 3, Max: 5, Args: "rnnnn", Call: fnOffset},
		{Name: "INDIRECT", Min: 1, Max: 2, Args: "tb", Call: fnIndirect},
		{Name: "ROW", Min: 0, Max: 1, Args: "r", Call: func(c *Call, a []Value) Value { return position(c, a, true) }},
		{Name: "COLUMN", Min: 0, Max: 1, Args: "r", Call: func(c *Call, a []Value) Value { return position(c, a, false) }},
		{Name: "ROWS", Min: 1, Max: 1, Args: "r", Call: func(_ *Call, a []Value) Value { return extentOf(a[0], true) }},
		{Name: "COLUMNS", Min: 1, Max: 1, Args: "r", Call: func(_ *Call, a []Value) Value { return extentOf(a[0], false) }},
		{Name: "AREAS", Min: 1, Max: 1, Args: "r", Call: fnAreas},
		{Name: "ADDRESS", Min: 2, Max: 5, Args: "nnnbt", Call: fnAddress},
	}
}

// fnOffset moves a reference and may give it another size; a negative size
// counts backwards.
// Checked: TestReferences.
func fnOffset(c *Call, a []Value) Value {
	areas := a[0].Areas()
	if len(areas) != 1 {
		return Fail(ValueError)
	}
	height, width := math.NaN(), math.NaN()
	if !c.Empty(3) {
		height = a[3].Num
	}
	if !c.Empty(4) {
		width = a[4].Num
	}
	to, ok := Shifted(areas[0], a[1].Num, a[2].Num, height, width)
	if !ok {
		return Fail(RefError)
	}
	return Refer(to)
}

// Shifted is an area so many rows down and columns to the right of another, of another
// height and width unless they are NaN; ok is false where it leaves the sheet.
func Shifted(from Area, rows, cols, height, width float64) (to Area, ok bool) {
	h, w := float64(from.Rows()), float64(from.Cols())
	if !math.IsNaN(height) {
		h = cells(height)
	}
	if !math.IsNaN(width) {
		w = cells(width)
	}
	top, bottom, okRows := moved(float64(from.Top)+math.Trunc(rows), h, MaxRows)
	left, right, okCols := moved(float64(from.Left)+math.Trunc(cols), w, MaxCols)
	return Area{from.Sheet, top, left, bottom, right}, okRows && okCols
}

// cells is a height or width, cut to a whole one; a part of one cell is one.
func cells(n float64) float64 {
	if n != 0 && math.Abs(n) < 1 {
		return sign(n)
	}
	return math.Trunc(n)
}

// moved is a stretch of a sheet from its start and size.
func moved(start, size float64, limit int) (first, last int32, ok bool) {
	if size < 0 {
		start, size = start+size+1, -size
	}
	if size == 0 || start < 0 || start+size > float64(limit) {
		return 0, 0, false
	}
	return int32(start), int32(start + size - 1), true
}

func fnAreas(_ *Call, a []Value) Value {
	if a[0].Kind != Reference {
		return Fail(ValueError)
	}
	return Int(len(a[0].Areas()))
}

// position is the number of the row (column), or of each of them, of a
// reference or of the formula's own cell.
func position(c *Call, a []Value, rows bool) Value {
	area := AreaOf(c.at)
	if len(a) > 0 && !c.Empty(0) {
		areas := a[0].Areas()
		if len(areas) != 1 {
			return Fail(ValueError)
		}
		area = areas[0]
	}
	first, n := int(area.Left), area.Cols()
	if rows {
		first, n = int(area.Top), area.Rows()
	}
	if n == 1 {
		return Int(first + 1)
	}
	v := make([]Value, n)
	for i := range v {
		v[i] = Int(first + 1 + i)
	}
	if rows {
		return Grid(columnOf(v))
	}
	return Grid(rowOf(v))
}

// extentOf is the height or width of a range or an array.
func extentOf(v Value, rows bool) Value {
	h, w, bad := shape(v)
	switch {
	case bad.IsError():
		return bad
	case v.Kind != Reference && v.Kind != Matrix && v.Kind != Number:
		return Fail(ValueError)
	case rows:
		return Int(h)
	}
	return Int(w)
}

// fnAddress writes an address.
func fnAddress(c *Call, a []Value) Value {
	row, col, kind := math.Trunc(a[0].Num), math.Trunc(a[1].Num), 1.0
	if !c.Empty(2) {
		kind = math.Trunc(a[2].Num)
	}
	if row < 1 || row > MaxRows || col < 1 || col > MaxCols || kind < 1 || kind > 4 {
		return Fail(ValueError)
	}
	at := Coord{Row: int32(row) - 1, Col: int32(col) - 1, RowRel: kind >= 3, ColRel: kind == 2 || kind == 4}
	w := printer{}
	if c.Empty(3) || a[3].True() {
		w.corner(at, true, true)
	} else {
		w.bracketed('R', at.Row+1, at.RowRel)
		w.bracketed('C', at.Col+1, at.ColRel)
	}
	text := w.Builder.String()
	switch {
	case len(a) < 5:
		return Str(text)
	case a[4].Text == "":
		return Str("!" + text)
	}
	return Str(quoteSheet(a[4].Text) + "!" + text)
}

// bracketed writes R5 or, of a relative part, R[5].
func (w *printer) bracketed(sign byte, n int32, relative bool) {
	w.WriteByte(sign)
	if relative {
		w.WriteString("[" + general(float64(n)) + "]")
		return
	}
	w.WriteString(general(float64(n)))
}
