package budget

import (
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget/words"
)

// Cycle is what is kept of a plan after its approval, month by month: what was
// contracted and what was changed (models/doc_cycle.go section 18). Months count from the
// plan's start and may lie before it. A sheet that is absent leaves its slice nil.
type Cycle struct {
	Commitments []Commitment
	Changes     []Change
	Gates       []Gate
	Actions     []Action
	Deliveries  []Delivery
	Position    []Balance
	Resources   []Resource
	CardRules   []CardRule
	Baseline    *Baseline // what was frozen at approval, of a history; nil: none
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
		if c.Month > last || p.inBaseline(c.Month) {
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

// inBaseline tells whether the changes of a month are in the baseline already.
func (p *Plan) inBaseline(month int) bool {
	return p.Baseline != nil && p.Baseline.Through != nil && p.Project.Start.Add(month).Sub(*p.Baseline.Through) <= 0
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

// Baseline is a plan as it was approved: what is frozen until another is approved.
type Baseline struct {
	ID         int64          `json:"id"`
	Time       string         `json:"time"` // RFC 3339
	Approved   string         `json:"approved_by"`
	Note       string         `json:"note,omitempty"`
	File       string         `json:"file"`
	Confidence float64        `json:"confidence"` // of the reserve
	Base       Money          `json:"base"`
	Reserve    Money          `json:"reserve"`
	Limit      *Money         `json:"limit"`             // budget limit; nil: none
	Through    *Month         `json:"through,omitempty"` // the last month whose changes are in it; nil: none are
	Lines      []BaselineItem `json:"lines"`
	Risks      []BaselineItem `json:"risks"`
}

// BaselineItem is what a line or risk had in a baseline.
type BaselineItem struct {
	ID        string  `json:"id"`
	Base      Money   `json:"base"`      // of a line; zero for a risk
	Allocated float64 `json:"allocated"` // of the reserve
}

// Day is the day of the approval.
func (b *Baseline) Day() string { return b.Time[:min(len(b.Time), len("2026-01-31"))] }

// Line is the base of a line in the baseline; zero for one that is newer.
func (b *Baseline) Line(id string) Money {
	for _, l := range b.Lines {
		if l.ID == id {
			return l.Base
		}
	}
	return Money{}
}

// Measure lets a plan be measured against a baseline: its reserve and its limit are
// those that were approved, whatever the workbook says now. Where it says otherwise,
// that is told at the setting's cell.
//
// Checked: TestBaselineIsKept.
func (p *Plan) Measure(b *Baseline, w *words.Words) []Problem {
	p.Baseline = b
	var out []Problem
	freeze := func(setting string, now, then *Money) {
		if now == nil || then != nil && now.Equal(*then) {
			return
		}
		was := "–"
		if then != nil {
			was = then.String()
		}
		ref, ok := p.Project.Cells[setting]
		if !ok {
			ref = Ref{File: p.File}
		}
		out = append(out, Problem{Ref: ref, Severity: Warning, Code: "baseline-differs",
			Message: w.Say("problem.baseline-differs", p.written(setting), now.String(), b.Day(), b.Approved, was), Hint: w.Say("problem.baseline-differs.hint")})
	}
	freeze("Approved reserve", p.Project.Approved, &b.Reserve)
	freeze("Budget limit", p.Project.BudgetLimit, b.Limit)
	reserve := b.Reserve
	p.Project.Approved, p.Project.BudgetLimit = &reserve, b.Limit
	return out
}

// Gate is a decision at the gate of a phase: budget released to it, reserve
// allocated to it or given back.
type Gate struct {
	Row      Row
	Phase    string // as in CostLine.Phase
	Month    int
	Released Money
	Reserve  Money // allocated to the phase
	Returned Money // given back
	Closed   bool  // the phase has ended
	Approved string
}

// PhaseSpent is what the actuals up to a month booked on the lines of a phase.
func (p *Plan) PhaseSpent(phase string, last int) Money {
	var sum Money
	for i := range p.Actuals {
		a := &p.Actuals[i]
		if kind, at := p.Home(a); kind == "cost" && a.Month <= last && p.Costs[at].Phase == phase {
			sum = sum.Add(a.Amount)
		}
	}
	return sum
}

// Action answers a warning or an event: who does what until when, and how far that
// is.
type Action struct {
	Row     Row
	ID      string
	Month   int    // when it was opened
	Metric  string // canonical, see Metrics; "" none
	Where   string // ID of a line, source, vendor or risk; "" the plan
	What    string
	Owner   string
	Due     *int   // month
	Status  string // canonical: seen, answered, escalated, closed
	Outcome string // what came of it, in words
}

// Answers tells whether the action is about a warning of a metric at a place: it names
// that metric, or none and just that place.
func (a *Action) Answers(metric, where string) bool {
	if !strings.EqualFold(a.Where, where) {
		return false
	}
	return a.Metric == metric || a.Metric == "" && a.Where != ""
}

// Delivery is one delivery of a vendor. Months count from the plan's start.
type Delivery struct {
	Row       Row
	Vendor    string
	Ordered   int
	Promised  *int
	Delivered *int     // nil: not yet
	Quantity  float64  // ordered
	Accepted  *float64 // of it; nil: not said
	Claim     Money    // claimed for defects
}

// Balance is one line of the position: what there is, owed or due at the end of a month.
type Balance struct {
	Row    Row
	Item   string // canonical: bank, debt, payables, receivables, advances
	ID     string // of the source, cost line or stream; of a bank its name; "" all of them
	Month  int
	Amount Money
}
