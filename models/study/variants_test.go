package study

import (
	"errors"
	"math"
	"os"
	"slices"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook"
	"ballast/models"
	"ballast/samples"
)

// sampled is a sample as a plan.
func sampled(t *testing.T, name string) *budget.Plan {
	t.Helper()
	text, err := samples.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := workbook.FromText(text, samples.Language(name))
	if err != nil {
		t.Fatal(err)
	}
	p, problems, err := workbook.ReadBytes(t.Context(), name+".xlsx", data, workbook.ReadOptions{})
	if err != nil || budget.HasErrors(problems) {
		t.Fatal(err, problems)
	}
	return p
}

func compiled(t *testing.T, p *budget.Plan) *models.Model {
	t.Helper()
	m, problems := models.Compile(p)
	if m == nil {
		t.Fatal(problems)
	}
	return m
}

// without is the plan with a risk closed.
func without(p *budget.Plan, k int) *budget.Plan {
	own := *p
	own.Risks = slices.Clone(p.Risks)
	own.Risks[k].Status = "closed"
	return &own
}

// dearer is the plan with its largest line a fifth dearer.
func dearer(p *budget.Plan) *budget.Plan {
	own := *p
	own.Costs = slices.Clone(p.Costs)
	k := 0
	for i := range own.Costs {
		if own.Costs[i].Amount.GreaterThan(own.Costs[k].Amount) {
			k = i
		}
	}
	own.Costs[k].Amount = budget.MoneyOf(1.2 * own.Costs[k].Amount.InexactFloat64())
	return &own
}

func totals(t *testing.T, s *models.Simulation) []float64 {
	t.Helper()
	return s.Columns()[0].Values
}

func correlation(a, b []float64) float64 {
	mean := func(x []float64) float64 {
		sum := 0.0
		for _, v := range x {
			sum += v
		}
		return sum / float64(len(x))
	}
	ma, mb := mean(a), mean(b)
	var ab, aa, bb float64
	for i := range a {
		ab += (a[i] - ma) * (b[i] - mb)
		aa += (a[i] - ma) * (a[i] - ma)
		bb += (b[i] - mb) * (b[i] - mb)
	}
	return ab / math.Sqrt(aa*bb)
}

// pinnedCases are plans with a variant that weighs its variables otherwise.
func pinnedCases(t *testing.T) map[string][2]*budget.Plan {
	cloud, shop := sampled(t, "cloud-joint-operation"), sampled(t, "ecommerce-platform")
	return map[string][2]*budget.Plan{
		"cloud, first risk closed":    {cloud, without(cloud, 0)},
		"cloud, third risk closed":    {cloud, without(cloud, 2)},
		"cloud, largest line dearer":  {cloud, dearer(cloud)},
		"shop, largest line +20 %":    {shop, dearer(shop)},
		"office, first risk closed":   {sampled(t, "office-move"), without(sampled(t, "office-move"), 0)},
		"office, largest line dearer": {sampled(t, "office-move"), dearer(sampled(t, "office-move"))},
	}
}

// TestVariantsArePinned: the total costs of a plan and of its variant go together future
// by future, since both draw in the plan's order; without any change they are the same to
// the bit of a run of the plan.
func TestVariantsArePinned(t *testing.T) {
	t.Parallel()
	for name, pair := range pinnedCases(t) {
		m := compiled(t, pair[0])
		s, err := New(pair[0], m)
		if err != nil {
			t.Fatal(err)
		}
		cfg := models.RunConfig{Scenarios: 2000}
		base, err := s.Run(t.Context(), compiled(t, pair[0]), cfg) // in the plan's order, as the variant
		if err != nil {
			t.Fatal(err)
		}
		variant, err := s.Run(t.Context(), compiled(t, pair[1]), cfg)
		if err != nil {
			t.Fatal(err)
		}
		least := 0.99
		if name == "office, first risk closed" { // one of three, and half of the spread
			least = 0.95
		}
		if r := correlation(totals(t, base), totals(t, variant)); r < least {
			t.Errorf("%s: the totals correlate at %.4f", name, r)
		}
		plain, err := models.Simulate(t.Context(), compiled(t, pair[0]), cfg)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(totals(t, plain), totals(t, base)) {
			t.Errorf("%s: the plan itself is drawn otherwise than by a run", name)
		}
	}
}

// TestSlowPinnedChange: the change of P80 of a variant on the plan's draws is that of two
// runs of many more scenarios, each on draws of its own, within what their intervals and
// its own leave open.
func TestSlowPinnedChange(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("make check-slow")
	}
	for name, pair := range pinnedCases(t) {
		m := compiled(t, pair[0])
		s, err := New(pair[0], m)
		if err != nil {
			t.Fatal(err)
		}
		open := 0.0 // squares of half the widths of the intervals of the runs of many scenarios
		p80 := func(m *models.Model, n int, study bool) float64 {
			var run *models.Simulation
			var err error
			if study {
				run, err = s.Run(t.Context(), m, models.RunConfig{Scenarios: n})
			} else {
				run, err = models.Simulate(t.Context(), m, models.RunConfig{Scenarios: n})
			}
			if err != nil {
				t.Fatal(err)
			}
			if q := run.Cost().QuantileInterval(0.8); n > 10000 {
				open += math.Pow((q[1]-q[0])/2, 2)
			}
			return run.Cost().Quantile(0.8)
		}
		got := p80(compiled(t, pair[1]), 10000, true) - p80(m, 10000, true)
		own := p80(compiled(t, pair[1]), 10000, false) - p80(compiled(t, pair[0]), 10000, false)
		want := p80(compiled(t, pair[1]), 100000, false) - p80(compiled(t, pair[0]), 100000, false)
		t.Logf("%s: pinned %.0f, own order %.0f, 100,000 scenarios on their own %.0f ± %.0f", name, got, own, want, math.Sqrt(open))
		// Half a 95 % interval is two standard errors: three of the runs apart, and a
		// twentieth for the pinned change itself, are what is let pass.
		if most := 1.5*math.Sqrt(open) + 0.05*math.Abs(want) + 1; math.Abs(got-want) > most {
			t.Errorf("%s: the change of P80 is %.0f, of 100,000 scenarios %.0f: more than %.0f apart", name, got, want, most)
		}
	}
}

// TestSettings: each setting moves what it is about, also one that the plan has no cell
// for; what is not there, and values that make no sense, are refused; the plan itself
// stays as it was.
func TestSettings(t *testing.T) {
	p := furnished(2)
	set := func(name, text string) *budget.Plan {
		own := *p
		if err := (Setting{name, text}).Put(&own, 1300); err != nil {
			t.Fatal(err)
		}
		return &own
	}
	if x := set("confidence", "90%").Project.ReserveConfidence; x != 0.9 {
		t.Errorf("confidence %v", x)
	}
	if x := set("limit", "1.5k").Project.BudgetLimit; x == nil || x.String() != "1500" {
		t.Errorf("limit %v", x)
	}
	if x := set("r1.status", "closed").Risks[0].Status; x != "closed" {
		t.Errorf("status %q", x)
	}
	if x := set("R1.probability", "35%").Risks[0].Probability; x != 0.35 {
		t.Errorf("probability %v", x)
	}
	if !set("R1.response", "on").Risks[0].ResponseOn {
		t.Error("the response is off")
	}
	late := set("F2.late", "6")
	if late.Funding[1].ArriveMonth != p.Funding[1].ArriveMonth+6 {
		t.Errorf("F2 comes in %d", late.Funding[1].ArriveMonth)
	}
	if x := set("F2", "333").Funding[1].Committed.String(); x != "333" {
		t.Errorf("F2 brings %s", x)
	}
	own := *p
	if err := Amounts(&own, map[string]float64{"f1": 12}); err != nil || own.Funding[0].Committed.String() != "12" || p.Funding[0].Committed.String() != "900" {
		t.Errorf("amounts: %v %v, the plan's %v", err, own.Funding[0].Committed, p.Funding[0].Committed)
	}
	for _, c := range []struct {
		x    Setting
		want error
	}{
		{Setting{"R9.status", "closed"}, ErrNoSetting}, {Setting{"R1.colour", "red"}, ErrNoSetting}, {Setting{"weather", "1"}, ErrNoSetting},
		{Setting{"R1.status", "gone"}, ErrNoValue}, {Setting{"R1.probability", "120%"}, ErrNoValue}, {Setting{"confidence", "100%"}, ErrNoValue},
		{Setting{"limit", "much"}, ErrNoValue}, {Setting{"F2.late", "-3"}, ErrNoValue}, {Setting{"F2.late", "1.5"}, ErrNoValue}, {Setting{"F2", "-1"}, ErrNoValue},
	} {
		own := *p
		if err := c.x.Put(&own, 1300); !errors.Is(err, c.want) {
			t.Errorf("%v: %v, want %v", c.x, err, c.want)
		}
	}
	if q := furnished(2); q.Risks[0].Status != p.Risks[0].Status || q.Risks[0].Probability != p.Risks[0].Probability || q.Funding[1].ArriveMonth != p.Funding[1].ArriveMonth {
		t.Error("the plan itself has changed")
	}
}
