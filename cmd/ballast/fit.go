package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/sim/distribution"
	"ballast/sim/fit"
)

// fitOptions are what the fit command is told.
type fitOptions struct {
	file, cells string
	lang        string
	password    string
	picture     string
	json, force bool
}

// AddFlags adds the flags of the fit command.
func (o *fitOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.picture, "picture", "", "draw the values and the best distributions into this .svg or .png")
	fs.BoolVar(&o.json, "json", false, "print the fits as JSON")
	fs.BoolVar(&o.force, "force", false, "overwrite an existing picture")
	addLanguage(fs, &o.lang, "language of the table (default: en)")
	addPassword(fs, &o.password)
}

func (a *app) fitCommand() *cobra.Command {
	var o fitOptions
	cmd := &cobra.Command{
		Use:   "fit FILE.xlsx CELLS",
		Short: "Find the distribution that a range of values may come from",
		Long: `Fit reads a range of numbers, such as the overruns of past projects, fits every
family of distributions to them by maximum likelihood, ranks these by AIC and
prints the best as a text to paste into a plan. Blank cells are passed over, and so
is the heading of whole columns; a cell with anything else than a number is an error
(exit 3). It writes nothing but the picture.`,
		Example: `  ballast fit history.xlsx 'History!B2:B60'
  ballast fit history.xlsx 'History!B:B' --picture fit.svg`,
		Args: cobra.ExactArgs(2),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, word string) ([]string, cobra.ShellCompDirective) {
			if len(args) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return completeWorkbooks(cmd, args, word)
		},
		RunE: a.do(func(ctx context.Context, args []string) error {
			o.file, o.cells = args[0], args[1]
			if err := settlePassword(&o.password, a.std.in); err != nil {
				return err
			}
			return runFit(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	completeWords(cmd, flagWords())
	return cmd
}

// runFit is the fit command.
func runFit(ctx context.Context, o fitOptions, std streams) error {
	if err := o.guardPicture(); err != nil {
		return err
	}
	data, err := os.ReadFile(o.file)
	if err != nil {
		return err
	}
	w := words.For(o.lang)
	std.reached.at(ctx, "read", 0)
	numbers, problems, err := workbook.ReadNumbers(ctx, filepath.Base(o.file), data, o.cells, workbook.ReadOptions{Language: o.lang, Password: o.password})
	if err != nil {
		return err
	}
	if budget.HasErrors(problems) {
		listProblems(std.err, w, problems)
		return exitError{code: exitProblems}
	}
	f := fitting{numbers: numbers, w: w}
	if f.fits, f.left, err = fit.Values(numbers.Values); err != nil {
		fmt.Fprintln(std.err, f.refusal(err))
		return exitError{code: exitProblems}
	}
	if o.picture != "" {
		picture, err := f.draw(strings.EqualFold(filepath.Ext(o.picture), ".png"))
		if err != nil {
			return err
		}
		if err := writeAtomic(ctx, o.picture, picture); err != nil {
			return err
		}
	}
	if o.json {
		return f.encode(std.out)
	}
	return f.print(std.out)
}

// guardPicture refuses a picture of another kind, and to overwrite one.
func (o fitOptions) guardPicture() error {
	ext := strings.ToLower(filepath.Ext(o.picture))
	switch {
	case o.picture == "":
		return nil
	case ext != ".svg" && ext != ".png":
		return usagef("--picture %s: the name must end in .svg or .png", o.picture)
	case o.force || !isRegular(o.picture):
		return nil
	}
	return usagef("%s exists; use --force to overwrite it", o.picture)
}

// fitting is what the fit command has found.
type fitting struct {
	numbers *workbook.Numbers
	fits    []fit.Fit
	left    []fit.Left
	w       *words.Words
}

// refusal says why the values cannot be fitted.
func (f fitting) refusal(err error) string {
	var bad *fit.DataError
	if !errors.As(err, &bad) {
		return err.Error()
	}
	if bad.Code == "few" {
		return f.w.Say("fit.few", f.numbers.Where, bad.Count, fit.Fewest)
	}
	return f.w.Say("fit."+bad.Code, f.numbers.Where)
}

// name is a family's name in the language of the words.
func (f fitting) name(family string) string {
	if row, ok := distribution.FamilyOf(family); ok {
		return row.Word(f.w.Language)
	}
	return family
}

// print prints the fits as a table, and what else there is to say.
func (f fitting) print(out io.Writer) error {
	lo, hi, mean, sd := summary(f.numbers.Values)
	fmt.Fprintln(out, f.w.Say("fit.head", f.numbers.Where, len(f.numbers.Values), figure(lo), figure(hi), figure(mean), figure(sd)))
	if f.numbers.Heading != "" {
		fmt.Fprintln(out, f.w.Say("fit.heading", f.numbers.Heading))
	}
	if f.numbers.Blank > 0 {
		fmt.Fprintln(out, f.w.Say("fit.blank", f.numbers.Blank))
	}
	fmt.Fprintln(out)
	t := words.Table{First: 2, Last: 5}
	t.Add(f.w.Say("fit.family"), "AIC", f.w.Say("fit.behind"), "KS", "AD", f.w.Say("fit.paste"))
	for _, x := range f.fits {
		t.Add(f.name(x.Family), fixed(x.AIC, 1), fixed(x.AIC-f.fits[0].AIC, 1), fixed(x.KS, 3), fixed(x.AD, 3), x.Text)
	}
	if err := t.Write(out); err != nil {
		return err
	}
	fmt.Fprintln(out)
	fmt.Fprintln(out, f.w.Say("fit.winner", f.fits[0].Text))
	if n := f.close(); n > 1 {
		fmt.Fprintln(out, f.w.Say("fit.close", n))
	}
	if fit.Counts(f.numbers.Values) {
		fmt.Fprintln(out, f.w.Say("fit.counts", figure(mean), figure(sd*sd)))
	}
	for _, reason := range []fit.Reason{fit.NeedsPositive, fit.NeedsShares, fit.NoMaximum} {
		var names []string
		for _, l := range f.left {
			if l.Reason == reason {
				names = append(names, f.name(l.Family))
			}
		}
		if len(names) > 0 {
			fmt.Fprintln(out, f.w.Say("fit.left."+string(reason), strings.Join(names, ", ")))
		}
	}
	_, err := fmt.Fprintln(out, f.w.Say("fit.note"))
	return err
}

// close is how many of the best differ by less than 2 in AIC, which is as good
// as nothing.
// Source: Burnham and Anderson, Model Selection and Multimodel Inference, 2nd
// ed. (2002), 2.6.
func (f fitting) close() (n int) {
	for n < len(f.fits) && f.fits[n].AIC-f.fits[0].AIC < 2 {
		n++
	}
	return n
}

// summary describes values; sd is over n-1.
func summary(values []float64) (lo, hi, mean, sd float64) {
	lo, hi = values[0], values[0]
	for _, v := range values {
		lo, hi, mean = min(lo, v), max(hi, v), mean+v/float64(len(values))
	}
	for _, v := range values {
		sd += (v - mean) * (v - mean) / float64(len(values)-1)
	}
	return lo, hi, mean, math.Sqrt(sd)
}

// figure shows a number to six digits.
func figure(v float64) string {
	short, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 6, 64), 64)
	if err != nil || short != 0 && (math.Abs(short) < 1e-4 || math.Abs(short) >= 1e12) {
		return strconv.FormatFloat(v, 'g', 6, 64)
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// fixed shows a number with so many decimals, and what is infinite as such.
func fixed(v float64, decimals int) string {
	if math.IsInf(v, 0) {
		return "∞"
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}

// encode prints the fits as JSON.
func (f fitting) encode(out io.Writer) error {
	type row struct {
		Family        string   `json:"family"`
		Text          string   `json:"text"`
		Parameters    int      `json:"parameters"`
		LogLikelihood float64  `json:"logLikelihood"`
		AIC           float64  `json:"aic"`
		KS            float64  `json:"ks"`
		AD            *float64 `json:"ad"` // null: infinite
	}
	type gone struct {
		Family string `json:"family"`
		Reason string `json:"reason"`
	}
	all := struct {
		Cells  string `json:"cells"`
		Values int    `json:"values"`
		Blank  int    `json:"blank"`
		Counts bool   `json:"counts"` // whole numbers that repeat, which no family holds
		Fits   []row  `json:"fits"`
		Left   []gone `json:"left"`
	}{f.numbers.Where, len(f.numbers.Values), f.numbers.Blank, fit.Counts(f.numbers.Values), []row{}, []gone{}}
	for _, x := range f.fits {
		r := row{x.Family, x.Text, x.Parameters, x.LogLikelihood, x.AIC, x.KS, &x.AD}
		if math.IsInf(x.AD, 0) {
			r.AD = nil
		}
		all.Fits = append(all.Fits, r)
	}
	for _, l := range f.left {
		all.Left = append(all.Left, gone{l.Family, string(l.Reason)})
	}
	enc := json.NewEncoder(out)
	enc.SetIndent("", "  ")
	return enc.Encode(all)
}
