package sheet

// Kind of a series. A chart may mix Area, Column and Line over the same
// category axis; Scatter and Bar stand alone.
type Kind string

// The kinds of series.
const (
	Line    Kind = "line"
	Area    Kind = "area"
	Column  Kind = "column"
	Bar     Kind = "bar" // horizontal
	Scatter Kind = "scatter"
)

// Chart is a native chart bound to cells. Title is its message in words, not
// the name of its variable.
type Chart struct {
	Key     string // stable, unique in the book: "s-curve"
	Title   string
	At      Range // the cells it covers
	Series  []Series
	X, Y    Axis
	Y2      *Axis  // secondary value axis
	Legend  string // "", "bottom", "right", "top"
	Stack   bool   // area, column and bar series stack
	Gap     int    // gap between columns in percent of their width, default 40
	Overlap int    // -100..100, default 0, 100 when Stack
	Alt     string // alternative text for readers who cannot see it; "" the title
}

// Series is one series of a chart. X are categories (Line, Area, Column, Bar)
// or values (Scatter); Y are values.
type Series struct {
	Kind      Kind
	Name      string // legend text
	NameAt    *Range // a cell that holds it; Name is then the cached text
	X, Y      Range
	Color     string  // RRGGBB
	Alpha     float64 // opacity 0..1; 0 means 1
	Invisible bool    // takes its place in the stack, draws nothing
	NoLegend  bool
	Dash      bool
	Width     float64 // line width in points, default 2; 0 with Marker: markers only when Scatter
	Marker    bool
	NoLine    bool // scatter with markers only
	Smooth    bool
	Secondary bool
	Labels    string   // number format of data labels, "" none
	Points    []string // colour by point, "" entries keep Color
}

// Axis is one side of a chart, in the units of its data; nil bounds are found
// from the data.
type Axis struct {
	Title    string
	Format   string // number format of the labels
	Min, Max *float64
	Step     float64 // between the marks of a value axis; 0 automatic
	Reverse  bool
	LabelLow bool // labels at the low edge, even where the axis crosses elsewhere
	Every    int  // label every n-th category; 0 automatic
	Hide     bool
	Grid     bool
	Date     bool // categories are dates, shown as months
}
