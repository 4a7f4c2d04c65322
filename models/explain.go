package models

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"ballast/budget"
	"ballast/sim"
)

// ExplainPlan prints the plan as read: every setting and row that counts.
func (m *Model) ExplainPlan(out io.Writer) error {
	w := &printer{Writer: bufio.NewWriter(out)}
	p := &m.plan.Project
	w.f("plan %s  sha256 %s\n", m.plan.File, m.plan.SHA256)
	w.f("%s: %s from %s, %d months, discount rate %s, base %s\n", p.Name, p.Currency, p.Start, p.Horizon, percentText(p.Rate), money(m.base))
	w.f("opening cash %s, minimum cash %s, reserve at %s, liquidity at %s\n", p.OpeningCash, p.MinimumCash, percentText(p.ReserveConfidence), percentText(p.LiquidityConfidence))
	w.f("\ncost lines (%d)\n", len(m.lines))
	for i, c := range m.plan.Costs {
		l := &m.lines[i]
		w.f("  %-8s %-32s %-14s base %14s  %s for %g months%s\n", c.ID, clip(c.Name, 32), c.Phase, money(l.base),
			p.Start.Add(c.StartMonth), l.months, m.tail(" amount ", l.amount)+m.tail(" slip ", l.slip)+m.tail(" stretch ", l.stretch)+m.tail(" lag ", l.lag))
	}
	for _, s := range m.plan.Revenue {
		w.f("stream  %-8s %-32s %14s a month from %s\n", s.ID, clip(s.Name, 32), s.Monthly, p.Start.Add(s.StartMonth))
	}
	for _, s := range m.plan.Funding {
		w.f("source  %-8s %-32s %-10s %14s arrives %s  repayment %s\n", s.ID, clip(s.Name, 32), s.Kind, s.Committed, p.Start.Add(s.ArriveMonth), s.Repayment)
	}
	for _, r := range m.plan.Risks {
		w.f("risk    %-8s %-32s p %s  affects %s\n", r.ID, clip(r.Name, 32), percentText(r.Probability), strings.Join(r.Affects, ", "))
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
	for _, l := range m.links {
		w.f("correlation  %s ~ %s  %.4g\n", m.vars[l.A].key, m.vars[l.B].key, l.Rho)
	}
	return w.done()
}

// ExplainScenario replays one future and prints every draw, event and month.
func (m *Model) ExplainScenario(ctx context.Context, out io.Writer, number int, cfg RunConfig) error {
	s, err := newSimulation(m, cfg)
	if err != nil {
		return err
	}
	if number < 0 || number >= s.cfg.Scenarios {
		return fmt.Errorf("scenario %d is outside 0..%d", number, s.cfg.Scenarios-1)
	}
	w := &printer{Writer: bufio.NewWriter(out)}
	w.f("scenario %d of %d, seed %d, %s\n\n", number, s.cfg.Scenarios, s.cfg.Seed, s.cfg.Sampling)
	prog := m.program
	prog.NewKernel = func(seed uint64) sim.Kernel {
		k := newKernel(m, seed, fullKernel)
		k.before = func(sc *scenario) { m.explainDraws(w, sc); m.explainFuture(w, sc) }
		return k
	}
	if err := sim.Subset(ctx, &prog, s.cfg, nil, []int{number}, func(b *sim.Block) error {
		m.explainResults(w, b)
		return nil
	}); err != nil {
		return m.explainError(err)
	}
	return w.done()
}

func (m *Model) explainDraws(w *printer, s *scenario) {
	w.f("draws\n")
	for v, x := range m.vars {
		w.f("  %-34s %-16s %16.8g  %s\n", x.key, x.label, s.in[v][s.i], x.dist)
	}
}

// explainFuture prints events, lines, arrivals and months.
func (m *Model) explainFuture(w *printer, s *scenario) {
	start := m.plan.Project.Start
	w.f("\nevents (%d)\n", len(s.events))
	for _, e := range s.events {
		r := m.plan.Risks[e.risk]
		w.f("  %s  %-8s %-32s impact %s  delay %.3f months  revenue %s  money %s\n", start.Add(e.month), r.ID, clip(r.Name, 32),
			money(e.impact), e.delay, percentText(e.revenue), money(s.eventMoney(e)))
	}
	w.f("\ncost lines\n  %-8s %-26s %14s %14s %9s %9s %9s %14s\n", "ID", "name", "base", "drawn", "factor", "start", "months", "total")
	for i, c := range m.plan.Costs {
		w.f("  %-8s %-26s %14s %14s %9.4f %9.3f %9.3f %14s\n", c.ID, clip(c.Name, 26), money(m.lines[i].base), money(s.planned(i)), s.factor[i], s.start(i)+1, s.duration[i], money(s.lineTotal[i]))
	}
	for k, x := range s.riskTotal {
		if x != 0 {
			w.f("  %-8s %-26s %79s\n", m.plan.Risks[k].ID, clip(m.plan.Risks[k].Name, 26), money(x))
		}
	}
	w.f("  total cost %s = estimates %s, with risks %s, with escalation %s, with delay %s\n", money(s.layers[3]), money(s.layers[0]), money(s.layers[1]), money(s.layers[2]), money(s.layers[3]))
	for j, src := range m.plan.Funding {
		for _, a := range s.supplies[j].arrivals {
			w.f("  %-8s %-26s arrives in month %.3f: %s\n", src.ID, clip(src.Name, 26), a.month+1, money(a.amount))
		}
	}
	w.f("\n%-8s %14s %14s %14s %14s %14s %14s %14s %14s %14s\n", "month", "cost incurred", "cost paid", "collected", "tax", "drawn", "interest+fees", "principal", "cash", "gap")
	for k := range m.horizon {
		var drawn, charge, principal float64
		for j := range m.sources {
			drawn += s.book.drawn[j][k]
			charge += s.book.interest[j][k] + s.book.fees[j][k]
			principal += s.book.principal[j][k]
		}
		w.f("%-8s %14s %14s %14s %14s %14s %14s %14s %14s %14s\n", start.Add(k), money(s.incurred[k]), money(s.paid[k]), money(s.collected[k]),
			money(s.tax[k]), money(drawn), money(charge), money(principal), money(s.book.cash[k]), money(s.book.gap[k]))
	}
	w.f("beyond the horizon: cost %s, collections %s\n", money(s.beyond), money(s.collectedBeyond))
}

// explainResults prints the scalar outputs of the scenario.
func (m *Model) explainResults(w *printer, b *sim.Block) {
	w.f("\nresults\n")
	for k, name := range m.out.scalars {
		w.f("  %-36s %s\n", name, money(b.Scalar[k][0]))
	}
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

// clip cuts a name to n runes.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n-1]) + "…"
}
