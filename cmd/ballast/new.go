package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/samples"
)

// newOptions are what the new command is told.
type newOptions struct {
	file   string
	sample string
	lang   string
	force  bool
}

// AddFlags adds the flags of the new command.
func (o *newOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.sample, "sample", "", "write this sample instead of an empty template: "+strings.Join(samples.All(), ", "))
	addLanguage(fs, &o.lang, "language of the workbook (default: en, or the sample's)")
	fs.BoolVar(&o.force, "force", false, "overwrite an existing file")
}

func (a *app) newCommand() *cobra.Command {
	var o newOptions
	cmd := &cobra.Command{
		Use:   "new [FILE.xlsx]",
		Short: "Write an empty plan, or a sample",
		Long: `New writes a workbook to fill in: every sheet with its columns, drop-downs, a note
on every header and example rows. With --sample it writes a filled one to learn
from. The default FILE is plan.xlsx, or the sample's name.`,
		Example: `  ballast new plan.xlsx
  ballast new --lang zh 预算.xlsx
  ballast new --sample office-move`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: completeWorkbooks,
		RunE: a.do(func(ctx context.Context, args []string) error {
			if len(args) == 1 {
				o.file = args[0]
			}
			return runNew(ctx, o, a.std)
		}),
	}
	o.AddFlags(cmd.Flags())
	list := flagWords()
	list["sample"] = samples.All()
	completeWords(cmd, list)
	return cmd
}

// validate settles the name of the file.
func (o *newOptions) validate() error {
	if o.sample != "" {
		name, err := sampleIn(o.sample, o.lang)
		if err != nil {
			return err
		}
		o.sample = name
	}
	switch {
	case o.file != "":
	case o.sample != "":
		o.file = o.sample + ".xlsx"
	default:
		o.file = "plan.xlsx"
	}
	if !strings.HasSuffix(strings.ToLower(o.file), ".xlsx") {
		return usagef("%s: a new plan is an .xlsx workbook, give a name that ends in .xlsx", o.file)
	}
	if _, err := os.Lstat(o.file); err == nil && !o.force {
		return fmt.Errorf("%s exists; use --force to overwrite it", o.file)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// runNew is the new command.
func runNew(ctx context.Context, o newOptions, std streams) error {
	if err := o.validate(); err != nil {
		return err
	}
	data, lang, err := newWorkbook(o.sample, o.lang)
	if err != nil {
		return err
	}
	std.reached.at(ctx, "write", 0)
	if err := writeAtomic(ctx, o.file, data); err != nil {
		return err
	}
	text := "command.created"
	if o.sample != "" {
		text = "command.created.sample"
	}
	_, err = fmt.Fprintln(std.out, words.For(lang).Say(text, o.file))
	return err
}

// newWorkbook makes the bytes of a template or of a sample, and says in which
// language they are.
func newWorkbook(sample, lang string) (data []byte, wrote string, err error) {
	if sample == "" {
		if lang == "" {
			lang = "en"
		}
		data, err = workbook.Template(lang, freshID())
		return data, lang, err
	}
	src, err := samples.Source(sample)
	if err != nil {
		return nil, lang, err
	}
	lang = samples.Language(sample)
	data, err = workbook.FromText(src, lang)
	return data, lang, err
}

// freshID is an ID that no other plan has.
func freshID() string {
	var seed [16]byte
	rand.Read(seed[:]) // it never fails
	return budget.PlanID(string(seed[:]))
}

// sampleIn returns the name of a sample in a language: the sample itself, or
// the one beside it that is written in that language.
func sampleIn(name, lang string) (string, error) {
	if !slices.Contains(samples.All(), name) {
		return "", usagef("--sample %s: there are %s", name, strings.Join(samples.All(), ", "))
	}
	if lang == "" || samples.Language(name) == lang {
		return name, nil
	}
	for _, other := range []string{name + "-" + lang, strings.TrimSuffix(name, "-"+samples.Language(name))} {
		if slices.Contains(samples.All(), other) && samples.Language(other) == lang {
			return other, nil
		}
	}
	return "", usagef("--sample %s is not written in %s", name, lang)
}
