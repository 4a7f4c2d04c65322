package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
)

// adoptOptions are what the adopt command is told.
type adoptOptions struct {
	budget   string
	output   string
	tables   []string
	amount   string
	months   int
	yes      bool
	skip     bool // lines whose amount is an error
	lang     string
	password string
	force    bool
	dryRun   bool
	named    bool // the output was named
}

// AddFlags adds the flags of the adopt command.
func (o *adoptOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVarP(&o.output, "output", "o", "", "write the plan here (default: ANY.adopted.xlsx beside the budget)")
	fs.StringArrayVar(&o.tables, "table", nil, `a cost table that is meant, as SHEET or "SHEET!A4:F60"; may stand several times`)
	fs.StringVar(&o.amount, "amount", "", "the columns of amounts that are meant: F, D+E to add up, D*E to multiply, B:M for periods")
	fs.IntVar(&o.months, "months", 0, "for how many months monthly amounts are due")
	fs.BoolVarP(&o.yes, "yes", "y", false, "take the first of several readings, and write its doubts on the sheet")
	fs.BoolVar(&o.skip, "skip-errors", false, "leave out lines whose amount is an error such as #REF!, and say so on the sheet")
	addLanguage(fs, &o.lang, "language of the messages and of the sheets made (default: the budget's)")
	addPassword(fs, &o.password)
	fs.BoolVarP(&o.dryRun, "dry-run", "n", false, "only show what is understood, write nothing")
	fs.BoolVar(&o.force, "force", false, "overwrite an existing file")
}

func (a *app) adoptCommand() *cobra.Command {
	var o adoptOptions
	cmd := &cobra.Command{
		Use:   "adopt ANY.xlsx",
		Short: "Make a plan of a budget that was not made for Ballast",
		Long: `Adopt finds the cost table of a budget, shows what it understood of it, cell by
cell, and writes a copy with the sheets Project and Costs, whose cells are
formulas that point at the budget's own cells: the budget stays the one place
where figures are changed. What the budget does not say, such as how far a line
may run over, is assumed by phase and marked to be reviewed.

Nothing is adopted in silence: when the budget has no total of its own that the
lines reach, when nothing shows that its amounts are money, when several columns
could be the amounts or other tables remain beside the one found, adopt asks: on
a terminal by a number; otherwise it writes nothing, lists the readings with the
command that takes each, and exits 3. With --yes it takes the first and writes
its doubts on the sheet. --table and --amount name what is meant; nothing outside
what is named is looked at. A budget's own contingency is shown and left out of
the base.`,
		Example: `  ballast adopt budget.xlsx
  ballast adopt budget.xlsx --dry-run
  ballast adopt budget.xlsx --table "Detail!A4:H60" --amount F
  ballast adopt services.xlsx --months 36 --yes`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.budget = args[0]
			return runAdopt(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// validate settles the name of the plan. A plan is there to be edited, so that
// an existing one is never replaced unasked.
func (o *adoptOptions) validate() error {
	if o.named = o.output != ""; !o.named {
		ext := filepath.Ext(o.budget)
		o.output = strings.TrimSuffix(o.budget, ext) + ".adopted" + strings.ToLower(ext)
	}
	if sameFile(o.budget, o.output) {
		return usagef("the plan would overwrite the budget %s; give another name with -o", o.budget)
	}
	if !strings.EqualFold(filepath.Ext(o.output), filepath.Ext(o.budget)) {
		return usagef("-o %s: the copy of %s must end in %s", o.output, filepath.Base(o.budget), filepath.Ext(o.budget))
	}
	if o.months < 0 || o.months > 600 {
		return usagef("--months %d: 1 to 600 months", o.months)
	}
	if _, err := os.Lstat(o.output); err == nil && !o.force && !o.dryRun {
		return fmt.Errorf("%s exists; use --force to overwrite it", o.output)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// nextMonth is the first month that a budget without any date starts in.
func nextMonth(now time.Time) budget.Month {
	return budget.Month{Year: now.Year(), Month: int(now.Month())}.Add(1)
}

// runAdopt is the adopt command. What was understood is its product and goes
// to standard output, also with the refusals.
func runAdopt(ctx context.Context, o adoptOptions, std streams) error {
	if err := settlePassword(&o.password, std.in); err != nil {
		return err
	}
	data, err := os.ReadFile(o.budget)
	if err != nil {
		return err
	}
	if err := o.validate(); err != nil {
		return err
	}
	std.reached.at(ctx, "read", 0)
	found, problems, err := workbook.Adopt(ctx, filepath.Base(o.budget), data, o.settings(std))
	if err != nil {
		return err
	}
	w := words.For(o.speech(found, problems))
	if found == nil {
		listProblems(std.err, w, service.InOrder(problems))
		fmt.Fprintln(std.err, w.Say("adopt.refused"))
		return exitError{code: exitProblems}
	}
	found.Print(std.out)
	listWarnings(std.err, w, service.InOrder(problems))
	if o.dryRun {
		return nil
	}
	std.reached.at(ctx, "write", 0)
	_, err = workbook.Write(ctx, workbook.WriteOptions{Source: o.budget, Data: data, Target: o.output, Force: o.force, Password: o.password}, found.Book)
	if err != nil {
		return err
	}
	fmt.Fprintln(std.out, w.Say("adopt.wrote", o.output))
	return nil
}

// settings are the options as the workbook's reader takes them.
func (o *adoptOptions) settings(std streams) workbook.AdoptOptions {
	command := "ballast adopt " + quoted(o.budget)
	if o.named {
		command += " -o " + quoted(o.output)
	}
	if o.lang != "" {
		command += " --lang " + o.lang
	}
	out := workbook.AdoptOptions{
		Language: o.lang, Password: o.password, Tables: o.tables, Amount: o.amount, Months: o.months, Yes: o.yes, SkipErrors: o.skip,
		Start: nextMonth(time.Now()), PlanID: freshID(), Command: command, Quote: quoted,
	}
	if f, ok := std.in.(*os.File); ok && term.IsTerminal(int(f.Fd())) && !o.yes {
		out.Ask = o.question(std)
	}
	return out
}

// question asks on a terminal which reading is meant: its number, or nothing.
func (o *adoptOptions) question(std streams) func([]string, []workbook.AdoptChoice) int {
	return func(why []string, choices []workbook.AdoptChoice) int {
		w := words.For(o.speech(nil, []budget.Problem{{Message: strings.Join(why, "")}}))
		for _, s := range why {
			fmt.Fprintln(std.err, s)
		}
		for i, c := range choices {
			fmt.Fprintf(std.err, "%d  %s\n", i+1, w.Say("adopt.ask.choice", strings.Join(c.Tables, " + "), c.Columns, c.Lines, c.Total.StringFixed(2)))
		}
		ask := w.Say("adopt.ask.question", len(choices))
		if len(choices) == 1 {
			ask = w.Say("adopt.ask.question.one")
		}
		typed := bufio.NewReader(std.in)
		for range mostQuestions {
			fmt.Fprint(std.err, ask+" ")
			line, err := typed.ReadString('\n')
			line = strings.TrimSpace(line)
			if n, bad := strconv.Atoi(line); bad == nil && n >= 1 && n <= len(choices) {
				return n - 1
			}
			if line == "" || err != nil {
				break
			}
		}
		return -1
	}
}

// mostQuestions is how often is asked again after an answer that is no number of
// the list.
const mostQuestions = 5

// quoted writes an argument so that the shell leaves it alone: an exclamation
// mark between double quotes is history to bash, single quotes are nothing to
// the shell of Windows.
func quoted(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./") == "" {
		return s
	}
	if runtime.GOOS == "windows" {
		return `"` + s + `"`
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// speech is the language to speak: the one asked for, the budget's, or of a
// budget that was refused that of the reasons given.
func (o *adoptOptions) speech(found *workbook.Adoption, problems []budget.Problem) string {
	if o.lang != "" || found != nil {
		if found != nil {
			return found.Language
		}
		return o.lang
	}
	for _, p := range problems {
		for _, r := range p.Message {
			if r >= 0x4E00 && r <= 0x9FFF {
				return "zh"
			}
		}
	}
	return "en"
}
