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
	lowest, _ := s.LeastOf(first, nil)
	return lowest
}

// LeastOf is Least of what is due and of something else that may be due instead, +Inf where
// that is nil.
func (s *Service) LeastOf(first int, other []float64) (lowest, others float64) {
	first = max(0, first)
	h, m := len(s.Due), first
	lowest, others = math.Inf(1), math.Inf(1)
	for ; m+3+CoverWindow <= h; m += 4 { // windows side by side, so that no sum waits for another
		have := s.four(m)
		lowest = leastOfFour(lowest, have, fourSums(s.Due, m))
		if other != nil {
			others = leastOfFour(others, have, fourSums(other, m))
		}
	}
	for ; m < h; m++ {
		end := min(m+CoverWindow, h)
		if end-m < CoverWindow && m > first {
			break // only the first window may be shorter
		}
		have, owed := s.Over(m, end)
		if owed > 0 {
			lowest = min(lowest, have/owed)
		}
		if other == nil {
			continue
		}
		if owed = sum(other[m:end]); owed > 0 {
			others = min(others, have/owed)
		}
	}
	return lowest, others
}

func leastOfFour(lowest float64, have, owed [4]float64) float64 {
	for k, x := range owed {
		if x > 0 {
			lowest = min(lowest, have[k]/x)
		}
	}
	return lowest
}

// Over is what is available in the months from..end-1 and what is due.
func (s *Service) Over(from, end int) (have, owed float64) {
	have, owed = sum(s.Available[from:end]), sum(s.Due[from:end])
	if s.Building == nil || s.Lasting == nil {
		return have, owed
	}
	return have + max(0, min(sum(s.Building[from:end]), sum(s.Lasting[from:end]))), owed
}

func sum(x []float64) (all float64) {
	for _, y := range x {
		all += y
	}
	return all
}

// four is what is available in the twelve months from month from on, and from the next three
// on.
func (s *Service) four(from int) (have [4]float64) {
	have = fourSums(s.Available, from)
	if s.Building == nil || s.Lasting == nil {
		return have
	}
	building, lasting := fourSums(s.Building, from), fourSums(s.Lasting, from)
	for k := range have {
		have[k] += max(0, min(building[k], lasting[k]))
	}
	return have
}

// fourSums are those of the twelve months from month from on, and from the next three on.
func fourSums(x []float64, from int) [4]float64 {
	var a, b, c, d float64
	x = x[from:][:CoverWindow+3]
	y0, y1, y2 := x[0], x[1], x[2]
	for _, y := range x[3:] {
		a, b, c, d = a+y0, b+y1, c+y2, d+y
		y0, y1, y2 = y1, y2, y
	}
	return [4]float64{a, b, c, d}
}
