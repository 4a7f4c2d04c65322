package workbook

import (
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/words"
	"ballast/budget/workbook/internal/specimen"
)

// formulaAmount reads a plan whose first amount is a formula without a stored value,
// beside figures in column I.
func formulaAmount(t *testing.T, f, language string) (amount, problems string) {
	t.Helper()
	plain := build(t, sections(t, "=== p\n"+someProject+"== Costs\nID | Amount | Months\nC1 | 100 | 1\nC2 | 200 | 1\n")[0])
	data := alter(t, plain, func(name, content string) string {
		if name == "xl/worksheets/sheet2.xml" {
			content = strings.Replace(content, `<v>100</v>`, f, 1)
			content = strings.Replace(content, `</sheetData>`, `<row r="9"><c r="I9"><v>7</v></c></row><row r="10"><c r="I10"><f>I9*3</f></c><c r="J10"><f>J11+1</f></c></row><row r="11"><c r="J11"><f>J10+1</f></c></row></sheetData>`, 1)
		}
		if name == "xl/workbook.xml" {
			content = strings.Replace(content, `</sheets>`, `</sheets><definedNames><definedName name="Rate">Costs!$I$9</definedName></definedNames>`, 1)
		}
		return content
	})
	plan, found, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{Language: language})
	specimen.Must(t, err)
	for _, p := range found {
		problems += p.Ref.Cell + " " + p.Code + ": " + p.Message + "\n"
	}
	if plan != nil && len(plan.Costs) > 0 {
		amount = plan.Costs[0].Amount.String()
	}
	return amount, problems
}

// TestFormulas: formulas without a stored value are calculated, or say by name
// why not; none counts as zero.
func TestFormulas(t *testing.T) {
	t.Parallel()
	for f, want := range map[string]string{
		`<f>SUM(I9:I10)</f>`: "28", `<f>Rate*SUMPRODUCT({1,2},{3,4})</f>`: "77", `<f t="array" ref="B2">SUM(I9:I10*2)</f>`: "56",
		`<f>ROUND(1.005*100,0)+XLOOKUP(21,I9:I10,I9:I10)</f>`: "122", `<f t="array" ref="B2:B3">I9:I10*2</f>`: "14", `<f>IFERROR(1/0,9)</f>`: "9",
	} {
		if amount, problems := formulaAmount(t, f, ""); amount != want || strings.Contains(problems, "formula-no-value") {
			t.Errorf("%s: %s, want %s\n%s", f, amount, want, problems)
		}
	}
	for f, want := range map[string][2]string{
		`NOSUCH(1)`: {"the function NOSUCH is not known", "不支持函数 NOSUCH"}, `IFERROR(NOSUCH(1),5)`: {"NOSUCH", "NOSUCH"},
		`Levy*2`: {"the name Levy is not defined", "名称 Levy 未定义"}, `B2+1`: {"circular reference: Costs!B2", "循环引用：Costs!B2"},
		`J10*2`: {"Costs!J10 → Costs!J11", "Costs!J10 → Costs!J11"}, `[1]Prices!A1`: {"other workbook", "其他工作簿"}, `IFERROR([1]Prices!A1,3)`: {"other workbook", "其他工作簿"},
		`1/0`: {"#DIV/0!", "#DIV/0!"}, `SUM(`: {"is no formula", "不是有效公式"}, `TODAY()`: {"TODAY", "TODAY"}, `SUM(MAKEARRAY(5000,5000,LAMBDA(r,c,1)))`: {"#", "#"},
		`SUM(SEQUENCE(2000,2000))+SUM(SEQUENCE(2000,2000))+SUMPRODUCT(SEQUENCE(2000,2000)*2)`: {"10,000,000 cells", "10,000,000 个"},
	} {
		for i, language := range []string{"en", "zh"} {
			_, problems := formulaAmount(t, "<f>"+f+"</f>", language)
			if !strings.Contains(problems, "B2 formula-no-value: ") || !strings.Contains(problems, want[i]) {
				t.Errorf("=%s: %q, want %s", f, problems, want[i])
			}
		}
	}
}

// TestFormulasFillCells: the cells that an array formula fills have its values
// where the file has none, although only the first one has a formula.
func TestFormulasFillCells(t *testing.T) {
	t.Parallel()
	plain := build(t, sections(t, "=== p\n"+someProject+"== Costs\nID | Amount | Months\nC1 | 100 | 1\nC2 | 200 | 1\n")[0])
	for put, want := range map[string]string{"I9:I10*2": "14 42", "NOSUCH(I9:I10)": "B2 B3"} {
		data := alter(t, plain, func(name, content string) string {
			if name == "xl/worksheets/sheet2.xml" {
				content = strings.Replace(content, `<v>100</v>`, `<f t="array" ref="B2:B3">`+put+`</f>`, 1)
				content = strings.Replace(content, `<v>200</v>`, ``, 1)
				content = strings.Replace(content, `</sheetData>`, `<row r="9"><c r="I9"><v>7</v></c></row><row r="10"><c r="I10"><v>21</v></c></row></sheetData>`, 1)
			}
			return content
		})
		plan, problems := readData(t, data)
		got := ""
		for _, p := range problems {
			if p.Code == "formula-no-value" {
				got += p.Ref.Cell + " "
			}
		}
		if got == "" {
			got = plan.Costs[0].Amount.String() + " " + plan.Costs[1].Amount.String()
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: %s, want %s; %v", put, got, want, problems)
		}
	}
}

// TestFormulasCancelled: a calculation ends when its reading is cancelled, with
// no value; the same formula has one otherwise.
func TestFormulasCancelled(t *testing.T) {
	t.Parallel()
	plain := build(t, sections(t, "=== p\n"+someProject+"== Costs\nID | Amount | Months\nC1 | =SUMPRODUCT(SEQUENCE(99999)*1) | 1\n")[0])
	for _, cancelled := range []bool{false, true} {
		ctx, cancel := context.WithCancel(t.Context())
		r := &reader{ctx: ctx, w: words.For("en")}
		specimen.Must(t, r.openFile(plain))
		specimen.Must(t, r.calc.open(ctx))
		if cancelled {
			cancel()
		}
		_, no := r.calc.value(ctx, "Costs", &cell{row: 2, col: 2})
		if cancelled != (no != nil) || cancelled != r.calc.run.Stopped() {
			t.Errorf("cancelled %v: %v, stopped %v", cancelled, no, r.calc.run.Stopped())
		}
		cancel()
	}
}

// TestFormulasOfTables: structured references, and rows that the filter of a
// table or of a sheet hides, which SUBTOTAL leaves out.
func TestFormulasOfTables(t *testing.T) {
	t.Parallel()
	for _, filter := range []string{"table", "sheet", ""} {
		f := excelize.NewFile()
		for at, v := range map[string]any{"A1": "Item", "B1": "Amount", "A2": "x", "B2": 1, "A3": "y", "B3": 10, "A4": "z", "B4": 100} {
			specimen.Must(t, f.SetCellValue("Sheet1", at, v))
		}
		code := map[string]string{"D1": "SUBTOTAL(9,B2:B4)", "D2": "SUBTOTAL(109,B2:B4)", "D3": "SUM(B2:B4)"}
		want := map[string]float64{"D1": 101, "D2": 101, "D3": 111}
		switch filter {
		case "table":
			specimen.Must(t, f.AddTable("Sheet1", &excelize.Table{Range: "A1:B4", Name: "Lines"}))
			code["D3"] = "SUM(Lines[Amount])"
		case "sheet":
			specimen.Must(t, f.AutoFilter("Sheet1", "A1:B4", nil))
		default:
			want["D1"] = 111
		}
		specimen.Must(t, f.SetRowVisible("Sheet1", 3, false))
		for at, c := range code {
			specimen.Must(t, f.SetCellFormula("Sheet1", at, c))
		}
		data, err := f.WriteToBuffer()
		specimen.Must(t, err)
		r := &reader{ctx: t.Context(), w: words.For("en")}
		specimen.Must(t, r.openFile(data.Bytes()))
		for at, v := range want {
			row, col, _ := splitAddress(at)
			if got, no := r.calc.value(t.Context(), "Sheet1", &cell{row: row, col: col}); no != nil || got.Num != v {
				t.Errorf("%s filter: =%s is %v (%v), want %v", filter, code[at], got, no, v)
			}
		}
	}
}
