package main

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// modelInput is a plan of one line with whatever sheets follow.
func modelInput(settings, sheets string) string {
	return "== Project\nName | Bad input\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\nScenarios | 100\n" + settings +
		"\n== Costs\nID | Name | Amount | Start | Months | Profile | Driver\nC1 | Work | 1200 | 2026-01 | 6 | |\n\n" + sheets
}

// TestBadModelInput: what a financial model cannot use, or what it will not do
// as expected, each with its cell.
func TestBadModelInput(t *testing.T) {
	const risks = "== Risks\nID | Name | Probability | Cost impact | Depends on\n"
	const funding = "== Funding\nID | Name | Kind | Committed | Date | Rate | Repayment | Term\n"
	for _, c := range []struct {
		name, settings, sheets string
		code                   int
		want                   []string
	}{
		{"cycle of parents", "", risks + "R1 | A | 20% | 10 | R3\nR2 | B | 20% | 10 | R1\nR3 | C | 20% | 10 | R2\n", exitProblems,
			[]string{"Risks!E2: error", "R1 > R3 > R2 > R1", "[parent-cycle]"}},
		{"tranche of an unknown source", "", funding + "F1 | Bank | grant | 100 | 2026-01 | | |\n\n== Tranches\nSource | Date | Amount\nF1 | 2026-01 | 100\nF7 | 2026-02 | 50\n", exitProblems,
			[]string{"Tranches!A3: error", `"F7"`, "[unknown-reference]"}},
		{"profile sum", "", "== Profiles\nName | Month 1 | Month 2\nsteep | 80% | 30%\n", exitProblems,
			[]string{"Profiles!A2: error", "110%", "[profile-sum]"}},
		{"partner shares", "", "== Partners\nName | Cost share | Revenue share | Funding share\nA | 50% | 60% | 50%\nB | 50% | 50% | 50%\n", exitProblems,
			[]string{"Partners!C2: error", "110%", "[partner-shares]"}},
		{"term past the horizon", "", funding + "F1 | Bank | loan | 1200 | 2026-01 | 6% | equal | 24\n", exitOK,
			[]string{"Funding!H2: warning", "650.00 is still owed", "[term-past-horizon]"}},
		{"no term", "", funding + "F1 | Bank | loan | 1200 | 2026-01 | 6% | bullet |\n", exitOK,
			[]string{"Funding!G2: warning", "1200.00 is owed", "[term-missing]"}},
		{"short table", "", "== Drivers\nName | Kind | 1 | 2 | 3\nPower | table | 1 | 1.1 | 1.2\n", exitOK,
			[]string{"Drivers!A2: warning", "3 monthly values for 12 months", "[table-short]"}},
		{"minimum cash", "Opening cash | 50\nMinimum cash | 80\n", "", exitOK,
			[]string{"Project!B7: warning", "80", "50", "[minimum-cash]"}},
		{"unknown class", "", "== Reference\nClass\nstadiums\n", exitProblems,
			[]string{"Reference!A2: error", "bridges and tunnels", "[reference-class]"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ballast(t, "check", plan(t, modelInput(c.settings, c.sheets)))
			if got.code != c.code {
				t.Errorf("exit %d, want %d", got.code, c.code)
			}
			for _, w := range c.want {
				if !strings.Contains(got.out+got.err, w) {
					t.Errorf("no %q in\n%s%s", w, got.out, got.err)
				}
			}
		})
	}
}

// TestOwedIsWhatIsLeft: the balance that the warning names is what the run
// leaves outstanding, for every way of repaying by a term.
func TestOwedIsWhatIsLeft(t *testing.T) {
	owed := regexp.MustCompile(`plan ([\d.]+) is still owed`)
	for _, terms := range []string{
		"100000 | 2026-01 | 7% | equal | 36 | | paid", "100000 | 2026-03 | 7% | annuity | 24 | 3 | paid",
		"100000 | 2026-01 | 7% | annuity | 24 | 6 | capitalised", "100000 | 2026-02 | 7% | bullet | 18 | | paid", "100000 | 2026-02 | 0% | annuity | 18 | | paid",
	} {
		source := modelInput("", "== Funding\nID | Name | Kind | Committed | Date | Rate | Repayment | Term | Grace | Interest in grace\nF1 | Bank | loan | "+terms+"\n")
		checked := ballast(t, "check", plan(t, source))
		said := owed.FindStringSubmatch(checked.out + checked.err)
		if said == nil {
			t.Fatalf("%s: no balance in\n%s%s", terms, checked.out, checked.err)
		}
		want, err := strconv.ParseFloat(said[1], 64)
		if err != nil {
			t.Fatal(err)
		}
		var p struct {
			Funding struct {
				Sources []struct {
					Left float64 `json:"outstanding_mean"`
				}
			}
		}
		if err := json.Unmarshal([]byte(ballast(t, "run", "plan.xlsx", "--json", "-", "--quiet").out), &p); err != nil {
			t.Fatal(err)
		}
		near(t, terms, p.Funding.Sources[0].Left, want, 0.006)
	}
}
