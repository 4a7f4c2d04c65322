package workbook

import (
	"fmt"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// TestOwnSheetOrOurs: each sheet of the cycle, by its name in each language, is ours when
// all its required columns are there, in either language, and with each of them missing in
// turn it is the user's own: one note at the sheet, and nothing else said of it. A sheet
// whose columns are all of another trade is the user's own too.
func TestOwnSheetOrOurs(t *testing.T) {
	for _, sheet := range schema.Sheets() {
		if !sheet.Whole {
			continue
		}
		for _, lang := range []string{"en", "zh"} {
			var need []string
			for _, c := range sheet.Columns {
				if c.Required {
					need = append(need, c.Header(lang))
				}
			}
			if len(need) < 2 {
				t.Fatalf("%s needs %v only: any sheet would be ours", sheet.Key, need)
			}
			for missing := -1; missing < len(need); missing++ {
				columns := append([]string(nil), need...)
				if missing >= 0 {
					columns[missing] = "Bemerkung"
				}
				own, _ := ownSheets(t, lang, sheet.Name(lang), columns)
				if want := missing >= 0; own != want {
					t.Errorf("%s, %s: own %v, want %v", sheet.Name(lang), strings.Join(columns, " | "), own, want)
				}
			}
			if own, others := ownSheets(t, lang, sheet.Name(lang), []string{"Raum", "Farbe", "Etage"}); !own || len(others) > 0 {
				t.Errorf("%s of another trade: own %v, %v", sheet.Name(lang), own, others)
			}
		}
	}
}

// ownSheets reads a plan with one more sheet and reports whether it was taken for the
// user's own, and what else was said of it.
func ownSheets(t *testing.T, lang, name string, columns []string) (own bool, others []budget.Problem) {
	t.Helper()
	source := "== Project\nName | Hall\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\n\n== Costs\nID | Name | Amount | Start | Months\nC1 | walls | 1200 | 2026-01 | 12\n"
	if lang == "zh" {
		source = "== 项目\n名称 | 厂房\n币种 | CNY\n开始月份 | 2026-01\n期限(月) | 12\n\n== 成本\n编号 | 名称 | 金额 | 开始 | 月数\nC1 | 墙体 | 1200 | 2026-01 | 12\n"
	}
	row := make([]string, len(columns))
	for k := range row {
		row[k] = fmt.Sprint(k + 1)
	}
	data, err := FromText([]byte(fmt.Sprintf("%s\n== %s\n%s\n%s\n", source, name, strings.Join(columns, " | "), strings.Join(row, " | "))), lang)
	if err != nil {
		t.Fatal(err)
	}
	p, problems, err := ReadBytes(t.Context(), "own.xlsx", data, ReadOptions{})
	if err != nil || p == nil {
		t.Fatalf("%s: %v %v", name, err, problems)
	}
	for _, x := range problems {
		switch {
		case x.Ref.Sheet != name:
		case x.Code == "own-sheet" && x.Severity == budget.Note:
			own = true
		default:
			others = append(others, x)
		}
	}
	if own && len(p.Costs) != 1 {
		t.Errorf("%s: %d lines", name, len(p.Costs))
	}
	return own, others
}
