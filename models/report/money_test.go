package report

import (
	"math"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

func TestMoney(t *testing.T) {
	for _, c := range []struct {
		x        float64
		currency string
		en, zh   string
	}{
		{12_400_000, "CNY", "¥12.4m", "1240万元"},
		{-12_400_000, "CNY", "-¥12.4m", "-1240万元"},
		{1_234_567_890, "USD", "$1.23bn", "12.35亿美元"},
		{123_456_789, "USD", "$123m", "1.23亿美元"},
		{999_960, "EUR", "€1.00m", "100万欧元"},
		{99_999_999, "EUR", "€100m", "1.00亿欧元"},
		{15_300, "CHF", "CHF 15.3k", "CHF 1.5万"},
		{9_400, "GBP", "£9,400", "9,400英镑"},
		{0, "CNY", "¥0", "0元"},
		{-0.2, "CNY", "¥0", "0元"},
		{1_500_000, "", "1.50m", "150万"},
		{math.NaN(), "CNY", "–", "–"},
	} {
		if got := Money(c.x, c.currency, "en"); got != c.en {
			t.Errorf("Money(%v, %s, en) = %q, want %q", c.x, c.currency, got, c.en)
		}
		if got := Money(c.x, c.currency, "zh"); got != c.zh {
			t.Errorf("Money(%v, %s, zh) = %q, want %q", c.x, c.currency, got, c.zh)
		}
	}
}

// TestMoneyAtTheBorders: about the borders of units an amount reads the same in a sentence
// and in a cell, never as a thousand of a unit that has a larger one; an axis that ends
// there has the unit of the sentence.
func TestMoneyAtTheBorders(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		m := money{currency: "EUR", lang: lang}
		d := newDesk(&outcome.Outcome{Currency: "EUR"}, &budget.Plan{}, Options{Language: lang})
		for _, border := range []float64{1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10} {
			for _, share := range []float64{0.99, 0.9949, 0.9951, 0.9994, 0.9996, 0.99996, 1, 1.0004, 1.01} {
				for _, sign := range []float64{1, -1} {
					x := sign * border * share
					said, cell := m.read(x), sheet.Show(x, m.tile(x))
					if plain := strings.NewReplacer(",", "", ".0万", "万"); plain.Replace(said) != plain.Replace(cell) {
						t.Errorf("%s: %v reads %s in a sentence, %s in a cell", lang, x, said, cell)
					}
					for _, never := range []string{"1,000k", "1,000m", "1000k", "1000m", "10000万", "10,000万"} {
						if strings.Contains(said+" "+cell, never) {
							t.Errorf("%s: %v reads %s, %s", lang, x, said, cell)
						}
					}
					if a := d.moneyAxis(0, x); sign > 0 && lang == "zh" && !strings.HasSuffix(d.m.on(a.top)(x), a.title) {
						t.Errorf("%v is %s on an axis in %s", x, d.m.on(a.top)(x), a.title)
					}
				}
			}
		}
	}
}

// TestAdvisedAmounts: what is asked for suffices as it is written, what may be given away
// is there; whole amounts stay.
func TestAdvisedAmounts(t *testing.T) {
	for _, c := range []struct {
		x           float64
		least, most string
	}{
		{164161.52, "€164,162", "€164,161"}, {1840.90, "€1,841", "€1,840"}, {20000, "€20,000", "€20,000"}, {0.05, "€1", "€0"},
		{952161.5200000001, "€952,162", "€952,161"}, {33.999999999, "€34", "€34"}, {0, "€0", "€0"},
	} {
		m := money{currency: "EUR", lang: "en"}
		if least, most := m.said().AtLeast(c.x), m.said().AtMost(c.x); least != c.least || most != c.most {
			t.Errorf("%v: at least %s, at most %s, want %s and %s", c.x, least, most, c.least, c.most)
		}
		for do, want := range map[string]string{"limit": c.least, "ask": c.least, "reserve": c.least, "release": c.most, "enough": c.most} {
			if got := (outcome.Verdict{Do: do, Amount: c.x}).Written(m.said()); got != want {
				t.Errorf("%s %v is written %s, want %s", do, c.x, got, want)
			}
		}
	}
}

// TestLimitHeldToTheCent: a limit that holds the chosen confidence to the cent leaves no
// ground, though the chance of going over it is not below the last digit; one that does not
// is red and says by how much it is gone over.
func TestLimitHeldToTheCent(t *testing.T) {
	over, limit := 0.2000000021, 351840.9
	o := &outcome.Outcome{Currency: "EUR", Cost: outcome.Cost{BudgetLimit: &limit, ProbabilityOverLimit: &over}, Reserve: outcome.Reserve{Confidence: 0.8},
		Verdict: outcome.Verdict{Do: "enough", Confidence: 0.8, Limit: &limit}}
	d := newDesk(o, &budget.Plan{}, Options{Language: "en"})
	if g := d.grounds(); lightOf(g) != green || len(g) > 0 {
		t.Errorf("light %d, %+v", lightOf(g), g)
	}
	o.Verdict = outcome.Verdict{Do: "limit", Amount: 1840.9, Confidence: 0.8, Limit: &limit}
	over = 0.22
	if g := d.grounds(); lightOf(g) != redLight || len(g) != 2 || !strings.Contains(g[0].text, "€1,841") || !strings.Contains(g[1].text, "22 %") {
		t.Errorf("light %d, %+v", lightOf(g), g)
	}
}

// TestPercent: a chance is never rounded to certain or impossible.
func TestPercent(t *testing.T) {
	for want, c := range map[string]struct {
		share float64
		lang  string
	}{"100%": {1, "zh"}, "0%": {0, "zh"}, "12.3%": {0.12345, "zh"}, "100 %": {1, "en"}, ">99.9 %": {0.9999, "en"}, "<0.1%": {0.0002, "zh"}} {
		if got := Percent(c.share, c.lang); got != want {
			t.Errorf("%v in %s reads %q, want %q", c.share, c.lang, got, want)
		}
	}
	o, p := fixture("en")
	d := newDesk(o, p, Options{Language: "en"})
	for _, c := range []struct {
		x    float64
		want string
	}{
		{0, "0 %"}, {1, "100 %"}, {0.0001, "<0.1 %"}, {0.99995, ">99.9 %"}, {0.996, "99.6 %"},
		{0.034, "3.4 %"}, {0.05, "5 %"}, {0.8, "80 %"}, {0.3421, "34 %"}, {0.955, "95.5 %"}, {0.105, "11 %"}, {0.925, "92.5 %"}, {-0.4, "-40 %"},
	} {
		if got := d.percent(c.x); got != c.want {
			t.Errorf("percent(%v) = %q, want %q", c.x, got, c.want)
		}
	}
}

// TestBetween: a bar that crosses zero has a part on either side, all others
// stand on an invisible foot.
func TestBetween(t *testing.T) {
	for _, c := range []struct {
		a, b float64
		want step
	}{
		{0, 5, step{0, 5, 0}}, {5, 3, step{3, 2, 0}}, {-1, 2, step{0, 2, -1}}, {-4, -1, step{-1, 0, -3}}, {0, -2, step{0, 0, -2}},
	} {
		if got := between(c.a, c.b); got != c.want {
			t.Errorf("between(%v, %v) = %+v, want %+v", c.a, c.b, got, c.want)
		}
	}
}
