package report

import (
	"strings"
	"testing"

	"ballast/models/outcome"
)

// TestInsuranceSaysWhatItLowers: an insurance is told by what falls beyond its interval,
// and by nothing that does not.
func TestInsuranceSaysWhatItLowers(t *testing.T) {
	t.Parallel()
	on := func(x, lo, hi float64) *outcome.EffectOn {
		return &outcome.EffectOn{Value: x, Interval95: outcome.Interval{lo, hi}}
	}
	for _, lang := range []string{"en", "zh"} {
		o, p := fixture(lang)
		d := newDesk(o, p, Options{Language: lang})
		for _, c := range []struct {
			effects     outcome.RiskEffects
			en, zh, not string
		}{
			{effects: outcome.RiskEffects{CostQ: *on(-50_000, -60_000, -40_000), Gap: on(-0.01, -0.02, 0.001)}, en: "the P80 of cost by ¥50.0k", zh: "成本 P80 降低 5万元", not: "1.0"},
			{effects: outcome.RiskEffects{CostQ: *on(300, -900, 1500), Gap: on(-0.012, -0.02, -0.004)}, en: "the chance of a cash gap by 1.2 percentage points", zh: "资金缺口概率降低 1.2 个百分点", not: "P80"},
			{effects: outcome.RiskEffects{CostQ: *on(0, 0, 0), OverLimit: on(-0.0002, -0.0003, -0.0001)}, en: "the chance of going over the limit by <0.1 percentage points", zh: "超出预算上限的概率降低 <0.1 个百分点", not: "P80"},
		} {
			want := c.en
			if lang == "zh" {
				want = c.zh
			}
			if got := d.insured(&c.effects); got != want || strings.Contains(got, c.not) {
				t.Errorf("%s: %q, want %q", lang, got, want)
			}
		}
	}
}
