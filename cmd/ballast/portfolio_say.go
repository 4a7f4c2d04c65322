package main

import (
	"cmp"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/models/report"
)

// portfolioRows is how many plans are printed; all stand in the JSON.
const portfolioRows = 40

// sayPortfolio prints the answer.
func sayPortfolio(out io.Writer, w *words.Words, p *outcome.Portfolio) error {
	money := func(x float64) string { return report.Money(x, p.Currency, w.Language) }
	v, c := &p.Reserve, &p.Cost
	level := strconv.FormatFloat(100*v.Confidence, 'g', 6, 64)
	lines := []string{
		w.Say("portfolio.head", p.Name, len(p.Plans), p.Start, money(c.Base)),
		w.Say("portfolio.reserve", level, money(v.Contingency), money(v.Interval95[0]), money(v.Interval95[1])),
	}
	switch {
	case len(p.Plans) == 1, p.Release.Said == 0 && v.Diversification >= 0: // the release says as much
	case v.Diversification >= 0:
		lines = append(lines, w.Say("portfolio.less", money(v.SumOfPlans), money(v.Diversification)))
	default:
		lines = append(lines, w.Say("portfolio.more", money(v.SumOfPlans), money(-v.Diversification)))
	}
	if len(p.Plans) > 1 {
		lines = append(lines, sayRelease(w, p, money, level)...)
	}
	lines = append(lines, w.Say("portfolio.cost", money(c.Quantiles.At(50)), money(c.Quantiles.At(80)), money(c.Quantiles.At(95))))
	if c.BudgetLimit != nil {
		lines = append(lines, w.Say("portfolio.limit", money(*c.BudgetLimit), inPercent(w, c.ProbabilityOverLimit)))
	}
	if n := len(p.Skipped); n > 0 {
		lines = append(lines, w.Say("portfolio.incomplete", n, n+len(p.Plans)))
	}
	for _, s := range p.Skipped {
		lines = append(lines, w.Say("portfolio.skipped", s.File, s.Why))
	}
	if _, err := fmt.Fprintln(out, strings.Join(lines, "\n")); err != nil {
		return err
	}
	for _, say := range []func() error{
		func() error { return sayPlans(out, w, p, money) },
		func() error { return sayCauses(out, w, p, money) },
		func() error { return sayYears(out, w, p, money, level) },
		func() error { return sayPool(out, w, p, money) },
		func() error { return sayOwn(out, w, p) }} {
		if err := say(); err != nil {
			return err
		}
	}
	return sayRest(out, w, p)
}

// sayRelease answers how much of what the plans hold can be released.
func sayRelease(w *words.Words, p *outcome.Portfolio, money func(float64) string, level string) []string {
	r := &p.Release
	if r.Amount < 0 {
		return []string{w.Say("portfolio.release.none", money(r.Held), money(-r.Amount), money(r.Needed), level)}
	}
	text := w.Say("portfolio.release", money(r.Held), money(r.Amount), money(r.Needed), level)
	if r.Said > 0 {
		return []string{text, w.Say("portfolio.release.said", r.Said, len(p.Plans))}
	}
	return []string{text, w.Say("portfolio.release.alone")}
}

// sayCauses prints the reserve by common driver, with the rest of the plans.
func sayCauses(out io.Writer, w *words.Words, p *outcome.Portfolio, money func(float64) string) error {
	t := words.Table{Indent: "  ", First: 2, Last: 2}
	for _, c := range p.Causes[:min(len(p.Causes), portfolioRows)] {
		t.Add(causeName(w, c), money(c.Amount))
	}
	if len(p.Causes) == 0 {
		return nil
	}
	if _, err := fmt.Fprintln(out, w.Say("portfolio.causes")); err != nil {
		return err
	}
	if err := t.Write(out); err != nil {
		return err
	}
	if more := len(p.Causes) - portfolioRows; more > 0 {
		fmt.Fprintln(out, w.Say("portfolio.more-causes", more))
	}
	return nil
}

// causeName is a driver, or the rest of a plan, in words.
func causeName(w *words.Words, c outcome.PortfolioCause) string {
	if c.Driver != "" {
		return w.Say("portfolio.cause.driver", c.Driver)
	}
	return w.Say("portfolio.cause.plan", c.Plan)
}

// sayPool prints what the pool gives and to whom.
func sayPool(out io.Writer, w *words.Words, p *outcome.Portfolio, money func(float64) string) error {
	v := p.Pool
	if v == nil {
		return nil
	}
	level, reaches := strconv.FormatFloat(100*v.Confidence, 'g', 6, 64), 1-v.ProbabilityShort
	lines := w.Say("portfolio.pool.enough", inPercent(w, &reaches), money(v.PeakNeed), level)
	if v.ProbabilityShort > 0 {
		lines += "\n" + w.Say("portfolio.pool.short", inPercent(w, &v.ProbabilityShort), level, money(v.PeakShort))
	}
	if _, err := fmt.Fprintln(out, lines); err != nil {
		return err
	}
	t := words.Table{Indent: "  ", First: 2, Last: 4}
	t.Add(w.Say("portfolio.pool.source"), w.Say("portfolio.pool.committed"), w.Say("portfolio.pool.used"), w.Say("portfolio.pool.cost"))
	for _, s := range v.Sources {
		t.Add(s.ID, money(s.Committed), money(s.Used), money(s.Cost))
	}
	if err := t.Write(out); err != nil || len(v.Plans) == 0 {
		return err
	}
	t = words.Table{Indent: "  ", First: 2, Last: 5}
	t.Add(w.Say("portfolio.pool.plan"), w.Say("portfolio.pool.needs"), w.Say("portfolio.pool.peak"), w.Say("portfolio.pool.left"), w.Say("portfolio.pool.adds"))
	for _, b := range v.Plans[:min(len(v.Plans), portfolioRows)] {
		t.Add(b.ID, inPercent(w, &b.ProbabilityNeeds), money(b.PeakMean), inPercent(w, &b.ProbabilityLeft), money(b.AddsPeak))
	}
	return t.Write(out)
}

// sayOwn prints what the plans' own runs say of their cash, and how many early warnings
// they raise.
func sayOwn(out io.Writer, w *words.Words, p *outcome.Portfolio) error {
	warned := map[string][]outcome.Warning{}
	for _, x := range p.Warnings {
		warned[x.Plan] = append(warned[x.Plan], x.Warning)
	}
	t := words.Table{Indent: "  ", First: 2, Last: 3}
	t.Add(w.Say("portfolio.col.plan"), w.Say("portfolio.own.gap"), w.Say("portfolio.own.peak"), w.Say("portfolio.own.warnings"))
	for _, x := range p.Plans {
		gap, peak := "-", "-"
		if c := x.OwnCash; c != nil {
			gap, peak = inPercent(w, &c.ProbabilityGap), report.Money(c.PeakP90, cmp.Or(x.Currency, p.Currency), w.Language)
		}
		if x.OwnCash != nil || warned[x.ID] != nil {
			t.Add(x.ID, gap, peak, tiers(w, warned[x.ID]))
		}
	}
	if len(t.Rows) == 1 {
		return nil
	}
	more := len(t.Rows) - 1 - portfolioRows
	t.Rows = t.Rows[:min(len(t.Rows), portfolioRows+1)]
	if _, err := fmt.Fprintln(out, w.Say("portfolio.own")); err != nil {
		return err
	}
	if err := t.Write(out); err != nil || more <= 0 {
		return err
	}
	_, err := fmt.Fprintln(out, w.Say("portfolio.more-plans", more))
	return err
}

// sayNoOwn says that the plans were not run by themselves because they are many; "" where
// they were, or nobody wants it.
func (o *portfolioOptions) sayNoOwn(w *words.Words, plans int) string {
	if o.ownMost <= 0 || plans <= o.ownMost || o.each != "" {
		return ""
	}
	return w.Say("portfolio.own.none", o.ownMost, plans)
}

// sayRest prints what was shared, asked for and noted.
func sayRest(out io.Writer, w *words.Words, p *outcome.Portfolio) error {
	var lines []string
	for _, d := range p.Drivers {
		lines = append(lines, w.Say("portfolio.driver-shared", d.Name, len(d.Plans)))
	}
	rho := func(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
	for _, b := range p.Between {
		lines = append(lines, w.Say("portfolio.between", b.A, b.B, rho(b.Asked), rho(b.Realised)))
	}
	lines = append(lines, p.Notes...)
	lines = append(lines, w.Say("portfolio.run", p.Run.Scenarios, strconv.FormatUint(p.Run.Seed, 10), p.Run.Sampling))
	_, err := fmt.Fprintln(out, strings.Join(lines, "\n"))
	return err
}

// sayPlans prints a row for every plan.
func sayPlans(out io.Writer, w *words.Words, p *outcome.Portfolio, money func(float64) string) error {
	t := words.Table{Indent: "  ", First: 2, Last: 8}
	t.Add(w.Say("portfolio.col.plan"), w.Say("portfolio.col.base"), w.Say("portfolio.col.alone"), w.Say("portfolio.col.held"), w.Say("portfolio.col.part"), w.Say("portfolio.col.release"), w.Say("portfolio.col.adds"), w.Say("portfolio.col.others"))
	for _, x := range p.Plans[:min(len(p.Plans), portfolioRows)] {
		t.Add(x.ID, money(x.Base), money(x.ContingencyAlone), money(x.Held), money(x.Allocated), money(x.Release), money(x.AddsReserve), strconv.FormatFloat(x.WithOthers, 'f', 2, 64))
	}
	if err := t.Write(out); err != nil {
		return err
	}
	if more := len(p.Plans) - portfolioRows; more > 0 {
		fmt.Fprintln(out, w.Say("portfolio.more-plans", more))
	}
	_, err := fmt.Fprintln(out, w.Say("portfolio.adds"))
	return err
}

// sayYears prints the cost by calendar year.
func sayYears(out io.Writer, w *words.Words, p *outcome.Portfolio, money func(float64) string, level string) error {
	if len(p.Years) == 0 { // of a plan whose futures were only counted
		return nil
	}
	t := words.Table{Indent: "  ", First: 2, Last: 6}
	t.Add(w.Say("portfolio.col.year"), w.Say("portfolio.col.planned"), w.Say("portfolio.col.mean"), "P"+level, w.Say("portfolio.col.limit"), w.Say("portfolio.col.over"))
	for _, y := range p.Years {
		limit := "-"
		if y.Limit != nil {
			limit = money(*y.Limit)
		}
		t.Add(strconv.Itoa(y.Year), money(y.Planned), money(y.Mean), money(y.AtConfidence), limit, inPercent(w, y.ProbabilityOverLimit))
	}
	if err := t.Write(out); err != nil {
		return err
	}
	if p.BeyondMean > 0 {
		fmt.Fprintln(out, w.Say("portfolio.beyond-mean", money(p.BeyondMean)))
	}
	return nil
}
