package report

import (
	"math"
	"sort"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// mixes is the sheet that compares funding mixes, nil when none were compared.
func (d *desk) mixes() *page {
	if len(d.o.Mixes) == 0 || d.o.MixStudy == nil {
		return nil
	}
	widths := []float64{36}
	for len(widths) < max(14, len(d.o.Mixes)+1) {
		widths = append(widths, 12)
	}
	g := d.page("mixes", widths...)
	g.heading(d.mixFinding(), d.w.Say("report.mixes.hint", count(d.o.MixStudy.Scenarios)))
	charts := g.row
	g.row += 25
	table := g.mixTable()
	if len(d.o.Mixes) > 1 {
		g.mixAgainst()
	}
	g.newPage()
	g.mixAmounts()
	g.mixPartners()
	g.mixStress()
	g.mixRemoval()
	g.mixPerUnit()
	g.mixBest()
	end := g.row
	g.row = charts
	third := (g.width - 2) / 3
	g.chart(g.mixStack(), 1, third-1, 24)
	g.chart(g.mixScatter(table), third, 2*third+1, 24)
	g.chart(g.mixGaps(), 2*third+2, g.width, 24)
	g.row = end
	return g
}

// styleSaid is the look of a sentence under the heading of a part.
func styleSaid() sheet.Style {
	st := styleWrap()
	st.VAlign = "center"
	return st
}

// dashed is a format that shows nothing as a dash.
func dashed(format string) string { return format + ";-" + format + `;"–"` }

// MixGoal is what the best mix of a plan is chosen for: cost, npv or gap.
func MixGoal(p *budget.Plan) string {
	if p == nil || p.Project.Mixes.Objective == "" {
		return "cost"
	}
	return p.Project.Mixes.Objective
}

// allowed is the probability of a gap that the liquidity confidence allows.
func (d *desk) allowed() float64 { return 1 - d.o.Reserve.LiquidityConfidence }

// mixOrder lists the mixes from the best to the worst: first those that keep
// the gap as rare as allowed, by the objective; then the others by how rare it
// is.
func (d *desk) mixOrder() []int {
	order := make([]int, len(d.o.Mixes))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool {
		x, y := &d.o.Mixes[order[a]], &d.o.Mixes[order[b]]
		okX, okY := x.ProbabilityGap <= d.allowed()+1e-9, y.ProbabilityGap <= d.allowed()+1e-9
		switch {
		case okX != okY:
			return okX
		case !okX && x.ProbabilityGap != y.ProbabilityGap:
			return x.ProbabilityGap < y.ProbabilityGap
		}
		return d.mixValue(x) < d.mixValue(y)
	})
	return order
}

// mixValue is the objective of a mix, less is better.
func (d *desk) mixValue(r *outcome.MixResult) float64 {
	switch MixGoal(d.p) {
	case "npv":
		return -r.NPVMean
	case "gap":
		return r.PeakGapMean
	}
	return r.CostMean
}

// mixFinding names the trade-off: the cheapest mix against the safest, and the
// cheapest of those that are safe enough.
func (d *desk) mixFinding() string {
	cheap, safe := &d.o.Mixes[0], &d.o.Mixes[0]
	for i := range d.o.Mixes {
		m := &d.o.Mixes[i]
		if m.CostMean < cheap.CostMean-0.005 || math.Abs(m.CostMean-cheap.CostMean) <= 0.005 && m.ProbabilityGap < cheap.ProbabilityGap {
			cheap = m
		}
		if m.ProbabilityGap < safe.ProbabilityGap || m.ProbabilityGap == safe.ProbabilityGap && m.CostMean < safe.CostMean-0.005 {
			safe = m
		}
	}
	say, money, pct := d.w.Say, d.m.read, d.percent
	var text string
	switch {
	case len(d.o.Mixes) == 1:
		return say("report.mixes.finding.one", cheap.Name, pct(cheap.ProbabilityGap), money(cheap.CostMean))
	case cheap == safe:
		text = say("report.mixes.finding.same", cheap.Name, money(cheap.CostMean), pct(cheap.ProbabilityGap))
	default:
		text = say("report.mixes.finding", cheap.Name, money(cheap.CostMean), pct(cheap.ProbabilityGap),
			safe.Name, pct(safe.ProbabilityGap), money(safe.CostMean-cheap.CostMean))
	}
	best := &d.o.Mixes[d.mixOrder()[0]]
	if best.ProbabilityGap > d.allowed()+1e-9 {
		return text + say("report.mixes.finding.none", pct(d.allowed()))
	}
	forCost := MixGoal(d.p) == "cost"
	switch {
	case best == cheap && best == safe:
		return text
	case best == cheap && forCost:
		return text + say("report.mixes.finding.best.cheap", best.Name, pct(d.allowed()))
	case best == safe && forCost:
		return text + say("report.mixes.finding.best.safe", best.Name, pct(d.allowed()))
	}
	return text + say("report.mixes.finding.best."+MixGoal(d.p), best.Name, pct(d.allowed()))
}

// worstRemoval is the source that the best mix can least do without.
func (d *desk) worstRemoval() (mix *outcome.MixResult, r *outcome.MixRemoval) {
	mix = &d.o.Mixes[d.mixOrder()[0]]
	for i := range mix.Removal {
		x := &mix.Removal[i]
		if r == nil || x.ProbabilityGap > r.ProbabilityGap || x.ProbabilityGap == r.ProbabilityGap && x.PeakGapP90 > r.PeakGapP90 {
			r = x
		}
	}
	return mix, r
}

func (d *desk) removalSentence() string {
	mix, r := d.worstRemoval()
	if r == nil {
		return ""
	}
	if r.ProbabilityGap <= mix.ProbabilityGap+0.0005 {
		return d.w.Say("report.mixes.removal.none", mix.Name)
	}
	return d.w.Say("report.mixes.removal.finding", mix.Name, d.sourceName(r.ID), d.percent(r.ProbabilityGap), d.percent(mix.ProbabilityGap))
}

// sourceName is the name of a source by its ID.
func (d *desk) sourceName(id string) string {
	for _, s := range d.p.Funding {
		if s.ID == id {
			return nameOf(id, s.Name)
		}
	}
	return id
}

// unitSentence says from which source a little more helps most.
func (d *desk) unitSentence() string {
	mix := &d.o.Mixes[d.mixOrder()[0]]
	var best *outcome.MixPerUnit
	for i := range mix.PerUnit {
		if x := &mix.PerUnit[i]; best == nil || x.ProbabilityGap < best.ProbabilityGap {
			best = x
		}
	}
	if best == nil || best.ProbabilityGap >= -0.00005 {
		return d.w.Say("report.mixes.unit.none", mix.Name)
	}
	return d.w.Say("report.mixes.unit.finding", mix.Name, d.m.read(best.Unit), d.sourceName(best.ID), d.points(-best.ProbabilityGap), d.signed(best.Cost))
}

// points writes a difference of probabilities in percentage points.
func (d *desk) points(x float64) string {
	return d.w.Say("report.mixes.points", trimZero(grouped(math.Abs(100*x), 1)))
}

// MixesSummary is what the comparison found, in lines to read aloud; nil when
// no mixes were compared.
func MixesSummary(o *outcome.Outcome, p *budget.Plan, lang string) []string {
	d := newDesk(o, p, Options{Language: lang})
	if len(o.Mixes) == 0 || o.MixStudy == nil {
		return nil
	}
	lines := []string{d.mixFinding()}
	for i := range o.Mixes {
		m := &o.Mixes[i]
		lines = append(lines, d.w.Say("summary.mix", m.Name, d.percent(m.ProbabilityGap), d.m.read(m.PeakGapP90), d.m.read(m.CostMean), d.m.read(m.NPVMean)))
	}
	for _, text := range []string{d.removalSentence(), d.unitSentence(), d.stressSentence()} {
		if text != "" {
			lines = append(lines, text)
		}
	}
	if o.MixStudy.Optimised != nil {
		lines = append(lines, d.bestFinding())
		lines = append(lines, d.bestAmounts())
	}
	return lines
}
