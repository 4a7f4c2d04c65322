package service

import (
	"ballast/budget/sheet"
	"ballast/budget/words"
)

// sayVariant makes result sheets say that they are those of a variant: the title of each
// sheet, and a sheet of what is otherwise in it. The figures do not belong to the numbers
// on the user's own sheets.
//
// Checked: TestVariantSaysSo.
func sayVariant(book *sheet.Book, changed []Changed, w *words.Words) {
	for i := range book.Sheets {
		for k := range book.Sheets[i].Cells {
			if c := &book.Sheets[i].Cells[k]; c.Role == sheet.RoleTitle {
				if text, ok := c.Value.(string); ok {
					c.Value = w.Say("page.server.variant.title", text, len(changed))
				}
			}
		}
	}
	book.Sheets = append(book.Sheets, variantSheet(changed, w))
}

// variantSheet lists what is otherwise.
func variantSheet(changed []Changed, w *words.Words) sheet.Sheet {
	const ink = "222222"
	plain := sheet.Style{Color: ink, Size: 10}
	bold := sheet.Style{Color: ink, Size: 10, Bold: true}
	s := sheet.Sheet{Key: "variant", Title: w.Say("page.server.variant.tab"), Landscape: true,
		Widths: map[int]float64{1: 22, 2: 44, 3: 24, 4: 24}, Heights: map[int]float64{}}
	put := func(row, col int, value string, st sheet.Style, role sheet.Role) {
		s.Cells = append(s.Cells, sheet.Cell{Row: row, Col: col, Value: value, Style: st, Role: role})
	}
	put(1, 1, s.Title, sheet.Style{Color: ink, Size: 16, Bold: true}, sheet.RoleTitle)
	put(2, 1, w.Say("page.server.variant.finding", len(changed)), bold, sheet.RoleFinding)
	put(3, 1, w.Say("page.server.variant.hint"), sheet.Style{Color: ink, Size: 10, Italic: true}, sheet.RoleHint)
	for col, key := range []string{"cell", "what", "was", "is"} {
		put(5, col+1, w.Say("page.server.variant."+key), bold, sheet.RoleHead)
	}
	for i, c := range changed {
		for col, text := range []string{c.At, c.Name, c.Was, c.Is} {
			put(6+i, col+1, text, plain, "")
		}
	}
	last := 5 + max(1, len(changed))
	s.Tables = []sheet.Table{{Title: s.Title, Head: 5, R1: 6, R2: last, Cols: []int{1, 2, 3, 4}}}
	s.Print = sheet.Range{R1: 1, C1: 1, R2: last, C2: 4}
	for r := 1; r <= last; r++ {
		s.Heights[r] = 18
	}
	return s
}
