package service

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"

	"ballast/budget/workbook"
	"ballast/samples"
)

// opened is a sample, opened.
func opened(t testing.TB, name string) *Book {
	t.Helper()
	text, err := samples.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := workbook.FromText(text, samples.Language(name))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Open(t.Context(), File{Name: name + ".xlsx", Data: data}, Options{Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func run(t *testing.T, b *Book, v Variant, base *Result) *Result {
	t.Helper()
	tried, err := b.Try(t.Context(), v)
	if err != nil {
		t.Fatal(err)
	}
	r, err := b.Run(t.Context(), tried, base, 0, Hooks{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestCompareIsPaired: figures stand in rows, the first column is what the others differ
// from, and the differences are those of the paired runs.
func TestCompareIsPaired(t *testing.T) {
	t.Parallel()
	b := opened(t, "office-move")
	base := run(t, b, Variant{Scenarios: 1000}, nil)
	dear := run(t, b, Variant{Scenarios: 1000, Edits: []Edit{{Set: "R1.status", Text: "closed"}}}, base)
	four := Compare([]string{"a", "b", "c", "d"}, []*Result{base, dear, base, dear})
	for _, row := range four.Rows {
		if len(row.Values) != 4 || *row.Changes[2] != 0 || row.Visible[2] || *row.Changes[1] != *row.Changes[3] || *row.Intervals[1] != *row.Intervals[3] {
			t.Errorf("of four: %+v", row)
		}
	}
	c := Compare([]string{"as it stands", "no R1"}, []*Result{base, dear})
	if len(c.Columns) != 2 || c.Columns[1].Name != "no R1" || len(c.Columns[0].Curve) != 101 || len(c.Columns[1].Changed) != 1 {
		t.Fatalf("%+v", c.Columns)
	}
	for _, row := range c.Rows {
		if len(row.Values) != 2 || row.Changes[0] != nil || row.Label == "" {
			t.Errorf("%+v", row)
		}
		at := slices.IndexFunc(dear.Diff, func(d Diff) bool { return d.Key == row.Key })
		if at < 0 || *dear.Diff[at].Change != *row.Changes[1] || dear.Diff[at].Visible != row.Visible[1] {
			t.Errorf("%s: %v", row.Key, row.Changes[1])
		}
		if row.Key == "cost_mean" && (*row.Changes[1] >= 0 || !row.Visible[1]) {
			t.Errorf("without a risk the mean cost changes by %v, visible %v", *row.Changes[1], row.Visible[1])
		}
	}
}

// TestOutcomeIsThatOfAPlainRun: the plan as it stands has the outcome of a run without any
// of this, but for the time it took.
func TestOutcomeIsThatOfAPlainRun(t *testing.T) {
	t.Parallel()
	b := opened(t, "office-move")
	whole := run(t, b, Variant{Scenarios: 600}, nil)
	tried, err := b.Try(t.Context(), Variant{Scenarios: 600})
	if err != nil {
		t.Fatal(err)
	}
	seen := false
	again, err := b.Run(t.Context(), tried, nil, 1, Hooks{Preview: func(*Result) error { seen = true; return nil }})
	if err != nil {
		t.Fatal(err)
	}
	a, err := json.Marshal(whole.Outcome)
	if err != nil {
		t.Fatal(err)
	}
	z, err := json.Marshal(again.Outcome)
	if err != nil {
		t.Fatal(err)
	}
	if string(a) != string(z) || seen {
		t.Errorf("two runs of 600 scenarios differ, or one showed a preview (%v)", seen)
	}
	if whole.RunID != whole.Outcome.Run.ID || whole.Glance.Headline.Contingency != whole.Outcome.Reserve.Contingency {
		t.Error("the line is not that of the outcome")
	}
}

// TestVariantSaysSo: every result sheet of a variant has it in its title, and a sheet
// lists what is otherwise; those of the plan itself do not.
func TestVariantSaysSo(t *testing.T) {
	t.Parallel()
	b := opened(t, "office-move")
	base := run(t, b, Variant{Scenarios: 300}, nil)
	changed := run(t, b, Variant{Scenarios: 300, Edits: []Edit{{Set: "confidence", Text: "90%"}, {Sheet: "Costs", Cell: "g6", Text: "16k"}}}, base)
	for lang, word := range map[string]string{"en": "VARIANT (changes: 2)", "zh": "变体方案（2 处改动）"} {
		pages, err := changed.Pages(lang)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range pages {
			if p.Key != "variant" && !strings.Contains(p.Heading, word) {
				t.Errorf("%s of a variant is headed %q", p.Key, p.Heading)
			}
		}
		last := pages[len(pages)-1]
		text, err := json.Marshal(last)
		if err != nil || last.Key != "variant" || !strings.Contains(string(text), "90%") || !strings.Contains(string(text), "Costs!G6") || !strings.Contains(string(text), "16k") {
			t.Errorf("%v %s", err, text)
		}
		plain, err := base.Pages(lang)
		if err != nil || strings.Contains(plain[0].Heading, word[:7]) || plain[len(plain)-1].Key == "variant" {
			t.Errorf("the plan itself is headed %q (%v)", plain[0].Heading, err)
		}
	}
}

// TestTryIsTheReader: a variant is read with the checks of the workbook, in the language
// that was asked for, and what a formula stands in is locked.
func TestTryIsTheReader(t *testing.T) {
	t.Parallel()
	b := opened(t, "office-move")
	if f, ok := b.fields["Costs!E7"]; !ok || !f.Locked || f.Why == "" {
		t.Errorf("a formula: %+v", f)
	}
	if f, ok := b.fields["Costs!E6"]; !ok || f.Locked || f.Value == nil || *f.Value != 96000 || f.Kind != "amount" || f.Row != "C4" {
		t.Errorf("an amount: %+v %v", f, ok)
	}
	for lang, want := range map[string]string{"en": "number", "zh": "数"} {
		tried, err := b.Try(t.Context(), Variant{Language: lang, Edits: []Edit{{Sheet: "Costs", Cell: "E6", Text: "a lot"}}})
		if err != nil || tried.Model != nil || len(tried.Problems) == 0 || !strings.Contains(tried.Problems[0].Message, want) {
			t.Errorf("%s: %v %+v", lang, err, tried)
		}
	}
	plain := b.Plan.Risks[0].Status
	if _, err := b.Try(t.Context(), Variant{Edits: []Edit{{Set: "R1.status", Text: "closed"}}}); err != nil || b.Plan.Risks[0].Status != plain {
		t.Errorf("the plan itself has changed (%v)", err)
	}
	if _, err := b.Try(t.Context(), Variant{Stress: []string{"F9 late 6"}}); err == nil {
		t.Error("a source that is not there is late")
	}
}

// TestSliderIsTheRun: the mix that a slider makes has the gap of the variant with these
// amounts.
func TestSliderIsTheRun(t *testing.T) {
	t.Parallel()
	b := opened(t, "cloud-joint-operation")
	base := run(t, b, Variant{Scenarios: 600}, nil)
	mixing, ok, err := base.Sim.Mixing(t.Context())
	if err != nil || !ok {
		t.Fatal(ok, err)
	}
	amounts := map[string]float64{"F1": 20e6, "F3": 50e6}
	mix, err := mixing.Mix(t.Context(), amounts)
	if err != nil {
		t.Fatal(err)
	}
	v := run(t, b, Variant{Scenarios: 600, Mix: amounts}, base)
	if got := *v.Headline.ProbabilityGap; math.Abs(got-mix.Gap) > 1e-9 {
		t.Errorf("P(gap) by the slider %v, by a run %v", mix.Gap, got)
	}
	for k := range mix.Fan {
		if a, z := mix.Fan[k].P50, v.Fan[k].P50; math.Abs(a-z) > 1e-6*math.Max(1, math.Abs(z)) {
			t.Fatalf("month %d: cash %v by the slider, %v by a run", k+1, a, z)
		}
	}
}

// FuzzParseVariant: whatever is sent is a variant within its bounds, or is refused.
func FuzzParseVariant(f *testing.F) {
	for _, text := range []string{"", "{}", `{"edits":[{"sheet":"Costs","cell":"E7","text":"1.2m"}],"mix":{"F1":3e7},"seed":1,"scenarios":10000}`, `{"edits":[{"set":"R1.status","text":"closed"}],"stress":["F2 late 6"],"lang":"zh","seq":4}`, `{"mix":{"F1":1e999}}`, "[]", "null", `{"edits":null}`} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, err := ParseVariant(data)
		if err != nil {
			return
		}
		if len(v.Edits) > mostEdits || len(v.Stress) > mostStresses {
			t.Errorf("%d edits, %d stresses", len(v.Edits), len(v.Stress))
		}
		again, err := ParseVariant([]byte(v.Key()))
		if err != nil || again.Key() != v.Key() {
			t.Errorf("%s is read again as %s (%v)", v.Key(), again.Key(), err)
		}
	})
}

// TestNothingIsSaidOfWhatEnded: of a run that ends when its figures are known nothing more
// is worked out.
func TestNothingIsSaidOfWhatEnded(t *testing.T) {
	t.Parallel()
	b := opened(t, "office-move")
	tried, err := b.Try(t.Context(), Variant{Scenarios: 300})
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	told := 0
	r, err := b.Run(ctx, tried, nil, 1, Hooks{Figures: func(l Line) error {
		told = l.Scenarios
		end()
		return nil
	}})
	if !errors.Is(err, context.Canceled) || r != nil || told != 300 {
		t.Errorf("%d scenarios told, then %v", told, err)
	}
}

// TestPaperBytes: what result sheets are said to take is about what they take, and they go
// when they are let go. It counts bytes, alone.
func TestPaperBytes(t *testing.T) {
	b := opened(t, "office-move")
	r := run(t, b, Variant{Scenarios: 300}, nil)
	heap := func() int64 {
		for range 3 { // what is pooled outlives two collections, what is finalised one
			runtime.GC()
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	if _, err := r.Pages("en"); err != nil { // what every sheet shares is there
		t.Fatal(err)
	}
	r.ForgetPapers()
	before := heap()
	if _, err := r.Pages("en"); err != nil {
		t.Fatal(err)
	}
	said, taken := r.PaperBytes(), heap()-before
	if said < taken/2 || said > 2*taken {
		t.Errorf("%d bytes are said to be taken, and %d are", said, taken)
	}
	if r.ForgetPapers(); r.PaperBytes() != 0 || heap()-before > taken/4 {
		t.Errorf("%d bytes are still taken", heap()-before)
	}
}
