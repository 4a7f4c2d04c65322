package workbook

import (
	"bytes"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// TestAdoptedFormulas: every cell that adopt made as a formula points at the
// budget's own cells and stores what they come to.
func TestAdoptedFormulas(t *testing.T) {
	t.Parallel()
	for _, c := range adoptCases(t) {
		t.Run(c.name, func(t *testing.T) {
			data := c.book(t)
			a := adopted(t, data, AdoptOptions{Yes: true})
			copied, err := graft.Onto(data, a.Book)
			specimen.Must(t, err)
			f, err := excelize.OpenReader(bytes.NewReader(copied))
			specimen.Must(t, err)
			defer f.Close()
			for part := range mustPack(t, copied).Entries {
				if data, err := mustPack(t, copied).Read(part); strings.Contains(part, "adopted_") || part == "xl/workbook.xml" || part == "xl/styles.xml" {
					specimen.Must(t, err)
					for _, fault := range specimen.Disorder(opc.UTF8(data)) {
						t.Errorf("%s: %s", part, fault)
					}
				}
			}
			formulas := 0
			for _, s := range a.Book.Sheets {
				for _, x := range s.Cells {
					if x.Formula == "" {
						continue
					}
					formulas++
					at := opc.CellAddress(x.Row, x.Col)
					got, err := f.CalcCellValue(s.Title, at, excelize.Options{RawCellValue: true})
					specimen.Must(t, err)
					if want, ok := x.Value.(float64); ok {
						n, err := strconv.ParseFloat(got, 64)
						if err != nil || math.Abs(n-want) > 1e-6 {
							t.Errorf("%s!%s: =%s is %s, stored %v", s.Title, at, x.Formula, got, want)
						}
					} else if want, ok := x.Value.(string); ok && want != got {
						t.Errorf("%s!%s: =%s is %q, stored %q", s.Title, at, x.Formula, got, want)
					}
				}
			}
			if formulas < 2*len(a.Lines) {
				t.Errorf("%d formulas for %d lines", formulas, len(a.Lines))
			}
		})
	}
}

func mustPack(t testing.TB, data []byte) *opc.Package {
	t.Helper()
	p, err := opc.Open(data)
	specimen.Must(t, err)
	return p
}

// TestSlowAdoptedIsLive: when the budget changes, the adopted sheets follow, as
// LibreOffice works them out.
func TestSlowAdoptedIsLive(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	office := specimen.Office(t)
	dir, profile := specimen.RenderFolder(t), t.TempDir()
	cases := adoptCases(t)
	for _, name := range []string{"预算表", "wide by quarter"} {
		c := cases[slices.IndexFunc(cases, func(c adoptCase) bool { return c.name == name })]
		data := c.book(t)
		a := adopted(t, data, AdoptOptions{Yes: true})
		copied, err := graft.Onto(data, a.Book)
		specimen.Must(t, err)
		old, put := `<v>8.5</v>`, `<v>9.5</v>` // 12 servers, each 1 more: 12 万
		more := "120000"
		if name == "wide by quarter" {
			old, put, more = `<v>120000.01</v>`, `<v>120000.51</v>`, "0.5"
		}
		changed := 0
		copied = alter(t, copied, func(part, content string) string {
			if strings.HasPrefix(part, "xl/worksheets/") {
				changed += strings.Count(content, old)
				content = strings.Replace(content, old, put, 1)
				content = regexp.MustCompile(`(</f>)<v>[^<]*</v>`).ReplaceAllString(content, "$1") // to be worked out anew
			}
			return content
		})
		if changed == 0 {
			t.Fatalf("%s: nothing was changed", name)
		}
		file := filepath.Join(dir, fmt.Sprintf("adopted-%d.xlsx", len(name)))
		specimen.Must(t, os.WriteFile(file, copied, 0o600))
		out := filepath.Join(dir, "out")
		specimen.Convert(t, office, profile, out, "xlsx", file)
		plan, problems, err := Read(t.Context(), filepath.Join(out, filepath.Base(file)), ReadOptions{})
		specimen.Must(t, err)
		if budget.HasErrors(problems) {
			t.Errorf("%s: %v", name, problems)
		}
		base := budget.Money{}
		for _, l := range plan.Costs {
			base = base.Add(l.Amount)
		}
		if got := budget.Cents(base.Sub(a.Total)).String(); got != more {
			t.Errorf("%s: the base moved by %s, want %s", name, got, more)
		}
	}
}

// TestAdoptedSurvives: after a spreadsheet program has renamed its parts, an
// adopted workbook is still read by its own sheets, not by the user's of the
// same name; a run keeps the sheets, the next adopt refuses.
func TestAdoptedSurvives(t *testing.T) {
	data := build(t, sections(t, `=== p
== Costs
Office, 2026
Item | Amount
Rent | 1200
Staff | 3400
Total | =SUM(B3:B4)
== Revenue
our notes on what comes in
`)[0])
	a := adopted(t, data, AdoptOptions{Yes: true})
	copied, err := graft.Onto(data, a.Book)
	specimen.Must(t, err)
	rename := strings.NewReplacer("adopted_", "renamed")
	renamed := specimen.Rezip(t, copied, func(name, text string) (string, string) { return rename.Replace(name), rename.Replace(text) })
	for name, data := range map[string][]byte{"as written": copied, "renamed": renamed} {
		result, err := graft.Onto(data, specimen.Book("en"))
		specimen.Must(t, err)
		for state, data := range map[string][]byte{"adopted": data, "with results": result} {
			plan, problems := readData(t, data)
			if len(problems) != 1 || problems[0].Code != "default-ranges" {
				t.Errorf("%s, %s: nothing says that the ranges are defaults", name, state)
			}
			for _, p := range problems[min(1, len(problems)):] {
				t.Errorf("%s, %s: %s", name, state, p.Format(nil))
			}
			if len(plan.Costs) != 2 || plan.Costs[0].Row.Table.Sheet != "Costs (2)" || plan.Costs[1].Name != "Staff" {
				t.Errorf("%s, %s: %s", name, state, summary(plan))
			}
			if again, problems, err := Adopt(t.Context(), "x.xlsx", data, AdoptOptions{}); err != nil || again != nil || problems[0].Code != "adopt-plan" {
				t.Errorf("%s, %s: adopted again: %v %v", name, state, problems, err)
			}
		}
	}
}

// TestAdoptRefusals: no wild guesses.
func TestAdoptRefusals(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, code string }{
		"empty":           {"== A\n", "adopt-no-table"},
		"no numbers":      {"== Budget\nItem | Amount\nRent | tbd\nStaff | tbd", "adopt-no-table"},
		"no header":       {"== Budget\nRent | 100\nStaff | 200\nPens | 3", "adopt-no-table"},
		"schedule":        {"== Budget plan\nTask | Start | End | Days\nDesign | 2026-01 | 2026-02 | 30\nBuild | 2026-03 | 2026-06 | 90", "adopt-no-money"},
		"income only":     {"== Income\nSource | Item | Amount\na | Tickets | 100\nb | Sponsors | 200\n | Total income | 300", "adopt-not-budget"},
		"contacts":        {"== Contacts\nName | Phone | Office number\nLee | 5551234 | 12\nKim | 5559876 | 14", "adopt-not-budget"},
		"one line":        {"== Budget\nItem | Amount\nRent | 100", "adopt-no-table"},
		"two sheets":      {"== A\nItem | Cost\nx | 1\ny | 2\n== B\nItem | Cost\nz | 5\nw | 6", "adopt-ask"},
		"two versions":    {"== B\nItem | Budget 2026 | Budget 2027\nx | 1 | 2\ny | 2 | 3", "adopt-ask"},
		"three options":   {"== B\nItem | Cost A | Cost B | Cost C\nx | 1 | 2 | 4\ny | 2 | 3 | 1", "adopt-ask"},
		"days and people": {"== B\nItem | Days | Persons | Rate\nx | 1 | 2 | 4\ny | 2 | 3 | 1", "adopt-ask"},
		"wrong total":     {"== B\nItem | Cost\nx | 1\ny | 2\nTotal | 4", "adopt-ask"},
		"wrong subtotal":  {"== B\nItem | Cost\nx | 1\ny | 2\nSubtotal | 5\nz | 1\nTotal | 4", "adopt-ask"},
		"parent differs":  {"== B\nWBS | Item | Cost\n1 | A | 9\n1.1 | x | 3\n1.2 | y | 4", "adopt-ask"},
		"quarters differ": {"== B\nItem | Q1 | Q2 | Total cost\nx | 1 | 2 | 3\ny | 1 | 1 | 5", "adopt-ask"},
		"errors in cells": {"== B\nItem | Cost\nx | #REF!\ny | 2\nz | 3", "cell-error"},
		"plan":            {"== Project\nStart month | 2026-01\n== Costs\nID | Amount\nC1 | 5\nC2 | 6", "adopt-plan"},
	} {
		a, problems, err := Adopt(t.Context(), "b.xlsx", build(t, sections(t, "=== p\n"+c.text+"\n")[0]), AdoptOptions{})
		specimen.Must(t, err)
		if a != nil || len(problems) == 0 || problems[len(problems)-1].Code != c.code {
			t.Errorf("%s: %v, %v; want %s", name, a != nil, problems, c.code)
		}
	}
}

// TestAdoptOptions: what is ambiguous can be said.
func TestAdoptOptions(t *testing.T) {
	data := build(t, sections(t, `=== p
== A
Item | Cost | Low cost
x | 1.5 | 1
y | 2 | 1
== B
Item | Budget 2026 | Budget 2027
z | 50 | 70
w | 6 | 7
`)[0])
	for _, c := range []struct {
		o    AdoptOptions
		want string
	}{
		{AdoptOptions{Tables: []string{"A"}, Amount: "B"}, "3.5 A!A1:C3 2026-01"}, {AdoptOptions{Tables: []string{"B!A1:C3"}, Amount: "C"}, "77 B!A1:C3 2027-01"},
		{AdoptOptions{Tables: []string{"'A'!$A$1:$C$3"}, Yes: true, Start: budget.Month{Year: 2031, Month: 5}}, "3.5 A!A1:C3 2031-05"},
	} {
		a := adopted(t, data, c.o)
		if got := a.Total.String() + " " + a.tablesText() + " " + a.Start.String(); got != c.want {
			t.Errorf("%+v: %s, want %s", c.o, got, c.want)
		}
	}
}

// TestSpreads: the assumptions lie within the ranges of their source.
// Source: AACE International 18R-97, Table 1: class 1 low -3 to -10 %, high +3
// to +15 %; class 2 -5 to -15, +5 to +20; class 3 -10 to -20, +10 to +30.
func TestSpreads(t *testing.T) {
	ranges := map[int][4]float64{1: {0.90, 0.97, 1.03, 1.15}, 2: {0.85, 0.95, 1.05, 1.20}, 3: {0.80, 0.90, 1.10, 1.30}}
	for _, s := range spreads() {
		if r := ranges[s.class]; s.low < r[0] || s.low > r[1] || s.high < r[2] || s.high > r[3] {
			t.Errorf("%s: %g to %g is outside class %d", s.phase, s.low, s.high, s.class)
		}
	}
	if spreadOf("no phase").phase != "other" {
		t.Error("words that are no phase count as other")
	}
}

// TestWriteAdopted: the copy goes through the writer's proof, every part of the
// budget unchanged, and a locked budget gives a locked plan.
func TestWriteAdopted(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	c := adoptCases(t)[0]
	plain := c.book(t)
	locked, err := excelize.Encrypt(bytes.Clone(plain), &excelize.Options{Password: "geheim 密码"})
	specimen.Must(t, err)
	for name, data := range map[string][]byte{"plain": plain, "locked": locked} {
		password := ""
		if name == "locked" {
			password = "geheim 密码"
		}
		a := adopted(t, data, AdoptOptions{Password: password})
		target := filepath.Join(dir, name+".xlsx")
		report, err := Write(t.Context(), WriteOptions{Source: "x.xlsx", Data: data, Target: target, Password: password}, a.Book)
		specimen.Must(t, err)
		if report.Unchanged < 5 || report.Locked != (name == "locked") || len(report.Sheets) != 3 {
			t.Errorf("%s: %+v", name, report)
		}
		if ours, err := IsLockedResult(target, password); ours || err != nil {
			t.Errorf("%s: taken for results (%v)", name, err)
		}
		plan, _, err := Read(t.Context(), target, ReadOptions{Password: password})
		specimen.Must(t, err)
		if len(plan.Costs) != 6 {
			t.Errorf("%s: %d lines", name, len(plan.Costs))
		}
	}
}

// FuzzAdopt: a mutated budget makes neither panic nor hang, and what is adopted
// reads back.
func FuzzAdopt(f *testing.F) {
	var books [][]byte
	for _, c := range adoptCases(f) {
		books = append(books, c.book(f))
	}
	parts := []string{"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml"}
	for i := range books {
		f.Add(uint8(i), uint8(i), 200+31*i, []byte(`"`))
		f.Add(uint8(i), uint8(0), 500+7*i, []byte(`<c r="XFD1048576"><v>9e99</v></c>`))
	}
	f.Fuzz(func(t *testing.T, which, part uint8, at int, put []byte) {
		data := alter(t, books[int(which)%len(books)], func(name, content string) string {
			if name != parts[int(part)%len(parts)] || len(content) == 0 {
				return content
			}
			i := int(uint(at) % uint(len(content)))
			return content[:i] + string(put) + content[min(len(content), i+len(put)):]
		})
		a, problems, err := Adopt(context.Background(), "fuzz.xlsx", data, AdoptOptions{})
		if err != nil {
			t.Error(err)
		}
		if a == nil && len(problems) == 0 {
			t.Error("refused without a reason")
		}
	})
}
