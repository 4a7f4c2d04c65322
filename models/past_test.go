package models

import (
	"math"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// TestEarnedValueUndefined: what cannot be divided says why.
func TestEarnedValueUndefined(t *testing.T) {
	for _, c := range []struct {
		name                        string
		bac, pv, ev, ac             float64
		cpi, spi, tcpi, typ, combin bool
	}{
		{"nothing yet", 100, 0, 0, 0, false, false, true, false, false},
		{"cost without work", 100, 20, 0, 10, true, true, true, false, false},
		{"work before its plan", 100, 0, 10, 10, true, false, true, true, false},
		{"budget spent", 100, 50, 50, 100, true, true, false, true, true},
		{"overspent", 100, 50, 50, 120, true, true, false, true, true},
		{"done", 100, 100, 100, 90, true, true, true, true, true},
	} {
		e := outcome.EarnedValue(c.bac, c.pv, c.ev, c.ac)
		for _, f := range []struct {
			what string
			x    *float64
			why  string
			want bool
		}{{"CPI", e.CPI, e.CPIWhy, c.cpi}, {"SPI", e.SPI, e.SPIWhy, c.spi}, {"TCPI", e.TCPI, e.TCPIWhy, c.tcpi},
			{"typical EAC", e.EAC.Typical, e.EAC.TypicalWhy, c.typ}, {"combined EAC", e.EAC.Combined, e.EAC.CombinedWhy, c.combin}} {
			if (f.x != nil) != f.want || (f.x == nil) != (f.why != "") {
				t.Errorf("%s: %s is %v because %q", c.name, f.what, f.x, f.why)
			}
		}
	}
}

// TestCredibility: mean (1-w) mu + w seen, spread sigma sqrt(1-w).
func TestCredibility(t *testing.T) {
	for _, c := range []struct{ mu, seen, w, mean, shrink float64 }{
		{1, 1.3, 0, 1, 1}, {1, 1.3, 0.25, 1.075, math.Sqrt(0.75)}, {1.1, 0.9, 0.5, 1, math.Sqrt(0.5)}, {1, 1.3, 1, 1.3, 0}, {1, math.NaN(), 0.5, 1, 1},
	} {
		u := credibility(c.mu, c.seen, c.w)
		if got := u.of(c.mu); math.Abs(got-c.mean) > 1e-12 {
			t.Errorf("%+v: mean %v", c, got)
		}
		if got := u.of(c.mu+0.1) - u.of(c.mu); math.Abs(got-0.1*c.shrink) > 1e-12 {
			t.Errorf("%+v: spread %v", c, got)
		}
	}
}

// TestPoissonInterval. Source: Garwood (1936), table of 95 % limits.
func TestPoissonInterval(t *testing.T) {
	for _, c := range []struct {
		n      int
		lo, hi float64
	}{{0, 0, 3.689}, {1, 0.0253, 5.572}, {5, 1.623, 11.668}, {10, 4.795, 18.390}} {
		got := poissonInterval(c.n)
		if math.Abs(got[0]-c.lo) > 6e-4 || math.Abs(got[1]-c.hi) > 6e-4 {
			t.Errorf("n = %d: %v, want %v to %v", c.n, got, c.lo, c.hi)
		}
	}
}

// TestRisksAsOf: Bayes' rule for what has not happened yet, against counting.
func TestRisksAsOf(t *testing.T) {
	for _, c := range []struct{ p, r, want float64 }{
		{0.4, 0.5, 0.25}, {1, 0.25, 1}, {0, 0.5, 0}, {0.3, 1, 0.3}, {0.5, 0, 0},
	} {
		l := seen{1, c.r}
		if got := l.posterior(c.p); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%v with %v of its window left: %v, want %v", c.p, c.r, got, c.want)
		}
		// of 1000 worlds: those without an event so far, those with one later
		without := 1000 * (1 - c.p*(1-c.r))
		if later := 1000 * c.p * c.r; without > 0 && math.Abs(later/without-l.posterior(c.p)) > 1e-12 {
			t.Errorf("counting gives %v", later/without)
		}
	}
}

// TestProfileTail: what is left of a profile is its own end.
func TestProfileTail(t *testing.T) {
	for _, name := range []string{"even", "front", "back", "s-curve", "rayleigh"} {
		p := builtinProfile(name)
		for _, done := range []float64{0.1, 0.37, 0.5, 0.9} {
			x := p.reached(done)
			if got := p.cumulative(x); math.Abs(got-done) > 1e-9 {
				t.Errorf("%s: reached(%v) spends %v", name, done, got)
			}
			tail := p.tail(x)
			for _, y := range []float64{0.25, 0.5, 0.8} {
				want := (p.cumulative(x+(1-x)*y) - done) / (1 - done)
				if got := tail.cumulative(y); math.Abs(got-want) > 1e-4 {
					t.Errorf("%s after %v: %v of the rest at %v, want %v", name, done, got, y, want)
				}
			}
		}
	}
}

// TestTiers: rising and falling metrics at their thresholds.
func TestTiers(t *testing.T) {
	up, down := [3]float64{1, 2, 3}, [3]float64{0.95, 0.9, 0.8}
	for _, c := range []struct {
		x       float64
		levels  [3]float64
		falling bool
		want    int
	}{{0.99, up, false, 0}, {1, up, false, 1}, {2.5, up, false, 2}, {3, up, false, 3}, {0.95, down, true, 0}, {0.94, down, true, 1}, {0.8, down, true, 2}, {0.79, down, true, 3}} {
		if got := tierOf(c.x, c.levels, c.falling); got != c.want {
			t.Errorf("%v against %v: tier %d, want %d", c.x, c.levels, got, c.want)
		}
	}
	now := []outcome.Warning{{Tier: "major", Metric: "cpi"}, {Tier: "general", Metric: "spi"}, {Tier: "general", Metric: "late", Where: "F1"}}
	outcome.MarkRisen(now, []outcome.Warning{{Tier: "general", Metric: "cpi"}, {Tier: "higher", Metric: "spi"}})
	if !now[0].Risen || now[0].Was != "general" || now[1].Risen || !now[2].Risen || now[2].Was != "none" || outcome.WorstTier(now) != "major" {
		t.Errorf("%+v", now)
	}
}

// TestGrades: marks and their mean.
func TestGrades(t *testing.T) {
	f := func(x float64) *float64 { return &x }
	for _, c := range []struct {
		card         outcome.Card
		marks, grade string
	}{
		{outcome.Card{CPI: f(1.02), ProbabilityBeyond: f(0.2), DrawnShare: f(0.1), ForecastError: f(0.01), LateRate: f(0)}, "A A A A A", "A"},
		{outcome.Card{CPI: f(0.9), ProbabilityBeyond: f(0.5), LateRate: f(0.3)}, "C C - - D", "C"},
		{outcome.Card{CPI: f(0.5), ProbabilityBeyond: f(1)}, "D D - - -", "D"},
		{outcome.Card{CPI: f(0.5), DrawnShare: f(0), ForecastError: f(0), LateRate: f(0)}, "D - A A A", "C"}, // the worst mark holds the mean of B down
		{outcome.Card{}, "- - - - -", "-"},
	} {
		gradeCard(&c.card, markings())
		if c.card.Marks != c.marks || c.card.Grade != c.grade {
			t.Errorf("marks %s, grade %s, want %s, %s", c.card.Marks, c.card.Grade, c.marks, c.grade)
		}
	}
}

// TestMetricsAreOrdered: the built-in thresholds grow worse.
func TestMetricsAreOrdered(t *testing.T) {
	for _, m := range budget.Metrics() {
		for k := 1; k < 3; k++ {
			if m.Falling != (m.Levels[k] < m.Levels[k-1]) {
				t.Errorf("%s: %v", m.Key, m.Levels)
			}
		}
	}
}
