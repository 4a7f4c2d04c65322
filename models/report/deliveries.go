package report

import (
	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// deliveries is the sheet of what vendors delivered: how many came late, how sure that
// is, and what it says about the plan.
func (d *desk) deliveries() *page {
	if len(d.o.Deliveries) == 0 {
		return nil
	}
	g := d.page("deliveries", 24, 9, 9, 9, 11, 11, 11, 11, 12, 12, 13, 16, 30)
	g.heading(d.deliveryFinding(), d.w.Say("report.deliveries.hint"))
	most := 0.0
	for _, r := range d.o.Deliveries {
		most = peak(most, r.Claims)
	}
	share := styleNumber("0%")
	head := func(key string, st sheet.Style) field {
		return field{head: g.w.Say("report.deliveries." + key), note: g.noted("report.deliveries." + key), style: st}
	}
	fields := []field{head("vendor", styleWrap()), head("orders", styleNumber("0")), head("judged", styleNumber("0")), head("late", styleNumber("0")),
		head("rate", share), head("low", share), head("high", share), head("planned", share), head("delay", styleNumber("0.0")),
		head("accepted", share), head("claims", styleNumber(g.m.table(most))), head("elsewhere", share), head("verdict", indented())}
	var rows [][]any
	for _, r := range d.o.Deliveries {
		low, high := any("–"), any("–")
		if r.Judged > 0 {
			low, high = r.Interval95[0], r.Interval95[1]
		}
		rows = append(rows, []any{r.Vendor, r.Orders, r.Judged, r.Late, maybe(r.LateRate, ""), low, high, maybe(r.Planned, ""),
			maybe(r.MeanDelay, ""), maybe(r.Accepted, ""), cents(r.Claims), g.elsewhere(r.Elsewhere), g.w.Say("report.deliveries.verdict." + r.Verdict)})
	}
	g.table(1, fields, rows)
	g.row++
	return g
}

// elsewhere is the late rate of a vendor in the other plans of the history.
func (g *page) elsewhere(e *outcome.Elsewhere) any {
	if e == nil || e.LateRate == nil {
		return "–"
	}
	return sheet.Cell{Value: *e.LateRate, Style: styleNumber("0%"), Note: g.w.Say("report.deliveries.elsewhere.of", e.Late, e.Judged, e.Plans)}
}

// deliveryFinding names the vendors whose record speaks against the plan.
func (d *desk) deliveryFinding() string {
	var later, thin []string
	for _, r := range d.o.Deliveries {
		switch r.Verdict {
		case "later":
			later = append(later, r.Vendor)
		case "thin":
			thin = append(thin, r.Vendor)
		}
	}
	text := d.w.Say("report.deliveries.fine")
	if len(later) > 0 {
		text = d.w.Say("report.deliveries.later", d.list(later))
	}
	if len(thin) > 0 {
		text += d.w.Say("report.deliveries.thin", d.list(thin))
	}
	return text
}
