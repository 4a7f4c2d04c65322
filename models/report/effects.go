package report

import (
	"math"
	"strings"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// effectsTable lists what every risk, and every response, does to each figure: with it
// less without it, on the same draws.
func (g *page) effectsTable(ranked []outcome.RiskResult) {
	if ranked[0].Effects.Scenarios == 0 {
		return
	}
	g.section(g.w.Say("report.effects"), 1, 13)
	g.sentence(g.w.Say("report.effects.hint", count(ranked[0].Effects.Scenarios)), styleHint())
	top := 0.0
	for _, r := range ranked {
		for _, e := range []*outcome.RiskEffects{&r.Effects, r.ResponseEffects} {
			if e != nil {
				top = math.Max(top, peak(e.CostMean.Value, e.CostQ.Value))
			}
		}
	}
	st := styleNumber(g.m.table(top))
	worth, head := "report.npv", "report.effects.npv"
	if g.o.Return == nil {
		worth, head = "report.effects.pv", "report.effects.pv"
	}
	fields := []field{
		{head: g.w.Say("report.id"), style: styleText()},
		{head: g.w.Say("report.effects.what"), style: styleWrap(), span: 3},
		{head: g.w.Say("report.effects.cost"), style: st},
		{head: g.w.Say("report.effects.q", level(g.o.Reserve.Confidence)), style: st},
		{head: g.w.Say(head), note: g.w.Say(worth + ".note"), style: st, span: 2},
		{head: g.w.Say("report.effects.payback"), style: styleNumber("0.0")},
		{head: g.w.Say("report.effects.gap"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.effects.limit"), style: styleNumber("0.0%")},
		{head: g.w.Say("report.effects.verdict"), style: indented(), span: 2},
	}
	var rows [][]any
	for _, r := range ranked {
		rows = append(rows, g.effectRow(r.ID, r.Name, &r.Effects, ""))
		if r.ResponseEffects != nil {
			rows = append(rows, g.effectRow(r.ID, g.w.Say("report.effects.response", r.Response), r.ResponseEffects, g.responseVerdict(r)))
		}
	}
	g.table(1, fields, rows)
}

func (g *page) effectRow(id, what string, e *outcome.RiskEffects, verdict string) []any {
	worth := e.NPV
	if worth == nil {
		worth = e.CostPresentValue
	}
	on := func(x *outcome.EffectOn) any {
		if x == nil {
			return "–"
		}
		return x.Value
	}
	money := any("–")
	if worth != nil {
		money = cents(worth.Value)
	}
	return []any{id, what, cents(e.CostMean.Value), cents(e.CostQ.Value), money, on(e.Payback), on(e.Gap), on(e.OverLimit), verdict}
}

// responseVerdict says in words whether a response is worth it.
func (d *desk) responseVerdict(r outcome.RiskResult) string {
	e := r.ResponseEffects
	cost := e.CostMean.Value
	switch {
	case e.NPV != nil:
		cost = -e.NPV.Value
	case e.CostPresentValue != nil:
		cost = e.CostPresentValue.Value
	}
	switch r.ResponseVerdict {
	case outcome.ResponsePays:
		return d.w.Say("report.effects.pays", d.m.read(-cost))
	case outcome.ResponseInsures:
		return d.w.Say("report.effects.insurance", d.m.read(cost), d.insured(e))
	}
	return d.w.Say("report.effects.loses", d.m.read(cost))
}

// insured lists what an insurance makes better: of quantile, P(gap) and P(over the limit)
// what falls beyond its interval, as outcome.ResponseInsures has it.
func (d *desk) insured(e *outcome.RiskEffects) string {
	var parts []string
	if e.CostQ.Interval95[1] < 0 {
		parts = append(parts, d.w.Say("report.effects.lowers.cost", level(d.o.Reserve.Confidence), d.m.read(-e.CostQ.Value)))
	}
	for _, x := range []struct {
		key string
		on  *outcome.EffectOn
	}{{"gap", e.Gap}, {"limit", e.OverLimit}} {
		if x.on != nil && x.on.Interval95[1] < 0 {
			parts = append(parts, d.w.Say("report.effects.lowers."+x.key, sheet.Show(-100*x.on.Value, tiny("0.0", -100*x.on.Value, "0.0"))))
		}
	}
	return strings.Join(parts, d.w.Say("summary.and"))
}
