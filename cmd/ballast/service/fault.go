package service

import (
	"errors"

	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/study"
)

// Fault is how an error of this package is told, on the page and to an assistant: a text
// of the catalogue ("page.problem." and the code) with its arguments. The code is "" for
// an error that has no text there, such as BadVariantError, which brings its own.
func Fault(err error, w *words.Words) (code string, args []any) {
	var (
		refused *RefusedError
		edit    *EditError
		errs    *HasErrorsError
		much    *TooMuchError
		stress  *UnknownStressError
		none    *NoAnswerError
	)
	switch {
	case errors.As(err, &refused):
		return "refused", []any{refused.Problem.Message}
	case errors.As(err, &edit):
		return "cell", []any{edit.At, w.Say("page.problem.cell." + edit.Reason())}
	case errors.As(err, &errs):
		return "errors", nil
	case errors.As(err, &much):
		return "too-many", []any{much.Scenarios, much.Most}
	case errors.As(err, &stress):
		return "stress", []any{stress.Part}
	case errors.As(err, &none):
		return "no-answer", []any{none.Text}
	case errors.Is(err, ErrModel):
		return "model", nil
	}
	return "", nil
}

// Reason is why a cell or setting cannot be changed, as a key of the texts
// "page.problem.cell.".
func (e *EditError) Reason() string {
	var cell *workbook.CellError
	switch {
	case errors.As(e.Err, &cell):
		return cell.Why
	case errors.Is(e.Err, study.ErrNoValue):
		return "no-value"
	}
	return "no-setting"
}
