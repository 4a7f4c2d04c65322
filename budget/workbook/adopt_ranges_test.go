package workbook

import (
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/specimen"
)

// TestPartlyRanged: low and high amounts of the budget's own are taken where they stand;
// a line without them gets the range of its phase in amounts beside them, which is said
// until somebody edits it; a contingency named by its category or its heading is no cost.
func TestPartlyRanged(t *testing.T) {
	for name, c := range map[string]struct {
		sheet, base, reserve string
		ranges               []string // of the lines of the plan read back: own:low,high or assumed
	}{
		"english": {"Work item | Estimate | Min | Max\nGroundworks | 20000 | 18000 | 26000\nFinishes | 30000 | |\nContingency | 5000 | |\nTotal | 55000 | |\n",
			"50000", "5000", []string{"18000,26000", "assumed"}},
		"german, category": {"Gruppe | Leistung | Kosten in T€ | niedrig | hoch\nBau | Rohbau | 50 | 45 | 60\nBau | Dach | 20 | |\nUnvorhergesehenes | pauschal 10 % | 7 | |\nSumme | | 77 | |\n",
			"70000", "7000", []string{"45,60", "assumed"}},
		"chinese": {"类别 | 项目 | 金额（万元） | 最低 | 最高\n工程费 | 厂房 | 500 | |\n工程费 | 设备 | 300 | 280 | 380\n预备费 | 10% | 80 | |\n合计 | | 880 | |\n",
			"8000000", "800000", []string{"assumed", "280,380"}},
		"none in order": {"Work item | Estimate EUR | Min | Max\nGroundworks | 20000 | 21000 | 26000\nFinishes | 30000 | |\nTotal | 50000 | |\n",
			"50000", "0", []string{"assumed", "assumed"}},
	} {
		t.Run(name, func(t *testing.T) {
			data := smallBudget(t, strings.Split(strings.TrimSpace(c.sheet), "\n")...)
			a := adopted(t, data, AdoptOptions{})
			if a.Total.String() != c.base || a.Reserve.String() != c.reserve {
				t.Errorf("base %s, contingency %s; want %s and %s", a.Total, a.Reserve, c.base, c.reserve)
			}
			book, err := graft.Onto(data, a.Book)
			specimen.Must(t, err)
			p, problems := readData(t, book)
			if budget.HasErrors(problems) || len(p.Costs) != len(c.ranges) {
				t.Fatalf("%d lines, %v", len(p.Costs), problems)
			}
			assumed := 0
			for i, l := range p.Costs {
				own := l.Row.Get("Range means") == ""
				if !own {
					assumed++
				}
				got := l.Row.Get("Low") + "," + l.Row.Get("High")
				if want := c.ranges[i]; own != (want != "assumed") || own && got != want {
					t.Errorf("%s is %s (own %v), want %s", l.Name, got, own, want)
				}
			}
			said := 0
			for _, x := range problems {
				if x.Code == "default-ranges" {
					said++
				}
			}
			if (assumed > 0) != (said == 1) {
				t.Errorf("%d ranges assumed, said %d times", assumed, said)
			}
		})
	}
}

// TestYearsOfATotal: columns that say which part of the total falls into a year are its
// months; a part that is no time, as a tax, is none.
func TestYearsOfATotal(t *testing.T) {
	for name, c := range map[string]struct {
		sheet, base string
		start       budget.Month
		horizon     int
	}{
		"english": {"Item | Total (EUR) | of which 2026 | of which 2027\nDesign | 100 | 60 | 40\nBuild | 300 | 100 | 200\nTotal | 400 | 160 | 240\n", "400", budget.Month{Year: 2026, Month: 1}, 24},
		"german":  {"Maßnahme | Gesamt in T€ | davon 2026 | davon 2027 | davon 2028\nPlanung | 100 | 60 | 40 | 0\nBau | 300 | 100 | 150 | 50\nSumme | 400 | 160 | 190 | 50\n", "400000", budget.Month{Year: 2026, Month: 1}, 36},
		"chinese": {"费用名称 | 预算金额（万元） | 其中：2026年 | 其中：2027年\n服务器 | 80 | 60 | 20\n软件 | 50 | 20 | 30\n合计 | 130 | 80 | 50\n", "1300000", budget.Month{Year: 2026, Month: 1}, 24},
		"a tax":   {"Item | Cost 2026 (EUR) | of which VAT\nChairs | 119 | 19\nTables | 238 | 38\nTotal | 357 | 57\n", "357", budget.Month{Year: 2026, Month: 1}, 12},
	} {
		t.Run(name, func(t *testing.T) {
			data := smallBudget(t, strings.Split(strings.TrimSpace(c.sheet), "\n")...)
			if a := adopted(t, data, AdoptOptions{}); a.Total.String() != c.base || a.Start != c.start || a.Horizon != c.horizon {
				t.Errorf("%s from %s over %d months, want %s from %s over %d", a.Total, a.Start, a.Horizon, c.base, c.start, c.horizon)
			}
		})
	}
}
