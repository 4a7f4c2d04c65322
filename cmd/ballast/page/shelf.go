package page

import (
	"cmp"
	"slices"
	"sync"
	"time"

	"ballast/cmd/ballast/service"
	"ballast/models"
)

// shelf holds the plans that were opened, in memory alone. What was not used longest is
// let go when there is too much: first the columns of runs and the result sheets, then
// results, then plans. What is let go is worked out again when it is asked for.
type shelf struct {
	mu    sync.Mutex
	most  int64
	keep  time.Duration
	plans map[string]*entry
}

// entry is a plan with its results. Its lock is that of the shelf.
type entry struct {
	id, owner string
	book      *service.Book
	used      time.Time
	results   []*kept                  // the newest last
	shorts    map[string]*models.Stand // of the plan as it stands, by how it was run
}

// kept is a result with what moves its sliders.
type kept struct {
	*service.Result
	rid    string
	key    string // of the variant, and how it was run
	alike  string // how it was run: seed and scenarios
	tried  *service.Tried
	mixing *models.Mixing
	bytes  int64 // of what does not go before the result does
}

// mostResults is how many results a plan has; 0 would mean that "Undo" runs again.
const mostResults = 16

// atWork is the share of the memory, one in so many, that is left to the runs at work: one
// in each lane.
const atWork = 4

func newShelf(most int64, keep time.Duration) *shelf {
	return &shelf{most: most - most/atWork, keep: keep, plans: map[string]*entry{}}
}

// put takes a plan in.
func (s *shelf) put(owner string, book *service.Book, now time.Time) *entry {
	e := &entry{id: random(16), owner: owner, book: book, used: now, shorts: map[string]*models.Stand{}}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.plans[e.id] = e
	s.trim(e)
	return e
}

// get returns a plan of an owner; who asks for somebody else's learns nothing.
func (s *shelf) get(id, owner string, now time.Time) (*entry, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.plans[id]
	if e == nil || e.owner != owner {
		return nil, notFound()
	}
	e.used = now
	return e, nil
}

// drop forgets a plan.
func (s *shelf) drop(e *entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.plans, e.id)
}

// sweep forgets what nobody has asked for for long.
func (s *shelf) sweep(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, e := range s.plans {
		if now.Sub(e.used) > s.keep {
			delete(s.plans, id)
		}
	}
}

// add keeps a result; the columns of all but the newest, and of the plan as it stands,
// are let go.
func (s *shelf) add(e *entry, k *kept) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k.rid = random(8)
	k.Result.RID = k.rid
	k.bytes = 2 << 20 // figures, sentences, stand
	if k.ModelStand != nil {
		k.bytes += k.ModelStand.Bytes()
	}
	for _, old := range e.results {
		if old.Base && k.Base || !old.Base {
			old.cool()
		}
	}
	e.results = append(e.results, k)
	if len(e.results) > mostResults {
		at := slices.IndexFunc(e.results, func(x *kept) bool { return !x.Base })
		e.results = slices.Delete(e.results, max(at, 0), max(at, 0)+1)
	}
	s.trim(e)
}

// cool lets the columns go.
func (k *kept) cool() { k.Sim, k.mixing = nil, nil }

// hot is how much memory the columns and the result sheets take.
func (k *kept) hot() int64 {
	n := k.PaperBytes()
	if k.Sim != nil {
		n += k.Sim.Bytes()
	}
	if k.mixing != nil {
		n += k.mixing.Bytes()
	}
	return n
}

func (e *entry) bytes() int64 {
	n := 6*int64(len(e.book.Data)) + 1<<20 // the file, the plan, its model
	for _, k := range e.results {
		n += k.bytes + k.hot()
	}
	return n
}

// bytes is how much memory everything takes, about.
func (s *shelf) bytes() int64 {
	n := int64(0)
	for _, e := range s.plans {
		n += e.bytes()
	}
	return n
}

// trim lets go of what was not used longest until there is room; what is in use stays.
//
// Checked: TestFiftyPlansStayInBounds, TestSheetsAreCounted.
func (s *shelf) trim(using *entry) {
	old := make([]*entry, 0, len(s.plans))
	for _, e := range s.plans {
		if e != using {
			old = append(old, e)
		}
	}
	slices.SortFunc(old, func(a, b *entry) int { return cmp.Or(a.used.Compare(b.used), cmp.Compare(a.id, b.id)) })
	total := s.bytes()
	less := func(e *entry, act func()) {
		before := e.bytes()
		act()
		total -= before - e.bytes()
	}
	for _, e := range old {
		if total > s.most {
			less(e, func() {
				for _, k := range e.results {
					k.cool()
					k.ForgetPapers()
				}
			})
		}
	}
	for _, e := range old {
		if total > s.most {
			less(e, func() { e.results = nil })
		}
	}
	for _, e := range old {
		if total > s.most {
			total -= e.bytes()
			delete(s.plans, e.id)
		}
	}
}

// grown makes room after result sheets of a plan were made.
func (s *shelf) grown(e *entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trim(e)
}

// result returns a result of a plan.
func (s *shelf) result(e *entry, rid string) (*kept, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range e.results {
		if k.rid == rid {
			return k, nil
		}
	}
	return nil, problem(410, "gone")
}

// found is the newest result that a test holds for, nil for none.
func (s *shelf) found(e *entry, test func(*kept) bool) *kept {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i := len(e.results) - 1; i >= 0; i-- {
		if test(e.results[i]) {
			return e.results[i]
		}
	}
	return nil
}

// columns are those of a result: what is left of them.
func (s *shelf) columns(k *kept) (sim *models.Simulation, mixing *models.Mixing) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return k.Sim, k.mixing
}

// mix gives a result the futures that move its sliders, in the place of its columns.
func (s *shelf) mix(e *entry, k *kept, m *models.Mixing) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k.Sim, k.mixing = nil, m
	s.trim(e)
}
