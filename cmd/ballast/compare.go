package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
	"ballast/models/report"
)

// compareOptions are what the compare command is told.
type compareOptions struct {
	a, b    string // workbooks, or runs of a history
	store   string
	lang    string
	json    bool
	reading readingOptions
	model   modelOptions
	sim     simOptions
}

// AddFlags adds the flags of the compare command.
func (o *compareOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.store, "store", "", "the history whose runs are meant by bare numbers")
	fs.BoolVar(&o.json, "json", false, "print the bridge as JSON")
	addLanguage(fs, &o.lang, "language of the table (default: that of the second plan)")
	o.reading.AddFlags(fs)
	o.model.AddFlags(fs)
	o.sim.AddFlags(fs)
}

func (a *app) compareCommand() *cobra.Command {
	var o compareOptions
	cmd := &cobra.Command{
		Use:   "compare A B",
		Short: "Explain how the reserve of A became that of B",
		Long: `Compare simulates A, then puts B in its place part by part - estimates, risks,
actuals, timing, funding, revenue, settings - always on the same random numbers,
and prints what each part changed, then what differs row by row, the base by owner, and
the mixes that both have. What cannot be told from chance is called no visible
difference, by the interval of the difference on the same draws. A and B are workbooks, or stored runs: PLAN.db#3,
or 3 with --store.

Two workbooks of formulas, models, are compared by their outputs: what the definitions of
the inputs change, what numbers and formulas change, and the cells that differ.`,
		Example: `  ballast compare january.xlsx february.xlsx
  ballast compare plan.db#3 plan.db#7
  ballast compare --store plan.db 3 plan.xlsx`,
		Args: cobra.ExactArgs(2),
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.a, o.b = args[0], args[1]
			return runCompare(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// runCompare is the compare command.
func runCompare(ctx context.Context, o compareOptions, std streams) error {
	if err := o.sim.validate(); err != nil {
		return err
	}
	if err := o.reading.validate(); err != nil {
		return err
	}
	if jobs, ok, err := o.models(ctx); err != nil {
		return err
	} else if ok {
		return compareModels(ctx, o, std, jobs)
	}
	var plans [2]*budget.Plan
	for i, name := range []string{o.a, o.b} {
		std.reached.at(ctx, "read", i)
		p, err := o.read(ctx, name, std.err)
		if err != nil {
			return err
		}
		plans[i] = p
	}
	std.reached.at(ctx, "run", 0)
	bridge, err := service.Bridge(ctx, plans[0], plans[1], o.sim.config(func(done, _ int) { std.reached.at(ctx, "run", done) }))
	if err != nil {
		return fmt.Errorf("compare %s with %s: %w", o.a, o.b, err)
	}
	if o.json {
		enc := json.NewEncoder(std.out)
		enc.SetIndent("", "  ")
		return enc.Encode(bridge)
	}
	lang := o.lang
	if lang == "" {
		lang = plans[1].Language
	}
	w, currency := words.For(lang), plans[1].Project.Currency
	if err := printBridge(std.out, bridge, currency, w); err != nil {
		return err
	}
	return printChanges(std.out, bridge, currency, w)
}

// read reads a workbook, or that of a stored run. Errors in it are listed.
func (o *compareOptions) read(ctx context.Context, name string, said io.Writer) (*budget.Plan, error) {
	data, file, err := o.bytes(ctx, name)
	if err != nil {
		return nil, err
	}
	p, problems, err := workbook.ReadBytes(ctx, file, data, o.reading.options(o.lang, ""))
	if err != nil {
		return nil, err
	}
	if budget.HasErrors(problems) {
		listProblems(said, words.For(p.Language), problems)
		return nil, exitError{code: exitProblems}
	}
	return p, nil
}

// bytes finds the workbook that a name means.
func (o *compareOptions) bytes(ctx context.Context, name string) (data []byte, file string, err error) {
	store, number := o.store, name
	if before, after, ok := strings.Cut(name, "#"); ok {
		store, number = before, after
	}
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil || store == "" {
		data, err = os.ReadFile(name)
		return data, filepath.Base(name), err
	}
	s, err := openHistory(ctx, store)
	if err != nil {
		return nil, "", err
	}
	defer s.Close()
	r, data, err := s.Get(ctx, id)
	return data, r.File, err
}

// printBridge prints the bridge as a table.
func printBridge(out io.Writer, b *outcome.Bridge, currency string, w *words.Words) error {
	money := func(x float64) string { return report.Money(x, currency, w.Language) }
	change := func(x float64) string {
		if x > 0 {
			return "+" + money(x)
		}
		return money(x)
	}
	t := words.Table{First: 2, Last: 5}
	t.Add(strings.Split(w.Say("command.compare.head"), " | ")...)
	row := func(name, base, cost, reserve string, gap *float64) {
		t.Add(name, base, cost, reserve, inPercent(w, gap))
	}
	row(w.Say("command.compare.from"), money(b.From.Base), money(b.From.Cost), money(b.From.Contingency), b.From.Gap)
	for _, s := range b.Steps {
		reserve, gap := change(s.Contingency), "-"
		if s.Contingency != 0 && !s.Visible {
			reserve = w.Say("command.compare.same")
		}
		if s.Gap != nil {
			if gap = inPercent(w, s.Gap); *s.Gap != 0 && !s.GapVisible {
				gap = w.Say("command.compare.same")
			} else if *s.Gap > 0 {
				gap = "+" + gap
			}
		}
		t.Add("  "+w.Say("command.compare."+s.Part), change(s.Base), change(s.Cost), reserve, gap)
	}
	row(w.Say("command.compare.to"), money(b.To.Base), money(b.To.Cost), money(b.To.Contingency), b.To.Gap)
	if err := t.Write(out); err != nil || !b.BothOrders {
		return err
	}
	_, err := fmt.Fprintln(out, w.Say("command.compare.spread", money(b.Spread)))
	return err
}
