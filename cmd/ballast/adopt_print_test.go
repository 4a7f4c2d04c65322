package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/words"
)

// printedBudgets are five budgets of other people in other languages and forms.
func printedBudgets() []adoptCase {
	return []adoptCase{
		{name: "kitchen-en", text: kitchen},
		{name: "reserve-zh", path: adoptCases + "/own-reserve/73-own-reserve-in-spanish-and-chinese.xlsx"},
		{name: "arial9-en", path: adoptCases + "/language/34-german-wbs.xlsx"}, // in German, spoken to in English
		{name: "months-en", text: "== Бюджет\n! Бюджет проекта, тыс. руб.\nСтатья затрат | янв 2026 | фев 2026 | мар 2026 | Итого\nФОТ | 250 | 250 | 250 | =SUM(B3:D3)\nАренда | 60 | 60 | 60 | =SUM(B4:D4)\nОборудование | 300 | 0 | 0 | =SUM(B5:D5)\nВсего | =SUM(B3:B5) | =SUM(C3:C5) | =SUM(D3:D5) | =SUM(E3:E5)\n"},
		{name: "largest-en", text: "== Cost plan\n! Tunnel, all amounts in EUR million\nItem | Amount\nTunnelling works with three machines, portals and shafts | 84000\nTracks | 21500\nSignalling, telecommunication and power supply | 17000\nTotal | =SUM(B3:B5)\n"},
	}
}

// TestSlowAdoptedPrint: five adopted budgets, one in a workbook of Arial 9, are run
// and printed by LibreOffice: no number is too wide for its column, no text stands
// beyond its page, and on the Dashboard none lies over another. The Dashboard says whole that its ranges are
// defaults. BALLAST_PICTURES=folder keeps the pages as pictures, to be looked
// at.
func TestSlowAdoptedPrint(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT CHECKED: soffice (LibreOffice) is not installed, no budget was printed")
	}
	dir := t.TempDir()
	for _, c := range printedBudgets() {
		data := c.workbook(t)
		if strings.HasPrefix(c.name, "arial9") {
			data = rezipped(t, data, func(part, text string) string {
				if at := regexp.MustCompile(`(?s)<font>.*?</font>`).FindStringIndex(text); part == "xl/styles.xml" && at != nil {
					text = text[:at[0]] + `<font><sz val="9"/><name val="Arial"/></font>` + text[at[1]:]
				}
				return text
			})
		}
		book := filepath.Join(dir, c.name+".xlsx")
		if err := os.WriteFile(book, data, 0o600); err != nil {
			t.Fatal(err)
		}
		result := filepath.Join(dir, "r-"+c.name+".xlsx")
		for _, args := range [][]string{{"adopt", book}, {"run", filepath.Join(dir, c.name+".adopted.xlsx"), "--scenarios", "2000", "-q", "-o", result}} {
			if got := ballast(t, args...); got.code != exitOK {
				t.Fatalf("%q: exit %d\n%s", args, got.code, got.err)
			}
		}
		printed := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.ToSlash(dir)+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, result)
		if out, err := printed.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		pdf := strings.TrimSuffix(result, ".xlsx") + ".pdf"
		checkPrint(t, result, pdf)
		checkClear(t, c.name, pdf)
		if keep := os.Getenv("BALLAST_PICTURES"); keep != "" {
			if out, err := exec.Command("pdftoppm", "-r", "60", "-l", "9", "-png", pdf, filepath.Join(keep, c.name)).CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		}
	}
}

// printedWord is a word and where it stands on its page, in points.
type printedWord struct {
	text                   string
	left, top, right, foot float64
}

// checkClear reads where the words of a print stand: none beyond its page, none
// over another, and the sentence on default ranges is whole.
func checkClear(t *testing.T, name, pdf string) {
	t.Helper()
	out, err := exec.Command("pdftotext", "-bbox", pdf, "-").Output()
	if err != nil {
		t.Log("NOT CHECKED: pdftotext cannot say where words stand:", err)
		return
	}
	number := func(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }
	said, dashboards := "", 0
	tile := strings.ReplaceAll(words.For(name[strings.LastIndex(name, "-")+1:]).Say("report.tile.reserve"), " ", "")
	for i, page := range strings.Split(string(out), "<page ")[1:] {
		size := regexp.MustCompile(`^width="([\d.]+)" height="([\d.]+)"`).FindStringSubmatch(page)
		var all []printedWord
		before := len(said)
		for _, m := range regexp.MustCompile(`<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]*)</word>`).FindAllStringSubmatch(page, -1) {
			w := printedWord{m[5], number(m[1]), number(m[2]), number(m[3]), number(m[4])}
			if w.left < 0 || w.top < 0 || w.right > number(size[1]) || w.foot > number(size[2]) {
				t.Errorf("%s, page %d: %q stands beyond the page", name, i+1, w.text)
			}
			all = append(all, w)
			said += w.text
		}
		if !strings.Contains(said[before:], tile) {
			continue // bars of a chart on another sheet carry labels that may touch
		}
		dashboards++
		for k, a := range all {
			for _, b := range all[k+1:] {
				wide, high := min(a.right, b.right)-max(a.left, b.left), min(a.foot, b.foot)-max(a.top, b.top)
				if wide > 2 && high > 0.6*min(a.foot-a.top, b.foot-b.top) {
					t.Errorf("%s, page %d: %q lies over %q", name, i+1, a.text, b.text)
				}
			}
		}
	}
	want := "lines are the defaults of ballast adopt, by phase: the reserve is only as good as they are"
	if strings.HasSuffix(name, "-zh") {
		want = "项的区间是 ballast adopt 按阶段给出的默认值：储备的可靠程度取决于它们"
	}
	if dashboards == 0 || !strings.Contains(said, strings.ReplaceAll(want, " ", "")) {
		t.Errorf("%s: the print lacks %q", name, want)
	}
}
