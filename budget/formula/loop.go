package formula

import "math"

// A circular reference is found where a formula asks for one that waits for it.
// With iteration on, the one asked answers with a guess (at first the stored
// value), and the first formula of the loop that was asked for repeats the whole
// loop until no guess moves: every cell is computed once a step, in the order
// in which they ask for one another.
// Source: R. Tarjan, Depth-first search and linear graph algorithms (1972), for
// finding the root of a loop.
// Checked: TestCycles, TestIteration.

// circle is the value of a formula that waits for the one that asks.
func (r *Run) circle(s *slot) Value {
	if !r.opts.Iterate {
		cells := make([]Cell, 0, len(r.chain)-s.pos)
		for _, w := range r.chain[s.pos:] {
			cells = append(cells, w.f.At)
		}
		r.cycles = append(r.cycles, cells)
		return Failed(Circular, &Fault{At: s.f.At, Reason: Loop, Cells: cells})
	}
	if !s.head {
		s.head = true
		s.guess = r.book.Source.Value(s.f.At)
		if s.guess.Kind == Error || s.guess.Kind == Blank || s.f.Form != PlainFormula {
			s.guess = Value{Kind: Number}
		}
	}
	r.rest(s.pos)
	return s.guess
}

// rest notes that the formula being computed rests on a guess at a place of the
// chain.
func (r *Run) rest(low int) {
	if n := len(r.chain); n > 0 {
		top := r.chain[n-1]
		top.low = min(top.low, low)
	}
}

// settle ends a loop at its root, or says that it must be repeated.
func (r *Run) settle(s *slot, step int) bool {
	if !s.head && len(r.tentative) == s.mark {
		return true
	}
	still := s.settled(r.opts.Tolerance)
	members := r.tentative[s.mark:]
	for _, t := range members {
		still = t.settled(r.opts.Tolerance) && still
	}
	again := !still && step < r.opts.Steps
	if !still && !again {
		r.unsettled = append(r.unsettled, loopCells(s, members))
	}
	for _, t := range members {
		t.state = done
		if again {
			t.state = fresh
		}
	}
	r.tentative = r.tentative[:s.mark]
	return !again
}

// settled compares a value with its guess and makes it the next guess.
func (s *slot) settled(tolerance float64) bool {
	if !s.head {
		return true
	}
	old := s.guess
	s.guess = s.value
	if s.value.Kind == Number && old.Kind == Number {
		scale := max(math.Abs(s.value.Num), math.Abs(old.Num))
		return math.Abs(s.value.Num-old.Num) <= tolerance*max(scale, tolerance)
	}
	return Same(old, s.value)
}

// loopCells are the cells of a loop.
func loopCells(root *slot, members []*slot) []Cell {
	cells := []Cell{root.f.At}
	for _, t := range members {
		cells = append(cells, t.f.At)
	}
	return cells
}

// Cycles are the circular references met, each as the cells that need one
// another in that order, the last needing the first.
func (r *Run) Cycles() [][]Cell { return r.cycles }

// Unsettled are the loops that were still moving after the last step.
func (r *Run) Unsettled() [][]Cell { return r.unsettled }
