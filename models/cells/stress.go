package cells

import (
	"fmt"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/budget/unit"
	"ballast/sim/distribution"
)

// Shock changes a cell: x becomes Scale x + Add. What stands there may be a number, a
// formula or an uncertain input, whose every draw is changed.
type Shock struct {
	Cell       string
	Scale, Add float64
}

// ParseShocks reads shocks that are parted by semicolons: "Model!B7 +15%",
// "Model!B7 -20", "Model!B7 = 120; rate +2".
func ParseShocks(text string) ([]Shock, error) {
	var list []Shock
	for part := range strings.SplitSeq(strings.NewReplacer("；", ";", "％", "%", "＋", "+", "－", "-", "＝", "=").Replace(text), ";") {
		s, ok := parseShock(strings.TrimSpace(part))
		if !ok {
			return nil, fmt.Errorf("cannot read %q", strings.TrimSpace(part))
		}
		list = append(list, s)
	}
	return list, nil
}

// parseShock reads one shock: a cell, a sign outside of quotes and a number.
func parseShock(text string) (s Shock, ok bool) {
	quoted, at := false, -1
	for i, r := range text {
		switch {
		case r == '\'':
			quoted = !quoted
		case !quoted && strings.ContainsRune("+-=", r) && (at < 0 || text[at] != '='):
			at = i
		}
	}
	if at < 1 {
		return s, false
	}
	num, ok := unit.ParseNumber(text[at+1:], unit.Unsaid)
	s, x := Shock{Cell: strings.TrimSpace(text[:at]), Scale: 1}, num.In().InexactFloat64()
	if text[at] == '-' {
		x = -x
	}
	switch {
	case text[at] == '=':
		s.Scale, s.Add = 0, x
	case strings.HasSuffix(strings.TrimSpace(text), "%"):
		s.Scale = 1 + x
	default:
		s.Add = x
	}
	return s, ok && s.Cell != "" && s.Scale >= 0
}

// at is what becomes of a number.
func (s Shock) at(x float64) float64 { return float64(s.Scale*x) + s.Add }

// formula is what becomes of the text of a formula.
func (s Shock) formula(text string) string {
	if s.Scale == 0 {
		return plainExact(s.Add)
	}
	text = "(" + text + ")"
	if s.Scale != 1 {
		text += "*" + plainExact(s.Scale)
	}
	if s.Add != 0 {
		text += "+" + plainExact(s.Add)
	}
	return text
}

// plainExact writes a number so that it is read again to the bit.
func plainExact(x float64) string {
	text := strconv.FormatFloat(x, 'g', -1, 64)
	if x < 0 {
		return "(" + text + ")"
	}
	return text
}

// shocked is a workbook under shocks.
type shocked struct {
	formula.Workbook
	shocks map[formula.Cell]Shock
	holds  map[formula.Cell]bool // shocked cells with formulas, which have taken the shock
}

// Value implements formula.Workbook.
func (w *shocked) Value(at formula.Cell) formula.Value {
	v := w.Workbook.Value(at)
	if s, ok := w.shocks[at]; ok && v.Kind == formula.Number {
		return formula.Num(s.at(v.Num))
	}
	return v
}

// Formulas implements formula.Workbook.
func (w *shocked) Formulas(yield func(formula.Source) bool) {
	w.Workbook.Formulas(func(f formula.Source) bool {
		if s, ok := w.shocks[f.At]; ok && w.holds[f.At] {
			f.Text = s.formula(f.Text)
		}
		return yield(f)
	})
}

// shocked moves the law and the static value of an input under its shock; a number in
// its cell has moved already.
func (v *variable) shocked(shocks map[formula.Cell]Shock) {
	s, ok := shocks[v.at]
	if !ok {
		return
	}
	if s.Scale == 0 {
		if law, err := distribution.NewFixed(s.Add); err == nil {
			v.law = law
		}
		return
	}
	law, err := distribution.Scale(v.law, s.Scale)
	if err == nil {
		law, err = distribution.Shift(law, s.Add)
	}
	if err == nil { // a scale above 0 and a finite number always do
		v.law = law
	}
}

// Stressed is the model under shocks, on the draws of the model. The problems tell what
// cannot be shocked: no single cell, part of an array, or a text.
func (m *Model) Stressed(shocks []Shock) (*Model, []budget.Problem) {
	d := newDefiner(m.Workbook, Options{})
	d.outs = m.outs // by whose names a shock may call a cell
	s := &shocked{Workbook: m.Source, shocks: map[formula.Cell]Shock{}, holds: map[formula.Cell]bool{}}
	for _, x := range shocks {
		at, ok := d.find(x.Cell)
		f := d.book.Formula(at)
		switch {
		case !ok, f != nil && f.Form != formula.PlainFormula, f == nil && m.Source.Value(at).Kind != formula.Number:
			d.report(budget.Ref{File: "--stress " + x.Cell}, budget.Error, "cell-unknown", x.Cell)
			continue
		}
		s.shocks[at], s.holds[at] = x, f != nil && f.At == at
	}
	if len(d.problems) > 0 {
		return nil, d.problems
	}
	w, o := m.Workbook, m.options
	w.Source, o.shocks = s, s.shocks
	c, problems := Compile(w, o)
	if budget.HasErrors(problems) {
		return nil, problems
	}
	if err := c.drawAs(m); err != nil {
		d.report(budget.Ref{File: m.File}, budget.Error, "call-unclear", m.File, err.Error())
		return nil, d.problems
	}
	return c, nil
}
