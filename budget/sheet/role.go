package sheet

// Role says what a cell is to its reader, for writers that lay a sheet out
// anew, such as a page of HTML. The zero value is a plain cell.
type Role string

// The roles of cells.
const (
	RoleTitle     Role = "title"      // name of the sheet and of the plan
	RoleFinding   Role = "finding"    // the sentence that says what the sheet shows
	RoleHint      Role = "hint"       // how to read what follows
	RoleSection   Role = "section"    // heading of a part, over the columns that it heads
	RoleHead      Role = "head"       // heading of a column
	RoleAside     Role = "aside"      // data that only feeds a chart
	RoleWay       Role = "way"        // a link from sheet to sheet, for tabs only
	RoleTile      Role = "tile"       // label of a figure on the dashboard
	RoleTileValue Role = "tile-value" // the figure, in the row below its label
	RoleTileNote  Role = "tile-note"  // what follows from it, in the row below that
)

// Table is a block of a sheet with one heading over each of its columns.
type Table struct {
	Title string // what the section above it says
	Head  int    // row of the headings
	R1    int    // first and last row of the body, totals and repeated headings included
	R2    int
	Again []int // rows of the body that repeat the headings on top of a printed page
	Cols  []int // where each column begins; a column may be merged over several
}

// Row is the number, from 0, of the row of the body that stands in a row of the
// sheet; repeated headings are none.
func (t *Table) Row(r int) int {
	n := r - t.R1
	for _, h := range t.Again {
		if h < r {
			n--
		}
	}
	return n
}
