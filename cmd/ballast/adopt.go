package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
)

// adoptOptions are what the adopt command is told.
type adoptOptions struct {
	budget   string
	output   string
	table    string
	amount   string
	lang     string
	password string
	force    bool
	dryRun   bool
}

// AddFlags adds the flags of the adopt command.
func (o *adoptOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVarP(&o.output, "output", "o", "", "write the plan here (default: ANY.adopted.xlsx beside the budget)")
	fs.StringVar(&o.table, "table", "", `the cost table that is meant, as SHEET or "SHEET!A4:F60"`)
	fs.StringVar(&o.amount, "amount", "", "the column of amounts that is meant, such as F")
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
may run over, is assumed by phase and marked to be reviewed. When the table, its
amounts or its totals are not clear, nothing is written and adopt exits 3.`,
		Example: `  ballast adopt budget.xlsx
  ballast adopt budget.xlsx --dry-run
  ballast adopt budget.xlsx --table "Detail!A4:H60" --amount F`,
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
	if o.output == "" {
		ext := filepath.Ext(o.budget)
		o.output = strings.TrimSuffix(o.budget, ext) + ".adopted" + strings.ToLower(ext)
	}
	if sameFile(o.budget, o.output) {
		return usagef("the plan would overwrite the budget %s; give another name with -o", o.budget)
	}
	if !strings.EqualFold(filepath.Ext(o.output), filepath.Ext(o.budget)) {
		return usagef("-o %s: the copy of %s must end in %s", o.output, filepath.Base(o.budget), filepath.Ext(o.budget))
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
	found, problems, err := workbook.Adopt(ctx, filepath.Base(o.budget), data, workbook.AdoptOptions{
		Language: o.lang, Password: o.password, Table: o.table, Amount: o.amount, Start: nextMonth(time.Now()),
	})
	if err != nil {
		return err
	}
	w := words.For(o.speech(found, problems))
	if found == nil {
		listProblems(std.err, w, inOrder(problems))
		fmt.Fprintln(std.err, w.Say("adopt.refused"))
		return exitError{code: exitProblems}
	}
	found.Print(std.out)
	listWarnings(std.err, w, inOrder(problems))
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
