package template

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget/workbook/schema"
	"ballast/samples"
)

var update = flag.Bool("update", false, "write samples/*/plan.xlsx anew")

// dumpCells is a workbook as text, one line a cell: what is compared, never bytes.
func dumpCells(t *testing.T, data []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, v := range row {
				name, _ := excelize.CoordinatesToCellName(j+1, i+1)
				formula, err := f.GetCellFormula(sheet, name)
				if err != nil {
					t.Fatal(err)
				}
				style, err := f.GetCellStyle(sheet, name)
				if err != nil {
					t.Fatal(err)
				}
				st, err := f.GetStyle(style)
				if err != nil {
					t.Fatal(err)
				}
				format := ""
				if st.CustomNumFmt != nil {
					format = *st.CustomNumFmt
				}
				if v != "" || formula != "" {
					fmt.Fprintf(&b, "%s!%s\t%s\t%s\t%s\n", sheet, name, v, formula, format)
				}
			}
		}
		notes, err := f.GetComments(sheet)
		if err != nil {
			t.Fatal(err)
		}
		sort.Slice(notes, func(i, j int) bool { return notes[i].Cell < notes[j].Cell })
		for _, n := range notes {
			text := n.Text
			for _, p := range n.Paragraph {
				text += p.Text
			}
			fmt.Fprintf(&b, "%s!%s note\t%s\n", sheet, n.Cell, text)
		}
		rules, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rules {
			fmt.Fprintf(&b, "%s!%s rule\t%s\t%s\t%s\n", sheet, r.Sqref, r.Type, r.Formula1, r.Formula2)
		}
	}
	return b.String()
}

// TestSamplesBuilt: each committed plan.xlsx is what its source builds. Run
// with -update to write them.
func TestSamplesBuilt(t *testing.T) {
	for _, name := range samples.Names() {
		built := built(t, name)
		path := filepath.Join("..", "..", "..", "..", "samples", name, "plan.xlsx")
		if *update {
			if err := os.WriteFile(path, built, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		stored, err := os.ReadFile(path)
		if err != nil {
			t.Errorf("%v; run `go test ./budget/workbook/internal/template -run TestSamplesBuilt -update`", err)
			continue
		}
		if bytes.Equal(built, stored) {
			continue // packed by another release of Go, the bytes may differ
		}
		if want, got := dumpCells(t, built), dumpCells(t, stored); want != got {
			t.Errorf("%s differs from its source at\n%s", path, firstDifference(want, got))
		}
	}
}

// built builds a sample from its source.
func built(t *testing.T, name string) []byte {
	t.Helper()
	src, err := samples.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := Build(src, samples.Language(name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return data
}

// firstDifference shows the first line in which two dumps differ.
func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			return fmt.Sprintf("source  %s\nstored  %s", w[i], strings.Join(g[min(i, len(g)):min(i+1, len(g))], ""))
		}
	}
	return "the stored workbook has more cells"
}

// TestSourcesAreRead: every sheet and column of a sample's source is known or
// is deliberately extra.
func TestSourcesAreRead(t *testing.T) {
	t.Parallel()
	extra := map[string]bool{"Base in CNY": true, "Base in EUR": true, "折合人民币": true, "Description": true, "说明": true, "Why": true, "原因": true, "Note": true, "Full name": true, "全称": true}
	for _, name := range samples.Names() {
		src, err := samples.Source(name)
		if err != nil {
			t.Fatal(err)
		}
		book, err := parseText(string(src))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		forms := newCellForms()
		for _, s := range book.sheets {
			if !s.known {
				t.Errorf("%s: sheet %q is not in the schema", name, s.name)
			}
			for i, h := range s.header {
				if _, ok := s.column(i); !ok && !extra[h] && !forms.month.MatchString(h) && s.def.Key != "Profiles" && s.def.Key != "Mixes" {
					t.Errorf("%s: %s: column %q is not in the schema", name, s.name, h)
				}
			}
			if s.settings() {
				for _, r := range s.rows {
					if _, ok := s.index.Find(r.cells[0]); !ok {
						t.Errorf("%s: line %d: setting %q is not in the schema", name, r.line, r.cells[0])
					}
				}
			}
		}
	}
}

// TestSameBytes: a build is the same bytes twice.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"office-move", "cloud-joint-operation-zh"} {
		if one, two := built(t, name), built(t, name); !bytes.Equal(one, two) {
			t.Errorf("%s: two builds of one source differ", name)
		}
	}
}

// TestTemplate: every sheet and column in use is there, with a note and the drop-downs.
func TestTemplate(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		data, err := Blank(lang, "")
		if err != nil {
			t.Fatal(err)
		}
		dump := dumpCells(t, data)
		for _, s := range schema.Sheets() {
			if !strings.Contains(dump, "\n"+s.Name(lang)+"!A2\t") && !strings.Contains(dump, s.Name(lang)+"!A2 note") {
				t.Errorf("%s: sheet %s has no second row", lang, s.Name(lang))
			}
			for _, c := range s.Columns {
				if !strings.Contains(dump, "\t"+c.Header(lang)+"\t") {
					t.Errorf("%s: %s: no header %s", lang, s.Key, c.Header(lang))
				}
				if !strings.Contains(dump, c.Help(lang)) {
					t.Errorf("%s: %s: no note on %s", lang, s.Key, c.Field)
				}
				if c.Form == schema.Choice && !strings.Contains(dump, strings.Join(dropDown(c, lang), ",")) {
					t.Errorf("%s: %s: no drop-down on %s", lang, s.Key, c.Field)
				}
			}
		}
	}
}
