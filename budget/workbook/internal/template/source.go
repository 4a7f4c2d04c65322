package template

import (
	"fmt"
	"strings"

	"ballast/budget/workbook/schema"
)

// Build builds a workbook from a text source and returns the bytes of the
// xlsx, the same bytes for the same source. lang, "en" or "zh", is the
// language of the header notes.
//
// A section "== Sheet" is a sheet. In it, a line
//
//	! text              is a title row,
//	A | B | C           is the header (on the sheet Project: a setting) or a row,
//	~ A | B | C         is a row marked as an example,
//	+ Header | =formula is a column added to every row that has an ID,
//
// and blank lines and lines that begin with "#" are passed over. 1,200.50 is a
// number, 35% a percentage, 2026-03 a month; =A1*2 is a formula, in which {r}
// is the number of its row, {first} the first row under the header and {last}
// the row above; behind " := " stands its value where a function of an add-in
// gives it, whose marks of outputs add 0. Everything else is text, and so is what follows an apostrophe.
func Build(src []byte, lang string) ([]byte, error) {
	book, err := parseText(string(src))
	if err != nil {
		return nil, fmt.Errorf("text source: %w", err)
	}
	return book.build(lang)
}

// textBook is a text source, parsed.
type textBook struct {
	sheets []*textSheet
}

// textSheet is one section. header is nil on the sheet Project.
type textSheet struct {
	name   string
	def    schema.Sheet
	known  bool         // def and index are set
	index  schema.Index // of def
	titles []string
	header []string
	rows   []textRow
}

// textRow is one row of a section. line is its place in the source.
type textRow struct {
	line    int
	cells   []string
	example bool
}

// settings reports whether the sheet is a list of names and values.
func (s *textSheet) settings() bool { return s.known && s.def.Key == "Project" }

// headerRow is the 1-based number of the header, or of the row above the
// first setting.
func (s *textSheet) headerRow() int {
	if s.settings() {
		return len(s.titles)
	}
	return len(s.titles) + 1
}

// column returns the definition of the i-th column, ok false for an extra one:
// one of no known name, or of a name that another column has taken.
func (s *textSheet) column(i int) (def schema.Column, ok bool) {
	if !s.known || i >= len(s.header) {
		return schema.Column{}, false
	}
	if def, ok = s.index.Find(s.header[i]); !ok {
		return schema.Column{}, false
	}
	for _, earlier := range s.header[:i] {
		if d, _ := s.index.Find(earlier); d.Field == def.Field {
			return schema.Column{}, false
		}
	}
	return def, true
}

func parseText(src string) (*textBook, error) {
	book := &textBook{}
	var s *textSheet
	defs := append(schema.Sheets(), schema.PortfolioSheets()...)
	for i, line := range strings.Split(src, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "== "):
			s = &textSheet{name: strings.TrimSpace(line[3:])}
			s.def, _, s.known = schema.MatchSheet(defs, s.name)
			s.index = schema.NewIndex(s.def)
			book.sheets = append(book.sheets, s)
		case s == nil:
			return nil, fmt.Errorf("line %d: stands before the first section", i+1)
		default:
			if err := s.add(i+1, line); err != nil {
				return nil, fmt.Errorf("line %d: %s: %w", i+1, s.name, err)
			}
		}
	}
	if len(book.sheets) == 0 {
		return nil, fmt.Errorf("no section")
	}
	return book, nil
}

// add takes one line of the section.
func (s *textSheet) add(number int, line string) error {
	mark, rest := line[0], strings.TrimSpace(line[1:])
	switch {
	case mark == '!' && s.header == nil && len(s.rows) == 0:
		s.titles = append(s.titles, rest)
	case mark == '!':
		return fmt.Errorf("a title stands above the header")
	case mark == '+':
		return s.compute(cutCells(rest))
	case s.header == nil && !s.settings():
		s.header = cutCells(line)
	default:
		r := textRow{line: number, cells: cutCells(line)}
		if mark == '~' {
			r.cells, r.example = cutCells(rest), true
		}
		if s.header != nil && len(r.cells) > len(s.header) {
			return fmt.Errorf("%d cells under %d headers", len(r.cells), len(s.header))
		}
		s.rows = append(s.rows, r)
	}
	return nil
}

// compute adds a column of formulas to the rows that have an ID.
func (s *textSheet) compute(cells []string) error {
	if len(cells) != 2 || s.header == nil {
		return fmt.Errorf("a computed column is written + Header | =formula, below the rows")
	}
	at := len(s.header)
	s.header = append(s.header, cells[0])
	for i := range s.rows {
		r := &s.rows[i]
		if r.cells[0] == "" {
			continue
		}
		for len(r.cells) < at {
			r.cells = append(r.cells, "")
		}
		r.cells = append(r.cells, cells[1])
	}
	return nil
}

// cutCells parts a line at "|".
func cutCells(line string) []string {
	cells := strings.Split(line, "|")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}
