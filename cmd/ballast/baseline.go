package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models"
	"ballast/models/history"
	"ballast/models/report"
)

// baselineOptions are what the baseline command is told.
type baselineOptions struct {
	plan, store, approved, note string
	lang, password              string
	reading                     readingOptions
	sim                         simOptions
}

// AddFlags adds the flags of the baseline command.
func (o *baselineOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.store, "store", "", "keep the baseline in this history, an SQLite file")
	fs.StringVar(&o.approved, "approved-by", "", "who approved it")
	fs.StringVar(&o.note, "note", "", "why, in a sentence")
	o.sim.AddFlags(fs)
	addLanguage(fs, &o.lang, "language of what is printed (default: the plan's)")
	addPassword(fs, &o.password)
	o.reading.AddFlags(fs)
}

func (a *app) baselineCommand() *cobra.Command {
	var o baselineOptions
	cmd := &cobra.Command{
		Use:   "baseline PLAN.xlsx",
		Short: "Freeze an approved plan, against which later runs are measured",
		Long: `Baseline keeps what was approved in a history: the base by line, the reserve, the
share of each line, risk and owner in it, and the budget limit. Later runs with the
same --store are measured against the last baseline of the plan; where the workbook
says another reserve or limit, the baseline counts, and a warning tells it. What has
happened since plays no part in a baseline; changes approved to date are in it.`,
		Example: `  ballast baseline plan.xlsx --store plan.db --approved-by "Board"
  ballast run plan.xlsx --store plan.db`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.plan = args[0]
			return keepBaseline(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// keepBaseline is the baseline command.
func keepBaseline(ctx context.Context, o baselineOptions, std streams) error {
	if o.store == "" || strings.TrimSpace(o.approved) == "" {
		return usagef("baseline needs --store and --approved-by")
	}
	if err := o.sim.validate(); err != nil {
		return err
	}
	if err := settlePassword(&o.password, std.in); err != nil {
		return err
	}
	if err := (&keeping{store: o.store}).validate(ctx); err != nil {
		return err
	}
	clock := timings{reached: std.reached}
	j, err := read(ctx, source{path: o.plan, lang: o.lang, password: o.password, reading: o.reading}, &clock)
	if err != nil {
		return err
	}
	w := words.For(j.lang)
	now := j.plan
	if !budget.HasErrors(j.problems) {
		j.plan = models.AsApproved(now)
		j.problems = service.InOrder(service.Merge(j.problems, j.compile(ctx, &clock)))
	}
	if budget.HasErrors(j.problems) {
		listProblems(std.err, w, j.problems)
		fmt.Fprintln(std.err, w.Say("command.stopped"))
		return exitError{code: exitProblems}
	}
	listWarnings(std.err, w, j.problems)
	simulated, err := models.Simulate(ctx, j.model, o.sim.config(nil))
	if err != nil {
		return fmt.Errorf("simulate %s: %w", o.plan, err)
	}
	b, err := simulated.Freeze(ctx, now)
	if err != nil {
		return err
	}
	b.Time, b.Approved, b.Note = time.Now().UTC().Format(time.RFC3339), strings.TrimSpace(o.approved), o.note
	return j.store(ctx, o.store, b, std.out, w)
}

// store keeps a baseline and says what it holds.
func (j *job) store(ctx context.Context, path string, b budget.Baseline, out io.Writer, w *words.Words) error {
	s, err := history.Open(ctx, path)
	if err != nil {
		return err
	}
	defer s.Close()
	if b.ID, err = s.SaveBaseline(ctx, j.known(), j.plan.SHA256, b, j.data); err != nil {
		return err
	}
	money := func(m budget.Money) string {
		return report.Money(m.InexactFloat64(), j.plan.Project.Currency, w.Language)
	}
	limit := w.Say("command.baseline.none")
	if b.Limit != nil {
		limit = money(*b.Limit)
	}
	fmt.Fprintln(out, w.Say("command.baseline.kept", b.ID, j.known().Name, b.Approved, money(b.Base), money(b.Reserve), fmt.Sprintf("P%g", 100*b.Confidence), limit))
	owners, sums := j.byOwner(b)
	for _, o := range owners {
		fmt.Fprintln(out, w.Say("command.baseline.owner", o, money(budget.MoneyOf(sums[o]))))
	}
	return nil
}

// byOwner adds up the reserve by the owners of lines and risks, in their order.
func (j *job) byOwner(b budget.Baseline) (owners []string, sums map[string]float64) {
	sums = map[string]float64{}
	add := func(owner string, x float64) {
		if owner == "" {
			return
		}
		if !slices.Contains(owners, owner) {
			owners = append(owners, owner)
		}
		sums[owner] += x
	}
	for i, l := range b.Lines {
		add(j.plan.Costs[i].Owner, l.Allocated)
	}
	for i, r := range b.Risks {
		add(j.plan.Risks[i].Owner, r.Allocated)
	}
	return owners, sums
}

// measure lets the plan be measured against its baseline in a history, and proposes an
// ID to a plan that is to be kept and has none.
func (j *job) measure(ctx context.Context, path string) error {
	if path == "" {
		return nil
	}
	j.proposeID()
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	s, err := history.Open(ctx, path)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := j.rehearsed(ctx, s); err != nil {
		return err
	}
	list, err := s.Baselines(ctx, "")
	if err != nil {
		return err
	}
	if b := j.known().InForce(list); b != nil {
		j.problems = service.InOrder(append(j.problems, j.plan.Measure(&b.Baseline, words.For(j.lang))...))
	}
	return nil
}

// proposeID notes that a plan that is kept has no ID, with one that it may take.
func (j *job) proposeID() {
	pr, w := &j.plan.Project, words.For(j.lang)
	if pr.PlanID != "" {
		return
	}
	ref, ok := pr.Cells["Name"]
	if !ok {
		ref = budget.Ref{File: j.plan.File}
	}
	j.problems = service.InOrder(append(j.problems, budget.Problem{Ref: ref, Severity: budget.Note, Code: "plan-id",
		Message: w.Say("problem.plan-id", j.known().Name), Hint: w.Say("problem.plan-id.hint", budget.PlanID(j.plan.SHA256))}))
}
