package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/cmd/ballast/service"
)

// refusal is an answer in words that something cannot be done.
type refusal struct {
	key  string
	args []any
}

// Error implements error.
func (e *refusal) Error() string { return e.key }

func refuse(key string, args ...any) error { return &refusal{key, args} }

// worded says an error in words, with the cells that it is about.
func worded(err error, w *words.Words) string {
	var (
		no      *refusal
		out     *outsideError
		unknown *unknownRunError
		refused *service.RefusedError
		bad     *service.BadVariantError
		errs    *service.HasErrorsError
	)
	switch {
	case errors.As(err, &no):
		return w.Say(no.key, no.args...)
	case errors.As(err, &out):
		return w.Say("mcp.file."+out.why, out.file)
	case errors.As(err, &unknown):
		return w.Say("mcp.run.unknown", unknown.id)
	case errors.As(err, &bad):
		return bad.Why
	case errors.Is(err, context.Canceled):
		return w.Say("mcp.cancelled")
	}
	code, args := service.Fault(err, w)
	if code == "" {
		return err.Error()
	}
	text := w.Say("page.problem."+code, args...)
	switch {
	case errors.As(err, &refused):
		text = strings.TrimSpace(text + " " + refused.Problem.Hint)
	case errors.As(err, &errs):
		text += listed(errs.Problems, w)
	}
	return text
}

// mostSaid is how many problems a refusal lists.
const mostSaid = 15

// listed is what is wrong with a workbook, each at its cell, a line each.
func listed(list []service.Problem, w *words.Words) string {
	text, said := "", 0
	for _, p := range list {
		if p.Severity != budget.Error.String() {
			continue
		}
		if said++; said <= mostSaid {
			text += fmt.Sprintf("\n%s: %s", p.At, strings.TrimSpace(p.Message+" "+p.Hint))
		}
	}
	if said > mostSaid {
		text += "\n" + w.Say("mcp.more", said-mostSaid)
	}
	return text
}
