package main

import (
	"context"

	"github.com/spf13/cobra"

	"ballast/models/outcome"
)

func (a *app) schemaCommand() *cobra.Command {
	model := false
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of what run --json writes",
		Long: `Schema prints the JSON Schema (draft 2020-12) of the figures that run --json writes:
of a plan, or with --model of a model of formulas. Fields are added by later versions,
never renamed or taken away.`,
		Example: `  ballast schema > ballast.schema.json`,
		Args:    cobra.NoArgs,
		RunE: a.do(func(context.Context, []string) error {
			s := outcome.Schema()
			if model {
				s = outcome.ModelSchema()
			}
			return writeJSON(a.std.out, s)
		}),
	}
	cmd.Flags().BoolVar(&model, "model", false, "of a model of formulas")
	return cmd
}
