package models

import (
	"context"
	"math"
)

// compass is the search along the sources: each of them more or less, money
// moved from one to another, and slides along the condition on P(gap), where
// one source falls and another rises by what is missing then. Steps double
// when one helped and shrink when none did.
type compass struct {
	ctx    context.Context
	p      *prober
	eval   func([]float64) point
	l      *limits
	free   []int
	best   point
	budget int // evaluations left
	last   [2]int
	short  []float64 // [source] money missing when it falls by the present step, 0 none
}

// walk searches until the steps are tiny or the budget is spent.
func (c *compass) walk(step float64) point {
	c.p.near(c.best.amounts)
	c.short, c.last = make([]float64, len(c.best.amounts)), [2]int{-1, -1}
	moves := compassMoves(c.free)
	for step > 1e-7 && c.going() {
		better := c.last[0]+c.last[1] > -2 && c.try(c.last[0], c.last[1], step) // go on in the direction that helped
		clear(c.short)
		for _, m := range moves {
			if !c.going() {
				break
			}
			better = c.try(m[0], m[1], step) || better
		}
		if better {
			step = min(1, step*2)
		} else {
			step /= 4
		}
	}
	return c.best
}

func (c *compass) going() bool { return c.budget > 0 && c.ctx.Err() == nil }

// try moves one step: source up rises, source down falls, -1 none.
func (c *compass) try(up, down int, step float64) bool {
	by := c.step(up, down, step)
	if by > 0 {
		a := c.from(up, down, by, by)
		x, better := c.look(a, up, down)
		if better {
			return true
		}
		if up < 0 && x.violation > 0 && c.best.violation == 0 {
			c.short[down] = x.violation * c.l.scale / by
		}
	}
	if up < 0 || down < 0 || c.short[down] == 0 {
		return false
	}
	return c.slide(up, down, step)
}

// slide lets source down fall and source up rise by what is missing then.
func (c *compass) slide(up, down int, step float64) bool {
	a := c.best.amounts
	room := c.l.hi[up] - a[up]
	by := min(step*(c.l.hi[down]-c.l.lo[down]), a[down]-c.l.lo[down], room/c.short[down])
	if by <= 0 {
		return false
	}
	rise := by * c.short[down]
	for range 3 {
		x, better := c.look(c.from(up, down, rise, by), up, down)
		if better {
			return true
		}
		if x.violation == 0 {
			return false
		}
		rise = min(room, rise+float64(1.1*x.violation*c.l.scale)) // a little more than is missing: fees are paid from it
	}
	return false
}

// step is how much money may move.
func (c *compass) step(up, down int, step float64) float64 {
	by := math.Inf(1)
	if up >= 0 {
		by = min(by, step*(c.l.hi[up]-c.l.lo[up]), c.l.hi[up]-c.best.amounts[up])
	}
	if down >= 0 {
		by = min(by, step*(c.l.hi[down]-c.l.lo[down]), c.best.amounts[down]-c.l.lo[down])
	}
	return by
}

// from is the best so far with one source changed, or two.
func (c *compass) from(up, down int, rise, fall float64) []float64 {
	a := append([]float64(nil), c.best.amounts...)
	if up >= 0 {
		a[up] += rise
	}
	if down >= 0 {
		a[down] -= fall
	}
	return a
}

// look works amounts out and keeps them when they are better.
func (c *compass) look(a []float64, up, down int) (point, bool) {
	c.budget--
	x := c.eval(a)
	if !x.less(&c.best) {
		return x, false
	}
	c.best, c.last = x, [2]int{up, down}
	c.p.near(c.best.amounts)
	return x, true
}

// compassMoves are pairs of a source that rises and one that falls, -1 none;
// single sources come first.
func compassMoves(free []int) [][2]int {
	var out [][2]int
	for _, j := range free {
		out = append(out, [2]int{-1, j}, [2]int{j, -1})
	}
	for _, i := range free {
		for _, j := range free {
			if i != j {
				out = append(out, [2]int{i, j})
			}
		}
	}
	return out
}
