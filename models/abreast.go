package models

import (
	"ballast/models/vector"
	"ballast/sim/distribution"
)

// lanes is how many scenarios abreast takes at once: as many numbers as a vector
// register of 512 bits holds.
const lanes = 8

// abreast holds what is worked out for many scenarios at once because their
// draws stand side by side in memory: for a strip the paths of the indices, for
// eight the draws of the lines that the tiles do not spread. A scenario gets the same numbers as from
// drivers and take, to the bit.
//
// Checked: TestAbreastAgrees.
type abreast struct {
	m      *Model
	lines  []otherLine
	from   int                 // scenario in the block with which the strip begins
	wide   [][]float64         // [driver][month, scenario of the strip]
	first  int                 // scenario in the block with which the eight begin
	levels [][]float64         // [driver][scenario of the strip, month], of indices that move at random
	draws  [][4][lanes]float64 // [line that is not plain] amount, shift, duration, lag
}

// otherLine is what draws a line that is not plain.
type otherLine struct {
	plainLine
	stretch, lag number
	months       float64
	rest         *credible
	line         *line
}

func newAbreast(m *Model) *abreast {
	e := &abreast{m: m, levels: make([][]float64, len(m.drivers)), draws: make([][4][lanes]float64, len(m.plain.others))}
	for k := range m.drivers {
		wide := make([]float64, strip*m.horizon)
		for h, x := range m.drivers[k].motion.levels {
			for j := range strip {
				wide[h*strip+j] = x
			}
		}
		e.wide = append(e.wide, wide)
		if m.drivers[k].motion.levels == nil {
			e.levels[k] = make([]float64, strip*m.horizon)
		}
	}
	for _, i := range m.plain.others {
		l := &m.lines[i]
		o := otherLine{plainLine: m.plainOf(i), stretch: l.stretch, lag: l.lag, months: l.months, rest: l.rest, line: l}
		o.times = 1 // the amount is that of a month
		e.lines = append(e.lines, o)
	}
	return e
}

// work works out n scenarios from i on.
func (e *abreast) work(in [][]float64, i, n int) {
	e.first = i
	for j := range e.lines {
		l, d := &e.lines[j], &e.draws[j]
		l.draw(in, i, d[0][:n], d[1][:n])
		for lane, x := range l.stretch.values(in, i, d[2][:n]) {
			d[2][lane] = max(0.01, l.months*l.line.stretched(x))
		}
		copy(d[3][:n], l.lag.values(in, i, d[3][:n]))
		for _, known := range l.line.known {
			var late [lanes]float64
			for lane, x := range known.values(in, i, late[:n]) {
				d[1][lane] += x
			}
		}
		if l.rest != nil {
			for lane := range n {
				d[0][lane] = l.rest.of(d[0][lane])
			}
		}
	}
}

// strip works out the paths of n scenarios from i on, as motion.path does: for all of a
// strip side by side, so that none waits for the month before.
func (e *abreast) strip(in [][]float64, i, n int) {
	e.from = i
	var same, x [strip]float64
	for k, wide := range e.wide {
		d := &e.m.drivers[k]
		r := &d.motion
		if r.levels != nil {
			continue // as newAbreast left it
		}
		x = [strip]float64{}
		keep, sd := r.keep, r.sd
		for m, trend := range r.trend {
			row := wide[m*strip:][:n]
			if m >= r.known {
				z := d.shocks[m-r.known].values(in, i, same[:n])[:n]
				for j := range row {
					x[j] = float64(keep*x[j]) + float64(sd*z[j])
					row[j] = trend + x[j]
				}
				continue
			}
			for j := range row {
				row[j] = trend + x[j]
			}
		}
		if n == strip {
			distribution.Exps(wide, wide)
		} else {
			for m := range r.trend {
				row := wide[m*strip:][:n]
				distribution.Exps(row, row)
			}
		}
		vector.Turn(e.levels[k], wide, e.m.horizon)
	}
}

// drivers hands a scenario the paths of its indices.
func (e *abreast) drivers(s *scenario) {
	h, lane := e.m.horizon, s.i-e.from
	for k, levels := range e.levels {
		if levels != nil {
			s.paths[k] = levels[lane*h : (lane+1)*h]
		}
	}
}

// amounts hands a scenario the draws of the lines that are not plain.
func (e *abreast) amounts(s *scenario) {
	lane := s.i - e.first
	for j, i := range e.m.plain.others {
		d := &e.draws[j]
		s.amount[i], s.shift[i], s.duration[i], s.lag[i] = d[0][lane], d[1][lane], d[2][lane], d[3][lane]
		s.taken[i] = s.turn
	}
}
