package main

import (
	"fmt"
	"io"
	"strconv"

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
	case len(p.Plans) == 1:
	case v.Diversification >= 0:
		lines = append(lines, w.Say("portfolio.less", money(v.SumOfPlans), money(v.Diversification)))
	default:
		lines = append(lines, w.Say("portfolio.more", money(v.SumOfPlans), money(-v.Diversification)))
	}
	lines = append(lines, w.Say("portfolio.cost", money(c.Quantiles.At(50)), money(c.Quantiles.At(80)), money(c.Quantiles.At(95))))
	if c.BudgetLimit != nil {
		lines = append(lines, w.Say("portfolio.limit", money(*c.BudgetLimit), inPercent(c.ProbabilityOverLimit)))
	}
	for _, s := range p.Skipped {
		lines = append(lines, w.Say("portfolio.skipped", s.File, s.Why))
	}
	for _, line := range lines {
		if _, err := fmt.Fprintln(out, line); err != nil {
			return err
		}
	}
	if err := sayPlans(out, w, p, money); err != nil {
		return err
	}
	if err := sayYears(out, w, p, money, level); err != nil {
		return err
	}
	for _, d := range p.Drivers {
		fmt.Fprintln(out, w.Say("portfolio.driver-shared", d.Name, len(d.Plans)))
	}
	for _, n := range p.Notes {
		fmt.Fprintln(out, n)
	}
	_, err := fmt.Fprintln(out, w.Say("portfolio.run", p.Run.Scenarios, strconv.FormatUint(p.Run.Seed, 10), p.Run.Sampling))
	return err
}

// sayPlans prints a row for every plan.
func sayPlans(out io.Writer, w *words.Words, p *outcome.Portfolio, money func(float64) string) error {
	t := words.Table{Indent: "  ", First: 2, Last: 6}
	t.Add(w.Say("portfolio.col.plan"), w.Say("portfolio.col.base"), w.Say("portfolio.col.alone"), w.Say("portfolio.col.part"), w.Say("portfolio.col.adds"), w.Say("portfolio.col.others"))
	for _, x := range p.Plans[:min(len(p.Plans), portfolioRows)] {
		t.Add(x.ID, money(x.Base), money(x.ContingencyAlone), money(x.Allocated), money(x.AddsReserve), strconv.FormatFloat(x.WithOthers, 'f', 2, 64))
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
	t := words.Table{Indent: "  ", First: 2, Last: 6}
	t.Add(w.Say("portfolio.col.year"), w.Say("portfolio.col.planned"), w.Say("portfolio.col.mean"), "P"+level, w.Say("portfolio.col.limit"), w.Say("portfolio.col.over"))
	for _, y := range p.Years {
		limit := "-"
		if y.Limit != nil {
			limit = money(*y.Limit)
		}
		t.Add(strconv.Itoa(y.Year), money(y.Planned), money(y.Mean), money(y.AtConfidence), limit, inPercent(y.ProbabilityOverLimit))
	}
	if err := t.Write(out); err != nil {
		return err
	}
	if p.BeyondMean > 0 {
		fmt.Fprintln(out, w.Say("portfolio.beyond-mean", money(p.BeyondMean)))
	}
	return nil
}
