package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
)

// judged is one figure of a group that is judged together.
type judged struct {
	col int
	at  *cell
	fig unit.Figure
}

// judge decides, group by group, whether plain figures are per cent. It is
// called for a table right before its rows are read.
func (r *reader) judge(t *table, key string) {
	groups := map[string][]judged{}
	var order []string
	for _, row := range t.rows {
		if k, ok := t.place[key]; ok && row.at(t.cols[k]).blank() && len(t.fill[t.cols[k]]) == 0 {
			continue
		}
		for i := range t.cols {
			g, ok := r.groupOf(t, row, i)
			if !ok {
				continue
			}
			for _, f := range r.figuresOf(row.at(t.cols[i]), &t.read[i]) {
				if groups[g] == nil {
					order = append(order, g)
				}
				groups[g] = append(groups[g], judged{i, row.at(t.cols[i]), f})
			}
		}
	}
	for _, g := range order {
		r.judgeGroup(t, g, groups[g])
	}
}

// groupOf names the group that a cell is judged in, "" and false for cells that
// are not judged.
func (r *reader) groupOf(t *table, row *gridRow, i int) (string, bool) {
	rd := &t.read[i]
	if rd.unit.Dimension == unit.Share || rd.bad || rd.forced != "" || t.dated[i] {
		return "", false
	}
	switch rd.measure {
	case measureChance:
		if t.defs[i].Field == "Residual probability" && !t.cellOf(row, "Per year").blank() {
			return "", false
		}
		return "chance", true
	case measureImpact:
		c := t.choice(row, "Impact is")
		return c, c == "factor" || c == "share"
	case measureEstimate:
		return "of base", t.choice(row, "Estimates are") == "share"
	case measureBase:
		c := t.cellOf(row, "Name")
		return "base rate", c != nil && r.rateDriver(strings.TrimSpace(c.text))
	case measureRate:
		return "rate", true
	case measureFee:
		return "fee", true
	case measureShare, measureGrowth, measureVolatility, measureFactor, measureChange, measureDiscount:
		return t.defs[i].Field, true
	}
	return "", false
}

// choice is the option that a row says in a field, "" none.
func (t *table) choice(row *gridRow, field string) string {
	c := t.cellOf(row, field)
	if c.blank() {
		return ""
	}
	d := t.defs[t.place[field]]
	o, _ := d.Option(c.text)
	return o.Canonical
}

// rateDriver tells whether a source's rate floats with a driver.
func (r *reader) rateDriver(name string) bool {
	for _, s := range r.plan.Funding {
		if s.RateDriver == name && name != "" {
			return true
		}
	}
	return false
}

// figuresOf are the plain figures of a cell, those of its distribution too.
func (r *reader) figuresOf(c *cell, rd *reading) []unit.Figure {
	if c.blank() || c.kind != cellNumber && c.kind != cellText {
		return nil
	}
	if n, bad := r.raw(c, rd); bad == nil {
		if n.Unit.Known() {
			return nil
		}
		return []unit.Figure{{Value: n.Value}}
	}
	if c.kind != cellText {
		return nil
	}
	if size, ok := r.spread(c.text, rd); ok {
		return []unit.Figure{{Value: size}}
	}
	return nil
}

// meaningOf is what plain figures under a measure can be.
func meaningOf(rd *reading, group string) unit.Meaning {
	switch group {
	case "factor", "of base":
		return unit.Factor
	case "share":
		return unit.Part
	}
	switch rd.measure {
	case measureChance:
		return unit.Chance
	case measureFee:
		return unit.Fee
	case measureFactor:
		return unit.Factor
	case measureGrowth:
		return unit.Part
	}
	if rd.carried {
		return unit.Carried
	}
	return unit.Whole
}

// judgeGroup settles one group and says how it is taken.
func (r *reader) judgeGroup(t *table, name string, group []judged) {
	figs := make([]unit.Figure, len(group))
	for k := range group {
		figs[k] = group[k].fig
	}
	v := unit.Judge(meaningOf(&t.read[group[0].col], name), false, figs)
	cols := map[int]bool{}
	for _, j := range group {
		if cols[j.col] {
			continue
		}
		cols[j.col] = true
		if rd := &t.read[j.col]; rd.measure == measureImpact || rd.measure == measureEstimate || rd.measure == measureBase {
			if rd.by == nil {
				rd.by = map[string]unit.Verdict{}
			}
			rd.by[name] = v
		} else {
			rd.percent = v.Percent
		}
	}
	if v.Example < 0 {
		return
	}
	at := group[v.Example]
	rd, header := &t.read[at.col], t.head.Columns[at.col].Header
	shown, asShare, asPercent := at.fig.Value.String(), showNumber(at.fig.Value, true), showNumber(at.fig.Value.Shift(-2), true)
	ref := r.ref(t.head.Sheet, at.at.address())
	for i := range cols {
		if v.Percent {
			t.read[i].how, t.read[i].example = r.w.Say("how.percent"), shown+" -> "+asPercent
		} else if v.Say == unit.Said {
			t.read[i].how, t.read[i].example = r.w.Say("how.share"), shown+" -> "+asShare
		}
	}
	place := t.where(at.col)
	switch v.Say {
	case unit.Warned:
		r.report(ref, budget.Warning, "read-as-percent", r.w.Say("problem.read-as-percent", header, shown, asPercent), r.w.Say("problem.read-as-percent.hint", place))
	case unit.Scores:
		r.report(ref, budget.Error, "scores", r.w.Say("problem.scores", header, shown), r.w.Say("problem.scores.hint", place))
	case unit.Either:
		r.report(ref, budget.Error, "share-or-percent", r.w.Say("problem.share-or-percent", header, shown, asPercent, asShare),
			r.w.Say("problem.share-or-percent.hint", place))
	case unit.MixedUse:
		r.report(ref, budget.Error, "factor-or-percent", r.w.Say("problem.factor-or-percent", header, shown, asPercent),
			r.w.Say("problem.factor-or-percent.hint", place))
	}
	if v.Say >= unit.Scores && rd.by == nil {
		for i := range cols {
			t.read[i].bad = true
		}
	}
}
