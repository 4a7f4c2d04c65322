package service

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// TestEditsInTheCopy: with its edits written into it, the copy of the workbook is read as
// the variant was: cells as they were typed, settings, risks, a later source and amounts
// in the cells that say them, in the unit of their column and in both languages. What no
// cell can say has its reason.
func TestEditsInTheCopy(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		sample string
		v      Variant
		not    map[int]string // changes that no cell can say, with the reason
	}{
		{"office-move", Variant{Edits: []Edit{{Sheet: "Costs", Cell: "E6", Text: "120k"}, {Set: "limit", Text: "600k"}, {Set: "confidence", Text: "90%"},
			{Set: "R1.status", Text: "closed"}, {Set: "R2.probability", Text: "12.5%"}}}, map[int]string{3: noCell}},
		{"cloud-joint-operation", Variant{Edits: []Edit{{Set: "F3.late", Text: "6"}, {Set: "F2.late", Text: "3"}, {Set: "F6.late", Text: "2"}, {Set: "R01.status", Text: "closed"}, {Set: "minimum cash", Text: "1m"}}, Mix: map[string]float64{"F1": 45_000_000, "F4": 21_000_000}}, nil},
		{"cloud-joint-operation-zh", Variant{Edits: []Edit{{Set: "R02.status", Text: "closed"}, {Set: "R04.response", Text: "off"}, {Set: "R03.probability", Text: "15%"}, {Set: "limit", Text: "12345678"}}}, nil},
	} {
		b := opened(t, c.sample)
		tried, err := b.Try(t.Context(), c.v)
		if err != nil {
			t.Fatal(err)
		}
		r := &Result{book: b, variant: tried.Variant, Plan: tried.Plan, Line: Line{Changed: tried.Changed, BaseAmount: tried.Model.Base()}}
		data, all, err := r.written(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range all {
			if x.Why != c.not[i] {
				t.Errorf("%s: %s %q -> %q: %q, want %q", c.sample, x.At, x.Was, x.Is, x.Why, c.not[i])
			}
		}
		copied, err := Open(t.Context(), File{Name: "copy.xlsx", Data: data}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		for i, x := range all {
			if set := setOf(c.v, x.Changed); set != "" && c.not[i] == "" && b.stand(copied.Plan, set).value != b.stand(r.Plan, set).value {
				t.Errorf("%s: %s is read as %+v, not %+v", c.sample, set, b.stand(copied.Plan, set), b.stand(r.Plan, set))
			}
		}
		if c.not == nil && copied.Study.Model.Base() != r.BaseAmount {
			t.Errorf("%s: the copy adds up to %v, the variant to %v", c.sample, copied.Study.Model.Base(), r.BaseAmount)
		}
	}
}

// TestEditsThatNoCellSays: what cannot be written says why, on the sheet that lists the
// changes, and the rest is written; the copy without edits has the old figures.
func TestEditsThatNoCellSays(t *testing.T) {
	t.Parallel()
	b := opened(t, "office-move")
	v := Variant{Scenarios: 100, Edits: []Edit{{Set: "limit", Text: "600k"}, {Set: "R1.status", Text: "closed"}}}
	r := run(t, b, v, nil)
	data, all, err := r.written(t.Context())
	if err != nil || all[0].Why != "" || all[1].Why != noCell {
		t.Fatalf("the plan has no column for the status of a risk: %+v (%v)", all, err)
	}
	for lang, want := range map[string][]string{"en": {"1 of 2", "no single cell"}, "zh": {"2 处改动中有 1 处", "没有可对应填写的单元格"}} {
		book := r.sheets(lang, all)
		text, err := json.Marshal(book.Sheets[len(book.Sheets)-1])
		for _, said := range want {
			if err != nil || !strings.Contains(string(text), said) {
				t.Errorf("%v: not %q in %s", err, said, text)
			}
		}
	}
	for _, edits := range []bool{false, true} {
		want := b.Plan.Project.BudgetLimit.String()
		if edits {
			want = "600000"
		}
		var out bytes.Buffer
		if err := r.WriteWorkbook(t.Context(), &out, "", edits); err != nil {
			t.Fatal(err)
		}
		file, err := Open(t.Context(), File{Name: "copy.xlsx", Data: out.Bytes()}, Options{})
		if err != nil || file.Plan.Project.BudgetLimit.String() != want || bytes.Equal(data, b.Data) {
			t.Errorf("edits %v: the limit is %v, want %s (%v)", edits, file.Plan.Project.BudgetLimit, want, err)
		}
	}
}
