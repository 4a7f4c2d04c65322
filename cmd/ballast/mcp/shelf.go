package mcp

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"sync"

	"ballast/budget/words"
	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
)

// shelf holds what was opened and run, the newest last. One run goes on at a time.
type shelf struct {
	opts service.Options
	turn chan struct{}

	mu      sync.Mutex
	books   []*book
	results []*result
}

// How much is kept.
const (
	mostBooks   = 6
	mostResults = 12
)

// book is a workbook that was opened.
type book struct {
	*service.Book
	file string // in its folder
}

// result is a finished run.
type result struct {
	*service.Result
	book  *book
	tried *service.Tried // nil of a model
	id    string
	key   string
	alike string

	once  sync.Once
	whole any // the figures as JSON
	err   error
}

func newShelf(o service.Options) *shelf { return &shelf{opts: o, turn: make(chan struct{}, 1)} }

// open opens a workbook, or finds it as it was opened before.
func (s *shelf) open(ctx context.Context, data []byte, file, lang string) (*book, error) {
	sum := sha256.Sum256(data)
	sha := hex.EncodeToString(sum[:])
	s.mu.Lock()
	for _, b := range s.books {
		if b.SHA256 == sha && b.file == file && (lang == "" || b.Language == lang) {
			s.mu.Unlock()
			return b, nil
		}
	}
	s.mu.Unlock()
	opened, err := service.Open(ctx, service.File{Name: path.Base(file), Data: data, Language: lang}, s.opts)
	if err != nil {
		return nil, err
	}
	b := &book{opened, file}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.books = newest(append(s.books, b), mostBooks)
	return b, nil
}

// newest is the end of a list.
func newest[T any](list []T, n int) []T { return slices.Clone(list[max(0, len(list)-n):]) }

// keep keeps a result; of those before only the figures stay.
func (s *shelf) keep(r *result) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.results = newest(append(s.results, r), mostResults)
}

// find is the newest result that is like this, nil none.
func (s *shelf) find(like func(*result) bool) *result {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range slices.Backward(s.results) {
		if like(r) {
			return r
		}
	}
	return nil
}

// unknownRunError says that no such run is kept.
type unknownRunError struct{ id string }

// Error implements error.
func (e *unknownRunError) Error() string { return "no run " + e.id }

// known is the run with an ID.
func (s *shelf) known(id string) (*result, error) {
	if r := s.find(func(r *result) bool { return r.id == id }); r != nil {
		return r, nil
	}
	return nil, &unknownRunError{id}
}

// enter waits for the turn to run.
func (s *shelf) enter(ctx context.Context) (leave func(), err error) {
	select {
	case s.turn <- struct{}{}:
		return func() { <-s.turn }, nil
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

// alike names how a variant is run: what is compared is run alike.
func alike(v service.Variant) string {
	seed := "-"
	if v.Seed != nil {
		seed = fmt.Sprint(*v.Seed)
	}
	return fmt.Sprint(seed, " ", v.Scenarios)
}

// run runs a variant of a workbook, or finds it as it was run before. Who calls has the
// turn.
func (s *shelf) run(ctx context.Context, b *book, v service.Variant, workers int, step func(done, total int)) (*result, error) {
	if v.Language == "" {
		v.Language = b.Language
	}
	key := v.Key()
	if r := s.find(func(r *result) bool { return r.book == b && r.key == key }); r != nil {
		return r, nil
	}
	hooks := service.Hooks{Progress: step}
	tried, err := b.Try(ctx, v)
	if err != nil {
		return nil, err
	}
	base := (*result)(nil)
	if !v.IsBase() && b.Runnable() {
		if base, err = s.run(ctx, b, service.Variant{Seed: v.Seed, Scenarios: v.Scenarios, Language: v.Language}, workers, step); err != nil {
			return nil, err
		}
	}
	r := &result{book: b, tried: tried, key: key, alike: alike(v)}
	var beside *service.Result
	if base != nil {
		beside = base.Result
	}
	if r.Result, err = b.Run(ctx, tried, beside, workers, hooks); err != nil {
		return nil, err
	}
	r.id, r.Sim = r.runID(), nil // its columns are not needed any more
	s.keep(r)
	return r, nil
}

// runID is the same for runs that give the same figures.
func (r *result) runID() string {
	o := r.Formulas
	if o == nil {
		return r.RunID
	}
	v := r.tried.Variant
	choices := []string{fmt.Sprint(v.Scenarios)}
	if !v.IsBase() {
		choices = append(choices, service.Variant{Edits: v.Edits}.Key())
	}
	return outcome.RunID(&outcome.Outcome{Version: o.Version, Input: o.Input, Run: o.Run}, choices...)
}

// token binds a run to the bytes of its workbook: what write asks for.
func (r *result) token() string { return r.id + "-" + r.SHA256[:16] }

// words are those of the result.
func (r *result) words() *words.Words {
	if r.Formulas != nil {
		return words.For(r.book.Language)
	}
	return words.For(r.Language)
}

// figures are those of the run as `run --json` writes them, decoded; numbers are
// float64.
func (r *result) figures() (any, error) {
	r.once.Do(func() {
		var figures any = r.Outcome
		if r.Formulas != nil {
			figures = r.Formulas
		}
		var data []byte
		if data, r.err = json.Marshal(figures); r.err == nil {
			r.err = json.Unmarshal(data, &r.whole)
		}
	})
	return r.whole, r.err
}
