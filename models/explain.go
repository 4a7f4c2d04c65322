package models

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/sim"
)

// ExplainPlan prints the plan as read: every setting and row that counts.
func (m *Model) ExplainPlan(out io.Writer) error {
	w := &printer{Writer: bufio.NewWriter(out)}
	p := &m.plan.Project
	w.f("plan %s  sha256 %s\n", m.plan.File, m.plan.SHA256)
	w.f("%s: %s from %s, %d months, discount rate %s, base %s\n", p.Name, p.Currency, p.Start, p.Horizon, percentText(m.plan.Language, p.Rate), money(m.base))
	w.f("opening cash %s, minimum cash %s, reserve at %s, liquidity at %s\n", p.OpeningCash,
		p.MinimumCash, percentText(m.plan.Language, p.ReserveConfidence), percentText(m.plan.Language, p.LiquidityConfidence))
	w.f("\ncost lines (%d)\n", len(m.lines))
	for i, c := range m.plan.Costs {
		l := &m.lines[i]
		w.f("  %s %s %s base %14s  %s for %g months%s\n", words.Pad(c.ID, 8), words.Pad(words.Clip(c.Name, 32), 32), words.Pad(c.Phase, 14), money(l.base),
			p.Start.Add(c.StartMonth), l.months, m.tail(" amount ", l.amount)+m.tail(" slip ", l.slip)+m.tail(" stretch ", l.stretch)+m.tail(" lag ", l.lag))
	}
	for _, s := range m.plan.Revenue {
		w.f("stream  %s %s %14s a month from %s\n", words.Pad(s.ID, 8), words.Pad(words.Clip(s.Name, 32), 32), s.Monthly, p.Start.Add(s.StartMonth))
	}
	for _, s := range m.plan.Funding {
		w.f("source  %s %s %-10s %14s arrives %s  repayment %s\n", words.Pad(s.ID, 8), words.Pad(words.Clip(s.Name, 32), 32),
			s.Kind, s.Committed, p.Start.Add(s.ArriveMonth), s.Repayment)
	}
	for _, r := range m.plan.Risks {
		w.f("risk    %s %s p %s  affects %s\n", words.Pad(r.ID, 8), words.Pad(words.Clip(r.Name, 32), 32), percentText(m.plan.Language, r.Probability), strings.Join(r.Affects, ", "))
	}
	return w.done()
}

// tail describes a number that is drawn, and is empty for a constant.
func (m *Model) tail(word string, n number) string {
	if n.v < 0 {
		return ""
	}
	return "  " + strings.TrimSpace(word) + " " + m.vars[n.v].dist.String()
}

// ExplainProgram prints the compiled program: every variable with its stream
// and distribution, and the correlations.
func (m *Model) ExplainProgram(out io.Writer) error {
	w := &printer{Writer: bufio.NewWriter(out)}
	w.f("%d variables, %d correlations, %d scalar and %d monthly outputs over %d months\n",
		len(m.vars), len(m.links), len(m.out.scalars), len(m.out.series), m.horizon)
	for i, v := range m.vars {
		w.f("%5d  %-34s %-18s %s\n", i, v.key, v.label, v.dist)
	}
	if m.factors != nil {
		m.explainFactors(w)
	}
	for _, l := range m.links {
		w.f("correlation  %s ~ %s  %.4g\n", m.vars[l.A].key, m.vars[l.B].key, l.Rho)
	}
	return w.done()
}

// explainFactors prints the weights of the common factors of every variable.
func (m *Model) explainFactors(w *printer) {
	for k, v := range m.factors.Variables {
		w.f("factors  %-34s", m.vars[v].key)
		for _, l := range m.factors.Loadings[k] {
			w.f("  %d: %.4g", l.Factor, l.Weight)
		}
		w.f("\n")
	}
}

// ExplainScenario replays one future and prints every draw, event, line and
// month in the plan's language, with what is needed to check the figures by
// hand: lines and risks to the total, flows to cash, flows to worth.
//
// Checked: TestExplainByHand of cmd/ballast, with the printed figures alone.
func (m *Model) ExplainScenario(ctx context.Context, out io.Writer, number int, cfg RunConfig) error {
	s, err := newSimulation(m, cfg)
	if err != nil {
		return err
	}
	if number < 0 || number >= s.cfg.Scenarios {
		return fmt.Errorf("scenario %d is outside 0..%d", number, s.cfg.Scenarios-1)
	}
	w := &printer{Writer: bufio.NewWriter(out)}
	w.f("%s\n", m.words.Say("explain.head", strconv.Itoa(number), s.cfg.Scenarios,
		strconv.FormatUint(s.cfg.Seed, 10), string(s.cfg.Sampling), m.plan.Project.Currency))
	prog := m.program
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, fullKernel)
		k.before = func(sc *scenario) { m.explainCost(w, sc); m.explainCash(w, sc) }
		return k
	}
	if err := sim.Subset(ctx, &prog, s.cfg, nil, []int{number}, func(b *sim.Block) error {
		m.explainResults(w, b)
		m.explainDraws(w, b)
		return nil
	}); err != nil {
		return m.explainError(err)
	}
	return w.done()
}

// printer remembers the first error of many prints.
type printer struct {
	*bufio.Writer
	err error
}

func (w *printer) f(format string, args ...any) {
	if _, err := fmt.Fprintf(w.Writer, format, args...); err != nil && w.err == nil {
		w.err = err
	}
}

func (w *printer) done() error {
	if err := w.Flush(); w.err == nil {
		w.err = err
	}
	return w.err
}

// money prints a figure to the cent.
func money(x float64) string {
	if x > 1e300 || x < -1e300 {
		return "never"
	}
	return budget.MoneyOf(x).StringFixed(2)
}
