package returns

import (
	"math"
	"testing"
)

// TestLoanLife: what is available is 1.3 times an annuity of 1 % a month, of which the
// present value at 1 % is what is owed, so the cover is 1.3 whenever it begins. Building
// stands outside as far as lasting money came; a debt that is not repaid has no cover.
func TestLoanLife(t *testing.T) {
	const rate, months = 0.01, 24
	pay := rate / (1 - math.Pow(1+rate, -months)) * 100
	s := Service{Available: make([]float64, 40)}
	d := Debt{Owed: make([]float64, 40), Rate: make([]float64, 40)}
	owed := 100.0
	for m := range 40 {
		if m > 0 && m <= months {
			owed += rate*owed - pay
			s.Available[m], d.Rate[m] = 1.3*pay, rate
		}
		d.Owed[m] = owed
	}
	for _, first := range []int{1, 7, months} {
		near(t, "cover", s.LoanLife(first, d), 1.3, 1e-9)
	}
	s.Building, s.Lasting = make([]float64, 40), make([]float64, 40)
	s.Available[7] -= 50
	s.Building[7], s.Lasting[9] = 50, 25
	worth := 1.3*100 - 25*math.Pow(1+rate, -7)
	near(t, "half of the building paid by lasting money", s.LoanLife(1, d), worth/100, 1e-9)
	for _, first := range []int{0, months + 1, 40} {
		if x := s.LoanLife(first, d); !math.IsInf(x, 1) {
			t.Errorf("nothing owed as month %d begins, cover %v", first, x)
		}
	}
	d.Owed[39] = 1
	if x := s.LoanLife(1, d); !math.IsInf(x, 1) {
		t.Errorf("a debt that outlives the horizon has a cover of %v", x)
	}
}
