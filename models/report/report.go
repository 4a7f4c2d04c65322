// Package report turns the outcome of a run into result sheets: sentences that
// say the finding, charts bound to cells, tables, and the lines a finance
// director reads aloud. It knows no file format.
package report

import (
	"time"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/models/outcome"
)

// Options say how to report. The zero value runs: English or Chinese as the
// plan's language, no date.
type Options struct {
	Language string    // "en" or "zh"; "" the plan's
	Now      time.Time // date printed on the dashboard and in the run log; zero: none
	Timings  []Timing  // stages for the run log
	// Confidence is what the reader typed on the result before, which stays; 0
	// none. TypedAt is its cell there.
	Confidence float64
	TypedAt    string
}

// Timing is the wall time of one stage of the program.
type Timing struct {
	Stage   string
	Seconds float64
}

// desk is what every page is written on: the outcome, the words and the
// formats of its money, and what the pages give to the dashboard.
type desk struct {
	o     *outcome.Outcome
	p     *budget.Plan
	opts  Options
	w     *words.Words
	m     money
	start budget.Month
	names []sheet.Name
	kept  map[string]sheet.Chart // charts that the dashboard shows too, by key
	tabs  []tab                  // pages built so far, in tab order after the dashboard
	again []torn                 // of the page in the making: where headings are repeated
}

// tab is one entry of the dashboard's list of sheets.
type tab struct{ key, title string }

// Build makes the result sheets of an outcome, the dashboard first. A sheet is
// made only when its data is there: no funding, no Funding results; no
// revenue, no Payback.
func Build(o *outcome.Outcome, p *budget.Plan, opts Options) *sheet.Book {
	d := newDesk(o, p, opts)
	var sheets []sheet.Sheet
	add := func(write func() *page) {
		if s, ok := d.printed(write); ok {
			d.tabs = append(d.tabs, tab{s.Key, s.Title})
			sheets = append(sheets, s)
		}
	}
	add(d.reserve)
	add(d.cost)
	add(d.cash)
	add(d.funding)
	add(d.mixes)
	add(d.payback)
	add(d.sensitivity)
	add(d.risks)
	add(d.control)
	add(d.commitments)
	add(d.warnings)
	add(d.followups)
	add(d.scorecard)
	add(d.deliveries)
	add(func() *page { return d.terms(sheets) })
	add(d.runLog)
	board, _ := d.printed(d.dashboard)
	return &sheet.Book{
		Language: d.w.Language,
		Sheets:   append([]sheet.Sheet{board}, sheets...),
		Names:    d.names,
	}
}

func newDesk(o *outcome.Outcome, p *budget.Plan, opts Options) *desk {
	if p == nil {
		p = &budget.Plan{}
	}
	lang := opts.Language
	if lang == "" {
		lang = p.Language
	}
	w := words.For(lang)
	return &desk{
		o: o, p: p, opts: opts, w: w,
		m:     money{currency: o.Currency, lang: w.Language},
		start: monthOf(o.Start, p.Project.Start),
		kept:  map[string]sheet.Chart{},
	}
}

// monthOf reads "2026-01"; fallback when it cannot.
func monthOf(s string, fallback budget.Month) budget.Month {
	t, err := time.Parse("2006-01", s)
	if err != nil {
		return fallback
	}
	return budget.Month{Year: t.Year(), Month: int(t.Month())}
}
