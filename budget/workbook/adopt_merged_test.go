package workbook

import (
	"strings"
	"testing"

	"ballast/budget"
)

// TestAdoptMerged: headers of two rows whose cells are merged, down over names and
// totals and across over months, kinds of amounts and years, are read as one header
// a column, in any language.
func TestAdoptMerged(t *testing.T) {
	for name, c := range map[string]struct {
		sheet   string
		merged  string
		base    string
		start   budget.Month
		horizon int
	}{
		"a year over months": {`== Budget
Item | 2026 | | | Total
 | Jan | Feb | Mar |
Rent | 100 | 100 | 100 | =SUM(B3:D3)
Wages cost | 400 | 410 | 420 | =SUM(B4:D4)
Total | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4) | =SUM(E3:E4)
`, "A1:A2 B1:D1 E1:E2", "1530", budget.Month{Year: 2026, Month: 1}, 3},
		"budget and actual under each month": {`== Kosten
Position | Oktober 2026 | | November 2026 | | Dezember 2026 |
 | Plan | Ist | Plan | Ist | Plan | Ist
Miete | 100 | 90 | 100 | 95 | 100 |
Löhne | 400 | 380 | 400 | 410 | 400 |
Summe | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4) | =SUM(E3:E4) | =SUM(F3:F4) | =SUM(G3:G4)
`, "A1:A2 B1:C1 D1:E1 F1:G1", "1500", budget.Month{Year: 2026, Month: 10}, 3},
		"unit, quantity, price and amount under one word": {`== 预算
项目 | 预算 | | | 备注
 | 数量 | 单价（元） | 金额（元） |
设备 | 4 | 3000 | =B3*C3 |
安装 | 1 | 2500 | =B4*C4 |
合计 | | | =SUM(D3:D4) |
`, "A1:A2 B1:D1 E1:E2", "14500", budget.Month{}, 12},
		"months of two years": {`== Presupuesto
Concepto | 2026 | | 2027 | | Total
 | noviembre | diciembre | enero | febrero |
Alquiler | 100 | 100 | 110 | 110 | =SUM(B3:E3)
Sueldos | 300 | 300 | 320 | 320 | =SUM(B4:E4)
Total | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4) | =SUM(E3:E4) | =SUM(F3:F4)
`, "A1:A2 B1:C1 D1:E1 F1:F2", "1660", budget.Month{Year: 2026, Month: 11}, 4},
	} {
		t.Run(name, func(t *testing.T) {
			data, err := FromText([]byte(c.sheet), "en")
			if err != nil {
				t.Fatal(err)
			}
			cells := ""
			for _, a := range strings.Fields(c.merged) {
				cells += `<mergeCell ref="` + a + `"/>`
			}
			data = alter(t, data, func(part, content string) string {
				if part == "xl/worksheets/sheet1.xml" {
					content = strings.Replace(content, "</sheetData>", "</sheetData><mergeCells>"+cells+"</mergeCells>", 1)
				}
				return content
			})
			a := adopted(t, data, AdoptOptions{})
			if a.Total.String() != c.base || a.Horizon != c.horizon || !c.start.IsZero() && a.Start != c.start {
				t.Errorf("%s from %s over %d months, want %s from %s over %d", a.Total, a.Start, a.Horizon, c.base, c.start, c.horizon)
			}
		})
	}
}
