package unit

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
)

// TestParse reads every unit that people write, alone and joined.
func TestParse(t *testing.T) {
	money := func(shift int32, cur string) Unit { return Unit{Dimension: Money, Shift: shift, Currency: cur} }
	for text, want := range map[string]Unit{
		"'000": money(3, ""), "000": money(3, ""), "000s": money(3, ""), "’000": money(3, ""), "thousand": money(3, ""), "thousands": money(3, ""), "in thousands": money(3, ""),
		"TEUR": money(3, "EUR"), "T€": money(3, "EUR"), "Tsd. €": money(3, "EUR"), "Tsd. EUR": money(3, "EUR"), "kEUR": money(3, "EUR"), "k€": money(3, "EUR"), "€k": money(3, "EUR"),
		"EUR k": money(3, "EUR"), "EURk": money(3, "EUR"), "EUR 1,000": money(3, "EUR"), "1.000 EUR": money(3, "EUR"), "1'000 CHF": money(3, "CHF"), "CHF 1 000": money(3, "CHF"), "USD '000": money(3, "USD"), "$000s": money(3, "$"), "$'000": money(3, "$"),
		"USD MM": money(6, "USD"), "USDmn": money(6, "USD"), "Mio.": money(6, ""), "Mio. €": money(6, "EUR"), "mn": money(6, ""), "mln": money(6, ""), "million": money(6, ""), "GBP millions": money(6, "GBP"), "£ million": money(6, "£"), "$ in millions": money(6, "$"), "EUR 1,000,000": money(6, "EUR"),
		"bn": money(9, ""), "Mrd.": money(9, ""), "Mrd. EUR": money(9, "EUR"), "billion": money(9, ""), "billions of USD": money(9, "USD"),
		"千元": money(3, "元"), "万元": money(4, "元"), "十万元": money(5, "元"), "百万元": money(6, "元"), "千万元": money(7, "元"), "亿元": money(8, "元"), "十亿元": money(9, "元"), "万": money(4, ""), "亿": money(8, ""), "万美元": money(4, "USD"),
		"lakh": money(5, ""), "lakhs": money(5, ""), "lac": money(5, ""), "crore": money(7, ""), "crores": money(7, ""), "₹ lakh": money(5, "INR"), "₹lakh": money(5, "INR"), "Rs. in lakhs": money(5, "rs"), "INR Lakhs": money(5, "INR"), "₹L": money(5, "INR"),
		"元": money(0, "元"), "圆": money(0, "圆"), "人民币": money(0, "CNY"), "RMB": money(0, "CNY"), "yuan": money(0, "yuan"), "euro": money(0, "EUR"), "euros": money(0, "EUR"), "dollars": money(0, "dollars"), "rupees": money(0, "rupees"), "Rs": money(0, "rs"), "Rs.": money(0, "rs"),
		"EUR": money(0, "EUR"), "€": money(0, "EUR"), "¥": money(0, "¥"), "kr": money(0, "kr"), "US$": money(0, "USD"), "SEK": money(0, "SEK"),
		"%": {Dimension: Share, Shift: -2}, "pct": {Dimension: Share, Shift: -2}, "percent": {Dimension: Share, Shift: -2}, "per cent": {Dimension: Share, Shift: -2}, "‰": {Dimension: Share, Shift: -3}, "bp": {Dimension: Share, Shift: -4}, "bps": {Dimension: Share, Shift: -4}, "百分比": {Dimension: Share, Shift: -2},
		"% of base": {Dimension: Share, Shift: -2, OfWhat: true}, "% p.a.": {Dimension: Share, Shift: -2, Per: Year}, "% per month": {Dimension: Share, Shift: -2, Per: Month}, "%/month": {Dimension: Share, Shift: -2, Per: Month},
		"day": {Dimension: Time, Of: Day}, "days": {Dimension: Time, Of: Day}, "天": {Dimension: Time, Of: Day}, "日": {Dimension: Time, Of: Day}, "week": {Dimension: Time, Of: Week}, "wk": {Dimension: Time, Of: Week}, "周": {Dimension: Time, Of: Week},
		"month": {Dimension: Time, Of: Month}, "mo": {Dimension: Time, Of: Month}, "月": {Dimension: Time, Of: Month}, "个月": {Dimension: Time, Of: Month}, "quarters": {Dimension: Time, Of: Quarter}, "季度": {Dimension: Time, Of: Quarter},
		"year": {Dimension: Time, Of: Year}, "yr": {Dimension: Time, Of: Year}, "a": {Dimension: Time, Of: Year}, "年": {Dimension: Time, Of: Year}, "wd": {Dimension: Time, Of: WorkingDay}, "AT": {Dimension: Time, Of: WorkingDay}, "working days": {Dimension: Time, Of: WorkingDay}, "工作日": {Dimension: Time, Of: WorkingDay}, "Tage": {Dimension: Time, Of: Day}, "Monate": {Dimension: Time, Of: Month},
		"per month": {Dimension: Rate, Per: Month}, "/month": {Dimension: Rate, Per: Month}, "p.m.": {Dimension: Rate, Per: Month}, "monthly": {Dimension: Rate, Per: Month}, "每月": {Dimension: Rate, Per: Month},
		"per year": {Dimension: Rate, Per: Year}, "p.a.": {Dimension: Rate, Per: Year}, "annual": {Dimension: Rate, Per: Year}, "yearly": {Dimension: Rate, Per: Year}, "每年": {Dimension: Rate, Per: Year}, "per quarter": {Dimension: Rate, Per: Quarter}, "per week": {Dimension: Rate, Per: Week}, "per day": {Dimension: Rate, Per: Day},
		"EUR per month": {Dimension: Money, Currency: "EUR", Per: Month}, "k€/month": {Dimension: Money, Shift: 3, Currency: "EUR", Per: Month}, "万元/月": {Dimension: Money, Shift: 4, Currency: "元", Per: Month}, "€/Monat": {Dimension: Money, Currency: "EUR", Per: Month},
		"P10": {Dimension: Quantile, Percent: 10}, "p90": {Dimension: Quantile, Percent: 90}, "10th percentile": {Dimension: Quantile, Percent: 10},
		"+%": {Dimension: Deviation, Sign: 1, Shift: -2}, "-%": {Dimension: Deviation, Sign: -1, Shift: -2}, "±%": {Dimension: Deviation, Shift: -2},
		"k": {Dimension: Money, Shift: 3, Letter: "k"}, "$m": {Dimension: Money, Shift: 6, Currency: "$", Doubtful: "m"}, "M": {Dimension: Money, Shift: 6, Letter: "m", Doubtful: "m"}, "Rs. Cr": {Dimension: Money, Shift: 7, Currency: "rs", Doubtful: "cr"}, "Cr": {Dimension: Money, Shift: 7, Doubtful: "cr"},
	} {
		got, ok := Parse(text)
		if got.Text = ""; !ok || got != want {
			t.Errorf("Parse(%q) = %+v, %v; want %+v", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "t of steel", "pieces", "中文", "all", "top", "k k", "thousand million", "P100", "P0", "EUR USD", "per", "name", "2026", "1.5", "€/t", "5"} {
		if got, ok := Parse(text); ok && got.Letter == "" {
			t.Errorf("Parse(%q) = %+v, want nothing", text, got)
		}
	}
}

func TestCanonical(t *testing.T) {
	for _, c := range []struct{ text, plan, want string }{
		{"$", "USD", "USD"}, {"$", "CAD", "CAD"}, {"$", "EUR", ""}, {"¥", "CNY", "CNY"}, {"¥", "JPY", "JPY"}, {"kr", "SEK", "SEK"}, {"kr", "EUR", ""}, {"€", "USD", "EUR"},
		{"eur", "EUR", "EUR"}, {"Rs.", "INR", "INR"}, {"Rs", "PKR", "PKR"}, {"元", "CNY", "CNY"}, {"元", "人民币", "CNY"}, {"RMB", "CNY", "CNY"}, {"￥", "CNY", "CNY"},
	} {
		if got, _, ok := Canonical(c.text, c.plan); !ok || got != c.want {
			t.Errorf("Canonical(%q, %q) = %q, %v; want %q", c.text, c.plan, got, ok, c.want)
		}
	}
	if _, _, ok := Canonical("pieces", "EUR"); ok {
		t.Error("pieces are no currency")
	}
	for _, c := range []struct {
		a, b string
		same bool
	}{{"€", "EUR", true}, {"eur", "EUR", true}, {"¥", "人民币", true}, {"$", "USD", true}, {"$", "EUR", false}, {"US$", "CAD", false}, {"元", "¥", true}} {
		if Same(c.a, c.b) != c.same {
			t.Errorf("Same(%q, %q) is not %v", c.a, c.b, c.same)
		}
	}
}

// TestMonths counts durations: weeks by 12/52, 30 to 360 days by months of 30,
// a year of 365 days, other days by 30.4375, working days by 21.
func TestMonths(t *testing.T) {
	for _, c := range []struct {
		v    string
		of   Period
		want string
	}{
		{"26", Week, "6"}, {"52", Week, "12"}, {"30", Day, "1"}, {"90", Day, "3"}, {"360", Day, "12"}, {"365", Day, "12"}, {"20", Day, "0.657"}, {"-30", Day, "-1"}, {"400", Day, "13.142"},
		{"21", WorkingDay, "1"}, {"10", WorkingDay, "0.476"}, {"2", Quarter, "6"}, {"1.5", Year, "18"}, {"7", Month, "7"},
	} {
		if got := Months(decimal.RequireFromString(c.v), c.of); !got.Round(3).Equal(decimal.RequireFromString(c.want)) {
			t.Errorf("%s of %d are %s months, want %s", c.v, c.of, got, c.want)
		}
	}
}

func names(list string) func(string) bool {
	known := map[string]bool{}
	for _, n := range strings.Split(list, "|") {
		known[strings.ToLower(n)] = true
	}
	return func(s string) bool { return known[strings.ToLower(strings.TrimSpace(s))] }
}

// TestParseHeader takes headers apart: names first, then units, remarks and
// labels.
func TestParseHeader(t *testing.T) {
	name := names("Name|名称|Amount|金额|Low|Likely|High|Duration|Months|期限(月)|% complete|Interest in grace|Advance %|Probability|概率|Rate|Start|单价|Price|Optimistic|Delay")
	for header, want := range map[string]string{
		"Amount": "Amount", "Name / 名称": "Name", "Interest in grace": "Interest in grace", "期限(月)": "期限(月)", "% complete": "% complete", "Advance %": "Advance %",
		"Amount (k€)": "Amount k€", "Amount [TEUR]": "Amount TEUR", "金额（万元）": "金额 万元", "金额【亿元】": "金额 亿元", "金额/万元": "金额 万元", "金额万元": "金额 万元", "Amount, kEUR": "Amount kEUR", "Amount in kEUR": "Amount kEUR", "Amount in thousands of EUR": "Amount thousands of EUR", "Amount EUR": "Amount EUR", "Amount\n(Mio. €)": "Amount Mio. €",
		"Amount / month": "Amount month", "Amount (per month)": "Amount per month", "Amount k€ (per month)": "Amount per month k€", "EUR Amount": "Amount EUR",
		"Low (%)": "Low %", "Low %": "Low %", "Low (-%)": "Low -%", "Low (P10)": "Low P10", "概率%": "概率 %", "概率（%）": "概率 %", "Rate (% p.a.)": "Rate % p.a.", "Duration (weeks)": "Duration weeks", "Duration/weeks": "Duration weeks", "Delay in days": "Delay days",
		"Amount (incl. 19 % VAT)": "Amount", "Amount (±10 %)": "Amount", "金额（含13%税）": "金额", "Amount (A x B)": "Amount", "Amount (b)": "Amount b", "Amount (net)": "Amount", "Amount (2026)": "Amount",
		"Name (中文)": "Name ?中文", "单价（元/吨）": "单价 ?元/吨", "Amount (widgets)": "Amount ?widgets", "Remarks": "", "Start (dd/mm/yyyy)": "Start",
	} {
		h := ParseHeader(header, name)
		got := strings.TrimSpace(h.Name + " " + h.Unit.Text)
		if h.Unknown != "" {
			got += " ?" + h.Unknown
		}
		if got != want {
			t.Errorf("ParseHeader(%q) = %q (%+v), want %q", header, got, h, want)
		}
	}
	if h := ParseHeader("Start (dd/mm/yyyy)", name); h.Order != DayMonth {
		t.Error("dd/mm/yyyy is day before month")
	}
	if h := ParseHeader("Start (mm/dd/yy)", name); h.Order != MonthDay {
		t.Error("mm/dd/yy is month before day")
	}
	if h := ParseHeader("Amount / month", name); h.Unit.Of != Month {
		t.Errorf("Amount / month: %+v", h.Unit)
	}
	if h := ParseHeader("Amount (EUR) / month", name); h.Unit.Per != Month || h.Unit.Currency != "EUR" {
		t.Errorf("Amount (EUR) / month: %+v", h.Unit)
	}
}

// TestParseTitle finds units above a table.
func TestParseTitle(t *testing.T) {
	for text, want := range map[string]int32{
		"in thousands": 3, "Cost plan (in thousands)": 3, "All values in k€": 3, "(Rs. in lakhs)": 5, "Estimate (Rs. in lakhs)": 5, "单位：万元 币种：人民币": 4, "单位：万元": 4, "金额单位：人民币万元": 4, "Amounts in EUR million": 6, "All amounts in TEUR": 3, "Budget 2026, in Mio. €": 6,
		"Unit: k EUR": 3, "Figures in USD '000": 3, "($ in millions)": 6, "Alle Angaben in T€": 3, "Angaben in Tsd. EUR": 3, "Cifras en miles de euros": 3, "Amounts in INR crore": 7, "Project budget - EUR 1,000": 3, "all figures in EUR": 0, "Currency: EUR": 0, "(all figures in thousands of USD, net of VAT)": 3,
	} {
		if u, ok := ParseTitle(text); !ok || u.Shift != want {
			t.Errorf("ParseTitle(%q) = %+v, %v; want 10^%d", text, u, ok, want)
		}
	}
	for _, text := range []string{"Budget 2026", "Costs in detail", "Notes: see sheet 3", "Works in Munich", "A million ways to save", "Menge (t)", "Version 1.000", "drawn from a reserve of 1,150,000", "Prepared in May by K. Muster"} {
		if u, ok := ParseTitle(text); ok {
			t.Errorf("ParseTitle(%q) = %+v, want none", text, u)
		}
	}
}

func TestDotsGroup(t *testing.T) {
	for currency, want := range map[string][2]bool{"EUR": {true, true}, "€": {true, true}, "USD": {false, true}, "BRL": {true, false}, "INR": {false, true}, "人民币": {false, true}, "": {false, true}} {
		if dots, commas := DotsGroup(currency); dots != want[0] || commas != want[1] {
			t.Errorf("DotsGroup(%q) = %v, %v", currency, dots, commas)
		}
	}
	if !CroreCountry("INR") || !CroreCountry("₹") || CroreCountry("EUR") {
		t.Error("crore is a word of the subcontinent")
	}
}
