package adopt

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestVocabulary: words are heard in every language of the table, as whole
// words, with and without their marks, and not inside other words.
func TestVocabulary(t *testing.T) {
	v := newVocabulary()
	for _, c := range []struct {
		text    string
		meaning Meaning
		want    bool
	}{
		{"Preço Unitário", "rate", true}, {"Preco unitario", "rate", true}, {"Gesamtkosten", "money", true}, {"Цена за единицу", "rate", true},
		{"Tutar", "amount", true}, {"合計", "totalrow", true}, {"قیمت کل", "total", true}, {"Cena całkowita", "total", true},
		{"Imprevistos (10%)", "contingency", true}, {"储备金", "contingency", true}, {"Imprévus", "contingency", true},
		{"Accost", "money", false}, {"Totality", "totalrow", false}, {"Nordwand", "code", false}, {"No", "code", true}, {"No smoking", "code", false},
	} {
		if got := v.Has(c.text, c.meaning); got != c.want {
			t.Errorf("%s means %s: %v", c.text, c.meaning, got)
		}
	}
}

// TestFigureRole: what a header over figures means when it has words of two
// kinds.
func TestFigureRole(t *testing.T) {
	f := &finder{words: newVocabulary()}
	for label, want := range map[string]Meaning{
		"Unit cost": "rate", "Total cost": "total", "Extended Price": "total", "Total hours": "time", "Total pay for 14 weeks": "total",
		"Hours per week": "time", "Hourly rate": "rate", "# Requested": "quantity", "Requested amount": "budget", "Actual cost": "actual",
		"Price (RM)": "rate", "Total (RM)": "total", "Personalaufwand in h": "time", "Weight (kg)": "nonmoney", "€": "amount", "V/r parcial": "total",
		"Share (%)": "percent", "Story points": "nonmoney", "Monatlich": "amount", "Widget": "",
	} {
		if got := f.figureRole([]string{label}); got != want {
			t.Errorf("%s: %q, want %q", label, got, want)
		}
	}
}

// TestShape: what formulas do with other cells.
func TestShape(t *testing.T) {
	for _, c := range []struct {
		formula     string
		sum, factor bool
		refs, times int
		by          string
	}{
		{"SUM(F2:F28)", true, false, 1, 0, "0"}, {"D7+D14", true, false, 2, 0, "0"}, {"F6", true, false, 1, 0, "0"},
		{"D6/28.7", false, true, 1, 1, "0.034843205575"}, {"F8*1.055", false, true, 1, 1, "1.055"}, {"B9*D10", false, true, 2, 2, "0"},
		{"0.1*SUM(B2:B5)", false, false, 1, 1, "0"}, {"shop1!F8+shop2!F8", true, false, 2, 0, "0"}, {"C5*C$2+D5*D$2", false, false, 4, 4, "0"},
		{"B4*(1+20%)", false, true, 1, 1, "1.2"}, {"AVERAGE(B2:D2)", false, false, 1, 0, "0"},
	} {
		f := &finder{shapes: map[*Cell]*shape{}}
		s := f.shapeOf(&Cell{Row: 40, Col: 9, Formula: c.formula})
		if s.sum != c.sum || s.factor != c.factor || len(s.refs) != c.refs || len(s.times) != c.times || s.by.String() != c.by {
			t.Errorf("=%s: sum %v, factor %v by %s, %d refs, %d of them in products", c.formula, s.sum, s.factor, s.by, len(s.refs), len(s.times))
		}
	}
}

// TestRatio: two columns stand in one ratio when all rows do, within a fifth of
// a per cent.
func TestRatio(t *testing.T) {
	of, to := &Column{Col: 1}, &Column{Col: 2}
	block := func(rows ...[2]int64) *Block {
		b := &Block{}
		for i, r := range rows {
			row := &Row{Number: i + 1}
			for k, v := range r {
				row.Cells = append(row.Cells, Cell{Row: i + 1, Col: k + 1, Kind: Number, Figure: true, Value: decimal.New(v, 0)})
			}
			b.rows = append(b.rows, row)
		}
		return b
	}
	for want, b := range map[string]*Block{"12": block([2]int64{1200, 100}, [2]int64{2400, 200}), "0": block([2]int64{1200, 100}, [2]int64{2500, 200})} {
		if got := ratio(b, of, to); got.String() != want {
			t.Errorf("ratio %s, want %s", got, want)
		}
	}
}
