package main

import (
	"fmt"
	"io"
	"strings"

	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/models/report"
)

// mostChanges is how many changes are printed; the JSON has them all.
const mostChanges = 25

// printChanges prints what differs between two plans: rows, owners, mixes.
func printChanges(out io.Writer, b *outcome.Bridge, currency string, w *words.Words) error {
	money := func(x float64) string {
		text := report.Money(x, currency, w.Language)
		if x > 0 {
			text = "+" + text
		}
		return text
	}
	var err error
	head := func(key string, args ...any) {
		if err == nil {
			_, err = fmt.Fprintln(out, w.Say(key, args...))
		}
	}
	table := func(t words.Table) {
		if err == nil {
			err = t.Write(out)
		}
	}
	if len(b.Changes) == 0 {
		head("command.changes.none")
		return err
	}
	head("command.changes.head", len(b.Changes))
	t := words.Table{Indent: "  "}
	for _, c := range b.Changes[:min(mostChanges, len(b.Changes))] {
		t.Add(changeRow(c, money, w)...)
	}
	table(t)
	if more := len(b.Changes) - mostChanges; more > 0 {
		head("command.changes.more", more)
	}
	if len(b.Owners) > 0 {
		head("command.changes.owners")
		t := words.Table{Indent: "  ", First: 2, Last: 3}
		for _, o := range b.Owners {
			name := o.Owner
			if name == "" {
				name = w.Say("command.changes.nobody")
			}
			t.Add(name, money(o.Base), w.Say("command.changes.lines", o.Lines))
		}
		table(t)
	}
	if len(b.Mixes) > 0 {
		table(mixTable(b.Mixes, currency, w))
	}
	return err
}

// changeRow is a change in columns: where, what it is, what was and what is, its share of
// the base, who answers for it.
func changeRow(c outcome.Change, money func(float64) string, w *words.Words) []string {
	what := w.Say("command.changes." + c.What)
	if c.From != "" || c.To != "" {
		what += " " + orDash(c.From) + " → " + orDash(c.To)
	}
	base := ""
	if c.Base != 0 {
		base = w.Say("command.changes.base.by", money(c.Base))
	}
	return []string{c.At, strings.TrimSpace(c.ID + " " + c.Name), what, base, c.Owner}
}

// mixTable is the mixes of both plans beside each other.
func mixTable(mixes []outcome.MixChange, currency string, w *words.Words) words.Table {
	t := words.Table{Indent: "  ", First: 2, Last: 5}
	t.Add(strings.Split(w.Say("command.changes.mixes"), " | ")...)
	for _, m := range mixes {
		gap := inPercent(w, &m.Gap[0]) + " → " + inPercent(w, &m.Gap[1])
		if !m.Visible {
			gap += " (" + w.Say("command.compare.same") + ")"
		}
		t.Add(m.Name, gap, report.Money(m.Peak[0], currency, w.Language)+" → "+report.Money(m.Peak[1], currency, w.Language),
			report.Money(m.Cost[0], currency, w.Language)+" → "+report.Money(m.Cost[1], currency, w.Language))
	}
	return t
}
