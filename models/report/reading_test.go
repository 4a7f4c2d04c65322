package report

import (
	"strings"
	"testing"

	"ballast/budget/sheet"
)

// TestReading: what a reader needs on every sheet: a finding in words, heads
// that stay in view, a way back and ways to the input, notes on the terms.
func TestReading(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		for i, s := range build(lang).Sheets {
			found := map[sheet.Role]int{}
			notes, inputs, back := 0, 0, false
			for _, c := range s.Cells {
				found[c.Role]++
				if c.Note != "" {
					notes++
				}
				if c.Link != nil {
					back = back || c.Link.Key == "dashboard"
					if c.Link.UserSheet != "" {
						inputs++
					}
				}
			}
			if found[sheet.RoleTitle] != 1 || found[sheet.RoleFinding] != 1 {
				t.Errorf("%s: %d titles, %d findings", s.Title, found[sheet.RoleTitle], found[sheet.RoleFinding])
			}
			if s.Gridlines {
				t.Errorf("%s has gridlines", s.Title)
			}
			if i > 0 && (s.FreezeRow == 0 || !back) {
				t.Errorf("%s: frozen above row %d, way back %v", s.Title, s.FreezeRow, back)
			}
			if notes == 0 && s.Key != "runlog" && s.Key != "terms" {
				t.Errorf("%s: no term has a note", s.Title)
			}
			switch s.Key {
			case "dashboard", "funding", "sensitivity", "risks", "runlog":
				if inputs == 0 {
					t.Errorf("%s: no way to the cells of the plan", s.Title)
				}
			}
		}
	}
}

// TestDashboardAtAGlance: six figures, three charts, three drivers, warnings,
// assumptions, the date, and all of it on one page.
func TestDashboardAtAGlance(t *testing.T) {
	b := build("en").Sheets[0]
	tiles, sections := 0, []string{}
	text := ""
	for _, c := range b.Cells {
		switch c.Role {
		case sheet.RoleTile:
			tiles++
		case sheet.RoleSection:
			sections = append(sections, textOf(c))
		}
		text += textOf(c) + "\n"
	}
	if tiles != 6 || len(b.Charts) != 3 || len(sections) != 3 {
		t.Errorf("%d figures, %d charts, parts %q", tiles, len(b.Charts), sections)
	}
	for _, want := range []string{"2026-11-22", "\n1. ", "\n2. ", "\n3. ", "the plan accepts", "Discount rate"} {
		if !strings.Contains(text, want) {
			t.Errorf("the dashboard lacks %q", want)
		}
	}
	if b.PagesHigh != 1 {
		t.Errorf("printed on %d pages", b.PagesHigh)
	}
}

// TestTermsStand: the sheet of terms has every term that carries a note on another result
// sheet, with what the note says and the sheet it stands on, each once, in both languages.
func TestTermsStand(t *testing.T) {
	for name, b := range books(t) {
		var terms *sheet.Sheet
		stands := map[string]string{} // what it means, and the sheet, by row
		rows := map[int][3]string{}
		if terms = sheetOf(b, "terms"); terms == nil {
			t.Fatalf("%s: no sheet of terms", name)
		}
		for _, c := range terms.Cells {
			if c.Row >= terms.Tables[0].R1 && c.Col <= 3 {
				r := rows[c.Row]
				r[c.Col-1] = textOf(c)
				rows[c.Row] = r
			}
		}
		for _, r := range rows {
			if key := r[0] + "\n" + r[1]; stands[key] != "" {
				t.Errorf("%s: %q stands twice", name, r[0])
			} else {
				stands[key] = r[2]
			}
		}
		noted := 0
		for _, s := range b.Sheets[1:] {
			for _, c := range s.Cells {
				if word := textOf(c); c.Note != "" && len([]rune(word)) > 1 {
					noted++
					if stands[word+"\n"+c.Note] == "" {
						t.Errorf("%s: %q of %s is not among the terms", name, word, s.Title)
					}
				}
			}
		}
		if noted < 20 || len(stands) < 20 {
			t.Errorf("%s: %d notes, %d terms", name, noted, len(stands))
		}
	}
}
