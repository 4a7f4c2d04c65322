package sim

import (
	"fmt"
	"slices"
)

// Within draws a variable from the place of another one's uniform in its
// interval: the numbers Cuts part (0,1) into intervals, and where that uniform u
// lies in [a,b) this variable is the quantile at (u-a)/(b-a). Given the interval
// that is uniform on (0,1), so it is independent of whatever is decided by
// comparing u with the cuts, and one coordinate of a design serves both. Under
// two decisions about the same cuts the draw is the same, to the bit.
//
// Checked: TestWithin.
type Within struct {
	Of   int       // a variable that is uniform on (0,1) and within none itself
	Cuts []float64 // ascending, inside (0,1)
}

// nest is Within made ready to draw.
type nest struct {
	variable, of int
	cuts         []float64
	start, per   []float64 // of each interval: where it begins, 1 by its length
}

// nests prepares the variables that are drawn within others.
func (c *compiled) nests() error {
	for v := range c.Variables {
		w := c.Variables[v].Within
		if w == nil {
			continue
		}
		key := c.Variables[v].Key
		if w.Of < 0 || w.Of >= len(c.Variables) || w.Of < len(c.Pull) && c.Pull[w.Of] != 0 || c.Variables[w.Of].Within != nil || c.isLinked[v] {
			return fmt.Errorf("sim: variable %q cannot be drawn within variable %d", key, w.Of)
		}
		if lo, hi := c.Variables[w.Of].Dist.Support(); lo != 0 || hi != 1 {
			return fmt.Errorf("sim: variable %q is drawn within %q, which is not uniform on (0,1)", key, c.Variables[w.Of].Key)
		}
		n := nest{variable: v, of: w.Of, cuts: w.Cuts}
		from := 0.0
		for _, to := range append(slices.Clone(w.Cuts), 1) {
			if !(to > from && to <= 1) {
				return fmt.Errorf("sim: variable %q has the cut %v after %v", key, to, from)
			}
			n.start, n.per = append(n.start, from), append(n.per, 1/(to-from))
			from = to
		}
		c.nested = append(c.nested, n)
	}
	return nil
}

// The ends that a place in an interval may have.
const (
	nestFirst = 0x1p-53
	nestLast  = 1 - 0x1p-53
)

// few is up to how many cuts are compared one after the other.
const few = 8

// places sets dst[i] to the place of u[i] in its interval.
func (n *nest) places(dst, u []float64) {
	cuts, start, per := n.cuts, n.start, n.per
	for i, x := range u {
		k := 0
		if len(cuts) <= few {
			for _, c := range cuts {
				if x >= c {
					k++
				}
			}
		} else {
			at, found := slices.BinarySearch(cuts, x)
			if k = at; found {
				k++
			}
		}
		dst[i] = min(max(float64((x-start[k])*per[k]), nestFirst), nestLast)
	}
}

// drawNested draws the variables within others, which have been drawn.
func (d *drawer) drawNested(in [][]float64, w *drawScratch) {
	for k := range d.nested {
		n := &d.nested[k]
		n.places(w.u, in[n.of])
		d.samplers[n.variable].FromU(in[n.variable], w.u)
	}
}
