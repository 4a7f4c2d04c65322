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
	from := areas[0]
	height, width := float64(from.Rows()), float64(from.Cols())
	if !c.Empty(3) {
		height = cells(a[3].Num)
	}
	if !c.Empty(4) {
		width = cells(a[4].Num)
	}
	top, bottom, ok := moved(float64(from.Top)+math.Trunc(a[1].Num), height, MaxRows)
	left, right, ok2 := moved(float64(from.Left)+math.Trunc(a[2].Num), width, MaxCols)
	if !ok || !ok2 {
		return Fail(RefError)
	}
	return Refer(Area{from.Sheet, top, left, bottom, right})
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
