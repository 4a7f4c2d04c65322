package models

import "slices"

// plainLines are the cost lines that nothing but draws and events of risks can
// change: no index, no stretch, paid when worked, nothing of them done. Such a
// line adds its amount, spread by fixed weights from its start on, to the
// months, so that many of them, and many scenarios, are spread together
// (tile). Where an event of a risk touches one it takes the general path, as
// all other lines always do.
type plainLines struct {
	groups    []plainGroup
	member    []bool // [line]
	others    []int  // lines that are not plain
	watched   []int  // plain lines whose dates are asked for in every scenario
	longest   int    // months of the longest plain line
	touchable bool   // a risk may change a plain line
}

// plainGroup is the plain lines that are spread by the same weights.
type plainGroup struct {
	weights []float64
	lines   []plainLine
}

// plainLine is what places a plain line.
type plainLine struct {
	line         int
	amount, slip number
	scale, times float64 // money per unit; months of a line that has an amount per month, else 1
	start        float64
	vendor       *vendorPrice // nil: none
	late, delay  number
}

// isPlain reports whether nothing but draws and risks can change a line.
func (l *line) isPlain() bool {
	fixed := l.stretch.v < 0 && l.stretch.c == 1 && l.lag.isZero() && l.advance == 0 && l.retention == 0 && l.vat == 0 && l.months >= 0.01
	return fixed && l.driver < 0 && l.currency < 0 && l.rest == nil && l.earliest == 0
}

// compilePlain sorts the lines out. It comes after the actuals, which change
// lines.
func (m *Model) compilePlain() {
	p := &m.plain
	p.member = make([]bool, len(m.lines))
	for i := range m.lines {
		l := &m.lines[i]
		// A line that is many times longer than the horizon would make every
		// scenario pay for months that nobody sees.
		if !l.isPlain() || len(l.weights) > 2*m.horizon+12 {
			p.others = append(p.others, i)
			continue
		}
		p.member[i] = true
		p.longest = max(p.longest, len(l.weights))
		p.add(l.weights, m.plainOf(i))
	}
	for k := range m.sources {
		for _, t := range m.sources[k].tranches {
			for _, i := range t.lines {
				if p.member[i] && !slices.Contains(p.watched, i) {
					p.watched = append(p.watched, i)
				}
			}
		}
	}
	for k := range m.risks {
		r := &m.risks[k]
		if !r.off && (r.kind == impactFactor || !r.delay.isZero()) {
			p.touchable = p.touchable || slices.ContainsFunc(r.lines, func(i int) bool { return p.member[i] })
		}
	}
}

// plainOf is line i as a plain line.
func (m *Model) plainOf(i int) plainLine {
	l := &m.lines[i]
	x := plainLine{line: i, amount: l.amount, slip: l.slip, scale: l.scale, times: 1, start: l.start, late: l.late, delay: l.lateDelay}
	if l.perMonth {
		x.times = l.months
	}
	if l.vendor >= 0 {
		x.vendor = &m.vendors[l.vendor]
	}
	return x
}

// add puts a line into the group of its weights.
func (p *plainLines) add(weights []float64, x plainLine) {
	for k := range p.groups {
		if g := &p.groups[k]; slices.Equal(g.weights, weights) {
			g.lines = append(g.lines, x)
			return
		}
	}
	p.groups = append(p.groups, plainGroup{weights: weights, lines: []plainLine{x}})
}
