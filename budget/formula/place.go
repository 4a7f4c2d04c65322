package formula

import "strconv"

// The size of a sheet.
const (
	MaxRows = 1 << 20
	MaxCols = 1 << 14
)

// Cell is a place: the number of a sheet (its own ones by tab order, then those
// of other workbooks) and row and column counted from 0.
type Cell struct{ Sheet, Row, Col int32 }

// A1 is the place without its sheet: B4.
func (c Cell) A1() string { return columnName(int(c.Col)) + strconv.Itoa(int(c.Row)+1) }

// columnName is the letters of a column counted from 0.
func columnName(col int) string {
	var b [4]byte
	i := len(b)
	for n := col + 1; n > 0; n = (n - 1) / 26 {
		i--
		b[i] = byte('A' + (n-1)%26)
	}
	return string(b[i:])
}

// Area is a rectangle of cells of one sheet, its ends included.
type Area struct {
	Sheet                    int32
	Top, Left, Bottom, Right int32
}

// Areas are the parts of a reference in the order they are written; a
// three-dimensional reference has one for each sheet.
type Areas []Area

// AreaOf is the area of one cell.
func AreaOf(c Cell) Area { return Area{c.Sheet, c.Row, c.Col, c.Row, c.Col} }

// Rows is the height.
func (a Area) Rows() int { return int(a.Bottom-a.Top) + 1 }

// Cols is the width.
func (a Area) Cols() int { return int(a.Right-a.Left) + 1 }

// Single reports whether the area is one cell.
func (a Area) Single() bool { return a.Top == a.Bottom && a.Left == a.Right }

// First is the cell at the top left.
func (a Area) First() Cell { return Cell{a.Sheet, a.Top, a.Left} }

// At is the cell r rows down and c columns to the right of the first.
func (a Area) At(r, c int) Cell { return Cell{a.Sheet, a.Top + int32(r), a.Left + int32(c)} }

// Contains reports whether the cell lies in the area.
func (a Area) Contains(c Cell) bool {
	return c.Sheet == a.Sheet && c.Row >= a.Top && c.Row <= a.Bottom && c.Col >= a.Left && c.Col <= a.Right
}

// Intersect is what two areas share; false when nothing.
func (a Area) Intersect(b Area) (Area, bool) {
	r := Area{a.Sheet, max(a.Top, b.Top), max(a.Left, b.Left), min(a.Bottom, b.Bottom), min(a.Right, b.Right)}
	return r, a.Sheet == b.Sheet && r.Top <= r.Bottom && r.Left <= r.Right
}

// Hull is the smallest rectangle that holds both, on the sheet of the first.
func (a Area) Hull(b Area) Area {
	return Area{a.Sheet, min(a.Top, b.Top), min(a.Left, b.Left), max(a.Bottom, b.Bottom), max(a.Right, b.Right)}
}
