package handout

import (
	"slices"
	"sort"

	"ballast/budget/sheet"
)

// reader takes a sheet apart: what stands under which heading, and as what.
type reader struct {
	s      *sheet.Sheet
	cells  []*sheet.Cell // printed cells with a value, in reading order
	merged map[[2]int]sheet.Range
	tables map[int][]*sheet.Table // by row
}

// Part is what stands under one heading.
type Part struct {
	Title  string  `json:"title"`
	Blocks []Block `json:"blocks"`
	row    int
	col    int
	input  bool // the reader of a workbook types here
}

// Block is a table with headings, a grid without, or a text.
type Block struct {
	Head  []Cell `json:"head,omitempty"`
	Rows  []Row  `json:"rows,omitempty"`
	Text  string `json:"text,omitempty"`
	Hint  bool   `json:"hint,omitempty"`
	Warn  bool   `json:"warn,omitempty"`
	Plain bool   `json:"plain,omitempty"` // a grid: names and figures
	table *sheet.Table
}

// Row is one row of a block.
type Row struct {
	Cells []Cell `json:"cells"`
	Total bool   `json:"total,omitempty"`
}

// Cell is one cell as it is laid out.
type Cell struct {
	Text   string `json:"text"`
	Note   string `json:"note,omitempty"`
	Span   int    `json:"span,omitempty"`
	Number bool   `json:"number,omitempty"`
	Value  string `json:"value,omitempty"` // of a number, for sorting
	Date   bool   `json:"date,omitempty"`
	Bold   bool   `json:"bold,omitempty"`
	Link   string `json:"link,omitempty"`  // "#key" of a sheet on the page, "" none
	Place  bool   `json:"place,omitempty"` // a cell of the plan
	Fill   string `json:"fill,omitempty"`  // "#rrggbb", "" none
	Color  string `json:"color,omitempty"`
}

func newReader(s *sheet.Sheet) *reader {
	r := &reader{s: s, merged: map[[2]int]sheet.Range{}, tables: map[int][]*sheet.Table{}}
	for _, m := range s.Merges {
		r.merged[[2]int{m.R1, m.C1}] = m
	}
	for i := range s.Tables {
		t := &s.Tables[i]
		for k := t.Head; k <= t.R2; k++ {
			r.tables[k] = append(r.tables[k], t)
		}
	}
	last := s.Print.C2
	for i := range s.Cells {
		if c := &s.Cells[i]; c.Value != nil && (last == 0 || c.Col <= last) && !r.repeated(c) {
			r.cells = append(r.cells, c)
		}
	}
	sort.SliceStable(r.cells, func(i, k int) bool {
		a, b := r.cells[i], r.cells[k]
		return a.Row < b.Row || a.Row == b.Row && a.Col < b.Col
	})
	return r
}

// repeated reports whether a cell only says the headings of its table once more, for a
// printed page.
func (r *reader) repeated(c *sheet.Cell) bool {
	t := r.tableOf(c)
	return t != nil && slices.Contains(t.Again, c.Row)
}

// sheet reads the whole sheet.
func (r *reader) sheet() Page {
	v := Page{Key: r.s.Key, Title: r.s.Title, Heading: r.s.Title}
	lead := &Part{}
	v.Parts = []*Part{lead}
	for _, c := range r.cells {
		switch c.Role {
		case sheet.RoleTitle:
			v.Heading = shown(c)
		case sheet.RoleFinding:
			v.Finding = shown(c)
		case sheet.RoleWay, sheet.RoleAside, sheet.RoleTileValue, sheet.RoleTileNote:
		case sheet.RoleTile:
			v.Tiles = append(v.Tiles, r.tile(c))
		case sheet.RoleSection:
			v.Parts = append(v.Parts, &Part{Title: shown(c), row: c.Row, col: c.Col})
		default:
			p := under(v.Parts, c)
			if c.Role == sheet.RoleHint && p == lead {
				v.Hints = append(v.Hints, shown(c))
				continue
			}
			p.input = p.input || c.Style.Input
			r.place(p, c)
		}
	}
	var kept []*Part
	for _, p := range v.Parts {
		if !p.input && (p.Title != "" || len(p.Blocks) > 0) {
			kept = append(kept, p)
		}
	}
	v.Parts = kept
	return v
}

// under is the part that a cell belongs to: the last heading above it that
// begins at its column or left of it.
func under(parts []*Part, c *sheet.Cell) *Part {
	best := parts[0]
	for _, p := range parts[1:] {
		if p.col <= c.Col && (p.row > best.row || p.row == best.row && p.col > best.col) {
			best = p
		}
	}
	return best
}

// tile reads a figure of the dashboard: label, value and note stand in three
// rows.
func (r *reader) tile(label *sheet.Cell) Tile {
	t := Tile{Label: shown(label)}
	for _, c := range r.cells {
		if c.Col != label.Col || c.Row <= label.Row || c.Row > label.Row+2 {
			continue
		}
		switch c.Role {
		case sheet.RoleTileValue:
			t.Value, t.Warn = shown(c), c.Style.Color == warning
		case sheet.RoleTileNote:
			t.Note = shown(c)
		}
	}
	return t
}

// warning is the colour of what needs attention.
const warning = "D55E00"
