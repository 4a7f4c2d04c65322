package report

import (
	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// headline is the decision that the figures ask for, in one sentence: the same on the
// console and on the dashboard.
func (d *desk) headline() string {
	v, say := d.o.Verdict, d.w.Say
	amount, at := v.Written(d.m.said()), level(v.Confidence)
	c := d.o.Control
	if c == nil || c.ReserveLeft == nil {
		switch {
		case v.Do == "limit" && v.Limit != nil:
			return say("headline.limit", at, d.m.read(*v.Limit), amount)
		case v.Do == "enough" && v.Limit != nil:
			return say("headline.enough", at, d.m.read(*v.Limit), amount)
		case v.Do == "reserve" && c != nil:
			return d.verdict()
		}
		return d.reserveFinding()
	}
	left, need := d.m.read(*c.ReserveLeft), d.m.read(c.ReserveNeed)
	if v.Do == "limit" && v.Limit != nil {
		return say("headline.asof.limit", left, need, at, d.m.read(*v.Limit), amount)
	}
	if key := "headline.asof." + v.Do; d.w.Has(key) {
		return say(key, left, need, amount, at)
	}
	return d.verdict()
}

// The lights of the headline.
const (
	green = iota
	amberLight
	redLight
)

// ground is one thing that a director should know before deciding, the light that it
// asks for, and where it is shown.
type ground struct {
	light int
	text  string
	link  *sheet.Link
}

// grounds are all of them, the gravest first. The rule of the light, which the note at
// the light says too: red when the limit or the reserve does not hold the chosen
// confidence or a warning is major; amber when money runs short more often than the plan
// accepts, the outside view asks for more, a partner loses in most futures, the net
// present value is negative in most, or a warning is higher; else green.
func (d *desk) grounds() []ground {
	var red, rest []ground
	r, say := d.o.Reserve, d.w.Say
	to := func(key string) *sheet.Link { return &sheet.Link{Key: key, Cell: "A1"} }
	if v := d.o.Verdict; v.Do == "limit" || v.Do == "ask" {
		red = append(red, ground{redLight, say("light."+v.Do, level(v.Confidence), v.Written(d.m.said())), to("reserve")})
	}
	if n := tally(d.o.Warnings, "major"); n > 0 {
		red = append(red, ground{redLight, d.plural("light.major", n), to("warnings")})
	} else if n := tally(d.o.Warnings, "higher"); n > 0 {
		rest = append(rest, ground{amberLight, d.plural("light.higher", n), to("warnings")})
	}
	if p := d.o.Cost.ProbabilityOverLimit; p != nil && d.o.Verdict.Do == "limit" {
		rest = append(rest, ground{amberLight, say("report.warn.limit", d.percent(*p), d.m.read(*d.o.Cost.BudgetLimit)), to("cost")})
	}
	if p := d.balance().ProbabilityGap; d.cashMatters() && p > 1-r.LiquidityConfidence+1e-9 {
		rest = append(rest, ground{amberLight, say("report.warn.gap", d.percent(p), d.percent(1-r.LiquidityConfidence)), to("cash")})
	}
	if x := r.Outside; x != nil && x.Thinner {
		rest = append(rest, ground{amberLight, say("light.outside", d.m.read(x.Contingency), d.m.read(x.Contingency-x.Inside), d.m.read(x.Inside)), to("reserve")})
	}
	return append(append(red, rest...), d.losses()...)
}

// losses are the parties that lose in most futures.
func (d *desk) losses() []ground {
	var out []ground
	ret := d.o.Return
	if ret == nil {
		return nil
	}
	link := &sheet.Link{Key: "payback", Cell: "A1"}
	if ret.NPV.ProbabilityNegative > 0.5 {
		out = append(out, ground{amberLight, d.w.Say("report.warn.npv", d.percent(ret.NPV.ProbabilityNegative)), link})
	}
	for _, p := range ret.Partners {
		if p.NPV.ProbabilityNegative > 0.5 {
			out = append(out, ground{amberLight, d.w.Say("light.partner", p.Name, d.percent(p.NPV.ProbabilityNegative), d.m.read(p.NPV.Mean)), link})
		}
	}
	return out
}

// lightOf is the light that the reasons ask for together.
func lightOf(list []ground) int {
	light := green
	for _, r := range list {
		light = max(light, r.light)
	}
	return light
}

// plural says a text that counts: .one for a single thing where there is such a text.
func (d *desk) plural(key string, n int) string {
	if one := key + ".one"; n == 1 && d.w.Has(one) {
		return d.w.Say(one)
	}
	return d.w.Say(key, count(n))
}

// worstWarnings words the first warnings of the highest tier.
func (d *desk) worstWarnings(n int) []string {
	var out []string
	worst := outcome.WorstTier(d.o.Warnings)
	if outcome.TierRank(worst) < 2 {
		return nil
	}
	for _, w := range d.o.Warnings {
		if w.Tier != worst || len(out) == n {
			continue
		}
		out = append(out, d.warningSentence(w))
	}
	return out
}

// placeOf is where a warning is: a row of the plan, or the plan and what an overrun is over.
func (d *desk) placeOf(w outcome.Warning) string {
	where := d.titleOf(w.Where)
	switch {
	case where != "":
		return where
	case w.Metric == "overrun":
		return d.w.Say("report.alert.plan.over", d.overLine())
	}
	return d.w.Say("report.alert.plan")
}

// warningSentence words a warning: what, where, its value and threshold, who answers.
func (d *desk) warningSentence(w outcome.Warning) string {
	metric, _ := budget.MetricOf(w.Metric)
	where := d.placeOf(w)
	show := func(x float64) string { return sheet.Show(x, tiny(metric.Format, x, metric.Format)) }
	text := d.w.Say("light.warning", d.w.Say("report.tier."+w.Tier), metric.Name(d.w.Language), where, show(w.Value), show(w.Threshold))
	if w.Lasting {
		text += d.w.Say("light.warning.lasting", w.InARow)
	}
	if w.Owner != "" {
		text += d.w.Say("light.warning.owner", w.Owner)
	}
	return text
}

// titleOf writes an ID of the plan with its title: "L3 Returns and repacking".
func (d *desk) titleOf(id string) string {
	for _, l := range d.p.Costs {
		if l.ID == id {
			return titled(id, l.Name)
		}
	}
	for _, r := range d.p.Risks {
		if r.ID == id {
			return titled(id, r.Name)
		}
	}
	for _, s := range d.p.Funding {
		if s.ID == id {
			return titled(id, s.Name)
		}
	}
	for _, s := range d.p.Revenue {
		if s.ID == id {
			return titled(id, s.Name)
		}
	}
	for _, x := range d.p.Drivers {
		if x.Name == id {
			return titled(id, x.Description)
		}
	}
	return id
}

// titled is an ID with its title, which may be missing or the same.
func titled(id, name string) string {
	if name == "" || name == id {
		return id
	}
	return id + " " + name
}

// inputName is titleOf for an input, which may name a part of it: "F2.delay".
func (d *desk) inputName(input string) string {
	return d.driverName(outcome.Driver{Input: input, Name: d.bareTitle(input)})
}

// bareTitle is the title of the thing that an input belongs to, "" without one.
func (d *desk) bareTitle(input string) string {
	id, _ := d.inputParts(input)
	title := d.titleOf(id)
	if len(title) > len(id) {
		return title[len(id)+1:]
	}
	return ""
}

// lightCell writes the light: its colour and its word, so that nobody needs the colour.
func (g *page) lightCell(row int, light int) {
	fill := []string{"009E73", "E69F00", alert}[light]
	text := white
	if light == amberLight {
		text = ink
	}
	st := sheet.Style{Size: 14, Bold: true, Fill: fill, Color: text, Align: "center", VAlign: "center"}
	cell := g.put(row, 1, g.w.Say([]string{"light.green", "light.amber", "light.red"}[light]), st)
	cell.Note = g.w.Say("light.rule")
}

// assumedLine counts what the run took by itself: defaults, repairs, columns and sheets
// not read. Result sheets of an earlier run, whose place is the workbook as a whole, are none.
func (d *desk) assumedLine() string {
	parts := []string{}
	if n := len(d.readLog().Defaults) + d.said("blank-default"); n > 0 {
		parts = append(parts, d.plural("light.defaults", n))
	}
	if n := len(d.repaired()); n > 0 {
		parts = append(parts, d.plural("light.repaired", n))
	}
	columns, sheets := 0, 0
	for _, l := range d.readLog().Unused {
		switch {
		case l.Ref.Cell != "":
			columns++
		case l.Ref.Sheet != "":
			sheets++
		}
	}
	if columns > 0 {
		parts = append(parts, d.plural("light.unread", columns))
	}
	if sheets > 0 {
		parts = append(parts, d.plural("light.sheets", sheets))
	}
	if len(parts) == 0 {
		return ""
	}
	text := ""
	for i, p := range parts {
		if i > 0 {
			text += d.w.Say("summary.and")
		}
		text += p
	}
	return d.w.Say("light.assumed", text)
}

// readLog is what the reader did with the workbook.
func (d *desk) readLog() budget.ReadLog {
	read := d.o.Log.Read
	if len(read.Ranges)+len(read.Skipped)+len(read.Defaults)+len(read.Unused) == 0 {
		return d.p.Log
	}
	return read
}
