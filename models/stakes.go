package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/models/vector"
)

// stakes is who owns the project as owners' money is paid in (models/doc.go section 8).
// It is nil where the partners' shares are fixed: nobody in particular pays in, and no
// source takes a share of the equity.
//
// Checked: TestStakesByHand, TestOutsideRoundByHand, TestReference,
// TestMixEqualsRun.
type stakes struct {
	agreed []float64 // [partner] share of the funding
	from   int       // first planned month of operation
	givers []giver   // sources of owners' money, in the order of the plan
}

// giver is a source of owners' money.
type giver struct {
	source  int
	who     int     // partner; len(agreed): investors from outside; -1: all partners as agreed
	price   float64 // share of the equity for the committed amount; 0: shares go by what was paid in
	capital bool    // it is paid in for good, and no debt in all but name
	planned float64
}

func (m *Model) compileStakes() {
	if len(m.partners) == 0 || len(m.streams) == 0 {
		return
	}
	x, moves := &stakes{from: m.cover.from, agreed: m.agreedShares()}, false
	for j := range m.sources {
		src := &m.sources[j]
		if !src.equity {
			continue
		}
		g := giver{source: j, who: src.partner, capital: src.required, planned: src.planned}
		if e := m.plan.Funding[j].EquityShare; e != nil && *e > 0 && src.planned > 0 {
			if g.price = *e; g.who < 0 {
				g.who = len(m.partners)
			}
		}
		moves = moves || g.who >= 0
		x.givers = append(x.givers, g)
	}
	if moves && x.agreed != nil {
		m.stakes = x
	}
}

// agreedShares are the shares in which partners fund the project: the Funding share,
// where nobody has one the Revenue share; nil where nobody has that either.
func (m *Model) agreedShares() []float64 {
	funding, revenue := make([]float64, len(m.partners)), make([]float64, len(m.partners))
	for p, x := range m.partners {
		funding[p], revenue[p] = x.funding, x.revenue
	}
	switch {
	case total(funding) > 0:
		return funding
	case total(revenue) > 0:
		return revenue
	}
	return nil
}

// ownership is how the project is owned at one time; the place behind the partners is
// that of the investors from outside.
type ownership struct {
	x       *stakes
	share   []float64
	paid    []float64 // capital paid in
	drawn   []float64 // [giver] paid in so far
	bought  []float64 // [giver] the share of the equity that this stands for, at a price
	capital float64
}

func newOwnership(x *stakes) *ownership {
	n := len(x.agreed) + 1
	return &ownership{x: x, share: make([]float64, n), paid: make([]float64, n), drawn: make([]float64, len(x.givers)), bought: make([]float64, len(x.givers))}
}

// begin is the time before anything was paid in.
func (o *ownership) begin() {
	clear(o.share)
	clear(o.paid)
	clear(o.drawn)
	clear(o.bought)
	copy(o.share, o.x.agreed)
	o.capital = 0
}

// pay books what a giver pays in. At a price, the giver has the share that it stands for
// and all others what that leaves them; without one every share follows what was paid in.
func (o *ownership) pay(g int, amount float64) {
	x := &o.x.givers[g]
	kept := 1.0
	switch {
	case x.price > 0:
		before, after := o.bought[g], min(1, x.price*(o.drawn[g]+amount)/x.planned)
		if before < 1 {
			kept = (1 - after) / (1 - before)
		}
		o.bought[g] = after
	case x.capital:
		kept = o.capital / (o.capital + amount)
	}
	for q := range o.share {
		o.share[q] *= kept
	}
	o.give(o.share, x.who, 1-kept)
	o.drawn[g] += amount
	if x.capital || x.price > 0 {
		o.give(o.paid, x.who, amount)
	}
	if x.capital {
		o.capital += amount
	}
}

// give adds to the row of whoever pays.
func (o *ownership) give(row []float64, who int, amount float64) {
	if who >= 0 {
		row[who] += amount
		return
	}
	for p, a := range o.x.agreed {
		row[p] += float64(a * amount)
	}
}

// stakeFlow is what ownership changes in the partners' flows of a scenario.
type stakeFlow struct {
	*ownership
	owners []float64   // flow of all owners by month
	net    [][]float64 // [giver] what it pays in less what it gets back, by month
	brings [][]float64 // [giver] what it pays in
	called []bool      // [month] somebody may pay in
	all    []float64   // net of all givers
	own    []float64   // of the partner at hand
	shares [][]float64 // [party][month]
}

func (m *Model) newStakeFlow() *stakeFlow {
	if m.stakes == nil {
		return nil
	}
	n, h := len(m.stakes.givers), m.horizon
	return &stakeFlow{ownership: newOwnership(m.stakes), owners: make([]float64, h), net: matrix(n, h), brings: matrix(n, h), called: make([]bool, h),
		all: make([]float64, h), own: make([]float64, h), shares: matrix(len(m.stakes.agreed)+1, h)}
}

// settle works out the shares of all months; owners, net, brings and called are filled in.
func (f *stakeFlow) settle() {
	f.begin()
	clear(f.all)
	for _, net := range f.net {
		vector.Add(f.all, net)
	}
	from := 0 // the shares of the months before are filled in
	for m, called := range f.called {
		if !called {
			continue
		}
		for g := range f.brings {
			if d := f.brings[g][m]; d > 0 {
				f.hold(from, m)
				f.pay(g, d)
				from = m
			}
		}
	}
	f.hold(from, len(f.owners))
}

// hold fills in the shares of the months from..end-1, in which nobody pays in.
func (f *stakeFlow) hold(from, end int) {
	for q, x := range f.share {
		row := f.shares[q][from:end]
		for m := range row {
			row[m] = x
		}
	}
}

// change is what partner p has in each month beyond its agreed shares: less by what it pays
// in beyond its share of all that is paid in, and, from operation on, more by the part of
// its stake beyond that share of what the month leaves in the project's cash. It holds until
// the next call.
func (f *stakeFlow) change(p int) []float64 {
	agreed, n := f.x.agreed[p], len(f.owners)
	own := f.own[:n]
	clear(own)
	for g, net := range f.net {
		switch who := f.x.givers[g].who; {
		case who == p:
			vector.Add(own, net)
		case who < 0:
			vector.AddScaled(own, agreed, net)
		}
	}
	all, owners, shares := f.all[:n], f.owners, f.shares[p][:n]
	for m, x := range own {
		out := float64(agreed*all[m]) - x
		if m >= f.x.from {
			out += float64((shares[m] - agreed) * (owners[m] + all[m]))
		}
		own[m] = out
	}
	return own
}

// fillStakes takes over the owners' flow, in s.flow, and what they pay in.
func (s *scenario) fillStakes() {
	f, b := s.stakes, &s.book
	copy(f.owners, s.flow)
	clear(f.called)
	for g := range f.net {
		j := f.x.givers[g].source
		booked, net, drawn := b.Booked[j], s.net[j], b.Drawn[j]
		to, brings := f.net[g], f.brings[g]
		clear(to)
		clear(brings)
		for m := range booked.All() {
			to[m], brings[m], f.called[m] = net[m], drawn[m], true
		}
	}
	f.settle()
}

// fillStakes does the same for a mix; t.equity is the owners' flow.
func (t *trial) fillStakes(i int) {
	f, h := t.stakes, t.f.h
	copy(f.owners, t.equity)
	for m := range f.called {
		f.called[m] = true
	}
	_, flows, _, _ := t.f.row(i)
	for g := range f.net {
		clear(f.net[g])
		clear(f.brings[g])
		j := f.x.givers[g].source
		for k, at := range t.f.linear {
			if a := t.amounts[j]; at == j && a > tiny {
				vector.AddScaled(f.net[g], a, flows[k*h:(k+1)*h])
				vector.AddScaled(f.brings[g], a, t.drawn(i, k))
			}
		}
		for k, at := range t.f.cash {
			if at == j {
				vector.Add(f.net[g], t.net[k])
				vector.Add(f.brings[g], t.book.Drawn[k])
			}
		}
	}
	f.settle()
}

// addTo adds what every party has paid in and its share at the horizon.
func (f *stakeFlow) addTo(sum []float64) {
	if f == nil {
		return
	}
	for q := range f.share {
		sum[2*q] += f.paid[q]
		sum[2*q+1] += f.share[q]
	}
}

// changeNPV is the present value of what ownership changes in the flow of partner p.
func (f *stakeFlow) changeNPV(p int, v []float64) float64 {
	sum := 0.0
	for m, x := range f.change(p) {
		sum += float64(x * v[m])
	}
	return sum
}

// stakesOf is the table of ownership: agreed, after every planned call, and on average at
// the horizon; nil where the shares are fixed.
func (s *Simulation) stakesOf() *outcome.Stakes {
	x := s.m.stakes
	if x == nil {
		return nil
	}
	out := &outcome.Stakes{Calls: s.m.plannedCalls()}
	outside := false
	for _, g := range x.givers {
		outside = outside || g.who == len(x.agreed)
	}
	n := float64(s.res.N)
	for q := range len(x.agreed) + 1 {
		sum := s.res.Sums[s.m.out.sumStakes+2*q:]
		p := outcome.Stake{PaidInMean: sum[0] / n, ShareMean: sum[1] / n}
		if q < len(x.agreed) {
			p.Name, p.Agreed = s.m.partners[q].name, x.agreed[q]
		} else if p.Name, p.Outside = s.m.words.Say("model.outside-investors"), true; !outside {
			break
		}
		out.Parties = append(out.Parties, p)
	}
	for i := range out.Calls {
		out.Calls[i].Shares = out.Calls[i].Shares[:len(out.Parties)]
	}
	return out
}

// plannedCalls are the planned payments of owners' money in their order, each with the
// shares that it leaves; what comes on demand has no planned month.
func (m *Model) plannedCalls() []outcome.Call {
	var out []outcome.Call
	o := newOwnership(m.stakes)
	o.begin()
	for month := range m.horizon {
		for g, x := range m.stakes.givers {
			amount := 0.0
			for _, t := range m.sources[x.source].tranches {
				if max(0, int(math.Floor(t.due))) == month {
					amount += t.amount
				}
			}
			if amount <= tiny {
				continue
			}
			o.pay(g, amount)
			out = append(out, m.call(g, month, amount, o.share))
		}
	}
	return out
}

func (m *Model) call(g, month int, amount float64, shares []float64) outcome.Call {
	x := &m.stakes.givers[g]
	s := &m.plan.Funding[x.source]
	c := outcome.Call{ID: s.ID, Name: s.Name, At: s.Row.Ref("Committed").At(), Month: month + 1, Amount: amount, Shares: append([]float64(nil), shares...)}
	c.Date = m.plan.Project.Start.Add(month).String()
	switch {
	case x.who == len(m.partners):
		c.By = m.words.Say("model.outside-investors")
	case x.who >= 0:
		c.By = m.partners[x.who].name
	default:
		c.By = m.words.Say("model.all-partners")
	}
	return c
}
