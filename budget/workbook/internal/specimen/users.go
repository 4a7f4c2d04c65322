// Package specimen holds what the tests of a workbook's rooms share: workbooks
// with the features and shapes of real ones, a book of results that uses
// everything, and the programs that judge what was written.
package specimen

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"image"
	"image/png"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"ballast/budget/workbook/internal/opc"
)

// Rich is a workbook with as many features as can be made here: charts, a
// picture, notes, validation, conditional formats, a table, a pivot table,
// names of both scopes, a hidden sheet, styles, and parts that no library
// knows.
func Rich(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	Must(t, f.SetSheetName("Sheet1", "Costs"))
	for i, row := range [][]any{{"ID", "Name", "Amount", "Phase"}, {"C1", "Racks", 120.5, "procurement"},
		{"C2", "机柜", 80, "construction"}, {"C3", "  spaced ", -3, "design"}} {
		Must(t, f.SetSheetRow("Costs", opc.CellAddress(i+1, 1), &row))
	}
	Must(t, f.SetCellFormula("Costs", "C6", "SUM(C2:C4)"))
	style, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true, Color: "FF0000", Family: "Arial"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFFF00"}}, CustomNumFmt: new(`[$¥-804]#,##0.00`)})
	Must(t, err)
	Must(t, f.SetCellStyle("Costs", "C2", "C4", style))
	for _, name := range []string{"Hidden", "Dashboard", "Pivot"} {
		_, err := f.NewSheet(name)
		Must(t, err)
	}
	Must(t, f.SetSheetVisible("Hidden", false))
	Must(t, f.SetCellValue("Dashboard", "A1", "the user's own dashboard"))
	chart := &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "Costs!$C$1", Categories: "Costs!$B$2:$B$4", Values: "Costs!$C$2:$C$4"}}}
	Must(t, f.AddChart("Costs", "F2", chart))
	Must(t, f.AddChart("Dashboard", "B3", chart))
	var picture bytes.Buffer
	Must(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))))
	Must(t, f.AddPictureFromBytes("Costs", "F20", &excelize.Picture{Extension: ".png", File: picture.Bytes(), Format: &excelize.GraphicOptions{}}))
	Must(t, f.AddComment("Costs", excelize.Comment{Cell: "A1", Author: "Ann", Paragraph: []excelize.RichTextRun{{Text: "a note"}}}))
	dv := excelize.NewDataValidation(true)
	dv.SetSqref("D2:D9")
	Must(t, dv.SetDropList([]string{"design", "construction"}))
	Must(t, f.AddDataValidation("Costs", dv))
	Must(t, f.SetConditionalFormat("Costs", "C2:C4",
		[]excelize.ConditionalFormatOptions{{Type: "2_color_scale", Criteria: "=", MinType: "min", MaxType: "max", MinColor: "#FFFFFF", MaxColor: "#FF0000"}}))
	Must(t, f.AddTable("Costs", &excelize.Table{Range: "A1:D4", Name: "CostTable"}))
	Must(t, f.AddPivotTable(&excelize.PivotTableOptions{DataRange: "Costs!A1:D4", PivotTableRange: "Pivot!B3:E12",
		Rows: []excelize.PivotTableField{{Data: "Phase"}}, Data: []excelize.PivotTableField{{Data: "Amount", Subtotal: "Sum"}}}))
	Must(t, f.SetDefinedName(&excelize.DefinedName{Name: "TotalCost", RefersTo: "Costs!$C$6"}))
	Must(t, f.SetDefinedName(&excelize.DefinedName{Name: "Local", RefersTo: "Dashboard!$A$1", Scope: "Dashboard"}))
	f.SetActiveSheet(2)
	buf, err := f.WriteToBuffer()
	Must(t, err)
	return Rezip(t, buf.Bytes(), nil, Part{Name: "customXml/item1.xml", Data: []byte(`<own xmlns="urn:x">1</own>`)},
		Part{Name: "xl/printerSettings/printerSettings1.bin", Data: []byte{0, 1, 2}})
}

// Part is a part that is added to a workbook.
type Part struct {
	Name string
	Data []byte
}

// Rezip rebuilds a workbook with changed parts: change returns the new name
// and content, "" to leave the part out.
func Rezip(t testing.TB, data []byte, change func(name, text string) (string, string), more ...Part) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	Must(t, err)
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		text, err := opc.Entry(f)
		Must(t, err)
		name, content := f.Name, string(text)
		if change != nil {
			name, content = change(name, content)
		}
		if name != "" {
			Must(t, opc.Deflate(w, name, []byte(content)))
		}
	}
	for _, p := range more {
		Must(t, opc.Deflate(w, p.Name, p.Data))
	}
	Must(t, w.Close())
	return out.Bytes()
}

// Variants are workbooks of shapes that real files have.
func Variants(t testing.TB) map[string][]byte {
	rich := Rich(t)
	tags := regexp.MustCompile(`<(/?)([A-Za-z][\w.]*)([\s/>])`)
	prefixed := func(name, text string) (string, string) {
		switch name {
		case "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml":
			text = tags.ReplaceAllString(text, "<${1}ss:${2}${3}")
			text = strings.Replace(text, ` xmlns="`, ` xmlns:ss="`, 1)
		}
		return name, text
	}
	noStyles := func(name, text string) (string, string) {
		if name == "xl/styles.xml" {
			return "", ""
		}
		text = regexp.MustCompile(`<(Relationship|Override)[^>]*styles[^>]*?/?>(</(Relationship|Override)>)?`).ReplaceAllString(text, "")
		return name, regexp.MustCompile(` s="\d+"`).ReplaceAllString(text, "")
	}
	gaps := strings.NewReplacer("worksheets/sheet1.xml", "worksheets/sheet9.xml", "worksheets/_rels/sheet1.xml",
		"worksheets/_rels/sheet9.xml", "sheet1.xml.rels", "sheet9.xml.rels", "charts/chart1.xml", "charts/chart5.xml")
	return map[string][]byte{
		"plain":    Plain(t),
		"rich":     rich,
		"prefixed": Rezip(t, rich, prefixed),
		"strict":   AsStrict(t, Plain(t)),
		"unstyled": Rezip(t, Plain(t), noStyles),
		"bare styles": Rezip(t, Plain(t), func(n, s string) (string, string) {
			if n == "xl/styles.xml" {
				s = opc.XMLHead + `<styleSheet xmlns="` + opc.Transitional().Main + `"/>`
			}
			return n, regexp.MustCompile(` s="\d+"`).ReplaceAllString(s, "")
		}),
		"gaps":   Rezip(t, rich, func(n, s string) (string, string) { return gaps.Replace(n), gaps.Replace(s) }),
		"utf16":  Rezip(t, Plain(t), utf16Workbook),
		"1904":   From1904(t, Plain(t)),
		"macros": Macros(t, rich),
	}
}

// AsStrict turns a workbook into an ISO Strict one.
func AsStrict(t testing.TB, data []byte) []byte {
	from, to := opc.Transitional(), opc.Strict()
	swap := strings.NewReplacer(from.Main, to.Main, from.Draw, to.Draw, from.Chart, to.Chart, from.Anchor, to.Anchor, from.Rel, to.Rel)
	return Rezip(t, data, func(n, s string) (string, string) { return n, swap.Replace(s) })
}

// From1904 makes a workbook count days from 1904.
func From1904(t testing.TB, data []byte) []byte {
	return Rezip(t, data, func(n, s string) (string, string) {
		if n == "xl/workbook.xml" {
			s = regexp.MustCompile(`<workbookPr[^>]*?/?>`).ReplaceAllString(strings.Replace(s, "</workbookPr>", "", 1), `<workbookPr date1904="1"/>`)
		}
		return n, s
	})
}

// utf16Workbook turns the main part into UTF-16 with a byte order mark.
func utf16Workbook(name, text string) (string, string) {
	if name != "xl/workbook.xml" {
		return name, text
	}
	text = strings.Replace(text, "UTF-8", "UTF-16", 1)
	out := []byte{0xFF, 0xFE}
	for _, u := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return name, string(out)
}

// Macros makes an .xlsm of a workbook: the content type and a stand-in for
// the macro project.
func Macros(t testing.TB, data []byte) []byte {
	return Rezip(t, data, func(n, s string) (string, string) {
		switch n {
		case "[Content_Types].xml":
			s = strings.Replace(s, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
				"application/vnd.ms-excel.sheet.macroEnabled.main+xml", 1)
			s = strings.Replace(s, "</Types>", `<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`, 1)
		case "xl/_rels/workbook.xml.rels":
			s = strings.Replace(s, "</Relationships>",
				`<Relationship Id="rIdVba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>`, 1)
		}
		return n, s
	}, Part{Name: "xl/vbaProject.bin", Data: []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 not really a project")})
}

// Plain is a workbook of one sheet named Costs.
func Plain(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	Must(t, f.SetSheetName("Sheet1", "Costs"))
	Must(t, f.SetSheetRow("Costs", "A1", &[]any{"ID", "Name", "Amount"}))
	Must(t, f.SetSheetRow("Costs", "A2", &[]any{"C1", "Racks", 120}))
	buf, err := f.WriteToBuffer()
	Must(t, err)
	return buf.Bytes()
}
