package workbook

import (
	"strings"
	"testing"
	"time"
)

// TestAdoptLarge: a budget of 5,000 lines and 60 months is adopted in seconds.
func TestAdoptLarge(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	sheet := strings.Replace(manyLines(5000, 60), "<t>ID</t>", "<t>Code</t>", 1)
	data := alter(t, build(t, section{order: []string{"Budget"}, sheets: map[string][]string{"Budget": {"x"}}}), func(name, content string) string {
		if name == "xl/worksheets/sheet1.xml" {
			return sheet
		}
		return content
	})
	start := time.Now()
	a := adopted(t, data, AdoptOptions{})
	took := time.Since(start)
	t.Logf("%v", took)
	if len(a.Lines) != 5000 || a.Horizon != 60 {
		t.Errorf("%d lines, %d months", len(a.Lines), a.Horizon)
	}
	if took > 60*time.Second {
		t.Errorf("took %v", took)
	}
}
