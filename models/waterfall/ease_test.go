package waterfall

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestEases: where it is said that a better flow leaves no larger gap, none is larger, and
// what is said covers the overdrafts that plans have; elsewhere a gap can be larger.
func TestEases(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	a, b := new(Ledger), new(Ledger)
	var said, smaller [3]int
	larger := 0
	for range 30000 {
		months := 3 + r.IntN(30)
		f, s := easyFunding(r, months)
		ease := f.Eases(months, s)
		said[ease]++
		ncf, better := make([]float64, months), make([]float64, months)
		total := 0.0
		for m := range ncf {
			ncf[m] = 20*r.NormFloat64() + 1
			by := 0.0
			if r.IntN(3) == 0 {
				by = 30 * r.Float64()
			}
			if (ease == EaseInTotal || ease == EaseNone) && r.IntN(2) == 0 {
				by = -total * r.Float64()
			}
			total += by
			better[m] = ncf[m] + by
		}
		opening, minimum := 60*r.Float64(), 20*r.Float64()
		f.Run(ncf, opening, minimum, s, a)
		f.Run(better, opening, minimum, s, b)
		for m := range ncf {
			switch {
			case b.Gap[m] > a.Gap[m]+1e-7 && ease != EaseNone:
				t.Fatalf("ease %d: gap %v in month %d, not %v, with more money: %+v", ease, b.Gap[m], m, a.Gap[m], f.Facilities)
			case b.Gap[m] > a.Gap[m]+1e-7:
				larger++
			case b.Gap[m] < a.Gap[m]-1e-7:
				smaller[ease]++
			}
		}
	}
	for k, n := range said {
		if n < 500 || smaller[k] < 1000 {
			t.Errorf("ease %d is said %d times, %d gaps are smaller", k, n, smaller[k])
		}
	}
	if larger < 20 {
		t.Errorf("elsewhere only %d gaps are larger", larger)
	}
}

// easyFunding is up to three sources that are drawn on demand or swept, most of them such
// that a better flow leaves no larger gap.
func easyFunding(r *rand.Rand, months int) (*Model, []Supply) {
	n := 1 + r.IntN(3)
	f, s := &Model{}, make([]Supply, n)
	for j := range n {
		c := Facility{Committed: 10 + 60*r.Float64(), Rate: 0.3 * r.Float64(), To: months + 5, Priority: j + 1, OnDemand: true, Revolving: true, Repayment: Sweep}
		if r.IntN(3) == 0 {
			c.Rate = 0.1 * float64(j+1)
		}
		if r.IntN(3) == 0 {
			c.Commitment = c.Rate * r.Float64()
		}
		switch r.IntN(9) {
		case 0:
			c.To = r.IntN(months)
		case 1:
			c.From = r.IntN(months)
		case 2:
			c.Repayment, c.Revolving = None, false
		case 3:
			c.OnDemand, c.Revolving = false, false
			s[j].Arrivals = []Arrival{{Month: float64(r.IntN(months)) + r.Float64(), Amount: c.Committed}}
		case 4:
			unlike(r, &c)
		case 5:
			s[j].Rates = make([]float64, months)
			for m := range s[j].Rates {
				s[j].Rates[m] = c.Commitment + 0.2*r.Float64()
			}
		}
		s[j].OpenFrom = math.Floor(2 * r.Float64() * float64(r.IntN(4)))
		f.Facilities = append(f.Facilities, c)
	}
	f.Prepare(months)
	return f, s
}

// unlike gives a facility on demand terms with which a better flow can leave a larger gap.
func unlike(r *rand.Rand, c *Facility) {
	switch r.IntN(5) {
	case 0:
		c.Term = 2 + r.IntN(6)
	case 1:
		c.Revolving = false
	case 2:
		c.Upfront = 0.2
	case 3:
		c.Repayment, c.Term = Bullet, 2+r.IntN(6)
	case 4:
		c.Commitment = c.Rate + 0.3
	}
}
