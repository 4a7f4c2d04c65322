package portfolio

import (
	"math"

	"ballast/models"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// smoothMost is up to how many scenarios the cost is smoothed: a count of more has little
// error, and smoothing makes every scenario dearer.
const smoothMost = 1 << 16

// way is the common direction as a plan has it. The turned scores h of the plans are
// standard normals, each independent of all else of its plan; with weights w and R the
// correlations between them
//
//	H = w'h / sqrt(w'Rw),  d = Rw / sqrt(w'Rw)
//
// is a standard normal, and h - dH is independent of it. So when H moves and all that is
// independent of H stays, the score of a plan moves by its d.
type way struct {
	part  float64 // of the plan's score in H
	moves float64 // of its score with a unit of H
}

// ways is the common direction, by plan; nil where no plan has a score. The weight of a
// plan is how far its score moves its cost, times its share and its chance: what is far
// off makes the result no less right, only less smooth. Money that is exchanged moves with
// the score and the rates of its months at once; such a plan is taken as it comes.
func (r *runner) ways() []way {
	if r.n > smoothMost || r.asOne() {
		return nil
	}
	w, sum := make([]float64, len(r.s.Entries)), 0.0
	for i := range w {
		e, f := &r.s.Entries[i], &r.s.facts[i]
		if f.Exchange == "" {
			w[i] = f.Pull * e.Share * e.Chance
		}
		sum += w[i]
	}
	if !(sum > 0) {
		return nil
	}
	out := make([]way, len(w))
	mixed, square := r.spread(w), 0.0
	for i, x := range mixed {
		square += float64(x * w[i])
	}
	length := math.Sqrt(square)
	if !(length > 1e-9*sum) { // they cancel out
		return nil
	}
	for i := range out {
		out[i] = way{part: w[i] / length, moves: mixed[i] / length}
	}
	return out
}

// spread is Rw. Scores that are not drawn by themselves are not correlated.
func (r *runner) spread(w []float64) []float64 {
	out := append([]float64(nil), w...)
	if r.s.Settings.Sampling != "Sobol" {
		return out
	}
	shared := map[int]float64{} // L'w, by shared normal
	for i, row := range r.scores {
		for k, l := range row {
			shared[k] += float64(l * w[i])
		}
	}
	for i, row := range r.scores {
		if row == nil {
			continue
		}
		out[i] = 0
		for k, l := range row {
			out[i] += float64(l * shared[k])
		}
	}
	return out
}

// The columns of a smoothed portfolio: H, and the powers of how its cost over base goes on
// as H moves from where it is, the first of them less that cost. They are kept in parts of
// perUnit/perFine.
const (
	alongColumns = 1 + stats.SmoothNodes
	perFine      = 1e6
)

// addAlong adds how the cost of the plan moves in the common direction.
func (x *addition) addAlong(part *models.Part, c *shiftCase, first int) error {
	w := x.r.way[x.i]
	dummy, err := x.dummy(part, w)
	if err != nil {
		return err
	}
	for k, cost := range part.Total {
		s := first + k
		if x.shift != nil && x.shift[s] != c.months {
			continue
		}
		h := 0.0
		if part.Score != nil {
			h = part.Score[k]
		} else if dummy != nil {
			h = dummy[s]
		}
		if err := x.along(0, s, float64(w.part*h)); err != nil {
			return err
		}
		if part.Poly == nil || !x.takes(c, s) {
			continue
		}
		near := moved(part.Poly, k, h)
		near[0] -= cost
		power := x.e.Share
		for p, a := range near {
			if err := x.along(1+p, s, float64(a*power)); err != nil {
				return err
			}
			power *= w.moves
		}
	}
	return nil
}

// dummy are normals in the place of the scores of a plan that was thought to have one:
// its cost does not move with them. nil where none are needed.
func (x *addition) dummy(part *models.Part, w way) ([]float64, error) {
	if part.Score != nil || w.part == 0 {
		return nil, nil
	}
	u, err := x.r.draw(x.e, "score")
	if err == nil {
		distribution.Normals(u, u)
	}
	return u, err
}

// along adds to one of the columns of a scenario.
func (x *addition) along(column, s int, money float64) error {
	a, err := amountOf(money * perFine)
	if err != nil {
		return err
	}
	x.r.alongs[column][s] = x.r.alongs[column][s].Add(a)
	return nil
}

// moved is polynomial k of those that are given by power, about the score h in the place
// of 0: Horner's scheme, applied to its own quotients.
//
// Checked: TestMovedPolynomial.
func moved(poly [][]float64, k int, h float64) [stats.SmoothNodes]float64 {
	var c [stats.SmoothNodes]float64
	for p := range c {
		c[p] = poly[p][k]
	}
	h /= stats.SmoothScores()[stats.SmoothNodes/2+1] // in steps between nodes
	for i := range c {
		for p := len(c) - 2; p >= i; p-- {
			c[p] += float64(h * c[p+1])
		}
	}
	return c
}

// smooth is a figure of the portfolio over H: what it is in every scenario, which differs
// from the cost over base by what does not move.
func (r *runner) smooth(value []float64) *stats.Smooth {
	h, about := make([]float64, r.n), make([][]float64, stats.SmoothNodes)
	for p := range about {
		about[p] = make([]float64, r.n)
	}
	for s := range h {
		h[s] = r.alongs[0][s].Float() / perFine
		for p := range about {
			about[p][s] = r.alongs[1+p][s].Float() / perFine
		}
		about[0][s] += value[s]
		for p, c := range moved(about, s, -h[s]) {
			about[p][s] = c
		}
	}
	return stats.NewSmooth(value, h, about, false, r.replicates(r.n))
}

// replicates are the bounds of the independent replicates among n scenarios.
func (r *runner) replicates(n int) [][2]int {
	var out [][2]int
	for first := 0; first+r.replicate <= n; first += r.replicate {
		out = append(out, [2]int{first, first + r.replicate})
	}
	return out
}
