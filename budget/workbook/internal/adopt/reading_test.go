package adopt

import "testing"

// scored is a reading of five lines of a table with a column of names and one of totals,
// on the sheet Tasks: it looks like a cost table, and nothing more is known of it.
func scored() *Reading {
	b := &Block{Sheet: &Sheet{Name: "Tasks"}, Top: 3, Right: 9, Name: &Column{Col: 1, Role: "name"}}
	b.Figure.Amount = &Column{Col: 2, Role: "total"}
	return &Reading{Blocks: []*Block{b}, lines: make([]*Entry, 5)}
}

// TestScore: each sign of a cost table counts for its own, and each sign of another
// kind of table counts against it, on the sheet's name as in a title.
func TestScore(t *testing.T) {
	f := &finder{words: newVocabulary()}
	plain := f.score(scored())
	if plain != 4 {
		t.Errorf("a total, names and five lines come to %d, want 4", plain)
	}
	titled := func(text string) func(*Reading) {
		return func(r *Reading) {
			r.Blocks[0].Sheet.Rows = []Row{{Number: 1, Cells: []Cell{{Row: 1, Col: 1, Kind: Text, Text: text}}}}
		}
	}
	for name, c := range map[string]struct {
		change func(*Reading)
		by     int
	}{
		"its totals agree":      {func(r *Reading) { r.Proven = true }, 3},
		"it is money":           {func(r *Reading) { r.Money = true }, 2},
		"a hidden sheet":        {func(r *Reading) { r.Blocks[0].Sheet.Hidden = true }, -2},
		"few lines":             {func(r *Reading) { r.lines = r.lines[:4] }, -1},
		"no names":              {func(r *Reading) { r.Blocks[0].Name.Role = "code" }, -1},
		"an amount of no kind":  {func(r *Reading) { r.Blocks[0].Figure.Amount.Role = "" }, -2},
		"a product":             {func(r *Reading) { r.Blocks[0].Figure = Figure{Product: make([]*Column, 2)} }, 0},
		"one period":            {func(r *Reading) { r.Blocks[0].Figure = Figure{Periods: make([]*Column, 1)} }, -2},
		"two periods":           {func(r *Reading) { r.Blocks[0].Figure = Figure{Periods: make([]*Column, 2)} }, 0},
		"a price of one":        {func(r *Reading) { r.Blocks[0].Figure.Amount.Role = "rate" }, -5},
		"a sheet of invoices":   {func(r *Reading) { r.Blocks[0].Sheet.Name = "Invoices" }, -4},
		"a title of invoices":   {titled("Invoices"), -4},
		"a title in Chinese":    {titled("库存"), -4},
		"assumptions of a cost": {titled("Cost assumptions"), 0},
		"a title of a budget":   {titled("Budget"), 0},
	} {
		r := scored()
		c.change(r)
		if got := f.score(r) - plain; got != c.by {
			t.Errorf("%s counts for %d, want %d", name, got, c.by)
		}
	}
}
