package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/scratch"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
	"ballast/models/portfolio"
)

// portfolioOptions are what the portfolio command is told.
type portfolioOptions struct {
	path, lang, password string
	output, json, report string
	reading              readingOptions
	sim                  simOptions
	skipBroken           bool
	quiet                bool
	force                bool
	each                 string
	ownMost              int                                    // up to how many plans are also run by themselves
	store                string                                 // history, "" none
	after                func(*words.Words, *outcome.Portfolio) // called when all is written; nil none
	foreign              []foreignFile                          // in the folder, but no plans
}

// AddFlags adds the flags of the portfolio command.
func (o *portfolioOptions) AddFlags(fs *pflag.FlagSet) {
	o.addReading(fs)
	o.addWriting(fs, "PORTFOLIO.ballast.xlsx beside the portfolio; of a folder: none")
	addPassword(fs, &o.password)
	fs.StringVar(&o.each, "each", "", "also run every plan by itself and write its result into this folder")
	fs.StringVar(&o.store, "store", "", "keep the run in this history, an SQLite file")
}

// addReading adds the flags by which plans are read and simulated: shard plan has them too.
func (o *portfolioOptions) addReading(fs *pflag.FlagSet) {
	o.sim.AddFlags(fs)
	addLanguage(fs, &o.lang, "language of the answer (default: that of the list, of a folder that of the first plan)")
	o.reading.AddFlags(fs)
	fs.IntVar(&o.ownMost, "own-runs", 50, "also run every plan by itself, for its early warnings and its cash, where there are at most so many (0: never)")
	fs.BoolVar(&o.skipBroken, "skip-broken", false, "leave out plans that have errors, name them, and exit 4")
	fs.BoolVarP(&o.quiet, "quiet", "q", false, "print nothing but errors")
}

// addWriting adds the flags of the results, which stand at a place of their own where none
// is named: shard merge has them too.
func (o *portfolioOptions) addWriting(fs *pflag.FlagSet, place string) {
	fs.StringVarP(&o.output, "output", "o", "", "write the results here, as a copy of the portfolio with result sheets (default: "+place+")")
	fs.StringVar(&o.json, "json", "", "also write every figure as JSON to this file, - for standard output")
	fs.StringVar(&o.report, "report", "", "also write everything as one HTML page to this file")
	fs.BoolVar(&o.force, "force", false, "overwrite an existing file even if Ballast did not write it")
}

func (a *app) portfolioCommand() *cobra.Command {
	var o portfolioOptions
	cmd := &cobra.Command{
		Use:   "portfolio FOLDER | PORTFOLIO.xlsx",
		Short: "Simulate many plans as one: the reserve they need together",
		Long: `Portfolio reads every plan of a folder, or those that a workbook lists on its sheet
Plans, and simulates them as one. Percentiles do not add: plans that have nothing in common need far
less together than each alone, plans that the same driver moves almost as much. Drivers
of the same name are one driver; everything else of a plan is independent of the others.
The sheet Plans has a row for each plan: File (or a pattern such as plans/*.xlsx), Chance,
Shift, Share, Priority, Owner, Group; the sheet Portfolio has the settings for all.

It prints the reserve of all plans together with its interval, what the plans' own
reserves add up to, the part of each plan, what each adds, and the cost by calendar
year; a copy of the portfolio gets a result sheet with charts. The errors of all plans are listed at once; --skip-broken goes on without those
plans.`,
		Example: `  ballast portfolio plans
  ballast portfolio portfolio.xlsx
  ballast portfolio plans --scenarios 50000 --json portfolio.json
  ballast portfolio plans --skip-broken`,
		Args: cobra.ExactArgs(1),
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.path = args[0]
			return runPortfolio(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// talk is where the command speaks to people; see runOptions.talk.
func (o *portfolioOptions) talk(std streams) io.Writer {
	return (&runOptions{quiet: o.quiet, json: o.json}).talk(std)
}

// runPortfolio is the portfolio command.
func runPortfolio(ctx context.Context, o portfolioOptions, std streams) error {
	if err := settlePassword(&o.password, std.in); err != nil {
		return err
	}
	if err := o.validate(ctx); err != nil {
		return err
	}
	d, err := o.gather(ctx, std)
	if err != nil {
		return err
	}
	result, err := d.simulate(ctx, std)
	if err != nil {
		return err
	}
	d.complete(result)
	if err := d.runEach(ctx, std, result); err != nil {
		return err
	}
	if err := d.write(ctx, std, result); err != nil {
		return err
	}
	if err := d.keep(ctx, result); err != nil {
		return err
	}
	out, w := o.talk(std), words.For(d.lang)
	if o.after != nil {
		o.after(w, result)
	}
	if err := sayPortfolio(out, w, result); err != nil {
		return err
	}
	if !o.quiet {
		listWarnings(std.err, w, d.problems)
	}
	o.sayWritten(out, w)
	if len(d.skipped) > 0 {
		return exitError{code: exitWarnings}
	}
	return nil
}

// listing is the plans of a portfolio as they are found and read.
type listing struct {
	o        portfolioOptions
	lang     string
	settings portfolio.Settings
	survey   *portfolio.Survey
	paths    []string       // of the entries of the survey
	plans    []*budget.Plan // of the first of them
	hashes   []string
	problems []budget.Problem // of the plans that take part
	skipped  []outcome.PortfolioSkipped
}

// plansHeld is how many plans stay in memory between the two times that they are needed;
// further ones are read again.
const plansHeld = 200

// gather reads all plans and looks whether they go together. What is wrong with any of
// them is listed at once.
func (o *portfolioOptions) gather(ctx context.Context, std streams) (*listing, error) {
	set, members, broken, err := o.members(ctx, std)
	if err != nil {
		return nil, err
	}
	d := &listing{o: *o, lang: cmp.Or(o.lang, set.Language), settings: set}
	bar := o.bar(std, "portfolio.reading")
	defer bar.clear()
	for i, m := range members {
		found, err := d.take(ctx, m)
		if err != nil {
			return nil, err
		}
		broken = append(broken, found...)
		bar.step(i+1, len(members))
	}
	bar.clear()
	late, wrong := d.finish()
	broken = append(broken, late...)
	w := words.For(d.lang)
	if len(broken)+len(wrong) > 0 {
		listProblems(std.err, w, append(broken, wrong...))
		if !o.skipBroken || len(d.paths) == 0 || len(wrong) > 0 {
			fmt.Fprintln(std.err, w.Say("portfolio.stopped", len(d.skipped), len(members)))
			return nil, exitError{code: exitProblems}
		}
	}
	d.survey.Settings.Own = len(d.paths) <= o.ownMost && o.each == ""
	return d, nil
}

// finish looks at what only shows when all plans are read: late are the problems of
// plans, which are then left out, wrong those of the list.
func (d *listing) finish() (late, wrong []budget.Problem) {
	if d.survey == nil {
		return nil, nil
	}
	d.forgetSkipped()
	found := d.survey.Finish(func(i int) {
		e := d.survey.Left[len(d.survey.Left)-1]
		d.skipped = append(d.skipped, outcome.PortfolioSkipped{ID: e.ID, File: e.File, Errors: 1})
		d.paths, d.hashes = slices.Delete(d.paths, i, i+1), slices.Delete(d.hashes, i, i+1)
		if i < len(d.plans) {
			d.plans = slices.Delete(d.plans, i, i+1)
		}
	})
	for _, p := range found {
		if p.Code != "portfolio-currency" && p.Code != "driver-copula" {
			wrong = append(wrong, p)
			continue
		}
		late = append(late, p)
		for k := range d.skipped {
			if s := &d.skipped[k]; s.Why == "" && filepath.Base(s.File) == p.Ref.File {
				s.Why = whyOf(p)
				break
			}
		}
	}
	return late, wrong
}

// forgetSkipped takes rows out of the list that name a plan that is left out.
func (d *listing) forgetSkipped() {
	if !d.o.skipBroken {
		return
	}
	gone := func(id string) bool {
		return slices.ContainsFunc(d.skipped, func(s outcome.PortfolioSkipped) bool { return strings.EqualFold(s.ID, id) })
	}
	t := &d.survey.Settings
	t.Between = slices.DeleteFunc(t.Between, func(c budget.Correlation) bool { return gone(c.A) || gone(c.B) })
	t.Common = slices.DeleteFunc(t.Common, func(c portfolio.Common) bool { return gone(c.Plan) })
}

// take reads a plan and adds it to the survey. It returns the problems for which it
// cannot take part.
func (d *listing) take(ctx context.Context, m member) ([]budget.Problem, error) {
	path, e := m.path, m.entry
	j, err := prepare(ctx, d.source(path), &timings{})
	if err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return d.unread(path, err), nil
	}
	if d.lang == "" {
		d.lang = j.lang
	}
	if d.survey == nil {
		d.settings.Language = d.lang
		d.survey = portfolio.NewSurvey(d.settings)
	}
	e.ID, e.Name = cmp.Or(e.ID, j.plan.Project.PlanID, stem(path)), cmp.Or(e.Name, j.plan.Project.Name)
	found := j.problems
	if !budget.HasErrors(found) {
		found = append(found, d.survey.AddCompiled(e, j.plan, j.model)...)
	}
	if budget.HasErrors(found) {
		d.survey.Refuse(e, j.plan)
		found = d.whatItIs(ctx, path, j, found)
		errors, _, _ := service.Tally(found)
		first := service.InOrder(found)
		d.skipped = append(d.skipped, outcome.PortfolioSkipped{ID: e.ID, File: e.File, Errors: errors, Why: whyOf(first[0])})
		return first, nil
	}
	d.problems = append(d.problems, found...)
	d.paths, d.hashes = append(d.paths, path), append(d.hashes, j.plan.SHA256)
	if j.plan.Log = (budget.ReadLog{}); len(d.plans) < plansHeld {
		d.plans = append(d.plans, j.plan)
	}
	return nil, nil
}

// whyOf is a problem in a few words: its cell, where it has one, and what is wrong.
func whyOf(p budget.Problem) string { return strings.TrimSpace(p.Ref.At() + " " + p.Message) }

// whatItIs says of a workbook that is no plan but a list of plans, or a model of formulas,
// what it is; of any other the problems found.
func (d *listing) whatItIs(ctx context.Context, path string, j *job, found []budget.Problem) []budget.Problem {
	if !slices.ContainsFunc(found, func(p budget.Problem) bool { return p.Code == "missing-sheet" }) {
		return found
	}
	file, read := filepath.Base(path), d.o.reading.options(d.lang, d.o.password)
	code := ""
	if listsPlans(ctx, file, j.data, read) {
		code = "is-portfolio"
	} else if m, _, err := service.FindModel(ctx, file, j.data, read, false); err == nil && m != nil {
		code = "is-model"
	} else {
		return found
	}
	w := words.For(d.lang)
	return []budget.Problem{{Ref: budget.Ref{File: file}, Severity: budget.Error, Code: code, Message: w.Say("portfolio." + code), Hint: w.Say("portfolio."+code+".hint", path)}}
}

// unread is a file that could not be read at all, as a problem of its own.
func (d *listing) unread(path string, err error) []budget.Problem {
	d.skipped = append(d.skipped, outcome.PortfolioSkipped{ID: stem(path), File: filepath.Base(path), Errors: 1, Why: err.Error()})
	return []budget.Problem{{Ref: budget.Ref{File: filepath.Base(path)}, Severity: budget.Error, Code: "unread", Message: err.Error()}}
}

func stem(path string) string { return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)) }

func (d *listing) source(path string) source {
	return source{path: path, lang: d.o.lang, password: d.o.password, reading: d.o.reading}
}

// open gives a plan again.
func (d *listing) open(ctx context.Context, i int) (*budget.Plan, error) {
	if i < len(d.plans) {
		return d.plans[i], nil
	}
	from := d.source(d.paths[i])
	from.again = true
	j, err := read(ctx, from, &timings{})
	if err != nil {
		return nil, err
	}
	if j.plan.SHA256 != d.hashes[i] {
		return nil, errors.New("the file was changed while the portfolio was read; run it again")
	}
	return j.plan, nil
}

// asideMost is up to what size the columns of the plans are kept in memory.
const asideMost = 64 << 20

// simulate runs the portfolio.
func (d *listing) simulate(ctx context.Context, std streams) (*outcome.Portfolio, error) {
	bar := d.o.bar(std, "portfolio.plans")
	defer bar.clear()
	cfg := portfolio.Config{Open: d.open, Workers: d.o.sim.workers, Progress: func(done, total int) {
		std.reached.at(ctx, "run", done)
		bar.step(done, total)
	}}
	if d.survey.Columns() > asideMost || d.survey.Settings.Lends {
		f, err := scratch.Create(os.TempDir())
		if err != nil {
			return nil, err
		}
		defer os.Remove(f.Name())
		defer f.Close()
		cfg.Scratch = f
	}
	return portfolio.Run(ctx, d.survey, cfg)
}

// complete adds what the portfolio itself does not know: the files, and what was left out.
func (d *listing) complete(p *outcome.Portfolio) {
	sum := sha256.Sum256([]byte(strings.Join(d.hashes, "\n")))
	p.Version, p.Input = release, outcome.Input{File: d.survey.Settings.Name, SHA256: hex.EncodeToString(sum[:])}
	for i, x := range service.ProblemsOut(d.problems) {
		p.Problems = append(p.Problems, outcome.PortfolioProblem{File: d.problems[i].Ref.File, ProblemOut: x})
	}
	if d.skipped != nil {
		p.Skipped = d.skipped
	}
	if text := d.o.sayNoOwn(words.For(d.lang), len(p.Plans)); text != "" {
		p.Notes = append(p.Notes, text)
	}
	if text := d.o.sayForeign(words.For(d.lang)); text != "" {
		p.Notes = append(p.Notes, text)
	}
}

// bar counts plans on a terminal.
func (o *portfolioOptions) bar(std streams, key string) *progress {
	if o.quiet {
		return nil
	}
	w := words.For(cmp.Or(o.lang, "en"))
	bar := newProgress(std.err, w.Say(key))
	bar.tellLeft(w)
	return bar
}
