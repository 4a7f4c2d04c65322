package report

import (
	"math"
	"strings"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// bestFinding says what the search for the best amounts found.
func (d *desk) bestFinding() string {
	o := d.o.MixStudy.Optimised
	say, pct := d.w.Say, d.percent
	var text string
	switch {
	case !o.Feasible && o.SmallestGap != nil:
		text = d.unkept(o) + d.bindingSentence(true)
	case !o.Feasible:
		text = say("report.mixes.best.notyet", pct(o.InSample), pct(o.Allowed))
	default:
		text = say("report.mixes.best."+o.Objective, d.m.read(o.Value), pct(o.InSample), pct(o.Allowed))
		if f := o.Fresh; f != nil {
			key := "report.mixes.best.fresh"
			if !f.Met {
				key = "report.mixes.best.fresh.not"
			}
			text += say(key, pct(f.ProbabilityGap), pct(f.Interval95[0]), pct(f.Interval95[1]))
		}
		text += d.bindingSentence(false)
	}
	if o.Unfinished {
		text = say("report.mixes.best.unfinished") + text
	}
	return text
}

// unkept names the conditions that cannot be kept, each with the best that can be
// reached while all the others are kept.
func (d *desk) unkept(o *outcome.OptimiseOut) string {
	if len(o.Unkept) == 0 {
		return d.w.Say("report.mixes.unkept.all", d.percent(o.Allowed), d.percent(*o.SmallestGap))
	}
	text := ""
	for k, u := range o.Unkept {
		if k == 1 {
			text += d.w.Say("report.mixes.unkept.or")
		}
		switch u.Limit {
		case "amounts":
			text += d.w.Say("report.mixes.unkept.amounts", d.m.read(u.Reached), d.m.read(u.Wanted))
		case "dscr":
			text += d.w.Say("report.mixes.unkept.dscr", trimZero(grouped(*u.Floor, 2)), d.percent(u.Reached), d.percent(u.Wanted))
			if u.Unjudged > 0 {
				text += d.w.Say("report.mixes.unkept.unjudged", d.percent(u.Unjudged))
			}
		case "concentration":
			text += d.w.Say("report.mixes.unkept.concentration", trimZero(grouped(u.Reached, 2)), trimZero(grouped(u.Wanted, 2)))
		default:
			text += d.w.Say("report.mixes.unkept.gap", d.percent(u.Reached), d.percent(u.Wanted))
		}
	}
	return text
}

// bindingSentence names the limit that costs most.
func (d *desk) bindingSentence(gap bool) string {
	list := d.o.MixStudy.Optimised.Binding
	switch {
	case len(list) == 0 && gap:
		return d.w.Say("report.mixes.binding.none")
	case len(list) == 0:
		return ""
	case gap:
		key := "report.mixes.binding.gap"
		if u := d.o.MixStudy.Optimised.Unkept; len(u) > 0 && u[0].Limit != "gap" {
			key = "report.mixes.binding.reach"
		}
		return d.w.Say(key, d.limitName(list[0]), d.points(list[0].Gain))
	}
	return d.w.Say("report.mixes.binding."+gainName(d.o.MixStudy.Optimised.Objective), d.limitName(list[0]), d.m.read(list[0].Gain))
}

// gainName is the tail of the words for what a wider limit brings: with a goal
// of small gaps that is the mean peak gap, not P(gap).
func gainName(objective string) string {
	if objective == "gap" {
		return "peak"
	}
	return objective
}

// limitName words a limit.
func (d *desk) limitName(b outcome.BindingLimit) string {
	key := "report.mixes.limit." + strings.ReplaceAll(b.Limit, " ", "")
	switch b.Limit {
	case "max amount", "min amount":
		return d.w.Say(key, d.sourceName(b.ID), d.m.read(b.Value))
	case "max share":
		return d.w.Say(key, d.sourceName(b.ID), d.percent(b.Value))
	case "total":
		return d.w.Say(key, d.m.read(b.Value))
	}
	return d.w.Say(key, trimZero(grouped(b.Value, 2)))
}

// bestAmounts lists the amounts that were chosen, in a sentence.
func (d *desk) bestAmounts() string {
	var parts []string
	for _, s := range d.o.MixStudy.Optimised.Amounts {
		if s.Amount > 0 {
			parts = append(parts, s.ID+" "+d.m.read(s.Amount))
		}
	}
	return d.w.Say("summary.mixamounts", strings.Join(parts, d.w.Say("summary.mixamounts.and")))
}

// mixBest is the part of the sheet about the search.
func (g *page) mixBest() {
	o := g.o.MixStudy.Optimised
	if o == nil {
		return
	}
	g.section(g.w.Say("report.mixes.best"), 1, g.width)
	g.sentence(g.bestFinding(), styleSaid())
	g.sentence(g.w.Say("report.mixes.best.how", count(o.Evaluations), count(o.Scenarios)), styleHint())
	g.row++
	g.bestTable(o)
	g.bindingTable(o)
	g.frontierTable(o)
}

// bestTable lists the amounts beside their limits.
func (g *page) bestTable(o *outcome.OptimiseOut) {
	top, arrived := 0.0, 0.0
	for _, s := range o.Amounts {
		top, arrived = math.Max(top, s.Amount), math.Max(arrived, s.Arrived)
	}
	st := styleNumber(dashed(g.m.table(top)))
	fields := []field{
		{head: g.w.Say("report.source"), style: styleWrap()},
		{head: g.w.Say("report.mixes.best.amount"), style: st},
		{head: g.w.Say("report.mixes.best.planned"), style: st},
		{head: g.w.Say("report.mixes.best.min"), style: st},
		{head: g.w.Say("report.mixes.best.max"), note: g.w.Say("report.mixes.best.max.note"), style: st},
		{head: g.w.Say("report.mixes.best.share"), style: styleNumber("0%")},
	}
	if arrived > 0 {
		fields = append(fields, field{head: g.w.Say("report.mixes.best.arrived"), note: g.w.Say("report.mixes.best.arrived.note"), style: st})
	}
	var rows [][]any
	names := g.sourceNames()
	for j, s := range o.Amounts {
		if j >= len(g.p.Funding) {
			break
		}
		f := &g.p.Funding[j]
		lo, hi := f.Bounds()
		rows = append(rows, []any{names[j], cents(s.Amount), f.Committed.InexactFloat64(), lo.InexactFloat64(), hi.InexactFloat64(), orReason(f.MaxShare, "–")})
		if arrived > 0 {
			rows[j] = append(rows[j], cents(s.Arrived))
		}
	}
	b := g.table(1, fields, rows)
	g.total(b, fields, 1, 2)
	g.row++
}

// bindingTable lists the limits at which the answer stands.
func (g *page) bindingTable(o *outcome.OptimiseOut) {
	if len(o.Binding) == 0 {
		return
	}
	g.section(g.w.Say("report.mixes.binding"), 1, g.width)
	st, head := styleNumber("0.0%"), g.w.Say("report.mixes.binding.gain.gap")
	if o.Feasible {
		st, head = styleNumber(g.m.table(o.Binding[0].Gain)), g.w.Say("report.mixes.binding.gain."+gainName(o.Objective))
	}
	var rows [][]any
	for _, b := range o.Binding {
		rows = append(rows, []any{g.limitName(b), b.Gain})
	}
	g.table(1, []field{{head: g.w.Say("report.mixes.limit"), style: styleWrap(), span: 4}, {head: head, style: st, span: 2}}, rows)
	g.row++
}

// frontierTable lists the cheapest mix at each probability of a gap.
func (g *page) frontierTable(o *outcome.OptimiseOut) {
	if len(o.Frontier) == 0 {
		return
	}
	g.section(g.w.Say("report.mixes.frontier.table"), 1, g.width)
	top, most, worth := 0.0, 0.0, 0.0
	for _, p := range o.Frontier {
		top, worth = math.Max(top, p.CostMean), math.Max(worth, peak(p.NPVMean))
		for _, s := range p.Amounts {
			most = math.Max(most, s.Amount)
		}
	}
	fields := []field{
		{head: g.w.Say("report.mixes.pgap"), style: sheet.Style{Color: ink, Format: "0.0%", Align: "left"}},
		{head: g.w.Say("report.mixes.cost"), style: styleNumber(g.m.table(top))},
		{head: g.w.Say("report.mixes.npv"), style: styleNumber(g.m.table(worth))},
	}
	for _, s := range o.Amounts {
		if len(fields) < g.width {
			fields = append(fields, field{head: s.ID, note: s.Name, style: styleNumber(dashed(g.m.table(most)))})
		}
	}
	var rows [][]any
	for _, p := range o.Frontier {
		row := []any{p.ProbabilityGap, cents(p.CostMean), cents(p.NPVMean)}
		for _, s := range p.Amounts {
			row = append(row, cents(s.Amount))
		}
		rows = append(rows, row)
	}
	g.table(1, fields, rows)
}
