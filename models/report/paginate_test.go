package report

import (
	"fmt"
	"testing"

	"ballast/budget/sheet"
	"ballast/models/outcome"
)

// TestContinuedTablesRepeatTheirHead: a table that is torn by a page break is the one whose
// heads are repeated in print: of the sheets as they are, and of a reserve that is split
// over more lines than a page has, beside a curve of fewer months.
func TestContinuedTablesRepeatTheirHead(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		o, p := fixture(lang)
		torn(t, lang, Build(o, p, Options{Language: lang}))
		var many []outcome.Share
		for k := range 120 {
			many = append(many, outcome.Share{ID: fmt.Sprintf("L%d", k), Name: "line", Amount: float64(1000 - k)})
		}
		o.Reserve.Allocation.Lines = many
		if torn(t, lang+", many lines", Build(o, p, Options{Language: lang})) == 0 {
			t.Errorf("%s: no table of 120 lines is torn", lang)
		}
	}
}

// torn looks at the tables that a break tears and counts them.
func torn(t *testing.T, name string, b *sheet.Book) (n int) {
	t.Helper()
	for _, s := range b.Sheets {
		for _, x := range s.Tables {
			for _, at := range s.Breaks {
				if at <= x.R1 || at > x.R2 {
					continue
				}
				n++
				if s.Repeat != x.Head {
					t.Errorf("%s: %s: the table in row %d is torn in row %d, and row %d is repeated", name, s.Key, x.Head, at, s.Repeat)
				}
			}
		}
	}
	return n
}
