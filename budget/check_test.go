package budget

import (
	"fmt"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"ballast/budget/words"
)

// sound is a plan without problems; tests break it one way at a time.
func sound() *Plan {
	row := func(sheet string, number int, fields ...string) Row {
		t := &Table{File: "p.xlsx", Sheet: sheet, HeaderRow: 1}
		for i, f := range fields {
			t.Columns = append(t.Columns, Column{Field: f, Header: f, Letter: string(rune('A' + i)), Month: -1})
		}
		return Row{Table: t, Number: number, Text: make([]string, len(fields))}
	}
	m := decimal.NewFromInt
	end := 11
	return &Plan{File: "p.xlsx", Language: "en",
		Project: Project{Currency: "EUR", Start: Month{2026, 1}, Horizon: 12, Rate: 0.08, ReserveConfidence: 0.8, LiquidityConfidence: 0.9,
			Accuracy: 0.01, MaxScenarios: 1000000, Scenarios: 10000, MatrixP: []float64{0.1, 0.3, 0.5, 0.7}, MatrixImpact: []float64{1, 2, 3, 4},
			Cells: map[string]Ref{"Horizon": {File: "p.xlsx", Sheet: "Project", Cell: "B3"}}},
		Costs: []CostLine{
			{Row: row("Costs", 2, "ID", "Driver", "Vendor", "Profile", "Months", "Start", "Amount"), ID: "C1", Phase: "design", Amount: m(100), Months: 12, Driver: "Wages", Vendor: "Acme", Profile: "slow"},
			{Row: row("Costs", 3, "ID"), ID: "C2", Phase: "operation", Amount: m(200), Months: 1},
		},
		Revenue:      []Stream{{Row: row("Revenue", 2, "ID", "End"), ID: "S1", EndMonth: &end, Partner: "North"}},
		Funding:      []Source{{Row: row("Funding", 2, "ID", "Arrival probability", "Committed", "Term"), ID: "F1", Probability: 1, Committed: m(100), Repayment: "none", RateDriver: "Wages"}},
		Tranches:     []Tranche{{Row: row("Tranches", 2, "Source", "Condition"), Source: "F1", Amount: m(100), Conditions: []string{"C1"}}},
		Risks:        []Risk{{Row: row("Risks", 2, "ID", "Probability", "Affects", "To", "Depends on"), ID: "R1", Probability: 0.2, To: 11, Affects: []string{"C1", "design", "all", "S1", "F1"}}, {Row: row("Risks", 3, "ID", "Depends on"), ID: "R2", DependsOn: []string{"R1"}, To: 11}},
		Drivers:      []Driver{{Row: row("Drivers", 2, "Name"), Name: "Wages"}},
		Vendors:      []Vendor{{Row: row("Vendors", 2, "Name"), Name: "Acme"}},
		Partners:     []Partner{{Row: row("Partners", 2, "Name", "Cost share"), Name: "North", CostShare: 1, RevenueShare: 1, FundingShare: 1}},
		Correlations: []Correlation{{A: "C1", B: "C2.slip", Rho: 0.3}, {A: "R1.occurs", B: "Wages", Rho: -1}, {A: "F1.delay", B: "Acme", Rho: 0.1}},
		Profiles:     []Profile{{Row: row("Profiles", 2, "Name"), Name: "slow", Shares: []float64{0.25, 0.75}}},
	}
}

// TestCheck: every check finds what it is for, in both languages, and nothing
// in a sound plan.
func TestCheck(t *testing.T) {
	m := decimal.NewFromInt
	for name, c := range map[string]struct {
		spoil func(p *Plan)
		want  string // code and cell of every problem
	}{
		"sound":               {func(p *Plan) {}, ""},
		"empty plan":          {func(p *Plan) { *p = Plan{Project: p.Project} }, ""},
		"same ID":             {func(p *Plan) { p.Costs[1].ID = "C1" }, "duplicate-id Costs!A3; unknown-reference "},
		"ID on another sheet": {func(p *Plan) { p.Risks[1].ID = "s1" }, "duplicate-id Risks!A3"},
		"driver":              {func(p *Plan) { p.Costs[0].Driver = "Wage" }, "unknown-reference Costs!B2"},
		"vendor":              {func(p *Plan) { p.Costs[0].Vendor = "Zenith" }, "unknown-reference Costs!C2"},
		"profile":             {func(p *Plan) { p.Costs[0].Profile = "fast" }, "unknown-reference Costs!D2"},
		"currency":            {func(p *Plan) { p.Costs[0].Currency = "USD" }, "unknown-reference Costs!A2"},
		"partner":             {func(p *Plan) { p.Revenue[0].Partner = "South" }, "unknown-reference Revenue!A2"},
		"rate driver":         {func(p *Plan) { p.Funding[0].RateDriver = "Euribor" }, "unknown-reference Funding!A2"},
		"tranche source":      {func(p *Plan) { p.Tranches[0].Source = "F9" }, "unknown-reference Tranches!A2"},
		"condition":           {func(p *Plan) { p.Tranches[0].Conditions = []string{"C1", "S1"} }, "unknown-reference Tranches!B2"},
		"affects phase":       {func(p *Plan) { p.Risks[0].Affects = []string{"procurement"} }, "unknown-reference Risks!C2"},
		"parent":              {func(p *Plan) { p.Risks[1].DependsOn = []string{"R1", "R9"} }, "unknown-reference Risks!B3"},
		"own parent":          {func(p *Plan) { p.Risks[0].DependsOn = []string{"R1"} }, "parent-cycle Risks!E2"},
		"circle":              {func(p *Plan) { p.Risks[0].DependsOn = []string{"R2"} }, "parent-cycle Risks!E2"},
		"duration":            {func(p *Plan) { p.Costs[0].Months = 0 }, "negative-duration Costs!E2"},
		"term":                {func(p *Plan) { p.Funding[0].TermMonths = -1 }, "negative-duration Funding!D2"},
		"correlation":         {func(p *Plan) { p.Correlations[0].Rho = 1.01 }, "correlation-range "},
		"self":                {func(p *Plan) { p.Correlations[0].B = "C1" }, "correlation-range "},
		"asymmetric":          {func(p *Plan) { p.Correlations[1] = Correlation{A: "C2.slip", B: "C1", Rho: 0.2} }, "correlation-asymmetric "},
		"no such quantity":    {func(p *Plan) { p.Correlations[0].B = "C2.colour" }, "unknown-reference "},
		"profile sum":         {func(p *Plan) { p.Profiles[0].Shares[0] = 0.5 }, "profile-sum Profiles!A2"},
		"negative profile":    {func(p *Plan) { p.Profiles[0].Shares = []float64{-0.5, 1.5} }, "profile-sum Profiles!A2"},
		"partner shares":      {func(p *Plan) { p.Partners[0].CostShare = 0.9 }, "partner-shares Partners!B2"},
		"horizon 0":           {func(p *Plan) { p.Project.Horizon = 0 }, "horizon-range Project!B3"},
		"horizon 601":         {func(p *Plan) { p.Project.Horizon = 601 }, "horizon-range Project!B3"},
		"confidence":          {func(p *Plan) { p.Project.ReserveConfidence = 1 }, "share-range "},
		"thresholds":          {func(p *Plan) { p.Project.MatrixP = []float64{0.1, 0.1, 0.5, 0.7} }, "matrix-thresholds "},
		"end before start":    {func(p *Plan) { p.Risks[0].From = 4; p.Risks[0].To = 3; p.Risks[0].Row.Text[3] = "2026-04" }, "end-before-start Risks!D2"},
		"past the horizon":    {func(p *Plan) { p.Costs[0].StartMonth = 3 }, "past-horizon Costs!F2"},
		"long term":           {func(p *Plan) { p.Funding[0].TermMonths = 60; p.Funding[0].Repayment = "equal" }, "term-past-horizon Funding!D2"},
		"negative cost":       {func(p *Plan) { p.Costs[0].Amount = m(-5) }, "negative-amount Costs!G2"},
		"tranche sum":         {func(p *Plan) { p.Tranches[0].Amount = m(99) }, "tranche-sum Funding!C2"},
		"minimum cash": {func(p *Plan) {
			p.Project.MinimumCash = m(10)
			p.Funding, p.Tranches = nil, nil
			p.Risks[0].Affects = nil
			p.Correlations = nil
		}, "minimum-cash "},
	} {
		for _, lang := range []string{"en", "zh"} {
			p := sound()
			c.spoil(p)
			var got []string
			for _, problem := range Check(p, words.For(lang)) {
				got = append(got, problem.Code+" "+strings.TrimPrefix(strings.TrimPrefix(problem.Ref.String(), "p.xlsx"), ":"))
				if text := problem.Format(nil); strings.Contains(text, "%!") || problem.Message == "" || problem.Hint == "" {
					t.Errorf("%s, %s: %s", name, lang, text)
				}
			}
			if s := strings.Join(got, "; "); s != c.want {
				t.Errorf("%s: got %q, want %q", name, s, c.want)
			}
		}
	}
}

// TestCodes: every code has its words and stands in the list once, in order.
func TestCodes(t *testing.T) {
	w := words.For("zh")
	last := ""
	for _, c := range Codes() {
		if c.Code <= last {
			t.Errorf("%s after %s", c.Code, last)
		}
		last = c.Code
		if !w.Has(c.Words) {
			t.Errorf("no words for %s", c.Code)
		}
	}
}

// TestSortProblems: sheets in their order, then rows, then columns.
func TestSortProblems(t *testing.T) {
	var ps []Problem
	for _, at := range []string{"B!A1", "A!C10", "A!AA2", "A!B2", "A!", "!", "A!B10:C12"} {
		sheet, cell, _ := strings.Cut(at, "!")
		ps = append(ps, Problem{Ref: Ref{Sheet: sheet, Cell: cell}})
	}
	SortProblems(ps, []string{"A", "B"})
	got := ""
	for _, p := range ps {
		got += fmt.Sprintf("%s!%s ", p.Ref.Sheet, p.Ref.Cell)
	}
	if want := "! A! A!B2 A!AA2 A!B10:C12 A!C10 B!A1 "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
