package mcp

import (
	"context"
	"strconv"
	"strings"

	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
	"ballast/models/report"
	"ballast/models/study"
)

type whatIfIn struct {
	File      string             `json:"file" jsonschema:"path of a workbook below the folders"`
	Edits     []editIn           `json:"edits,omitempty" jsonschema:"cells and settings that are otherwise"`
	Mix       map[string]float64 `json:"mix,omitempty" jsonschema:"amounts of sources by ID, such as {\"F1\": 30000000}"`
	Stress    []string           `json:"stress,omitempty" jsonschema:"shocks, such as 'F2 late 6; costs +15%'"`
	Seek      *seekIn            `json:"seek,omitempty" jsonschema:"instead of figures: at which amount a target holds"`
	Sweep     []string           `json:"sweep,omitempty" jsonschema:"instead of figures: a table over one or two inputs, each INPUT=LOW:HIGH:STEP, such as F2=10m:60m:10m"`
	Scenarios int                `json:"scenarios,omitempty" jsonschema:"how many futures; default: the workbook's"`
	Seed      *uint64            `json:"seed,omitempty" jsonschema:"of the random numbers; default: the workbook's"`
	Lang      string             `json:"lang,omitempty" jsonschema:"en or zh: language of the answer; default: the workbook's"`
}

type editIn struct {
	At   string `json:"at,omitempty" jsonschema:"a cell, such as Costs!E7"`
	Set  string `json:"set,omitempty" jsonschema:"instead of a cell: confidence, limit, reserve, opening cash, minimum cash, rate, R1.status (open, closed), R1.response (on, off), R1.probability, F2.late (months)"`
	Text string `json:"text" jsonschema:"what stands there, as a person would type it: 1.2m, 35%, 2026-05"`
}

type seekIn struct {
	Target string `json:"target" jsonschema:"such as P(gap)<=5%, P(overrun)<=20%, P80 cost <= 12m; of a model: P(NPV>0)>=80%"`
	By     string `json:"by" jsonschema:"what is varied: limit, reserve, opening cash, minimum cash, the ID of a source, or a cell"`
}

// tried is a plan with something otherwise, beside the plan as it stands.
type tried struct {
	Run      string     `json:"run,omitempty"`
	Token    string     `json:"token,omitempty"`
	Changed  []changed  `json:"changed,omitempty"`
	Figures  []moved    `json:"figures,omitempty"`
	Stresses []stressed `json:"stresses,omitempty"`
	Seek     *sought    `json:"seek,omitempty"`
	Sweep    *swept     `json:"sweep,omitempty"`
	Notice   string     `json:"notice"`
	LeftOut  int        `json:"rows_left_out,omitempty"`
}

// changed is what is otherwise.
type changed struct {
	At   string `json:"at,omitempty"`
	Name string `json:"name"`
	Was  string `json:"was"`
	Is   string `json:"is"`
}

// moved is a figure beside that of the plan as it stands.
type moved struct {
	Key        string    `json:"key"`
	Name       string    `json:"name"`
	Base       *float64  `json:"base"`
	Value      *float64  `json:"value"`
	Change     *float64  `json:"change"`
	Interval95 []float64 `json:"change_interval95,omitempty"`
	Visible    bool      `json:"visible"` // it can be told from chance
	Text       string    `json:"text"`    // was -> is, change, interval, rounded
}

// stressed is the plan under a shock.
type stressed struct {
	Name  string            `json:"name"`
	Texts map[string]string `json:"figures"` // by name, rounded
}

// sought is where a target holds.
type sought struct {
	Value float64      `json:"value"`
	Side  string       `json:"side"` // at-least, at-most, at, any
	At    string       `json:"at,omitempty"`
	Text  []string     `json:"text"`
	Edit  service.Edit `json:"edit"` // that does it
}

// swept is a table.
type swept struct {
	Head   []string   `json:"head"`
	Rows   [][]string `json:"rows"`
	Moving []bool     `json:"inputs_that_move_something,omitempty"`
}

// whatIf tries a plan with something otherwise.
func (s *Server) whatIf(ctx context.Context, c *call, in whatIfIn) (*tried, error) {
	b, err := s.open(ctx, c, in.File, in.Lang)
	if err != nil {
		return nil, err
	}
	v, err := in.variant()
	if err != nil {
		return nil, err
	}
	switch {
	case in.Seek != nil && len(in.Sweep) > 0:
		return nil, refuse("mcp.whatif.one")
	case in.Seek != nil:
		return s.seek(ctx, c, b, v, in.Seek)
	case len(in.Sweep) > 0:
		return s.sweep(ctx, c, b, v, in.Sweep)
	case v.IsBase() && len(v.Stress) == 0:
		return nil, refuse("mcp.whatif.nothing")
	}
	r, err := s.result(ctx, c, b, v)
	if err != nil {
		return nil, err
	}
	out := &tried{Run: r.id, Token: r.token(), Changed: changes(r.Changed), Figures: r.moves(), Notice: notice}
	switch {
	case r.Formulas != nil:
		out.modelStresses(r)
	case r.Outcome.StressTest != nil:
		out.stresses(r, r.Outcome.StressTest)
	}
	return out, nil
}

// variant is what is tried.
func (in *whatIfIn) variant() (service.Variant, error) {
	v := service.Variant{Mix: in.Mix, Stress: in.Stress, Scenarios: in.Scenarios, Seed: in.Seed}
	for _, e := range in.Edits {
		if (e.At == "") == (e.Set == "") {
			return v, refuse("mcp.whatif.edit", e.Text)
		}
		if e.Set != "" {
			v.Edits = append(v.Edits, service.Edit{Set: e.Set, Text: e.Text})
			continue
		}
		cut := strings.LastIndex(e.At, "!")
		if cut < 1 {
			return v, refuse("mcp.whatif.cell", e.At)
		}
		v.Edits = append(v.Edits, service.Edit{Sheet: strings.Trim(e.At[:cut], "'"), Cell: strings.ReplaceAll(e.At[cut+1:], "$", ""), Text: e.Text})
	}
	return v, nil
}

func changes(list []service.Changed) (out []changed) {
	for _, x := range list {
		out = append(out, changed{x.At, x.Name, x.Was, x.Is})
	}
	return out
}

// moves are the figures of a variant beside those of the plan.
func (r *result) moves() (out []moved) {
	w := r.words()
	for _, d := range r.Diff {
		m := moved{Key: d.Key, Name: d.Label, Base: d.Base, Value: d.Value, Change: d.Change, Visible: d.Visible}
		read := func(x *float64) string {
			if x == nil {
				return "–"
			}
			return r.write(d.Kind, *x)
		}
		m.Text = w.Say("mcp.moved", read(d.Base), read(d.Value), read(d.Change))
		if i := d.Interval95; i != nil {
			m.Interval95 = i[:]
			m.Text += " " + w.Say("mcp.interval", r.write(d.Kind, i[0]), r.write(d.Kind, i[1]))
		}
		if !d.Visible {
			m.Text += " " + w.Say("mcp.invisible")
		}
		out = append(out, m)
	}
	return out
}

// stresses sets the plan under shocks beside itself.
func (t *tried) stresses(r *result, test *outcome.StressTest) {
	w := r.words()
	all := []outcome.Headline{test.Unstressed}
	for _, x := range test.Stresses {
		all = append(all, x.Figures)
	}
	head := report.HeadlineFigures(w, all...)
	row := func(name string, h outcome.Headline) {
		x := stressed{Name: name, Texts: map[string]string{}}
		for i, text := range report.HeadlineCells(h, r.Currency, w, all...) {
			x.Texts[head[i]] = text
		}
		t.Stresses = append(t.Stresses, x)
	}
	row(w.Say("study.asplanned"), test.Unstressed)
	for _, x := range test.Stresses {
		row(strings.TrimSpace(x.Name+" "+x.Text), x.Figures)
	}
}

// modelStresses sets a model under shocks beside itself: of every output its mean.
func (t *tried) modelStresses(r *result) {
	row := func(name string, outputs []outcome.ModelOutput) {
		x := stressed{Name: name, Texts: map[string]string{}}
		for _, o := range outputs {
			x.Texts[o.Name] = report.ModelNumber(o.Mean)
		}
		t.Stresses = append(t.Stresses, x)
	}
	if len(r.Formulas.Stresses) > 0 {
		row(r.words().Say("study.asplanned"), r.Formulas.Outputs)
	}
	for _, x := range r.Formulas.Stresses {
		row(x.Text, x.Outputs)
	}
}

// seek looks for the amount at which a target holds.
func (s *Server) seek(ctx context.Context, c *call, b *book, v service.Variant, in *seekIn) (*tried, error) {
	leave, err := s.shelf.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	q, err := b.Question(ctx, v, in.Target, in.By)
	if err != nil {
		return nil, err
	}
	a, err := q.Seek(ctx, s.cfg.Workers, c.step)
	if err != nil {
		return nil, err
	}
	return &tried{Seek: &sought{Value: a.X, Side: a.Side, At: a.At, Text: a.Text, Edit: a.Edit}, Notice: notice}, nil
}

// mostRows is how many rows of a table an answer has.
const mostRows = 60

// sweep makes a table over one or two inputs.
func (s *Server) sweep(ctx context.Context, c *call, b *book, v service.Variant, by []string) (*tried, error) {
	leave, err := s.shelf.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	q, err := b.Sweep(ctx, v, by)
	if err != nil {
		return nil, err
	}
	t, err := q.Run(ctx, s.cfg.Workers, c.step)
	if err != nil {
		return nil, err
	}
	out := &tried{Sweep: table(t, b, c.say), Notice: notice}
	if n := len(out.Sweep.Rows) - mostRows; n > 0 {
		out.Sweep.Rows, out.LeftOut = out.Sweep.Rows[:mostRows], n
	}
	return out, nil
}

// table writes a sweep for reading.
func table(t *service.Swept, b *book, w *words.Words) *swept {
	if t.Model != nil {
		return modelTable(t.Model)
	}
	out := &swept{}
	all := []outcome.Headline{t.Plan.Planned}
	for _, r := range t.Plan.Rows {
		all = append(all, r.Figures)
	}
	for _, x := range t.Plan.By {
		out.Head, out.Moving = append(out.Head, x.Name), append(out.Moving, x.Moves)
	}
	out.Head = append(out.Head, report.HeadlineFigures(w, all...)...)
	for _, r := range t.Plan.Rows {
		var row []string
		for _, x := range r.Values {
			row = append(row, strconv.FormatFloat(x, 'f', -1, 64))
		}
		out.Rows = append(out.Rows, append(row, report.HeadlineCells(r.Figures, b.Plan.Project.Currency, w, all...)...))
	}
	return out
}

// modelTable writes a sweep of a model: of every output its mean.
func modelTable(t *study.ModelTable) *swept {
	out := &swept{Head: append([]string{}, t.By...)}
	for _, o := range t.AsIs {
		out.Head = append(out.Head, o.Name)
	}
	for _, r := range t.Rows {
		var row []string
		for _, x := range r.Values {
			row = append(row, strconv.FormatFloat(x, 'f', -1, 64))
		}
		for _, o := range r.Outputs {
			row = append(row, report.ModelNumber(o.Mean))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}
