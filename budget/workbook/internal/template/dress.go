package template

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"ballast/budget/words"
	"ballast/budget/workbook/schema"
)

// spareRows is how far drop-downs and filters reach below the last row, for
// the rows that a person will add.
const spareRows = 200

// A list of few columns and many rows is printed upright, so many rows on a page.
const (
	longList, narrowList = 40, 6
	rowsOfPage           = 110
)

// dress gives a filled sheet what makes it pleasant: widths, frozen panes, a
// filter, notes, drop-downs and a page that prints.
func (b *bookBuilder) dress(s *textSheet, widths []int) error {
	if err := b.size(s, widths); err != nil {
		return err
	}
	if err := b.freeze(s); err != nil {
		return err
	}
	if err := b.notes(s); err != nil {
		return err
	}
	if err := b.validations(s); err != nil {
		return err
	}
	fit, width, height, way, paper := true, 1, 0, "landscape", 9 // 9 is A4, 8 is A3
	if len(s.header) > 14 {
		paper = 8
	}
	if len(s.rows) > longList && len(s.header) <= narrowList {
		way, height = "portrait", (len(s.rows)+rowsOfPage-1)/rowsOfPage
	}
	if err := b.file.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &fit, TabColorRGB: tabColour(s)}); err != nil {
		return err
	}
	return b.file.SetPageLayout(s.name, &excelize.PageLayoutOptions{
		Size: &paper, Orientation: &way, FitToWidth: &width, FitToHeight: &height})
}

// tabColour tells sheets that Ballast reads from those that it leaves alone.
func tabColour(s *textSheet) *string {
	colour := "FF1F4E5F"
	if !s.known {
		colour = "FF8A9BA5"
	}
	return &colour
}

func (b *bookBuilder) size(s *textSheet, widths []int) error {
	for i, w := range widths {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		width := columnWidth(w)
		if s.settings() {
			width = []float64{26, 24, 70}[min(i, 2)]
		}
		if err := b.file.SetColWidth(s.name, name, name, width); err != nil {
			return err
		}
	}
	for i := range s.titles {
		if err := b.file.SetRowHeight(s.name, i+1, 24); err != nil {
			return err
		}
	}
	if s.settings() {
		return nil
	}
	return b.file.SetRowHeight(s.name, s.headerRow(), 32)
}

// freeze keeps the header in sight, and ID and name where there are both; it
// puts the filter on the header.
func (b *bookBuilder) freeze(s *textSheet) error {
	if s.settings() || len(s.header) == 0 {
		return nil
	}
	columns := 0
	if len(s.header) > 2 {
		if first, ok := s.column(0); ok && first.Field == "ID" {
			if second, ok := s.column(1); ok && second.Field == "Name" {
				columns = 2
			}
		}
	}
	top, err := excelize.CoordinatesToCellName(columns+1, s.headerRow()+1)
	if err != nil {
		return err
	}
	pane := "bottomLeft"
	if columns > 0 {
		pane = "bottomRight"
	}
	if err := b.file.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: columns, YSplit: s.headerRow(), TopLeftCell: top, ActivePane: pane}); err != nil {
		return err
	}
	from, err := excelize.CoordinatesToCellName(1, s.headerRow())
	if err != nil {
		return err
	}
	to, err := excelize.CoordinatesToCellName(len(s.header), s.headerRow()+max(1, len(s.rows)))
	if err != nil {
		return err
	}
	return b.file.AutoFilter(s.name, from+":"+to, nil)
}

// notes hangs an explanation on every header, on the sheet Project on every
// setting.
func (b *bookBuilder) notes(s *textSheet) error {
	if s.settings() {
		for i, r := range s.rows {
			def, ok := s.index.Find(r.cells[0])
			if err := b.note(s.name, 1, s.headerRow()+1+i, def, ok); err != nil {
				return err
			}
		}
		return nil
	}
	for i := range s.header {
		def, ok := s.column(i)
		if err := b.note(s.name, i+1, s.headerRow(), def, ok); err != nil {
			return err
		}
	}
	return nil
}

func (b *bookBuilder) note(sheet string, column, row int, def schema.Column, ok bool) error {
	text := def.Help(b.lang)
	if !ok || text == "" {
		return nil
	}
	w := words.For(b.lang)
	if def.Required {
		text += " " + w.Say("template.required")
	}
	if def.Absent != "" {
		text += " " + w.Say("template.absent", absentWord(def, b.lang))
	}
	cell, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		return err
	}
	rows := strings.Count(text, "\n") + words.Width(text)/38 + 2
	return b.file.AddComment(sheet, excelize.Comment{
		Cell: cell, Author: "Ballast", Width: 270, Height: uint(18 * rows),
		Paragraph: []excelize.RichTextRun{{Text: text, Font: &excelize.Font{Family: b.styles.font, Size: 9}}},
	})
}

// absentWord is what counts while a cell is blank, in a language.
func absentWord(def schema.Column, lang string) string {
	if o, ok := def.Option(def.Absent); ok {
		return o.Word(lang)
	}
	return def.Absent
}
