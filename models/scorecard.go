package models

import (
	"context"
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// marking is the rule of one mark: up to (or, falling, down to) which figure it
// is A, B or C; beyond, D; and how much it counts.
type marking struct {
	measure string // as in budget.CardRule
	falling bool
	limits  [3]float64 // of A, B and C
	weight  float64
}

// markings are the rules of the marks, in the order of Card.Marks. The sheet
// Scorecard shows them.
func markings() []marking {
	return []marking{
		{"cpi", true, [3]float64{0.9995, 0.95, 0.88}, 1},
		{"beyond", false, [3]float64{0.20, 0.40, 0.60}, 1},  // probability of exceeding base and allocated reserve
		{"reserve", false, [3]float64{0.25, 0.50, 1.00}, 1}, // reserve used against allocated
		{"forecast", false, [3]float64{0.05, 0.10, 0.20}, 1},
		{"late", false, [3]float64{0.05, 0.12, 0.25}, 1},
	}
}

// markingsOf are the rules of a team, "" of everybody: those of the sheet Scorecard rules
// before the built-in ones, those of the team before those of all.
func (m *Model) markingsOf(team string) []marking {
	list := markings()
	for _, of := range []string{"", team} {
		for i := range m.plan.CardRules {
			r := &m.plan.CardRules[i]
			if !strings.EqualFold(r.Team, of) {
				continue
			}
			k := slices.IndexFunc(list, func(g marking) bool { return g.measure == r.Measure })
			list[k].weight, list[k].limits = r.Weight, r.Limits(list[k].limits)
		}
	}
	return list
}

// mark is 4 for A down to 1 for D, 0 where there is no figure.
func (g marking) mark(x *float64) int {
	if x == nil || math.IsNaN(*x) {
		return 0
	}
	for k, at := range g.limits {
		if g.falling && *x >= at || !g.falling && *x <= at {
			return 4 - k
		}
	}
	return 1
}

func letter(mark int) string { return [...]string{"-", "D", "C", "B", "A"}[mark] }

// gradeCard fills marks and grade of a card: the mean of the marks by their weights, a half
// counting up, but at most one better than the worst of them, so that good marks for what costs
// nothing do not hide a bad one.
func gradeCard(c *outcome.Card, rules []marking) {
	figures := []*float64{c.CPI, c.ProbabilityBeyond, c.DrawnShare, c.ForecastError, c.LateRate}
	sum, n, worst := 0.0, 0.0, 4
	var marks []string
	for k, g := range rules {
		m := g.mark(figures[k])
		if g.weight == 0 {
			m = 0
		}
		marks = append(marks, letter(m))
		if m > 0 {
			sum += float64(g.weight * float64(m))
			n += g.weight
			worst = min(worst, m)
		}
	}
	c.Marks = strings.Join(marks, " ")
	if n > 0 {
		c.Grade = letter(min(int(math.Floor(sum/n+0.5)), worst+1))
	} else {
		c.Grade = letter(0)
	}
}

// scorecard grades owners and vendors by what they answer for.
func (s *Simulation) scorecard(ctx context.Context, c *outcome.Control) error {
	m := s.m
	if len(c.Vendors) == 0 && !slices.ContainsFunc(c.Owners, func(p outcome.Performance) bool { return p.ID != "" }) {
		return nil
	}
	var allocated outcome.Allocation
	if m.plan.Baseline == nil {
		var err error
		if allocated, err = s.approved(ctx); err != nil {
			return err
		}
	}
	for _, p := range c.Owners {
		if p.ID == "" {
			continue
		}
		card := m.card(p, allocated, func(l *budget.CostLine) bool { return l.Owner == p.ID }, func(r *budget.Risk) bool { return r.Owner == p.ID })
		controllable(&card, p)
		gradeCard(&card, m.markingsOf(""))
		c.Cards.Owners = append(c.Cards.Owners, card)
	}
	if err := s.teams(ctx, c, allocated); err != nil {
		return err
	}
	records := m.deliveries()
	for _, p := range c.Vendors {
		card := m.card(p, allocated, func(l *budget.CostLine) bool { return l.Vendor == p.ID }, func(*budget.Risk) bool { return false })
		delivered(&card, records)
		gradeCard(&card, m.markingsOf(""))
		m.propose(&card)
		c.Cards.Vendors = append(c.Cards.Vendors, card)
	}
	return nil
}

// controllable leaves out of an owner's CPI what nobody answers for: the moves of indices
// and the events that have struck.
func controllable(c *outcome.Card, p outcome.Performance) {
	if c.CPI != nil && p.CPIConstant != nil {
		c.CPI = p.CPIConstant
	}
}

// teams grades the teams of the sheet Scorecard rules by the lines and risks of their
// members.
//
// Checked: TestScorecardRules of cmd/ballast.
func (s *Simulation) teams(ctx context.Context, c *outcome.Control, allocated outcome.Allocation) error {
	m := s.m
	names, members := m.plan.CardTeams()
	if len(names) == 0 {
		return nil
	}
	totals, err := s.lineTotals(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		in := func(owner string) bool {
			return slices.ContainsFunc(members[name], func(n string) bool { return strings.EqualFold(n, owner) })
		}
		var lines []int
		for i := range m.plan.Costs {
			if in(m.plan.Costs[i].Owner) {
				lines = append(lines, i)
			}
		}
		if len(lines) == 0 {
			continue
		}
		p := s.perform(name, name, lines, totals)
		card := m.card(p, allocated, func(l *budget.CostLine) bool { return in(l.Owner) }, func(r *budget.Risk) bool { return in(r.Owner) })
		controllable(&card, p)
		gradeCard(&card, m.markingsOf(name))
		c.Cards.Teams = append(c.Cards.Teams, card)
	}
	return nil
}

// delivered judges a vendor by its deliveries where there are enough of them, in the place
// of the work of its lines, and says how many there are.
func delivered(c *outcome.Card, records []outcome.VendorRecord) {
	for i := range records {
		r := &records[i]
		if !strings.EqualFold(r.Vendor, c.Name) {
			continue
		}
		n := r.Judged
		c.Deliveries = &n
		if r.Enough {
			c.LateRate = r.LateRate
		}
	}
}

// card collects the figures of some lines and of the risks that belong to them, by the
// same rule for owners and vendors. Without any work done there are none to judge.
func (m *Model) card(p outcome.Performance, allocated outcome.Allocation, mine func(l *budget.CostLine) bool, risk func(r *budget.Risk) bool) outcome.Card {
	c := outcome.Card{Name: p.Name}
	actual, plan := make([]float64, m.cut), make([]float64, m.cut)
	due, missing := 0.0, 0.0
	for i := range m.plan.Costs {
		if !mine(&m.plan.Costs[i]) {
			continue
		}
		st := &m.past.lines[i]
		addTo(actual, st.spent)
		addTo(plan, st.plan)
		due += st.planned
		missing += math.Max(0, st.planned-st.earned)
	}
	m.reserveOf(&c, p, allocated, mine, risk)
	if p.EV <= 0 {
		return c
	}
	if c.ReserveAllocated > 0 {
		c.DrawnShare, _ = outcome.Ratio(c.ReserveUsed, c.ReserveAllocated, "")
	}
	beyond := shareAbove(p.EAC.Simulated.Quantiles, p.BAC+math.Max(0, c.ReserveAllocated))
	c.ProbabilityBeyond = &beyond
	c.CPI = p.CPI
	over := p.ProbabilityOverrun
	c.ProbabilityOverrun = &over
	miss := 0.0
	for k := range plan {
		miss += math.Abs(actual[k] - plan[k])
	}
	c.ForecastError, _ = outcome.Ratio(miss, total(plan), "")
	c.LateRate, _ = outcome.Ratio(missing, due, "")
	return c
}

// reserveOf fills what was allocated to some lines and risks, what they drew by the
// ledger, and what they used: the larger of that and of what their work cost beyond what
// was earned.
func (m *Model) reserveOf(c *outcome.Card, p outcome.Performance, allocated outcome.Allocation, mine func(l *budget.CostLine) bool, risk func(r *budget.Risk) bool) {
	ids := map[string]bool{}
	for i := range m.plan.Costs {
		if l := &m.plan.Costs[i]; mine(l) {
			ids[l.ID] = true
		}
	}
	for i := range m.plan.Risks {
		if r := &m.plan.Risks[i]; risk(r) {
			ids[r.ID] = true
		}
	}
	for _, list := range m.allocations(allocated) {
		for _, a := range list {
			if ids[a.ID] {
				c.ReserveAllocated += a.Amount
			}
		}
	}
	for _, l := range m.plan.Ledger {
		if l.Month >= m.cut {
			continue
		}
		for id := range ids {
			if strings.EqualFold(id, l.For) {
				c.ReserveDrawn += l.Amount.InexactFloat64()
			}
		}
	}
	c.ReserveUsed = math.Max(c.ReserveDrawn, p.AC-p.EV)
	if c.ReserveUsed < 0 {
		c.ReserveUsed = 0
	}
}

// shareAbove is the share of a distribution above x, by its table of quantiles, straight
// between two of them; beyond the ends that of the end.
func shareAbove(q outcome.Quantiles, x float64) float64 {
	below := 0.0
	for i, e := range q {
		switch {
		case math.IsNaN(e.X):
		case e.X <= x:
			below = e.P
		case i > 0 && q[i-1].X <= x:
			return 1 - (q[i-1].P+(e.P-q[i-1].P)*(x-q[i-1].X)/(e.X-q[i-1].X))/100
		}
	}
	if n := len(q); n > 0 && below == q[n-1].P {
		return 0
	}
	return 1 - below/100
}

// answers is the owner of a line or risk, "" for other words.
func (m *Model) answers(id string) string {
	for _, l := range m.plan.Costs {
		if strings.EqualFold(l.ID, id) {
			return l.Owner
		}
	}
	if k := m.riskIndex(id); k >= 0 {
		return m.plan.Risks[k].Owner
	}
	return ""
}

// propose says what to write into the sheet Vendors next month: the new grade,
// and an on-time rate half way between the plan's and what was seen. It is
// never written there by itself.
func (m *Model) propose(c *outcome.Card) {
	k := slices.IndexFunc(m.plan.Vendors, func(v budget.Vendor) bool { return v.Name == c.Name })
	if k < 0 || c.Grade == letter(0) {
		return
	}
	v := &m.plan.Vendors[k]
	c.OldGrade = strings.ToUpper(v.Grade)
	onTime, _, _ := gradeDefaults(v.Grade)
	if v.OnTime != nil {
		onTime = *v.OnTime
	}
	if c.LateRate != nil {
		onTime = (onTime + 1 - *c.LateRate) / 2
	}
	if c.OldGrade != c.Grade {
		c.Proposal = m.words.Say("control.proposal", c.Grade, m.percent(math.Round(onTime*100)/100))
	}
}
