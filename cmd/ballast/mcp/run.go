package mcp

import (
	"context"
	"encoding/json"

	"ballast/cmd/ballast/service"
	"ballast/models/report"
)

type runIn struct {
	File      string   `json:"file" jsonschema:"path of a workbook below the folders"`
	Scenarios int      `json:"scenarios,omitempty" jsonschema:"how many futures; default: the workbook's, or 10000"`
	Seed      *uint64  `json:"seed,omitempty" jsonschema:"of the random numbers; default: the workbook's, or 1"`
	Stress    []string `json:"stress,omitempty" jsonschema:"also try the plan against these, such as 'F2 late 6; costs +15%', or the name of a stress of the workbook"`
	Lang      string   `json:"lang,omitempty" jsonschema:"en or zh: language of the answer; default: the workbook's"`
}

// ran is a finished run.
type ran struct {
	Run     string         `json:"run"`   // what the other tools know it by
	Token   string         `json:"token"` // what write asks for
	Figures []Figure       `json:"figures"`
	Summary map[string]any `json:"summary"` // of run --json-summary; with all else at most 8 kB
	More    string         `json:"resources"`
	Notice  string         `json:"notice"`
}

// run simulates a workbook as it stands.
func (s *Server) run(ctx context.Context, c *call, in runIn) (*ran, error) {
	b, err := s.open(ctx, c, in.File, in.Lang)
	if err != nil {
		return nil, err
	}
	r, err := s.result(ctx, c, b, service.Variant{Scenarios: in.Scenarios, Seed: in.Seed, Stress: in.Stress})
	if err != nil {
		return nil, err
	}
	out := &ran{Run: r.id, Token: r.token(), More: resourceRoot + r.id, Notice: notice}
	if out.Figures, err = r.headline(); err != nil {
		return nil, err
	}
	return out, out.summarise(r)
}

// summarise puts the summary beside the figures, as long as all of it stays below the
// bytes of an answer.
//
// Checked: TestAnswersAreSmall.
func (out *ran) summarise(r *result) error {
	const slack = 256 // what is written out as \u003c
	rest, err := json.Marshal(out)
	if err != nil {
		return err
	}
	brief, err := r.brief(report.AnswerBytes - len(rest) - slack)
	if err != nil {
		return err
	}
	return json.Unmarshal(brief, &out.Summary)
}

// result runs a variant when it is its turn.
func (s *Server) result(ctx context.Context, c *call, b *book, v service.Variant) (*result, error) {
	leave, err := s.shelf.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return s.shelf.run(ctx, b, v, s.cfg.Workers, c.step)
}

// brief is the answer in at most so many bytes.
func (r *result) brief(most int) ([]byte, error) {
	if r.Formulas != nil {
		return report.ModelAnswer(r.Formulas, r.book.Language, most)
	}
	return report.Answer(r.Outcome, most)
}

// headline is the figures that a decision hangs on, each as it is to be read.
func (r *result) headline() ([]Figure, error) {
	var out []Figure
	for _, name := range r.headNames() {
		f, err := r.named(name)
		if err != nil {
			return nil, err
		}
		if f != nil {
			f.How = ""
			out = append(out, *f)
		}
	}
	return out, nil
}

// headNames are the names of those figures.
func (r *result) headNames() []string {
	if r.Formulas == nil {
		return []string{"reserve", "overrun", "base", "gap", "peak gap", "npv", "npv below zero", "payback"}
	}
	var out []string
	for _, x := range r.Formulas.Outputs {
		if len(out) < 8 {
			out = append(out, x.Name)
		}
	}
	return out
}
