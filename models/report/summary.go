package report

import (
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// Summary is what a finance director can read aloud: about ten lines in the
// language asked for ("" the plan's). Where the workbook was written is left
// to the caller.
func Summary(o *outcome.Outcome, p *budget.Plan, lang string) []string {
	d := newDesk(o, p, Options{Language: lang})
	c, say := o.Cost, d.w.Say
	lines := []string{d.headline(),
		say("summary.base", d.m.read(c.Base), d.percent(c.ConfidenceOfBase)),
		say("summary.cost", d.m.read(d.costAt(0.5)), d.m.read(d.costAt(0.8)), d.m.read(d.costAt(0.9)))}
	if text := d.reserveFinding(); text != lines[0] {
		lines = append(lines, text)
	}
	if text := d.jump(); text != "" {
		lines = append(lines, text)
	}
	lines = append(lines, d.overrunLine())
	if x := o.Reserve.Outside; x != nil && x.Thinner {
		lines = append(lines, say("summary.outside", d.m.read(x.Contingency), d.outsideSentence()))
	}
	if d.cashMatters() {
		lines = append(lines, d.gapFinding(), d.liquidityLine())
	}
	if r := o.Return; r != nil {
		lines = append(lines,
			say("summary.payback", d.paidBack(r.Payback, 50), d.paidBack(r.Payback, 80), d.percent(r.Payback.ProbabilityWithinHorizon)),
			say("summary.npv", d.m.read(r.NPV.Mean), d.percent(r.NPV.ProbabilityNegative)))
		for _, loss := range d.losses() {
			lines = append(lines, loss.text)
		}
	}
	if text := d.driverLine(); text != "" {
		lines = append(lines, text)
	}
	if all := d.repaired(); len(all) > 0 {
		lines = append(lines, say("summary.repaired", d.repairs(all)))
	}
	if o.Control != nil {
		lines = append(lines, d.progressLine())
	}
	if o.Control != nil || len(o.Warnings) > 0 {
		lines = append(append(lines, d.warningFinding()), d.worstWarnings(3)...)
	}
	if text := d.assumedLine(); text != "" {
		lines = append(lines, text)
	}
	return append(lines, say("summary.run", count(o.Run.Scenarios), strconv.FormatUint(o.Run.Seed, 10), o.Run.Sampling))
}

// Brief is the decision and what stands behind it in at most ten lines, for a message.
func Brief(o *outcome.Outcome, p *budget.Plan, lang string) []string {
	d := newDesk(o, p, Options{Language: lang})
	name := p.Project.Name
	if name == "" {
		name = o.Input.File
	}
	light := []string{"light.green", "light.amber", "light.red"}[lightOf(d.grounds())]
	lines := []string{d.w.Say("brief.title", name, d.w.Say(light)), d.headline(), d.boardFinding(), d.overrunLine()}
	if o.Control != nil {
		lines = append(lines, d.progressLine())
	}
	if r := o.Return; r != nil {
		lines = append(lines, d.w.Say("summary.npv", d.m.read(r.NPV.Mean), d.percent(r.NPV.ProbabilityNegative)))
	}
	for _, r := range d.grounds() {
		if r.light != redLight || r.link.Key == "warnings" {
			lines = append(lines, r.text)
		}
		if r.link.Key == "warnings" {
			lines = append(lines, d.worstWarnings(3)...)
		}
	}
	return lines[:min(len(lines), 10)]
}

// repairs names the first correlations that were changed, with what was used.
// repaired lists the correlations of the plan that were changed to possible ones. The
// pairs that the plan leaves out, and that the nearest possible matrix moves a little off
// zero, are told in the run log.
func (d *desk) repaired() []outcome.Rho {
	c := d.o.Correlation
	if c == nil {
		return nil
	}
	var given []outcome.Rho
	for _, r := range c.Repaired {
		if slices.ContainsFunc(c.Requested, func(x outcome.Rho) bool { return x.A == r.A && x.B == r.B || x.A == r.B && x.B == r.A }) {
			given = append(given, r)
		}
	}
	return given
}

func (d *desk) repairs(all []outcome.Rho) string {
	var parts []string
	for _, r := range all[:min(3, len(all))] {
		parts = append(parts, d.w.Say("summary.repair", d.inputName(r.A), d.inputName(r.B), strconv.FormatFloat(r.Rho, 'f', 2, 64)))
	}
	if more := len(all) - len(parts); more > 0 {
		parts = append(parts, d.w.Say("summary.more", more))
	}
	return strings.Join(parts, d.w.Say("summary.and"))
}

func (d *desk) overrunLine() string {
	return d.w.Say("summary.overrun", d.percent(d.o.Cost.Overrun.Probability), d.overrunOver())
}

// onBank is the key of a text on extra cash, or that for a plan whose bank counts: there
// what is needed stands beyond the bank, and not beyond the opening cash.
//
// Checked: TestLiquidityBeyondTheBank.
func (d *desk) onBank(key string) string {
	for _, b := range d.o.Position {
		if b.Item == "bank" {
			return key + ".bank"
		}
	}
	return key
}

func (d *desk) liquidityLine() string {
	r := d.o.Reserve
	if r.Liquidity == nil {
		return d.w.Say("summary.noliquidity", reason(r.LiquidityWhy))
	}
	if *r.Liquidity <= 0 {
		return d.w.Say("summary.liquidity.zero", level(r.LiquidityConfidence))
	}
	return d.w.Say(d.onBank("summary.liquidity"), d.m.said().AtLeast(*r.Liquidity), level(r.LiquidityConfidence))
}

// driverLine names the three biggest drivers of total cost.
func (d *desk) driverLine() string {
	for _, o := range d.outputs() {
		if o.key != "cost" {
			continue
		}
		text := ""
		for i, x := range swings(o, 3) {
			if i > 0 {
				text += d.w.Say("summary.and")
			}
			text += d.w.Say("summary.driver", d.driverName(x), d.signed(x.Low-o.mean), d.signed(x.High-o.mean))
		}
		if text != "" {
			return d.w.Say("summary.drivers", text)
		}
	}
	return ""
}

// signed writes a change with its sign.
func (d *desk) signed(x float64) string {
	if x > 0 {
		return "+" + d.m.read(x)
	}
	return d.m.read(x)
}
