package workbook

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// excelized opens a workbook with excelize, changes it and saves it; a panic is
// an answer, too.
func excelized(data []byte, change func(f *excelize.File) error) (out []byte, said string) {
	defer func() {
		if r := recover(); r != nil {
			said = "panic"
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		return nil, "refused"
	}
	defer f.Close()
	if err := change(f); err != nil {
		return nil, "error"
	}
	buf, err := f.WriteToBuffer()
	if err != nil {
		return nil, "not written"
	}
	return buf.Bytes(), ""
}

// partIn is the text of a part, "" when the package has none of that name.
func partIn(t *testing.T, data []byte, name string) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	specimen.Must(t, err)
	for _, f := range z.File {
		if f.Name != name {
			continue
		}
		text, err := opc.Entry(f)
		specimen.Must(t, err)
		return string(text)
	}
	return ""
}

// TestWhyOurOwn repeats what sections 3 and 6 of doc.go say of excelize, in the
// version that go.mod names. A failure is good news: a reason is gone, and the
// section must be written anew.
func TestWhyOurOwn(t *testing.T) {
	t.Parallel()
	users := specimen.Variants(t)
	column := &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Name: "Costs!$C$1", Categories: "Costs!$B$2:$B$4", Values: "Costs!$C$2:$C$4"}}}
	for name, holds := range map[string]func() bool{
		"a wrong checksum is read without a word": func() bool {
			data := bytes.Clone(users["plain"])
			at := bytes.Index(data, []byte("PK\x01\x02")) // the directory: checksums stand 16 bytes in
			for i := at; i >= 0 && i+20 < len(data); {
				data[i+16] ^= 0xFF
				next := bytes.Index(data[i+4:], []byte("PK\x01\x02"))
				if next < 0 {
					break
				}
				i += 4 + next
			}
			_, said := excelized(data, func(f *excelize.File) error { _, err := f.GetRows("Costs"); return err })
			damaged, err := opc.Preflight(t.Context(), data, opc.Limits{})
			return said == "" && err == nil && len(damaged) > 0
		},
		"a Strict workbook becomes half Transitional": func() bool {
			out, _ := excelized(users["strict"], func(*excelize.File) error { return nil })
			return strings.Contains(partIn(t, out, "xl/workbook.xml"), opc.Transitional().Main) &&
				strings.Contains(partIn(t, out, "xl/worksheets/sheet1.xml"), opc.Strict().Main)
		},
		"a workbook without styles ends in a panic": func() bool {
			_, said := excelized(users["bare styles"], func(f *excelize.File) error {
				_, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}})
				return err
			})
			return said == "panic"
		},
		"a chart of the user's is overwritten": func() bool {
			gap := specimen.Rezip(t, users["rich"], func(n, s string) (string, string) {
				swap := strings.NewReplacer("charts/chart1.xml", "charts/chart3.xml")
				return swap.Replace(n), swap.Replace(s)
			})
			out, said := excelized(gap, func(f *excelize.File) error {
				if _, err := f.NewSheet("Result"); err != nil {
					return err
				}
				return f.AddChart("Result", "A1", column)
			})
			two := strings.Count(partIn(t, gap, "[Content_Types].xml"), "/xl/charts/chart")
			return said == "" && two == 2 && bytes.Count(out, []byte("xl/charts/chart")) == bytes.Count(gap, []byte("xl/charts/chart"))
		},
		"a formula cannot keep a number as its value": func() bool {
			out, _ := excelized(users["plain"], func(f *excelize.File) error {
				if err := f.SetCellValue("Costs", "E1", 42.5); err != nil {
					return err
				}
				return f.SetCellFormula("Costs", "E1", "1+1")
			})
			return strings.Contains(partIn(t, out, "xl/worksheets/sheet1.xml"), ` t="str"><f>1+1</f>`)
		},
		"charts have no stored values": func() bool {
			out, _ := excelized(users["plain"], func(f *excelize.File) error { return f.AddChart("Costs", "F1", column) })
			chart := partIn(t, out, "xl/charts/chart1.xml")
			return strings.Contains(chart, "<f>") && !strings.Contains(chart, "<v>")
		},
		"a name that is an address is accepted": func() bool {
			_, said := excelized(users["plain"], func(f *excelize.File) error {
				return f.SetDefinedName(&excelize.DefinedName{Name: "P80", RefersTo: "Costs!$C$2"})
			})
			return said == ""
		},
		"the sum of a range with an error has a value": func() bool {
			_, said := excelized(users["plain"], func(f *excelize.File) error {
				for cell, code := range map[string]string{"F1": "1/0", "F2": "1+1", "F3": "SUM(F1:F2)"} {
					if err := f.SetCellFormula("Costs", cell, code); err != nil {
						return err
					}
				}
				v, err := f.CalcCellValue("Costs", "F3")
				if err == nil && v == "2" {
					return nil
				}
				return io.EOF
			})
			return said == ""
		},
	} {
		if !holds() {
			t.Errorf("doc.go says of excelize: %s. That holds no longer", name)
		}
	}
}
