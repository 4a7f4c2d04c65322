package workbook

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"ballast/budget"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/specimen"
)

// adoptCase is one section of testdata/adopt.txt.
type adoptCase struct {
	section
	want   string
	merges map[string][]string
}

// adoptCases reads testdata/adopt.txt.
func adoptCases(t testing.TB) []adoptCase {
	t.Helper()
	text, err := os.ReadFile("testdata/adopt.txt")
	specimen.Must(t, err)
	var all []adoptCase
	for _, block := range strings.Split(string(text), "\n=== ")[1:] {
		c := adoptCase{merges: map[string][]string{}}
		sheet := ""
		for i, line := range strings.Split(block, "\n") {
			switch {
			case i == 0:
				c.name, c.sheets = line, map[string][]string{}
			case strings.HasPrefix(line, "WANT "):
				c.want = strings.TrimPrefix(line, "WANT ")
			case strings.HasPrefix(line, "== "):
				sheet = strings.TrimPrefix(line, "== ")
				c.order = append(c.order, sheet)
			case strings.HasPrefix(line, "+ "):
				c.merges[sheet] = append(c.merges[sheet], strings.TrimPrefix(line, "+ "))
			case sheet != "":
				c.sheets[sheet] = append(c.sheets[sheet], line)
			}
		}
		all = append(all, c)
	}
	return all
}

// book builds the workbook of a case.
func (c adoptCase) book(t testing.TB) []byte {
	t.Helper()
	data := build(t, c.section)
	if len(c.merges) == 0 {
		return data
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	specimen.Must(t, err)
	defer f.Close()
	for sheet, list := range c.merges {
		for _, m := range list {
			from, to, _ := strings.Cut(m, ":")
			specimen.Must(t, f.MergeCell(sheet, from, to))
		}
	}
	var out bytes.Buffer
	specimen.Must(t, f.Write(&out))
	return out.Bytes()
}

// adopted adopts a workbook without problems other than notes and warnings.
func adopted(t testing.TB, data []byte, o AdoptOptions) *Adoption {
	t.Helper()
	a, problems, err := Adopt(t.Context(), "budget.xlsx", data, o)
	specimen.Must(t, err)
	if a == nil {
		for _, p := range problems {
			t.Error(p.Format(nil))
		}
		t.FailNow()
	}
	return a
}

// TestAdopt: budgets of many shapes are understood, and the sheets made of
// them read back as the budget's own total, to the cent.
func TestAdopt(t *testing.T) {
	t.Parallel()
	for _, c := range adoptCases(t) {
		t.Run(c.name, func(t *testing.T) {
			data := c.book(t)
			a := adopted(t, data, AdoptOptions{Yes: true})
			own := a.Own.Cell
			if own == "" {
				own = "-"
			}
			got := fmt.Sprintf("%s | %d | %s | %s | %s | %d", a.tablesText(), len(a.Lines), a.Total.Add(a.Reserve), own, a.Start, a.Horizon)
			if got != c.want {
				var b bytes.Buffer
				a.Print(&b)
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, b.String())
			}
			copied, err := graft.Onto(data, a.Book)
			specimen.Must(t, err)
			plan, problems, err := ReadBytes(t.Context(), "budget.adopted.xlsx", copied, ReadOptions{})
			specimen.Must(t, err)
			for _, p := range problems {
				if p.Severity != budget.Note && p.Code != "default-ranges" {
					t.Error(p.Format(nil))
				}
			}
			base := budget.Money{}
			for _, l := range plan.Costs {
				base = base.Add(l.Amount)
			}
			if !budget.Cents(base).Equal(budget.Cents(a.Total)) {
				t.Errorf("base %s, the budget's total %s", base, a.Total)
			}
		})
	}
}
