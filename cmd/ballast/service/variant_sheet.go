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
func sayVariant(book *sheet.Book, changed []Changed, written []Written, w *words.Words) {
	for i := range book.Sheets {
		for k := range book.Sheets[i].Cells {
			if c := &book.Sheets[i].Cells[k]; c.Role == sheet.RoleTitle {
				if text, ok := c.Value.(string); ok {
					c.Value = w.Say("page.server.variant.title", text, len(changed))
				}
			}
		}
	}
	book.Sheets = append(book.Sheets, variantSheet(changed, written, w))
}

// variantSheet lists what is otherwise, and what of it the plan's own sheets have.
func variantSheet(changed []Changed, written []Written, w *words.Words) sheet.Sheet {
	const ink = "222222"
	plain := sheet.Style{Color: ink, Size: 10}
	bold := sheet.Style{Color: ink, Size: 10, Bold: true}
	s := sheet.Sheet{Key: "variant", Title: w.Say("page.server.variant.tab"), Landscape: true,
		Widths: map[int]float64{1: 22, 2: 44, 3: 24, 4: 24}, Heights: map[int]float64{}}
	put := func(row, col int, value string, st sheet.Style, role sheet.Role) {
		s.Cells = append(s.Cells, sheet.Cell{Row: row, Col: col, Value: value, Style: st, Role: role})
	}
	put(1, 1, s.Title, sheet.Style{Color: ink, Size: 16, Bold: true}, sheet.RoleTitle)
	finding, hint, heads := w.Say("page.server.variant.finding", len(changed)), w.Say("page.server.variant.hint"), []string{"cell", "what", "was", "is"}
	if written != nil {
		finding, hint = sayWritten(written, w)
		heads = append(heads, "written")
		s.Widths[5] = 44
	}
	put(2, 1, finding, bold, sheet.RoleFinding)
	put(3, 1, hint, sheet.Style{Color: ink, Size: 10, Italic: true}, sheet.RoleHint)
	cols := make([]int, len(heads))
	for i, key := range heads {
		cols[i] = i + 1
		put(5, i+1, w.Say("page.server.variant."+key), bold, sheet.RoleHead)
	}
	for i, c := range changed {
		row := []string{c.At, c.Name, c.Was, c.Is}
		if written != nil {
			row = append(row, sayWhy(written[i].Why, w))
		}
		for col, text := range row {
			put(6+i, col+1, text, plain, "")
		}
	}
	last := 5 + max(1, len(changed))
	s.Tables = []sheet.Table{{Title: s.Title, Head: 5, R1: 6, R2: last, Cols: cols}}
	s.Print = sheet.Range{R1: 1, C1: 1, R2: last, C2: len(heads)}
	for r := 1; r <= last; r++ {
		s.Heights[r] = 18
	}
	return s
}

// sayWritten says how much of a variant stands in the plan's own sheets, and what follows
// from that.
func sayWritten(written []Written, w *words.Words) (finding, hint string) {
	n := 0
	for _, x := range written {
		if x.Why == "" {
			n++
		}
	}
	if n == len(written) {
		return w.Say("page.server.variant.all", n), w.Say("page.server.variant.all.hint")
	}
	return w.Say("page.server.variant.some", n, len(written)), w.Say("page.server.variant.some.hint")
}

// sayWhy says that a change was written, or why it was not.
func sayWhy(why string, w *words.Words) string {
	if why == "" {
		return w.Say("page.server.variant.yes")
	}
	return w.Say("page.server.variant.no", w.Say("page.problem.cell."+why))
}
