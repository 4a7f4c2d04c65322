package budget

import (
	"slices"
	"strings"

	"ballast/budget/words"
)

// Resource is an entry of the ledger of emergency resources: what is held, what was taken
// and came back, or what an event of a grade needs.
type Resource struct {
	Row      Row
	Name     string // of the resource; of a need also a kind
	Month    int
	Entry    string // canonical: stock, use, return, need
	Quantity float64
	Kind     string // people, equipment, material, ..., as written
	Tier     string // who calls it up: site, company, ..., as written
	Holder   string // who has it; of a use who took it
	Event    string // Risk.ID of the event that it was used for
	Grade    string // of a need: canonical as in Event
	Note     string
}

// Meets tells whether an entry of stock is of what a need asks for: of its name, or its
// kind.
func (r *Resource) Meets(need *Resource) bool {
	return strings.EqualFold(r.Name, need.Name) || r.Kind != "" && strings.EqualFold(r.Kind, need.Name)
}

// AtHand is how much of a resource there is at the end of a month: stock less what was
// taken and has not come back.
//
// Checked: TestResourcesByHand of cmd/ballast.
func (p *Plan) AtHand(name string, last int) float64 {
	sum := 0.0
	for i := range p.Resources {
		r := &p.Resources[i]
		switch {
		case r.Month > last || !strings.EqualFold(r.Name, name) || r.Entry == "need":
		case r.Entry == "use":
			sum -= r.Quantity
		default:
			sum += r.Quantity
		}
	}
	return sum
}

// resourceRows: what is used or comes back is of something that is held, no more of it is
// taken than there is, and a need says of which grade of event.
func (c *checker) resourceRows() {
	held := map[string]bool{}
	for i := range c.plan.Resources {
		if r := &c.plan.Resources[i]; r.Entry == "stock" {
			held[strings.ToLower(r.Name)] = true
		}
	}
	for i := range c.plan.Resources {
		r := &c.plan.Resources[i]
		c.lateRow(r.Row, r.Month)
		c.refer(r.Row, "Event", r.Event, c.kinds("risk"))
		if r.Entry != "need" && !held[strings.ToLower(r.Name)] {
			c.at(r.Row, "Resource", Error, "resource-unknown", c.w.Say("problem.resource-unknown", r.Name), c.w.Say("problem.resource-unknown.hint"))
		}
		if r.Entry == "use" && c.plan.AtHand(r.Name, r.Month) < 0 {
			c.at(r.Row, "Quantity", Warning, "resource-over", c.w.Say("problem.resource-over", r.Name, c.month(r.Month)), c.w.Say("problem.resource-over.hint"))
		}
		c.counted(r.Row, "Quantity", r.Quantity)
		if r.Entry == "need" && r.Grade == "" && r.Row.Get("Grade") == "" {
			c.at(r.Row, "Grade", Error, "missing-value", c.w.Say("problem.resource-grade", r.Name), c.w.Say("problem.resource-grade.hint"))
		}
	}
}

// staleMonths is after how long a plan or a drill is to be renewed.
const staleMonths = 12

// Stale says whether the plan or its last drill is older than a year at the as-of month:
// the problems of one code, version-old or drill-old.
func (p *Plan) Stale(w *words.Words, code string) []Problem {
	c := &checker{plan: p, w: w}
	c.stale()
	return slices.DeleteFunc(c.problems, func(x Problem) bool { return x.Code != code })
}

// stale notes a plan or a drill that is older than a year at the as-of month.
func (c *checker) stale() {
	p := c.plan
	last, ok := p.asOf()
	if !ok {
		return
	}
	for _, x := range []struct {
		setting, code string
		month         *int
	}{{"Version date", "version-old", p.Project.Version}, {"Last drill", "drill-old", p.Project.Drill}} {
		if x.month != nil && last-*x.month > staleMonths {
			c.setting(x.setting, Note, x.code, c.w.Say("problem."+x.code, c.month(*x.month), c.month(last)), c.w.Say("problem."+x.code+".hint"))
		}
	}
}
