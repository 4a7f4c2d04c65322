package report

import (
	"strconv"
	"time"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/words"
)

// runLog is the sheet that says how the figures were made and what was done
// with every part of the workbook.
func (d *desk) runLog() *page {
	g := d.page("runlog", 22, 26, 16, 110)
	g.heading(d.w.Say("report.runlog.finding", count(d.o.Run.Scenarios), d.o.Run.Sampling, strconv.FormatUint(d.o.Run.Seed, 10)), d.w.Say("report.runlog.hint"))
	g.row--
	fields := []field{
		{head: g.w.Say("report.log.kind"), style: styleText()},
		{head: g.w.Say("report.place"), style: styleLink()},
		{head: g.w.Say("report.log.code"), style: styleText()},
		{head: g.w.Say("report.log.text"), style: styleWrap()},
	}
	var rows [][]any
	add := func(kind string, ref budget.Ref, code, text string) {
		rows = append(rows, []any{kind, sheet.Cell{Value: place(ref), Link: source(ref, g.w.Say("report.tip"))}, code, text})
	}
	g.runRows(add)
	g.problemRows(add)
	g.readRows(add)
	g.rhoRows(add)
	g.table(1, fields, rows)
	g.s.FreezeRow = 5
	return g
}

// entry adds one line to the run log.
type entry func(kind string, ref budget.Ref, code, text string)

func (g *page) runRows(add entry) {
	o, run := g.o, g.w.Say("report.log.run")
	fact := func(key, value string) {
		if value != "" {
			add(run, budget.Ref{}, "", g.w.Say("report.log."+key, value))
		}
	}
	fact("file", o.Input.File)
	fact("sha", o.Input.SHA256)
	fact("version", o.Version)
	if !g.opts.Now.IsZero() {
		fact("time", g.opts.Now.Format(time.RFC3339))
	}
	fact("seed", strconv.FormatUint(o.Run.Seed, 10))
	fact("sampling", o.Run.Sampling)
	fact("scenarios", count(o.Run.Scenarios))
	fact("block", count(o.Run.Block))
	fact("seconds", strconv.FormatFloat(o.Run.Seconds, 'f', 2, 64))
	for _, t := range g.opts.Timings {
		add(run, budget.Ref{}, "", g.w.Say("report.log.stage", t.Stage, strconv.FormatFloat(t.Seconds, 'f', 3, 64)))
	}
	if o.Run.Converged {
		add(run, budget.Ref{}, "", g.w.Say("report.log.converged"))
	} else {
		add(run, budget.Ref{}, "", g.w.Say("report.log.unconverged"))
	}
	if c := g.opts.Confidence; c > 0 {
		fact("typed", g.opts.TypedAt+" "+words.PercentSign(g.w.Language, strconv.FormatFloat(100*c, 'f', -1, 64)))
	}
	add(run, budget.Ref{}, "", g.accuracy())
}

// problemRows lists all problems: those of the log, which know their hints, or
// else those of the outcome.
func (g *page) problemRows(add entry) {
	if len(g.o.Log.Problems) == 0 {
		for _, p := range g.o.Problems {
			add(g.w.Say("severity."+severityOf(p.Severity).String()), budget.Ref{Sheet: p.Sheet, Cell: p.Cell}, p.Code, p.Message)
		}
		return
	}
	for _, p := range g.o.Log.Problems {
		text := p.Message
		if p.Hint != "" {
			text += " – " + p.Hint
		}
		add(g.w.Say("severity."+p.Severity.String()), p.Ref, p.Code, text)
	}
}

func (g *page) readRows(add entry) {
	read := g.readLog()
	for _, r := range read.Ranges {
		add(g.w.Say("report.log.read"), r, "", g.w.Say("report.log.range", place(r)))
	}
	lines := func(kind string, list []budget.Line) {
		for _, l := range list {
			add(kind, l.Ref, "", l.Text)
		}
	}
	lines(g.w.Say("report.log.skipped"), read.Skipped)
	lines(g.w.Say("report.log.default"), read.Defaults)
	lines(g.w.Say("report.log.unused"), read.Unused)
	lines(g.w.Say("report.log.note"), g.o.Log.Notes)
}

// rhoRows lists the correlations asked for beside those of the draws.
func (g *page) rhoRows(add entry) {
	c := g.o.Correlation
	kind := g.w.Say("report.log.correlation")
	if c == nil || len(c.Requested) == 0 {
		add(kind, budget.Ref{}, "", g.w.Say("report.log.uncorrelated"))
		return
	}
	rho := func(x float64) string { return strconv.FormatFloat(x, 'f', 3, 64) }
	pair := func(a, b string) [2]string { return [2]string{min(a, b), max(a, b)} }
	realised := map[[2]string]float64{}
	for _, r := range c.Realised {
		realised[pair(r.A, r.B)] = r.Rho
	}
	for _, r := range c.Requested {
		text := g.w.Say("report.log.rho", g.inputName(r.A), g.inputName(r.B), rho(r.Rho))
		if x, ok := realised[pair(r.A, r.B)]; ok && finite(x) {
			text += g.w.Say("report.log.realised", rho(x))
		}
		add(kind, budget.Ref{}, "", text)
	}
	for _, r := range c.Repaired {
		add(kind, budget.Ref{}, "", g.w.Say("report.log.repaired", g.inputName(r.A), g.inputName(r.B), rho(r.Rho)))
	}
}
