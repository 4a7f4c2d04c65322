package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"testing"

	"ballast/budget"
	"ballast/models"
)

// bare is a plan of one line that costs Normal(1000, 100), from some cash.
func bare(cash float64) *budget.Plan {
	return &budget.Plan{Project: budget.Project{Start: budget.Month{Year: 2026, Month: 1}, Horizon: 24, Rate: 0.08, ReserveConfidence: 0.8,
		LiquidityConfidence: 0.9, Scenarios: 4000, Seed: 3, OpeningCash: budget.MoneyOf(cash), MatrixP: []float64{.1, .3, .5, .7}, MatrixImpact: []float64{.005, .01, .02, .05}},
		Costs: []budget.CostLine{{ID: "C1", Amount: budget.MoneyOf(1000), Months: 10, Uncertainty: &budget.Quantity{Text: "Normal(1,0.1)", OfBase: true}}}}
}

// furnished is one of many plans with two sources, revenue and a risk.
func furnished(k int) *budget.Plan {
	p := bare(float64(30 * (k % 3)))
	p.Project.Scenarios = 1000
	p.Costs = append(p.Costs, budget.CostLine{ID: "C2", Amount: budget.MoneyOf(300 + 70*float64(k)), StartMonth: 2, Months: 6 + k%5, Uncertainty: &budget.Quantity{Text: "Triangular(0.8,1,1.6)", OfBase: true}})
	p.Risks = []budget.Risk{{ID: "R1", Probability: 0.2 + 0.05*float64(k%6), To: 23, ImpactIs: "amount", Impact: &budget.Quantity{Text: "Uniform(50,400)"}}}
	p.Funding = []budget.Source{{ID: "F1", Kind: "equity", Committed: budget.MoneyOf(900), Probability: 1, Repayment: "none"},
		{ID: "F2", Kind: "grant", Committed: budget.MoneyOf(200 + 20*float64(k)), Probability: 1, Repayment: "none", ArriveMonth: k % 4}}
	if k%2 == 0 {
		p.Revenue = []budget.Stream{{ID: "S1", Monthly: budget.MoneyOf(110), StartMonth: 9, Volume: &budget.Quantity{Text: "Normal(1,0.2)"}}}
	}
	return p
}

func benchOf(t *testing.T, p *budget.Plan) *Bench {
	t.Helper()
	return &Bench{Plan: p, Run: run(t, p)}
}

func run(t *testing.T, p *budget.Plan) *models.Simulation {
	t.Helper()
	m, problems := models.Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	s, err := models.Simulate(t.Context(), m, models.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func wanted(t *testing.T, text string) Target {
	t.Helper()
	target, err := ParseTarget(text)
	if err != nil {
		t.Fatal(err)
	}
	return target
}

func inputOf(t *testing.T, b *Bench, word string) Input {
	t.Helper()
	in, ok := Find(b.Plan, b.Run.Base(), word)
	if !ok {
		t.Fatalf("%s is not found", word)
	}
	return in
}

// TestSeekKnown: where the answer is known it is found: the limit and the reserve at
// which a normal cost is exceeded with 10 %, the cash that pays for it with 95 %.
// Source: quantiles of the standard normal, 1.2815516 and 1.6448536.
func TestSeekKnown(t *testing.T) {
	for _, c := range []struct {
		target, by string
		want, near float64
		side       string
	}{
		{"P(overrun)<=10%", "limit", 1128.2, 2, "at-least"},
		{"P(overrun)<=10%", "reserve", 128.2, 2, "at-least"},
		{"P(超限)≤10%", "预算上限", 1128.2, 2, "at-least"},
		{"P(overrun) >= 10%", "limit", 1128.2, 3, "at-most"},
		{"P(overrun)=50%", "limit", 1000, 2, "at"},
		{"P(gap)<=5%", "opening cash", 1164.5, 6, "at-least"},
		{"P50 gap <= 200", "opening cash", 800, 6, "at-least"},
		{"P(cost>limit)<=10%", "limit", 1128.2, 2, "at-least"},
	} {
		b := benchOf(t, bare(100))
		a, err := b.Seek(t.Context(), wanted(t, c.target), inputOf(t, b, c.by))
		if err != nil {
			t.Errorf("%s by %s: %v", c.target, c.by, err)
			continue
		}
		if math.Abs(a.X-c.want) > c.near || a.Side != c.side {
			t.Errorf("%s by %s: %s %v, want %s %v", c.target, c.by, a.Side, a.X, c.side, c.want)
		}
		if a.Kept == "misses" || a.Seed != b.Run.Seed()+1 {
			t.Errorf("%s by %s: on fresh draws %+v (%s, seed %d)", c.target, c.by, a.Fresh, a.Kept, a.Seed)
		}
	}
}

// TestSeekHolds: what is found, put into the plan and run by itself, holds to the bit of
// what was said; one step less does not.
func TestSeekHolds(t *testing.T) {
	plans := 3
	if os.Getenv("BALLAST_SLOW") != "" { // make proofs
		plans = 8
	}
	for k := range plans {
		for _, c := range [][2]string{{"P(gap)<=5%", "F2"}, {"P(gap)<=10%", "opening cash"}, {"P(overrun)<=15%", "limit"}, {"P(overrun)<=25%", "reserve"}, {"P90 gap <= 50", "F1"}} {
			b := benchOf(t, furnished(k))
			target, in := wanted(t, c[0]), inputOf(t, b, c[1])
			a, err := b.Seek(t.Context(), target, in)
			if err != nil {
				t.Errorf("plan %d, %s by %s: %v", k, c[0], c[1], err)
				continue
			}
			read := func(x float64) float64 {
				p := furnished(k)
				in.put(p, b.Run.Base(), x)
				r, err := target.read(run(t, p), nil)
				if err != nil {
					t.Fatal(err)
				}
				return r.Value
			}
			if v := read(a.X); !target.Holds(v, 0) || math.Abs(v-a.There.Value) > 1e-9*math.Max(1, math.Abs(v)) {
				t.Errorf("plan %d, %s by %s: %v at %v, said %v", k, c[0], c[1], v, a.X, a.There.Value)
			}
			if v := read(a.Found - 2*a.Step); a.Side == "at-least" && a.Found-2*a.Step >= in.Least && target.Holds(v+0.004, 0) { // the smoothed share falls but for less than that
				t.Errorf("plan %d, %s by %s: %v is enough too", k, c[0], c[1], a.Found-2*a.Step)
			}
		}
	}
}

// TestSeekMovesOn: an answer that misses on fresh draws goes on to where it holds on them
// and is looked at on others, until it holds there or no set is left; none goes below what
// an input can be.
func TestSeekMovesOn(t *testing.T) {
	t.Parallel()
	short := map[uint64]float64{7: 100, 8: 130, 9: 120} // by seed: from where on it holds
	for _, c := range []struct {
		name  string
		sign  float64 // at-least, or at-most
		least float64
		sets  uint64 // the last that is drawn
		want  float64
	}{{"at-least", 1, 0, 9, 130}, {"at-most", -1, -1000, 9, -130}, {"at-most", -1, -110, 8, -100}} {
		seen := uint64(0)
		s := &seeker{t: Target{Op: "<=", Value: 0.1}, in: Input{Least: c.least}, seed: 7, ask: func(_ context.Context, x float64, seed uint64) (Reading, error) {
			seen = max(seen, seed)
			if c.sign*x >= short[seed] {
				return Reading{Value: 0.1}, nil
			}
			return Reading{Value: 0.2}, nil
		}}
		a := &Answer{X: c.sign * 100, Side: c.name, Step: 0.5}
		if err := s.confirm(t.Context(), a); err != nil || a.X != c.want || seen != c.sets || a.Found != c.sign*100 {
			t.Errorf("%s from %v: %v on seed %d, found %v %v; want %v on %d", c.name, c.least, a.X, seen, a.Found, err, c.want, c.sets)
		}
		if kept := a.X != a.Found; kept != (a.Kept == "holds") {
			t.Errorf("%s: %s", c.name, a.Kept)
		}
	}
}

// TestSeekRefuses: a target that the input does not move, one that is never reached, one
// that rises and falls, and figures that the plan does not have.
func TestSeekRefuses(t *testing.T) {
	dear := bare(0)
	dear.Costs[0].Months = 1
	dear.Revenue = []budget.Stream{{ID: "S1", Monthly: budget.MoneyOf(120), StartMonth: 1}}
	dear.Funding = []budget.Source{{ID: "F1", Kind: "loan", Committed: budget.MoneyOf(3000), Probability: 1, Repayment: "bullet", TermMonths: 20, Rate: 0.6}}
	lost := bare(0)
	lost.Funding = []budget.Source{{ID: "F1", Kind: "grant", Committed: budget.MoneyOf(500), Probability: 0.5, Repayment: "none"}}
	for _, c := range []struct {
		p          *budget.Plan
		target, by string
		why        string
	}{
		{bare(100), "P(gap)<=5%", "limit", NoEffect},
		{bare(100), "P80 cost <= 900", "opening cash", NoEffect},
		{lost, "P(gap)<=5%", "F1", NotReached},
		{dear, "P(gap)<=5%", "F1", NotMonotone},
	} {
		b := benchOf(t, c.p)
		_, err := b.Seek(t.Context(), wanted(t, c.target), inputOf(t, b, c.by))
		var none *NoAnswer
		if !errors.As(err, &none) || none.Why != c.why || len(none.Points) < 2 {
			t.Errorf("%s by %s: %v, want %s", c.target, c.by, err, c.why)
		}
	}
	b := benchOf(t, bare(100))
	b.Plan.Project.OpeningCash = budget.Money{}
	b = benchOf(t, b.Plan)
	for _, text := range []string{"P(gap)<=5%", "NPV >= 1", "P50 payback <= 9"} {
		if _, err := b.Seek(t.Context(), wanted(t, text), inputOf(t, b, "limit")); err == nil {
			t.Errorf("%s: the plan has nothing of it", text)
		}
	}
}

// TestSeekAsOf: the amount of a source never falls below what has come of it, and its
// instalments keep their proportions.
func TestSeekAsOf(t *testing.T) {
	p := furnished(1)
	at := p.Project.Start.Add(3)
	p.Project.AsOf = &at
	p.Tranches = []budget.Tranche{{Source: "F1", Month: 0, Amount: budget.MoneyOf(600)}, {Source: "F1", Month: 6, Amount: budget.MoneyOf(300)}}
	p.Actuals = []budget.Actual{{Month: 0, Kind: "funding", ID: "F1", Amount: budget.MoneyOf(600)}, {Month: 1, Kind: "cost", ID: "C1", Amount: budget.MoneyOf(100)}}
	in, ok := Find(p, 0, "f1")
	if !ok || in.Least != 600 || in.Now != 900 {
		t.Fatalf("%+v", in)
	}
	own := *p
	in.put(&own, 0, 1800)
	if own.Tranches[0].Amount.InexactFloat64() != 1200 || own.Tranches[1].Amount.InexactFloat64() != 600 || p.Tranches[0].Amount.InexactFloat64() != 600 {
		t.Errorf("instalments %v, the plan's %v", own.Tranches, p.Tranches)
	}
}

// TestParseTarget: what is read and what is refused.
func TestParseTarget(t *testing.T) {
	for text, want := range map[string]Target{
		"P(gap)<=5%":            {Figure: Gap, Measure: Chance, Above: true, Op: "<=", Value: 0.05},
		"p( gap ) ≤ 0.05":       {Figure: Gap, Measure: Chance, Above: true, Op: "<=", Value: 0.05},
		"P(资金缺口)<=5%":           {Figure: Gap, Measure: Chance, Above: true, Op: "<=", Value: 0.05},
		"P(NPV<0)<=10%":         {Figure: NPV, Measure: Chance, Op: "<=", Value: 0.1},
		"P(payback<=24)>=80%":   {Figure: Payback, Measure: Chance, At: 24, Op: ">=", Value: 0.8},
		"P(cost>12m)=20%":       {Figure: Cost, Measure: Chance, At: 12e6, Above: true, Op: "=", Value: 0.2},
		"P(cost>limit)<=20%":    {Figure: Overrun, Measure: Chance, Above: true, Op: "<=", Value: 0.2},
		"P80 cost <= 12.5m":     {Figure: Cost, Measure: Percentile, P: 0.8, Op: "<=", Value: 12.5e6},
		"cost at P80 <= 12.5m":  {Figure: Cost, Measure: Percentile, P: 0.8, Op: "<=", Value: 12.5e6},
		"P80 成本 不超过 1200万":      {Figure: Cost, Measure: Percentile, P: 0.8, Op: "<=", Value: 12e6},
		"P50 payback <= 36":     {Figure: Payback, Measure: Percentile, P: 0.5, Op: "<=", Value: 36},
		"mean NPV >= 2,000,000": {Figure: NPV, Measure: Mean, Op: ">=", Value: 2e6},
		"净现值>=3亿":               {Figure: NPV, Measure: Mean, Op: ">=", Value: 3e8},
		"reserve <= 400k":       {Figure: Contingency, Measure: Mean, Op: "<=", Value: 4e5},
	} {
		got, err := ParseTarget(text)
		got.Text = ""
		if err != nil || got != want {
			t.Errorf("%q: %+v %v, want %+v", text, got, err, want)
		}
	}
	for _, text := range []string{"", "P(gap)", "P(gap)<=5", "P(weather)<=5%", "P80 overrun <= 5", "P80 cost <= 5%", "P(gap<=5%", "P(overrun>3)<=5%", "NPV >= many", "P0 cost <= 3", "P(cost=3)<=5%", "P80<=3"} {
		if got, err := ParseTarget(text); err == nil {
			t.Errorf("%q was read as %+v", text, got)
		}
	}
}

// TestSweep: every row is the plan with these values run by itself; two inputs make
// all pairs; what does not move anything is said; too many are refused.
func TestSweep(t *testing.T) {
	b := benchOf(t, furnished(2))
	cash, limit := inputOf(t, b, "opening cash"), inputOf(t, b, "limit")
	table, err := b.Sweep(t.Context(), Axis{cash, []float64{0, 200, 400}}, Axis{limit, []float64{1500, 1700}})
	if err != nil {
		t.Fatal(err)
	}
	if len(table.Rows) != 6 || fmt.Sprint(table.Rows[1].Values, table.Rows[2].Values) != "[0 1700] [200 1500]" {
		t.Fatalf("rows %+v", table.Rows)
	}
	for _, r := range table.Rows {
		p := furnished(2)
		cash.put(p, b.Run.Base(), r.Values[0])
		limit.put(p, b.Run.Base(), r.Values[1])
		if want := run(t, p).Headline(); !same(want, r.Figures) || math.Abs(*want.ProbabilityNegative-*r.Figures.ProbabilityNegative) > 1e-9 {
			t.Errorf("%v: %+v, by itself %+v", r.Values, r.Figures, want)
		}
	}
	if !table.By[0].Moves || !table.By[1].Moves {
		t.Errorf("%+v", table.By)
	}
	p := furnished(1)
	p.Funding, p.Project.OpeningCash = nil, budget.Money{}
	p.Project.MinimumCash = budget.Money{}
	still := benchOf(t, p)
	table, err = still.Sweep(t.Context(), Axis{inputOf(t, still, "minimum cash"), []float64{0, 10}})
	if err != nil || table.By[0].Moves {
		t.Errorf("%v %+v", err, table)
	}
	if _, err := b.Sweep(t.Context(), Axis{cash, make([]float64, 40)}, Axis{limit, make([]float64, 40)}); err == nil {
		t.Error("1,600 variants were begun")
	}
	for text, want := range map[string]string{"10m:30m:10m": "[1e+07 2e+07 3e+07] false", "5%:6%:0.5%": "[0.05 0.055 0.06] true", "3：1：-1": "[3 2 1] false"} {
		if x, percent, err := ParseAxis(text); err != nil || fmt.Sprint(x, percent) != want {
			t.Errorf("%s: %v %v %v", text, x, percent, err)
		}
	}
	for _, text := range []string{"1:2", "1:2:0", "1:2:-1", "a:2:1", "0:1e9:1"} {
		if _, _, err := ParseAxis(text); err == nil {
			t.Errorf("%s was read", text)
		}
	}
}
