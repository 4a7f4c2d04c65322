package models

import (
	"math"
	"slices"

	"ballast/budget"
	"ballast/sim/distribution"
)

// What has not happened is drawn given that it has not. Money, a line or a stream
// that has not come by the as-of month has waited so long already: its delay, with
// the lateness of its vendor and the delays of events that have struck, is at least
// the months that have passed, and the less likely that is for something that comes
// at all, the less likely it comes (models/doc.go section 13).

// hopeless is the chance below which a wait is no longer possible: the plan is
// refuted and wants a new date.
const hopeless = 1e-12

// held is a wait of which a part has passed.
type held struct {
	chance float64 // that it lasts so long, before it was known
	whole  bool    // draw and extra are all of the wait; else its parts are as they were
	draw   number
	extra  float64
}

// lasted conditions a wait, the sum of its row's own delay and of other independent
// parts, on being at least so many months. The own delay's draws become those of
// the wait, or, where it is certain, a variable of the given key.
//
// Checked: TestLasted, against counting.
func (m *Model) lasted(own number, others []distribution.Distribution, least float64, v variable) held {
	parts := append([]distribution.Distribution{m.law(own)}, others...)
	var lo, hi, certain float64
	var random []distribution.Distribution
	for _, d := range parts {
		l, h := d.Support()
		lo, hi = lo+l, hi+h
		if l == h {
			certain += l
		} else {
			random = append(random, d)
		}
	}
	const slack = 1e-9 // of a month
	switch {
	case lo >= least-slack:
		return held{chance: 1}
	case hi < least-slack:
		return held{}
	}
	out := held{whole: true}
	var law distribution.Distribution
	if len(random) == 1 {
		out.extra = certain
		out.chance, law = atLeastLaw(random[0], least-certain)
	} else {
		out.chance, law = sumAtLeast(random, least-certain)
		out.extra = certain
	}
	if law == nil || out.chance < hopeless {
		return held{}
	}
	if l, h := law.Support(); l == h {
		out.draw = constant(l)
		return out
	}
	if own.v >= 0 {
		m.vars[own.v].dist, out.draw = law, own
		return out
	}
	v.dist = law
	out.draw = m.add(v)
	return out
}

// law is the distribution of a number.
func (m *Model) law(n number) distribution.Distribution {
	if n.v >= 0 {
		return m.vars[n.v].dist
	}
	d, err := distribution.NewFixed(n.c)
	if err != nil {
		panic(err) // the reader lets no other number pass
	}
	return d
}

// laws are the distributions of some numbers.
func (m *Model) laws(ns []number) []distribution.Distribution {
	var out []distribution.Distribution
	for _, n := range ns {
		out = append(out, m.law(n))
	}
	return out
}

// notBelowZero is a law whose negative draws are none: money does not come early.
func notBelowZero(d distribution.Distribution) distribution.Distribution {
	if lo, _ := d.Support(); lo < 0 {
		if c := capDraws(d, 0, math.Inf(1)); c != nil {
			return c
		}
	}
	return d
}

// atLeastLaw is the chance of at least x, and the law on that condition; nil where
// nothing is left.
func atLeastLaw(d distribution.Distribution, x float64) (chance float64, law distribution.Distribution) {
	chance = 1 - d.CDF(math.Nextafter(x-1e-9, math.Inf(-1)))
	law, err := distribution.Truncate(d, x-1e-9, math.Inf(1))
	if err != nil {
		return 0, nil
	}
	return chance, law
}

// atom is a value and its probability.
type atom struct{ x, p float64 }

// The sum of several random parts is made of so many quantiles of each, and its law
// is read off so many of its own.
const (
	partAtoms = 64
	sumAtoms  = 512
	lawPoints = 2001
)

// sumAtLeast is atLeastLaw for the sum of independent parts. The first is taken
// exactly beyond what the others leave to wait.
func sumAtLeast(parts []distribution.Distribution, x float64) (chance float64, law distribution.Distribution) {
	others := []atom{{0, 1}}
	for _, d := range parts[1:] {
		var next []atom
		for _, a := range others {
			for k := range partAtoms {
				next = append(next, atom{a.x + d.Quantile((float64(k)+0.5)/partAtoms), a.p / partAtoms})
			}
		}
		others = gathered(next)
	}
	var all []atom
	for _, a := range others {
		below := parts[0].CDF(math.Nextafter(x-a.x-1e-9, math.Inf(-1)))
		p := float64(a.p * (1 - below))
		if p <= 0 {
			continue
		}
		chance += p
		for k := range partAtoms {
			u := below + float64((float64(k)+0.5)/partAtoms*(1-below))
			all = append(all, atom{math.Max(x, a.x+parts[0].Quantile(u)), p / partAtoms})
		}
	}
	if chance < hopeless {
		return 0, nil
	}
	law, err := distribution.NewEmpirical(quantilesOf(all, chance))
	if err != nil {
		return 0, nil
	}
	return chance, law
}

// gathered sorts atoms and leaves at most sumAtoms of them.
func gathered(all []atom) []atom {
	slices.SortFunc(all, func(a, b atom) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	if len(all) <= sumAtoms {
		return all
	}
	var out []atom
	each := (len(all) + sumAtoms - 1) / sumAtoms
	for len(all) > 0 {
		n := min(each, len(all))
		var g atom
		for _, a := range all[:n] {
			g.p += a.p
			g.x += float64(a.x * a.p)
		}
		g.x /= g.p
		out, all = append(out, g), all[n:]
	}
	return out
}

// quantilesOf are lawPoints quantiles of atoms whose probabilities add up to total.
func quantilesOf(all []atom, total float64) []float64 {
	slices.SortFunc(all, func(a, b atom) int {
		switch {
		case a.x < b.x:
			return -1
		case a.x > b.x:
			return 1
		}
		return 0
	})
	out, k, sum := make([]float64, lawPoints), 0, all[0].p
	for i := range out {
		want := (float64(i) + 0.5) / lawPoints * total
		for k < len(all)-1 && sum < want {
			k++
			sum += all[k].p
		}
		out[i] = all[k].x
	}
	return out
}

// sometimes is a delay that comes with a probability, else none.
type sometimes struct {
	distribution.Distribution
	p float64
}

// Quantile implements distribution.Distribution.
func (d sometimes) Quantile(u float64) float64 {
	zero := float64(d.Distribution.CDF(math.Nextafter(0, -1)) * d.p) // below zero
	switch {
	case u < zero:
		return d.Distribution.Quantile(u / d.p)
	case u <= zero+1-d.p:
		return 0
	}
	return d.Distribution.Quantile((u - (1 - d.p)) / d.p)
}

// CDF implements distribution.Distribution.
func (d sometimes) CDF(x float64) float64 {
	p := float64(d.p * d.Distribution.CDF(x))
	if x >= 0 {
		p += 1 - d.p
	}
	return p
}

// Support implements distribution.Distribution.
func (d sometimes) Support() (lo, hi float64) {
	lo, hi = d.Distribution.Support()
	return math.Min(lo, 0), math.Max(hi, 0)
}

// Mean implements distribution.Distribution.
func (d sometimes) Mean() float64 { return d.p * d.Distribution.Mean() }

// Variance implements distribution.Distribution.
func (d sometimes) Variance() float64 {
	mean := d.Distribution.Mean()
	return float64(d.p*(d.Distribution.Variance()+float64(mean*mean))) - float64(d.p*d.p*mean*mean)
}

// refuted says at its cell that something has waited longer than its plan thought
// possible, and what is assumed until there is a new date.
func (m *Model) refuted(row budget.Row, field, id string, month float64) {
	start := m.plan.Project.Start
	m.problem(budget.Warning, "plan-refuted", row.Ref(field), row.Excerpt("ID", field), id, start.Add(int(month)).String(), start.Add(m.past.cut).String())
}
