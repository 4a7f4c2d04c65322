package returns

import "math"

// Debt is by month what is owed of the loans at its end, and what that costs: interest as
// a share of what was owed at the end of the month before.
type Debt struct {
	Owed, Rate []float64
}

// LoanLife is the loan life cover (LLCR) from month first on: the present value, at the
// rate of the debt itself, of what is available until the debt is repaid, divided by what
// is owed as the month begins. Payments for building stand outside in the share in which
// lasting money arrived over that time. It is +Inf where nothing is owed then, and where
// the debt outlives the horizon.
//
// Source: models/doc.go section 9.
// Checked: TestLoanLife, TestLoanLifeOfPlan.
func (s *Service) LoanLife(first int, debt Debt) float64 {
	h := len(debt.Owed)
	if first <= 0 || first >= h || debt.Owed[first-1] <= settled || debt.Owed[h-1] > settled {
		return math.Inf(1)
	}
	last := h - 1
	for last > first && debt.Owed[last-1] <= settled {
		last--
	}
	share := s.lastingShare(first, last+1)
	worth, discount := 0.0, 1.0
	for m := first; m <= last; m++ {
		discount /= 1 + debt.Rate[m]
		have := s.Available[m]
		if share > 0 {
			have += float64(share * s.Building[m])
		}
		worth += float64(discount * have)
	}
	return worth / debt.Owed[first-1]
}

// settled is what a debt may be off by rounding and still be repaid.
const settled = 0.005

// lastingShare is how much of what was paid for building in the months from..end-1 came as
// lasting money in them.
func (s *Service) lastingShare(from, end int) float64 {
	if s.Building == nil || s.Lasting == nil {
		return 0
	}
	building, lasting := 0.0, 0.0
	for m := from; m < end; m++ {
		building += s.Building[m]
		lasting += s.Lasting[m]
	}
	if building <= 0 {
		return 0
	}
	return max(0, min(1, lasting/building))
}
