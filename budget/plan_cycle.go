package budget

import "github.com/shopspring/decimal"

// Cycle is what is kept of a plan after its approval, month by month: what was
// contracted and what was changed (models/doc_cycle.go section 18). Months count from the
// plan's start and may lie before it. A sheet that is absent leaves its slice nil.
type Cycle struct {
	Commitments []Commitment
	Changes     []Change
}

// Commitment is what one contract binds of one cost line.
type Commitment struct {
	Row       Row
	Line      string // CostLine.ID
	Contract  string
	Vendor    string // Vendor.Name; "" the line's
	Month     int    // when it was signed
	Amount    Money
	Invoiced  Money   // to date
	Paid      Money   // to date
	Retention float64 // share of what is invoiced that is held back
	Release   *int    // month in which it is paid out; nil: not known
}

// Held is what is held back of the bills after the last month that has passed:
// nothing once it has been released.
func (c *Commitment) Held(last int) Money {
	if c.Release != nil && *c.Release <= last {
		return Money{}
	}
	return Cents(times(c.Invoiced, c.Retention))
}

// Change moves budget: from one line to another, or into a line and so into the
// plan.
type Change struct {
	Row      Row
	ID       string
	Kind     string // canonical: transfer, order; "" as its rows say, see IsTransfer
	Month    int
	From     string // CostLine.ID that gives; "" none
	Line     string // CostLine.ID that takes
	Amount   Money
	Approved string
	Reason   string
}

// IsTransfer tells whether a change is to leave the sum of all budgets as it is:
// it says so, or names the line that gives.
func (c *Change) IsTransfer() bool { return c.Kind == "transfer" || c.Kind == "" && c.From != "" }

// Changed is what the changes up to a month add to the budget of a line.
//
// Checked: TestChangesMoveBudgets.
func (p *Plan) Changed(id string, last int) Money {
	var sum Money
	for i := range p.Changes {
		c := &p.Changes[i]
		if c.Month > last {
			continue
		}
		if c.Line == id {
			sum = sum.Add(c.Amount)
		}
		if c.From == id {
			sum = sum.Sub(c.Amount)
		}
	}
	return sum
}

// Committed is what the contracts signed up to a month bind of a line.
func (p *Plan) Committed(id string, last int) Money {
	var sum Money
	for i := range p.Commitments {
		if c := &p.Commitments[i]; c.Line == id && c.Month <= last {
			sum = sum.Add(c.Amount)
		}
	}
	return sum
}

// LastMonth is the month up to which commitments and changes count: the as-of
// month, or without one every month there is.
func (p *Plan) LastMonth() int {
	if m, ok := p.asOf(); ok {
		return m
	}
	return MaxMonths
}

// times is an amount multiplied by a figure.
func times(m Money, x float64) Money { return m.Mul(decimal.NewFromFloat(x)) }
