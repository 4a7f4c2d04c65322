package template

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"ballast/budget/words"
	"ballast/budget/workbook/schema"
)

// bookBuilder turns a textBook into a workbook.
type bookBuilder struct {
	file   *excelize.File
	book   *textBook
	cells  *builtBook
	forms  cellForms
	styles *bookStyles
	words  *words.Words
	lang   string
}

// builtCell is where a formula stands, so that its value can be stored.
type builtCell struct {
	sheet, cell string
	column      int
	typed       typedCell
}

func (b *textBook) build(lang string) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	bb := &bookBuilder{file: f, book: b, cells: newBuiltBook(b.sheets), forms: newCellForms(), styles: newBookStyles(f, lang), words: words.For(lang), lang: lang}
	for i, s := range b.sheets {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", s.name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(s.name); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	var formulas []builtCell
	widths := make([][]int, len(b.sheets))
	for i, s := range b.sheets {
		cells, w, err := bb.fill(s)
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
		formulas, widths[i] = append(formulas, cells...), w
	}
	if err := bb.store(formulas, widths); err != nil {
		return nil, err
	}
	for i, s := range b.sheets {
		if err := bb.dress(s, widths[i]); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("workbook: %w", err)
	}
	return repack(buf.Bytes())
}

// fill writes titles, header and rows, and returns the formulas and the widths
// that the texts want.
func (b *bookBuilder) fill(s *textSheet) ([]builtCell, []int, error) {
	for i, t := range s.titles {
		if err := b.put(s.name, 1, i+1, typedCell{value: t}, roleTitle); err != nil {
			return nil, nil, err
		}
	}
	widths := make([]int, max(len(s.header), 3))
	for i, h := range s.header {
		c, role := b.headerCell(s, i, h)
		if err := b.put(s.name, i+1, s.headerRow(), c, role); err != nil {
			return nil, nil, err
		}
		widths[i] = headerWidth(h)
	}
	var formulas []builtCell
	first := s.headerRow() + 1
	for i, r := range s.rows {
		cells, err := b.fillRow(s, r, first+i, first, widths)
		if err != nil {
			return nil, nil, fmt.Errorf("line %d: %w", r.line, err)
		}
		formulas = append(formulas, cells...)
	}
	return formulas, widths, nil
}

func (b *bookBuilder) fillRow(s *textSheet, r textRow, row, first int, widths []int) ([]builtCell, error) {
	var formulas []builtCell
	for len(r.cells) < len(s.header) {
		r.cells = append(r.cells, "")
	}
	for i, text := range r.cells {
		c := b.forms.typed(text, b.meaning(s, r, i), row, first)
		if text == "" && s.settings() && i != 1 {
			continue
		}
		if err := b.put(s.name, i+1, row, c, rowRole(s, r, i)); err != nil {
			return nil, err
		}
		if c.formula != "" {
			name, _ := excelize.CoordinatesToCellName(i+1, row)
			formulas = append(formulas, builtCell{s.name, name, i, c})
		} else if i < len(widths) && rowRole(s, r, i) != roleTotal {
			widths[i] = max(widths[i], words.Width(text))
		}
	}
	return formulas, nil
}

// put writes one cell with its style.
func (b *bookBuilder) put(sheet string, column, row int, c typedCell, role cellRole) error {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	b.cells.put(sheet, column, row, c)
	if c.value != nil {
		if err := b.file.SetCellValue(sheet, name, c.value); err != nil {
			return err
		}
	}
	if c.formula != "" {
		if err := b.file.SetCellFormula(sheet, name, c.formula); err != nil {
			return err
		}
	}
	_, text := c.value.(string)
	style, err := b.styles.id(styleKey{role, c.format, text})
	if err != nil {
		return err
	}
	return b.file.SetCellStyle(sheet, name, name, style)
}

// meaning is the column that the i-th cell of a row belongs to; for a column
// that is none of the schema's, what its cells look like.
func (b *bookBuilder) meaning(s *textSheet, r textRow, i int) schema.Column {
	if s.settings() {
		if i != 1 {
			return schema.Column{Dimension: schema.Text}
		}
		if def, ok := s.index.Find(r.cells[0]); ok && (!def.IsText() || def.Form != schema.Plain) {
			return def
		}
		return schema.Column{Dimension: schema.Count}
	}
	if def, ok := s.column(i); ok {
		return def
	}
	if b.forms.month.MatchString(s.header[i]) || strings.HasPrefix(r.cells[i], "=") {
		return schema.Column{Dimension: schema.Money}
	}
	return schema.Column{Dimension: schema.Count}
}

// headerCell is a header with its type: a month is a date.
func (b *bookBuilder) headerCell(s *textSheet, i int, text string) (typedCell, cellRole) {
	def, role := schema.Column{Dimension: schema.Text}, roleExtra
	if c, ok := s.column(i); ok {
		role = roleHeader
		if c.Required {
			role = roleRequired
		}
	} else if b.forms.month.MatchString(text) {
		def, role = schema.Column{Dimension: schema.Date}, roleHeader
	}
	return b.forms.typed(text, def, 0, 0), role
}

// store calculates every formula once and keeps the value beside it, so that
// programs which do not calculate show the figures.
func (b *bookBuilder) store(formulas []builtCell, widths [][]int) error {
	at := map[string]int{}
	for i, s := range b.book.sheets {
		at[s.name] = i
	}
	values, err := b.cells.calculate()
	if err != nil {
		return err
	}
	for i, c := range formulas {
		if err := b.file.SetCellValue(c.sheet, c.cell, values[i]); err != nil {
			return err
		}
		if err := b.file.SetCellFormula(c.sheet, c.cell, c.typed.formula); err != nil {
			return err
		}
		w := widths[at[c.sheet]]
		w[c.column] = max(w[c.column], words.Width(c.typed.shown(values[i])))
	}
	return nil
}
