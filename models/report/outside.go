package report

import (
	"strconv"

	"ballast/models/outcome"
)

// outsideSentence says in words how the reserve compares with what projects of
// the class have needed.
func (d *desk) outsideSentence() string {
	x := d.o.Reserve.Outside
	if x.Why != "" {
		return d.w.Say("report.outside.unknown", x.Class, x.Why, x.Source)
	}
	return d.outsideCompared(x) + d.indicative(x)
}

// indicative says how old and how broad the evidence of a built-in class is, and for
// which percentile it was published.
func (d *desk) indicative(x *outcome.Outside) string {
	if !x.Indicative || x.Year == 0 {
		return ""
	}
	sample, at := "", d.w.Say("report.outside.average")
	if x.Sample > 0 {
		sample = d.w.Say("report.outside.sample", x.Sample)
	}
	if x.Level > 0 {
		at = "P" + level(x.Level)
	}
	return d.w.Say("report.outside.indicative", strconv.Itoa(x.Year), sample, at)
}

// outsideCompared sets the reserve against what projects of the class needed.
func (d *desk) outsideCompared(x *outcome.Outside) string {
	if x.Thinner {
		return d.w.Say("report.outside.thinner", x.Class, d.percent(x.Uplift), d.m.read(x.Contingency-x.Inside), d.m.read(x.Inside), x.Source)
	}
	return d.w.Say("report.outside.covered", x.Class, d.percent(x.Uplift), d.m.read(x.Inside), x.Source)
}

// flag colours a cell that is written already as one that needs attention.
func (g *page) flag(row, col int) {
	for i := range g.s.Cells {
		if c := &g.s.Cells[i]; c.Row == row && c.Col == col {
			c.Style.Color, c.Style.Italic = alert, false
		}
	}
}
