package graft

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// writeTab writes the parts of one result sheet: the sheet, its drawing with
// the charts, its notes.
func (g *Run) writeTab(t *tab, n int) error {
	name := g.freeName("worksheets", g.stem()+"sheet", n, "xml")
	var rels []string
	if len(t.sheet.Charts) > 0 {
		drawing, err := g.writeDrawing(t, n)
		if err != nil {
			return err
		}
		rels = append(rels, g.relationTo("rIdDrawing", "drawing", drawing))
	}
	if notes := t.notes(); len(notes) > 0 {
		comments, vml := g.writeNotes(t, notes, n)
		rels = append(rels, g.relationTo("rIdComments", "comments", comments), g.relationTo("rIdVml", "vmlDrawing", vml))
	}
	data, err := g.sheetXML(t)
	if err != nil {
		return err
	}
	t.part = name
	g.add(name, opc.TypeSheet, data, rels)
	g.wbRels = append(g.wbRels, g.relationTo(t.id, "worksheet", name))
	return nil
}

// sheetXML writes the worksheet part. The order of its elements is that of
// ECMA-376 part 1, 18.3.1.99, CT_Worksheet.
func (g *Run) sheetXML(t *tab) ([]byte, error) {
	b := make([]byte, 0, 1024+96*len(t.grid))
	b = append(b, opc.XMLHead+`<worksheet xmlns="`+g.ns.Main+`" xmlns:r="`+g.ns.Rel+`">`...)
	b = append(b, "<sheetPr>"...)
	if t.sheet.Tab != "" {
		if !isRGB(t.sheet.Tab) {
			return nil, fmt.Errorf("tab colour %q is not of the form RRGGBB", t.sheet.Tab)
		}
		b = append(b, `<tabColor rgb="FF`+t.sheet.Tab+`"/>`...)
	}
	b = append(b, `<pageSetUpPr fitToPage="1"/></sheetPr>`...)
	b = append(b, viewXML(t.sheet, g.opensOn(t))...)
	b = append(b, `<sheetFormatPr defaultRowHeight="15"/>`...)
	b = append(b, columnsXML(t.sheet.Widths, g.styles.widen())...)
	b, err := g.appendRows(b, t)
	if err != nil {
		return nil, err
	}
	rules, err := g.rulesXML(t)
	if err != nil {
		return nil, err
	}
	b = append(b, rules...)
	b = append(b, pageXML(t.sheet)...)
	b = append(b, breaksXML(t.sheet.Breaks)...)
	if len(t.sheet.Charts) > 0 {
		b = append(b, `<drawing r:id="rIdDrawing"/>`...)
	}
	if len(t.notes()) > 0 {
		b = append(b, `<legacyDrawing r:id="rIdVml"/>`...)
	}
	return append(b, "</worksheet>"...), nil
}

// breaksXML makes the given rows begin a printed page.
func breaksXML(rows []int) string {
	if len(rows) == 0 {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<rowBreaks count="%d" manualBreakCount="%d">`, len(rows), len(rows))
	for _, r := range rows {
		fmt.Fprintf(&b, `<brk id="%d" max="16383" man="1"/>`, r-1)
	}
	return b.String() + "</rowBreaks>"
}

// viewXML is the sheet's view: gridlines and frozen panes. FreezeRow and
// FreezeCol name the first row and column that scroll.
func viewXML(s *sheet.Sheet, front bool) string {
	attrs := ""
	if !s.Gridlines {
		attrs = ` showGridLines="0"`
	}
	if front {
		attrs += ` tabSelected="1"`
	}
	rows, cols := max(s.FreezeRow-1, 0), max(s.FreezeCol-1, 0)
	if rows == 0 && cols == 0 {
		return `<sheetViews><sheetView` + attrs + ` workbookViewId="0"/></sheetViews>`
	}
	pane, split := "bottomRight", ""
	if cols > 0 {
		split += fmt.Sprintf(` xSplit="%d"`, cols)
	} else {
		pane = "bottomLeft"
	}
	if rows > 0 {
		split += fmt.Sprintf(` ySplit="%d"`, rows)
	} else {
		pane = "topRight"
	}
	return fmt.Sprintf(`<sheetViews><sheetView%s workbookViewId="0"><pane%s topLeftCell="%s" activePane="%s" state="frozen"/><selection pane="%s"/></sheetView></sheetViews>`,
		attrs, split, opc.CellAddress(rows+1, cols+1), pane, pane)
}

// columnsXML writes the widths of columns in order, that many times as wide.
func columnsXML(widths map[int]float64, times float64) string {
	cols := make([]int, 0, len(widths))
	for c := range widths {
		if c >= 1 && c <= opc.MaxCol {
			cols = append(cols, c)
		}
	}
	if len(cols) == 0 {
		return ""
	}
	slices.Sort(cols)
	var b strings.Builder
	b.WriteString("<cols>")
	for _, c := range cols {
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%s" customWidth="1"/>`, c, c, number(min(max(math.Round(widths[c]*times*100)/100, 0), 255)))
	}
	b.WriteString("</cols>")
	return b.String()
}

// appendRows writes the sheet's cells, and rows that have only a height.
func (g *Run) appendRows(b []byte, t *tab) ([]byte, error) {
	heights := make([]int, 0, len(t.sheet.Heights))
	for r := range t.sheet.Heights {
		if r >= 1 && r <= opc.MaxRow {
			heights = append(heights, r)
		}
	}
	slices.Sort(heights)
	open := func(row int) {
		b = append(b, `<row r="`...)
		b = strconv.AppendInt(b, int64(row), 10)
		b = append(b, '"')
		if h, ok := t.sheet.Heights[row]; ok {
			b = append(b, ` ht="`+number(min(max(h, 0), 409))+`" customHeight="1"`...)
		}
	}
	var err error
	b = append(b, "<sheetData>"...)
	for i := 0; i < len(t.grid); {
		row := t.grid[i] >> 15
		for ; len(heights) > 0 && heights[0] < row; heights = heights[1:] {
			open(heights[0])
			b = append(b, "/>"...)
		}
		if len(heights) > 0 && heights[0] == row {
			heights = heights[1:]
		}
		open(row)
		b = append(b, '>')
		for ; i < len(t.grid) && t.grid[i]>>15 == row; i++ {
			if b, err = g.appendCell(b, t, t.cells[t.grid[i]]); err != nil {
				return nil, err
			}
		}
		b = append(b, "</row>"...)
	}
	for _, row := range heights {
		open(row)
		b = append(b, "/>"...)
	}
	return append(b, "</sheetData>"...), nil
}

// pageXML fits the sheet to one page in width (and to PagesHigh in height), with the tab's name and the
// page number below.
func pageXML(s *sheet.Sheet) string {
	orientation := "portrait"
	if s.Landscape {
		orientation = "landscape"
	}
	paper := "9"
	if s.Paper == sheet.A3 {
		paper = "8"
	}
	return `<printOptions horizontalCentered="1"/>` +
		`<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="` + paper + `" orientation="` + orientation + `" fitToWidth="1" fitToHeight="` + strconv.Itoa(max(s.PagesHigh, 0)) + `"/>` +
		`<headerFooter><oddFooter>&amp;L&amp;F&amp;C&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>`
}
