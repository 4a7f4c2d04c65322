package waterfall

import (
	"math"
	"testing"
)

// loan runs one scheduled facility that arrives in month 0 and nothing else.
func loan(t *testing.T, c Facility, months int) *Ledger {
	t.Helper()
	if c.To == 0 {
		c.To = math.MaxInt32
	}
	f := &Model{Facilities: []Facility{c}}
	f.Prepare(months)
	out := new(Ledger)
	f.Run(make([]float64, months), 0, math.Inf(-1), []Supply{{Arrivals: []Arrival{{0, c.Committed}}}}, out)
	f.Balances(out)
	return out
}

func annuityLoan(amount, rate float64, term int) Facility {
	return Facility{Committed: amount, Rate: rate, Term: term, Repayment: Annuity}
}

// Copier loan of Winston's workbook examples: 10,000 at 8 %/12 over 10 months,
// PMT and PPMT as saved by Excel.
func TestLoanPublished(t *testing.T) {
	out := loan(t, annuityLoan(10000, 0.08, 10), 12)
	for k, want := range []float64{970.3654226924856, 976.8345255104354, 983.346755680505, 989.9024007183752,
		996.5017500564977, 1003.1450950568742, 1009.8327290239201, 1016.5649472174129, 1023.3420468655289, 1030.1643271779658} {
		near(t, "PPMT", out.Principal[0][k+1], want, 1e-6)
		near(t, "PMT", out.Principal[0][k+1]+out.Interest[0][k+1], 1037.0320893591522, 1e-6)
	}
	near(t, "CUMIPMT 2 to 4", sum(out.Interest[0][2:5]), 161.01258616814084, 1e-6)
	near(t, "CUMPRINC 2 to 4", sum(out.Principal[0][2:5]), 2950.0836819093156, 1e-6)
	near(t, "repaid", out.Balance[0][10], 0, 1e-9)
	near(t, "nothing later", out.Interest[0][11]+out.Principal[0][11], 0, 0)
}

// numpy-financial, docstring of ipmt: 2,500 at 8.24 % over 12 months.
func TestLoanTablePublished(t *testing.T) {
	out := loan(t, annuityLoan(2500, 0.0824, 12), 13)
	for k, want := range [][3]float64{{200.58, 17.17, 2299.42}, {201.96, 15.79, 2097.46}, {203.35, 14.4, 1894.11},
		{204.74, 13.01, 1689.37}, {206.15, 11.6, 1483.22}, {207.56, 10.18, 1275.66}, {208.99, 8.76, 1066.67},
		{210.42, 7.32, 856.25}, {211.87, 5.88, 644.38}, {213.32, 4.42, 431.05}, {214.79, 2.96, 216.26}, {216.26, 1.49, 0}} {
		near(t, "principal", out.Principal[0][k+1], want[0], 0.006)
		near(t, "interest", out.Interest[0][k+1], want[1], 0.006)
		near(t, "balance", out.Balance[0][k+1], want[2], 0.006)
	}
	near(t, "total interest", sum(out.Interest[0]), 112.98, 0.006)
}

// Microsoft Support: PMT, CUMIPMT and CUMPRINC examples.
func TestAnnuityPublished(t *testing.T) {
	near(t, "PMT(7.5%/12,180,200000)", annuity(200000, 0.075/12, 180), 1854.0247200054619, 1e-8)
	near(t, "PMT(5%/12,48,5000)", annuity(5000, 0.05/12, 48), 115.1464678532326, 1e-9)
	// PMT(6%/12,216,0,50000): saving up is borrowing without the interest.
	near(t, "PMT(6%/12,216,0,50000)", annuity(50000, 0.06/12, 216)-50000*0.06/12, 129.08, 0.005)
	house := loan(t, annuityLoan(125000, 0.09, 360), 361)
	near(t, "CUMIPMT(9%/12,360,125000,13,24)", sum(house.Interest[0][13:25]), 11135.23213, 1e-4)
	near(t, "CUMPRINC(9%/12,360,125000,13,24)", sum(house.Principal[0][13:25]), 934.1071234, 1e-4)
	five := loan(t, annuityLoan(50000, 0.05, 60), 61)
	near(t, "CUMIPMT(5%/12,60,50000,1,12)", sum(five.Interest[0][1:13]), 2294.97753732664, 1e-6)
	near(t, "CUMIPMT(5%/12,60,50000,13,24)", sum(five.Interest[0][13:25]), 1833.10006657389, 1e-6)
	near(t, "CUMPRINC(5%/12,60,50000,13,24)", sum(five.Principal[0][13:25]), 9489.64011983263, 1e-6)
}

func sum(x []float64) float64 {
	total := 0.0
	for _, v := range x {
		total += v
	}
	return total
}

// Repayment by hand: 1,200 at 12 % a year, 1 % a month.
func TestRepaymentByHand(t *testing.T) {
	for _, c := range []struct {
		name                string
		terms               Facility
		principal, interest []float64
		capitalised         float64
		left                float64
	}{
		{"equal", Facility{Term: 4, Repayment: EqualPrincipal},
			[]float64{0, 300, 300, 300, 300, 0}, []float64{0, 12, 9, 6, 3, 0}, 0, 0},
		{"equal after two months of grace, interest paid", Facility{Term: 4, Grace: 2, Repayment: EqualPrincipal},
			[]float64{0, 0, 0, 600, 600, 0}, []float64{0, 12, 12, 12, 6, 0}, 0, 0},
		{"equal after two months of grace, capitalised", Facility{Term: 4, Grace: 2, Capitalise: true, Repayment: EqualPrincipal},
			[]float64{0, 0, 0, 612.06, 612.06, 0}, []float64{0, 0, 0, 12.2412, 6.1206, 0}, 24.12, 0},
		{"bullet", Facility{Term: 3, Repayment: Bullet},
			[]float64{0, 0, 0, 1200, 0, 0}, []float64{0, 12, 12, 12, 0, 0}, 0, 0},
		{"bullet, grace as long as the term leaves the last month", Facility{Term: 2, Grace: 9, Capitalise: true, Repayment: Bullet},
			[]float64{0, 0, 1212, 0, 0, 0}, []float64{0, 0, 12.12, 0, 0, 0}, 12, 0},
		{"none", Facility{Repayment: None},
			[]float64{0, 0, 0, 0, 0, 0}, []float64{0, 12, 12, 12, 12, 12}, 0, 1200},
		{"no term is never due", Facility{Repayment: EqualPrincipal},
			[]float64{0, 0, 0, 0, 0, 0}, []float64{0, 12, 12, 12, 12, 12}, 0, 1200},
		{"term past the horizon", Facility{Term: 12, Repayment: EqualPrincipal},
			[]float64{0, 100, 100, 100, 100, 100}, []float64{0, 12, 11, 10, 9, 8}, 0, 700},
	} {
		c.terms.Committed, c.terms.Rate = 1200, 0.12
		out := loan(t, c.terms, 6)
		for m := range c.principal {
			near(t, c.name+": principal", out.Principal[0][m], c.principal[m], 1e-9)
			near(t, c.name+": interest", out.Interest[0][m], c.interest[m], 1e-9)
		}
		near(t, c.name+": capitalised", out.Capitalised[0], c.capitalised, 1e-9)
		near(t, c.name+": left", out.Balance[0][5], c.left, 1e-9)
	}
	zero := loan(t, annuityLoan(1200, 0, 4), 6)
	near(t, "annuity without interest", zero.Principal[0][2], 300, 1e-12)
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) && got != want {
		t.Errorf("%s: calculated %.12g, expected %.12g, tolerance %g", what, got, want, tolerance)
	}
}

// TestPaidAsBooked: what was paid on a loan is what the bank says; interest that was not
// paid goes on being owed, and in the as-of month the bank has the last word on the
// balance. By hand: 1,200 at 12 %, twelve equal payments, three months known.
func TestPaidAsBooked(t *testing.T) {
	owed := 1000.0
	c := Facility{Committed: 1200, Rate: 0.12, Term: 12, Repayment: EqualPrincipal, Repaid: []float64{0, 50, 0, 100}, Charged: []float64{0, 12, 4, 11}, To: math.MaxInt32}
	run := func(c Facility) *Ledger {
		f := &Model{Facilities: []Facility{c}, First: 4}
		f.Prepare(14)
		out := new(Ledger)
		f.Run(make([]float64, 14), 0, math.Inf(-1), []Supply{{Arrivals: []Arrival{{0, 1200}}}}, out)
		return out
	}
	out := run(c)
	for m, want := range [][3]float64{{0, 0, 1200}, {50, 12, 1150}, {0, 4, 1150}, {100, 11, 1050}} {
		near(t, "principal", out.Principal[0][m], want[0], 1e-12)
		near(t, "interest", out.Interest[0][m], want[1], 1e-12)
		near(t, "balance", out.Balance[0][m], want[2], 1e-12)
	}
	// month 2: 11.50 due, 4 paid; month 3: 11.50 more, 11 paid: 8 are still owed
	near(t, "interest after", out.Interest[0][4], 8+10.5, 1e-12)
	near(t, "principal after", out.Principal[0][4], 1050.0/9, 1e-12)
	c.Owed = &owed
	out = run(c)
	near(t, "found", out.Found[0], -50, 1e-12)
	near(t, "as the bank says", out.Balance[0][3], 1000, 0)
	near(t, "interest after", out.Interest[0][4], 10, 1e-12)
	near(t, "principal after", out.Principal[0][4], 1000.0/9, 1e-12)
	near(t, "repaid at the end", out.Balance[0][12], 0, 1e-9)
}
