package budget

import (
	"strings"
	"testing"

	"ballast/budget/words"
)

// TestUnknownMetric: a rule that watches nothing is an error at its cell, even
// when the plan did not come out of a workbook; the hint names every metric.
func TestUnknownMetric(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		p := sound()
		row := p.Drivers[0].Row
		table := *row.Table
		table.Sheet, table.Columns = "Rules", []Column{{Field: "Metric", Header: "Metric", Letter: "A", Month: -1}}
		row.Table = &table
		p.Rules = []Rule{{Row: row, Metric: "rain"}}
		for _, m := range Metrics() {
			p.Rules = append(p.Rules, Rule{Row: row, Metric: m.Key})
		}
		problems := Check(p, words.For(lang))
		if len(problems) != 1 || problems[0].Code != "unknown-option" || problems[0].Severity != Error || problems[0].Ref.Cell != "A2" {
			t.Fatalf("%s: %v", lang, problems)
		}
		for _, m := range Metrics() {
			if !strings.Contains(problems[0].Hint, m.Name(lang)) {
				t.Errorf("%s: the hint lacks %s: %s", lang, m.Name(lang), problems[0].Hint)
			}
		}
	}
}
