package study

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
)

// Point is a value that was tried and what the target came to there.
type Point struct {
	X     float64 `json:"x"`
	Value float64 `json:"value"`
}

// Answer is where a target holds.
type Answer struct {
	Target string  `json:"target"`
	By     string  `json:"by"`
	At     string  `json:"at,omitempty"` // its cell
	Now    float64 `json:"now"`
	Was    Reading `json:"as_planned"` // of the target
	// X is the least (or the most, see Side) amount at which the target holds, rounded
	// by Step to the side on which it does.
	X     float64  `json:"x"`
	Side  string   `json:"side"` // at-least, at-most, any (it holds everywhere from X on)
	Step  float64  `json:"step"`
	There Reading  `json:"value"`
	Fresh Reading  `json:"fresh"` // the same on fresh draws
	Seed  uint64   `json:"fresh_seed"`
	Kept  string   `json:"on_fresh_draws"`       // holds, within (the interval of Fresh reaches the target), misses
	Found float64  `json:"found_x"`              // the answer on the draws of the run; X is further where it missed on fresh draws
	Most  *float64 `json:"max_amount,omitempty"` // what the plan says the input cannot exceed, where X is more
	Tried []Point  `json:"tried"`
}

// NoAnswer is why a target has no answer.
type NoAnswer struct {
	Why    string // not-monotone, no-effect, not-reached
	Points []Point
}

// The reasons of a NoAnswer.
const (
	NotMonotone = "not-monotone" // the target rises and falls: Points are where
	NoEffect    = "no-effect"    // the input does not move it
	NotReached  = "not-reached"  // it holds nowhere between the ends: Points are the ends
)

// Error implements error.
func (e *NoAnswer) Error() string { return fmt.Sprintf("no answer: %s %v", e.Why, e.Points) }

// How a search goes: the grid on which a target is looked at before it is searched, how
// often the upper end is doubled, and the precision as a share of the larger end.
const (
	gridCells = 8
	doublings = 6
	precision = 1e-3
)

// seeker carries one search.
type seeker struct {
	t     Target
	in    Input
	ask   func(ctx context.Context, x float64, seed uint64) (Reading, error) // the target at x
	seed  uint64                                                             // of the run
	step  func(done, total int)                                              // nil: nobody looks
	tried []Point
	calls int
}

// Seek finds the amount of an input at which a target holds: the least, where more of it
// helps, else the most. It looks at the target on a grid first and refuses one that is
// not monotone, then halves the interval that holds the answer, and rounds it to the side
// on which the target holds. The answer is looked at on fresh draws; one that misses there
// is moved on until it holds, and looked at on the next.
//
// Checked: TestSeekKnown, TestSeekHolds, TestSeekRefuses, TestSeekMovesOn.
func (b *Bench) Seek(ctx context.Context, t Target, in Input) (*Answer, error) {
	if _, ok := b.Run.Gap(); t.Figure == Gap && !ok && in.Kind != Cash {
		return nil, errNothing{Gap}
	}
	was, err := t.read(b.Run, nil)
	if err != nil {
		return nil, err
	}
	s := &seeker{t: t, in: in, seed: b.Run.Seed(), step: b.Step, ask: func(ctx context.Context, x float64, seed uint64) (Reading, error) {
		return b.reading(ctx, t, in, x, seed)
	}}
	lo, hi := b.ends(in)
	return s.seek(ctx, was, lo, hi)
}

// ends are between what a search begins: nothing, or what has come, and what is large
// beside the plan and the input.
func (b *Bench) ends(in Input) (lo, hi float64) {
	base := math.Abs(b.Run.Base())
	switch in.Kind {
	case Limit:
		return 0, 2 * math.Max(base, in.Now)
	case CellOf:
		return aroundCell(in)
	case Amount:
		return in.Least, math.Max(2*in.Now, in.Least+float64(base/4))
	}
	return in.Least, math.Max(2*in.Now, base/2)
}

// aroundCell is between what the search of a cell begins: of nothing, or below it, and
// twice what stands there.
func aroundCell(in Input) (lo, hi float64) {
	return math.Min(0, 2*in.Now), math.Max(2*in.Now, 1)
}

// reading is the target at x, on the draws of a seed. Where the input does no more than
// move the cost beyond which an overrun is spoken of, no run is needed.
func (b *Bench) reading(ctx context.Context, t Target, in Input, x float64, seed uint64) (Reading, error) {
	if (in.Kind == Limit || in.Kind == Reserve) && t.Figure == Overrun && seed == b.Run.Seed() {
		line := x
		if in.Kind == Reserve {
			line += b.Run.Base()
		}
		return t.read(b.Run, &line)
	}
	run, err := b.simulate(ctx, seed, t.Figure == Gap || t.Figure == Payback, given{&in, x})
	if err != nil {
		return Reading{}, err
	}
	return t.read(run, nil)
}

// seek searches between two ends, which are looked beyond where nothing is bound there.
func (s *seeker) seek(ctx context.Context, was Reading, lo, hi float64) (*Answer, error) {
	grid, err := s.look(ctx, lo, hi)
	if err != nil {
		return nil, err
	}
	at, side, err := s.search(ctx, grid)
	if err != nil {
		return nil, err
	}
	a := &Answer{Target: s.t.Text, By: s.in.Name, Now: s.in.Now, Was: was, X: at, Side: side, Step: s.round125(grid)}
	if s.in.At.Cell != "" {
		a.At = s.in.At.Sheet + "!" + s.in.At.Cell
	}
	if s.in.Most != nil && at > *s.in.Most {
		a.Most = s.in.Most
	}
	return a, s.confirm(ctx, a)
}

// value is the target at x, on the draws of the run.
func (s *seeker) value(ctx context.Context, x float64) (float64, error) {
	r, err := s.ask(ctx, x, s.seed)
	if err != nil {
		return 0, err
	}
	if !math.IsNaN(r.Value) { // where a model is in error in every scenario there is nothing to see
		s.tried = append(s.tried, Point{x, r.Value})
	}
	s.calls++
	if s.step != nil {
		s.step(min(s.calls, expected-1), expected)
	}
	return r.Value, ctx.Err()
}

// expected is about how many runs a search takes.
const expected = gridCells + 14

// look tries a grid from lo to hi, with the plan's own amount in it; then the upper end is
// doubled until the answer lies between two points.
func (s *seeker) look(ctx context.Context, lo, hi float64) ([]Point, error) {
	for k := range gridCells + 1 {
		if _, err := s.value(ctx, lo+float64((hi-lo)*float64(k)/gridCells)); err != nil {
			return nil, err
		}
	}
	if x := s.in.Now; x > lo && x < hi {
		if _, err := s.value(ctx, x); err != nil {
			return nil, err
		}
	}
	for n := 0; n < doublings && s.in.Ends == nil && !s.between(s.tried) && !s.holdsAll(s.tried); n++ {
		hi = lo + 2*(hi-lo)
		if _, err := s.value(ctx, hi); err != nil {
			return nil, err
		}
	}
	grid := sorted(s.tried)
	if len(grid) == 0 {
		return nil, &NoAnswer{NotReached, []Point{{lo, math.NaN()}, {hi, math.NaN()}}}
	}
	return grid, s.monotone(grid)
}

// sorted are points in the order of their amounts, each once.
func sorted(points []Point) []Point {
	all := slices.Clone(points)
	slices.SortStableFunc(all, func(a, b Point) int { return cmp.Compare(a.X, b.X) })
	return slices.CompactFunc(all, func(a, b Point) bool { return a.X == b.X })
}

// past tells the points on one side of the answer from those on the other.
func (s *seeker) past(p Point) bool {
	if s.t.Op == "=" {
		return p.Value >= s.t.Value
	}
	return s.t.Holds(p.Value, 0)
}

// between reports whether the answer lies between some points.
func (s *seeker) between(points []Point) bool {
	return slices.ContainsFunc(points, func(p Point) bool { return s.past(p) != s.past(points[0]) })
}

func (s *seeker) holdsAll(points []Point) bool {
	return s.t.Op != "=" && !slices.ContainsFunc(points, func(p Point) bool { return !s.t.Holds(p.Value, 0) })
}

// monotone refuses a target that rises and falls, or does not move: by more than half a
// per cent of the way from its least to its largest value.
func (s *seeker) monotone(grid []Point) error {
	least, most := math.Inf(1), math.Inf(-1)
	for _, p := range grid {
		least = math.Min(least, p.Value)
		most = math.Max(most, p.Value)
	}
	if most-least <= 1e-12*math.Max(math.Abs(most), 1) {
		return &NoAnswer{NoEffect, []Point{grid[0], grid[len(grid)-1]}}
	}
	width := most - least
	if math.IsInf(most, 1) { // payback that never comes
		width = 0
	}
	rises, falls := false, false
	top, bottom := grid[0].Value, grid[0].Value
	for _, p := range grid[1:] {
		falls = falls || top-p.Value > 0.005*width
		rises = rises || p.Value-bottom > 0.005*width
		top, bottom = math.Max(top, p.Value), math.Min(bottom, p.Value)
	}
	if rises && falls {
		return &NoAnswer{NotMonotone, grid}
	}
	return nil
}

// round125 is to what an answer is rounded: 1, 2 or 5 times a power of ten near the
// precision.
func (s *seeker) round125(grid []Point) float64 {
	size := precision * math.Max(math.Abs(grid[0].X), math.Abs(grid[len(grid)-1].X))
	unit := math.Pow(10, math.Floor(math.Log10(size)))
	for _, k := range []float64{5, 2} {
		if k*unit <= size {
			unit *= k
			break
		}
	}
	if s.in.Kind == CellOf {
		return unit
	}
	return math.Max(unit, 0.01)
}

// search halves the cell of the grid that holds the answer.
func (s *seeker) search(ctx context.Context, grid []Point) (at float64, side string, err error) {
	if s.holdsAll(grid) {
		return grid[0].X, "any", nil
	}
	k := slices.IndexFunc(grid[1:], func(p Point) bool { return s.past(p) != s.past(grid[0]) })
	if k < 0 {
		return 0, "", &NoAnswer{NotReached, []Point{grid[0], grid[len(grid)-1]}}
	}
	left, right := grid[k], grid[k+1]
	step := s.round125(grid)
	for right.X-left.X > step/2 {
		x := left.X + float64((right.X-left.X)/2)
		v, err := s.value(ctx, x)
		if err != nil {
			return 0, "", err
		}
		if math.IsNaN(v) {
			return 0, "", &NoAnswer{NotMonotone, []Point{left, {x, v}, right}}
		}
		if p := (Point{x, v}); s.past(p) == s.past(left) {
			left = p
		} else {
			right = p
		}
	}
	return s.round(ctx, left, right, step)
}

// round goes to the side on which the target holds, by whole steps.
func (s *seeker) round(ctx context.Context, left, right Point, step float64) (at float64, side string, err error) {
	x, by, side := math.Ceil(right.X/step-1e-9)*step, step, "at-least"
	if s.t.Op != "=" && s.t.Holds(left.Value, 0) {
		x, by, side = math.Floor(left.X/step+1e-9)*step, -step, "at-most"
	}
	if s.t.Op == "=" {
		return x, "at", nil
	}
	for range 4 {
		if s.in.Kind != CellOf {
			x = math.Max(x, s.in.Least)
		}
		v, err := s.value(ctx, x)
		if err != nil || s.t.Holds(v, 0) {
			return x, side, err
		}
		x += by
	}
	return 0, "", &NoAnswer{NotMonotone, sorted(s.tried)}
}

// freshSets is on how many sets of fresh draws an answer is looked at, at the most.
const freshSets = 4

// confirm reads the answer with its interval, and once more on fresh draws. A bound that
// misses there goes on to where it holds on these, and is looked at on others.
func (s *seeker) confirm(ctx context.Context, a *Answer) (err error) {
	a.Found = a.X
	for n := range freshSets {
		if a.There, err = s.ask(ctx, a.X, s.seed); err != nil {
			return err
		}
		a.Seed = s.seed + uint64(n) + 1
		if a.Fresh, err = s.ask(ctx, a.X, a.Seed); err != nil {
			return err
		}
		if a.Kept = s.kept(a); a.Kept != "misses" || n == freshSets-1 || a.Side != "at-least" && a.Side != "at-most" {
			break
		}
		x, err := s.further(ctx, a)
		if err != nil {
			return err
		}
		if x == a.X {
			break
		}
		a.X = x
	}
	a.Tried = sorted(s.tried)
	if s.step != nil {
		s.step(expected, expected)
	}
	return nil
}

// further is the next amount, by whole steps, at which the target holds on the fresh draws
// of an answer and on those of the run; the answer's own where there is none nearby.
func (s *seeker) further(ctx context.Context, a *Answer) (float64, error) {
	by := a.Step
	if a.Side == "at-most" {
		by = -by
	}
	holds := func(k int) (bool, error) {
		for _, seed := range []uint64{a.Seed, s.seed} {
			r, err := s.ask(ctx, a.X+float64(float64(k)*by), seed)
			if err != nil || !s.t.Holds(r.Value, 0) {
				return false, err
			}
		}
		return true, nil
	}
	within := func(k int) bool {
		x := a.X + float64(float64(k)*by)
		return s.in.Kind == CellOf || x >= s.in.Least
	}
	miss, hit := 0, 0
	for k := 1; hit == 0; k *= 2 {
		if k > 256 || !within(k) {
			return a.X, nil
		}
		switch well, err := holds(k); {
		case err != nil:
			return 0, err
		case well:
			hit = k
		default:
			miss = k
		}
	}
	for hit-miss > 1 {
		k := (hit + miss) / 2
		well, err := holds(k)
		if err != nil {
			return 0, err
		}
		if well {
			hit = k
		} else {
			miss = k
		}
	}
	return a.X + float64(float64(hit)*by), nil
}

// kept says whether the target holds on fresh draws too.
func (s *seeker) kept(a *Answer) string {
	near := math.Abs(a.There.Value - s.t.Value)
	if s.t.Holds(a.Fresh.Value, near) {
		return "holds"
	}
	if i := a.Fresh.Interval95; i != nil && (s.t.Holds(i[0], near) || s.t.Holds(i[1], near) || i[0] <= s.t.Value && s.t.Value <= i[1]) {
		return "within"
	}
	return "misses"
}
