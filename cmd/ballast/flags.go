package main

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// choice is a flag that takes one of a few words, in any letter case, and
// keeps the word as the list spells it. The zero text means not given.
type choice struct {
	text    *string
	allowed []string
	kind    string
}

// String implements pflag.Value.
func (c choice) String() string {
	if c.text == nil {
		return ""
	}
	return *c.text
}

// Type implements pflag.Value.
func (c choice) Type() string { return c.kind }

// Set implements pflag.Value.
func (c choice) Set(s string) error {
	for _, a := range c.allowed {
		if strings.EqualFold(a, s) {
			*c.text = a
			return nil
		}
	}
	return fmt.Errorf("want %s", strings.Join(c.allowed, ", "))
}

// optionalSeed is a seed that knows whether it was given.
type optionalSeed struct{ seed **uint64 }

// String implements pflag.Value: what stands without the flag.
func (o optionalSeed) String() string {
	if o.seed == nil || *o.seed == nil {
		return ""
	}
	return strconv.FormatUint(**o.seed, 10)
}

// Type implements pflag.Value: the word that help shows.
func (o optionalSeed) Type() string { return "number" }

// Set implements pflag.Value.
func (o optionalSeed) Set(s string) error {
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		return fmt.Errorf("want a whole number from 0")
	}
	*o.seed = &n
	return nil
}

// optionalCount is a number of scenarios, or auto (0), that knows whether it
// was given.
type optionalCount struct{ count **int }

// String implements pflag.Value: what stands without the flag.
func (o optionalCount) String() string {
	switch {
	case o.count == nil || *o.count == nil:
		return ""
	case **o.count == 0:
		return "auto"
	}
	return strconv.Itoa(**o.count)
}

// Type implements pflag.Value: the word that help shows.
func (o optionalCount) Type() string { return "number|auto" }

// Set implements pflag.Value.
func (o optionalCount) Set(s string) error {
	n := 0
	if !strings.EqualFold(s, "auto") {
		var err error
		n, err = strconv.Atoi(strings.ReplaceAll(s, ",", ""))
		if err != nil || n < 1 || n > maxScenarios {
			return fmt.Errorf("want a number from 1 to %d, or auto", maxScenarios)
		}
	}
	*o.count = &n
	return nil
}

// maxScenarios keeps a slip of the finger from filling the memory.
const maxScenarios = 100_000_000

// simOptions say how to simulate; what is not given is as the plan says.
type simOptions struct {
	scenarios *int // 0 auto
	seed      *uint64
	sampling  string
	workers   int
}

// AddFlags adds the flags that run and explain share.
func (o *simOptions) AddFlags(fs *pflag.FlagSet) {
	fs.Var(optionalCount{&o.scenarios}, "scenarios", "how many futures to simulate (default: the plan's, or 10000)")
	fs.Var(optionalSeed{&o.seed}, "seed", "seed of the random numbers (default: the plan's, or 1)")
	fs.Var(choice{&o.sampling, []string{"LHS", "MC", "Sobol"}, "method"}, "sampling", "LHS, MC or Sobol (default: the plan's, or Sobol)")
	fs.IntVar(&o.workers, "workers", 0, "simulate on this many cores (default: all); the figures do not depend on it")
}

// validate finds what the flag types alone cannot.
func (o *simOptions) validate() error {
	if o.workers < 0 {
		return usagef("--workers %d: want a number from 1, or 0 for all cores", o.workers)
	}
	return nil
}

// addLanguage adds --lang.
func addLanguage(fs *pflag.FlagSet, lang *string, usage string) {
	fs.Var(choice{lang, []string{"en", "zh"}, "en|zh"}, "lang", usage)
}

// completeWords offers words to the shell for the flags that take one.
func completeWords(cmd *cobra.Command, words map[string][]string) {
	for flag, list := range words {
		fixed := cobra.FixedCompletions(list, cobra.ShellCompDirectiveNoFileComp)
		if cmd.Flags().Lookup(flag) != nil {
			cobra.CheckErr(cmd.RegisterFlagCompletionFunc(flag, fixed))
		}
	}
}

// completeWorkbooks offers the workbooks of a folder to the shell.
func completeWorkbooks(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"xlsx", "xlsm"}, cobra.ShellCompDirectiveFilterFileExt
}

// flagWords are the words of the flags with few values.
func flagWords() map[string][]string {
	return map[string][]string{
		"lang":      {"en", "zh"},
		"sampling":  {"LHS", "MC", "Sobol"},
		"scenarios": {"auto", "10000", "100000"},
	}
}
