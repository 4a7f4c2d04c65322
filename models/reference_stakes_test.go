package models

// paidInOtherwise is what each partner has, by month, because money is paid in otherwise
// than by the funding shares; nil where nobody in particular pays. The shares are worked
// out anew for every month from all payments so far.
func (r *reference) paidInOtherwise() map[string][]float64 {
	named := false
	for _, s := range r.sources {
		named = named || s.ownersMoney() && (s.Partner != "" || r.priced(s))
	}
	if !named || len(r.plan.Partners) == 0 || len(r.plan.Revenue) == 0 {
		return nil
	}
	operation := r.h
	for _, x := range r.plan.Revenue {
		operation = min(operation, x.StartMonth)
	}
	owners := r.ownersFlow()
	out := map[string][]float64{}
	for m := range r.h {
		stake := r.ownedBy(m)
		in, paid := 0.0, map[string]float64{}
		for _, s := range r.sources {
			if !s.ownersMoney() {
				continue
			}
			x := s.drawn[m] - s.interest[m] - s.fees[m] - s.principal[m]
			in += x
			for who, share := range r.payers(s) {
				paid[who] += share * x
			}
		}
		for _, p := range r.plan.Partners {
			x := p.FundingShare*in - paid[p.Name]
			if m >= operation {
				x += (stake[p.Name] - p.FundingShare) * (in + owners[m])
			}
			out[p.Name] = append(out[p.Name], x)
		}
	}
	return out
}

func (r *reference) priced(s *referenceSource) bool {
	return s.EquityShare != nil && r.committed(s) > 0
}

// committed is what a source plans to bring.
func (r *reference) committed(s *referenceSource) float64 {
	sum, any := 0.0, false
	for _, t := range r.plan.Tranches {
		if t.Source == s.ID && !s.OnDemand {
			sum, any = sum+t.Amount.InexactFloat64(), true
		}
	}
	if any {
		return sum
	}
	return s.Committed.InexactFloat64()
}

// payers are the shares in which a source is paid in, the outside being "".
func (r *reference) payers(s *referenceSource) map[string]float64 {
	switch {
	case s.Partner != "":
		return map[string]float64{s.Partner: 1}
	case r.priced(s):
		return map[string]float64{"": 1}
	}
	out := map[string]float64{}
	for _, p := range r.plan.Partners {
		out[p.Name] = p.FundingShare
	}
	return out
}

// ownedBy are the stakes at the end of a month.
func (r *reference) ownedBy(month int) map[string]float64 {
	stake := map[string]float64{}
	for _, p := range r.plan.Partners {
		stake[p.Name] = p.FundingShare
	}
	capital := 0.0
	for m := 0; m <= month; m++ {
		for _, s := range r.sources {
			x := s.drawn[m]
			if !s.ownersMoney() || x <= 0 {
				continue
			}
			new := 0.0
			switch {
			case r.priced(s):
				sold := func(paid float64) float64 { return min(1, *s.EquityShare*paid/r.committed(s)) }
				before, after := sold(total(s.drawn[:m])), sold(total(s.drawn[:m+1]))
				if before < 1 {
					new = (after - before) / (1 - before)
				}
			case !s.debtInAllButName():
				new = x / (capital + x)
			}
			for who := range stake {
				stake[who] -= new * stake[who]
			}
			for who, share := range r.payers(s) {
				stake[who] += new * share
			}
			if !s.debtInAllButName() {
				capital += x
			}
		}
	}
	return stake
}
