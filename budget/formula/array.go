package formula

// Array is a rectangle of values, row by row. Its elements are single values.
type Array struct {
	Rows, Cols int
	V          []Value
}

// newArray is an array of blanks.
func newArray(rows, cols int) *Array {
	return &Array{rows, cols, make([]Value, rows*cols)}
}

// At is the element in row r and column c, counted from 0.
func (a *Array) At(r, c int) Value { return a.V[r*a.Cols+c] }

// Set puts an element; row and column count from 0.
func (a *Array) Set(r, c int, v Value) { a.V[r*a.Cols+c] = v }

// Stretched is the element as an operation on several arrays sees it: a single
// row or column is repeated, and what lies outside is #N/A.
func (a *Array) Stretched(r, c int) Value {
	if a.Rows == 1 {
		r = 0
	}
	if a.Cols == 1 {
		c = 0
	}
	if r >= a.Rows || c >= a.Cols {
		return Fail(NAError)
	}
	return a.V[r*a.Cols+c]
}

// Row is a view of row r.
func (a *Array) Row(r int) []Value { return a.V[r*a.Cols : (r+1)*a.Cols] }

// Transposed is the array with rows and columns changed over.
func (a *Array) Transposed() *Array {
	t := newArray(a.Cols, a.Rows)
	for r := range a.Rows {
		for c := range a.Cols {
			t.V[c*t.Cols+r] = a.V[r*a.Cols+c]
		}
	}
	return t
}

// turned is the array, transposed where that is wanted.
func (a *Array) turned(over bool) *Array {
	if over {
		return a.Transposed()
	}
	return a
}

// columnOf is an array of one column.
func columnOf(v []Value) *Array { return &Array{len(v), 1, v} }

// rowOf is an array of one row.
func rowOf(v []Value) *Array { return &Array{1, len(v), v} }
