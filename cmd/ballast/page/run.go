package page

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models"
	"ballast/models/outcome"
)

// mostBody is how long the JSON of a request may be.
const mostBody = 1 << 20

// variant reads the variant that a request sends.
func (s *Server) variant(w http.ResponseWriter, r *http.Request) (service.Variant, error) {
	data, err := readAll(w, r, mostBody)
	if err != nil {
		return service.Variant{}, err
	}
	v, err := service.ParseVariant(data)
	if lang := r.URL.Query().Get("lang"); v.Language == "" && (lang == "en" || lang == "zh") {
		v.Language = lang
	}
	return v, err
}

// postCheck says what is wrong with a variant.
func (s *Server) postCheck(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	v, err := s.variant(w, r)
	if err != nil {
		return err
	}
	t, err := e.book.Try(r.Context(), v)
	if err != nil {
		return err
	}
	c := map[string]any{"seq": v.Seq, "problems": e.book.ProblemList(t.Problems), "runnable": t.Runnable(), "changed": t.Changed}
	c["errors"], c["warnings"], c["notes"] = counts(t)
	return answer(w, r, http.StatusOK, c)
}

func counts(t *service.Tried) (errors, warnings, notes int) { return service.Tally(t.Problems) }

// job is a variant on its way to a result.
type job struct {
	s     *Server
	e     *entry
	owner string
	tab   string // of his browser
	say   *words.Words
	long  bool
	steps bool // the figures are sent before what is said of them, and not again with it
}

// workers is how many cores the job has.
func (j *job) workers() int {
	if j.long {
		return 1
	}
	return j.s.cfg.Workers
}

// run makes the result of a variant, with the plan as it stands beside it.
func (j *job) run(r *ride, tried *service.Tried, hear service.Hooks) (*kept, error) {
	if k := j.have(tried.Variant); k != nil {
		return k, nil
	}
	var beside *service.Result
	if j.wantsBase(tried.Variant) {
		base, err := j.base(r, tried.Variant)
		if err != nil {
			return nil, err
		}
		beside = base.Result
	}
	return j.result(r, tried, beside, hear)
}

// wantsBase reports whether a variant is set beside the plan as it stands.
func (j *job) wantsBase(v service.Variant) bool { return !v.IsBase() && j.e.book.Runnable() }

// alike names how a variant is run: what is compared is run alike.
func alike(v service.Variant) string {
	seed := "-"
	if v.Seed != nil {
		seed = fmt.Sprint(*v.Seed)
	}
	return fmt.Sprint(seed, " ", v.Scenarios)
}

// baseAlike is the plan as it stands, where it was run as a variant is.
func (j *job) baseAlike(v service.Variant) *kept {
	return j.s.plans.found(j.e, func(k *kept) bool { return k.Base && k.alike == alike(v) })
}

// base is the plan as it stands, run as a variant is.
func (j *job) base(r *ride, v service.Variant) (*kept, error) {
	if k := j.baseAlike(v); k != nil {
		return k, nil
	}
	tried, err := j.e.book.Try(r.ctx, j.plain(v))
	if err != nil {
		return nil, err
	}
	return j.result(r, tried, nil, service.Hooks{})
}

// result runs a variant that is not there yet and keeps it.
func (j *job) result(r *ride, tried *service.Tried, beside *service.Result, hear service.Hooks) (*kept, error) {
	hear.Progress = r.progress
	res, err := j.e.book.Run(r.ctx, tried, beside, j.workers(), hear)
	if err != nil {
		return nil, err
	}
	k := &kept{Result: res, key: tried.Variant.Key(), alike: alike(tried.Variant), tried: tried}
	j.s.plans.add(j.e, k)
	return k, nil
}

// have is the result of a variant that was run before.
func (j *job) have(v service.Variant) *kept {
	key := v.Key()
	return j.s.plans.found(j.e, func(k *kept) bool { return k.key == key })
}

// line is a result as it answers a request.
func (k *kept) line(seq int) service.Line {
	l := k.Line
	l.Seq = seq
	return l
}

// postRun runs a variant and answers in lines.
func (s *Server) postRun(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	v, err := s.variant(w, r)
	if err != nil {
		return err
	}
	if err := e.book.CheckSize(v); err != nil {
		return err
	}
	j := &job{s: s, e: e, owner: ownerOf(r).key, tab: tabOf(r), long: e.book.Long(v), steps: r.URL.Query().Get("steps") == "1", say: s.words(e, v, r)}
	tried, err := e.book.Try(r.Context(), v)
	if err != nil {
		return err
	}
	return s.stream(w, r, v.Seq, j.say, func(ctx context.Context, t *teller) (Event, error) {
		return j.runPlan(ctx, tried, t)
	})
}

// runPlan shows the first scenarios of a variant as soon as nobody else looks at his, and
// goes on with the rest when its turn comes. While others use the machine it begins with
// the figures of fewer scenarios, for whoever takes steps. What is said of the figures is
// worked out in the same turn, so that who waits for his holds no run, and never when a
// newer edit has come meanwhile.
func (j *job) runPlan(ctx context.Context, tried *service.Tried, t *teller) (e Event, err error) {
	v, sent := tried.Variant, false
	if k := j.have(v); k != nil {
		return Event{Type: "result", Result: k.line(v.Seq)}, nil
	}
	steps := j.steps && !j.long
	short := steps && j.e.book.Shortens(v) && j.crowded()
	return j.ride(ctx, t, j.first(v, short), func(r *ride) (Event, error) {
		hear := service.Hooks{}
		if steps {
			hear.Figures = func(all service.Line) error {
				sent = true
				if err := t.say(Event{Type: "figures", Result: all}); err != nil {
					return err
				}
				r.makeWay()
				return r.ctx.Err()
			}
		}
		if short {
			if err := j.short(r, tried); err != nil {
				return e, err
			}
		} else {
			hear.Preview = func(first *service.Result) error {
				if err := t.say(Event{Type: "preview", Result: first.Line}); err != nil {
					return err
				}
				return r.change(j.lane())
			}
		}
		k, err := j.run(r, tried, hear)
		if err != nil {
			return e, err
		}
		line := k.line(v.Seq)
		if sent {
			line.Glance = nil
		}
		return Event{Type: "result", Result: line}, nil
	})
}

// words are those of the answers about a plan.
func (s *Server) words(e *entry, v service.Variant, r *http.Request) *words.Words {
	switch {
	case v.Language != "":
		return words.For(v.Language)
	case r.URL.Query().Get("lang") != "":
		return words.For(language(r))
	}
	return words.For(e.book.Language)
}

// mixRequest is where the sliders stand.
type mixRequest struct {
	RID     string             `json:"rid"`
	Amounts map[string]float64 `json:"amounts"`
	Seq     int                `json:"seq"`
}

// postMix moves the money on the futures of a result.
func (s *Server) postMix(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	var in mixRequest
	if err := s.decode(w, r, &in); err != nil {
		return err
	}
	if e.book.Plan == nil {
		return service.ErrModel
	}
	k := s.plans.found(e, func(k *kept) bool { return k.Base })
	if in.RID != "" {
		if k, err = s.plans.result(e, in.RID); err != nil {
			return err
		}
	}
	if k == nil {
		return problem(http.StatusGone, "gone")
	}
	ctx, cancel := context.WithTimeoutCause(r.Context(), livePatience, errTimeout)
	defer cancel()
	who := ownerOf(r).key
	sim, mixing, err := s.columns(ctx, e, k, who)
	if err != nil {
		return err
	}
	leave, err := s.live.enter(ctx, who, true, nil)
	if err != nil {
		return err
	}
	defer leave()
	if mixing == nil {
		if mixing, err = s.mixing(ctx, e, k, sim); err != nil {
			return err
		}
	}
	g, err := mixing.Mix(ctx, in.Amounts)
	if err != nil {
		return badRequest(err.Error())
	}
	return answer(w, r, http.StatusOK, &struct {
		Seq int `json:"seq"`
		*outcome.MixGlance
	}{in.Seq, g})
}

// columns are those of a result, run again when they were let go, or the futures that
// were worked out from them already.
func (s *Server) columns(ctx context.Context, e *entry, k *kept, who string) (*models.Simulation, *models.Mixing, error) {
	if sim, mixing := s.plans.columns(k); sim != nil || mixing != nil {
		return sim, mixing, nil
	}
	leave, err := s.whole.enter(ctx, who, false, nil)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	again, err := e.book.Run(ctx, k.tried, nil, s.cfg.Workers, service.Hooks{})
	if err != nil {
		return nil, nil, err
	}
	return again.Sim, nil, nil
}

// mixing are the futures of a result, worked out when a slider is first moved.
func (s *Server) mixing(ctx context.Context, e *entry, k *kept, sim *models.Simulation) (*models.Mixing, error) {
	mixing, ok, err := sim.Mixing(ctx)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, badRequest("the plan has no sources")
	}
	s.plans.mix(e, k, mixing)
	return mixing, nil
}

// compareRequest is what is to be set side by side.
type compareRequest struct {
	Variants []struct {
		Name    string          `json:"name"`
		Variant json.RawMessage `json:"variant"`
	} `json:"variants"`
	Seq int `json:"seq"`
}

// postCompare sets two to four variants side by side.
func (s *Server) postCompare(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	var in compareRequest
	if err := s.decode(w, r, &in); err != nil {
		return err
	}
	if n := len(in.Variants); n < 2 || n > 4 {
		return badRequest("two to four variants")
	}
	var names []string
	var all []*service.Tried
	for _, x := range in.Variants {
		v, err := service.ParseVariant(x.Variant)
		if err != nil {
			return err
		}
		v.Stress, v.Optimise, v.Scenarios, v.Seed = nil, false, 0, nil // what is compared is run alike
		if e.book.Long(v) {
			v.Scenarios = 10_000
		}
		t, err := e.book.Try(r.Context(), v)
		if err != nil {
			return err
		}
		names, all = append(names, x.Name), append(all, t)
	}
	j := &job{s: s, e: e, owner: ownerOf(r).key, tab: tabOf(r), say: s.words(e, all[0].Variant, r)}
	return s.stream(w, r, in.Seq, j.say, func(ctx context.Context, t *teller) (Event, error) {
		return j.compare(ctx, names, all, t)
	})
}

func (j *job) compare(ctx context.Context, names []string, all []*service.Tried, t *teller) (Event, error) {
	return j.ride(ctx, t, j.lane(), func(r *ride) (Event, error) {
		var results []*service.Result
		for _, tried := range all {
			k, err := j.run(r, tried, service.Hooks{})
			if err != nil {
				return Event{}, err
			}
			results = append(results, k.Result)
		}
		return Event{Type: "result", Comparison: service.Compare(names, results)}, nil
	})
}

// seekRequest is what is to hold, and by what.
type seekRequest struct {
	Target  string          `json:"target"`
	By      string          `json:"by"`
	Variant json.RawMessage `json:"variant"`
	Seq     int             `json:"seq"`
}

// postSeek looks for the amount at which a target holds.
func (s *Server) postSeek(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	var in seekRequest
	if err := s.decode(w, r, &in); err != nil {
		return err
	}
	v, err := service.ParseVariant(in.Variant)
	if err != nil {
		return err
	}
	if err := e.book.CheckSize(v); err != nil {
		return err
	}
	q, err := e.book.Question(r.Context(), v, in.Target, in.By)
	if err != nil {
		return err
	}
	j := &job{s: s, e: e, owner: ownerOf(r).key, tab: tabOf(r), long: true, say: s.words(e, v, r)}
	return j.study(w, r, in.Seq, func(ctx context.Context, t *teller) (Event, error) {
		a, err := q.Seek(ctx, 1, t.progress)
		return Event{Type: "result", Answer: a}, err
	})
}

// study works out a question of many runs in the lane of long work and tells its answer.
func (j *job) study(w http.ResponseWriter, r *http.Request, seq int, work func(context.Context, *teller) (Event, error)) error {
	return j.s.stream(w, r, seq, j.say, func(ctx context.Context, t *teller) (Event, error) {
		return j.ride(ctx, t, j.lane(), func(r *ride) (Event, error) { return work(r.ctx, t) })
	})
}

// decode reads the JSON of a request, which has no other fields.
func (s *Server) decode(w http.ResponseWriter, r *http.Request, into any) error {
	data, err := readAll(w, r, mostBody)
	if err != nil {
		return err
	}
	if err := strict(data, into); err != nil {
		return badRequest(err.Error())
	}
	return nil
}
