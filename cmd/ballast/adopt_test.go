package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// kitchen is a budget that was not made for Ballast: titles, sections with
// subtotals, quantities, a reserve, the user's own total.
const kitchen = `== Estimate
! Canteen kitchen, second floor
! all amounts in EUR

Item | Description | Qty | Unit price | Amount | Remarks
| Planning | | | |
1 | Kitchen design | 1 | 9,800.50 | =C5*D5 | quote
2 | Permits | 1 | 1,450.00 | =C6*D6 |
| Subtotal | | | =SUM(E5:E6) |
| Equipment | | | |
3 | Ovens | 3 | 7,250.25 | =C9*D9 |
4 | Cold room | 1 | 18,400 | =C10*D10 |
| Subtotal | | | =SUM(E9:E10) |
5 | Installation and electrical works | 1 | 22,000 | =C12*D12 |
6 | Contingency | 1 | 5,000 | =C13*D13 |
| Total | | | =E7+E11+E12+E13 |
`

// kitchenBase is what the budget's own formula comes to, 78,401.25, without its
// own contingency of 5,000.
const kitchenBase = 9800.50 + 1450 + 3*7250.25 + 18400 + 22000

// book writes a workbook of a text source into a new working folder.
func book(t *testing.T, name, source string) {
	t.Helper()
	t.Chdir(t.TempDir())
	data, err := workbook.FromText([]byte(source), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// base is the base cost of a plan by the JSON of a run.
func base(t *testing.T, file string) float64 {
	t.Helper()
	got := ballast(t, "run", file, "--scenarios", "1000", "--json", "-", "--quiet", "--force")
	if got.code != exitOK {
		t.Fatalf("run %s: exit %d\n%s", file, got.code, got.err)
	}
	var p promised
	if err := json.Unmarshal([]byte(got.out), &p); err != nil {
		t.Fatal(err)
	}
	return p.Cost.Base
}

// TestAdoptAndRun: a budget is adopted, what was understood is shown with its
// cells, and the run's base is the budget's own total; results replace results
// and leave the adopted sheets.
func TestAdoptAndRun(t *testing.T) {
	book(t, "kitchen.xlsx", kitchen)
	before, _ := os.ReadFile("kitchen.xlsx")
	got := ballast(t, "adopt", "kitchen.xlsx")
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	for _, want := range []string{"Estimate!A3:F14", "E3", "Kitchen design", "78,401.25", "Rows left out", "P10 to P90", "kitchen.adopted.xlsx", "Contingency"} {
		if !strings.Contains(got.out, want) {
			t.Errorf("%q is not in\n%s", want, got.out)
		}
	}
	near(t, "base", base(t, "kitchen.adopted.xlsx"), kitchenBase, 0.005)
	near(t, "base of the results as a plan", base(t, "kitchen.adopted.ballast.xlsx"), kitchenBase, 0.005)
	if after, _ := os.ReadFile("kitchen.xlsx"); string(before) != string(after) {
		t.Error("the budget was changed")
	}
	for args, code := range map[string]int{
		"adopt kitchen.xlsx":                               exitFailed, // the plan may have been edited
		"adopt kitchen.xlsx --force":                       exitOK,
		"adopt kitchen.adopted.xlsx":                       exitProblems, // a plan already
		"adopt kitchen.xlsx -o kitchen.xlsx":               exitUsage,
		"adopt kitchen.xlsx -o kitchen.xlsm":               exitUsage,
		"adopt kitchen.xlsx -n --table Nothing":            exitProblems,
		"adopt kitchen.xlsx -n --table Estimate!A1:F9":     exitProblems, // without its total
		"adopt kitchen.xlsx -n --table Estimate!A1:F9 -y":  exitOK,
		"adopt nowhere.xlsx":                               exitFailed,
		"adopt kitchen.xlsx --dry-run --lang zh -o x.xlsx": exitOK,
	} {
		if got := ballast(t, strings.Fields(args)...); got.code != code {
			t.Errorf("%s: exit %d, want %d\n%s%s", args, got.code, code, got.out, got.err)
		}
	}
	if _, err := os.Stat("x.xlsx"); err == nil {
		t.Error("a dry run wrote a file")
	}
}

// TestAdoptRefuses: what is no budget is refused with a reason, and nothing is
// written.
func TestAdoptRefuses(t *testing.T) {
	for name, c := range map[string]struct{ source, says string }{
		"schedule":  {"== Plan\nTask | Start | End | Owner\nDesign | 2026-01 | 2026-02 | Lee\nBuild | 2026-03 | 2026-06 | Kim\n", "adopt-no-table"},
		"two equal": {"== North\nItem | Budget\nRent | 100\nStaff | 300\nTotal | 400\n== South\nItem | Budget\nRent | 150\nStaff | 250.5\nTotal | 400.5\n", "North!A1:B4"},
	} {
		t.Run(name, func(t *testing.T) {
			book(t, "some.xlsx", c.source)
			got := ballast(t, "adopt", "some.xlsx")
			if got.code != exitProblems || !strings.Contains(got.err, c.says) || !strings.Contains(got.err, "nothing was written") {
				t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
			}
			if files(t) != "some.xlsx" {
				t.Errorf("left: %s", files(t))
			}
		})
	}
}

// TestAdoptQuestion: on a terminal the readings are asked for by number.
func TestAdoptQuestion(t *testing.T) {
	choices := []workbook.AdoptChoice{{Tables: []string{"A!A1:B3"}, Columns: "B", Lines: 2}, {Tables: []string{"A!A1:C3"}, Columns: "C", Lines: 2}}
	for typed, want := range map[string]int{"2\n": 1, "1": 0, "\n": -1, "": -1, "x\n": -1, "0\n": -1, "3\nno\n1\n": 0, "x\n\n2\n": -1} {
		var said strings.Builder
		o := adoptOptions{}
		if got := o.question(streams{in: strings.NewReader(typed), err: &said})([]string{"two columns"}, choices); got != want {
			t.Errorf("%q: %d, want %d", typed, got, want)
		}
		if !strings.Contains(said.String(), "two columns") || !strings.Contains(said.String(), "2  A!A1:C3") {
			t.Errorf("asked %q", said.String())
		}
	}
}
