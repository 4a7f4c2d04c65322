package cells

import (
	"slices"
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
		}
	}
	d.drawFactors(ids)
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
	case twoFactors(s): // see factors.go
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
	if r.Status == "closed" || r.Status == "occurred" {
		return
	}
	if r.PerYear != nil {
		d.undrawn = append(d.undrawn, r)
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
	at, ok := cellIn(d.Source.Sheets(), row.Ref(field))
	return at, ok && d.Source.Value(at).Kind == formula.Number
}

// sayPlanned says which cells of the plan are drawn, and of which risks formulas read
// what is not.
func (m *Model) sayPlanned() {
	var drawn []string
	for _, v := range m.variables {
		if !v.planned {
			continue
		}
		cells := []formula.Cell{v.at}
		if m.factors != nil && int(v.at.Sheet) == m.factors.sheet {
			cells = m.factors.list[v.at.Row].cells
		}
		for _, at := range cells {
			if text := m.place(at); !slices.Contains(drawn, text) {
				drawn = append(drawn, text)
			}
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
	for _, r := range m.undrawn {
		for _, field := range fieldsOf(r) {
			if at, ok := m.cellOf(r.Row, field); ok && m.isRead(at) {
				m.report(r.Row.Ref(field), budget.Warning, "plan-undrawn", r.Name, m.place(at))
				break
			}
		}
	}
}

// fieldsOf are the fields of a risk that happens several times a year.
func fieldsOf(r *budget.Risk) []string {
	if r.Impact == nil {
		return []string{"Per year"}
	}
	return []string{"Per year", r.Impact.Field}
}

// quoted is the name of a sheet as formulas write it.
func quoted(sheet string) string { return "'" + strings.ReplaceAll(sheet, "'", "''") + "'" }

// isRead reports whether a formula that an output needs reads a cell.
func (m *Model) isRead(at formula.Cell) bool {
	for _, n := range m.nodes {
		for _, a := range m.reads(n.f).areas {
			if a.Contains(at) {
				return true
			}
		}
	}
	return false
}
