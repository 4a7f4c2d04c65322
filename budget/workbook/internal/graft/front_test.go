package graft

import (
	"regexp"
	"strings"
	"testing"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/specimen"
)

// TestOpensOnTheDashboard: the file opens there and no other tab is selected, so that
// nothing is typed into two sheets at once; what is no dashboard changes nothing.
func TestOpensOnTheDashboard(t *testing.T) {
	t.Parallel()
	mark := regexp.MustCompile(`tabSelected="(1|true)"`)
	for name, user := range specimen.Variants(t) {
		result, err := Onto(user, specimen.Book("en"))
		specimen.Must(t, err)
		names, _ := rawParts(t, result)
		var marked []string
		for _, n := range names {
			if strings.Contains(n, "sheets/") && strings.HasSuffix(n, ".xml") && mark.MatchString(partText(t, result, n)) {
				marked = append(marked, n)
			}
		}
		if len(marked) != 1 || !strings.Contains(marked[0], "ballast_sheet1") {
			t.Errorf("%s: selected tabs are %v", name, marked)
		}
		plain, err := Onto(user, &sheet.Book{Sheets: []sheet.Sheet{{Key: "log", Title: "Log"}}})
		specimen.Must(t, err)
		for _, n := range names {
			if !strings.Contains(n, "ballast_") && strings.Contains(n, "sheets/") && partText(t, plain, n) != partText(t, user, n) {
				t.Errorf("%s: %s changed without a dashboard", name, n)
			}
		}
	}
}
