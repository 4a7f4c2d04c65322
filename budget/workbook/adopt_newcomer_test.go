package workbook

import (
	"strconv"
	"strings"
	"testing"
)

// TestAdoptNewcomers: budgets of kinds that people bring, in the form in which
// they bring them. Each is adopted right, total and currency, or asked about
// with the right reading first; what the question must say is given.
func TestAdoptNewcomers(t *testing.T) {
	for name, c := range map[string]struct {
		rows []string
		want string // LINES of TOTAL CURRENCY
		asks string // part of the question; "" adopted unasked
	}{
		"a letterhead above, Italian": {[]string{"Comune di Esempio", "Ufficio lavori pubblici", "Via Roma 1", "Tel. 051 1234567", "", "Oggetto: ristrutturazione", "Anno 2026", "", "Protocollo | 4711", "", "", "Quadro economico", "",
			"N. | Voce | Importo €", "1 | Demolizioni | 12500", "2 | Impianti | 34200.5", " | Totale lavori | =SUM(C15:C16)"}, "2 of 46700.5 EUR", ""},
		"units under the header, Polish": {[]string{"Kosztorys remontu", "Lp. | Opis | Ilość | Cena jedn. | Wartość", " |  | szt. | zł | zł", "1 | Okna | 4 | 850 | =C4*D4", "2 | Drzwi | 2 | 1200 | =C5*D5", " | Razem |  |  | =SUM(E4:E5)"}, "2 of 5800 PLN", ""},
		"amounts as text, French":        {[]string{"Budget du festival", "Poste | Montant", "Scène | '12 500,00 €", "Communication | '1 999,50 €", "Total | '14 499,50 €"}, "2 of 14499.5 EUR", ""},
		"credits in brackets, as text":   {[]string{"Move budget", "Item | Amount USD", "Movers | '$3,200.00", "Deposit refund | '($800.00)", "Total | '$2,400.00"}, "2 of 2400 $", ""},
		"thousands in the title":         {[]string{"Haushaltsplan 2027 (in Tausend EUR)", "Kostenart | Plan", "Personal | 1250.5", "Reisen | 2000", "Summe | =SUM(B3:B4)"}, "2 of 3250500 EUR", ""},
		"Japanese thousands":             {[]string{"改修工事 見積", "項目 | 金額（千円）", "設計 | 1200", "内装 | 4300", "合計 | =SUM(B3:B4)"}, "2 of 5500000 JPY", ""},
		"Korean":                         {[]string{"2026년 예산", "항목 | 금액(천원)", "임대료 | 12000", "장비 | 9500", "합계 | =SUM(B3:B4)"}, "2 of 21500000 KRW", ""},
		"two currencies in a column":     {[]string{"Project cost plan", "Item | Currency | Amount", "Turbine | EUR | 120000", "Crane hire | USD | 30000", "Total | | =SUM(C3:C4)"}, "2 of 150000 ¤", "EUR, USD"},
		"a column of one currency":       {[]string{"Project cost plan", "Item | Currency | Amount", "Turbine | CHF | 120000", "Crane hire | CHF | 30000", "Total | | =SUM(C3:C4)"}, "2 of 150000 CHF", ""},
		"the total on top, Danish":       {[]string{"Budget 2026 DKK", "Post | Beløb", "I alt | =SUM(B4:B5)", "Husleje | 96000", "Løn | 420000"}, "2 of 516000 DKK", ""},
		"discounts below zero":           {[]string{"Event budget EUR", "Item | Cost", "Venue | 5000", "Early booking discount | -500", "Total cost | =SUM(B3:B4)"}, "2 of 4500 EUR", ""},
		"a row hidden":                   {[]string{"Kitchen refit", "Item | Cost GBP", "Units | 4200", "~ | Old quote | 3900", "Worktop | 1100", "Total | =B3+B5"}, "3 of 9200 GBP", "leaves out rows 4"},
		"notes between the rows":         {[]string{"Garden budget", "Item | Cost EUR", "Fence | 1800", "Quote of 3 March still open, ask Peter about oak", "Paving | 2400", "(incl. gravel; price valid until June 2026)", "Sum | 4200"}, "2 of 4200 EUR", ""},
		"income and cost by type":        {[]string{"Club season 2026", "Type | Description | EUR", "Income | Member fees | 12000", "Expense | Hall rent | 8000", "Expense | Referees | 2200", " | Net | =C3-C4-C5"}, "2 of 10200 EUR", "no total"},
		"a pivot table":                  {[]string{"", "Row Labels | Sum of Amount EUR", "IT | 5300", "  Laptops | 4200", "  Licences | 1100", "Travel | 2600", "  Flights | 1700", "  Hotels | 900", "Grand Total | 7900"}, "4 of 7900 EUR", ""},
		"budget and actual by year":      {[]string{"Department 310, EUR", "Account | Budget 2025 | Actual 2025 | Budget 2026", "Salaries | 240000 | 236500 | 252000", "Training | 6000 | 4100 | 6500", "Total | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4)"}, "2 of 258500 EUR", "more than one column"},
		"net and gross, German":          {[]string{"Angebot", "Leistung | Netto EUR | MwSt 19 % | Brutto EUR", "Dach | 18000 | =B3*0.19 | =B3+C3", "Fenster | 9500 | =B4*0.19 | =B4+C4", "Summe | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4)"}, "2 of 27500 EUR", "without and with tax"},
		"savings beside costs":           {[]string{"IT plan 2026 (USD)", "Item | Cost", "Servers | 40000", "Migration | 25000", "Total costs | 65000", "", "Savings | Amount", "Old licences | 18000", "Energy | 4000", "Total savings | 22000", "Net | 43000"}, "4 of 87000 USD", "other tables may be costs"},
		"amounts to be decided":          {[]string{"Launch EUR", "Item | Cost", "Ads | 12000", "Video | TBD", "Print | 800", "PR | n/a", "Total | 12800"}, "2 of 12800 EUR", ""},
		"a total in unknown words":       {[]string{"Προϋπολογισμός", "Περιγραφή | Ποσό (€)", "Ενοίκιο | 9600", "Μισθοί | 36000", "Σύνολο | 45600"}, "2 of 45600 EUR", "Σύνολο is the sum"},
		"a total that is short":          {[]string{"Hut EUR", "Item | Cost", "Wood | 5000", "Roof | 2000", "Late: gutter | 350", "Total | =SUM(B3:B4)"}, "3 of 7350 EUR", "leaves out rows 5"},
		"low, likely, high":              {[]string{"Cost estimate EUR", "Work | Minimum | Likely | Maximum", "Survey | 2000 | 2500 | 4000", "Drilling | 18000 | 22000 | 35000", "Total | =SUM(B3:B4) | =SUM(C3:C4) | =SUM(D3:D4)"}, "2 of 24500 EUR", ""},
	} {
		t.Run(name, func(t *testing.T) {
			data := smallBudget(t, c.rows...)
			a, problems, err := Adopt(t.Context(), "b.xlsx", data, AdoptOptions{Language: "en"})
			if err != nil {
				t.Fatal(err)
			}
			said := ""
			for _, p := range problems {
				said += p.Message + "\n"
			}
			if (a == nil) != (c.asks != "") || !strings.Contains(said, c.asks) {
				t.Errorf("adopted %v, said %s", a != nil, said)
			}
			if a == nil {
				a = adopted(t, data, AdoptOptions{Language: "en", Yes: true})
			}
			n := 0
			for _, l := range a.Lines {
				if !l.Reserve && !l.Amount.IsZero() {
					n++
				}
			}
			if got := strings.Join([]string{strconv.Itoa(n), "of", a.Total.String(), a.Currency}, " "); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}
