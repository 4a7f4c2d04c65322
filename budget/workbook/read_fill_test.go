package workbook

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook/schema"
)

// planRows are the rows of a plan that columns go into, by sheet.
func planRows() map[string]any {
	return map[string]any{"Project": &budget.Project{}, "Costs": &budget.CostLine{}, "Revenue": &budget.Stream{}, "Funding": &budget.Source{}, "Tranches": &budget.Tranche{},
		"Risks": &budget.Risk{}, "Drivers": &budget.Driver{}, "Vendors": &budget.Vendor{}, "Partners": &budget.Partner{}, "Profiles": &budget.Profile{},
		"Stress": &budget.Stress{}, "Actuals": &budget.Actual{}, "Progress": &budget.Progress{}, "Events": &budget.Event{},
		"Ledger": &budget.LedgerEntry{}, "Rules": &budget.Rule{},
		"Commitments": &budget.Commitment{}, "Changes": &budget.Change{}, "Gates": &budget.Gate{}, "Actions": &budget.Action{}, "Deliveries": &budget.Delivery{}}
}

// sample is a cell that the column accepts.
func sample(c schema.Column) string {
	switch {
	case c.Form == schema.Choice:
		return c.Options[0].Canonical
	case c.Form == schema.YesNo:
		return "yes"
	case c.IsText():
		return "X1"
	case c.Dimension == schema.Date:
		return "2026-02"
	case c.IsFraction():
		return "50%"
	case c.Dimension == schema.Correlation:
		return "0.5"
	}
	return "2"
}

// TestEveryColumnFills: a cell of every column that goes into a field of its
// own changes just that field.
func TestEveryColumnFills(t *testing.T) {
	n := 0
	for _, def := range schema.Sheets() {
		for _, c := range def.Columns {
			row := planRows()[def.Key]
			if row == nil || c.Target(row) == nil {
				continue
			}
			n++
			before := fmt.Sprintf("%+v", row)
			x := tableRow(t, def, c, sample(c))
			x.fill(row)
			if after := fmt.Sprintf("%+v", row); after == before {
				t.Errorf("%s: %s = %s changes nothing", def.Key, c.Field, sample(c))
			}
		}
	}
	if n < 110 {
		t.Errorf("only %d columns have a field of their own", n)
	}
}

// tableRow is a row with one filled cell.
func tableRow(t *testing.T, def schema.Sheet, c schema.Column, value string) *record {
	t.Helper()
	r := &reader{ctx: t.Context(), plan: &budget.Plan{Project: budget.Project{Start: budget.Month{Year: 2026, Month: 1}}}, w: words.For("en"), hasStart: true, book: &book{}}
	return r.setting(&grid{name: def.Key}, def, c, &cell{row: 2, col: 1, kind: cellText, text: c.Field}, &cell{row: 2, col: 2, kind: cellText, text: value}, nil)
}

// TestBounds: a figure outside the bounds of its column is an error at its
// cell, on either side; a figure at a bound is none.
func TestBounds(t *testing.T) {
	written := func(c schema.Column, v float64) string {
		if c.IsFraction() {
			return fmt.Sprintf("%g%%", 100*v)
		}
		return fmt.Sprintf("%g", v)
	}
	n := 0
	for _, def := range schema.Sheets() {
		row := planRows()[def.Key]
		for _, c := range def.Columns {
			if row == nil || def.Key == "Project" || c.Target(row) == nil || !c.Bounded() {
				continue
			}
			n++
			want := "share-range"
			if c.Dimension == schema.Probability {
				want = "probability-range"
			}
			for v, bad := range map[float64]bool{c.Bounds.Low - 0.01: true, c.Bounds.Low: false, c.Bounds.High: false, c.Bounds.High + 0.01: true} {
				x := tableRow(t, def, c, written(c, v))
				x.fill(row)
				found := ""
				for _, p := range x.r.problems {
					found += p.Code + " at " + p.Ref.Sheet + "!" + p.Ref.Cell
				}
				if bad && found != want+" at "+def.Key+"!B2" || !bad && found != "" {
					t.Errorf("%s: %s = %s: found %q", def.Key, c.Field, written(c, v), found)
				}
			}
		}
	}
	if n < 20 {
		t.Errorf("only %d columns have bounds", n)
	}
}

// TestLimits: in every column of figures of every sheet, what nothing can be
// calculated with is an error at its cell, as a number and inside of a
// distribution; nothing of it reaches the plan. Numbers within the limits are
// taken.
func TestLimits(t *testing.T) {
	n := 0
	for _, def := range schema.Sheets() {
		for _, c := range def.Columns {
			b, ok := c.Limits()
			if !ok {
				continue
			}
			n++
			beyond := []string{"1e19", "-1e19", "1e300", "1e400", fmt.Sprintf("%g", 1.5*b.High+1e3), fmt.Sprintf("%g", 1.5*b.Low-1e3)}
			if c.Form == schema.Uncertain {
				beyond = append(beyond, fmt.Sprintf("PERT(0,0,%g)", 200*b.High), fmt.Sprintf("Uniform(0,%g)", 200*b.High), "Normal(1e200,1)", "Poisson(1e290)", "Fixed(1e300)")
			}
			for _, text := range beyond {
				x := tableRow(t, def, c, text)
				taken := false
				if c.Form == schema.Uncertain {
					taken = x.quantity(c.Field) != nil
				} else {
					_, taken = x.number(c.Field)
				}
				if taken || len(x.r.problems) == 0 || x.r.problems[0].Severity != budget.Error || x.r.problems[0].Ref.Cell != "B2" {
					t.Errorf("%s: %s = %s: taken %v, %v", def.Key, c.Field, text, taken, x.r.problems)
				}
			}
			x := tableRow(t, def, c, "1")
			if v, ok := x.number(c.Field); !ok || len(x.r.problems) > 0 {
				t.Errorf("%s: %s = 1: %v %v", def.Key, c.Field, v, x.r.problems)
			}
		}
	}
	if n < 85 {
		t.Errorf("only %d columns have limits", n)
	}
}

// TestDefaults: a plan that gives its first month alone has the settings that
// budget.Project promises, and says which it took.
func TestDefaults(t *testing.T) {
	p, problems := readText(t, "== Project\nStart month | 2026-01\n== Costs\nID | Amount\nC1 | 100\n")
	wantNone(t, problems)
	got := p.Project
	got.Start, got.Cells, got.Names = budget.Month{}, nil, nil
	if !got.OpeningCash.IsZero() || !got.MinimumCash.IsZero() {
		t.Errorf("cash %s, at least %s", got.OpeningCash, got.MinimumCash)
	}
	got.OpeningCash, got.MinimumCash = budget.Money{}, budget.Money{}
	want := budget.Project{Name: "plan.xlsx", Currency: "USD", Horizon: 60, Rate: 0.08, Discounting: "end", ReserveConfidence: 0.8, LiquidityConfidence: 0.9,
		Scenarios: 10_000, Accuracy: 0.01, MaxScenarios: 1_000_000, Seed: 1, Sampling: "Sobol", Mixes: budget.MixRules{Objective: "cost", LimitFactor: 1},
		MatrixP: []float64{0.1, 0.3, 0.5, 0.7}, MatrixImpact: []float64{0.005, 0.01, 0.02, 0.05}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v\nwant %+v", got, want)
	}
	if n := len(p.Log.Defaults); n != 16 {
		t.Errorf("%d defaults are said: %v", n, p.Log.Defaults)
	}
}

// TestPaidLater: money that a lag moves past the last month is said at the lag, of
// costs and revenue, fixed or drawn, in both languages; what begins inside is not.
func TestPaidLater(t *testing.T) {
	project := "== Project\nStart month | 2026-01\nHorizon | 12\n"
	for text, cells := range map[string]string{
		"== Costs\nID | Name | Amount | Start | Months | Payment lag\nC1 | Work | 1000 | 2026-11 | 2 | 6\nC2 | Desks | 500 | 2026-10 | 3 | 2\n":                                      "Costs!F2",
		"== Costs\nID | Name | Amount | Start | Months | Payment lag\nC1 | Work | 1000 | 2026-12 | 1 | PERT(1,2,3)\n":                                                                "Costs!F2",
		"== 成本\n编号 | 名称 | 金额 | 开始 | 月数 | 付款滞后\nC1 | 施工 | 1000 | 2026-11 | 2 | 6\n":                                                                                                   "成本!F2",
		"== Costs\nID | Name | Amount | Start | Months\nC1 | Work | 1000 | 2026-01 | 1\n== Revenue\nID | Name | Per month | Start | Collection lag\nS1 | Sales | 10 | 2026-10 | 3\n": "Revenue!E2",
	} {
		_, problems := readText(t, project+text)
		found := ""
		for _, p := range problems {
			if p.Code == "past-horizon" {
				found += p.Ref.Sheet + "!" + p.Ref.Cell
			}
		}
		if found != cells {
			t.Errorf("%s: said at %q, want %s\n%v", text, found, cells, problems)
		}
	}
}

// TestPercentiles: a confidence may be written as the percentile that it is, in both
// languages; what else stands in its cell is refused as before, and no chance is one.
func TestPercentiles(t *testing.T) {
	const rest = "\n== Costs\nID | Name | Amount | Start | Months\nC1 | Rooms | 1000 | 2026-02 | 3\n"
	for settings, want := range map[string]float64{
		"Reserve confidence | P85\nLiquidity confidence | p 97.5": 0.85 + 0.975,
		"储备置信度 | Ｐ８５\n流动性置信度 | P97.5%":                            0.85 + 0.975,
		"Reserve confidence | 85\nLiquidity confidence | 97.5%":   0.85 + 0.975,
	} {
		p, problems := readText(t, "== Project\nName | Rooms\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\n"+settings+"\n"+rest)
		if x := p.Project; x.ReserveConfidence+x.LiquidityConfidence != want || budget.HasErrors(problems) {
			t.Errorf("%q: %v and %v, %v", settings, x.ReserveConfidence, x.LiquidityConfidence, problems)
		}
	}
	for _, faulty := range []string{"Reserve confidence | P180", "Reserve confidence | P", "Discount rate | P8"} {
		if _, problems := readText(t, "== Project\nName | Rooms\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\n"+faulty+"\n"+rest); !budget.HasErrors(problems) {
			t.Errorf("%q: no error in %v", faulty, problems)
		}
	}
}

// TestSidesAreNotSilent: a column that says debit or credit beside actuals without a sign
// is warned of, in three languages, since its credits would be added; one of debits alone
// changes nothing, nor one of other words.
func TestSidesAreNotSilent(t *testing.T) {
	const plan = "== Project\nName | Rooms\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\nAs-of month | 2026-03\n\n== Costs\nID | Name | Amount | Start | Months\nC1 | Rooms | 1000 | 2026-01 | 6\n\n== Actuals\nKind | ID | Month | Amount | %s\ncost | C1 | 2026-01 | 110 | %s\ncost | C1 | 2026-02 | 20 | %s\n"
	for sides, want := range map[[3]string]bool{
		{"Soll/Haben", "S", "H"}: true, {"D/C", "D", "C"}: true, {"借贷方向", "借", "贷"}: true, {"Side", "debit", "Credit"}: true,
		{"Soll/Haben", "S", "S"}: false, {"Clerk", "D", "Miller"}: false,
	} {
		_, problems := readText(t, fmt.Sprintf(plan, sides[0], sides[1], sides[2]))
		said := false
		for _, p := range problems {
			said = said || p.Code == "not-read" && strings.Contains(p.Message, sides[0]) && strings.Contains(p.Hint, "debit")
		}
		if said != want || budget.HasErrors(problems) {
			t.Errorf("%v: said %v, %v", sides, said, problems)
		}
	}
}
