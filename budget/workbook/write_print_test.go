package workbook

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// TestWorkBesideValues: what people add to a result without typing a figure is
// work too, on its sheets and on their own: notes, formats, charts, pictures,
// shapes, merged cells, links, rules. What programs do to all of these when they
// save is none.
func TestWorkBesideValues(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, "plan.ballast.xlsx")
	_, err := Write(t.Context(), WriteOptions{Data: smallPlan(t), Source: filepath.Join(dir, "plan.xlsx"), Target: target}, specimen.Book("en"))
	specimen.Must(t, err)
	written, err := os.ReadFile(target)
	specimen.Must(t, err)
	const (
		board, boardRels = "xl/worksheets/sheet71.xml", "xl/worksheets/_rels/sheet71.xml.rels"
		chart, drawing   = "xl/charts/chart72.xml", "xl/drawings/drawing71.xml"
		log, costs       = "xl/worksheets/sheet73.xml", "xl/worksheets/sheet2.xml"
	)
	rel := opc.Transitional().Rel
	note := specimen.Part{Name: "xl/comments9.xml", Data: []byte(opc.XMLHead + `<comments xmlns="` + opc.Transitional().Main + `"><authors><author>Ann</author></authors><commentList><comment ref="B2" authorId="0"><text><t>ask the bank</t></text></comment></commentList></comments>`)}
	leads := func(name string) specimen.Part {
		return specimen.Part{Name: name, Data: []byte(opc.XMLHead + `<Relationships xmlns="` + opc.PackageRels + `"><Relationship Id="rId1" Type="` + rel + `/comments" Target="../comments9.xml"/></Relationships>`)}
	}
	for program, saved := range map[string][]byte{"Excel": specimen.SavedByExcel(t, written), "WPS": specimen.SavedByWPS(t, written)} {
		for name, c := range map[string]struct {
			part, old, put string
			more           []specimen.Part
			want           string
		}{
			"nothing":                              {},
			"columns made wider":                   {part: board, old: `width="30"`, put: `width="44"`},
			"a cell under a merge, as LibreOffice": {part: board, old: `(<c r="C1") s="\d+"`, put: `$1 s="PAINT"`},
			"a row hidden":                         {part: board, old: `<row r="7"`, put: `<row r="7" hidden="1"`},
			"another sheet selected":               {part: board, old: `<sheetView `, put: `<sheetView tabSelected="1" `},
			"a note":                               {part: "xl/comments71.xml", old: `</commentList>`, put: `<comment ref="B4" authorId="0"><text><t>agreed with Ann</t></text></comment></commentList>`, want: "Dashboard"},
			"a note of ours rewritten":             {part: "xl/comments71.xml", old: `80 of 100`, put: `8 of 10`, want: "Dashboard"},
			"a note where there was none":          {more: []specimen.Part{note, leads("xl/worksheets/_rels/sheet73.xml.rels")}, want: "Run log"},
			"a note on the user's sheet":           {more: []specimen.Part{note, leads("xl/worksheets/_rels/sheet2.xml.rels")}, want: "Costs"},
			"a cell made bold":                     {part: board, old: `(<c r="A5") s="\d+"`, put: `$1 s="BOLD"`, want: "Dashboard"},
			"a cell of the user's made bold":       {part: costs, old: `(<c r="B2")( s="\d+")?`, put: `$1 s="BOLD"`, want: "Costs"},
			"a cell painted":                       {part: board, old: `(<c r="C7") s="\d+"`, put: `$1 s="PAINT"`, want: "Dashboard"},
			"an empty cell painted":                {part: log, old: `<sheetData/>|<sheetData></sheetData>`, put: `<sheetData><row r="40"><c r="B40" s="PAINT"/></row></sheetData>`, want: "Run log"},
			"an empty cell with a plain look":      {part: log, old: `<sheetData/>|<sheetData></sheetData>`, put: `<sheetData><row r="40"><c r="B40" s="0"/></row></sheetData>`},
			"an input painted":                     {part: board, old: `(<c r="B5") s="\d+"`, put: `$1 s="PAINT"`, want: "Dashboard"},
			"decimals changed":                     {part: board, old: `(<c r="C7") s="\d+"`, put: `$1 s="DECIMALS"`, want: "Dashboard"},
			"a chart":                              {part: "xl/drawings/_rels/drawing71.xml.rels", old: `</Relationships>`, put: `<Relationship Id="rId99" Type="` + rel + `/chart" Target="/xl/charts/chart72.xml"/></Relationships>`, want: "Dashboard"},
			"a chart's title":                      {part: chart, old: `Total cost by confidence`, put: `What we need`, want: "Dashboard"},
			"a chart's cells":                      {part: chart, old: `\$K\$4`, put: `$$K$$5`, want: "Dashboard"},
			"a text box":                           {part: drawing, old: `</xdr:wsDr>`, put: `<xdr:oneCellAnchor><xdr:sp><xdr:txBody><a:p><a:r><a:t>see page 3</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:oneCellAnchor></xdr:wsDr>`, want: "Dashboard"},
			"a picture":                            {part: drawing, old: `</xdr:wsDr>`, put: `<xdr:oneCellAnchor><xdr:pic/></xdr:oneCellAnchor></xdr:wsDr>`, want: "Dashboard"},
			"cells merged":                         {part: board, old: `<mergeCells count="1">`, put: `<mergeCells count="2"><mergeCell ref="C7:D7"/>`, want: "Dashboard"},
			"a colour scale":                       {part: board, old: `<conditionalFormatting `, put: `<conditionalFormatting sqref="C4:C8"><cfRule type="expression" priority="9"><formula>C4&gt;1</formula></cfRule></conditionalFormatting><conditionalFormatting `, want: "Dashboard"},
			"a link":                               {part: board, old: `<hyperlinks>`, put: `<hyperlinks><hyperlink ref="C7" location="Costs!A1"/>`, want: "Dashboard"},
			"a list to choose from":                {part: board, old: `<dataValidations count="2">`, put: `<dataValidations count="3"><dataValidation type="list" sqref="C7"><formula1>"a,b"</formula1></dataValidation>`, want: "Dashboard"},
		} {
			more := c.more
			data := specimen.Rezip(t, saved, func(n, s string) (string, string) {
				if n == c.part {
					was := s
					if s = regexp.MustCompile(c.old).ReplaceAllString(s, c.put); s == was {
						t.Fatalf("%s: %s: no %s", name, n, c.old)
					}
					s = strings.NewReplacer("BOLD", "500", "PAINT", "501", "DECIMALS", "502").Replace(s)
				}
				if n == "xl/styles.xml" {
					s = withLooks(t, s)
				}
				return n, s
			}, more...)
			specimen.Must(t, os.WriteFile(target, data, 0o600))
			now, err := Stands(t.Context(), target, "")
			specimen.Must(t, err)
			if got := strings.Join(now.Tabs(false), "|"); !now.Ours || now.Unknown || got != c.want {
				t.Errorf("%s, saved by %s: %+v, want work in %q", name, program, now, c.want)
			}
		}
	}
}

// withLooks gives a workbook more styles: 500 bold, 501 painted yellow, 502 with
// decimals.
func withLooks(t *testing.T, styles string) string {
	t.Helper()
	n := func(list, one string) int { return strings.Count(inside(t, styles, list), one) }
	fonts, fills, xfs := n("fonts", "<font>")+n("fonts", "<font "), n("fills", "<fill>")+n("fills", "<fill "), n("cellXfs", "<xf ")
	add := func(list, text string) { styles = strings.Replace(styles, "</"+list+">", text+"</"+list+">", 1) }
	add("fonts", `<font><b/><sz val="10"/><color rgb="FF262626"/><name val="Calibri"/></font><font><sz val="10"/><color rgb="FF262626"/><name val="Calibri"/></font>`)
	add("fills", `<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill>`)
	xf := func(format, font, fill int) string {
		return `<xf numFmtId="` + strconv.Itoa(format) + `" fontId="` + strconv.Itoa(font) + `" fillId="` + strconv.Itoa(fill) + `" borderId="0"/>`
	}
	add("cellXfs", strings.Repeat(xf(0, 0, 0), 500-xfs)+xf(0, fonts, 0)+xf(0, fonts+1, fills)+xf(2, fonts+1, 0))
	return styles
}

// inside is the content of the first element of a name.
func inside(t *testing.T, text, element string) string {
	t.Helper()
	m := regexp.MustCompile(`(?s)<` + element + `[ >].*?</` + element + `>`).FindString(text)
	if m == "" {
		t.Fatalf("no element %s", element)
	}
	return m
}
