package report

import (
	"strings"
	"testing"
	"time"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// TestOutsideView: the Reserve sheet compares with the outside view in words,
// and marks a reserve that is thinner.
func TestOutsideView(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		for _, thin := range []bool{false, true} {
			o, p := fixture(lang)
			x := &outcome.Outside{Class: "roads", Source: "a study", Uplift: 0.1, Contingency: 1_000_000, Inside: o.Reserve.Contingency}
			if thin {
				x.Uplift, x.Contingency, x.Thinner = 0.5, 9_000_000, true
			}
			o.Reserve.Outside = x
			b := Build(o, p, Options{Language: lang, Now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)})
			var said *sheet.Cell
			for _, s := range b.Sheets {
				for i := range s.Cells {
					if text, ok := s.Cells[i].Value.(string); ok && s.Key == "reserve" && strings.Contains(text, "a study") {
						said = &s.Cells[i]
					}
				}
			}
			if said == nil {
				t.Fatalf("%s: no sentence on the sheet", lang)
			}
			if marked := said.Style.Color == alert; marked != thin {
				t.Errorf("%s: thin %v, marked %v", lang, thin, marked)
			}
			if text := strings.Join(Summary(o, p, lang), "\n"); strings.Contains(text, "a study") != thin {
				t.Errorf("%s: thin %v, summary:\n%s", lang, thin, text)
			}
			named := false
			for _, n := range b.Names {
				named = named || n.Name == "Ballast.OutsideView"
			}
			if !named {
				t.Errorf("%s: the outside view has no defined name", lang)
			}
		}
	}
}
