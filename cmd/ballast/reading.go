package main

import (
	"context"
	"fmt"
	"io"
	"path/filepath"

	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
)

// readingOptions settle how the figures of a plan are read where the workbook
// leaves it open.
type readingOptions struct {
	decimal string
	dates   string
	columns []string
}

// AddFlags adds the flags of every command that reads a plan.
func (o *readingOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.decimal, "decimal", "", "what parts decimals in numbers typed as text: comma or point (default: judged)")
	fs.StringVar(&o.dates, "dates", "", "order of dates typed as text: dmy or mdy (default: judged)")
	fs.StringArrayVar(&o.columns, "read", nil,
		`how a column is read, as "Costs!H=percent" (percent, share, amount, deviation, comma, point, dmy, mdy, or a unit); may be repeated`)
}

// validate checks the words.
func (o *readingOptions) validate() error {
	if o.decimal != "" && !workbook.Decimal(o.decimal) {
		return usagef("--decimal %s: want comma or point", o.decimal)
	}
	if o.dates != "" && !workbook.DateOrder(o.dates) {
		return usagef("--dates %s: want dmy or mdy", o.dates)
	}
	for _, c := range o.columns {
		if _, _, ok := workbook.ReadAs(c); !ok {
			return usagef(`--read %s: want a column and what it holds, as "Costs!H=percent"`, c)
		}
	}
	return nil
}

// options are how the workbook package is told.
func (o *readingOptions) options(lang, password string) workbook.ReadOptions {
	return workbook.ReadOptions{Language: lang, Password: password, Decimal: o.decimal, Dates: o.dates, ReadAs: o.columns}
}

// listColumns prints how the columns of a plan were taken: those that were
// converted, judged or not read, or all.
func listColumns(out io.Writer, w *words.Words, columns []budget.ColumnUse, all bool) {
	rows := [][]string{{w.Say("command.columns.cell"), w.Say("command.columns.header"),
		w.Say("command.columns.field"), w.Say("command.columns.how"), w.Say("command.columns.example")}}
	for _, c := range columns {
		if c.How != "" || all {
			rows = append(rows, []string{c.Ref.Sheet + "!" + c.Ref.Cell, c.Header, c.Field, c.How, c.Example})
		}
	}
	if len(rows) == 1 {
		return
	}
	fmt.Fprintln(out, w.Say("command.columns"))
	t := words.Table{Rows: rows, Indent: "  "}
	if err := t.Write(out); err != nil {
		return // the list ends with the stream
	}
}

// wayIn names the way in for a budget that was not made for Ballast, which has neither
// settings nor a table of costs, and for a list of plans.
func wayIn(ctx context.Context, out io.Writer, w *words.Words, from source, j *job) {
	for _, p := range j.problems {
		if p.Code == "missing-sheet" && p.Severity == budget.Error {
			key := "command.adopt-hint"
			if listsPlans(ctx, filepath.Base(from.path), j.data, from.reading.options(from.lang, from.password)) {
				key = "command.portfolio-hint"
			}
			fmt.Fprintln(out, w.Say(key, from.path))
			return
		}
	}
}

// listsPlans reports whether a workbook is a list of plans.
func listsPlans(ctx context.Context, name string, data []byte, o workbook.ReadOptions) bool {
	p, _, err := workbook.ReadPortfolio(ctx, name, data, o)
	return err == nil && len(p.Members) > 0
}
