package adopt

import (
	"context"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// Options say what a person has settled already; the zero value settles
// nothing.
type Options struct {
	Tables []string // the tables that are meant: sheets, or "Sheet!A4:F60"
	Amount string   // letters of the columns that hold the amounts: F, D+E, D*E, B:M
	Months int      // how long monthly amounts are due; 0 not said
	// SkipErrors leaves lines out whose amount is an error.
	SkipErrors bool
}

// bounded tells whether a range was named, so that its words are no matter.
func (o Options) bounded() bool {
	for _, t := range o.Tables {
		if _, _, ok := opc.CutAddress(t); ok {
			return true
		}
	}
	return false
}

// Finding is what was found: readings, the likeliest first, or why there is
// none.
type Finding struct {
	Readings []*Reading
	Refusal  Doubt
	// Fallback is a table with figures, for whoever knows better: as --table
	// and --amount take it. Both are empty where there are no figures at all.
	Table, Column string
}

// finder carries one search.
type finder struct {
	ctx    context.Context
	opts   Options
	words  *Vocabulary
	sheets []*Sheet
	shapes map[*Cell]*shape
	loose  map[*Sheet][]looseTotal
	all    []*Block
	own    map[*Block]*Reading        // of each table alone
	places map[string][]*Block        // the tables of a sheet
	feed   map[*Block]map[*Block]bool // which other tables the lines of one read
	why    Doubt                      // why the largest table is no budget
	size   int                        // its rows
}

// Find looks for the cost table of a workbook. err is about the context only.
func Find(ctx context.Context, sheets []*Sheet, o Options) (*Finding, error) {
	f := &finder{ctx: ctx, opts: o, words: newVocabulary(), sheets: sheets, shapes: map[*Cell]*shape{}, loose: map[*Sheet][]looseTotal{}}
	for _, s := range sheets {
		for _, part := range f.named(s) {
			f.all = append(f.all, f.blocks(part, s)...)
		}
		if err := ctx.Err(); err != nil {
			return nil, err
		}
	}
	var good []*Block
	for _, b := range f.all {
		f.pickFigure(b)
		if f.usable(b) {
			good = append(good, b)
		}
	}
	f.own, f.places, f.feed = map[*Block]*Reading{}, map[string][]*Block{}, map[*Block]map[*Block]bool{}
	for _, b := range f.all {
		name := strings.ToLower(b.Sheet.Name)
		f.places[name] = append(f.places[name], b)
	}
	out := &Finding{}
	readings := f.readings(good)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out.Readings = f.order(readings)
	if len(out.Readings) == 0 {
		out.Refusal = f.why
		if out.Refusal.Code == "" {
			out.Refusal = Doubt{Code: "adopt-no-table"}
		}
		out.Table, out.Column = f.fallback()
	}
	return out, nil
}

// named are the parts of a sheet that the options name; without options the
// sheet.
func (f *finder) named(s *Sheet) []*Sheet {
	if len(f.opts.Tables) == 0 {
		return []*Sheet{s}
	}
	var out []*Sheet
	for _, t := range f.opts.Tables {
		if n := len(t); n > 2 && t[0] == '\'' && t[n-1] == '\'' {
			t = t[1 : n-1] // the quotes of a shell, where it leaves them on
		}
		if title, cells, ok := opc.CutAddress(t); ok && strings.EqualFold(title, s.Name) {
			if a, good := parseArea(cells); good {
				out = append(out, s.clip(a))
			}
		} else if strings.EqualFold(strings.TrimSpace(t), s.Name) {
			out = append(out, s)
		}
	}
	return out
}

// clip is the part of a sheet inside an area.
func (s *Sheet) clip(a Area) *Sheet {
	c := &Sheet{Name: s.Name, Hidden: s.Hidden, Merged: s.Merged}
	for i := range s.Rows {
		r := s.Rows[i]
		if r.Number < a.Top || r.Number > a.Bottom {
			continue
		}
		from, to := 0, len(r.Cells)
		for from < to && r.Cells[from].Col < a.Left {
			from++
		}
		for to > from && r.Cells[to-1].Col > a.Right {
			to--
		}
		r.Cells = r.Cells[from:to]
		c.Rows = append(c.Rows, r)
	}
	return c
}

// parseArea reads "B2:B60" or "$B$2".
func parseArea(s string) (Area, bool) {
	from, to, ranged := strings.Cut(strings.ReplaceAll(s, "$", ""), ":")
	if !ranged {
		to = from
	}
	r1, c1, ok1 := SplitCell(from)
	r2, c2, ok2 := SplitCell(to)
	return Area{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}

// SplitCell reads "H14" as row 14, column 8, both counted from 1; ok is false for
// other text and beyond the last cell of a sheet.
func SplitCell(s string) (row, col int, ok bool) {
	i := 0
	for ; i < len(s) && i < 4; i++ {
		c := s[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	if i == 0 || i == len(s) || len(s)-i > 7 {
		return 0, 0, false
	}
	for ; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return 0, 0, false
		}
		row = row*10 + int(s[i]-'0')
	}
	return row, col, row >= 1 && row <= 1<<20 && col >= 1 && col <= 1<<14
}

// usable tells whether a block may be a cost table; otherwise the reason of the
// largest that is none is kept.
func (f *finder) usable(b *Block) bool {
	if f.refuseBlock(b) {
		return false
	}
	if b.Figure.None() {
		var names []string
		for _, c := range b.Columns {
			if c.nums > c.texts && c.Role != "code" {
				names = append(names, opc.ColumnLetters(c.Col)+" "+c.Label())
			}
		}
		if len(names) > 0 {
			f.because(b, Doubt{Code: "adopt-no-money", Sheet: b.Sheet.Name, Cell: opc.CellAddress(b.Top, b.Left), Text: strings.Join(names, "; ")})
		}
		return false
	}
	counts := 0
	for _, c := range b.Figure.Columns() {
		switch c.Role {
		case "quantity", "time", "nonmoney", "percent", "score", "code":
			counts++
		}
	}
	if n := len(b.Figure.Columns()); counts == n && f.opts.Amount == "" {
		f.because(b, Doubt{Code: "adopt-no-money", Sheet: b.Sheet.Name, Cell: opc.CellAddress(b.Top, b.Left), Text: b.Figure.Names()})
		return false
	}
	return true
}

// because keeps why a block is no budget, when it is the largest so far.
func (f *finder) because(b *Block, d Doubt) {
	if n := len(b.rows); n > f.size {
		f.why, f.size = d, n
	}
}

// refuseBlock tells whether a block is by its words or figures something else
// than a budget, and keeps the reason.
func (f *finder) refuseBlock(b *Block) bool {
	if why, at := f.notBudget(b); why != "" {
		if at == "" {
			at = opc.CellAddress(b.Top, b.Left)
		}
		text := b.Sheet.Name
		if c := b.Sheet.at(cellOf(at)); c != nil {
			text = strings.TrimSpace(c.Text)
		}
		f.because(b, Doubt{Code: "adopt-not-budget-" + why, Sheet: b.Sheet.Name, Cell: at, Text: text})
		return true
	}
	return false
}

func cellOf(address string) (row, col int) {
	row, col, _ = SplitCell(address)
	return row, col
}

// fallback is the table with most figures and its last column of them.
func (f *finder) fallback() (table, column string) {
	most := 0
	for _, b := range f.all {
		for _, c := range b.Columns {
			if c.nums >= most && c.nums > 0 && c.Role != "code" && len(b.rows) > 1 {
				most, table, column = c.nums, b.Place(), opc.ColumnLetters(c.Col)
			}
		}
	}
	if table != "" {
		return table, column
	}
	for _, s := range f.sheets { // figures beside texts, in no table that could be told
		counts, area := map[int]int{}, Area{}
		for i := range s.Rows {
			if !named(&s.Rows[i]) {
				continue
			}
			for k := range s.Rows[i].Cells {
				x := &s.Rows[i].Cells[k]
				if x.Blank() {
					continue
				}
				if area == (Area{}) {
					area = Area{x.Row, x.Col, x.Row, x.Col}
				}
				area = Area{min(area.Top, x.Row), min(area.Left, x.Col), max(area.Bottom, x.Row), max(area.Right, x.Col)}
				if x.IsNumber() {
					counts[x.Col]++
				}
			}
		}
		for col := area.Left; col <= area.Right; col++ {
			if counts[col] > most {
				most, table, column = counts[col], s.Name+"!"+area.String(), opc.ColumnLetters(col)
			}
		}
	}
	return table, column
}
