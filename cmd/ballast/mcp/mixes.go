package mcp

import (
	"context"
	"strconv"

	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
)

type mixesIn struct {
	File      string `json:"file" jsonschema:"path of a workbook below the folders"`
	Optimise  bool   `json:"optimise,omitempty" jsonschema:"also look for the best amounts within the limits of the sources; takes longer"`
	Scenarios int    `json:"scenarios,omitempty" jsonschema:"how many futures; default: the workbook's"`
	Lang      string `json:"lang,omitempty" jsonschema:"en or zh: language of the answer; default: the workbook's"`
}

// mixed is the mixes of a plan beside each other.
type mixed struct {
	Run    string `json:"run"`
	Token  string `json:"token"`
	Mixes  []mix  `json:"mixes"`
	Notice string `json:"notice"`
}

// mix is one way to fund the plan.
type mix struct {
	Name      string             `json:"name"`
	At        string             `json:"at,omitempty"`
	Optimised bool               `json:"optimised,omitempty"`
	Amounts   map[string]float64 `json:"amounts"`
	Figures   []Figure           `json:"figures"`
	Against   []moved            `json:"against_the_first,omitempty"`
}

// mixes compares the mixes of a plan.
func (s *Server) mixes(ctx context.Context, c *call, in mixesIn) (*mixed, error) {
	b, err := s.open(ctx, c, in.File, in.Lang)
	if err != nil {
		return nil, err
	}
	switch {
	case b.Plan == nil:
		return nil, service.ErrModel
	case len(b.Plan.Funding) == 0:
		return nil, refuse("mcp.mixes.nosources", b.file)
	case len(b.Plan.Mixes) == 0 && !in.Optimise:
		return nil, refuse("mcp.mixes.none", b.file)
	}
	r, err := s.result(ctx, c, b, service.Variant{Scenarios: in.Scenarios, Optimise: in.Optimise})
	if err != nil {
		return nil, err
	}
	out := &mixed{Run: r.id, Token: r.token(), Notice: notice}
	for i := range r.Outcome.Mixes {
		out.Mixes = append(out.Mixes, r.mix(&r.Outcome.Mixes[i], i))
	}
	return out, nil
}

// mix is a mix as it is to be quoted.
func (r *result) mix(m *outcome.MixResult, i int) mix {
	at := "/mixes/" + strconv.Itoa(i)
	x := mix{Name: m.Name, At: m.At, Optimised: m.Optimised, Amounts: map[string]float64{}}
	for _, s := range m.Sources {
		x.Amounts[s.ID] = s.Amount
	}
	for _, k := range []struct{ key, pointer, kind string }{
		{"gap", at + "/probability_gap", "share"}, {"peak-gap", at + "/peak_gap_p90", "amount"}, {"mix-cost", at + "/cost_mean", "amount"}, {"npv", at + "/npv_mean", "amount"},
	} {
		if v, ok := r.number(k.pointer); ok {
			f := r.make(r.words().Say("mcp.name."+k.key), k.pointer, k.kind, v, true)
			f.Cells = r.cellsAbove(k.pointer)
			x.Figures = append(x.Figures, *f)
		}
	}
	if a := m.AgainstFirst; a != nil {
		x.Against = []moved{r.against("gap", "share", a.ProbabilityGap, a.ProbabilityGapInterval), r.against("mix-cost", "amount", a.Cost, a.CostInterval), r.against("npv", "amount", a.NPV, a.NPVInterval)}
	}
	return x
}

// against is by how much a mix differs from the first one.
func (r *result) against(key, kind string, x float64, i outcome.Interval) moved {
	w := r.words()
	m := moved{Key: key, Name: w.Say("mcp.name." + key), Change: &x, Interval95: i[:], Visible: i[0] > 0 || i[1] < 0}
	m.Text = r.write(kind, x) + " " + w.Say("mcp.interval", r.write(kind, i[0]), r.write(kind, i[1]))
	if !m.Visible {
		m.Text += " " + w.Say("mcp.invisible")
	}
	return m
}
