package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
	"ballast/models/outcome"
)

// clinic is a plan of one's own as its controller has it at the end of a month of 2026:
// the grant of February comes in April, groundwater strikes in March, a change order is
// approved in April, and the building costs more than it earns from March on.
func clinic(month int) string {
	var b strings.Builder
	fmt.Fprintf(&b, `== Project
Name | Clinic
Plan ID | P-CLINIC
Currency | EUR
Start month | 2026-01
Horizon | 18
Scenarios | 500
As-of month | 2026-%02d
Opening cash | 250
Minimum cash | 50

== Costs
ID | Name | Owner | Vendor | Phase | Amount | Low | Likely | High | Start | Months
C1 | Design | Ann | | design | 200 | | | | 2026-01 | 4
C2 | Building | Bob | Bolt | construction | 1200 | | | | 2026-02 | 10
C3 | Equipment | Ann | Acme | procurement | 400 | 360 | 400 | 560 | 2026-08 | 4

== Vendors
Name | Grade
Acme | A
Bolt | B

== Funding
ID | Name | Kind | Committed | Date | Delay | Arrival probability
E1 | Own funds | own funds | 700 | 2026-01 | |
G1 | Grant | grant | 1100 | 2026-02 | Exponential(2) | 90%%

== Risks
ID | Name | Owner | Probability | From | To | Cost impact
R1 | Groundwater | Bob | 40%% | 2026-02 | 2026-09 | PERT(60,100,160)
R2 | Late permit | Ann | 20%% | 2026-05 | 2026-08 | PERT(10,30,80)

== Rules
Metric | General | Higher | Major | Owner | Response | Months in a row
CPI | 0.97 | 0.85 | 0.7 | Line owner | explain | 3
Days a source is late | 15 | 60 | 120 | Treasurer | call the ministry |
Event grade | 2 | 3 | 4 | Site manager | tell the board |

== Progress
ID | %% complete
C1 | %d%%
C2 | %d%%

== Actuals
Date | Kind | ID | Amount
2026-01 | funding | E1 | 700
`, month, min(100, 25*month), 10*max(0, month-1))
	for m := 1; m <= month; m++ {
		if m <= 4 {
			fmt.Fprintf(&b, "2026-%02d | cost | C1 | 50\n", m)
		}
		if m >= 2 {
			fmt.Fprintf(&b, "2026-%02d | cost | C2 | %d\n", m, map[bool]int{true: 120, false: 140}[m == 2])
		}
	}
	if month >= 3 {
		b.WriteString("2026-03 | cost | R1 | 110\n")
	}
	if month >= 4 {
		b.WriteString("2026-04 | funding | G1 | 1100\n\n== Changes\nChange | Date | Kind | Line | Amount | Approved by\nV1 | 2026-04 | change order | C2 | 60 | Board\n")
	}
	if month >= 3 {
		status := map[bool]string{true: "answered", false: "closed"}[month < 5]
		b.WriteString("\n== Events\nDate | Risk | Grade | Loss\n2026-03 | R1 | major | 110\n\n== Ledger\nDate | Amount | For what | Approved by\n2026-03 | 110 | R1 | Board\n" +
			"\n== Actions\nAction | Date | Metric | Where | What | Owner | Due | Status\nA1 | 2026-03 | Days a source is late | G1 | call the ministry | Ann | 2026-05 | " + status + "\n")
	}
	return b.String()
}

// readMonth is what the controller reads of a run.
type readMonth struct {
	Commitments *outcome.Commitments
	Actions     []outcome.Followup
	Problems    []outcome.ProblemOut
	Warnings    []outcome.Warning
	Cash        struct {
		Gap float64 `json:"probability_gap"`
	}
	Control struct {
		Approved float64 `json:"reserve_approved"`
		Drawn    float64 `json:"reserve_drawn"`
		Left     float64 `json:"reserve_left"`
		Trend    []outcome.TrendPoint
		Cards    outcome.Scorecard `json:"scorecard"`
	}
}

// find returns the warning of a metric at a place; a zero one without.
func (c *readMonth) find(metric, where string) outcome.Warning {
	for _, w := range c.Warnings {
		if w.Metric == metric && w.Where == where {
			return w
		}
	}
	return outcome.Warning{}
}

// TestFiveMonths: a controller works five months with one history, each month in a file of
// its own, with a late grant, a struck risk, a change order and a month that is run twice,
// and the story holds from month to month.
func TestFiveMonths(t *testing.T) {
	t.Chdir(t.TempDir())
	const store = "clinic.db"
	write := func(file, source string) {
		data, err := workbook.FromText([]byte(source), "en")
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	run := func(file, source string) *readMonth {
		write(file, source)
		got := ballast(t, "run", file, "--json", "-", "--store", store)
		if got.code != exitOK || strings.Contains(got.err, "kept apart") {
			t.Fatalf("%s: exit %d %s", file, got.code, got.err)
		}
		var o readMonth
		if err := json.Unmarshal([]byte(got.out), &o); err != nil {
			t.Fatal(err)
		}
		return &o
	}
	write("approved.xlsx", clinic(1))
	if got := ballast(t, "baseline", "approved.xlsx", "--store", store, "--approved-by", "Board"); got.code != exitOK {
		t.Fatal(got.err)
	}
	var months []*readMonth
	for m := 1; m <= 5; m++ {
		source := clinic(m)
		if m == 5 { // somebody writes a larger reserve: the baseline counts
			source = strings.Replace(source, "Minimum cash | 50", "Minimum cash | 50\nApproved reserve | 900", 1)
		}
		months = append(months, run(fmt.Sprintf("clinic-%02d.xlsx", m), source))
		if m == 3 { // March is run again after a correction of a cent
			first := months[2]
			again := run("clinic-03.xlsx", strings.Replace(source, "2026-03 | cost | C2 | 140", "2026-03 | cost | C2 | 140.01", 1))
			for _, w := range first.Warnings {
				if x := again.find(w.Metric, w.Where); x.Was != w.Was || x.Risen != w.Risen || x.InARow != w.InARow {
					t.Errorf("March again: %+v was %+v", x, w)
				}
			}
			months[2] = again
		}
	}
	for k, c := range months {
		at := fmt.Sprintf("2026-%02d", k+1)
		if len(c.Control.Trend) != k+1 || c.Control.Trend[k].AsOf != at {
			t.Errorf("%s: trend %+v", at, c.Control.Trend)
		}
		if k > 0 && (len(c.Control.Cards.History) == 0 || c.Control.Cards.History[0].AsOf != "2026-01") {
			t.Errorf("%s: grades of earlier months %+v", at, c.Control.Cards.History)
		}
		if c.Control.Approved != months[0].Control.Approved {
			t.Errorf("%s: approved %g, of the baseline %g", at, c.Control.Approved, months[0].Control.Approved)
		}
		drawn := 0.0
		if k >= 2 {
			drawn = 110
		}
		if c.Control.Drawn != drawn || c.Control.Left > c.Control.Approved-drawn+1e-6 {
			t.Errorf("%s: drawn %g, left %g of %g", at, c.Control.Drawn, c.Control.Left, c.Control.Approved)
		}
		revised := 1200.0
		if k >= 3 {
			revised = 1260
		}
		if c.Commitments != nil && (c.Commitments.Lines[1].Baseline != 1200 || c.Commitments.Lines[1].Revised != revised) || k >= 3 && c.Commitments == nil {
			t.Errorf("%s: budget of C2 %+v", at, c.Commitments)
		}
	}
	// the grant: not late in February, risen in March, gone with the money in April
	if w := months[1].find("late", "G1"); w.Metric != "" {
		t.Errorf("February: %+v", w)
	}
	if w := months[2].find("late", "G1"); !w.Risen || w.Was != "none" || w.Action != "A1" {
		t.Errorf("March: %+v", w)
	}
	if w := months[3].find("late", "G1"); w.Metric != "" {
		t.Errorf("April: %+v", w)
	}
	if a, b := months[2].Cash.Gap, months[3].Cash.Gap; a < 0.3 || a <= b {
		t.Errorf("chance of a gap %g in March without the grant, %g in April with it", a, b)
	}
	// the risk: an event of March that warns and is drawn for
	if w := months[2].find("event", "R1"); !w.Risen || w.Owner != "Site manager" || w.Response != "tell the board" {
		t.Errorf("March: event %+v", w)
	}
	// the building: a warning that stands three months in a row is a tier higher
	for k, want := range map[int]int{2: 1, 3: 2, 4: 3} {
		if w := months[k].find("cpi", "C2"); w.InARow != want || w.Lasting != (want == 3) {
			t.Errorf("month %d: CPI of C2 %+v", k+1, w)
		}
	}
	if w := months[4].find("cpi", "C2"); w.Tier != "higher" || !w.Risen || w.Was != "general" {
		t.Errorf("May: CPI of C2 %+v", w)
	}
	// the action: opened when the grant was a month late, better since
	if f := months[4].Actions[0]; f.ThenAt != "2026-03" || f.Effect != "better" || f.Status != "closed" || f.Overdue {
		t.Errorf("May: action %+v", f)
	}
	said := ""
	for _, p := range months[4].Problems {
		if p.Code == "baseline-differs" {
			said += p.Sheet + "!" + p.Cell
		}
	}
	if !strings.HasPrefix(said, "Project!") {
		t.Errorf("May: the reserve of the workbook is not told: %q", said)
	}
	// the history knows all of it, and what changed from March to April
	list := ballast(t, "history", store, "--plan", "P-CLINIC").out
	if strings.Count(list, "2026-03") < 2 || !strings.Contains(list, "Board") || !strings.Contains(list, "b1") {
		t.Errorf("history\n%s", list)
	}
	got := ballast(t, "compare", store+"#4", store+"#5")
	if got.code != exitOK || !strings.Contains(got.out, "V1") {
		t.Errorf("compare: exit %d\n%s\n%s", got.code, got.out, got.err)
	}
}
