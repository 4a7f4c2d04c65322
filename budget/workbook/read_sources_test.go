package workbook

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget"
	"ballast/budget/workbook/internal/specimen"
)

// edited builds a workbook of a text source and changes it with excelize.
func edited(t testing.TB, text string, change func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(build(t, sections(t, "=== plan\n"+text)[0])))
	specimen.Must(t, err)
	defer f.Close()
	change(f)
	var out bytes.Buffer
	specimen.Must(t, f.Write(&out))
	return out.Bytes()
}

// readData reads a workbook in memory.
func readData(t testing.TB, data []byte) (*budget.Plan, []budget.Problem) {
	t.Helper()
	plan, problems, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{})
	specimen.Must(t, err)
	return plan, withoutDefaults(problems)
}

const someProject = "== Project\nStart month | 2026-01\nHorizon | 12\nDiscount rate | 8%\n"

// TestListObject: an Excel table is found by its name on a sheet of another
// name, its totals row and what stands around it left out; several on a sheet.
func TestListObject(t *testing.T) {
	text := someProject + `== Work 2026
not part of it | 99
 | ID | Name | Amount | Start
 | C1 | Rent | 100 | 2026-01
 | C2 | Desks | 50 | 2026-02
 | Total | | 150
remarks | 1 | 2 | 3 | 4
ID | Name | Probability | Cost impact
R1 | Fire | 1% | 1000
`
	for name, names := range map[string][2]string{
		"plain": {"Costs", "Risks"}, "prefixed": {"tblCosts", "Risk_register"}, "suffixed": {"Cost_lines_Table", "Risk_tbl"}, "chinese": {"成本表", "风险"},
	} {
		data := edited(t, text, func(f *excelize.File) {
			specimen.Must(t, f.AddTable("Work 2026", &excelize.Table{Range: "B2:E5", Name: names[0]}))
			specimen.Must(t, f.AddTable("Work 2026", &excelize.Table{Range: "A7:D8", Name: names[1]}))
		})
		data = alter(t, data, func(part, content string) string {
			if part == "xl/tables/table1.xml" {
				return strings.Replace(content, `ref="B2:E5"`, `ref="B2:E5" totalsRowCount="1"`, 1)
			}
			return content
		})
		plan, problems := readData(t, data)
		wantNone(t, problems)
		if len(plan.Costs) != 2 || len(plan.Risks) != 1 || plan.Costs[1].Amount.String() != "50" || plan.Costs[1].Row.Ref("Amount").String() != "plan.xlsx:Work 2026!D4" {
			t.Errorf("%s: %s risks %d", name, summary(plan), len(plan.Risks))
		}
		if len(plan.Log.Skipped) != 1 || plan.Log.Skipped[0].Ref.Cell != "B5:E5" {
			t.Errorf("%s: skipped %v", name, plan.Log.Skipped)
		}
	}
}

// TestNamedRanges: a range called Costs, cells called Discount_rate and the
// like, and names that stand for something else.
func TestNamedRanges(t *testing.T) {
	text := `== Inputs
rate | 7% | begin | 2026-03 | cash | 5000
== Calculation
 | No. | Item | Amount | Months
 | 1 | Rent | 100 | 2
 | 2 | Desks | 50 | 1
 | | | 999
`
	name := func(f *excelize.File, n, ref string) {
		specimen.Must(t, f.SetDefinedName(&excelize.DefinedName{Name: n, RefersTo: ref}))
	}
	data := edited(t, text, func(f *excelize.File) {
		name(f, "Costs", "Calculation!$B$1:$E$3")
		name(f, "Discount_rate", "Inputs!$B$1")
		name(f, "Start_month", "Inputs!$D$1")
		name(f, "OpeningCash", "Inputs!$F$1")
		name(f, "Budget", "Calculation!$D$4")     // one cell is no table
		name(f, "Risks", "Calculation!$B$1:$C$3") // no headers of risks
		name(f, "Horizon", "#REF!$A$1")
	})
	plan, problems := readData(t, data)
	wantNone(t, problems)
	if got := summary(plan) + plan.Project.OpeningCash.String(); got != "en USD 2026-03 60 r=0.07\n1 Rent  100 m0+2 \n2 Desks  50 m0+1 \n5000" {
		t.Errorf("got %s", got)
	}
	if plan.Project.Cells["Discount rate"].String() != "plan.xlsx:Inputs!B1" {
		t.Errorf("cells %v", plan.Project.Cells)
	}
	// the sheet Project comes before names
	data = edited(t, someProject+"== Costs\nID | Amount\nC1 | 5\n", func(f *excelize.File) {
		name(f, "Discount_rate", "Costs!$B$2")
		name(f, "Tax_rate", "Project!$B$3")
	})
	if plan, _ = readData(t, data); plan.Project.Rate != 0.08 || plan.Project.TaxRate != 0.08 {
		t.Errorf("rate %g tax %g", plan.Project.Rate, plan.Project.TaxRate)
	}
}

// TestBetterTable: an Excel table called Costs is meant rather than a sheet
// called Budget, which is said.
func TestBetterTable(t *testing.T) {
	data := edited(t, someProject+"== Budget\nOverview | 1\n== Data\nID | Amount\nC1 | 5\n", func(f *excelize.File) {
		specimen.Must(t, f.AddTable("Data", &excelize.Table{Range: "A1:B2", Name: "Costs"}))
	})
	plan, problems := readData(t, data)
	if len(plan.Costs) != 1 || len(problems) != 1 || problems[0].Code != "double-sheet" {
		t.Errorf("%d lines, %v", len(plan.Costs), problems)
	}
}

// TestKeptFormulas: values of formulas that cannot be worked out here are kept
// with one warning for each kind and sheet; plain formulas need none.
func TestKeptFormulas(t *testing.T) {
	plain := build(t, sections(t, "=== p\n"+someProject+"== Costs\nID | Amount | Low | High | Months\nC1 | 100 | 90 | 120 | 1\nC2 | 200 | 180 | 240 | 2\n")[0])
	data := alter(t, plain, func(name, content string) string {
		if name != "xl/worksheets/sheet2.xml" {
			return content
		}
		for cell, f := range map[string]string{
			"B2": `<f t="shared" ref="B2:B3" si="3">G2*10</f>`, "B3": `<f t="shared" si="3"/>`,
			"C2": `<f t="array" ref="C2:C3">G2:G3*0.9</f>`, // C3 has the value alone
			"D2": `<f>[1]Rates!B7</f>`, "D3": `<f t="dataTable" ref="D3:D3" dt2D="0" r1="A1"/>`,
			"E2": `<f>Terms[Months]</f>`, "E3": `<f>1+1</f>`,
		} {
			content = strings.Replace(content, `<c r="`+cell+`">`, `<c r="`+cell+`">`+f, 1)
		}
		return content
	})
	plan, problems := readData(t, data)
	got := ""
	for _, p := range problems {
		got += fmt.Sprintf("%s %s %s; ", p.Ref.Cell, p.Severity, p.Code)
		if !strings.Contains(p.Message, map[string]string{"B2": "shared", "C2": "array", "D2": "other workbooks", "D3": "data table"}[p.Ref.Cell]) {
			t.Errorf("%s", p.Format(nil))
		}
	}
	if got != "B2 warning formula-kept; C2 warning formula-kept; D2 warning formula-kept; D3 warning formula-kept; " {
		t.Error(got)
	}
	if c := plan.Costs[1]; c.Amount.String() != "200" || *c.Uncertainty.Low != 180 || *c.Uncertainty.High != 240 {
		t.Errorf("%+v", c)
	}
	// without a stored value: shared and array formulas are calculated, a data table is reported
	bare := alter(t, data, func(name, content string) string {
		if name == "xl/worksheets/sheet2.xml" {
			content = strings.NewReplacer(`<v>200</v>`, ``, `<v>100</v>`, ``, `<v>240</v>`, ``, `<v>90</v>`, ``, `</row></sheetData>`, `<c r="G3"><v>20</v></c></row></sheetData>`).Replace(content)
		}
		return content
	})
	plan, problems = readData(t, bare)
	if plan.Costs[1].Amount.String() != "200" {
		t.Errorf("shared formula calculated as %s", plan.Costs[1].Amount)
	}
	if !strings.Contains(fmt.Sprint(problems), "Costs!D3 error formula-no-value") || strings.Count(fmt.Sprint(problems), "formula-no-value") != 1 {
		t.Errorf("only a data table without a value is a problem: %v", problems)
	}
}

// TestMoveFormula: references move as in a spreadsheet.
func TestMoveFormula(t *testing.T) {
	for _, c := range []struct {
		code        string
		down, right int
		want        string
	}{
		{"A1+$B$2*C$3-$D4", 1, 2, "C2+$B$2*E$3-$D5"}, {`"A1"&'A1'!B2&Tax_1`, 1, 0, `"A1"&'A1'!B3&Tax_1`}, {"LOG10(A1)", 1, 0, "LOG10(A2)"},
		{"A1", -1, 0, "#REF!"}, {"Sheet1!A1:B2", 0, 1, "Sheet1!B1:C2"}, {`"open`, 1, 1, `"open`}, {"SUM(A1:A9)", 9, 0, "SUM(A10:A18)"},
		{"SUM(A:A)", 3, 2, "SUM(C:C)"}, {"SUM($A:B)/'Q1'!C:$C", 0, 1, "SUM($A:C)/'Q1'!D:$C"}, {"SUM(2:2)+SUM($2:4)", 3, 2, "SUM(5:5)+SUM($2:7)"},
		{"MATCH(A2,Data!b:b,0)", 1, 1, "MATCH(B3,Data!C:C,0)"}, {"SUM(XFD:XFD)", 0, 1, "SUM(#REF!)"}, {"A2:INDEX(A:A,9)", 1, 1, "B3:INDEX(B:B,9)"},
		{"SUM(Sales[Q1])+[1]Jan!A1", 1, 0, "SUM(Sales[Q1])+[1]Jan!A2"}, {"T[[#This Row],[B2]]*A1", 0, 1, "T[[#This Row],[B2]]*B1"}, {"Start:B2", 1, 0, "Start:B3"},
		{"IF(Rate:Rate>0,1,2)", 1, 1, "IF(Rate:Rate>0,1,2)"}, {"'金额'!C:C", 0, 1, "'金额'!D:D"},
	} {
		if got := moveFormula(c.code, c.down, c.right); got != c.want {
			t.Errorf("%s: %s, want %s", c.code, got, c.want)
		}
	}
}

// TestTotals: rows that add others up are left out and listed, by formula or
// word; rows that only look like it are lines or reported.
func TestTotals(t *testing.T) {
	for _, c := range []struct {
		rows, lines, skipped, codes string
	}{
		{"C1 | Rent | 10\n | Total | =SUM(C2:C2)", "C1", "B3:C3", ""},
		{"C1 | Phase one | =SUM(C3:C4)\nC2 | Rent | 10\nC3 | Desks | 20", "C2 C3", "A2:C2", ""}, // a parent
		{"C1 | Rent | 10\nC2 | 合计 | 10", "C1", "A3:C3", ""},                                     // by word, with a number of its own
		{"C1 | Rent | 10\nTotal | | 10", "C1", "A3:C3", ""},                                     // in the ID
		{"C1 | Rent | 10\nC2 | Desks | 5\n | =C2+C3 | =C2+C3", "C1 C2", "B4:C4", ""},            // a chain
		{"C1 | Rent | 10\nC2 | Desks | 5\n | Subtotal north wing | 15", "C1 C2", "B4:C4", ""},   // bears it out
		{"C1 | Rent | 10\n | Total station hire | 99", "C1", "", "missing-value"},               // does not
		{"C1 | Rent | 10\n | Contingency | =SUM(C2:C2)*10%", "C1", "", "missing-value"},         // adds to them
		{"C1 | Rent | 10\nC2 | Total station hire | 99", "C1 C2", "", ""},                       // a line
		{"C1 | Rent | 10\nC2 | Shelves | =SUM(E2:F2)", "C1 C2", "", ""},                         // sums along its row
	} {
		plan, problems := readText(t, someProject+"== Costs\nID | Name | Amount\n"+c.rows+"\n")
		lines, skipped, found := "", "", ""
		for _, l := range plan.Costs {
			lines += " " + l.ID
		}
		for _, l := range plan.Log.Skipped {
			skipped += " " + l.Ref.Cell
		}
		for _, p := range problems {
			found += " " + p.Code
		}
		if strings.TrimSpace(lines) != c.lines || strings.TrimSpace(skipped) != c.skipped || strings.TrimSpace(found) != c.codes {
			t.Errorf("%q:\n lines%s, skipped%s, problems%s", c.rows, lines, skipped, found)
		}
	}
}

// TestSideBySide: tables beside each other, when their headers repeat after an
// empty column; each with its own totals.
func TestSideBySide(t *testing.T) {
	plan, problems := readText(t, someProject+`== Costs
ID | Name | Amount | | ID | Name | Amount | Remarks
C1 | Rent | 10 | | D1 | Cars | 70 | old
C2 | Desks | 20 | | | Total | =SUM(G2:G2)
 | Total | =SUM(C2:C3)
`)
	wantNone(t, problems)
	got := ""
	for _, l := range plan.Costs {
		got += l.ID + " " + l.Amount.String() + "; "
	}
	if got != "C1 10; C2 20; D1 70; " || len(plan.Log.Skipped) != 2 {
		t.Errorf("%s skipped %v", got, plan.Log.Skipped)
	}
}

// TestMerged: months under a year merged over them, and a phase merged down
// over its lines.
func TestMerged(t *testing.T) {
	data := edited(t, someProject+`== Costs
ID | Phase | 2026 | | 2027
 | | Nov | Dec | 1月
C1 | design | 10 | 20 | 30
C2 | | 5 | |
C3 | | | | 7
`, func(f *excelize.File) {
		for _, m := range [][2]string{{"A1", "A2"}, {"B1", "B2"}, {"C1", "D1"}, {"B3", "B4"}} {
			specimen.Must(t, f.MergeCell("Costs", m[0], m[1]))
		}
	})
	plan, problems := readData(t, data)
	for _, p := range problems {
		if p.Code != "past-horizon" {
			t.Error(p.Format(nil))
		}
	}
	want := "en USD 2026-01 12 r=0.08\nC1  design 60 m10+3  10:10 11:20 12:30\nC2  design 5 m10+1  10:5\nC3   7 m12+1  12:7\n"
	if got := summary(plan); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestFilteredFrozenFormatted: filters hide rows that are read all the same,
// which is said; frozen panes, accounting and percent formats, hidden sheets.
func TestFilteredFrozenFormatted(t *testing.T) {
	data := edited(t, someProject+"== Costs\nID | Name | Amount | Low | High\nC1 | Rent | 1200.5 | 0.9 | 1.2\nC2 | Desks | 300 | 0.8 | 1.5\n", func(f *excelize.File) {
		specimen.Must(t, f.AutoFilter("Costs", "A1:E3", []excelize.AutoFilterOptions{{Column: "B", Expression: "x == Rent"}}))
		specimen.Must(t, f.SetRowVisible("Costs", 3, false))
		specimen.Must(t, f.SetPanes("Costs", &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
		code := `_($* #,##0.00_);_($* \(#,##0.00\);_($* "-"??_);_(@_)`
		money, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		specimen.Must(t, err)
		percent, err := f.NewStyle(&excelize.Style{NumFmt: 10})
		specimen.Must(t, err)
		specimen.Must(t, f.SetCellStyle("Costs", "C2", "C3", money))
		specimen.Must(t, f.SetCellStyle("Costs", "D2", "E3", percent))
		specimen.Must(t, f.SetSheetVisible("Costs", false))
	})
	plan, problems := readData(t, data)
	if len(problems) != 2 || problems[0].Code != "hidden-cells" || problems[1].Code != "hidden-cells" {
		t.Errorf("problems %v", problems)
	}
	want := "en USD 2026-01 12 r=0.08\nC1 Rent  1200.5 m0+1  [ uniform 0.9 1.2 base=true]\nC2 Desks  300 m0+1  [ uniform 0.8 1.5 base=true]\n"
	if got := summary(plan); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// TestNamesLikeHeaders: a row with a number where the table has figures is a row, though
// its names read like headers; headers that truly stand again are headers.
func TestNamesLikeHeaders(t *testing.T) {
	plan, problems := readText(t, someProject+`== Costs
ID | Name | Amount
A | Phase | 10
B | Name | 20
Item | Category | 30
ID | Name | Amount
C | Wages | 40

== Correlations
A | B | Rho
A | B | 0.5
B | C | 0.25
`)
	wantNone(t, problems)
	got := ""
	for _, l := range plan.Costs {
		got += l.ID + " " + l.Name + " " + l.Amount.String() + "; "
	}
	for _, k := range plan.Correlations {
		got += fmt.Sprintf("%s %s %g; ", k.A, k.B, k.Rho)
	}
	if want := "A Phase 10; B Name 20; Item Category 30; C Wages 40; A B 0.5; B C 0.25; "; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
