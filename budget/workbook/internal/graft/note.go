package graft

import (
	"fmt"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/opc"
)

// notes lists the cells that carry a note, in order.
func (t *tab) notes() []*sheet.Cell {
	var all []*sheet.Cell
	for _, k := range t.grid {
		if c := t.cells[k]; c.Note != "" {
			all = append(all, c)
		}
	}
	return all
}

// writeNotes writes the notes of a sheet as comments with the VML shapes that
// spreadsheet programs still draw them with; it returns the two part names.
func (g *Run) writeNotes(t *tab, notes []*sheet.Cell, n int) (comments, vml string) {
	comments = g.freeName("", g.stem()+"comments", n, "xml")
	vml = g.freeName("drawings", g.stem()+"vmlDrawing", n, "vml")
	g.add(comments, opc.TypeComments, []byte(g.commentsXML(notes)), nil)
	g.add(vml, opc.TypeVML, []byte(vmlXML(t, notes, n)), nil)
	return comments, vml
}

func (g *Run) commentsXML(notes []*sheet.Cell) string {
	var b strings.Builder
	b.WriteString(opc.XMLHead + `<comments xmlns="` + g.ns.Main + `"><authors><author>Ballast</author></authors><commentList>`)
	for _, c := range notes {
		text, _ := storedText(c.Note)
		fmt.Fprintf(&b, `<comment ref="%s" authorId="0"><text><r><rPr><sz val="9"/><rFont val="%s"/><family val="2"/></rPr><t xml:space="preserve">%s</t></r></text></comment>`,
			opc.CellAddress(c.Row, c.Col), fontFor(g.book.Language), text)
	}
	b.WriteString(`</commentList></comments>`)
	return b.String()
}

// vmlXML draws a hidden box for every note, next to its cell. Shape numbers
// count from 1024 times the number of the drawing, as Excel does.
func vmlXML(t *tab, notes []*sheet.Cell, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">`+
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%d"/></o:shapelayout>`+
		`<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`, n)
	for i, c := range notes {
		fmt.Fprintf(&b, `<v:shape id="_x0000_s%d" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">`+
			`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>`+
			`<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>`+
			`<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>%s</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>%d</x:Row><x:Column>%d</x:Column></x:ClientData></v:shape>`,
			1024*n+i+1, noteAnchor(t, c), c.Row-1, c.Col-1)
	}
	b.WriteString(`</xml>`)
	return b.String()
}

// defaultWidth is the width of a column that has none, in characters.
const defaultWidth = 8.43

// Size of a note's box: its width in pixels, and how many characters (a
// Chinese one counts two) fit on a line of that width.
const (
	noteWidth     = 300
	noteLine      = 46
	pixelsPerChar = 7
)

// noteAnchor places a note's box to the right of its cell, as wide as
// noteWidth and as high as its text needs: left column, offset, top row,
// offset, right column, offset, bottom row, offset.
func noteAnchor(t *tab, c *sheet.Cell) string {
	lines := 1
	for _, line := range strings.Split(c.Note, "\n") {
		lines += 1 + words.Width(line)/noteLine
	}
	right, left := c.Col, noteWidth
	for {
		chars := t.sheet.Widths[right+1]
		if chars == 0 {
			chars = defaultWidth
		}
		wide := int(chars*pixelsPerChar) + 5
		if left <= wide || right >= opc.MaxCol-2 {
			left = min(left, wide)
			break
		}
		left -= wide
		right++
	}
	top := max(c.Row-2, 0)
	return fmt.Sprintf("%d, 12, %d, 4, %d, %d, %d, 4", c.Col, top, right, left, top+lines)
}
