package page

import (
	"context"
	"encoding/json"
	"net/http"

	"ballast/cmd/ballast/service"
)

// sweepRequest is what is varied, one or two of INPUT=LOW:HIGH:STEP.
type sweepRequest struct {
	By      []string        `json:"by"`
	Variant json.RawMessage `json:"variant"`
	Seq     int             `json:"seq"`
}

// postSweep makes a table of the figures over one or two inputs, of a plan or a model.
//
// Checked: TestSweepOverHTTP.
func (s *Server) postSweep(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	var in sweepRequest
	if err := s.decode(w, r, &in); err != nil {
		return err
	}
	v, err := service.ParseVariant(in.Variant)
	if err != nil {
		return err
	}
	q, err := e.book.Sweep(r.Context(), v, in.By)
	if err != nil {
		return err
	}
	j := &job{s: s, e: e, owner: ownerOf(r).key, tab: tabOf(r), long: true, say: s.words(e, v, r)}
	return j.study(w, r, in.Seq, func(ctx context.Context, t *teller) (Event, error) {
		table, err := q.Run(ctx, 1, t.progress)
		return Event{Type: "result", Table: table}, err
	})
}
