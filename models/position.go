package models

import (
	"math"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
	"ballast/sim"
)

// serve books what was really paid on a source: from the first such actual on its
// repayments, or its interest, are those of the actuals and not those of the terms.
func (m *Model) serve(kind string, j, month int, x float64) {
	f := &m.funds.Facilities[j]
	paid := &f.Repaid
	if kind == "interest" {
		paid = &f.Charged
	}
	if *paid == nil {
		*paid = make([]float64, m.past.cut)
	}
	(*paid)[month] += x
}

// counted is what the position of the as-of month says of an item, as far as it is
// there: of a thing by its ID, of a bank all accounts together.
func (m *Model) counted(item, id string) (amount float64, ok bool) {
	for i := range m.plan.Position {
		b := &m.plan.Position[i]
		if b.Item == item && b.Month == m.past.cut-1 && (item == "bank" || strings.EqualFold(b.ID, id)) {
			amount, ok = amount+b.Amount.InexactFloat64(), true
		}
	}
	return amount, ok
}

// restate lets the position of a line count: what it owes is paid when its terms say,
// and what it has incurred is
//
//	AC = paid + payables - advances
//
// unless the actuals say themselves what was incurred.
//
// Source: models/doc_cycle.go section 18. Checked: TestPositionByHand of cmd/ballast.
func (m *Model) restate(i int, st *lineState) {
	id, cut := m.lines[i].id, m.past.cut
	owed, pre := total(st.flow[cut:])+st.retained, st.prepaid+total(st.ahead)
	m.past.owed[i], m.past.prepaid[i] = owed, pre
	due, known := m.counted("payables", id)
	ahead, prepaid := m.counted("advances", id)
	if !known && !prepaid {
		return
	}
	if !known {
		due = owed
	}
	if !prepaid {
		ahead = pre
	}
	st.retained = math.Min(st.retained, due)
	rescale(st.flow[cut:], due-st.retained)
	if prepaid {
		st.prepaid, st.ahead = ahead, nil
	}
	if !st.byWork {
		spent := append([]float64(nil), st.spent...) // it may be what was paid
		rescale(spent[:cut], total(st.flow[:cut])+due-ahead)
		st.spent = spent
	}
}

// rescale makes amounts add up to a sum, by their shares; the first month takes all of it
// where they have none.
func rescale(xs []float64, sum float64) {
	if len(xs) == 0 {
		return
	}
	if old := total(xs); math.Abs(old) > 1e-9 {
		for k := range xs {
			xs[k] *= sum / old
		}
		return
	}
	xs[0] += sum
}

// pastPosition lets bank, debt and receivables of the position count.
func (m *Model) pastPosition() {
	if x, ok := m.counted("bank", ""); ok {
		m.funds.Bank, m.funds.Opened = &x, m.opening
	}
	for j := range m.sources {
		if x, ok := m.counted("debt", m.sources[j].id); ok {
			m.funds.Facilities[j].Owed = &x
		}
	}
	for j := range m.streams {
		owed := m.receivable(j)
		m.past.due[j] = owed
		x, ok := m.counted("receivables", m.streams[j].id)
		if !ok || m.past.cut >= m.horizon {
			continue
		}
		m.past.takings[m.past.cut] += x - owed // with the first money that comes
		if k := m.streams[j].partner; k >= 0 {
			m.past.byPartner[k][m.past.cut] += x - owed
		} else {
			m.past.shared[m.past.cut] += x - owed
		}
	}
	m.funds.Prepare(m.horizon)
}

// receivable is what is expected to be collected after the as-of month of what was earned
// up to it.
func (m *Model) receivable(j int) float64 {
	c := &m.streams[j]
	volume := m.mean(c.volume)
	if c.rest != nil {
		volume = c.rest.mean
	}
	level := c.monthly * volume * m.mean(c.price) * (1 - math.Min(1, math.Max(0, m.mean(c.lost))))
	lag, first := math.Max(0, m.mean(c.lag)), int(c.start)
	if !c.begun {
		return 0
	}
	months := make([]float64, max(0, min(c.end+1, m.past.cut)-first))
	c.mature(months, 0, level, c.start-float64(first))
	collected := make([]float64, m.horizon)
	for k, x := range months {
		addSplit(collected, float64(first+k)+lag, x*m.expectedIndex(c.driver, first+k)*m.pastRevenueFactor(j, first+k))
	}
	return total(collected[m.past.cut:])
}

// comparePosition says at each cell of the position what the books have in its place.
func (m *Model) comparePosition() {
	if m.past == nil {
		return
	}
	var cash, debt []float64
	for i := range m.plan.Position {
		b := &m.plan.Position[i]
		if b.Month != m.past.cut-1 {
			continue
		}
		x := outcome.Balance{Item: b.Item, ID: b.ID, Counted: b.Amount.InexactFloat64(), Ref: b.Row.Ref("Amount")}
		switch b.Item {
		case "bank":
			if cash != nil {
				continue // with the first account
			}
			x.Counted, _ = m.counted("bank", "")
			cash, debt = m.unexplained()
			x.Difference = cash[0]
		case "debt":
			if debt == nil {
				_, debt = m.unexplained()
			}
			for j := range m.sources {
				if strings.EqualFold(m.sources[j].id, b.ID) {
					x.Difference = debt[j]
				}
			}
		case "payables":
			x.Difference = x.Counted - m.bookedOf(m.past.owed, b.ID)
		case "advances":
			x.Difference = x.Counted - m.bookedOf(m.past.prepaid, b.ID)
		case "receivables":
			for j, due := range m.past.due {
				if b.ID == "" || strings.EqualFold(m.streams[j].id, b.ID) {
					x.Books += due
				}
			}
			x.Difference = x.Counted - x.Books
		}
		x.Difference = cents(x.Difference)
		x.Books = cents(x.Counted - x.Difference)
		m.position = append(m.position, x)
		if math.Abs(x.Difference) > m.rounding+0.01 {
			m.problem(budget.Warning, "position-differs", x.Ref, b.Row.Excerpt("Item", "ID", "Amount"), m.whole(x.Counted), m.whole(x.Books), m.whole(x.Difference))
		}
	}
}

// bookedOf is what the books have of a line, or of all of them.
func (m *Model) bookedOf(of []float64, id string) float64 {
	sum := 0.0
	for i := range m.lines {
		if id == "" || strings.EqualFold(m.lines[i].id, id) {
			sum += of[i]
		}
	}
	return sum
}

// unexplained is what bank and debt are beyond the books. What has happened is the same in
// every future: that of all medians says it.
func (m *Model) unexplained() (cash, debt []float64) {
	in := make([][]float64, len(m.vars))
	for v := range in {
		in[v] = []float64{m.vars[v].dist.Quantile(0.5)}
	}
	k := newKernel(m, m.plan.Project.Seed, fullKernel)
	k.begin(&sim.Block{N: 1, Scenario: []int{0}, In: in}, 0)
	k.future()
	k.s.revenue()
	k.s.netFlow()
	k.s.supply()
	m.funds.Run(k.s.ncf, m.opening, m.minimum, k.s.supplies, &k.s.book)
	return []float64{k.s.book.FoundCash}, k.s.book.Found
}
