package formula

// Workbook is what the language wants to know of a file, or of anything that
// looks like one. Sheets are numbered by tab order; the sheets of linked
// workbooks follow, numbered by Link.
type Workbook interface {
	// Sheets are the names by tab order.
	Sheets() []string
	// Link gives the number of a sheet of the nth linked workbook, counted from 1.
	Link(book int, sheet string) (id int, ok bool)
	// Extent is how many rows and columns a sheet uses; beyond are blanks.
	Extent(sheet int) (rows, cols int)
	// Value is what is stored for a cell: a constant, or the value that the
	// formula had when the file was saved.
	Value(at Cell) Value
	// Formulas gives every formula once; it stops when yield says false.
	Formulas(yield func(Source) bool)
	// Names are the defined names.
	Names() []Definition
	// Tables are the tables of the sheets.
	Tables() []Table
	// Date1904 reports whether days are counted from 1904.
	Date1904() bool
	// Hidden reports whether a row is hidden, and whether a filter hides it.
	Hidden(sheet, row int) (hidden, filtered bool)
}

// Form is the kind of a formula cell.
type Form uint8

// The forms. An ArrayFormula was entered with Ctrl+Shift+Enter, a DynamicArray
// spills by itself; a DataTable is computed by putting values into input cells.
const (
	PlainFormula Form = iota
	ArrayFormula
	DynamicArray
	DataTable
)

// Source is a formula as it stands in a file.
type Source struct {
	At   Cell
	Text string // without the leading =
	// From is the cell in which the text was written, of a shared formula the
	// first of the group: relative references move by the distance to At.
	From Cell
	Form Form
	Area Area // the cells that the result fills, where Form is not PlainFormula
	// Inputs of a DataTable: the cells that take the values of the row above and
	// of the column to the left; RowInput or ColInput says which there are.
	RowCell, ColCell   Cell
	RowInput, ColInput bool
}

// Definition is a defined name. Relative references in its text are those of a
// formula in A1.
type Definition struct {
	Name  string
	Sheet int // -1 for a name of the whole workbook
	Text  string
}

// Table is a table of a sheet; Area is all of it.
type Table struct {
	Name           string
	Area           Area
	Columns        []string
	Header, Totals bool // rows at the top and the bottom that are no data
}
