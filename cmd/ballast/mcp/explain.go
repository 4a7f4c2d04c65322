package mcp

import (
	"bytes"
	"context"
	"strings"

	"ballast/cmd/ballast/service"
	"ballast/models"
	"ballast/models/cells"
)

type explainIn struct {
	File     string `json:"file" jsonschema:"path of a workbook below the folders"`
	Row      string `json:"row,omitempty" jsonschema:"ID of a row: how each of its cells was taken"`
	Scenario string `json:"scenario,omitempty" jsonschema:"one future: its number from 0, or p80, median, worst or best"`
	Output   string `json:"output,omitempty" jsonschema:"of a model of formulas: the output that is explained; default: the first"`
	Cell     string `json:"cell,omitempty" jsonschema:"of a model of formulas: the way from an output down to this cell"`
	From     int    `json:"from,omitempty" jsonschema:"how many lines to leave out at the beginning"`
	Lang     string `json:"lang,omitempty" jsonschema:"en or zh: language of the answer; default: the workbook's"`
}

// explained is what was asked for, line by line.
type explained struct {
	File   string `json:"file"`
	Text   string `json:"text"`
	Lines  int    `json:"lines"`
	Next   int    `json:"next_from,omitempty"` // where the rest begins
	Notice string `json:"notice"`
}

// explain shows how a row was taken, or one future step by step.
func (s *Server) explain(ctx context.Context, c *call, in explainIn) (*explained, error) {
	b, err := s.open(ctx, c, in.File, in.Lang)
	if err != nil {
		return nil, err
	}
	if !b.Runnable() {
		return nil, &service.HasErrorsError{Problems: b.ProblemList(b.Problems)}
	}
	var x service.Wanted
	if in.Scenario != "" {
		var ok bool
		if x, ok = service.ReadWanted(in.Scenario); !ok {
			return nil, refuse("mcp.explain.scenario", in.Scenario)
		}
	}
	leave, err := s.shelf.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	var text bytes.Buffer
	switch {
	case b.Model != nil && in.Cell != "":
		err = b.Model.Model.Why(&text, in.Cell)
	case b.Model != nil && in.Scenario != "":
		err = service.ExplainModelFuture(ctx, &text, b.Model.Model, in.Output, x, cells.RunConfig{Workers: s.cfg.Workers, Progress: c.step})
	case b.Model != nil:
		text.WriteString(strings.Join(b.Model.Model.Facts(), "\n"))
	case in.Row != "":
		err = service.ExplainRow(&text, c.say, b.Plan, in.Row)
	case in.Scenario != "":
		err = service.ExplainFuture(ctx, &text, b.Study.Model, x, models.RunConfig{Workers: s.cfg.Workers, Progress: c.step})
	default:
		err = b.Study.Model.ExplainPlan(&text)
	}
	if err != nil {
		return nil, err
	}
	return excerpt(b.file, text.String(), in.From), nil
}

// excerpt is as many lines as an answer has room for.
func excerpt(file, text string, from int) *explained {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	from = min(max(0, from), len(lines))
	to, size := from, 0
	for to < len(lines) && (size+len(lines[to]) < answerBytes*3/4 || to == from) {
		size += len(lines[to]) + 1
		to++
	}
	out := &explained{File: file, Text: strings.Join(lines[from:to], "\n"), Lines: len(lines), Notice: notice}
	if to < len(lines) {
		out.Next = to
	}
	return out
}
