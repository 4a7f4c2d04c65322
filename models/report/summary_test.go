package report

import (
	"strings"
	"testing"

	"ballast/budget"
	"ballast/models/outcome"
)

// TestRepairedAreThoseGiven: the lines that say how many correlations were changed count
// those of the plan, in whichever order it names the two, and no pair that it leaves out.
func TestRepairedAreThoseGiven(t *testing.T) {
	t.Parallel()
	rho := func(a, b string, x float64) outcome.Rho { return outcome.Rho{A: a, B: b, Rho: x} }
	for _, lang := range []string{"en", "zh"} {
		o, p := fixture(lang)
		o.Correlation = &outcome.Correlation{
			Requested: []outcome.Rho{rho("C1", "C2", 0.9), rho("C3", "C2", 0.9), rho("C4", "C5", 0.2)},
			Repaired:  []outcome.Rho{rho("C2", "C1", 0.58), rho("C2", "C3", 0.61), rho("C1", "C3", 0.07)},
		}
		d := newDesk(o, p, Options{Language: lang})
		if got, want := d.assumedLine(), d.plural("light.repaired", 2); !strings.Contains(got, want) {
			t.Errorf("%s: %q says nothing of %q", lang, got, want)
		}
		if text := strings.Join(Summary(o, p, lang), "\n"); !strings.Contains(text, "0.58") || !strings.Contains(text, "0.61") || strings.Contains(text, "0.07") {
			t.Errorf("%s: %s", lang, text)
		}
		o.Correlation.Repaired = o.Correlation.Repaired[2:]
		if got := d.repaired(); len(got) > 0 {
			t.Errorf("%s: %v was not given", lang, got)
		}
	}
}

// TestUnreadAreCounted: columns and sheets of the plan that are not read are counted apart;
// the result sheets of an earlier run, in a result that is run again, are none of them.
func TestUnreadAreCounted(t *testing.T) {
	t.Parallel()
	at := func(sheet, cell string) budget.Line {
		return budget.Line{Ref: budget.Ref{Sheet: sheet, Cell: cell}, Text: "x"}
	}
	for _, lang := range []string{"en", "zh"} {
		o, p := fixture(lang)
		unread := func(lines ...budget.Line) string {
			p.Log = budget.ReadLog{Unused: lines}
			o.Log.Read = p.Log
			return newDesk(o, p, Options{Language: lang}).assumedLine()
		}
		d, before := newDesk(o, p, Options{Language: lang}), unread()
		if got := unread(at("", ""), at("", "")); got != before {
			t.Errorf("%s: result sheets are said: %q", lang, got)
		}
		got := unread(at("", ""), at("Costs", "F2"), at("Vendors", "G2"), at("Scratch", ""))
		for _, want := range []string{d.plural("light.unread", 2), d.plural("light.sheets", 1)} {
			if !strings.Contains(got, want) {
				t.Errorf("%s: %q says nothing of %q", lang, got, want)
			}
		}
	}
}
