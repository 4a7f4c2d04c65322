package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/history"
	"ballast/models/report"
)

// drillOptions are what the drill command is told.
type drillOptions struct {
	set, store, by string
	findings       []string
	run            runOptions
}

// AddFlags adds the flags of the drill command.
func (o *drillOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.set, "set", "", "the set of stresses, by the column Set of the sheet Stress")
	fs.StringVar(&o.store, "store", "", "keep the drill in this history, an SQLite file")
	fs.StringVar(&o.by, "by", "", "who led the drill")
	fs.StringArrayVar(&o.findings, "finding", nil, "what was found, in a sentence; may be given again")
	fs.StringVarP(&o.run.output, "output", "o", "", "write the results here (default: PLAN.drill.xlsx beside the plan)")
	fs.BoolVar(&o.run.force, "force", false, "overwrite an existing file even if Ballast did not write it")
	o.run.sim.AddFlags(fs)
	addLanguage(fs, &o.run.lang, "language of the results (default: the plan's)")
	addPassword(fs, &o.run.password)
	o.run.reading.AddFlags(fs)
}

func (a *app) drillCommand() *cobra.Command {
	var o drillOptions
	cmd := &cobra.Command{
		Use:   "drill PLAN.xlsx",
		Short: "Try a plan against a named set of stresses, and keep what was found",
		Long: `Drill runs the plan against all stresses of a set, the rows of the sheet Stress
that have its name in the column Set, prints the plan beside itself under each, and
says which stress leaves the cash short or the budget exceeded more often than not.
With --store the drill is kept with its date, who led it and what was found; history
lists it, and a run notes when plan or drill are more than a year old.`,
		Example: `  ballast drill plan.xlsx --set "Bank and supplier" --store plan.db --by "Ann" \
    --finding "the credit line takes three weeks to open"`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.run.plan = args[0]
			return runDrill(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// runDrill is the drill command: a run against the stresses of a set.
func runDrill(ctx context.Context, o drillOptions, std streams) error {
	if strings.TrimSpace(o.set) == "" {
		return usagef("drill needs --set, the name of a set of the sheet Stress")
	}
	if err := (&keeping{store: o.store}).validate(ctx); err != nil {
		return err
	}
	if o.run.output == "" {
		ext := filepath.Ext(o.run.plan)
		o.run.output = strings.TrimSuffix(o.run.plan, ext) + ".drill" + ext
	}
	o.run.stress, o.run.mitigation = []string{o.set}, "as-set"
	var failed error
	o.run.after = func(j *job) { failed = j.drilled(ctx, o, std.out) }
	if err := runPlan(ctx, o.run, std); err != nil {
		return err
	}
	return failed
}

// drilled says what was found and keeps it.
func (j *job) drilled(ctx context.Context, o drillOptions, out io.Writer) error {
	w := words.For(j.lang)
	found := append(j.drillFindings(w), o.findings...)
	for _, f := range found {
		fmt.Fprintln(out, f)
	}
	if o.store == "" {
		return nil
	}
	figures, err := json.Marshal(j.outcome.StressTest)
	if err != nil {
		return err
	}
	s, err := history.Open(ctx, o.store)
	if err != nil {
		return err
	}
	defer s.Close()
	me := j.known()
	id, err := s.SaveDrill(ctx, history.Drill{Time: time.Now().UTC().Format(time.RFC3339), Plan: me.Name, PlanID: me.ID, File: me.File, SHA256: j.plan.SHA256,
		Version: j.outcome.Version, Name: o.set, By: o.by, Findings: found, Figures: figures})
	if err == nil {
		fmt.Fprintln(out, w.Say("command.drill.kept", id, o.set, me.Name))
	}
	return err
}

// drillFindings says of each stress how much more it costs at the chosen confidence, and
// where it moves them how often the limit is passed, the cash is short, debt service is
// not covered and the outlay not paid back under it, and what it is worth then; and which
// resources an event of a grade would not find at hand.
func (j *job) drillFindings(w *words.Words) []string {
	var out []string
	t := j.outcome.StressTest
	for _, s := range t.Stresses {
		x := s.Figures
		more := report.Money(x.CostAtConfidence-t.Unstressed.CostAtConfidence, j.outcome.Currency, w.Language)
		line := w.Say("command.drill.cost", s.Name, fmt.Sprintf("P%g", 100*x.Confidence), more)
		if x.ProbabilityGap != nil && t.Unstressed.ProbabilityGap != nil {
			line += w.Say("command.drill.gap", inPercent(w, x.ProbabilityGap), inPercent(w, t.Unstressed.ProbabilityGap))
		}
		if now, was := x.Overrun.Probability, t.Unstressed.Overrun.Probability; now != was {
			line += w.Say("command.drill.overrun", report.Money(x.Overrun.Over, j.outcome.Currency, w.Language), inPercent(w, &now), inPercent(w, &was))
		}
		if now, was := x.CoverLow, t.Unstressed.CoverLow; now != nil && was != nil && *now != *was {
			line += w.Say("command.drill.cover", strconv.FormatFloat(*x.CoverFloor, 'f', 2, 64), inPercent(w, now), inPercent(w, was))
		}
		if now, was := x.NPVMean, t.Unstressed.NPVMean; now != nil && was != nil && *now != *was {
			line += w.Say("command.drill.npv", report.Money(*now, j.outcome.Currency, w.Language), report.Money(*was, j.outcome.Currency, w.Language))
		}
		if now, was := x.PaybackWithin, t.Unstressed.PaybackWithin; now != nil && was != nil && *now != *was {
			line += w.Say("command.drill.payback", inPercent(w, now), inPercent(w, was))
		}
		out = append(out, line)
	}
	if r := j.outcome.Resources; r != nil {
		for _, n := range r.Needs {
			if n.Short > 0 {
				out = append(out, w.Say("command.drill.short", w.Say("report.grade."+n.Grade), n.Needed, n.What, n.AtHand))
			}
		}
	}
	return out
}

// listDrills prints what was drilled, when, by whom, and what was found.
func listDrills(out io.Writer, w *words.Words, list []history.Drill) error {
	if len(list) == 0 {
		return nil
	}
	fmt.Fprintln(out)
	t := words.Table{First: 5, Last: 5}
	t.Add(strings.Split(w.Say("command.drill.head"), " | ")...)
	for _, d := range list {
		t.Add("d"+strconv.FormatInt(d.ID, 10), d.Time[:min(len(d.Time), len("2026-01-31"))], d.Plan, d.Name, orDash(d.By), strings.Join(d.Findings, "; "))
	}
	return t.Write(out)
}

// rehearsed takes the last drill of the history for the plan's, where it is later; what
// was said of an older one is then not so.
func (j *job) rehearsed(ctx context.Context, s *history.Store) error {
	list, err := s.Drills(ctx, "")
	if err != nil {
		return err
	}
	d := j.known().LastDrill(list)
	pr := &j.plan.Project
	if d == nil || pr.Start.IsZero() {
		return nil
	}
	at, err := time.Parse(time.RFC3339, d.Time)
	if err != nil {
		return nil // kept by hand
	}
	month := budget.Month{Year: at.Year(), Month: int(at.Month())}.Sub(pr.Start)
	if pr.Drill != nil && *pr.Drill >= month {
		return nil
	}
	pr.Drill = &month
	var rest []budget.Problem
	for _, p := range j.problems {
		if p.Code != "drill-old" {
			rest = append(rest, p)
		}
	}
	j.problems = service.InOrder(append(rest, j.plan.Stale(words.For(j.lang), "drill-old")...))
	return nil
}
