package workbook

import (
	"context"
	"fmt"
	"sort"
	"strconv"
	"strings"
)

// sheetReader builds a grid from the XML of one sheet.
type sheetReader struct {
	m       *markup
	g       *grid
	formats []cellStyle
	strings []string // shared strings
	shared  map[string]*sharedFormula
	cells   int
	most    int                      // cells
	styled  func(c *cell, style int) // nil, or told of every cell, blank ones too
	other   func()                   // nil, or told of every other tag of the sheet
}

// maxCells bounds the cells of one sheet; a plan has thousands.
const maxCells = 2_000_000

// readSheet reads the cells of one worksheet part.
func readSheet(ctx context.Context, name string, data []byte, formats []cellStyle, shared []string) (*grid, error) {
	return newSheetReader(name, data, formats, shared).read(ctx)
}

func newSheetReader(name string, data []byte, formats []cellStyle, shared []string) *sheetReader {
	return &sheetReader{m: &markup{data: data}, g: &grid{name: name}, formats: formats, strings: shared, most: maxCells}
}

// read goes through the part.
func (s *sheetReader) read(ctx context.Context) (*grid, error) {
	for {
		if err := s.m.next(); err != nil {
			return nil, err
		}
		switch {
		case s.m.kind == markupEnd:
			return s.g, s.finish()
		case s.m.kind != markupOpen:
		case string(s.m.name) == "row":
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if err := s.row(); err != nil {
				return nil, err
			}
		case string(s.m.name) == "mergeCell":
			ref, _ := s.m.attr("ref")
			if a, ok := parseArea(ref); ok {
				s.g.merged = append(s.g.merged, a)
			}
		case string(s.m.name) == "dataValidation":
			s.validation()
		case string(s.m.name) == "autoFilter":
			if ref, _ := s.m.attr("ref"); s.g.filter == (area{}) {
				s.g.filter, _ = parseArea(ref)
			}
		case string(s.m.name) == "col":
			s.column()
		case s.other != nil:
			s.other()
		}
	}
}

// finish puts rows and cells in order; files may hold them in any.
func (s *sheetReader) finish() error {
	s.orderRows()
	if err := s.spread(); err != nil {
		return err
	}
	s.orderRows()
	rows := s.g.rows
	for i := range rows {
		cells := rows[i].cells
		byCol := func(i, j int) bool { return cells[i].col < cells[j].col }
		if !sort.SliceIsSorted(cells, byCol) {
			sort.SliceStable(cells, byCol)
		}
		rows[i].cells = s.once(cells)
		if n := len(cells); n > 0 {
			s.g.width = max(s.g.width, cells[n-1].col)
		}
	}
	return nil
}

// orderRows sorts the rows; one that stands twice becomes one.
func (s *sheetReader) orderRows() {
	rows := s.g.rows
	byNumber := func(i, j int) bool { return rows[i].number < rows[j].number }
	if !sort.SliceIsSorted(rows, byNumber) {
		sort.SliceStable(rows, byNumber)
	}
	for i := 1; i < len(rows); i++ {
		if rows[i].number == rows[i-1].number {
			s.joinRows()
			return
		}
	}
}

// joinRows makes one row of those with one number.
func (s *sheetReader) joinRows() {
	var out []gridRow
	for _, r := range s.g.rows {
		if n := len(out); n > 0 && out[n-1].number == r.number {
			out[n-1].cells = append(out[n-1].cells, r.cells...)
			out[n-1].hidden = out[n-1].hidden && r.hidden
			continue
		}
		out = append(out, r)
	}
	s.g.rows = out
}

// once leaves the last of cells that stand in the file several times, as other
// programs do, and notes them.
func (s *sheetReader) once(cells []cell) []cell {
	at := 1
	for at < len(cells) && cells[at].col != cells[at-1].col {
		at++
	}
	if at >= len(cells) {
		return cells
	}
	out := cells[:at:at]
	for _, c := range cells[at:] {
		if n := len(out) - 1; out[n].col == c.col {
			s.g.twice = append(s.g.twice, [2]cell{out[n], c})
			out[n] = c
			continue
		}
		out = append(out, c)
	}
	return out
}

// validation notes where cells have a validation.
func (s *sheetReader) validation() {
	ref, _ := s.m.attr("sqref")
	for _, one := range strings.Fields(ref) {
		if a, ok := parseArea(one); ok && len(s.g.validated) < maxArrays {
			s.g.validated = append(s.g.validated, a)
		}
	}
}

func (s *sheetReader) column() {
	if hidden, _ := s.m.attr("hidden"); hidden != "1" && hidden != "true" {
		return
	}
	from, _ := s.m.attr("min")
	to, _ := s.m.attr("max")
	left, _ := strconv.Atoi(from)
	right, _ := strconv.Atoi(to)
	s.g.hiddenCols = append(s.g.hiddenCols, area{left: left, right: right})
}

// row reads one row element with its cells.
func (s *sheetReader) row() error {
	number := 1
	if n := len(s.g.rows); n > 0 {
		number = s.g.rows[n-1].number + 1
	}
	if r, ok := s.m.attr("r"); ok {
		n, err := strconv.Atoi(r)
		if err != nil || n < 1 || n > 1<<20 {
			return fmt.Errorf("%w: row %q", errMarkup, r)
		}
		number = n
	}
	hidden, _ := s.m.attr("hidden")
	level, _ := s.m.attr("outlineLevel")
	depth, _ := strconv.Atoi(level)
	row := gridRow{number: number, hidden: hidden == "1" || hidden == "true", level: depth}
	if n := len(s.g.rows); n > 0 {
		row.cells = make([]cell, 0, len(s.g.rows[n-1].cells)+1)
	}
	col := 0
	for depth := 1; depth > 0; {
		if err := s.m.next(); err != nil {
			return err
		}
		switch s.m.kind {
		case markupEnd:
			return nil
		case markupClose:
			depth--
		case markupOpen:
			if string(s.m.name) != "c" {
				depth++
				continue
			}
			c, err := s.cell(number, col+1)
			if err != nil {
				return err
			}
			col = c.col
			if c.kind != cellBlank || c.formula {
				row.cells = append(row.cells, c)
			}
		}
	}
	s.g.rows = append(s.g.rows, row)
	return nil
}

// cell reads one c element up to its end.
func (s *sheetReader) cell(row, col int) (cell, error) {
	c := cell{row: row, col: col}
	if s.cells++; s.cells > s.most {
		return c, fmt.Errorf("more than %d cells", s.most)
	}
	if ref, ok := s.m.attr("r"); ok {
		r, k, good := splitAddress(ref)
		if !good || r != row {
			return c, fmt.Errorf("%w: cell %q in row %d", errMarkup, ref, row)
		}
		c.col = k
	}
	look := 0
	if style, ok := s.m.attr("s"); ok {
		if n, err := strconv.Atoi(style); err == nil && n >= 0 {
			look = n
		}
		if look < len(s.formats) {
			f := &s.formats[look]
			c.format, c.unit, c.money, c.bold, c.indent = f.format, f.unit, f.money, f.bold, f.indent
		}
	}
	kind, _ := s.m.attr("t")
	value, inline, hasValue, err := s.parts(&c)
	if err != nil {
		return c, err
	}
	if err := s.settle(&c, kind, value, inline, hasValue); err != nil {
		return c, err
	}
	if s.styled != nil {
		s.styled(&c, look)
	}
	return c, nil
}

// parts collects the value, inline text and formula of a cell.
func (s *sheetReader) parts(c *cell) (value, inline string, hasValue bool, err error) {
	part, group, phonetic := "", "", 0
	for depth := 1; depth > 0; {
		if err := s.m.next(); err != nil {
			return "", "", false, err
		}
		switch s.m.kind {
		case markupEnd:
			return value, inline, hasValue, nil
		case markupOpen:
			depth++
			part = string(s.m.name)
			switch part {
			case "f":
				c.formula = true
				group = s.formulaOf(c)
			case "v":
				hasValue = true
			case "rPh":
				phonetic++
			}
		case markupClose:
			depth--
			switch string(s.m.name) {
			case "rPh":
				phonetic--
			case "f":
				s.share(c, group)
			}
			part = ""
		case markupText:
			switch {
			case part == "v":
				value += s.m.content()
			case part == "f":
				c.code += s.m.content()
			case part == "t" && phonetic == 0:
				inline += s.m.content()
			}
		}
	}
	return value, inline, hasValue, nil
}

// errorText tells whether a text is one of the errors that formulas show, as
// left behind by programs that write values only.
func errorText(s string) bool {
	switch s {
	case "#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// settle gives the cell its kind and text.
func (s *sheetReader) settle(c *cell, kind, value, inline string, hasValue bool) error {
	c.cached = hasValue && (value != "" || kind == "str")
	switch kind {
	case "inlineStr":
		c.kind, c.text, c.cached = cellText, unescapeText(inline), true
		if inline == "" {
			c.kind = cellBlank
		}
		return nil
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(value))
		if value == "" {
			return nil
		}
		if err != nil || n < 0 || n >= len(s.strings) {
			return fmt.Errorf("%w: cell %s refers to text %q", errMarkup, c.address(), value)
		}
		c.kind, c.text = cellText, s.strings[n]
		if errorText(c.text) {
			c.kind = cellError
		}
		return nil
	}
	if value == "" {
		if kind == "str" && hasValue {
			c.kind = cellText
		}
		return nil
	}
	c.text = value
	switch kind {
	case "str":
		c.kind, c.text = cellText, unescapeText(value)
	case "b":
		c.kind = cellBool
	case "e":
		c.kind = cellError
	case "d":
		c.kind = cellText // an ISO date, which parseMonth reads
	default:
		c.kind = cellNumber
	}
	return nil
}
