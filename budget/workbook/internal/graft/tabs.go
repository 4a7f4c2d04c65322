package graft

import (
	"fmt"
	"slices"
	"strings"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/opc"
)

// maxTitle is the longest title of a sheet in UTF-16 units. Source: Excel
// specifications and limits, "Worksheet and workbook specifications".
const maxTitle = 31

// fold makes two tab names equal that a spreadsheet program takes for one.
func fold(title string) string { return strings.ToLower(title) }

// placeTabs gives every result sheet a title that no tab of the user's has.
func (g *Run) placeTabs() error {
	used := map[string]bool{"history": true} // reserved by Excel
	ids := map[string]bool{}
	for _, r := range g.In.Rels {
		ids[r.ID] = !g.Old.rels[r.ID]
	}
	for _, s := range g.In.Tree.Kid("sheets").Kids {
		if !g.Old.Sheets[s.Attr("id")] {
			used[fold(s.Attr("name"))] = true
			g.user[fold(s.Attr("name"))] = s.Attr("name")
		}
	}
	if len(g.user) == 0 {
		return fmt.Errorf("the workbook has no sheet but earlier results")
	}
	g.Tabs = make([]tab, len(g.book.Sheets))
	for i := range g.book.Sheets {
		s := &g.book.Sheets[i]
		if s.Key == "" || g.byKey[s.Key] != nil {
			return fmt.Errorf("result sheet %q: key %q is empty or used twice", s.Title, s.Key)
		}
		t := tab{sheet: s, Title: freeTitle(s.Title, used)}
		for n := i + 1; t.id == "" || ids[t.id]; n++ {
			t.id = fmt.Sprintf("rIdBallast%d", n)
		}
		used[fold(t.Title)], ids[t.id] = true, true
		if err := t.index(); err != nil {
			return fmt.Errorf("result sheet %q: %w", t.Title, err)
		}
		g.Tabs[i] = t
		g.byKey[s.Key] = &g.Tabs[i]
	}
	return nil
}

// freeTitle makes a title that is legal and unused: "Cost", "Cost (2)".
func freeTitle(want string, used map[string]bool) string {
	want = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\`, r) || r < 0x20 {
			return '-'
		}
		return r
	}, want)
	want = strings.Trim(want, "' ")
	if want == "" {
		want = "Ballast"
	}
	title := clipTitle(want, maxTitle)
	for n := 2; used[fold(title)]; n++ {
		suffix := fmt.Sprintf(" (%d)", n)
		title = clipTitle(want, maxTitle-len(suffix)) + suffix
	}
	return title
}

// clipTitle shortens to n UTF-16 units.
func clipTitle(s string, n int) string {
	for unitLen(s) > n {
		r := []rune(s)
		s = string(r[:len(r)-1])
	}
	return strings.TrimRight(s, " '")
}

// key packs a cell's place into one number that sorts by row, then column.
func key(row, col int) int { return row<<15 | col }

// index sorts the cells of a tab and refuses places outside a sheet.
func (t *tab) index() error {
	t.cells = make(map[int]*sheet.Cell, len(t.sheet.Cells))
	t.grid = make([]int, 0, len(t.sheet.Cells))
	for i := range t.sheet.Cells {
		c := &t.sheet.Cells[i]
		if c.Row < 1 || c.Row > opc.MaxRow || c.Col < 1 || c.Col > opc.MaxCol {
			return fmt.Errorf("cell in row %d, column %d lies outside a sheet", c.Row, c.Col)
		}
		k := key(c.Row, c.Col)
		if t.cells[k] != nil {
			return fmt.Errorf("cell %s is filled twice", opc.CellAddress(c.Row, c.Col))
		}
		t.cells[k] = c
		t.grid = append(t.grid, k)
	}
	for _, m := range t.sheet.Merges {
		if err := checkRange(m); err != nil {
			return fmt.Errorf("merge: %w", err)
		}
		t.coverMerge(m)
	}
	slices.Sort(t.grid)
	return nil
}

// coverMerge gives the covered cells of a merge the style of its first cell,
// so that borders and fills go all the way.
func (t *tab) coverMerge(m sheet.Range) {
	first := t.cells[key(m.R1, m.C1)]
	if first == nil {
		return
	}
	for r := m.R1; r <= m.R2; r++ {
		for c := m.C1; c <= m.C2; c++ {
			if k := key(r, c); t.cells[k] == nil {
				t.cells[k] = &sheet.Cell{Row: r, Col: c, Style: first.Style}
				t.grid = append(t.grid, k)
			}
		}
	}
}

// checkRange refuses ranges that are empty or leave the sheet.
func checkRange(r sheet.Range) error {
	if r.R1 < 1 || r.C1 < 1 || r.R2 < r.R1 || r.C2 < r.C1 || r.R2 > opc.MaxRow || r.C2 > opc.MaxCol {
		return fmt.Errorf("rows %d to %d, columns %d to %d are no range", r.R1, r.R2, r.C1, r.C2)
	}
	return nil
}

// tabOf finds the sheet a range is on; home is the sheet it is written on.
func (g *Run) tabOf(r sheet.Range, home *tab) (*tab, error) {
	if r.Sheet == "" && home != nil {
		return home, nil
	}
	if t := g.byKey[r.Sheet]; t != nil {
		return t, nil
	}
	return nil, fmt.Errorf("no result sheet has the key %q", r.Sheet)
}

// address writes a range for a formula: 'Cost'!$A$4:$A$21.
func (g *Run) address(r sheet.Range, home *tab) (string, error) {
	if err := checkRange(r); err != nil {
		return "", err
	}
	t, err := g.tabOf(r, home)
	if err != nil {
		return "", err
	}
	return opc.QuoteTab(t.Title) + "!" + absolute(r), nil
}

// absolute is $A$4:$A$21, or $A$4 for one cell.
func absolute(r sheet.Range) string {
	a := fmt.Sprintf("$%s$%d", opc.ColumnLetters(r.C1), r.R1)
	if r.R1 == r.R2 && r.C1 == r.C2 {
		return a
	}
	return a + fmt.Sprintf(":$%s$%d", opc.ColumnLetters(r.C2), r.R2)
}

// plainRange is A4:A21, or A4 for one cell.
func plainRange(r sheet.Range) string { return strings.ReplaceAll(absolute(r), "$", "") }
