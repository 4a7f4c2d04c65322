package models

import (
	"math/rand/v2"

	"ballast/budget"
)

// furnish adds to a plan what a random plan with a past still lacks: the ledger,
// rules, graded events, the limits of mixes, mixes and stresses, an outside view,
// and correlations by loadings or as a matrix.
func furnish(p *budget.Plan, r *rand.Rand, cut int) {
	some := func(x float64) *float64 { return &x }
	amount := func(most float64) budget.Money { return budget.MoneyOf(most * r.Float64()) }
	for i := range p.Costs {
		p.Costs[i].Category = []string{"", "works", "services"}[r.IntN(3)]
	}
	for i := range p.Risks {
		p.Risks[i].Category = []string{"", "technical", "market"}[r.IntN(3)]
		p.Ledger = append(p.Ledger, budget.LedgerEntry{Month: r.IntN(cut), Amount: amount(900), For: p.Risks[i].ID, Approved: "board"})
	}
	for i := range p.Events {
		e := &p.Events[i]
		e.Grade, e.Loss, e.Note = []string{"", "ordinary", "larger", "major", "extreme"}[r.IntN(5)], amount(4000), "seen"
	}
	approved := budget.MoneyOf(5000)
	p.Project.Approved = &approved
	for _, m := range budget.Metrics() {
		if r.IntN(2) == 0 {
			p.Rules = append(p.Rules, budget.Rule{Metric: m.Key, General: some(m.Levels[0]), Higher: some(m.Levels[1]), Major: some(m.Levels[2]),
				Owner: "Ann", Response: "act"})
		}
	}
	p.Reference = &budget.Reference{Class: "it"}
	if r.IntN(2) == 0 {
		p.Reference.Past = []budget.PastProject{{Name: "old", Overrun: 0.2}, {Name: "older", Overrun: -0.1}}
	}
	furnishFunding(p, r)
	if len(p.Costs) > 1 && r.IntN(2) == 0 {
		p.Correlations = nil
		first, second := p.Costs[0].ID, p.Costs[1].ID
		if r.IntN(2) == 0 {
			p.Loadings = []budget.Loading{{ID: first, General: 0.5, Within: 0.3, Group: "g"}, {ID: second, General: 0.4, Within: -0.2, Group: "g"}}
		} else {
			p.Matrix = &budget.CorrelationMatrix{IDs: []string{first, second}, Lower: [][]float64{nil, {0.4}}}
		}
	}
}

// furnishFunding adds the limits of sources, mixes of them, and stresses.
func furnishFunding(p *budget.Plan, r *rand.Rand) {
	some := func(x float64) *float64 { return &x }
	mixes := &p.Project.Mixes
	need := budget.MoneyOf(300000)
	mixes.Need, mixes.Optimise, mixes.Objective = &need, r.IntN(2) == 0, []string{"cost", "npv", "gap"}[r.IntN(3)]
	mixes.LimitFactor, mixes.DSCRFloor, mixes.DSCRAllowed, mixes.MaxConcentration = 1.1, some(1.2), some(0.1), some(0.7)
	from := 1
	mixes.DSCRFrom = &from
	mixes.LoanLife = r.IntN(2) == 0
	step := budget.MoneyOf(5000)
	mixes.AmountStep = &step
	shares := budget.Mix{Name: "shares", Shares: true}
	amounts := budget.Mix{Name: "amounts"}
	for j := range p.Funding {
		s := &p.Funding[j]
		least, most := budget.MoneyOf(1000), s.Committed.Add(s.Committed)
		s.MinAmount, s.MaxAmount, s.MaxShare = &least, &most, some(0.6)
		if budget.IsOwners(s.Kind) {
			s.EquityShare = some(0.15)
		}
		amounts.Parts = append(amounts.Parts, budget.MixPart{Source: s.ID, Amount: s.Committed})
		shares.Parts = append(shares.Parts, budget.MixPart{Source: s.ID, Amount: budget.MoneyOf(1 / float64(len(p.Funding))), Share: true})
		p.Stress = append(p.Stress, budget.Stress{Name: "late " + s.ID, Text: s.ID + " late 2", Shocks: []budget.Shock{{Kind: budget.ShockLate, Source: s.ID, Value: 2}}})
	}
	if len(p.Funding) > 0 {
		p.Mixes = []budget.Mix{amounts, shares}
	}
}
