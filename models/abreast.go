package models

import "ballast/sim/distribution"

// lanes is how many scenarios abreast takes at once: as many numbers as a vector
// register of 512 bits holds.
const lanes = 8

// abreast holds what is worked out for eight scenarios at once because their
// draws stand side by side in memory: the paths of the indices, and the draws
// of the lines that are not plain. A scenario gets the same numbers as from
// drivers and take, to the bit.
//
// Checked: TestAbreastAgrees.
type abreast struct {
	m      *Model
	lines  []otherLine
	first  int                 // scenario in the block with which it begins
	levels [][]float64         // [driver][lane, month], of indices that move at random
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
		if m.drivers[k].motion.levels == nil {
			e.levels[k] = make([]float64, lanes*m.horizon)
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
	for k, levels := range e.levels {
		if levels != nil {
			e.paths(&e.m.drivers[k], levels, in, i, n)
		}
	}
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

// paths does what motion.path does, for all lanes.
func (e *abreast) paths(d *indexPath, levels []float64, in [][]float64, i, n int) {
	h := e.m.horizon
	at := 0
	for ; at+4 <= n; at += 4 {
		d.fourPaths(levels[at*h:][:4*h], in, i+at)
	}
	for ; at < n; at++ {
		d.onePath(levels[at*h:][:h], in, i+at)
	}
	levels = levels[:n*h]
	distribution.Exps(levels, levels)
}

// onePath fills dst with the logarithms of the levels of scenario i.
func (d *indexPath) onePath(dst []float64, in [][]float64, i int) {
	r, x := &d.motion, 0.0
	for m, trend := range r.trend {
		if m >= r.known {
			x = float64(r.keep*x) + float64(r.sd*d.shocks[m-r.known].at(in, i))
		}
		dst[m] = trend + x
	}
}

// fourPaths does the same for four neighbours, side by side, so that none waits for the
// month before of another.
func (d *indexPath) fourPaths(dst []float64, in [][]float64, i int) {
	r, h := &d.motion, len(d.motion.trend)
	to0, to1, to2, to3 := dst[:h], dst[h:][:h], dst[2*h:][:h], dst[3*h:][:h]
	for m, trend := range r.trend[:r.known] {
		to0[m], to1[m], to2[m], to3[m] = trend, trend, trend, trend
	}
	var x0, x1, x2, x3 float64
	keep, sd := r.keep, r.sd
	var same [4]float64
	for k, shock := range d.shocks[:h-r.known] {
		z := (*[4]float64)(shock.values(in, i, same[:]))
		x0 = float64(keep*x0) + float64(sd*z[0])
		x1 = float64(keep*x1) + float64(sd*z[1])
		x2 = float64(keep*x2) + float64(sd*z[2])
		x3 = float64(keep*x3) + float64(sd*z[3])
		m := r.known + k
		trend := r.trend[m]
		to0[m], to1[m], to2[m], to3[m] = trend+x0, trend+x1, trend+x2, trend+x3
	}
}

// drivers hands a scenario the paths of its indices.
func (e *abreast) drivers(s *scenario) {
	h, lane := e.m.horizon, s.i-e.first
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
