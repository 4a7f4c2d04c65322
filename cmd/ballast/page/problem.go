package page

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/study"
)

// Problem is an answer that something cannot be done.
//
// Source: RFC 9457, Problem Details for HTTP APIs.
type Problem struct {
	Type     string            `json:"type"`
	Title    string            `json:"title"`
	Status   int               `json:"status"`
	Code     string            `json:"code"`
	Reason   string            `json:"reason,omitempty"`
	Detail   string            `json:"detail,omitempty"`
	At       string            `json:"at,omitempty"`
	Problems []service.Problem `json:"problems,omitempty"`
	Points   []study.Point     `json:"points,omitempty"`

	retry int // seconds
	args  []any
	key   string // of the words, when it is not the code
}

// Error implements error.
func (p *Problem) Error() string { return p.Code }

// problem is one with the words of its code.
func problem(status int, code string, args ...any) *Problem {
	return &Problem{Type: "about:blank", Status: status, Code: code, args: args}
}

// The problems that handlers answer with.
func notFound() *Problem { return problem(http.StatusNotFound, "not-found") }

func badRequest(why string) *Problem { return problem(http.StatusBadRequest, "bad-request", why) }

func busy() *Problem {
	p := problem(http.StatusTooManyRequests, "busy")
	p.retry = 2
	return p
}

// The causes with which a run is ended.
var (
	errSuperseded = errors.New("a newer request has taken its place")
	errTimeout    = errors.New("it took too long")
)

// problemOf words any error of a handler; what is not known is a fault of ours.
func problemOf(ctx context.Context, err error, w *words.Words) *Problem {
	p := known(ctx, err, w)
	if p == nil {
		p = problem(http.StatusInternalServerError, "failed")
	}
	if p.Title == "" {
		key := p.Code
		if p.key != "" {
			key = p.key
		}
		p.Title = w.Say("page.problem."+key, p.args...)
	}
	return p
}

func known(ctx context.Context, err error, w *words.Words) *Problem {
	var (
		p     *Problem
		bad   *service.BadVariantError
		large *http.MaxBytesError
	)
	switch {
	case errors.As(err, &p):
		return p
	case errors.Is(context.Cause(ctx), errSuperseded):
		return problem(http.StatusConflict, "superseded")
	case errors.Is(context.Cause(ctx), errTimeout), errors.Is(err, context.DeadlineExceeded):
		return problem(http.StatusUnprocessableEntity, "timeout")
	case errors.As(err, &large):
		return problem(http.StatusRequestEntityTooLarge, "too-large", large.Limit>>20)
	case errors.As(err, &bad):
		return badRequest(bad.Why)
	}
	if code, args := service.Fault(err, w); code != "" {
		p = problem(http.StatusUnprocessableEntity, code, args...)
		p.describe(err)
	}
	return p
}

// describe adds what an error of the service tells beside its text.
func (p *Problem) describe(err error) {
	var (
		refused *service.RefusedError
		edit    *service.EditError
		errs    *service.HasErrorsError
		none    *service.NoAnswerError
	)
	switch {
	case errors.As(err, &refused):
		p.Reason, p.Detail = refused.Problem.Code, refused.Problem.Hint
	case errors.As(err, &edit):
		p.At, p.Reason = edit.At, edit.Reason()
	case errors.As(err, &errs):
		p.Problems = errs.Problems
	case errors.As(err, &none):
		p.Reason, p.Points = none.Why, none.Points
	}
}

// write answers with the problem.
func (p *Problem) write(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/problem+json")
	w.Header().Set("Cache-Control", "no-store")
	if p.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(p.retry))
	}
	w.WriteHeader(p.Status)
	data, _ := json.Marshal(p)                 // strings and numbers
	_, _ = w.Write(append(spoken(data), '\n')) // whoever has left hears nothing
}

// language is that of a request: ?lang, else what the browser prefers.
func language(r *http.Request) string {
	if lang := r.URL.Query().Get("lang"); lang == "en" || lang == "zh" {
		return lang
	}
	for part := range strings.SplitSeq(r.Header.Get("Accept-Language"), ",") {
		tag, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), ";")
		switch {
		case strings.HasPrefix(tag, "zh"):
			return "zh"
		case strings.HasPrefix(tag, "en"):
			return "en"
		}
	}
	return "en"
}
