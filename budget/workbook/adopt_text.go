package workbook

import (
	"fmt"
	"io"
	"strings"

	"ballast/budget/words"
	"ballast/budget/workbook/schema"
)

// shownLines is how many lines and rows left out are printed before the rest
// is only counted; the sheets made hold them all.
const shownLines = 40

// Print writes what was understood as tables with cells, for a person who
// decides whether it is right.
func (a *Adoption) Print(out io.Writer) {
	w := words.For(a.Language)
	fmt.Fprintln(out, w.Say("adopt.print.table", a.tablesText()))
	rows := [][]string{{w.Say("adopt.print.cell"), w.Say("adopt.print.header"), w.Say("adopt.print.meaning")}}
	for _, c := range a.Columns {
		rows = append(rows, []string{a.short(c.Sheet, c.Cell), strings.Join(strings.Fields(c.Header), " "), c.Meaning})
	}
	printTable(out, rows)
	costs, _ := schema.Find("Costs")
	phases, _ := costs.Column("Phase")
	rows = [][]string{{w.Say("adopt.print.cell"), "ID", w.Say("adopt.print.name"), w.Say("adopt.print.phase"), w.Say("adopt.print.amount")}}
	for _, l := range a.Lines[:min(len(a.Lines), shownLines)] {
		rows = append(rows, []string{a.short(l.Sheet, l.Cells), l.ID, clipText(l.Name, 44), phaseIn(phases, l.Phase, a.Language), decimalText(l.Amount)})
	}
	fmt.Fprintln(out, w.Say("adopt.print.lines", len(a.Lines)))
	printTable(out, rows)
	if n := len(a.Lines) - shownLines; n > 0 {
		fmt.Fprintln(out, w.Say("adopt.print.more", n))
	}
	whole, beside := decimalText(a.Total.Add(a.Reserve)), "adopt.print.reserve"
	if a.Beside {
		whole, beside = decimalText(a.Total), "adopt.print.beside"
	}
	switch {
	case a.Own.Cell != "":
		fmt.Fprintln(out, w.Say("adopt.print.total", whole, a.Currency, a.short(a.Own.Sheet, a.Own.Cell)))
	case len(a.Totals) > 0 && len(a.Doubts) == 0:
		fmt.Fprintln(out, w.Say("adopt.print.jointly", whole, a.Currency))
	default:
		fmt.Fprintln(out, w.Say("adopt.print.no-total", whole, a.Currency))
	}
	if !a.Reserve.IsZero() {
		fmt.Fprintln(out, w.Say(beside, decimalText(a.Reserve), a.Currency, decimalText(a.Total)))
	}
	if len(a.Totals) > 0 {
		fmt.Fprintln(out, w.Say("adopt.print.totals"))
		for _, t := range a.Totals[:min(len(a.Totals), shownLines)] {
			fmt.Fprintln(out, "  "+a.short(t.Ref.Sheet, t.Ref.Cell)+"  "+decimalText(t.Amount)+"  "+t.Text)
		}
	}
	if len(a.Doubts) > 0 {
		fmt.Fprintln(out, w.Say("adopt.print.doubts"))
		for _, s := range a.Doubts {
			fmt.Fprintln(out, "  "+s)
		}
	}
	if len(a.LeftOut) > 0 {
		fmt.Fprintln(out, w.Say("adopt.print.left", len(a.LeftOut)))
		for _, l := range a.LeftOut[:min(len(a.LeftOut), shownLines)] {
			fmt.Fprintln(out, "  "+a.short(l.Ref.Sheet, l.Ref.Cell)+"  "+l.Text)
		}
	}
	fmt.Fprintln(out, w.Say("adopt.print.assumed"))
	for _, s := range a.Assumed {
		fmt.Fprintln(out, "  "+s)
	}
}

// printTable lays rows out in columns; the amount, if there is one, is the fifth.
func printTable(out io.Writer, rows [][]string) {
	t := words.Table{Rows: rows, Indent: "  ", First: 5, Last: 5}
	_ = t.Write(out) // as with the lines around it
}

// clipText shortens a text to a display width.
func clipText(s string, width int) string {
	return words.Clip(strings.Join(strings.Fields(s), " "), width)
}

// tablesText names the cost tables.
func (a *Adoption) tablesText() string {
	var all []string
	for _, t := range a.Tables {
		all = append(all, t.Sheet+"!"+t.Cell)
	}
	return strings.Join(all, " + ")
}

// short is a place, with its sheet only when there are several.
func (a *Adoption) short(tab, cells string) string {
	for _, t := range a.Tables {
		if t.Sheet != tab {
			return tab + "!" + cells
		}
	}
	return cells
}
