package workbook

import (
	"errors"
	"strings"

	"ballast/budget"
	"ballast/budget/workbook/schema"
	"ballast/sim/distribution"
)

// quantity reads an uncertain number: a number, or a text like
// PERT(90,100,140). Its syntax and parameters are checked here; a bad one is
// reported and left out.
func (x *record) quantity(field string) *budget.Quantity {
	if x.get(field) == nil {
		return nil
	}
	return x.quantityBy(field, &x.t.read[x.t.place[field]])
}

// quantityBy is quantity with the figures taken as rd says.
func (x *record) quantityBy(field string, rd *reading) *budget.Quantity {
	c := x.get(field)
	if c == nil || rd.bad {
		return nil
	}
	q := &budget.Quantity{Row: x.row, Field: field}
	a, bad := x.r.figure(c, rd)
	if bad == nil && x.ownCurrency(field, a) {
		if !x.limited(field, a.Value.InexactFloat64()) {
			return nil
		}
		q.Text = a.Value.String()
		return q
	}
	if bad == nil {
		return nil
	}
	if c.kind != cellText || bad.code != "not-a-number" || !strings.ContainsRune(schema.HalfWidth(c.text), '(') {
		x.refuse(field, c, bad)
		return nil
	}
	if _, ok := x.written(q, c.text, rd); !ok {
		return nil
	}
	return q
}

// written fills a quantity from its text and checks it. Plain numbers are taken
// as the column's are. percent tells whether a number carried a percent sign.
func (x *record) written(q *budget.Quantity, text string, rd *reading) (percent, ok bool) {
	spec, err := parseDistribution(text, rd)
	if err == nil && spec.Range != "" {
		var pct bool
		if q.Values, pct, ok = x.empirical(q.Field, spec.Range); !ok {
			return false, false
		}
		spec.Percent = spec.Percent || pct
	}
	if err == nil && !spec.Percent {
		f, _ := distribution.FamilyOf(spec.Name)
		size := spec.Magnitude(q.Values)
		switch by := rd.factor(size); {
		case by == 1, by < 1 && !f.Scales() && size <= 5: // a yes or no is a share already
		case spec.Mixed:
			err = &distribution.ParamError{Code: distribution.CodeMixedUnits, Name: spec.Name, Text: x.r.w.Say("problem.bad-distribution.mixed-units")}
		case !spec.Own:
			spec = spec.Scaled(by)
		}
	}
	if err == nil {
		q.Text = spec.String()
		var d distribution.Distribution
		if d, err = spec.Build(q.Values); err == nil {
			x.r.keepBuilt(q, d)
		}
	}
	if err == nil && !x.limited(q.Field, spec.Magnitude(q.Values)) {
		return spec.Percent, false
	}
	return spec.Percent, x.buildable(q, text, err)
}

// buildable reports why a quantity cannot be made into a distribution.
func (x *record) buildable(q *budget.Quantity, text string, err error) bool {
	if err == nil {
		return true
	}
	text = strings.TrimSpace(text)
	if errors.As(err, &errNoDistribution{}) {
		x.complain(q.Field, budget.Error, "bad-distribution", x.r.w.Say("problem.bad-distribution.syntax", text), x.r.w.Say("problem.bad-distribution.hint"))
		return false
	}
	code, reason := "", err.Error()
	var p *distribution.ParamError
	if errors.As(err, &p) {
		code = p.Code
		if x.r.w.Language != "en" && x.r.w.Has("problem.bad-distribution."+code) {
			reason = x.r.w.Say("problem.bad-distribution." + code)
		}
	}
	switch code {
	case distribution.CodeUnknown, distribution.CodeShape:
		x.complain(q.Field, budget.Error, "unknown-shape", x.r.w.Say("problem.unknown-shape", text), x.r.w.Say("problem.unknown-shape.hint", familyNames(x.r.w.Language)))
	default:
		x.complain(q.Field, budget.Error, "bad-distribution", x.r.w.Say("problem.bad-distribution", text, reason), x.r.w.Say("problem.bad-distribution.hint"))
	}
	return false
}

// familyNames lists the distributions that budgets use, in a language.
func familyNames(language string) string {
	var names []string
	for _, f := range distribution.Families() {
		if f.Usual {
			names = append(names, f.Word(language))
		}
	}
	if language == "zh" {
		return strings.Join(names, "、")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

// empirical resolves the range or name inside Empirical(...) to its numbers.
func (x *record) empirical(field, ref string) (values []float64, percent, ok bool) {
	ref = strings.TrimSpace(ref)
	if named, found := x.r.book.names[strings.ToLower(ref)]; found {
		ref = named
	}
	sheet, cells := x.t.head.Sheet, ref
	if i := strings.LastIndexByte(ref, '!'); i >= 0 {
		sheet, cells = strings.ReplaceAll(strings.Trim(strings.TrimSpace(ref[:i]), "'"), "''", "'"), ref[i+1:]
	}
	tab, found := x.r.book.tab(sheet)
	a, good := parseArea(strings.TrimSpace(cells))
	if !found || !good {
		x.complain(field, budget.Error, "unknown-reference", x.r.w.Say("problem.unknown-reference.range", ref), x.r.w.Say("problem.unknown-reference.range-hint"))
		return nil, false, false
	}
	g, err := x.r.book.grid(x.r.ctx, tab)
	if err != nil {
		x.complain(field, budget.Error, "zip-damaged", x.r.w.Say("problem.zip-damaged.sheet", tab.name, err.Error()), x.r.w.Say("problem.zip-damaged.hint"))
		return nil, false, false
	}
	x.r.plan.Log.Ranges = append(x.r.plan.Log.Ranges, x.r.ref(tab.name, a.String()))
	return x.r.numbersIn(g, a)
}

// numbersIn collects the numbers of a range; blank cells are passed over, all
// else that is no number is reported.
func (r *reader) numbersIn(g *grid, a area) (values []float64, percent, ok bool) {
	ok = true
	for i := range g.rows {
		if n := g.rows[i].number; n < a.top || n > a.bottom {
			continue
		}
		for j := range g.rows[i].cells {
			c := &g.rows[i].cells[j]
			if c.col < a.left || c.col > a.right {
				continue
			}
			if !r.resolve(g.name, c) {
				ok = false
				continue
			}
			if c.blank() {
				continue
			}
			v, good := cellAmount(c)
			if !good {
				r.report(r.ref(g.name, c.address()), budget.Error, "not-a-number", r.w.Say("problem.not-a-number", c.show(r.book.date1904)), r.w.Say("problem.not-a-number.hint"))
				ok = false
				continue
			}
			percent = percent || v.Percent
			values = append(values, v.Value.InexactFloat64())
		}
	}
	return values, percent, ok
}
