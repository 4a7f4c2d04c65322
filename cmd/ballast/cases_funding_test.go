package main

import (
	"encoding/json"
	"fmt"
	"math"
	"testing"
)

// ledger is what these tests read of the months of a run: every list is by
// source, in the order of the sheet Funding.
type ledger struct {
	Cash struct {
		Months []struct{ Mean float64 }
	}
	Funding struct {
		Months []struct{ Drawn, Interest, Fees, Principal []float64 }
	}
}

// booked runs a text source and returns its ledger.
func booked(t *testing.T, source string) ledger {
	t.Helper()
	got := ballast(t, "run", plan(t, source), "--json", "-", "--quiet")
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s\n%s", got.code, got.err, source)
	}
	var l ledger
	if err := json.Unmarshal([]byte(got.out), &l); err != nil {
		t.Fatal(err)
	}
	return l
}

// sum adds a figure of source j over payments from..to, counted from 1: the
// first payment falls due in the month after the draw.
func (l ledger) sum(j, from, to int, of func(m int) []float64) float64 {
	total := 0.0
	for m := from; m <= to; m++ {
		total += of(m)[j]
	}
	return total
}

func (l ledger) interest(m int) []float64  { return l.Funding.Months[m].Interest }
func (l ledger) principal(m int) []float64 { return l.Funding.Months[m].Principal }

// lent is a plan with loans that arrive in month 0, each "amount | rate | repayment | term".
func lent(horizon int, opening string, loans ...string) string {
	s := fmt.Sprintf("== Project\nName | Loan\nCurrency | USD\nStart month | 2026-01\nHorizon | %d\nOpening cash | %s\nScenarios | 100\n\n"+
		"== Costs\nID | Name | Amount | Start | Months\nC1 | Nothing | 0 | 2026-01 | 1\n\n"+
		"== Funding\nID | Name | Kind | Committed | Rate | Repayment | Term | Date | Draw\n", horizon, opening)
	for i, l := range loans {
		s += fmt.Sprintf("F%d | Loan | loan | %s | 2026-01 | scheduled\n", i+1, l)
	}
	return s
}

// TestLoanMonthByMonth: 10,000 at 8 % over ten months, and 2,500 at 8.24 %
// over a year. Sources: PPMT as Excel cached it in Copier.xlsx of
// jonmullins/Excel_Problems; the table of numpy-financial's ipmt, to the cent.
func TestLoanMonthByMonth(t *testing.T) {
	l := booked(t, lent(12, "0", "10000 | 8% | annuity | 10"))
	for k, want := range []float64{970.3654226924856, 976.8345255104354, 983.346755680505, 989.9024007183752, 996.5017500564977,
		1003.1450950568742, 1009.8327290239201, 1016.5649472174129, 1023.3420468655289, 1030.1643271779658} {
		near(t, fmt.Sprintf("principal %d", k+1), l.principal(k + 1)[0], want, 1e-6)
		near(t, fmt.Sprintf("payment %d", k+1), l.principal(k + 1)[0]+l.interest(k + 1)[0], 1037.0320893591522, 1e-6)
	}
	near(t, "CUMIPMT 2..4", l.sum(0, 2, 4, l.interest), 161.01258616814084, 1e-6)
	near(t, "CUMPRINC 2..4", l.sum(0, 2, 4, l.principal), 2950.0836819093156, 1e-6)

	l = booked(t, lent(14, "0", "2500 | 8.24% | annuity | 12"))
	balance := 2500.0
	for k, want := range [][3]float64{{200.58, 17.17, 2299.42}, {201.96, 15.79, 2097.46}, {203.35, 14.40, 1894.11}, {204.74, 13.01, 1689.37},
		{206.15, 11.60, 1483.22}, {207.56, 10.18, 1275.66}, {208.99, 8.76, 1066.67}, {210.42, 7.32, 856.25}, {211.87, 5.88, 644.38},
		{213.32, 4.42, 431.05}, {214.79, 2.96, 216.26}, {216.26, 1.49, 0}} {
		balance -= l.principal(k + 1)[0]
		near(t, fmt.Sprintf("principal %d", k+1), l.principal(k + 1)[0], want[0], 0.006)
		near(t, fmt.Sprintf("interest %d", k+1), l.interest(k + 1)[0], want[1], 0.006)
		near(t, fmt.Sprintf("balance %d", k+1), balance, want[2], 0.006)
	}
	near(t, "total interest", l.sum(0, 1, 12, l.interest), 112.98, 0.006)
}

// TestBalloonAsTwoLoans: an annuity with a balloon of 1,000 is an annuity of
// 9,000 beside a bullet of 1,000. Source: PMT(8%/12,10,10000,-1000) as Excel
// cached it in Copier.xlsx of jonmullins/Excel_Problems.
func TestBalloonAsTwoLoans(t *testing.T) {
	l := booked(t, lent(12, "0", "9000 | 8% | annuity | 10", "1000 | 8% | bullet | 10"))
	for m := 1; m <= 9; m++ {
		paid := 0.0
		for j := range 2 {
			paid += l.principal(m)[j] + l.interest(m)[j]
		}
		near(t, fmt.Sprintf("payment %d", m), paid, 939.9955470899038, 1e-6)
	}
	near(t, "balloon", l.principal(10)[1], 1000, 1e-9)
}

// TestDocumentedLoans. Source: Microsoft Support, PMT, CUMIPMT and CUMPRINC;
// numpy-financial; the tests of excelize. Not expressible: PMT of a deposit
// that grows to a sum, and annuities due, since the model pays at the end of
// a month.
func TestDocumentedLoans(t *testing.T) {
	for _, c := range []struct {
		name          string
		loan          string
		n, from, to   int
		cumipmt, cump float64 // NaN: not documented
		pmt           float64
	}{
		{"PMT(0.075/12,180,200000)", "200000 | 7.5% | annuity | 180", 180, 1, 1, math.NaN(), math.NaN(), 1854.0247200054619},
		{"PMT(5%/12,48,5000)", "5000 | 5% | annuity | 48", 48, 1, 1, math.NaN(), math.NaN(), 115.1464678532326},
		{"CUMIPMT(9%/12,360,125000,13,24,0)", "125000 | 9% | annuity | 360", 360, 13, 24, 11135.23213, 934.1071234, math.NaN()},
		{"CUMIPMT(5%/12,60,50000,1,12,0)", "50000 | 5% | annuity | 60", 60, 1, 12, 2294.97753732664, math.NaN(), math.NaN()},
		{"CUMIPMT(5%/12,60,50000,13,24,0)", "50000 | 5% | annuity | 60", 60, 13, 24, 1833.10006657389, 9489.64011983263, math.NaN()},
	} {
		t.Run(c.name, func(t *testing.T) {
			l := booked(t, lent(c.n+1, "0", c.loan))
			if !math.IsNaN(c.pmt) {
				near(t, "payment", l.principal(1)[0]+l.interest(1)[0], c.pmt, 1e-4)
			}
			if !math.IsNaN(c.cumipmt) {
				near(t, "interest", l.sum(0, c.from, c.to, l.interest), c.cumipmt, 1e-4)
			}
			if !math.IsNaN(c.cump) {
				near(t, "principal", l.sum(0, c.from, c.to, l.principal), c.cump, 1e-4)
			}
			near(t, "repaid", l.sum(0, 1, c.n, l.principal), l.Funding.Months[0].Drawn[0], 1e-6)
		})
	}
}

// TestRevolverDrawsToMinimum: cash of 40, 12 after the month's flows, a floor
// of 25 and 20 drawn before give a draw of 13, 33 owed and 25 in hand.
// Source: financeinterviewai.com, how to model revolver drawdowns, example 1.
// The months before bring about 40 in hand with 20 drawn.
func TestRevolverDrawsToMinimum(t *testing.T) {
	l := booked(t, "== Project\nName | Revolver\nCurrency | USD\nStart month | 2026-01\nHorizon | 3\nOpening cash | 25\nMinimum cash | 25\nScenarios | 100\n\n"+
		"== Costs\nID | Name | Amount | Start | Months\nC1 | Out | 20 | 2026-01 | 1\nC2 | Out | 28 | 2026-03 | 1\n\n"+
		"== Revenue\nID | Name | Amount per month | Start | End\nS1 | In | 15 | 2026-02 | 2026-02\n\n"+
		"== Funding\nID | Name | Kind | Committed | Repayment | Draw\nF1 | Line | revolver | 100 | none | on demand\n")
	near(t, "opening cash", l.Cash.Months[1].Mean, 40, 0)
	near(t, "drawn before", l.Funding.Months[0].Drawn[0], 20, 0)
	near(t, "draw", l.Funding.Months[2].Drawn[0], 13, 0)
	near(t, "paydown", l.principal(2)[0], 0, 0)
	near(t, "closing revolver", l.sum(0, 0, 2, func(m int) []float64 { return l.Funding.Months[m].Drawn }), 33, 0)
	near(t, "closing cash", l.Cash.Months[2].Mean, 25, 0)
}

// TestCashSweep: 1,150 available, 400 of mandatory repayment and a floor of 50
// leave 700, of which 200 repay the short-term debt.
// Source: felix.fe.training, Building a model with cash sweep.
func TestCashSweep(t *testing.T) {
	l := booked(t, "== Project\nName | Sweep\nCurrency | USD\nStart month | 2026-01\nHorizon | 2\nOpening cash | 50\nMinimum cash | 50\nScenarios | 100\n\n"+
		"== Costs\nID | Name | Amount | Start | Months\nC1 | Out | 600 | 2026-01 | 1\n\n"+
		"== Revenue\nID | Name | Amount per month | Start | End\nS1 | In | 1100 | 2026-02 | 2026-02\n\n"+
		"== Funding\nID | Name | Kind | Committed | Repayment | Term | Date | Draw\n"+
		"F1 | Term loan | loan | 400 | bullet | 1 | 2026-01 | scheduled\nF2 | Short-term debt | revolver | 500 | sweep | | 2026-01 | on demand\n")
	near(t, "opening short-term debt", l.Funding.Months[0].Drawn[1], 200, 0)
	near(t, "cash before repayments", l.Cash.Months[0].Mean+1100, 1150, 0)
	near(t, "mandatory repayment", l.principal(1)[0], 400, 0)
	near(t, "sweep", l.principal(1)[1], 200, 0)
	near(t, "surplus left", l.Cash.Months[1].Mean-50, 700-200, 0)
}
