package report

import (
	"math"
	"slices"
	"strings"
	"testing"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// picture is a chart that the results promise: the kinds of its series, words in their
// names, and whether figures stand at its bars.
type picture struct {
	key    string
	kinds  string
	names  []string
	labels bool
}

// pictured demands charts of a book, bound to cells.
func pictured(t *testing.T, b *sheet.Book, wanted []picture) {
	t.Helper()
	charts := map[string]sheet.Chart{}
	for _, s := range b.Sheets {
		for _, c := range s.Charts {
			charts[c.Key] = c
		}
	}
	for _, w := range wanted {
		c, ok := charts[w.key]
		if !ok {
			t.Errorf("chart %s is missing", w.key)
			continue
		}
		names, labels := "", false
		for _, s := range c.Series {
			names += s.Name + "|"
			labels = labels || s.Labels != ""
			if !strings.Contains(w.kinds, string(s.Kind)) {
				t.Errorf("%s: a series of kind %s", w.key, s.Kind)
			}
			if s.Y.R1 == 0 {
				t.Errorf("%s: series %s is not bound to cells", w.key, s.Name)
			}
		}
		for _, n := range w.names {
			if !strings.Contains(names, n) {
				t.Errorf("%s: no series names %q in %s", w.key, n, names)
			}
		}
		if w.labels && !labels {
			t.Errorf("%s: no figures at its bars", w.key)
		}
	}
}

// TestScatterCountsTheRun: the scatter has a line for the limit and one for the target, and
// its title tells the share of the whole run, not of the futures that are drawn.
func TestScatterCountsTheRun(t *testing.T) {
	o, p := fixture("en")
	limit, target, both := 1.1*o.Cost.Base, 30.0, 0.4321
	o.Cost.BudgetLimit, o.Return.Payback.Target, o.Joint.CostAndPayback, o.Run.Scenarios = &limit, &target, &both, 123_456
	b := Build(o, p, Options{Language: "en"})
	pictured(t, b, []picture{{"joint", "scatter", []string{"Scenarios", "limit", "Target"}, false}})
	for _, c := range sheetOf(b, "payback").Charts {
		if c.Key == "joint" && !(strings.Contains(c.Title, "43 %") && strings.Contains(c.Title, "123,456")) {
			t.Errorf("%q does not tell 43 %% of 123,456", c.Title)
		}
	}
}

// TestFlowCrossesZero: the band of the cumulative flow is drawn about zero, where the money
// is back.
func TestFlowCrossesZero(t *testing.T) {
	o, p := fixture("en")
	o.Return.Flow = nil
	for k := range o.Horizon {
		x := float64(k-10) * 1e5
		o.Return.Flow = append(o.Return.Flow, outcome.FlowMonth{Month: k + 1, P10: x - 3e5, P50: x, P90: x + 3e5})
	}
	b := Build(o, p, Options{Language: "en"})
	pictured(t, b, []picture{{"flow", "area line", []string{"P10", "P90", "P50"}, false}})
	for _, c := range sheetOf(b, "payback").Charts {
		if c.Key == "flow" && !(*c.Y.Min < 0 && *c.Y.Max > 0) {
			t.Errorf("the axis from %v to %v does not cross zero", *c.Y.Min, *c.Y.Max)
		}
	}
}

// TestHeatMaps: the risks stand in two matrices, before and after their responses, each in
// the square of its grades.
func TestHeatMaps(t *testing.T) {
	for lang, titles := range map[string][2]string{"en": {"before", "after"}, "zh": {"前", "后"}} {
		o, p := fixture(lang)
		for i := range o.Risks {
			o.Risks[i].Before, o.Risks[i].After = outcome.Placed{P: 5 - i, Impact: 1 + i}, outcome.Placed{P: 1, Impact: 1 + i}
		}
		s := sheetOf(Build(o, p, Options{Language: lang}), "risks")
		heads := map[int]string{}
		top := 0
		for _, c := range s.Cells {
			if c.Role == sheet.RoleSection && (c.Col == 1 || c.Col == 7) && top == 0 || c.Row == top {
				heads[c.Col], top = textOf(c), c.Row
			}
		}
		for k, col := range []int{1, 7} {
			if !strings.Contains(heads[col], titles[k]) {
				t.Errorf("%s: the matrix in column %d is headed %q", lang, col, heads[col])
			}
			for i, r := range o.Risks {
				at := []outcome.Placed{r.Before, r.After}[k]
				if !slices.ContainsFunc(s.Cells, func(c sheet.Cell) bool {
					return c.Row == top+6-at.P && c.Col == col+at.Impact && textOf(c) == r.ID
				}) {
					t.Errorf("%s: risk %d is not in the square %+v of %q", lang, i, at, heads[col])
				}
			}
		}
	}
}

// TestFirstReturnStands: the first break-even has its own row on the sheet Payback where it
// differs from the last, in both languages, and none where it does not.
func TestFirstReturnStands(t *testing.T) {
	for lang, label := range map[string]string{"en": "First return", "zh": "静态投资回收期"} {
		o, p := fixture(lang)
		rows := func() (n int) {
			for _, c := range sheetOf(Build(o, p, Options{Language: lang}), "payback").Cells {
				if strings.Contains(textOf(c), label) {
					n++
				}
			}
			return n
		}
		o.Return.FirstReturn = o.Return.Payback
		before := rows()
		o.Return.FirstReturn.Quantiles = slices.Clone(o.Return.Payback.Quantiles)
		for i := range o.Return.FirstReturn.Quantiles {
			o.Return.FirstReturn.Quantiles[i].X = math.Min(o.Return.FirstReturn.Quantiles[i].X, 5)
		}
		if after := rows(); after <= before {
			t.Errorf("%s: %d rows of %q where it differs, %d where it does not", lang, after, label, before)
		}
	}
}

// TestQuestionsInOneLine: the Dashboard says in one line how many questions a reviewer will
// ask, and the first of them; nothing where there is none.
func TestQuestionsInOneLine(t *testing.T) {
	for lang, want := range map[string][2]string{"en": {"A reviewer will ask", "3 questions a reviewer will ask"}, "zh": {"评审者会问", "评审者会问3个问题"}} {
		o, p := fixture(lang)
		lines := func() (found []string) {
			for _, c := range Build(o, p, Options{Language: lang}).Sheets[0].Cells {
				if text := textOf(c); strings.Contains(text, "reviewer") || strings.Contains(text, "评审者") {
					found = append(found, text)
				}
			}
			return found
		}
		if got := lines(); len(got) > 0 {
			t.Errorf("%s: %q without a question", lang, got)
		}
		o.Questions = []outcome.Question{{Text: "Why so certain?"}, {Text: "second"}, {Text: "third"}}
		if got := lines(); len(got) != 1 || !strings.Contains(got[0], want[1]) || !strings.Contains(got[0], "Why so certain?") || strings.Contains(got[0], "third") {
			t.Errorf("%s: %q", lang, got)
		}
	}
}

// TestOutsideSaysItsEvidence: a built-in reference class says that it is indicative, the
// year of its evidence and how many projects stand behind it, or that no number was given,
// with what has replaced it; a class without a confirmed figure says that instead of one.
func TestOutsideSaysItsEvidence(t *testing.T) {
	for lang, want := range map[string][2]string{"en": {"ndicative", "2004"}, "zh": {"参考", "2004"}} {
		o, p := fixture(lang)
		o.Reserve.Outside = &outcome.Outside{Class: "roads", Source: "DfT", Uplift: 0.32, Contingency: 3.2e6, Inside: 3.3e6, Indicative: true, Level: 0.8, Year: 2004}
		text := newDesk(o, p, Options{Language: lang}).outsideSentence()
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s: %q does not say %q", lang, text, w)
			}
		}
		o.Reserve.Outside.Sample = 50
		if text := newDesk(o, p, Options{Language: lang}).outsideSentence(); !strings.Contains(text, "50") {
			t.Errorf("%s: %q does not say how many projects", lang, text)
		}
		o.Reserve.Outside = &outcome.Outside{Class: "rail", Source: "DfT", Why: "unconfirmed, so no figure", Indicative: true, Year: 2004, Inside: 1}
		if text := newDesk(o, p, Options{Language: lang}).outsideSentence(); !strings.Contains(text, "unconfirmed, so no figure") {
			t.Errorf("%s: %q", lang, text)
		}
	}
}

// TestLightByRule: the traffic light of the Dashboard follows its rule, ground by ground,
// and the rule stands in the note at the light, in both languages.
func TestLightByRule(t *testing.T) {
	calm := func(o *outcome.Outcome) {
		o.Verdict, o.Warnings, o.Cost.ProbabilityOverLimit, o.Reserve.Outside = outcome.Verdict{Do: "enough"}, nil, nil, nil
		o.Cash.ProbabilityGap, o.Return.NPV.ProbabilityNegative = 0, 0
		for i := range o.Return.Partners {
			o.Return.Partners[i].NPV.ProbabilityNegative = 0.5
		}
	}
	tier := func(s string) func(*outcome.Outcome) {
		return func(o *outcome.Outcome) { o.Warnings = []outcome.Warning{{Tier: s, Metric: "cpi"}} }
	}
	for _, c := range []struct {
		name, en, zh string
		change       func(o *outcome.Outcome)
	}{
		{"calm", "GREEN", "绿", func(*outcome.Outcome) {}},
		{"general", "GREEN", "绿", tier("general")},
		{"higher", "AMBER", "黄", tier("higher")},
		{"major", "RED", "红", tier("major")},
		{"limit", "RED", "红", func(o *outcome.Outcome) { o.Verdict = outcome.Verdict{Do: "limit", Confidence: 0.8, Amount: 5} }},
		{"ask", "RED", "红", func(o *outcome.Outcome) { o.Verdict = outcome.Verdict{Do: "ask", Confidence: 0.8, Amount: 5} }},
		{"gap as accepted", "GREEN", "绿", func(o *outcome.Outcome) { o.Cash.ProbabilityGap = 1 - o.Reserve.LiquidityConfidence }},
		{"gap", "AMBER", "黄", func(o *outcome.Outcome) { o.Cash.ProbabilityGap = 1.01 - o.Reserve.LiquidityConfidence }},
		{"outside", "AMBER", "黄", func(o *outcome.Outcome) { o.Reserve.Outside = &outcome.Outside{Thinner: true, Contingency: 9} }},
		{"covered", "GREEN", "绿", func(o *outcome.Outcome) { o.Reserve.Outside = &outcome.Outside{Contingency: 9} }},
		{"partner", "AMBER", "黄", func(o *outcome.Outcome) { o.Return.Partners[0].NPV.ProbabilityNegative = 0.51 }},
		{"value", "AMBER", "黄", func(o *outcome.Outcome) { o.Return.NPV.ProbabilityNegative = 0.51 }},
		{"gap and limit", "RED", "红", func(o *outcome.Outcome) { o.Cash.ProbabilityGap, o.Verdict = 0.9, outcome.Verdict{Do: "limit"} }},
	} {
		for lang, want := range map[string]string{"en": c.en, "zh": c.zh} {
			o, p := fixture(lang)
			calm(o)
			c.change(o)
			lights, rule := []string{}, false
			for _, cell := range Build(o, p, Options{Language: lang}).Sheets[0].Cells {
				if text := textOf(cell); cell.Row == 3 && cell.Col == 1 {
					lights, rule = append(lights, text), strings.Contains(cell.Note, map[string]string{"en": "Red: ", "zh": "红："}[lang])
				}
			}
			if len(lights) != 1 || lights[0] != want || !rule {
				t.Errorf("%s, %s: %v (rule told %v), want %s", lang, c.name, lights, rule, want)
			}
		}
	}
}
