package unit

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestParseNumber reads numbers of all notations that settle themselves.
func TestParseNumber(t *testing.T) {
	for text, want := range map[string]string{
		"1,234.50": "1234.50", "1.234,50": "1234.50", "1.355,90 €": "1355.90", "2500,00": "2500", "1'234.50": "1234.50", "1’234’567": "1234567", "1 234,50": "1234.50", "1\u202f234,50": "1234.50", "1\u00a0234\u00a0567": "1234567", "1.234.567": "1234567", "1,234,567": "1234567",
		"1,50,000": "150000", "₹12,34,567": "1234567", "₹12,34,567.50": "1234567.50", "2.5 lakh": "250000", "3 crore": "30000000", "Rs. 50,00,000/-": "5000000", "Rs 500/-": "500", "CHF 1'200.-": "1200", "1.200,- €": "1200",
		"¥1.2m": "1200000", "(300)": "-300", "($120)": "-120", "300-": "-300", "-300": "-300", "- 300": "-300", "−5": "-5", "(1,234.50)": "-1234.50", "¥1,020.00": "1020", "US$32,434,354.89 ": "32434354.89",
		"1.2万": "12000", "3亿": "300000000", "1.2万元": "12000", "３５": "35", "1.2 k": "1200", "1.2 bn": "1200000000", "5 Mio. €": "5000000", "EUR 1.5m": "1500000", "k€ 50": "50000", "50 k€": "50000", "1e6": "1000000", "1.2E+05": "120000", "2e-2": "0.02",
		"35%": "0.35", "35 %": "0.35", "12,5 %": "0.125", "5‰": "0.005", "150 bps": "0.015", "-10%": "-0.10", "+20%": "0.20", "0.850": "0.850", "0,850": "0.850", ".5": "0.5", ",5": "0.5", "12.": "12", "1234,567": "1234.567", "850": "850",
		"6 weeks": "6", "3 days": "3", "2 yrs": "2", "18个月": "18", "100 DR": "100", "100 EUR": "100",
	} {
		n, ok := ParseNumber(text, Unsaid)
		if !ok || n.Doubt || !n.In().Equal(decimal.RequireFromString(want)) {
			t.Errorf("ParseNumber(%q) = %s (%+v), %v; want %s", text, n.In(), n, ok, want)
		}
	}
	for _, text := range []string{"", "abc", "1,23,45", "1,2,3", "12,34,56.7", "1.2.3", "--5", "-(5)", "1 23", "1,,000", "2026-03", "PERT(1,2,3)", "1.2 kg", "C1", "Q1", "5 6", "1/2", "10:30", "1e999", "1e", "5 P10", "1''000", "3-4", "(5", "1,0000,000"} {
		if n, ok := ParseNumber(text, Unsaid); ok {
			t.Errorf("ParseNumber(%q) = %s, want refusal", text, n.In())
		}
	}
}

func TestParsePercentile(t *testing.T) {
	for text, want := range map[string]string{"P80": "0.8", "p 97.5": "0.975", "Ｐ９０": "0.9", " P97,5 ": "0.975", "P80%": "0.8", "P80 %": "0.8", "P99.9": "0.999", "P5": "0.05"} {
		if n, ok := ParsePercentile(text); !ok || !n.In().Equal(decimal.RequireFromString(want)) {
			t.Errorf("ParsePercentile(%q) = %s, %v; want %s", text, n.In(), ok, want)
		}
	}
	for _, text := range []string{"", "P", "80", "80%", "P0", "P100", "P180", "P-5", "P80P90", "P80 EUR", "PERT(1,2,3)", "Phase 2", "P1.2m", "P(80)"} {
		if n, ok := ParsePercentile(text); ok {
			t.Errorf("ParsePercentile(%q) = %s, want refusal", text, n.In())
		}
	}
}

// TestDoubt: one mark before exactly three digits is settled by the notation
// alone.
func TestDoubt(t *testing.T) {
	for _, c := range []struct {
		text  string
		n     Notation
		want  string
		doubt bool
	}{
		{"1.200", Unsaid, "1200", true}, {"1.200", Comma, "1200", false}, {"1.200", Point, "1.2", false}, {"1,200", Unsaid, "1200", true}, {"1,200", Comma, "1.2", false}, {"1,200", Point, "1200", false}, {"12.500 €", Comma, "12500", false},
	} {
		n, ok := ParseNumber(c.text, c.n)
		if !ok || n.Doubt != c.doubt || !n.Value.Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%q under %q: %s, doubt %v, %v; want %s, %v", c.text, string(c.n), n.Value, n.Doubt, ok, c.want, c.doubt)
		}
	}
}

// TestSettle judges a column by its own cells, then the sheet's, then the
// workbook's, then by the currency.
func TestSettle(t *testing.T) {
	tally := func(texts ...string) (out Tally) {
		for _, s := range texts {
			out.Add(s)
		}
		return out
	}
	for _, c := range []struct {
		name                string
		column, sheet, book Tally
		dots, commas        bool
		want                Notation
		doubt               bool
	}{
		{"own cells", tally("1.200", "3,50"), Tally{}, Tally{}, false, true, Comma, false},
		{"own cells, groups", tally("1.200", "1.234.567"), Tally{}, Tally{}, false, true, Comma, false},
		{"the sheet", tally("1.200"), tally("3,50"), Tally{}, false, true, Comma, false},
		{"the workbook", tally("1.200"), Tally{}, tally("3.50"), true, true, Point, false},
		{"the euro groups with dots", tally("1.200", "12.500", "850"), Tally{}, Tally{}, true, true, Comma, false},
		{"dollars do not", tally("1.200", "12.500"), Tally{}, Tally{}, false, true, Unsaid, true},
		{"dollars group with commas", tally("1,200"), Tally{}, Tally{}, false, true, Point, false},
		{"reais do not", tally("1,200"), Tally{}, Tally{}, true, false, Unsaid, true},
		{"both in doubt", tally("1,200", "1.200"), Tally{}, Tally{}, true, true, Unsaid, true},
		{"both notations", tally("1,200.50", "1.200,50", "1.200"), Tally{}, Tally{}, true, true, Unsaid, true},
		{"nothing to settle", tally("850", "PERT(1,2,3)", "text, more"), Tally{}, Tally{}, true, true, Unsaid, false},
	} {
		n, doubt := Settle(c.column, c.sheet, c.book, c.dots, c.commas)
		if n != c.want || doubt != c.doubt {
			t.Errorf("%s: %q, %v; want %q, %v", c.name, string(n), doubt, string(c.want), c.doubt)
		}
	}
}

// TestParseDate reads dates; an order settles 03/04/2026.
func TestParseDate(t *testing.T) {
	for text, want := range map[string]Date{
		"2026-03": {2026, 3, 0}, "2026/3": {2026, 3, 0}, "202603": {2026, 3, 0}, "20260315": {2026, 3, 15}, "2026年3月": {2026, 3, 0}, "2026年3月5日": {2026, 3, 5}, "3/2026": {2026, 3, 0}, "Mar-26": {2026, 3, 0}, "March 2026": {2026, 3, 0},
		"März 2026": {2026, 3, 0}, "Mrz 26": {2026, 3, 0}, "5. März 2026": {2026, 3, 5}, "Okt 2026": {2026, 10, 0}, "Dez-26": {2026, 12, 0}, "mai 2026": {2026, 5, 0}, "enero 2026": {2026, 1, 0}, "5 de marzo de 2026": {2026, 3, 5}, "Sept 2026": {2026, 9, 0}, "2026 Mar": {2026, 3, 0},
		"March 5, 2026": {2026, 3, 5}, "5-Mar-2026": {2026, 3, 5}, "5th March 2026": {2026, 3, 5}, "13/04/2026": {2026, 4, 13}, "04/13/2026": {2026, 4, 13}, "13.04.26": {2026, 4, 13}, "03.04.2026": {2026, 4, 3}, "2026-03-01T00:00:00Z": {2026, 3, 1}, "2026-03-01 12:30": {2026, 3, 1}, "04/04/2026": {2026, 4, 4}, "2026.03": {2026, 3, 0},
	} {
		if d, doubt, ok := ParseDate(text, Unsettled); !ok || doubt || d != want {
			t.Errorf("ParseDate(%q) = %v, doubt %v, %v; want %v", text, d, doubt, ok, want)
		}
	}
	for o, want := range map[Order]Date{DayMonth: {2026, 4, 3}, MonthDay: {2026, 3, 4}} {
		if d, doubt, ok := ParseDate("03/04/2026", o); !ok || doubt || d != want {
			t.Errorf("03/04/2026 under %d: %v, %v, %v", o, d, doubt, ok)
		}
	}
	if _, doubt, ok := ParseDate("03/04/2026", Unsettled); !ok || !doubt {
		t.Error("03/04/2026 alone is in doubt")
	}
	for _, text := range []string{"", "2026-13", "31/02/2026", "13/13/2026", "1.2", "Quarter 1", "2026", "abc 2026", "jui 2026", "12", "3/4"} {
		if d, _, ok := ParseDate(text, Unsettled); ok {
			t.Errorf("ParseDate(%q) = %v, want refusal", text, d)
		}
	}
	for text, want := range map[string]Order{"13/04/2026": DayMonth, "04/13/2026": MonthDay, "03.04.2026": DayMonth, "03/04/2026": Unsettled, "2026-04-13": Unsettled, "Apr 2026": Unsettled} {
		if DateClue(text) != want {
			t.Errorf("DateClue(%q) = %d, want %d", text, DateClue(text), want)
		}
	}
}

// TestParseSpan reads the periods of columns.
func TestParseSpan(t *testing.T) {
	for text, want := range map[string]Span{
		"Jan-26": {Months: 1, Year: 2026, First: 1}, "Q1 2026": {Months: 3, Year: 2026, First: 1, Letter: 'q'}, "2026Q3": {Months: 3, Year: 2026, First: 7, Letter: 'q'}, "Q4": {Months: 3, First: 10, Letter: 'q'}, "Q2 26": {Months: 3, Year: 2026, First: 4, Letter: 'q'}, "H2": {Months: 6, First: 7, Letter: 'h'},
		"FY26": {Months: 12, Year: 2026, First: 1, Fiscal: true}, "FY 2026": {Months: 12, Year: 2026, First: 1, Fiscal: true}, "FY2026-27": {Months: 12, Year: 2026, First: 1, Fiscal: true, Two: true}, "2026-27": {Months: 12, Year: 2026, First: 1, Fiscal: true, Two: true}, "2026/27": {Months: 12, Year: 2026, First: 1, Fiscal: true, Two: true}, "Q1 FY26-27": {Months: 3, Year: 2026, First: 1, Fiscal: true, Two: true, Letter: 'q'}, "Q1 FY26": {Months: 3, Year: 2026, First: 1, Fiscal: true, Letter: 'q'},
		"P3": {Months: 1, Ordinal: 3, Letter: 'p'}, "Period 12": {Months: 1, Ordinal: 12, Letter: 'p'}, "M7": {Months: 1, Ordinal: 7}, "Month 7": {Months: 1, Ordinal: 7}, "Year 2": {Months: 12, Ordinal: 2}, "Y1": {Months: 12, Ordinal: 1}, "Jan": {Months: 1, First: 1}, "Mai": {Months: 1, First: 5}, "2026": {Months: 12, Year: 2026, First: 1},
		"第一季度": {Months: 3, First: 1, Letter: 'q'}, "2026年一季度": {Months: 3, Year: 2026, First: 1, Letter: 'q'}, "上半年": {Months: 6, First: 1, Letter: 'h'}, "2026年": {Months: 12, Year: 2026, First: 1}, "3月": {Months: 1, First: 3}, "第2年": {Months: 12, Ordinal: 2}, "Budget 2026": {Months: 12, Year: 2026, First: 1},
	} {
		want.Pure = text != "Budget 2026"
		if got, ok := ParseSpan(text); !ok || got != want {
			t.Errorf("ParseSpan(%q) = %+v, %v; want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "Amount", "Q5", "Name", "P50", "Total cost of works and more"} {
		if got, ok := ParseSpan(text); ok {
			t.Errorf("ParseSpan(%q) = %+v, want none", text, got)
		}
	}
	at := func(y, m int) int { return y*12 + m - 1 }
	for _, c := range []struct {
		text   string
		fiscal int
		want   int
	}{{"FY26", 4, at(2025, 4)}, {"FY2026-27", 4, at(2026, 4)}, {"FY26", 1, at(2026, 1)}, {"Q1 FY26", 7, at(2025, 7)}, {"Q4 FY26", 7, at(2026, 4)}, {"Apr 2026", 4, at(2026, 4)}, {"Q2 FY2026-27", 4, at(2026, 7)}} {
		p, ok := ParseSpan(c.text)
		if got := p.Begin(c.fiscal); !ok || got != c.want {
			t.Errorf("%s with accounts from month %d begins %d-%02d, want %d-%02d", c.text, c.fiscal, got/12, got%12+1, c.want/12, c.want%12+1)
		}
	}
}

// TestJudge decides between share and per cent, group by group.
func TestJudge(t *testing.T) {
	figs := func(vs ...float64) (out []Figure) {
		for _, v := range vs {
			out = append(out, Figure{Value: decimal.NewFromFloat(v)})
		}
		return out
	}
	for _, c := range []struct {
		name    string
		m       Meaning
		header  bool
		group   []Figure
		percent bool
		say     Say
	}{
		{"user's own % settles it", Whole, true, figs(0.5, 1), true, Quiet},
		{"user's own % settles large ones", Factor, true, figs(90, 140), true, Quiet},
		{"own name, all within 1", Carried, false, figs(0.3, 1), false, Said},
		{"own name, one beyond", Carried, false, figs(40, 25, 1), true, Quiet},
		{"a fee of 1 could be 1 %", Fee, false, figs(1), false, Either},
		{"a fee of 0.02", Fee, false, figs(0.02), false, Said},
		{"a fee of 2", Fee, false, figs(2), true, Quiet},
		{"probabilities as shares", Chance, false, figs(0.2, 1), false, Quiet},
		{"probabilities above 1", Chance, false, figs(20, 0.5), true, Warned},
		{"scores of 1 to 5", Chance, false, figs(3, 5, 1), false, Scores},
		{"scores up to 10", Chance, false, figs(10, 2), false, Scores},
		{"whole per cents", Chance, false, figs(10, 20), true, Warned},
		{"a rate of 6", Whole, false, figs(6), true, Warned},
		{"a rate of 0.06", Whole, false, figs(0.06), false, Quiet},
		{"factors", Factor, false, figs(0.9, 1.4), false, Quiet},
		{"factors of 5", Factor, false, figs(5), false, Quiet},
		{"per cents of base", Factor, false, figs(90, 140), true, Quiet},
		{"factors and per cents", Factor, false, figs(1.1, 120), false, MixedUse},
		{"% of affected", Part, false, figs(1, 10), true, Quiet},
		{"zeros", Chance, false, figs(0, 0), false, Quiet},
		{"shown per cents are not judged", Chance, false, []Figure{{Value: decimal.NewFromInt(50), Shown: true}}, false, Quiet},
	} {
		if v := Judge(c.m, c.header, c.group); v.Percent != c.percent || v.Say != c.say {
			t.Errorf("%s: per cent %v, say %d; want %v, %d", c.name, v.Percent, v.Say, c.percent, c.say)
		}
	}
}

// TestDeviations tells -10 % of the amount from an amount of -10 %.
func TestDeviations(t *testing.T) {
	n := func(s string) *Number {
		if s == "" {
			return nil
		}
		v, ok := ParseNumber(s, Unsaid)
		if !ok {
			t.Fatal(s)
		}
		return &v
	}
	for _, c := range []struct {
		low, likely, high string
		percent           bool
		deviations, ask   bool
	}{
		{"-10%", "0%", "20%", false, true, false}, {"-10", "0", "20", true, true, false}, {"-10", "", "20", true, true, false}, {"+5%", "", "+20%", false, true, false}, {"-50", "0", "80", false, true, false},
		{"-50", "", "80", false, false, true}, {"90", "100", "140", true, false, false}, {"90%", "100%", "140%", false, false, false}, {"80", "100", "150", false, false, false},
	} {
		dev, ask := Deviations(n(c.low), n(c.likely), n(c.high), c.percent, decimal.NewFromInt(1000))
		if dev != c.deviations || ask != c.ask {
			t.Errorf("%s, %s, %s: deviations %v, ask %v", c.low, c.likely, c.high, dev, ask)
		}
	}
}

// FuzzTexts: no text makes a reader of this package panic, and what is read
// from a number's own digits is read again from what it shows.
func FuzzTexts(f *testing.F) {
	for _, s := range []string{"1.355,90 €", "Amount (k€)", "单位：万元", "03/04/2026", "Q1 FY26-27", "P10", "(300)-", "₹12,34,567", "±%", "1'234", "((", "]", "a/b/c", "in in", "%%", "1.2.3,4"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		Parse(s)
		ParseTitle(s)
		ParseHeader(s, func(x string) bool { return x == "Amount" || x == "a" })
		ParseSpan(s)
		ParseDate(s, Unsettled)
		DateClue(s)
		Canonical(s, "EUR")
		var tally Tally
		tally.Add(s)
		if n, ok := ParseNumber(s, Unsaid); ok && !n.Doubt {
			again, ok := ParseNumber(n.Value.String(), Point)
			if !ok || !again.Value.Equal(n.Value) {
				t.Errorf("%q is %s, which reads %s", s, n.Value, again.Value)
			}
		}
	})
}
