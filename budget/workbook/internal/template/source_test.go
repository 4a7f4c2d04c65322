package template

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/workbook/schema"
)

// TestTyped: what is written decides the type, the column only where it must.
func TestTyped(t *testing.T) {
	// 46082 is 2026-03-01 in the 1900 system: 2026-01-01 is 46023, plus 31 and 28 days.
	tests := []struct {
		text    string
		def     schema.Column
		value   any
		formula string
		format  string
	}{
		{"", schema.Column{Dimension: schema.Money}, nil, "", ""},
		{"1,234,500", schema.Column{Dimension: schema.Money}, 1234500.0, "", "#,##0"},
		{"-300", schema.Column{Dimension: schema.Money}, -300.0, "", "#,##0"},
		{"38.50", schema.Column{Dimension: schema.Money}, 38.5, "", "#,##0.00"},
		{"0.35", schema.Column{Dimension: schema.Count}, 0.35, "", ""},
		{"35%", schema.Column{Dimension: schema.Share}, 0.35, "", "0%"},
		{"3.6%", schema.Column{Dimension: schema.Count}, 0.036, "", "0.0%"},
		{"2026-03", schema.Column{Dimension: schema.Date}, 46082.0, "", "yyyy-mm"},
		{"2026-03-15", schema.Column{Dimension: schema.Date}, 46096.0, "", "yyyy-mm-dd"},
		{"2026-13", schema.Column{Dimension: schema.Date}, "2026-13-01", "", "yyyy-mm"},
		{"007", schema.Column{Dimension: schema.Text}, "007", "", ""},
		{"PERT(90,100,140)", schema.Column{Dimension: schema.Money, Form: schema.Uncertain}, "PERT(90,100,140)", "", ""},
		{"1,2", schema.Column{Dimension: schema.Count}, "1,2", "", ""},
		{"=SUM(G{first}:G{last})*A{r}", schema.Column{Dimension: schema.Money}, nil, "SUM(G3:G8)*A9", "#,##0"},
		{"=1/3", schema.Column{Dimension: schema.Share}, nil, "1/3", "0.0%"},
	}
	for _, tt := range tests {
		c := newCellForms().typed(tt.text, tt.def, 9, 3)
		if c.value != tt.value || c.formula != tt.formula || c.format != tt.format {
			t.Errorf("%q: %v %q %q, want %v %q %q", tt.text, c.value, c.formula, c.format, tt.value, tt.formula, tt.format)
		}
	}
}

// TestFaultySources: a maintainer's slip is named with its line.
func TestFaultySources(t *testing.T) {
	tests := []struct{ name, src, want string }{
		{"nothing", "# only a remark\n", "no section"},
		{"before a section", "ID | Name\n", "line 1: stands before"},
		{"too many cells", "== Costs\nID | Name\nC1 | a | b\n", "line 3: Costs: 3 cells under 2 headers"},
		{"late title", "== Costs\nID | Name\n! Title\n", "line 3: Costs: a title stands above"},
		{"computed before header", "== Costs\n+ Base | =1\n", "line 2: Costs: a computed column"},
		{"bad formula", "== Costs\nID | Amount\nC1 | =NOSUCH(1)\n", "=NOSUCH(1)"},
		{"text formula", "== Costs\nID | Amount\nC1 | =\"a\"\n", "not a number"},
	}
	for _, tt := range tests {
		_, err := Build([]byte(tt.src), "en")
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want one with %q", tt.name, err, tt.want)
		}
	}
}

// TestFormulasKeepValues: a formula carries its value as a number, so that
// programs which do not calculate show it, and readers take it.
func TestFormulasKeepValues(t *testing.T) {
	src := "== Costs\n! Title\nID | Amount | Months\nC1 | =420*51500 | 2\nC2 | 1,000 | 3\n| =SUM(B{first}:B{last}) |\n+ Sum | =B{r}*C{r}\n"
	data, err := Build([]byte(src), "en")
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"B3": "21630000", "B5": "21631000", "D3": "43260000", "D4": "3000", "D5": ""} {
		if got, _ := f.GetCellValue("Costs", cell, excelize.Options{RawCellValue: true}); got != want {
			t.Errorf("%s = %q, want %q", cell, got, want)
		}
	}
	if got, _ := f.GetCellFormula("Costs", "D4"); got != "B4*C4" {
		t.Errorf("formula of D4 is %q", got)
	}
	if sheet := partOf(t, data, "xl/worksheets/sheet1.xml"); strings.Contains(sheet, `t="str"`) {
		t.Error("a formula is marked as text")
	}
}

// partOf returns one part of a workbook as text.
func partOf(t *testing.T, data []byte, name string) string {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	part, err := r.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	text, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// TestDressed: header frozen and filtered, drop-downs and bounds in place.
func TestDressed(t *testing.T) {
	src := "== Costs\n! Title\nID | Name | Phase | Vendor | Advance % | Include\nC1 | a | design | V | 10% | yes\n== Vendors\nName | Grade\nV | A\n"
	data, err := Build([]byte(src), "en")
	if err != nil {
		t.Fatal(err)
	}
	sheet := partOf(t, data, "xl/worksheets/sheet1.xml")
	for _, want := range []string{`state="frozen" topLeftCell="C3" xSplit="2" ySplit="2"`, `<autoFilter ref="$A$2:$F$3"`,
		`"design,procurement,construction,operation,other"`, `Vendors`, `type="decimal"`, `"yes,no"`, `fitToPage="true"`} {
		if !strings.Contains(sheet, want) {
			t.Errorf("sheet lacks %s", want)
		}
	}
}
