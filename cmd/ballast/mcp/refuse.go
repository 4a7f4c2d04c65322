package mcp

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/models/study"
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
		edit    *service.EditError
		errs    *service.HasErrorsError
		much    *service.TooMuchError
		stress  *service.UnknownStressError
		none    *service.NoAnswerError
	)
	switch {
	case errors.As(err, &no):
		return w.Say(no.key, no.args...)
	case errors.As(err, &out):
		return w.Say("mcp.file."+out.why, out.file)
	case errors.As(err, &unknown):
		return w.Say("mcp.run.unknown", unknown.id)
	case errors.As(err, &refused):
		return strings.TrimSpace(w.Say("page.problem.refused", refused.Problem.Message) + " " + refused.Problem.Hint)
	case errors.As(err, &bad):
		return bad.Why
	case errors.As(err, &edit):
		return editWorded(edit, w)
	case errors.As(err, &errs):
		return errorsWorded(errs.Problems, w)
	case errors.As(err, &much):
		return w.Say("page.problem.too-many", much.Scenarios, much.Most)
	case errors.As(err, &stress):
		return w.Say("page.problem.stress", stress.Part)
	case errors.As(err, &none):
		return w.Say("page.problem.no-answer", none.Text)
	case errors.Is(err, service.ErrModel):
		return w.Say("page.problem.model")
	case errors.Is(err, context.Canceled):
		return w.Say("mcp.cancelled")
	}
	return err.Error()
}

// editWorded says why a cell or setting cannot be changed.
func editWorded(e *service.EditError, w *words.Words) string {
	reason := "no-setting"
	var cell *workbook.CellError
	switch {
	case errors.As(e.Err, &cell):
		reason = cell.Why
	case errors.Is(e.Err, study.ErrNoValue):
		reason = "no-value"
	}
	return w.Say("page.problem.cell", e.At, w.Say("page.problem.cell."+reason))
}

// mostSaid is how many problems a refusal lists.
const mostSaid = 15

// errorsWorded lists what is wrong with a workbook, each at its cell.
func errorsWorded(list []service.Problem, w *words.Words) string {
	text := w.Say("page.problem.errors")
	said := 0
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
