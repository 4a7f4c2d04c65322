package cells

import "ballast/budget/formula"

// cause is the cell in which an error arose that a cell shows in the scenario
// being replayed: it reads no error itself. Its value stands beside it.
func (r *replay) cause(at formula.Cell) (formula.Cell, string) {
	seen := map[formula.Cell]bool{}
	for {
		seen[at] = true
		next, found := r.faulty(at, seen)
		if !found {
			v := r.value(at)
			if v.Kind == formula.Error {
				return at, v.Err.String()
			}
			return at, v.String() // a text is no number either
		}
		at = next
	}
}

// faulty is the first cell that a formula reads with an error in it.
func (r *replay) faulty(at formula.Cell, seen map[formula.Cell]bool) (cell formula.Cell, found bool) {
	f := r.m.book.Formula(at)
	if f == nil || r.m.graph.cells[at] != nil {
		return at, false
	}
	for _, a := range r.m.reads(f).areas {
		r.m.each(a, func(c formula.Cell) {
			if !found && !seen[c] && r.value(c).IsError() {
				cell, found = c, true
			}
		})
	}
	return cell, found
}
