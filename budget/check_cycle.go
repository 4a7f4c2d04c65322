package budget

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// commitmentRows: every contract belongs to a line and a vendor of the plan, is
// entered once, and is not billed or paid beyond its amount.
func (c *checker) commitmentRows() {
	lines, first := c.kinds("cost"), map[string]Row{}
	for i := range c.plan.Commitments {
		m := &c.plan.Commitments[i]
		c.refer(m.Row, "Line", m.Line, lines)
		c.refer(m.Row, "Vendor", m.Vendor, c.vendors)
		c.once(first, m.Row, "Amount", strings.Join([]string{m.Line, m.Contract, m.Vendor, strconv.Itoa(m.Month), m.Amount.String()}, "|"), Warning)
		if m.Invoiced.GreaterThan(m.Amount) {
			c.at(m.Row, "Invoiced", Warning, "invoice-over", c.w.Say("problem.invoice-over", m.Invoiced.String(), m.Amount.String()), c.w.Say("problem.invoice-over.hint"))
		}
		if m.Paid.GreaterThan(m.Invoiced) {
			c.at(m.Row, "Paid", Warning, "paid-over", c.w.Say("problem.paid-over", m.Paid.String(), m.Invoiced.String()), c.w.Say("problem.paid-over.hint"))
		}
		c.lateRow(m.Row, m.Month)
	}
}

// lateRow warns of a row that is dated after the as-of month.
func (c *checker) lateRow(row Row, month int) {
	if last, ok := c.plan.asOf(); ok && month > last {
		c.at(row, "Date", Warning, "after-as-of", c.w.Say("problem.after-as-of", c.month(month), c.month(last)), c.w.Say("problem.after-as-of.hint"))
	}
}

// changeRows: a change names lines of the plan, and a transfer gives as much as it
// takes.
func (c *checker) changeRows() {
	lines := c.kinds("cost")
	type sum struct {
		total    Money
		transfer bool
		up, down bool
		last     Row
	}
	sums, order := map[string]*sum{}, []string{}
	for i := range c.plan.Changes {
		h := &c.plan.Changes[i]
		c.refer(h.Row, "Line", h.Line, lines)
		c.refer(h.Row, "From", h.From, lines)
		c.lateRow(h.Row, h.Month)
		if h.From != "" && h.From == h.Line {
			c.at(h.Row, "From", Error, "change-balance", c.w.Say("problem.change-balance.same", h.Line), c.w.Say("problem.change-balance.same.hint"))
		}
		if h.From != "" {
			continue // what it gives it takes
		}
		s := sums[h.ID]
		if s == nil {
			s = &sum{}
			sums[h.ID], order = s, append(order, h.ID)
		}
		s.total, s.last = s.total.Add(h.Amount), h.Row
		s.transfer = s.transfer || h.IsTransfer()
		s.up, s.down = s.up || h.Amount.IsPositive(), s.down || h.Amount.IsNegative()
	}
	for _, id := range order {
		s := sums[id]
		if s.total.IsZero() || !s.transfer && !(s.up && s.down) {
			continue
		}
		severity := Warning // it may be a change order that takes back and adds
		if s.transfer {
			severity = Error
		}
		c.at(s.last, "Amount", severity, "change-balance", c.w.Say("problem.change-balance", id, s.total.String()), c.w.Say("problem.change-balance.hint"))
	}
}

// overCommitted: the contracts of a line stay within its revised budget. The
// warning stands at the contract that passes it.
func (c *checker) overCommitted() {
	last := c.plan.LastMonth()
	for i := range c.plan.Costs {
		l := &c.plan.Costs[i]
		base, ok := c.plan.Budgeted(l)
		if !ok {
			continue
		}
		revised := base.Add(c.plan.Changed(l.ID, last))
		var sum Money
		for k := range c.plan.Commitments {
			m := &c.plan.Commitments[k]
			if m.Line != l.ID || m.Month > last {
				continue
			}
			if sum = sum.Add(m.Amount); sum.GreaterThan(revised) {
				c.at(m.Row, "Amount", Warning, "over-committed", c.w.Say("problem.over-committed", l.ID, Cents(sum).String(), Cents(revised).String()),
					c.w.Say("problem.over-committed.hint"))
				break
			}
		}
	}
}

// Budgeted is the amount of a line over all its months in the plan's currency, at
// month-0 rates; ok is false when the rate of its currency is not known.
func (p *Plan) Budgeted(l *CostLine) (total Money, ok bool) {
	total = l.Amount
	if l.PerMonth {
		total = total.Mul(decimal.NewFromInt(int64(max(1, l.Months))))
	}
	if l.VAT > 0 && !l.VATRecovered {
		total = times(total, 1+l.VAT)
	}
	if l.Currency == "" || l.Currency == p.Project.Currency {
		return total, true
	}
	for i := range p.Drivers {
		if d := &p.Drivers[i]; d.Name == l.Currency && d.Base > 0 {
			return times(total, d.Base), true
		}
	}
	return total, false
}

// phases are the phases that cost lines have.
func (c *checker) phases() []named {
	var out []named
	for _, l := range c.plan.Costs {
		if l.Phase != "" && !known(out, l.Phase) {
			out = append(out, named{name: l.Phase, kind: "phase", row: l.Row})
		}
	}
	return out
}

// gateRows: a gate is of a phase that the plan has, no phase spends more than was
// released to it, and none gives back more reserve than it was allocated.
func (c *checker) gateRows() {
	phases, last := c.phases(), c.plan.LastMonth()
	type sum struct {
		released, reserve, returned Money
		row                         Row
	}
	sums := map[string]*sum{}
	for i := range c.plan.Gates {
		g := &c.plan.Gates[i]
		c.refer(g.Row, "Phase", g.Phase, phases)
		c.lateRow(g.Row, g.Month)
		if g.Month > last {
			continue
		}
		s := sums[g.Phase]
		if s == nil {
			s = &sum{}
			sums[g.Phase] = s
		}
		s.row = g.Row
		s.released, s.reserve, s.returned = s.released.Add(g.Released), s.reserve.Add(g.Reserve), s.returned.Add(g.Returned)
		if s.returned.GreaterThan(s.reserve) {
			c.at(g.Row, "Reserve returned", Warning, "gate-reserve", c.w.Say("problem.gate-reserve", g.Row.Get("Phase"), Cents(s.returned).String(), Cents(s.reserve).String()), c.w.Say("problem.gate-reserve.hint"))
		}
	}
	for _, n := range phases {
		s := sums[n.name]
		if s == nil {
			continue
		}
		if spent := c.plan.PhaseSpent(n.name, last); spent.GreaterThan(s.released) {
			c.at(s.row, "Released", Warning, "gate-over", c.w.Say("problem.gate-over", s.row.Get("Phase"), Cents(spent).String(), Cents(s.released).String()), c.w.Say("problem.gate-over.hint"))
		}
	}
}

// actionRows: an action is entered once, is about something that the plan has, and
// is not due before it was opened.
func (c *checker) actionRows() {
	first := map[string]Row{}
	subjects := append(c.kinds("cost", "risk", "funding", "revenue"), c.vendors...)
	for i := range c.plan.Actions {
		a := &c.plan.Actions[i]
		c.once(first, a.Row, "Action", strings.ToLower(a.ID), Error)
		c.refer(a.Row, "Where", a.Where, subjects)
		c.lateRow(a.Row, a.Month)
		if a.Due != nil && *a.Due < a.Month {
			c.at(a.Row, "Due", Warning, "action-order", c.w.Say("problem.action-order", c.month(*a.Due), c.month(a.Month)), c.w.Say("problem.action-order.hint"))
		}
	}
}

// deliveryRows: a delivery is of a vendor of the plan, neither promised nor made before
// its order, and no more of it accepted than was ordered; nothing of it is below zero.
func (c *checker) deliveryRows() {
	for i := range c.plan.Deliveries {
		d := &c.plan.Deliveries[i]
		c.refer(d.Row, "Vendor", d.Vendor, c.vendors)
		c.afterOrder(d, "Promised", d.Promised)
		c.afterOrder(d, "Delivered", d.Delivered)
		c.counted(d.Row, "Quantity", d.Quantity)
		if d.Accepted != nil {
			c.counted(d.Row, "Accepted", *d.Accepted)
		}
		if d.Accepted != nil && *d.Accepted > d.Quantity && d.Quantity >= 0 {
			c.at(d.Row, "Accepted", Error, "delivery-accepted", c.w.Say("problem.delivery-accepted", d.Row.Get("Accepted"), d.Row.Get("Quantity")), c.w.Say("problem.delivery-accepted.hint"))
		}
	}
}

// counted: a number of things is not below zero.
func (c *checker) counted(row Row, field string, n float64) {
	if n < 0 {
		c.at(row, field, Error, "negative-amount", c.w.Say("problem.negative-amount", header(row, field), row.Get(field)), c.w.Say("problem.negative-amount.hint"))
	}
}

// afterOrder reports a month of a delivery that lies before its order.
func (c *checker) afterOrder(d *Delivery, field string, month *int) {
	if month != nil && *month < d.Ordered {
		c.at(d.Row, field, Error, "delivery-order", c.w.Say("problem.delivery-order", c.month(*month), c.month(d.Ordered)), c.w.Say("problem.delivery-order.hint"))
	}
}

// positionRows: a position is one of the as-of month, of something that the plan has, and
// names each thing once.
func (c *checker) positionRows() {
	last, ok := c.plan.asOf()
	first, now := map[string]Row{}, false
	for i := range c.plan.Position {
		b := &c.plan.Position[i]
		switch b.Item {
		case "debt":
			c.refer(b.Row, "ID", b.ID, c.kinds("funding"))
		case "payables", "advances":
			c.refer(b.Row, "ID", b.ID, c.kinds("cost"))
		case "receivables":
			c.refer(b.Row, "ID", b.ID, c.kinds("revenue"))
		}
		c.once(first, b.Row, "Item", strings.Join([]string{b.Item, strings.ToLower(b.ID), strconv.Itoa(b.Month)}, "|"), Error)
		if b.Item != "bank" && b.Amount.IsNegative() {
			c.at(b.Row, "Amount", Error, "negative-amount", c.w.Say("problem.negative-amount", header(b.Row, "Amount"), b.Amount.String()), c.w.Say("problem.position-negative.hint"))
		}
		c.lateRow(b.Row, b.Month)
		now = now || ok && b.Month == last
	}
	if n := len(c.plan.Position); n > 0 && ok && !now {
		c.at(c.plan.Position[n-1].Row, "Date", Warning, "position-old", c.w.Say("problem.position-old", c.month(last)), c.w.Say("problem.position-old.hint"))
	}
}
