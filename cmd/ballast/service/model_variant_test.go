package service

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook"
)

// diffOf is the difference of a figure of an output.
func diffOf(t *testing.T, r *Result, key string) Diff {
	t.Helper()
	at := slices.IndexFunc(r.Diff, func(d Diff) bool { return d.Key == key })
	if at < 0 {
		t.Fatalf("no figure %q among %+v", key, r.Diff)
	}
	return r.Diff[at]
}

// TestModelVariant: what is typed into a model, a number, a share where the cell shows per
// cent, one value or another law for what is uncertain, a formula, moves its outputs by
// what arithmetic says, on the same draws; the workbook of the variant says that it is one.
func TestModelVariant(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"npv-model", "npv-model-risk", "npv-model-zh"} {
		b := opened(t, name)
		sheet := b.Model.Source.Source.Sheets()[0]
		edit := func(cell, text string) Edit { return Edit{Sheet: sheet, Cell: cell, Text: text} }
		out := b.Overview().Outputs
		npv, need := out[0].Cell, out[2].Cell
		base := run(t, b, Variant{Scenarios: 2048}, nil)
		if len(base.Diff) != 0 || !base.Base || len(base.Spread) != 4 || len(base.Spread[0]) != 101 {
			t.Errorf("%s: the base has differences or no curves", name)
		}
		same := run(t, b, Variant{Scenarios: 2048, Edits: []Edit{edit("B12", "25%")}}, base)
		for _, d := range same.Diff {
			if d.Change == nil || *d.Change != 0 || d.Visible {
				t.Errorf("%s: the value that stands there moves %s by %v", name, d.Key, d.Change)
			}
		}
		taxed := run(t, b, Variant{Scenarios: 2048, Edits: []Edit{edit("B12", "30%")}}, base)
		if d := diffOf(t, taxed, npv+" mean"); !d.Visible || *d.Change >= 0 || d.Interval95 == nil {
			t.Errorf("%s: a higher tax moves the NPV by %+v", name, d)
		}
		if d := diffOf(t, taxed, need+" mean"); d.Visible && math.Abs(*d.Change) > 1e-6**d.Base {
			t.Errorf("%s: a tax moves the largest need, that of the first year, by %+v", name, *d.Change)
		}
		if c := taxed.Changed[0]; c.Was != "25%" && c.Was != "0.25" || c.Is != "30%" || c.Name == c.At {
			t.Errorf("%s: %+v", name, c)
		}
		// An investment that is certain: what it is dearer by than its mean is needed more,
		// in the mean, and the spread of the need shrinks.
		held := run(t, b, Variant{Scenarios: 2048, Edits: []Edit{edit("B8", "1000000")}}, base)
		wide := run(t, b, Variant{Scenarios: 2048, Edits: []Edit{edit("B8", "PERT(900000,1000000,1100000)")}}, base)
		p10, p90 := diffOf(t, held, need+" p10"), diffOf(t, held, need+" p90")
		if *p90.Value-*p10.Value >= *p90.Base-*p10.Base {
			t.Errorf("%s: held at one value the need is as wide", name)
		}
		if a, c := diffOf(t, held, need+" mean"), diffOf(t, wide, need+" mean"); math.Abs(*a.Value-*c.Value) > 0.01**a.Value {
			t.Errorf("%s: at its mean the need is %v, with a law about it %v", name, *a.Value, *c.Value)
		}
		if in := wide.Inputs[slices.Index(inputCells(wide), sheet+"!B8")]; in.Name != "Investment" && in.Name != "投资" && in.Name != "投资额" {
			t.Errorf("%s: the input is called %q after its law was changed", name, in.Name)
		}
		formula := run(t, b, Variant{Scenarios: 2048, Edits: []Edit{edit("B12", "=0.1+0.2")}}, base)
		if a, c := diffOf(t, formula, npv+" mean"), diffOf(t, taxed, npv+" mean"); math.Abs(*a.Value-*c.Value) > 1e-9*math.Abs(*a.Value) {
			t.Errorf("%s: a formula that is 30 %% gives %v, the number %v", name, *a.Value, *c.Value)
		}
		var file strings.Builder
		if err := taxed.WriteWorkbook(t.Context(), &file, "", false); err != nil {
			t.Fatal(err)
		}
		cells, err := workbook.ReadCells(t.Context(), "x.xlsx", []byte(file.String()), workbook.ReadOptions{}, true)
		if err != nil || len(cells.Problems) > 0 {
			t.Fatal(err, cells.Problems)
		}
		book := taxed.sheets(taxed.Language, nil)
		if last := book.Sheets[len(book.Sheets)-1]; last.Key != "variant" {
			t.Errorf("%s: the last sheet is %s", name, last.Key)
		}
		both := Compare([]string{"a", "b", "c", "d"}, []*Result{base, taxed, held, wide})
		for _, row := range both.Rows {
			if len(row.Values) != 4 || row.Changes[0] != nil {
				t.Errorf("%s: %+v", name, row)
			}
		}
		if len(both.Columns[1].Outputs) != 4 {
			t.Errorf("%s: %+v", name, both.Columns[1])
		}
	}
}

func inputCells(r *Result) (cells []string) {
	for _, in := range r.Inputs {
		cells = append(cells, in.Cell)
	}
	return cells
}

// TestModelEditsRefused: what a cell cannot hold is refused with the cell, and an edit that
// moves nothing says so.
func TestModelEditsRefused(t *testing.T) {
	t.Parallel()
	b := opened(t, "npv-model")
	for text, e := range map[string]Edit{
		"no-sheet":   {Sheet: "Nowhere", Cell: "B2", Text: "1"},
		"no-place":   {Sheet: "Assumptions", Cell: "B0", Text: "1"},
		"no-value":   {Sheet: "Assumptions", Cell: "B12", Text: "a quarter"},
		"no-setting": {Sheet: "Assumptions", Cell: "B2", Text: ""},
	} {
		_, err := b.Try(t.Context(), Variant{Edits: []Edit{e}})
		var no *EditError
		if !errors.As(err, &no) || text != "no-setting" && no.Reason() != text {
			t.Errorf("%+v: %v", e, err)
		}
	}
	tried, err := b.Try(t.Context(), Variant{Edits: []Edit{{Sheet: "Assumptions", Cell: "B4", Text: "Triangular(102,95,85)"}}})
	if err != nil || tried.Runnable() || !slices.ContainsFunc(b.ProblemList(tried.Problems), func(p Problem) bool { return p.Code == "bad-distribution" && p.Field != nil }) {
		t.Errorf("a law the wrong way round: %v %+v", err, tried.Problems)
	}
	law := func(text string) Variant { return Variant{Edits: []Edit{{Sheet: "Uncertain", Cell: "B4", Text: text}}} }
	tried, err = b.Try(t.Context(), law("Triangular(85,95)"))
	if err != nil || !slices.ContainsFunc(b.ProblemList(tried.Problems), func(p Problem) bool {
		return p.At == "Uncertain!B4" && p.Field != nil && p.Field.Text == "Triangular(85,95,102)"
	}) {
		t.Errorf("a law on its sheet that is none has no field at its own cell: %v %+v", err, tried.Problems)
	}
	if tried, err = b.Try(t.Context(), law("Triangular(85,95,110)")); err != nil || !tried.Runnable() {
		t.Errorf("a law on its sheet: %v %+v", err, tried.Problems)
	}
	tried, err = b.Try(t.Context(), Variant{Edits: []Edit{{Sheet: "Assumptions", Cell: "F40", Text: "7"}}})
	if err != nil || !slices.ContainsFunc(tried.Problems, func(p budget.Problem) bool { return p.Code == "input-unused" && strings.Contains(p.Message, "F40") }) {
		t.Errorf("a cell that nothing reads: %v", err)
	}
	if _, err = b.Try(t.Context(), Variant{Edits: []Edit{{Set: "limit", Text: "1"}}}); !errors.Is(err, ErrModel) {
		t.Errorf("a limit, which a model does not have: %v", err)
	}
}

// TestModelSeekHolds: what an uncertain input must be is sought with that input held at one
// value, on a variant too; the answer says so.
func TestModelSeekHolds(t *testing.T) {
	t.Parallel()
	b := opened(t, "npv-model")
	for _, v := range []Variant{{Scenarios: 1024}, {Scenarios: 1024, Edits: []Edit{{Sheet: "Assumptions", Cell: "B12", Text: "30%"}}}} {
		q, err := b.Question(t.Context(), v, "P(NPV>0)>=60%", "Assumptions!B4")
		if err != nil {
			t.Fatal(err)
		}
		a, err := q.Seek(t.Context(), 1, nil)
		if err != nil {
			t.Fatal(err)
		}
		if a.Edit.Cell != "B4" || a.X < 85 || a.X > 130 || !strings.Contains(strings.Join(a.Text, " "), "Triangular(85,95,102)") {
			t.Errorf("%+v %q", a.Edit, a.Text)
		}
		v.Edits = append(v.Edits, a.Edit)
		base := run(t, b, Variant{Scenarios: 1024}, nil)
		if d := diffOf(t, run(t, b, v, base), "Result!B2 target"); math.Abs(*d.Value-0.6) > 0.02 {
			t.Errorf("taken over, the chance is %v", *d.Value)
		}
	}
}
