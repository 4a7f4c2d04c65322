package workbook

import (
	"os"
	"strings"
	"testing"
)

// TestSlowAdoptLarge: a budget of 5,000 lines and 60 months is adopted whole.
func TestSlowAdoptLarge(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	sheet := strings.Replace(manyLines(5000, 60), "<t>ID</t>", "<t>Code</t>", 1)
	data := alter(t, build(t, section{order: []string{"Budget"}, sheets: map[string][]string{"Budget": {"x"}}}), func(name, content string) string {
		if name == "xl/worksheets/sheet1.xml" {
			return sheet
		}
		return content
	})
	a := adopted(t, data, AdoptOptions{Yes: true})
	if len(a.Lines) != 5000 || a.Horizon != 60 {
		t.Errorf("%d lines, %d months", len(a.Lines), a.Horizon)
	}
}
