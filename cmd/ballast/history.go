package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget/words"
	"ballast/models/history"
	"ballast/models/outcome"
	"ballast/models/report"
)

// historyOptions are what the history command is told.
type historyOptions struct {
	store string
	plan  string
	lang  string
	json  bool
	// baselines lists these alone; book names the run, or with a b before its
	// number the baseline, whose workbook is given back.
	baselines bool
	drills    bool
	book      string
	output    string
	force     bool
}

// AddFlags adds the flags of the history command.
func (o *historyOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.plan, "plan", "", "only the runs of the plan of this name or ID")
	addLanguage(fs, &o.lang, "language of the table (default: en)")
	fs.BoolVar(&o.json, "json", false, "print the list as JSON")
	fs.BoolVar(&o.baselines, "baselines", false, "list the baselines alone: who approved what, when and why")
	fs.BoolVar(&o.drills, "drills", false, "list the drills alone: what was tried, when, by whom and what was found")
	fs.StringVar(&o.book, "workbook", "", "give back the workbook of this run, or of this baseline: 3 or b1")
	fs.StringVarP(&o.output, "output", "o", "", "with --workbook: write it here (default: its own name with the number)")
	fs.BoolVar(&o.force, "force", false, "with --workbook: overwrite an existing file")
}

func (a *app) historyCommand() *cobra.Command {
	var o historyOptions
	cmd := &cobra.Command{
		Use:   "history PLAN.db",
		Short: "List the stored runs",
		Long: `History lists the runs that run --store and watch --store have kept: when, of
which plan, as of which month, and what they said. The first column is the number
by which compare knows a run. Below stand the baselines: who approved what, when
and why. --workbook gives back the workbook that a run or a baseline has kept.`,
		Example: `  ballast history plan.db
  ballast history plan.db --workbook 3
  ballast compare plan.db#3 plan.db#7`,
		Args: cobra.ExactArgs(1),
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.store = args[0]
			if o.book != "" {
				return giveBack(ctx, o, a.std.out)
			}
			return listHistory(ctx, o, a.std.out)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// openHistory opens a history that must be there.
func openHistory(ctx context.Context, path string) (*history.Store, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	return history.Open(ctx, path)
}

// listHistory prints what a history has kept: runs, baselines and drills, or those of them
// that were asked for.
func listHistory(ctx context.Context, o historyOptions, out io.Writer) error {
	s, err := openHistory(ctx, o.store)
	if err != nil {
		return err
	}
	defer s.Close()
	runs, err := s.Runs(ctx, o.plan)
	if err != nil {
		return err
	}
	approved, err := s.Baselines(ctx, o.plan)
	if err != nil {
		return err
	}
	drills, err := s.Drills(ctx, o.plan)
	if err != nil {
		return err
	}
	w := words.For(o.lang)
	switch {
	case o.json && o.drills:
		return printJSON(out, drills)
	case o.drills:
		return listDrills(out, w, drills)
	case o.json && o.baselines:
		return printJSON(out, approved)
	case o.json:
		return printRunsJSON(out, runs)
	case o.baselines:
		return listBaselines(out, w, approved)
	}
	if err := listRuns(out, w, runs); err != nil {
		return err
	}
	if len(approved) > 0 {
		fmt.Fprintln(out)
		if err := listBaselines(out, w, approved); err != nil {
			return err
		}
	}
	return listDrills(out, w, drills)
}

// listRuns writes the runs of plans as a table, and below it what runs of models came to.
func listRuns(out io.Writer, w *words.Words, runs []history.Run) error {
	t := words.Table{First: 5, Last: 10}
	t.Add(strings.Split(w.Say("command.history.head"), " | ")...)
	models, plans := "", 0
	for _, r := range runs {
		if r.Model != nil {
			models += modelLine(w, r)
			continue
		}
		plans++
		p := r.Point
		t.Add(strconv.FormatInt(r.ID, 10), r.Time.Format("2006-01-02 15:04"), r.Plan, orDash(p.AsOf),
			report.Money(p.Contingency, "", w.Language), report.Money(p.EAC, "", w.Language), inPercent(w, &p.ProbabilityOverrun), inPercent(w, p.ProbabilityGap),
			index(p.CPI), index(p.SPI), tiers(w, r.Warnings))
	}
	if plans > 0 || models == "" {
		if err := t.Write(out); err != nil {
			return err
		}
	}
	_, err := io.WriteString(out, models)
	return err
}

// modelLine is a run of a model in the list: what each output came to.
func modelLine(w *words.Words, r history.Run) string {
	line := ""
	for _, x := range r.Model {
		line += w.Say("command.history.model", r.ID, r.Time.Format("2006-01-02 15:04"), r.Plan, x.Name, report.ModelNumber(x.Mean), report.ModelNumber(x.P5), report.ModelNumber(x.P95)) + "\n"
	}
	return line
}

// runListed is one run in the JSON of history.
type runListed struct {
	Run       int64                `json:"run"`
	Time      time.Time            `json:"time"`
	Plan      string               `json:"plan"`
	PlanID    string               `json:"plan_id"`
	File      string               `json:"file"`
	SHA256    string               `json:"sha256"`
	Version   string               `json:"version"`
	Scenarios int                  `json:"scenarios"`
	Seed      uint64               `json:"seed"`
	Figures   outcome.TrendPoint   `json:"figures"`
	Warnings  []outcome.Warning    `json:"warnings"`
	Outputs   []outcome.ModelBrief `json:"outputs,omitempty"` // of a model
}

func printRunsJSON(out io.Writer, runs []history.Run) error {
	list := make([]runListed, len(runs))
	for i, r := range runs {
		list[i] = runListed{r.ID, r.Time, r.Plan, r.PlanID, r.File, r.SHA256, r.Version, r.Scenarios, r.Seed, r.Point, r.Warnings, r.Model}
	}
	return printJSON(out, list)
}

func printJSON(out io.Writer, list any) error {
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	return enc.Encode(list)
}

func orDash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}

// inPercent writes a share that may be missing.
func inPercent(w *words.Words, x *float64) string {
	if x == nil {
		return "-"
	}
	return report.Percent(*x, w.Language)
}

// index writes an index that may be missing.
func index(x *float64) string {
	if x == nil {
		return "-"
	}
	return strconv.FormatFloat(*x, 'f', 2, 64)
}

// tiers counts warnings by tier: "2 major, 1 general".
func tiers(w *words.Words, ws []outcome.Warning) string {
	var parts []string
	for _, tier := range slices.Backward(outcome.Tiers()) {
		n := 0
		for _, x := range ws {
			if x.Tier == tier {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, strconv.Itoa(n)+" "+tierWord(w, tier))
		}
	}
	return orDash(strings.Join(parts, w.Say("command.tiers.join")))
}

// tierWord is a tier inside a sentence.
func tierWord(w *words.Words, tier string) string {
	return strings.ToLower(w.Say("report.tier." + tier))
}
