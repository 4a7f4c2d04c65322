package workbook

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// TestTypeIntoIsRead: a copy with texts typed into it is read as the workbook is with them
// laid over it, formulas that follow with their new values, and nothing else differs:
// every other part of the file is the same. The wish to calculate anew is there.
func TestTypeIntoIsRead(t *testing.T) {
	t.Parallel()
	data := samplePlan(t, "office-move")
	plain, _, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{})
	specimen.Must(t, err)
	line, risk := plain.Costs[1].Row, plain.Risks[0].Row
	at := func(r budget.Row, field, text string) Overlay {
		ref := r.Ref(field)
		return Overlay{ref.Sheet, ref.Cell, text}
	}
	for _, cells := range [][]Overlay{
		{at(line, "Amount", "123456")},
		{at(line, "Amount", "1.2m"), at(risk, "Probability", "12.5%"), at(risk, "Status", "closed")},
		{at(line, "Low", ""), at(line, "High", ""), at(line, "Name", `<b>&"new"`)},
		{{"Costs", "B9", "7"}, {"Project", "B30", "a note"}, {"Project", "AA1", "12%"}},
	} {
		got, err := TypeInto(t.Context(), data, cells)
		if err != nil {
			t.Errorf("%v: %v", cells, err)
			continue
		}
		want, wantProblems, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{Overlay: cells})
		specimen.Must(t, err)
		read, problems, err := ReadBytes(t.Context(), "plan.xlsx", got, ReadOptions{})
		specimen.Must(t, err)
		want.SHA256, read.SHA256 = "", ""
		if a, b := asLines(t, want), asLines(t, read); len(a) != len(b) {
			t.Errorf("%v: the plan is read otherwise", cells)
		} else {
			for i := range a {
				open := strings.HasPrefix(strings.TrimSpace(a[i]), `"=`) // a formula as it stands, which has a value in the copy
				if a[i] != b[i] && !open {
					t.Errorf("%v: %s was read as %s", cells, a[i], b[i])
				}
			}
		}
		if !reflect.DeepEqual(problems, wantProblems) {
			t.Errorf("%v: other problems: %v, not %v", cells, problems, wantProblems)
		}
		before, after := parts(t, data), parts(t, got)
		for name, text := range before {
			switch now := after[name]; {
			case name == "xl/workbook.xml":
				if !strings.Contains(now, `fullCalcOnLoad="1"`) {
					t.Error("nobody is asked to calculate")
				}
			case strings.HasPrefix(name, "xl/worksheets/sheet"), name == "xl/styles.xml":
			case now != text:
				t.Errorf("%v: %s has changed", cells, name)
			}
		}
		if len(before) != len(after) {
			t.Errorf("%d parts, not %d", len(after), len(before))
		}
	}
	if again, _, err := ReadBytes(t.Context(), "plan.xlsx", data, ReadOptions{}); err != nil || !reflect.DeepEqual(again, plain) {
		t.Error("the workbook itself has changed")
	}
	var no *CellError
	if _, err := TypeInto(t.Context(), data, []Overlay{{"Costs", "E7", "1"}}); !errors.As(err, &no) || no.Why != CellFormula {
		t.Errorf("into a formula: %v", err)
	}
	if _, err := TypeInto(t.Context(), specimen.Rich(t), []Overlay{{"Costs", "B1", "Sum"}}); !errors.As(err, &no) || no.Why != CellHeading {
		t.Errorf("into the heading of a table: %v", err)
	}
}

// asLines are all figures and texts of a plan.
func asLines(t *testing.T, p *budget.Plan) []string {
	t.Helper()
	data, err := json.MarshalIndent(p, "", " ")
	specimen.Must(t, err)
	return strings.Split(string(data), "\n")
}

func parts(t *testing.T, data []byte) map[string]string {
	t.Helper()
	p, err := opc.Open(data)
	specimen.Must(t, err)
	all := map[string]string{}
	for _, f := range p.Zip.File {
		text, err := opc.Entry(f)
		specimen.Must(t, err)
		all[f.Name] = string(text)
	}
	return all
}

// TestTypeInto: cells are written where a sheet has them, has none, or says nothing of
// their place; with any prefix; styles and formulas stay.
func TestTypeInto(t *testing.T) {
	t.Parallel()
	number := func(row, col int, text string) typedCell {
		return typedCell{cell: &cell{row: row, col: col, kind: cellNumber, text: text}, typed: true}
	}
	two := []typedCell{number(2, 2, "5"), number(4, 1, "6")}
	for _, c := range []struct {
		name, before, after string
		cells               []typedCell
	}{
		{"no rows", `<sheetData/>`, `<sheetData><row r="2"><c r="B2"><v>5</v></c></row><row r="4"><c r="A4"><v>6</v></c></row></sheetData>`, two},
		{"prefix", `<x:sheetData><x:row r="2"><x:c r="B2" s="3" t="s"><x:v>9</x:v></x:c></x:row></x:sheetData>`,
			`<x:sheetData><x:row r="2"><x:c r="B2" s="3"><x:v>5</x:v></x:c></x:row><x:row r="4"><x:c r="A4"><x:v>6</x:v></x:c></x:row></x:sheetData>`, two},
		{"between", `<sheetData><row r="2" ht="20"><c r="A2"/><c r="C2"><v>1</v></c></row><row r="4"/><row r="9"><c r="A9"/></row></sheetData>`,
			`<sheetData><row r="2" ht="20"><c r="A2"/><c r="B2"><v>5</v></c><c r="C2"><v>1</v></c></row><row r="4"><c r="A4"><v>6</v></c></row><row r="9"><c r="A9"/></row></sheetData>`, two},
		{"no addresses", `<sheetData><row><c><v>1</v></c></row><row><c/><c s="2"/></row></sheetData>`,
			`<sheetData><row><c><v>1</v></c></row><row><c/><c r="B2" s="2"><v>5</v></c></row><row r="4"><c r="A4"><v>6</v></c></row></sheetData>`, two},
		{"a formula that follows", `<sheetData><row r="1"><c r="A1" s="1"><f t="shared" si="0" ref="A1:A3">B1*2</f><v>2</v></c></row></sheetData>`,
			`<sheetData><row r="1"><c r="A1" s="1"><f t="shared" si="0" ref="A1:A3">B1*2</f><v>8</v></c></row></sheetData>`,
			[]typedCell{{cell: &cell{row: 1, col: 1, kind: cellNumber, text: "8", formula: true}}}},
		{"one without an answer", `<sheetData><row r="1"><c r="A1" t="str"><f>NOW()</f><v>2</v></c></row></sheetData>`,
			`<sheetData><row r="1"><c r="A1"><f>NOW()</f></c></row></sheetData>`, []typedCell{{cell: &cell{row: 1, col: 1, formula: true}}}},
		{"words", `<sheetData><row r="1"><c r="A1"><v>2</v></c></row></sheetData>`,
			`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">a &lt; b</t></is></c></row></sheetData>`,
			[]typedCell{{cell: &cell{row: 1, col: 1, kind: cellText, text: "a < b"}, typed: true}}},
	} {
		got, err := typeCells([]byte(c.before), c.cells, &shareStyles{book: &book{}})
		if err != nil || !bytes.Equal(got, []byte(c.after)) {
			t.Errorf("%s: %v\n%s, want\n%s", c.name, err, got, c.after)
		}
	}
}

// TestTypeIntoAnyDialect: workbooks of other programs, Strict ones and such with prefixes
// or in UTF-16 are written too, and the sum that follows has its new value.
func TestTypeIntoAnyDialect(t *testing.T) {
	t.Parallel()
	for name, data := range specimen.Variants(t) {
		got, err := TypeInto(t.Context(), data, []Overlay{{"Costs", "C2", "200"}, {"Costs", "Z40", "new"}, {"Costs", "D2", ""}})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		b, err := openBook(t.Context(), got, Limits{})
		specimen.Must(t, err)
		tab, _ := b.tab("Costs")
		g, err := b.grid(t.Context(), tab)
		specimen.Must(t, err)
		if sum := g.cell(6, 3); sum != nil && (sum.text != "277" || !sum.formula) || g.cell(2, 3).text != "200" || g.cell(40, 26) == nil || g.cell(40, 26).text != "new" || !g.cell(2, 4).blank() {
			t.Errorf("%s: the sum is %+v", name, sum)
		}
	}
}
