package cells

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/models"
	"ballast/sim/distribution"
)

// fromPlan takes in what the sheets of a plan in the same workbook draw, so that formulas
// that refer to their cells see it: the amount of a cost line and of a stream, the units or
// the price of a stream, and of a risk whether it happens (its probability is then 1 or 0)
// and what that costs. A cell that shows thousands is drawn in thousands.
//
// Checked: TestPlanFeedsFormulas.
func (d *definer) fromPlan() {
	if d.Plan == nil {
		return
	}
	ids := map[string]*variable{}
	for i := range d.Plan.Costs {
		c := &d.Plan.Costs[i]
		if v := d.planned(c.Row, "Amount", c.Name, c.Uncertainty, c.Amount.InexactFloat64()); v != nil {
			ids[strings.ToLower(c.ID)] = v
		} else if c.Uncertainty.Written() {
			d.monthly = append(d.monthly, c)
		}
	}
	for i := range d.Plan.Revenue {
		d.stream(&d.Plan.Revenue[i])
	}
	for i := range d.Plan.Risks {
		d.risk(&d.Plan.Risks[i])
	}
	for _, c := range d.Plan.Correlations {
		a, b := ids[strings.ToLower(c.A)], ids[strings.ToLower(c.B)]
		if a != nil && b != nil {
			d.links = append(d.links, link{said: c.Ref, a: a.key, b: b.key, rho: strconv.FormatFloat(c.Rho, 'g', -1, 64)})
		}
	}
}

// stream takes in the factors of a stream of revenue: on units and price where it has
// both, else on its amount, if that has one factor only.
func (d *definer) stream(s *budget.Stream) {
	if s.Row.Get("Units") != "" && s.Row.Get("Price") != "" {
		d.factor(s.Row, "Units", s.Name, s.Volume)
		d.factor(s.Row, "Price", s.Name, s.Price)
		return
	}
	switch {
	case s.Volume.Written() && s.Price.Written():
		d.parted = append(d.parted, s)
	case s.Volume.Written():
		d.factor(s.Row, "Amount per month", s.Name, s.Volume)
	default:
		d.factor(s.Row, "Amount per month", s.Name, s.Price)
	}
}

// factor makes an input of a cell that a factor multiplies.
func (d *definer) factor(row budget.Row, field, name string, q *budget.Quantity) {
	if q.Written() {
		shares := *q
		shares.OfBase = true
		d.planned(row, field, name, &shares, 1)
	}
}

// risk takes in whether a risk happens, and its impact.
func (d *definer) risk(r *budget.Risk) {
	if r.Status == "closed" || r.Status == "occurred" || r.PerYear != nil {
		return
	}
	event := distribution.Spec{Name: "Bernoulli", Args: []float64{r.Probability}}
	if law, err := event.Build(nil); err == nil && r.Probability > 0 && r.Probability < 1 {
		d.drawPlanned(r.Row, "Probability", r.Name, law)
	}
	if q := r.Impact; q.Written() && q.Likely != nil {
		d.planned(r.Row, q.Field, r.Name, q, *q.Likely)
	}
}

// planned makes an input of the cell that holds an amount of a plan, drawn as the plan
// draws the amount; nil where the cell holds no number.
func (d *definer) planned(row budget.Row, field, name string, q *budget.Quantity, amount float64) *variable {
	at, ok := d.cellOf(row, field)
	if !ok || !q.Written() || amount == 0 {
		return nil
	}
	scale := d.Source.Value(at).Num
	if !q.OfBase {
		scale /= amount
	}
	law, err := models.LawOf(q)
	if err == nil {
		law, err = distribution.Scale(law, scale)
	}
	if err != nil {
		return nil // the reader of the plan has said it
	}
	return d.drawPlanned(row, field, name, law)
}

// drawPlanned makes an input of a cell of a plan.
func (d *definer) drawPlanned(row budget.Row, field, name string, law distribution.Distribution) *variable {
	at, ok := d.cellOf(row, field)
	if !ok {
		return nil
	}
	v := &variable{key: d.place(at), name: name, at: at, law: law, text: law.String(), said: row.Ref(field), planned: true}
	d.addInput(v)
	return v
}

// cellOf is the cell of a field of a plan's row, where it holds a number.
func (d *definer) cellOf(row budget.Row, field string) (formula.Cell, bool) {
	if row.Get(field) == "" {
		return formula.Cell{}, false
	}
	ref := row.Ref(field)
	root, err := formula.Parse(ref.Cell, formula.Cell{})
	n, ok := root.(*formula.Range)
	if err != nil || !ok {
		return formula.Cell{}, false
	}
	area := n.Area(formula.Cell{})
	area.Sheet = int32(d.book.Sheet(ref.Sheet))
	return area.First(), area.Single() && area.Sheet >= 0 && d.Source.Value(area.First()).Kind == formula.Number
}

// sayPlanned says which cells of the plan are drawn, and of which lines formulas read
// amounts that are not.
func (m *Model) sayPlanned() {
	var drawn []string
	for _, v := range m.variables {
		if v.planned {
			drawn = append(drawn, m.place(v.at))
		}
	}
	const shown = 6
	if n := len(drawn); n > 0 {
		list := strings.Join(drawn[:min(n, shown)], ", ")
		if n > shown {
			list += ", …"
		}
		m.report(budget.Ref{File: m.File}, budget.Note, "plan-cells", n, list)
	}
	m.sayParted()
	for _, c := range m.monthly {
		for _, a := range c.Monthly {
			if at, ok := m.find(quoted(a.Ref.Sheet) + "!" + a.Ref.Cell); ok && m.isRead(at) {
				m.report(a.Ref, budget.Warning, "plan-months", c.Name, a.Ref.At())
				break
			}
		}
	}
}

// sayParted says which streams with two factors on one amount formulas read.
func (m *Model) sayParted() {
	for _, s := range m.parted {
		if at, ok := m.cellOf(s.Row, "Amount per month"); ok && m.isRead(at) {
			m.report(s.Row.Ref("Amount per month"), budget.Warning, "plan-parted", s.Name)
		}
	}
}

// quoted is the name of a sheet as formulas write it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// isRead reports whether a formula that an output needs reads a cell.
func (m *Model) isRead(at formula.Cell) bool {
	for a := range m.byArea {
		if a.Contains(at) {
			return true
		}
	}
	return false
}
