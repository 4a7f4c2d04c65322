package main

import (
	"os"
	"strings"
	"testing"
)

// refill writes a workbook again with some parts changed, as a spreadsheet
// program does when a person types into cells.
func refill(t *testing.T, file string, change func(part, text string) string) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, rezipped(t, data, change), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestNewFillRun: a template in either language is written, an amount in it is
// changed and a line added, and check and run see just that.
func TestNewFillRun(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		t.Run(lang, func(t *testing.T) {
			t.Chdir(t.TempDir())
			if got := ballast(t, "new", "--lang", lang, "plan.xlsx"); got.code != exitOK {
				t.Fatalf("new: exit %d\n%s", got.code, got.err)
			}
			before := base(t, "plan.xlsx")
			changed, added := 0, 0
			refill(t, "plan.xlsx", func(part, text string) string {
				if strings.HasPrefix(part, "xl/worksheets/") && strings.Contains(text, "<v>400000</v>") {
					changed += strings.Count(text, "<v>400000</v>")
					text = strings.ReplaceAll(text, "<v>400000</v>", "<v>450000.25</v>")
					if i := strings.Index(text, `<row r="6"`); i < 0 {
						added++
						text = strings.Replace(text, "</sheetData>", `<row r="6"><c r="A6" t="inlineStr"><is><t>C4</t></is></c>`+
							`<c r="B6" t="inlineStr"><is><t>Typed by hand</t></is></c><c r="G6"><v>1234.5</v></c></row></sheetData>`, 1)
					}
				}
				return text
			})
			if changed != 1 || added != 1 {
				t.Fatalf("%d amounts changed, %d rows added", changed, added)
			}
			if got := ballast(t, "check", "plan.xlsx"); got.code != exitOK {
				t.Errorf("check: exit %d\n%s%s", got.code, got.out, got.err)
			}
			near(t, "what was filled in", base(t, "plan.xlsx")-before, 50000.25+1234.5, 0.005)
			if got := ballast(t, "explain", "plan.xlsx"); !strings.Contains(got.out, "Typed by hand") {
				t.Errorf("explain: exit %d\n%s%s", got.code, got.out, got.err)
			}
		})
	}
}
