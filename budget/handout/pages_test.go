package handout

import (
	"encoding/json"
	"strings"
	"testing"
)

// TestPagesAreTheSheets: every sheet is a page with its finding, its tiles and the rows of
// its tables, and names from a workbook stay text.
func TestPagesAreTheSheets(t *testing.T) {
	pages := Pages(sample("en"))
	if len(pages) != 2 || pages[0].Key != "dashboard" || pages[0].Finding == "" || len(pages[0].Tiles) != 1 || pages[0].Tiles[0].Value != "¥12.4m" || !pages[0].Tiles[0].Warn {
		t.Fatalf("%+v", pages)
	}
	if !strings.Contains(pages[0].Heading, evil) {
		t.Errorf("the heading is %q", pages[0].Heading)
	}
	rows := 0
	for _, p := range pages[1].Parts {
		for _, b := range p.Blocks {
			rows += len(b.Rows)
		}
	}
	if rows < 3 {
		t.Errorf("%d rows of the table", rows)
	}
	text, err := json.Marshal(pages)
	if err != nil || strings.Contains(string(text), "<script>") {
		t.Errorf("%v: %s", err, text)
	}
}
