package main

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// generateOptions are the flags of the generate command.
type generateOptions struct {
	man, completions string // folders; "" for not at all
	day              string // printed on the man pages, 2026-11-26
}

// AddFlags adds the flags of the generate command.
func (o *generateOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.man, "man", "", "write the man pages into this folder")
	fs.StringVar(&o.completions, "completions", "", "write the completions of bash, fish, PowerShell and zsh into this folder")
	fs.StringVar(&o.day, "date", "", "the date printed on the man pages, e.g. 2026-11-26")
}

// generateCommand writes what a package carries beside the program. It is for
// those who make packages, so the help does not list it.
func (a *app) generateCommand() *cobra.Command {
	var o generateOptions
	cmd := &cobra.Command{
		Use:    "generate",
		Short:  "Write man pages and completions, for packages",
		Hidden: true,
		Args:   cobra.NoArgs,
	}
	cmd.RunE = a.do(func(context.Context, []string) error { return generate(cmd.Root(), o) })
	o.AddFlags(cmd.Flags())
	return cmd
}

// generate writes the man pages and completions of a command and all below it.
// The same options give the same bytes.
func generate(root *cobra.Command, o generateOptions) error {
	if o.man == "" && o.completions == "" {
		return usagef("generate needs --man or --completions")
	}
	if o.man != "" {
		if err := manPages(root, o); err != nil {
			return err
		}
	}
	if o.completions == "" {
		return nil
	}
	if err := os.MkdirAll(o.completions, 0o755); err != nil {
		return err
	}
	at := func(name string) string { return filepath.Join(o.completions, name) }
	for _, write := range []func() error{
		func() error { return root.GenBashCompletionFileV2(at("ballast.bash"), true) },
		func() error { return root.GenFishCompletionFile(at("ballast.fish"), true) },
		func() error { return root.GenPowerShellCompletionFileWithDesc(at("ballast.ps1")) },
		func() error { return root.GenZshCompletionFile(at("_ballast")) },
	} {
		if err := write(); err != nil {
			return err
		}
	}
	return nil
}

// manPages writes a page for each command that the help lists.
func manPages(root *cobra.Command, o generateOptions) error {
	header := &doc.GenManHeader{Section: "1", Source: "ballast " + release, Manual: "Ballast"}
	day, err := time.Parse(time.DateOnly, o.day)
	if err != nil {
		return usagef("--man needs --date, a day like 2026-11-26, not %q", o.day)
	}
	header.Date = &day
	if err := os.MkdirAll(o.man, 0o755); err != nil {
		return err
	}
	root.DisableAutoGenTag = true
	return doc.GenManTree(root, header, o.man)
}
