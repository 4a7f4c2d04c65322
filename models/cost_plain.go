package models

import (
	"math"
	"slices"
)

// plainLines are the cost lines that nothing but draws and events of risks can
// change: no index, no stretch, paid when worked, nothing of them done. Such a
// line adds its amount, spread by fixed weights from its start on, to the
// months, so that many of them, and many scenarios, are spread together
// (tile). Lines that follow an index as well, or are paid later or in advance, are spread
// as flows. Where an event of a risk touches one it takes the general path, as all other
// lines always do.
type plainLines struct {
	groups    []plainGroup
	flows     []tileFlow
	member    []bool // [line] in groups
	flowed    []bool // [line] in flows
	others    []int  // lines that are not spread together
	watched   []int  // those that are, whose dates are asked for in every scenario
	longest   int    // months of the longest of them
	touchable bool   // a risk may change one
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
	return l.flows() && l.lag.isZero() && l.advance == 0 && l.driver < 0 && l.currency < 0
}

// flows reports whether the months of a line are those of its weights from its start on:
// it may follow an index, and be paid whole months after the work and in advance.
func (l *line) flows() bool {
	fixed := l.stretch.v < 0 && l.stretch.c == 1 && l.direct && l.months >= 0.01 && l.rest == nil && l.earliest == 0
	return fixed && l.lag.v < 0 && l.lag.c >= 0 && l.lag.c == math.Floor(l.lag.c)
}

// compilePlain sorts the lines out. It comes after the actuals, which change
// lines.
func (m *Model) compilePlain() {
	p := &m.plain
	p.member, p.flowed = make([]bool, len(m.lines)), make([]bool, len(m.lines))
	for i := range m.lines {
		l := &m.lines[i]
		l.direct = l.retention == 0 && l.vat == 0 && l.prepaid == 0 && l.retained == 0 && len(l.ahead) == 0
		// A line that is many times longer than the horizon would make every
		// scenario pay for months that nobody sees.
		if !l.flows() || len(l.weights) > 2*m.horizon+12 {
			p.others = append(p.others, i)
			continue
		}
		p.longest = max(p.longest, len(l.weights))
		if p.flowed[i] = !l.isPlain(); p.flowed[i] {
			continue // see compileFlows
		}
		p.member[i] = true
		p.groups = addPlain(p.groups, l.weights, m.plainOf(i))
	}
	for k := range m.sources {
		for _, t := range m.sources[k].tranches {
			for _, i := range t.lines {
				if p.tiled(i) && !slices.Contains(p.watched, i) {
					p.watched = append(p.watched, i)
				}
			}
		}
	}
	for k := range m.risks {
		r := &m.risks[k]
		if !r.off && (r.kind == impactFactor || !r.delay.isZero()) {
			p.touchable = p.touchable || slices.ContainsFunc(r.lines, func(i int) bool { return p.tiled(i) })
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

// tiled reports whether a line that no event touches is spread by the tiles.
func (p *plainLines) tiled(i int) bool { return p.member[i] || p.flowed[i] }

// addPlain puts a line into the group of its weights.
func addPlain(groups []plainGroup, weights []float64, x plainLine) []plainGroup {
	for k := range groups {
		if g := &groups[k]; slices.Equal(g.weights, weights) {
			g.lines = append(g.lines, x)
			return groups
		}
	}
	return append(groups, plainGroup{weights: weights, lines: []plainLine{x}})
}
