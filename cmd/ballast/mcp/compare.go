package mcp

import (
	"context"

	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/models/report"
)

type compareIn struct {
	From string `json:"from" jsonschema:"path of the earlier workbook"`
	To   string `json:"to" jsonschema:"path of the later workbook"`
	Lang string `json:"lang,omitempty" jsonschema:"en or zh: language of the answer; default: that of the later workbook"`
}

// compared is how one plan became another.
type compared struct {
	From    point        `json:"from"`
	To      point        `json:"to"`
	Steps   []step       `json:"steps"`   // what each part changed
	Changes []difference `json:"changes"` // row by row
	LeftOut int          `json:"changes_left_out,omitempty"`
	Notice  string       `json:"notice"`
}

// point is where a plan stands.
type point struct {
	File        string   `json:"file"`
	SHA256      string   `json:"sha256"`
	Base        float64  `json:"base"`
	Contingency float64  `json:"contingency"`
	Cost        float64  `json:"cost_at_confidence"`
	Gap         *float64 `json:"probability_gap"`
	Text        string   `json:"text"` // the reserve, rounded
}

// step is what one part changed.
type step struct {
	Part        string    `json:"part"`
	Contingency float64   `json:"contingency"`
	Interval95  []float64 `json:"contingency_interval95,omitempty"`
	Visible     bool      `json:"visible"`
	Text        string    `json:"text"`
}

// difference is what stands otherwise in a row.
type difference struct {
	At   string `json:"at"`
	ID   string `json:"id"`
	Name string `json:"name"`
	What string `json:"what"`
	From string `json:"from"`
	To   string `json:"to"`
}

// mostChanges is how many changes an answer lists.
const mostChanges = 25

// compare explains how the reserve of one workbook became that of another.
func (s *Server) compare(ctx context.Context, c *call, in compareIn) (*compared, error) {
	from, err := s.open(ctx, c, in.From, in.Lang)
	if err != nil {
		return nil, err
	}
	to, err := s.open(ctx, c, in.To, in.Lang)
	if err != nil {
		return nil, err
	}
	leave, err := s.shelf.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	bridge, err := from.BridgeTo(ctx, to.Book, s.cfg.Workers, c.step)
	if err != nil {
		return nil, err
	}
	w, currency := words.For(to.Language), to.Plan.Project.Currency
	money := func(x float64) string { return report.Money(x, currency, w.Language) }
	at := func(b *book, p outcome.BridgePoint) point {
		return point{b.file, b.SHA256, p.Base, p.Contingency, p.Cost, p.Gap, money(p.Contingency)}
	}
	out := &compared{From: at(from, bridge.From), To: at(to, bridge.To), Notice: notice}
	for _, x := range bridge.Steps {
		st := step{Part: x.Part, Contingency: x.Contingency, Visible: x.Visible, Text: w.Say("command.compare."+x.Part) + " " + money(x.Contingency)}
		if i := x.Interval95; i != nil {
			st.Interval95 = i[:]
			st.Text += " " + w.Say("mcp.interval", money(i[0]), money(i[1]))
		}
		if !x.Visible {
			st.Text += " " + w.Say("mcp.invisible")
		}
		out.Steps = append(out.Steps, st)
	}
	list := bridge.Changes
	if n := len(list) - mostChanges; n > 0 {
		list, out.LeftOut = list[:mostChanges], n
	}
	for _, x := range list {
		out.Changes = append(out.Changes, difference{x.At, x.ID, x.Name, x.What, x.From, x.To})
	}
	return out, nil
}
