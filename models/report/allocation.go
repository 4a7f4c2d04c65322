package report

import (
	"math"
	"sort"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// allocation writes the split of the contingency by phase, owner, line and
// risk, and returns the table of phases for its chart.
func (g *page) allocation() *block {
	a := g.o.Reserve.Allocation
	top := g.row
	phases := g.shares("phases", 1, a.Phases)
	left := g.row
	g.row = top
	g.shares("owners", 6, a.Owners)
	g.row = max(g.row, left)
	top = g.row
	g.shares("lines", 1, a.Lines)
	left = g.row
	g.row = top
	g.shares("risks", 6, a.Risks)
	g.row = max(g.row, left)
	if text := g.allocationNote(); text != "" {
		st := styleHint()
		g.merged(g.row, 1, 10, text, st)
		g.s.Heights[g.row] = g.height(text, 1, 10, st)
		g.row += 2
	}
	return phases
}

// allocationNote says what the parts sum to and how sure the largest is, or why there are
// none.
func (g *page) allocationNote() string {
	a := g.o.Reserve.Allocation
	switch {
	case a.Why != "":
		return g.w.Say("report.allocation.none", a.Why)
	case len(a.Lines)+len(a.Risks) == 0:
		return ""
	}
	text := g.w.Say("report.allocation.note", g.m.read(g.o.Reserve.Contingency))
	kind, top := "lines", append(ordered(a.Lines), ordered(a.Risks)...)[0]
	if len(a.Risks) > 0 && ordered(a.Risks)[0].Amount > top.Amount {
		kind, top = "risks", ordered(a.Risks)[0]
	}
	if i := top.Interval95; i != nil {
		text += g.w.Say("report.allocation.interval", g.shareName(kind, top), g.m.read(top.Amount), g.m.read(i[0]), g.m.read(i[1]))
	}
	return text
}

// shares writes one split over five columns, the largest part first, with its
// total; nil when there is nothing to split.
func (g *page) shares(kind string, col int, shares []outcome.Share) *block {
	if len(shares) == 0 {
		return nil
	}
	g.section(g.w.Say("report.allocation."+kind), col, col+4)
	fields := []field{
		{head: g.w.Say("report.allocation." + kind + ".head"), style: styleWrap(), span: 3},
		{head: g.w.Say("report.contingency"), note: g.w.Say("report.allocation.how"), style: styleNumber(g.exact(g.o.Reserve.Contingency))},
		{head: g.w.Say("report.share"), style: styleNumber("0.0%")},
	}
	if col > 1 { // room to the table on its left
		fields[0].style.Indent, fields[0].style.Align = 2, "left"
	}
	var rows [][]any
	for _, s := range ordered(shares) {
		part := any(nil)
		if g.o.Reserve.Contingency != 0 {
			part = s.Amount / g.o.Reserve.Contingency
		}
		rows = append(rows, []any{g.shareName(kind, s), cents(s.Amount), part})
	}
	b := g.table(col, fields, rows)
	g.total(b, fields, 1)
	g.row++
	return &b
}

// ordered is the shares, the largest first; equal ones keep their order.
func ordered(shares []outcome.Share) []outcome.Share {
	out := append([]outcome.Share(nil), shares...)
	sort.SliceStable(out, func(i, j int) bool { return out[i].Amount > out[j].Amount })
	return out
}

// shareName writes who gets a share: a phase in the reader's language, an
// owner, or ID and name.
func (g *page) shareName(kind string, s outcome.Share) string {
	name := s.Name
	if name == "" {
		name = s.ID
	}
	switch kind {
	case "phases":
		if name == "" {
			return g.w.Say("report.phase.none")
		}
		return g.named("phase", name)
	case "owners":
		if name == "" {
			return g.w.Say("report.owner.none")
		}
		return name
	}
	if s.ID != "" && s.ID != name {
		return s.ID + " " + name
	}
	return name
}

func (g *page) phaseBars(b block) sheet.Chart {
	shares := ordered(g.o.Reserve.Allocation.Phases)
	top := 0.0
	for _, s := range shares {
		top = math.Max(top, math.Abs(s.Amount))
	}
	part := 0.0
	if c := g.o.Reserve.Contingency; c != 0 {
		part = shares[0].Amount / c
	}
	return g.moneyUp(sheet.Chart{
		Key:   "allocation-phases",
		Title: g.w.Say("report.chart.phases", g.shareName("phases", shares[0]), g.percent(part)),
		Series: []sheet.Series{{Kind: sheet.Bar, Name: g.w.Say("report.contingency"), X: b.series(0), Y: b.series(1),
			Color: accent, NoLegend: true, Labels: g.m.label(top)}},
		X: sheet.Axis{Reverse: true, LabelLow: true}, Y: sheet.Axis{Grid: true}, Gap: 40,
	}, nil)
}

// releaseTable lists the reserve still needed by month, nil when unknown.
func (g *page) releaseTable() *block {
	release := ahead(g.o.Reserve.Release)
	if len(release) == 0 {
		return nil
	}
	top, most := 0.0, 0.0
	for _, m := range release {
		top, most = math.Max(top, math.Abs(m.Need)), math.Max(most, math.Abs(m.Coherent))
	}
	g.section(g.w.Say("report.release"), 1, 5)
	fields := []field{
		{head: g.w.Say("report.month"), style: monthStyle()},
		{head: g.w.Say("report.release.need"), note: g.w.Say("report.release.need.note"), style: styleNumber(g.m.table(top)), span: 2},
		{head: g.w.Say("report.release.coherent"), note: g.w.Say("report.release.coherent.note"), style: styleNumber(g.m.table(most)), span: 2},
	}
	var rows [][]any
	for _, m := range release {
		rows = append(rows, []any{g.date(m.Month), cents(m.Need), cents(m.Coherent)})
	}
	b := g.table(1, fields, rows)
	if x := g.o.Reserve.ReleaseBeyond; x >= 0.005 {
		g.sentence(g.w.Say("report.release.beyond", g.m.read(x)), styleHint())
	}
	return &b
}

// ahead are the months from the as-of month on.
func ahead(release []outcome.ReleaseMonth) []outcome.ReleaseMonth {
	for k, r := range release {
		if !r.Past {
			return release[k:]
		}
	}
	return nil
}

func (g *page) releaseCurve(b block) sheet.Chart {
	release := ahead(g.o.Reserve.Release)
	top, half, when := 0.0, "", ""
	for _, m := range release {
		if m.Need > top {
			top, when = m.Need, g.monthName(float64(m.Month))
		}
	}
	for i := len(release) - 1; i >= 0 && release[i].Need <= g.o.Reserve.Contingency/2; i-- {
		half = g.monthName(float64(release[i].Month))
	}
	title := func(read reader) string {
		switch {
		case half == "":
			return g.w.Say("report.chart.release.late")
		case top > 1.1*g.o.Reserve.Contingency:
			return g.w.Say("report.chart.release.peak", read(top), when, half)
		}
		return g.w.Say("report.chart.release", half)
	}
	return g.moneyUp(sheet.Chart{
		Key: "release",
		Series: []sheet.Series{
			{Kind: sheet.Area, Name: g.w.Say("report.release.need"), X: b.series(0), Y: b.series(1), Color: pale, NoLegend: true},
			{Kind: sheet.Line, Name: g.w.Say("report.release.need"), X: b.series(0), Y: b.series(1), Color: accent, Width: 2.25, NoLegend: true},
		},
		X: sheet.Axis{Date: true, LabelLow: true, Every: every(len(release))},
		Y: sheet.Axis{Grid: true},
	}, title)
}
