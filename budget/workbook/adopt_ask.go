package workbook

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/workbook/internal/adopt"
)

// mostChoices is how many ways to read a budget are offered.
const mostChoices = 8

// settleReading takes the first reading when the budget proves it; otherwise it
// asks, or takes what it was told to take and keeps the doubts.
func (a *adopter) settleReading(all []*adopt.Reading) *adopt.Reading {
	first := all[0]
	for _, e := range first.Lines() {
		for _, x := range e.Cells {
			if x.Bad { // what has no value is mended first
				a.sound(first)
				return nil
			}
		}
	}
	answered := len(a.o.Tables) > 0 && a.o.Amount != "" // both were named: what is named is taken
	if first.Clear() || answered && !monthsUnsaid(first) || a.o.Yes {
		return first
	}
	var why []string
	for _, d := range first.Doubts {
		why = append(why, a.doubt(d))
	}
	choices := a.choices(all)
	if a.o.Ask != nil {
		if i := a.o.Ask(why, choices); i >= 0 && i < len(choices) {
			r := all[i]
			if monthsUnsaid(r) && a.o.Months == 0 {
				a.o.Months = assumedMonths
			}
			return r
		}
	}
	lines := []string{a.r.w.Say("adopt.ask.choose")}
	for i, c := range choices {
		lines = append(lines, fmt.Sprintf("%d  %s", i+1, a.choiceText(c)), "   "+c.Command)
	}
	if monthsUnsaid(first) {
		lines = append(lines, a.r.w.Say("adopt.ask.months"))
	}
	b := first.Blocks[0]
	ref := a.r.ref(b.Sheet.Name, b.Area().String())
	a.r.report(ref, budget.Error, "adopt-ask", a.r.w.Say("problem.adopt-ask", strings.Join(why, "; ")), strings.Join(lines, "\n    "))
	return nil
}

// assumedMonths is for how long monthly amounts are due when nobody says.
const assumedMonths = 12

// monthsUnsaid tells whether a reading has monthly amounts for a time that
// nobody named.
func monthsUnsaid(r *adopt.Reading) bool {
	for _, d := range r.Doubts {
		if d.Code == "adopt-months" {
			return true
		}
	}
	return false
}

// doubt says in words why a reading is not taken unasked.
func (a *adopter) doubt(d adopt.Doubt) string {
	text := a.r.w.Say("adopt.doubt."+strings.TrimPrefix(d.Code, "adopt-"), d.Text, d.Args)
	if d.Cell != "" && d.Code != "adopt-several" {
		text = d.Sheet + "!" + d.Cell + ": " + text
	}
	return text
}

// choices are the readings as a person picks one.
func (a *adopter) choices(all []*adopt.Reading) []AdoptChoice {
	var out []AdoptChoice
	for _, r := range all[:min(len(all), mostChoices)] {
		out = append(out, AdoptChoice{
			Tables: r.Tables(), Columns: r.Blocks[0].Figure.Names(), Lines: len(r.Lines()), Total: a.cash(r), Command: a.commandFor(r),
		})
	}
	return out
}

func (a *adopter) choiceText(c AdoptChoice) string {
	tables := c.Tables
	if n := len(tables); n > 6 {
		tables = append(append([]string{}, tables[:2]...), "...", tables[n-1])
	}
	return a.r.w.Say("adopt.ask.choice", strings.Join(tables, " + "), c.Columns, c.Lines, decimalText(c.Total))
}

// cash is what the lines of a reading come to in units of one, monthly ones
// over their months.
func (a *adopter) cash(r *adopt.Reading) decimal.Decimal {
	months := a.o.Months
	if months == 0 {
		months = assumedMonths
	}
	sum := decimal.Zero
	for _, e := range r.Lines() {
		v := e.Amount.Shift(r.Shift)
		if e.Monthly {
			v = v.Mul(decimal.NewFromInt(int64(months)))
		}
		sum = sum.Add(v)
	}
	return sum
}

// commandFor is the command that takes a reading.
func (a *adopter) commandFor(r *adopt.Reading) string {
	args := []string{}
	for _, t := range r.Tables() {
		args = append(args, "--table", t)
	}
	if amount := r.Amount(); amount != "" {
		args = append(args, "--amount", amount)
	}
	for _, b := range r.Blocks {
		if b.Figure.Monthly != nil && a.o.Months == 0 {
			args = append(args, "--months", strconv.Itoa(assumedMonths))
			break
		}
	}
	return a.command("adopt", append(args, "--yes")...)
}

// command writes a command as it can be pasted.
func (a *adopter) command(verb string, args ...string) string {
	quote := a.o.Quote
	if quote == nil {
		quote = func(s string) string { return `"` + s + `"` }
	}
	out := a.o.Command
	if out == "" {
		out = "ballast adopt " + quote(a.r.plan.File)
	}
	if verb != "adopt" {
		out = strings.Replace(out, " adopt ", " "+verb+" ", 1)
	}
	for _, s := range args {
		if strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-+") != "" {
			s = quote(s)
		}
		out += " " + s
	}
	return out
}

// none reports why no table can be used, with a command that takes one all the
// same, or makes a plan to fill in.
func (a *adopter) none(found *adopt.Finding) error {
	d := found.Refusal
	hint := a.r.w.Say("adopt.hint.new", "ballast new")
	if len(a.o.Tables) > 0 || a.o.Amount != "" { // what was named holds no figures: look at the whole workbook
		all, err := adopt.Find(a.r.ctx, a.sheets, adopt.Options{})
		if err != nil {
			return err
		}
		if len(all.Readings) > 0 {
			hint = a.r.w.Say("adopt.hint.named", a.commandFor(all.Readings[0]))
		} else {
			found.Table, found.Column = all.Table, all.Column
		}
	}
	if found.Table != "" {
		named := adopt.Options{Tables: []string{found.Table}, Amount: found.Column}
		works, err := adopt.Find(a.r.ctx, a.sheets, named)
		if err != nil {
			return err
		}
		if len(works.Readings) > 0 {
			hint = a.r.w.Say("adopt.hint.after-all", a.command("adopt", "--table", found.Table, "--amount", found.Column, "--yes"))
		}
	}
	ref := a.r.ref(d.Sheet, d.Cell)
	if d.Sheet == "" {
		ref = a.r.ref("", "")
	}
	text := a.r.w.Say("problem.adopt-no-table")
	if d.Text != "" {
		text = a.r.w.Say("problem."+d.Code, d.Text)
	}
	code := d.Code
	if strings.HasPrefix(code, "adopt-not-budget") {
		code = "adopt-not-budget"
	}
	a.r.report(ref, budget.Error, code, text, hint)
	return nil
}

// refuse reports why nothing is adopted, with the command that is meant.
func (a *adopter) refuse(code string, ref budget.Ref, command string) {
	a.r.report(ref, budget.Error, code, a.r.w.Say("problem."+code), a.r.w.Say("problem."+code+".hint", command))
}
