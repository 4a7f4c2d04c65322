// Package sheet describes result sheets as data: cells, formats, links and
// charts bound to cells. It knows no file format: models/report fills it,
// budget/workbook writes it as xlsx, budget/chart draws the same charts as
// pictures.
package sheet

// Book is the set of result sheets of one run, in tab order.
type Book struct {
	Language string // "en" or "zh": chooses fonts
	Sheets   []Sheet
	Names    []Name
	// Inputs says that these are sheets of a plan rather than results: later
	// runs read and keep them. Keys "project" and "costs" are read as those
	// sheets, others are not read.
	Inputs bool
	Passed []string // with Inputs: titles of the user's sheets that are not to be read as sheets of the plan
}

// Name is a workbook-wide defined name, such as Ballast.P80, bound to one cell
// or range. A name must not look like a cell address.
type Name struct {
	Name string
	At   Range
}

// Sheet is one result sheet. Rows and columns count from 1.
type Sheet struct {
	Key       string          // stable English key: "dashboard", "reserve", ...
	Title     string          // tab name, at most 31 UTF-16 units
	Widths    map[int]float64 // column -> width in characters
	Heights   map[int]float64 // row -> height in points
	Cells     []Cell
	Merges    []Range
	Charts    []Chart
	Heats     []Heat
	Tables    []Table // blocks that can be read by themselves, as a CSV file
	Gridlines bool
	FreezeRow int // rows above stay visible; 0 none
	FreezeCol int
	Landscape bool   // printed one page wide in any case
	PagesHigh int    // pages it is printed on, one over the other; 0 as many as it needs
	Paper     Paper  // zero: A4
	Print     Range  // zero: all
	Repeat    int    // row that is printed on top of every further page; 0 none
	Breaks    []int  // rows that begin a new printed page
	Tab       string // tab colour RRGGBB, "" none
}

// Paper is what a sheet is printed on.
type Paper string

// The papers. Source: ISO 216; codes of ECMA-376 part 1, 18.3.1.63 pageSetup.
const (
	A4 Paper = ""
	A3 Paper = "A3"
)

// Range is a rectangle of cells on a sheet, both corners included. Sheet is
// the Key of a result sheet; "" means the sheet it stands on.
type Range struct {
	Sheet          string
	R1, C1, R2, C2 int
}

// Cell is one cell. Value is nil, string, float64, int, bool or time.Time.
// With Formula (no leading "=") Value is the cached result. In a formula,
// {key} is replaced by the quoted tab name of the result sheet of that key.
type Cell struct {
	Row, Col int
	Value    any
	Formula  string
	Style    Style
	Link     *Link
	Note     string // cell comment that defines a term
	Role     Role   // what it is to the reader
}

// Link leads to a cell of this workbook. Exactly one of Key and UserSheet is set.
type Link struct {
	Key       string // result sheet
	UserSheet string // sheet of the user's own
	Cell      string // "B4"
	Tip       string
}

// Style says how a cell looks. The zero value is plain text, 10 pt.
type Style struct {
	Format string // Excel number format code, "" General
	Size   float64
	Bold   bool
	Italic bool
	Color  string // RRGGBB
	Fill   string
	Align  string // "", "left", "center", "right"
	VAlign string // "", "top", "center"
	Wrap   bool
	Indent int
	Top    string // border colour, "" none
	Bottom string
	Input  bool     // an unlocked cell where the reader types; writer adds the validation below
	List   []string // drop-down values of an Input
	Min    *float64 // decimal bounds of an Input
	Max    *float64
	// Default of an Input is what it holds as long as nobody types; nil: the value.
	Default any
}

// Heat colours a block of numbers on a scale (risk matrix, gap by month).
type Heat struct {
	At     Range
	Low    string
	Mid    string // "" two colours
	High   string
	LowAt  float64
	MidAt  float64
	HighAt float64
}
