package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// controlled is what these tests read of the JSON of a run with actuals.
type controlled struct {
	Cost struct {
		Mean      float64
		Quantiles map[string]float64
	}
	Control struct {
		AsOf                             string `json:"as_of"`
		BAC, PV, EV, AC, CV, SV          float64
		CPI, SPI, TCPI, ETC, VAC         *float64
		TCPIEAC                          *float64 `json:"tcpi_eac"`
		TCPIWhy                          string   `json:"tcpi_why"`
		PercentComplete                  float64  `json:"percent_complete"`
		PercentSpent                     float64  `json:"percent_spent"`
		DurationForecast                 *float64 `json:"duration_forecast"`
		ProbabilityOverrun               float64  `json:"probability_overrun"`
		ReserveApproved                  *float64 `json:"reserve_approved"`
		ReserveDrawn                     float64  `json:"reserve_drawn"`
		ReserveLeft, ReserveNeed, Advice *float64
		Adequacy                         *float64
		Unplanned                        []struct {
			ID     string
			Amount float64
		}
		EAC struct {
			Typical, Combined *float64
			Atypical          float64
			Simulated         struct {
				Mean, SD  float64
				Quantiles map[string]float64
			}
		}
		Sources []struct {
			ID       string
			DaysLate int `json:"days_late"`
			Received float64
		}
	}
	Warnings []struct {
		Tier, Metric, Where, Was string
		Value, Threshold         float64
		Risen                    bool
		Owner, Response          string
	}
	Problems []struct{ Severity, Code, Cell string }
	Cash     struct {
		Months []struct {
			Mean           float64
			NetFlow        float64 `json:"net_flow_mean"`
			ProbabilityGap float64 `json:"probability_gap"`
			Quantiles      map[string]float64
		}
	}
}

// watched runs a text source through the whole program.
func watched(t *testing.T, source string, flags ...string) controlled {
	t.Helper()
	got := ballast(t, append([]string{"run", plan(t, source), "--json", "-", "--quiet"}, flags...)...)
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s\n%s", got.code, got.err, source)
	}
	var c controlled
	if err := json.Unmarshal([]byte(got.out), &c); err != nil {
		t.Fatal(err)
	}
	return c
}

// earnedPlan writes one line with dated amounts, its progress and its actuals.
func earnedPlan(bac float64, schedule []float64, complete float64, costs []float64) string {
	var head, row, actuals strings.Builder
	before := 0.0
	for k, s := range schedule {
		fmt.Fprintf(&head, " | 2026-%02d", k+1)
		fmt.Fprintf(&row, " | %v", math.Round((s-before)*bac*100)/100)
		before = s
	}
	for k, x := range costs {
		fmt.Fprintf(&actuals, "2026-%02d | cost | C1 | %v\n", k+1, x)
	}
	return fmt.Sprintf("== Project\nName | Case\nCurrency | USD\nStart month | 2026-01\nHorizon | 24\nScenarios | 1000\nAs-of month | 2026-%02d\n\n"+
		"== Costs\nID | Name%s\nC1 | Work%s\n\n== Progress\nID | %% complete\nC1 | %v%%\n\n== Actuals\nDate | Kind | ID | Amount\n%s",
		len(costs), head.String(), row.String(), complete*100, actuals.String())
}

// TestPublishedEarnedValue: the whole set of figures, workbook in, JSON out.
func TestPublishedEarnedValue(t *testing.T) {
	type figures struct{ pv, ev, ac, cv, sv, cpi, spi, typical, atypical, combined, etc, vac, tcpi, tcpiEAC, complete, spent, months float64 }
	for _, c := range []struct {
		source    string
		bac       float64
		schedule  []float64
		complete  float64
		costs     []float64
		want      figures
		tolerance float64
	}{
		{"P. Govan, Project Risk Analysis, chapter on earned value: published 250000, 200000, 290000, 0.8, 0.69, 725000, 590000, 833750, 435000, -225000, 1.429",
			500000, []float64{0.1, 0.25, 0.5, 0.75, 1}, 0.4, []float64{45000, 110000, 135000},
			figures{250000, 200000, 290000, -90000, -50000, 0.68965517, 0.8, 725000, 590000, 833750, 435000, -225000, 1.42857143, 0.68965517, 0.4, 0.58, 6.25}, 0.005},
		{"CRAN PRA 0.3.0, vignette evm",
			100000, []float64{0.1, 0.2, 0.4, 0.7, 1}, 0.35, []float64{9000, 9000, 18000},
			figures{40000, 35000, 36000, -1000, -5000, 0.97222222, 0.875, 102857.1429, 101000, 112408.1633, 66857.1429, -2857.1429, 1.015625, 0.97222222, 0.35, 0.36, 5 / 0.875}, 1e-4},
		{"K. Schwalbe, Information Technology Project Management, ch. 7, exercise",
			200000, []float64{0.15, 0.35, 0.6, 0.75, 0.9, 1}, 0.5, []float64{30000, 30000, 30000},
			figures{120000, 100000, 90000, 10000, -20000, 1.11111111, 0.83333333, 180000, 190000, 198000, 90000, 20000, 0.90909091, 1.11111111, 0.5, 0.45, 7.2}, 1e-4},
	} {
		t.Run(c.source, func(t *testing.T) {
			k := watched(t, earnedPlan(c.bac, c.schedule, c.complete, c.costs)).Control
			got := figures{k.PV, k.EV, k.AC, k.CV, k.SV, *k.CPI, *k.SPI, *k.EAC.Typical, k.EAC.Atypical, *k.EAC.Combined, *k.ETC, *k.VAC, *k.TCPI, *k.TCPIEAC, k.PercentComplete, k.PercentSpent, *k.DurationForecast}
			for _, f := range []struct {
				name      string
				got, want float64
			}{
				{"PV", got.pv, c.want.pv}, {"EV", got.ev, c.want.ev}, {"AC", got.ac, c.want.ac}, {"CV", got.cv, c.want.cv}, {"SV", got.sv, c.want.sv},
				{"EAC typical", got.typical, c.want.typical}, {"EAC atypical", got.atypical, c.want.atypical}, {"EAC combined", got.combined, c.want.combined},
				{"ETC", got.etc, c.want.etc}, {"VAC", got.vac, c.want.vac},
			} {
				near(t, f.name, f.got, f.want, c.tolerance)
			}
			for _, f := range []struct {
				name      string
				got, want float64
			}{
				{"CPI", got.cpi, c.want.cpi}, {"SPI", got.spi, c.want.spi}, {"TCPI", got.tcpi, c.want.tcpi}, {"TCPI to EAC", got.tcpiEAC, c.want.tcpiEAC},
				{"complete", got.complete, c.want.complete}, {"spent", got.spent, c.want.spent}, {"months", got.months, c.want.months},
			} {
				near(t, f.name, f.got, f.want, 1e-8)
			}
			// A certain line: what is left costs (1-w)(1-w+w AC/EV) of the base.
			w, r := c.complete, got.ac/got.ev
			near(t, "simulated EAC", k.EAC.Simulated.Mean, got.ac+(1-w)*(1-w+w*r)*c.bac, 0.01)
		})
	}
}

// running is a plan in its third month: a line with an estimate, one that has
// not begun, revenue, a loan that is late, a risk, a reserve.
const running = `== Project
Name | Running
Currency | EUR
Start month | 2026-01
Horizon | 12
As-of month | 2026-03
Scenarios | 2000
Opening cash | 100,000
Minimum cash | 10,000
Approved reserve | 20,000

== Costs
ID | Name | Owner | Vendor | Amount | Uncertainty | Estimates are | Start | Months
C1 | Works | Ann | Mill | 100,000 | Normal(1,0.2) | %% of base | 2026-01 | 5
C2 | Tests | Ben | | 50,000 | Normal(1,0.1) | %% of base | 2026-02 | 4

== Vendors
Name | Grade | Price volatility
Mill | B | 0%%

== Revenue
ID | Name | Amount per month | Start
S1 | Sales | 12,000 | 2026-03

== Funding
ID | Name | Kind | Committed | Date
F1 | Owners | equity | 30,000 | 2026-01
F2 | Grant | grant | 40,000 | 2026-02

== Risks
ID | Name | Probability | From | To | Cost impact
R1 | Break-in | 40%% | 2026-01 | 2026-06 | 10,000

== Progress
ID | %% complete
C1 | 50%%

== Actuals
Date | Kind | ID | Amount
2026-01 | cost | C1 | 20,000
2026-02 | cost | C1 | 20,000
2026-03 | cost | C1 | 20,000
2026-01 | funding | F1 | 30,000
2026-03 | revenue | S1 | 11,000
%s
`

// TestRunFromActuals: the months of the past are what happened, the money of
// every month adds up, and what is late is late.
func TestRunFromActuals(t *testing.T) {
	c := watched(t, fmt.Sprintf(running, ""))
	// C1: factor 0.5 + 0.5 x 60/50 = 1.1 on 50,000; C2 whole; R1: p' = 0.4 x 0.5 / (1 - 0.4 x 0.5) = 0.25.
	near(t, "mean EAC", c.Control.EAC.Simulated.Mean, 60000+55000+50000+2500, 100)
	// sd: C1 0.2 sqrt(0.5) x 50,000; C2 5,000; R1 10,000 sqrt(0.25 x 0.75).
	near(t, "sd of EAC", c.Control.EAC.Simulated.SD, math.Sqrt(50e6+25e6+18.75e6), 200)
	cash := 100000.0
	for k, m := range []struct{ in, out float64 }{{30000, 20000}, {0, 20000}, {11000, 20000}} {
		cash += m.in - m.out
		got := c.Cash.Months[k]
		near(t, fmt.Sprintf("cash of month %d", k+1), got.Mean, cash, 0.01)
		if got.Quantiles["5"] != got.Quantiles["95"] {
			t.Errorf("month %d has happened and varies: %v", k+1, got.Quantiles)
		}
	}
	for _, s := range c.Control.Sources {
		if want := map[string]int{"F1": 0, "F2": 30}[s.ID]; s.DaysLate != want {
			t.Errorf("%s is late by %d days, want %d", s.ID, s.DaysLate, want)
		}
	}
	var late bool
	for _, w := range c.Warnings {
		late = late || w.Metric == "late" && w.Where == "F2" && w.Tier == "higher"
	}
	if !late {
		t.Errorf("no warning that F2 is late: %+v", c.Warnings)
	}
}

// TestUnplannedCost: cost of an unknown line is listed and stays in the total.
func TestUnplannedCost(t *testing.T) {
	before := watched(t, fmt.Sprintf(running, ""))
	c := watched(t, fmt.Sprintf(running, "2026-02 | cost | X9 | 700\n"))
	near(t, "AC", c.Control.AC, before.Control.AC+700, 0.001)
	near(t, "mean total", c.Cost.Mean, before.Cost.Mean+700, 0.001)
	if len(c.Control.Unplanned) != 1 || c.Control.Unplanned[0].ID != "X9" {
		t.Errorf("unplanned: %+v", c.Control.Unplanned)
	}
	if !hasProblem(c, "actual-unknown") {
		t.Errorf("problems %+v", c.Problems)
	}
}

func hasProblem(c controlled, code string) bool {
	for _, p := range c.Problems {
		if p.Code == code && p.Severity == "warning" {
			return true
		}
	}
	return false
}

// TestLedgerOverApproved: a warning of the reader and a major one of control.
func TestLedgerOverApproved(t *testing.T) {
	c := watched(t, fmt.Sprintf(running, "")+"\n== Ledger\nDate | Amount | For what | Approved by\n2026-02 | 15,000 | C1 | Board\n2026-03 | 6,000 | R1 | Board\n")
	near(t, "drawn", c.Control.ReserveDrawn, 21000, 0)
	found := false
	for _, w := range c.Warnings {
		found = found || w.Metric == "drawn" && w.Tier == "major"
	}
	if !found || !hasProblem(c, "ledger-over") {
		t.Errorf("warnings %+v\nproblems %+v", c.Warnings, c.Problems)
	}
}

// TestDatesAfterAsOf: rows after the as-of month are warned of and not used.
func TestDatesAfterAsOf(t *testing.T) {
	before := watched(t, fmt.Sprintf(running, ""))
	c := watched(t, fmt.Sprintf(running, "2026-05 | cost | C1 | 99,000\n"))
	near(t, "AC", c.Control.AC, before.Control.AC, 0)
	near(t, "mean total", c.Cost.Mean, before.Cost.Mean, 0)
	if !hasProblem(c, "after-as-of") {
		t.Errorf("problems %+v", c.Problems)
	}
}

// TestWideActuals: dated columns say the same as rows, also mixed; without an
// as-of month the last one with actuals is taken.
func TestWideActuals(t *testing.T) {
	long := fmt.Sprintf(running, "")
	at := strings.Index(long, "== Actuals")
	wide := strings.Replace(long[:at], "As-of month | 2026-03\n", "", 1) + `== Actuals
ID | Kind | Date | Amount | 2026-01 | 2026-02 | 2026-03
C1 | cost | | | 20,000 | 20,000 | 20,000
F1 | funding | 2026-01 | 30,000 | | |
S1 | | | | | | 11,000
`
	a, b := watched(t, long), watched(t, wide)
	if a.Control.AsOf != "2026-03" || b.Control.AsOf != "2026-03" {
		t.Errorf("as of %q and %q", a.Control.AsOf, b.Control.AsOf)
	}
	near(t, "mean total", b.Cost.Mean, a.Cost.Mean, 0)
	near(t, "cash at the end", b.Cash.Months[11].Mean, a.Cash.Months[11].Mean, 0)
}

// TestWarningRules: a written rule replaces thresholds, owner and response of
// its metric.
func TestWarningRules(t *testing.T) {
	rules := "\n== Rules\nMetric | General | Higher | Major | Owner | Response\nCPI | 0.9 | 0.85 | 0.8 | Zoe | call her\n"
	c := watched(t, fmt.Sprintf(running, "")+rules)
	for _, w := range c.Warnings {
		if w.Metric == "cpi" && w.Where == "" {
			if w.Tier != "higher" || w.Owner != "Zoe" || w.Response != "call her" || w.Threshold != 0.85 {
				t.Errorf("%+v", w)
			}
			return
		}
	}
	t.Errorf("no warning of CPI: %+v", c.Warnings)
}

// TestCommerceSampleIsControlled: five months of the sample.
func TestCommerceSampleIsControlled(t *testing.T) {
	source, err := os.ReadFile(filepath.Join(moduleRoot, "samples/ecommerce-platform/plan.txt"))
	if err != nil {
		t.Fatal(err)
	}
	c := watched(t, string(source), "--scenarios", "2000")
	k := c.Control
	if k.AsOf != "2026-05" || k.CPI == nil || *k.CPI < 0.8 || *k.CPI > 1.1 || k.Adequacy == nil || len(k.Unplanned) != 0 || len(c.Warnings) == 0 {
		t.Errorf("control %+v\nwarnings %+v", k, c.Warnings)
	}
	near(t, "reserve drawn", k.ReserveDrawn, 167500, 0)
	near(t, "reserve approved", *k.ReserveApproved, 1150000, 0)
}
