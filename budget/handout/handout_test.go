package handout

import (
	"bytes"
	"encoding/csv"
	"math"
	"regexp"
	"strings"
	"testing"
	"time"

	"ballast/budget/sheet"
)

// evil is a name that would be code on a page and a formula in a table.
const evil = `=HYPERLINK("http://evil.example","<script>alert(1)</script>")`

// sample is a book of two sheets with all roles of cells.
func sample(lang string) *sheet.Book {
	accent := sheet.Style{Color: "0072B2"}
	board := sheet.Sheet{Key: "dashboard", Title: "Dashboard", Print: sheet.Range{R1: 1, C1: 1, R2: 20, C2: 12},
		Merges: []sheet.Range{{R1: 10, C1: 1, R2: 10, C2: 8}},
		Charts: []sheet.Chart{{Key: "board-s", Title: "P80 is ¥12m"}},
		Cells: []sheet.Cell{
			{Row: 1, Col: 1, Value: "Plan " + evil, Role: sheet.RoleTitle},
			{Row: 2, Col: 1, Value: "There is an 80 % chance", Role: sheet.RoleFinding},
			{Row: 3, Col: 1, Value: "Reserve", Role: sheet.RoleWay, Link: &sheet.Link{Key: "reserve"}},
			{Row: 4, Col: 1, Value: "Contingency", Role: sheet.RoleTile, Note: "What is set aside."},
			{Row: 5, Col: 1, Value: 12.4e6, Role: sheet.RoleTileValue, Style: sheet.Style{Format: `"¥"0.0,,"m"`, Color: warning}},
			{Row: 6, Col: 1, Value: "at P80", Role: sheet.RoleTileNote},
			{Row: 9, Col: 1, Value: "Warnings", Role: sheet.RoleSection},
			{Row: 10, Col: 1, Value: "Cash runs short.", Style: sheet.Style{Color: warning}},
			{Row: 10, Col: 9, Value: "Costs!C4", Link: &sheet.Link{UserSheet: "Costs", Cell: "C4"}},
			{Row: 5, Col: 14, Value: 99.0, Role: sheet.RoleAside},
		}}
	month := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	table := sheet.Sheet{Key: "reserve", Title: "Reserve", Print: sheet.Range{R1: 1, C1: 1, R2: 20, C2: 6},
		Tables: []sheet.Table{{Title: "By line: 2026", Head: 5, R1: 6, R2: 8, Cols: []int{1, 2, 4}}},
		Heats:  []sheet.Heat{{At: sheet.Range{R1: 6, C1: 4, R2: 7, C2: 4}, Low: "FFFFFF", High: "D55E00", HighAt: 1}},
		Cells: []sheet.Cell{
			{Row: 1, Col: 1, Value: "Reserve · Plan", Role: sheet.RoleTitle},
			{Row: 3, Col: 1, Value: "By line: 2026", Role: sheet.RoleSection},
			{Row: 5, Col: 1, Value: "Line", Role: sheet.RoleHead}, {Row: 5, Col: 2, Value: "Month", Role: sheet.RoleHead}, {Row: 5, Col: 4, Value: "Share", Role: sheet.RoleHead, Note: "Of the base."},
			{Row: 6, Col: 1, Value: evil}, {Row: 6, Col: 2, Value: month, Style: sheet.Style{Format: "yyyy-mm"}}, {Row: 6, Col: 4, Value: 0.5, Style: sheet.Style{Format: "0%"}},
			{Row: 7, Col: 1, Value: "机柜, \"quoted\""}, {Row: 7, Col: 2, Value: nil}, {Row: 7, Col: 4, Value: -1234567.891, Style: sheet.Style{Format: "#,##0"}},
			{Row: 8, Col: 1, Value: "Total", Style: sheet.Style{Bold: true}}, {Row: 8, Col: 4, Value: 3, Style: accent},
			{Row: 10, Col: 1, Value: "Try a confidence", Role: sheet.RoleSection},
			{Row: 11, Col: 1, Value: 0.8, Style: sheet.Style{Input: true, Format: "0%"}},
		}}
	return &sheet.Book{Language: lang, Sheets: []sheet.Sheet{board, table}}
}

func page(t *testing.T, lang string) string {
	t.Helper()
	var out bytes.Buffer
	err := HTML(&out, sample(lang), Options{Version: "0.1.0", Draw: func(_, key string, wide bool) ([]byte, error) {
		if wide {
			return []byte(`<svg class="w-` + key + `"></svg>`), nil
		}
		return []byte(`<svg class="n-` + key + `"></svg>`), nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestPageHasEverything: findings, figures, charts, tables, notes and warnings
// are on the page; what only works in a workbook is not.
func TestPageHasEverything(t *testing.T) {
	text := page(t, "en")
	for _, want := range []string{
		"There is an 80\u00a0% chance", "¥12.4m", "at P80", `class="tile warn"`, "P80 is ¥12m", `class="w-board-s"`, `class="n-board-s"`,
		"By line: 2026", "<th scope=\"col\">Month</th>", `<td class="date">2026-03</td>`, `>50%</td>`, "-1,234,568", `<tr class="total">`,
		"机柜, &#34;quoted&#34;", "Costs!C4", "Cash runs short.", `href="#reserve"`, "<dt>Share</dt><dd>Of the base.</dd>", "Made by Ballast 0.1.0",
		`background-color:#EAAF80`, // halfway from white to D55E00
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	for _, not := range []string{"Try a confidence", ">99<", "<script"} {
		if strings.Contains(text, not) {
			t.Errorf("the page has %q", not)
		}
	}
	if zh := page(t, "zh"); !strings.Contains(zh, `<html lang="zh-Hans">`) || !strings.Contains(zh, "术语") {
		t.Error("the Chinese page is not in Chinese")
	}
}

// TestPageIsSelfContained: nothing on the page makes a browser ask for another
// file or run a program.
func TestPageIsSelfContained(t *testing.T) {
	text := page(t, "en")
	for _, pattern := range []string{`(?i)<(script|link|img|iframe|object|embed|base|form)\b`, `(?i)\b(src|srcset|poster|action)\s*=`, `(?i)@import|url\(`, `(?i)\shref="[^#]`, `(?i)\son[a-z]+\s*=\s*"`} {
		if m := regexp.MustCompile(pattern).FindString(text); m != "" {
			t.Errorf("the page has %q", m)
		}
	}
}

// TestTables: a table as CSV: mark of UTF-8, raw numbers, months, quotes, and
// no formula.
func TestTables(t *testing.T) {
	files, err := Tables(sample("en"))
	if err != nil || len(files) != 1 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	if f := files[0]; f.Name != "reserve-1-by-line-2026.csv" || f.Title != "Reserve: By line: 2026" {
		t.Errorf("file %q shows %q", f.Name, f.Title)
	}
	text, marked := strings.CutPrefix(string(files[0].Data), "\xEF\xBB\xBF")
	if !marked {
		t.Error("no byte order mark")
	}
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	want := [][]string{{"Line", "Month", "Share"}, {"'" + evil, "2026-03", "0.5"}, {`机柜, "quoted"`, "", "-1234567.891"}, {"Total", "", "3"}}
	for i, row := range want {
		if strings.Join(rows[i], "|") != strings.Join(row, "|") {
			t.Errorf("row %d: %q, want %q", i, rows[i], row)
		}
	}
}

// TestSafe: what a spreadsheet program would take for a formula. Source: OWASP,
// CSV Injection, its list of characters.
func TestSafe(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "\ufeff=1", "|cmd", "%0A=1"} {
		if got := safe(s); got != "'"+s {
			t.Errorf("safe(%q) = %q", s, got)
		}
	}
	for _, s := range []string{"", "P80", "¥12m", "机柜", "a=b", "–", "(300)"} {
		if got := safe(s); got != s {
			t.Errorf("safe(%q) = %q", s, got)
		}
	}
}

// TestScenarios: one row a scenario, what is not finite is empty.
func TestScenarios(t *testing.T) {
	f, err := Scenarios([]string{"total_cost", "npv_of_=cmd", "payback_months"}, [][]float64{{1.5, 2e6}, {0, -1}, {math.Inf(1), 30.25}})
	if err != nil {
		t.Fatal(err)
	}
	want := "\ufeffscenario,total_cost,npv_of_=cmd,payback_months\r\n0,1.5,0,\r\n1,2000000,-1,30.25\r\n"
	if string(f.Data) != want {
		t.Errorf("%q, want %q", f.Data, want)
	}
}

// TestRepeatedHeadings: headings that a table repeats for a printed page are no row of
// it where there are no printed pages.
func TestRepeatedHeadings(t *testing.T) {
	s := sheet.Sheet{Key: "cash", Title: "Cash", Print: sheet.Range{R1: 1, C1: 1, R2: 6, C2: 1}, Tables: []sheet.Table{{Head: 2, R1: 3, R2: 5, Again: []int{4}, Cols: []int{1}}}}
	for r, text := range []string{"Cash", "Month", "first", "Month", "second"} {
		role := map[string]sheet.Role{"Cash": sheet.RoleTitle, "Month": sheet.RoleHead}[text]
		s.Cells = append(s.Cells, sheet.Cell{Row: r + 1, Col: 1, Value: text, Role: role})
	}
	files, err := Tables(&sheet.Book{Sheets: []sheet.Sheet{s}})
	if err != nil || len(files) != 1 || string(files[0].Data) != "\ufeffMonth\r\nfirst\r\nsecond\r\n" {
		t.Errorf("%q, %v", files, err)
	}
	blocks := newReader(&s).sheet().Parts[0].Blocks
	if len(blocks) != 1 || len(blocks[0].Head) != 1 || len(blocks[0].Rows) != 2 {
		t.Errorf("%+v", blocks)
	}
}
