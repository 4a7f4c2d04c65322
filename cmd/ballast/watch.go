package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/outcome"
	"ballast/models/report"
)

// watchOptions are what the watch command is told.
type watchOptions struct {
	dir   string
	every time.Duration
	run   runOptions
	lists map[string]watchedList // workbooks by path, as far as they were looked at
}

// AddFlags adds the flags of the watch command.
func (o *watchOptions) AddFlags(fs *pflag.FlagSet) {
	fs.DurationVar(&o.every, "every", time.Hour, "how often to look, such as 10m or 1h")
	o.run.keep.AddFlags(fs)
	o.run.sim.AddFlags(fs)
	addLanguage(fs, &o.run.lang, "language of the results and of the lines printed (default: the plan's)")
	fs.BoolVar(&o.run.force, "force", false, "overwrite existing result files even if Ballast did not write them")
}

func (a *app) watchCommand() *cobra.Command {
	var o watchOptions
	cmd := &cobra.Command{
		Use:   "watch DIR",
		Short: "Run the plans of a folder again whenever they change",
		Long: `Watch looks at the plans of a folder again and again, runs those whose file has
changed, and prints one line per plan with the warnings that have risen. A workbook
that lists plans is run as a portfolio when it or one of its plans has changed. Results
are written beside the plans. With --store, plans that the history has as they
are now are not run again at the start. Ctrl-C ends it, with exit code 0.`,
		Example: `  ballast watch plans --every 1h --store plans.db
  ballast watch plans --every 10m --store plans.db --notify "mail -s Ballast cfo@example.com"`,
		Args: cobra.ExactArgs(1),
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.dir = args[0]
			return runWatch(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// runWatch looks until ctx is done.
func runWatch(ctx context.Context, o watchOptions, std streams) error {
	if o.every <= 0 {
		return usagef("--every %v: want a time above zero, such as 1h", o.every)
	}
	if info, err := os.Stat(o.dir); err != nil {
		return err
	} else if !info.IsDir() {
		return fmt.Errorf("%s: not a folder", o.dir)
	}
	o.lists = map[string]watchedList{}
	known := map[string]string{} // path -> hash of the file as it was last run
	stored, err := o.stored(ctx)
	if err != nil {
		return err
	}
	tick := time.NewTicker(o.every)
	defer tick.Stop()
	for looks := 0; ; looks++ {
		if err := o.look(ctx, known, stored, std); err != nil {
			return err
		}
		std.reached.at(ctx, "wait", looks)
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
		}
	}
}

// stored is what the history has: hashes of workbooks.
func (o *watchOptions) stored(ctx context.Context) (map[string]bool, error) {
	have := map[string]bool{}
	if o.run.keep.store == "" {
		return have, nil
	}
	if _, err := os.Stat(o.run.keep.store); errors.Is(err, os.ErrNotExist) {
		return have, nil
	}
	s, err := openHistory(ctx, o.run.keep.store)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	runs, err := s.Runs(ctx, "")
	for _, r := range runs {
		have[r.SHA256] = true
	}
	return have, err
}

// look runs what has changed. Trouble with one plan is said and does not stop
// the others.
func (o *watchOptions) look(ctx context.Context, known map[string]string, stored map[string]bool, std streams) error {
	plans, err := plansIn(o.dir)
	if err != nil {
		return err
	}
	for _, path := range plans {
		if ctx.Err() != nil {
			return nil
		}
		data, err := os.ReadFile(path)
		if err != nil {
			fmt.Fprintf(std.err, "%s: %v\n", path, err)
			continue
		}
		hash, list := o.hashOf(ctx, path, data)
		if _, seen := known[path]; known[path] == hash || !seen && stored[hash] {
			known[path] = hash
			continue
		}
		if list {
			err = o.runList(ctx, path, std)
		} else {
			err = o.runOne(ctx, path, std)
		}
		if ctx.Err() != nil {
			return nil
		}
		known[path] = hash
		var coded exitError
		if errors.As(err, &coded) && coded.code == exitAlert {
			err = nil // watch goes on; the line has said it
		}
		if err != nil {
			fmt.Fprintf(std.err, "%s: %v\n", path, err)
		}
	}
	return nil
}

// runOne runs a plan and prints its line.
func (o *watchOptions) runOne(ctx context.Context, path string, std streams) error {
	r := o.run
	r.plan, r.quiet = path, true
	r.after = func(j *job) { printWatched(std.out, path, j) }
	return runPlan(ctx, r, std)
}

// printWatched is the line of a plan, and one for every warning that has risen.
func printWatched(out io.Writer, path string, j *job) {
	o, w := j.outcome, words.For(j.lang)
	money := func(x float64) string { return report.Money(x, o.Currency, j.lang) }
	asOf, adequacy := "-", ""
	if c := o.Control; c != nil {
		asOf = c.AsOf
		if c.Adequacy != nil {
			adequacy = w.Say("command.watch.adequacy", fmt.Sprintf("%.0f %%", 100**c.Adequacy))
		}
	}
	point := outcome.Trend(o, o.Control)
	fmt.Fprintln(out, w.Say("command.watch.line", path, asOf, money(point.Contingency), adequacy,
		money(point.EAC), inPercent(w, &point.ProbabilityOverrun), index(point.CPI), tiers(w, o.Warnings)))
	if len(j.others) > 0 {
		fmt.Fprintln(out, "    "+j.sharedName(w))
	}
	for _, x := range o.Warnings {
		if x.Risen {
			fmt.Fprintln(out, "    "+w.Say("command.watch.risen", tierWord(w, x.Tier), x.Name, x.Where,
				fmt.Sprintf("%.4g", x.Value), fmt.Sprintf("%.4g", x.Threshold), x.Owner))
		}
	}
}

// plansIn lists the plans of a folder: workbooks that are neither results nor
// lock files of a spreadsheet program.
func plansIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		name := e.Name()
		ext := strings.ToLower(filepath.Ext(name))
		if e.IsDir() || strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") || ext != ".xlsx" && ext != ".xlsm" {
			continue
		}
		path := filepath.Join(dir, name)
		if ours, err := workbook.IsResult(path); err == nil && ours {
			continue
		}
		out = append(out, path)
	}
	slices.Sort(out)
	return out, nil
}
