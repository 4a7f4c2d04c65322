package returns

import "math"

// CoverWindow is the months over which a debt service cover is measured.
const CoverWindow = 12

// Service is what a scenario has by month to pay its debt from, and what is due.
// Building and Lasting may be nil: there is none.
type Service struct {
	Available []float64 // collections less tax and all payments
	Building  []float64 // the part of the payments that is for building
	Lasting   []float64 // money that came to stay: building is paid from it as far as it reaches
	Due       []float64 // interest, fees and principal due, paid or not
}

// Least is the smallest cover of a scenario: over every full window of twelve months
// from month first on, what is available divided by what is due. Where fewer months
// are left there is one shorter window. It is +Inf where nothing is due.
//
// Source: models/doc.go section 9.
// Checked: TestDSCR, TestCoverOfBuilding.
func (s *Service) Least(first int) float64 {
	lowest, h := math.Inf(1), len(s.Due)
	for m := max(0, first); m < h; m++ {
		end := min(m+CoverWindow, h)
		if end-m < CoverWindow && m > max(0, first) {
			break // only the first window may be shorter
		}
		if have, owed := s.Over(m, end); owed > 0 {
			lowest = min(lowest, have/owed)
		}
	}
	return lowest
}

// Over is what is available in the months from..end-1 and what is due.
func (s *Service) Over(from, end int) (have, owed float64) {
	for m := from; m < end; m++ {
		have += s.Available[m]
		owed += s.Due[m]
	}
	if s.Building == nil || s.Lasting == nil {
		return have, owed
	}
	building, lasting := 0.0, 0.0
	for m := from; m < end; m++ {
		building += s.Building[m]
		lasting += s.Lasting[m]
	}
	return have + max(0, min(building, lasting)), owed
}
