package workbook

import (
	"strings"
	"testing"

	"ballast/budget"
)

// TestMonthsThatRepeat: columns of one month add up and that is said at the
// later one; a quarter or a year beside its months, a month's name that comes
// again without a year, and two values of a driver or a profile for one month are
// refused there.
func TestMonthsThatRepeat(t *testing.T) {
	line := "== Costs\nID | Name | Amount | Start | Months | Driver | Profile\nC1 | a | 120 | 2026-01 | 3 | %s | %s\n"
	driven, shaped := strings.Replace(strings.Replace(line, "%s", "D1", 1), "%s", "", 1), strings.Replace(strings.Replace(line, "%s", "", 1), "%s", "P", 1)
	for name, c := range map[string]struct{ sheets, want, base string }{
		"weeks":                           {"== Costs\nID | Name | 2026-01-05 | 2026-01-12 | 2026-02-02\nC1 | a | 10 | 20 | 30", "same-month Costs!D1", "60"},
		"actual costs, the ID and months": {strings.Replace(line, "%s | %s", " | ", 1) + "== Actuals\nID | 2026-01 | 2026-02\nC1 | 2 | 3", "", "120"},
		"two ways to write it":            {"== Costs\nID | Name | 2026-01 | Jan 2026 | 2026-03\nC1 | a | 10 | 20 | 30", "same-month Costs!D1", "60"},
		"a quarter twice":                 {"== Costs\nID | Name | Q1 2026 | Q1 2026\nC1 | a | 10 | 20", "same-month Costs!D1", "30"},
		"Chinese months":                  {"== Costs\nID | Name | 2026年1月 | 2026年1月 | 2026年2月\nC1 | a | 10 | 20 | 30", "same-month Costs!D1", "60"},
		"a quarter and its months":        {"== Costs\nID | Name | 2026-01 | 2026-02 | 2026-03 | Q1 2026\nC1 | a | 10 | 20 | 30 | 60", "months-overlap Costs!F1", ""},
		"a year and a month":              {"== Costs\nID | Name | 2026 | 2026-03\nC1 | a | 120 | 20", "months-overlap Costs!D1", ""},
		"a half and a quarter":            {"== Costs\nID | Name | H1 2026 | Q1 2026\nC1 | a | 1 | 2", "months-overlap Costs!D1", ""},
		"Jan, Feb, Jan":                   {"== Costs\nID | Name | Jan | Feb | Jan\nC1 | a | 120 | 20 | 7", "months-overlap Costs!E1", ""},
		"Jan to Oct and Jan":              {"== Costs\nID | Name | Jan | Apr | Jul | Oct | Jan\nC1 | a | 1 | 2 | 3 | 4 | 5", "", "15"},
		"two years of names":              {"== Costs\nID | Name | Nov | Dec | Jan | Feb\nC1 | a | 1 | 2 | 3 | 4", "", "10"},
		"a driver":                        {driven + "== Drivers\nDriver | Kind | 2026-01 | 2026-01 | 2026-02\nD1 | table | 1 | 2 | 3", "months-overlap Drivers!D1", ""},
		"a driver by number":              {driven + "== Drivers\nDriver | Kind | M1 | M1 | M2\nD1 | table | 1 | 2 | 3", "months-overlap Drivers!D1", ""},
		"a profile by number":             {shaped + "== Profiles\nName | M1 | M1 | M2\nP | 0.2 | 0.3 | 0.5", "months-overlap Profiles!C1", ""},
		"a profile by weeks":              {shaped + "== Profiles\nName | 2026-01-05 | 2026-01-12 | 2026-02-02\nP | 0.2 | 0.3 | 0.5", "months-overlap Profiles!C1", ""},
		"actual costs by week":            {strings.Replace(line, "%s | %s", " | ", 1) + "== Actuals\nID | Supplier | 2026-01-05 | 2026-01-12\nC1 | x | 2 | 3", "same-month Actuals!D1", "120"},
		"actual costs, a quarter":         {strings.Replace(line, "%s | %s", " | ", 1) + "== Actuals\nID | Supplier | 2026-01 | Q1 2026\nC1 | x | 2 | 3", "months-overlap Actuals!D1", ""},
	} {
		data := build(t, sections(t, "=== p\n== Project\nStart month | 2026-01\nHorizon | 12\n"+c.sheets+"\n")[0])
		plan, problems, err := ReadBytes(t.Context(), "p.xlsx", data, ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		got, base := "", budget.Money{}
		for _, p := range problems {
			if p.Code == "same-month" || p.Code == "months-overlap" {
				got += p.Code + " " + p.Ref.Sheet + "!" + p.Ref.Cell
			} else if p.Severity == budget.Error {
				t.Errorf("%s: %s", name, p.Format(nil))
			}
		}
		for _, l := range plan.Costs {
			base = base.Add(l.Amount)
		}
		if got != c.want || c.base != "" && base.String() != c.base {
			t.Errorf("%s: %s, base %s, want %s, %s", name, got, base, c.want, c.base)
		}
	}
}

// TestProfileGivesTheMonths: a line with a named profile and no Months takes as long as the
// profile, which is said at its cell; Months that are given stand; a built-in profile has no
// length of its own.
func TestProfileGivesTheMonths(t *testing.T) {
	text := `=== plan
== Project
Start month | 2026-01
Horizon | 24
== Costs
ID | Name | Amount | Start | Months | Profile
C1 | a | 100 | 2026-02 | | slow
C2 | b | 100 | 2026-02 | 5 | slow
C3 | c | 100 | 2026-02 | | even
C4 | 丁 | 100 | 2026-02 | | 慢
== Profiles
Name | 1 | 2 | 3 | 4
slow | 10 | 20 | 30 | 40
慢 | 50 | 50 | 0 | 0
`
	plan, problems, err := ReadBytes(t.Context(), "plan.xlsx", build(t, sections(t, text)[0]), ReadOptions{})
	if err != nil || budget.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	for i, want := range []int{4, 5, 1, 4} {
		if got := plan.Costs[i].Months; got != want {
			t.Errorf("%s takes %d months, want %d", plan.Costs[i].ID, got, want)
		}
	}
	said := ""
	for _, p := range problems {
		if p.Code == "blank-default" {
			said += p.Ref.Cell + " " + p.Message + "\n"
		}
	}
	if !strings.Contains(said, "E2") || !strings.Contains(said, "C1") || !strings.Contains(said, "4") {
		t.Errorf("the length of the profile is not said at its cell:\n%s", said)
	}
}
