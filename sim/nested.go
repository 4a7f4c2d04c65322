package sim

import (
	"fmt"

	"ballast/sim/distribution"
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
	intervals    *distribution.Intervals
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
		intervals, err := distribution.NewIntervals(w.Cuts)
		if err != nil {
			return fmt.Errorf("sim: variable %q has %w", key, err)
		}
		c.nested = append(c.nested, nest{v, w.Of, intervals})
	}
	return nil
}

// drawNested draws the variables within others, which have been drawn.
func (d *drawer) drawNested(in [][]float64, w *drawScratch) {
	for k := range d.nested {
		n := &d.nested[k]
		n.intervals.Places(w.u, in[n.of])
		d.samplers[n.variable].FromU(in[n.variable], w.u)
	}
}
