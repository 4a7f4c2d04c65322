package adopt

import (
	"slices"
	"strconv"
	"strings"

	"ballast/budget/unit"
)

// Block is one table of a sheet: columns under headers, or under none.
type Block struct {
	Sheet   *Sheet
	Top     int // first header row; the row above the first without a header
	Header  int // last header row; Top-1 without one
	Last    int // last row
	Left    int
	Right   int
	Columns []*Column
	Figure  Figure // where the amounts stand
	Name    *Column
	Code    *Column
	Group   *Column
	Phase   *Column
	Start   *Column
	End     *Column

	sheet   *Sheet   // what is looked at: Sheet, or the part of it that was named
	rows    []*Row   // under the header
	choices []Figure // when more than one column could hold the amounts; the likeliest first
	doubt   Doubt    // why they could
	headed  bool
	Each    int // its rows are months (1) or years (12), 0 they are things
}

// Column is one column of a block.
type Column struct {
	Col    int
	Labels []*Cell // its headers, the lowest first
	Role   Meaning
	Kind   Meaning // of a column under a period: budget, actual, ...
	Span   unit.Span

	texts, nums, dates, links, codes, whole int
	width                                   int
	distinct                                map[string]bool
	from                                    []*Column // what its figures are worked out from
	product, alias                          bool
}

// Label is what stands over the column.
func (c *Column) Label() string {
	var all []string
	for _, l := range c.Labels {
		all = append(all, strings.Join(strings.Fields(l.Text), " "))
	}
	return strings.Join(all, " / ")
}

// Limits of the search. A cost table begins near the top, and its rows stand
// closer together than unrelated tables do.
const (
	searchRows   = 100_000
	gapRows      = 4
	gapColumns   = 3
	maxFields    = 700 // columns of a table: 600 months and a few more
	maxLines     = 20_000
	mostTogether = 400    // tables that are read as one budget
	maxMerged    = 20_000 // merged cells of a sheet that are looked at
)

// Area is where the block stands, headers included.
func (b *Block) Area() Area { return Area{b.Top, b.Left, b.Last, b.Right} }

// Place is the block as --table takes it.
func (b *Block) Place() string { return b.Sheet.Name + "!" + b.Area().String() }

// blocks finds the tables of a sheet, from the top down.
func (f *finder) blocks(s, whole *Sheet) []*Block {
	if len(s.Merged) > maxMerged {
		c := *s
		c.Merged, s = nil, &c // no budget has so many, and each would be looked at for each cell
	}
	var out []*Block
	free := 0 // first row that no table has taken
	for i := 0; i < len(s.Rows) && i < searchRows; {
		if f.ctx.Err() != nil {
			return nil
		}
		if !f.isHeader(s, i, free) {
			i++
			continue
		}
		top := i
		for i+1 < len(s.Rows) && s.Rows[i+1].Number == s.Rows[i].Number+1 && f.isHeader(s, i+1, i+2) {
			i++
		}
		out = append(out, f.headless(s, whole, free, top)...)
		end := f.tableEnd(s, i)
		for _, span := range f.spans(s, i, end) {
			if b := f.block(s, whole, top, i, end, span); b != nil {
				out = append(out, b)
			}
		}
		i = end + 1
		free = i
	}
	return append(out, f.headless(s, whole, free, len(s.Rows))...)
}

// isHeader tells whether a row is one of headers: several labels, one of them
// over figures, and no figures itself; or, where a table may begin, labels of
// unknown words right above figures.
func (f *finder) isHeader(s *Sheet, at, free int) bool {
	row := &s.Rows[at]
	n := labelCount{}
	for i := range row.Cells { // most rows have figures, which is soon seen
		if c := &row.Cells[i]; c.Kind == Number && len(c.Text) != 4 || c.Bad {
			return false
		}
	}
	for i := range row.Cells {
		if !f.countLabel(&n, &row.Cells[i]) {
			return false
		}
	}
	for _, c := range s.tall(row.Number) {
		f.countLabel(&n, c)
	}
	if n.dates > 0 && n.dates < 3 && n.figures == n.dates || n.years == 1 && f.amountLikeYear(s, at, n.lastYear) {
		return false // a row of a schedule, or a line of 2,000
	}
	if n.labels >= 2 && (n.figures >= 1 && (n.names >= 1 || n.labels >= 3 || n.labels == n.figures) || n.years >= 2 || n.years >= 1 && n.names >= 1) {
		return true
	}
	begins := at <= free || s.Rows[at-1].Number < row.Number-1 || textCells(&s.Rows[at-1]) <= 1
	return begins && n.labels >= 2 && n.long == 0 && f.overFigures(s, at)
}

// amountLikeYear tells whether the only figure of a row, which could be a year, is
// rather the amount of a line: no budget is for that year; or it stands right under
// figures or their header, and the words beside it are no header by themselves:
// "IT equipment", not "Item". Under figures the row above must be their total too.
func (f *finder) amountLikeYear(s *Sheet, at, year int) bool {
	if year < 2005 || year > 2075 {
		return true
	}
	row := &s.Rows[at]
	if at == 0 || s.Rows[at-1].Number != row.Number-1 {
		return false
	}
	above := &s.Rows[at-1]
	label, over, totalled := false, (*Cell)(nil), false
	for i := range row.Cells {
		c := &row.Cells[i]
		if c.Kind == Number {
			over = above.At(c.Col)
		}
		label = label || c.IsText() && f.words.Is(c.Text, "name", "code")
	}
	for i := range above.Cells {
		totalled = totalled || above.Cells[i].IsText() && f.words.Has(above.Cells[i].Text, "total", "totalrow", "grandrow")
	}
	return !over.Blank() && (!label || over.IsNumber() && !totalled)
}

// labelCount is what the cells of a row may be as headers.
type labelCount struct {
	labels, names, figures, years, dates, long int
	lastYear                                   int
}

// countLabel counts a cell; false when no row of headers has such a cell.
func (f *finder) countLabel(n *labelCount, c *Cell) bool {
	switch {
	case c.Blank():
		return true
	case c.Bad:
		return false
	case c.Kind == Number:
		y, ok := yearIn(c.Text)
		if !ok || len(c.Text) != 4 || c.Sign != "" || n.years > 0 && y != n.lastYear+1 {
			return false
		}
		n.years, n.lastYear = n.years+1, y
		n.labels++
		return true
	case c.Kind == Date:
		n.labels, n.figures, n.dates = n.labels+1, n.figures+1, n.dates+1
		return true
	case c.Kind == Text && c.Figure && !labelLike(c.Text):
		_, ok := f.span(c)
		return ok
	case len([]rune(c.Text)) > 60:
		n.long++
		return true
	}
	n.labels++
	if _, ok := f.span(c); ok || f.figureRole([]string{c.Text}) != "" {
		n.figures++
	} else if f.textRole(c.Text) != "" {
		n.names++
	}
	return true
}

// labelLike tells whether a text that reads as a number is rather a label, such
// as 1M or L4M: short, letters in it, neither point nor sign.
func labelLike(s string) bool {
	s = strings.TrimSpace(s)
	return len(s) <= 5 && strings.ContainsFunc(s, func(r rune) bool { return r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' }) && !strings.ContainsAny(s, ".,$€£¥ ")
}

func textCells(r *Row) int {
	n := 0
	for i := range r.Cells {
		if !r.Cells[i].Blank() {
			n++
		}
	}
	return n
}

// overFigures tells whether figures stand right under labels of a row, twice.
func (f *finder) overFigures(s *Sheet, at int) bool {
	rows := 0
	for i := at + 1; i < len(s.Rows) && i < at+4; i++ {
		for k := range s.Rows[i].Cells {
			c := &s.Rows[i].Cells[k]
			if h := s.Rows[at].At(c.Col); c.IsNumber() && h.IsText() && c.Col > s.Rows[at].Cells[0].Col {
				rows++
				break
			}
		}
	}
	return rows >= 2
}

// span reads the period in a header cell: a date, a year, or a text.
func (f *finder) span(c *Cell) (unit.Span, bool) {
	switch {
	case c.Blank():
	case c.Kind == Date:
		return unit.Span{Months: 1, Year: c.Year, First: c.Month}, true
	case c.Kind == Number:
		if y, ok := yearIn(c.Text); ok && len(c.Text) == 4 {
			return unit.Span{Months: 12, Year: y, First: 1}, true
		}
	case c.Kind == Text:
		if _, dated := yearIn(c.Text); dated { // of which 2026, beside a total
			if rest, ok := f.partOfAbove(c.Text); ok && rest != "" {
				part := *c
				part.Text = rest
				return f.span(&part)
			}
		}
		s := strings.ToLower(strings.TrimSpace(c.Text))
		if m, ok := strings.CutPrefix(s, "m"); ok && m != "" && len(m) <= 2 && strings.Trim(m, "0123456789") == "" { // M1
			return unit.Span{Months: 1, Ordinal: int(m[len(m)-1]-'0') + 10*tens(m), Pure: true}, true
		}
		if y, ok := strings.CutPrefix(s, "fy"); ok && len(strings.TrimSpace(y)) == 1 && y >= "0" && strings.Trim(y, " 0123456789") == "" { // FY1
			return unit.Span{Months: 12, Ordinal: int(y[len(y)-1] - '0'), Fiscal: true, Pure: true}, true
		}
		if p, ok := f.monthSpan(c.Text, false); ok {
			return p, true // before a year is found in it: янв 2026
		}
		if p, ok := unit.ParseSpan(c.Text); ok {
			return p, true
		}
		return f.monthSpan(c.Text, true)
	}
	return unit.Span{}, false
}

// monthSpan reads a month by its name in any language of the words, alone or
// with a year, of two digits where that is allowed: янв.26.
func (f *finder) monthSpan(text string, short bool) (unit.Span, bool) {
	words := strings.Fields(fold(text))
	if len(words) == 0 || len(words) > 2 {
		return unit.Span{}, false
	}
	year, dated := yearIn(text)
	if n := len(words) - 1; n == 1 && !dated && short && len(words[n]) == 2 && strings.Trim(words[n], "0123456789") == "" {
		year, dated = 2000+10*int(words[n][0]-'0')+int(words[n][1]-'0'), true
	}
	if len(words) == 2 && !dated {
		return unit.Span{}, false
	}
	for _, w := range words {
		for _, m := range f.words.whole[w] {
			if n, ok := strings.CutPrefix(string(m), "month"); ok && n != "" && n != "ly" {
				k, _ := strconv.Atoi(n)
				return unit.Span{Months: 1, Year: year, First: k, Pure: true}, true
			}
		}
	}
	return unit.Span{}, false
}

func tens(digits string) int {
	if len(digits) < 2 {
		return 0
	}
	return int(digits[0] - '0')
}

// yearIn finds a year in a text: 2026, FY2026, 2026年.
func yearIn(s string) (int, bool) {
	if len(s) > 80 {
		return 0, false
	}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' }) {
		if len(w) == 4 {
			if y := int(w[0]-'0')*1000 + int(w[1]-'0')*100 + int(w[2]-'0')*10 + int(w[3]-'0'); y >= 1990 && y <= 2200 {
				return y, true
			}
		}
	}
	return 0, false
}

// tableEnd is the index of the last row of the table under a header: before
// the next header, or a wide gap.
func (f *finder) tableEnd(s *Sheet, header int) int {
	last := header
	for i := header + 1; i < len(s.Rows); i++ {
		row := &s.Rows[i]
		if row.blank() {
			continue
		}
		if row.Number-s.Rows[last].Number > gapRows+1 || f.isHeader(s, i, last) {
			break
		}
		last = i
	}
	return last
}

// spans splits a table into those that stand side by side: runs of columns with
// an empty one between, each with names and figures of its own.
func (f *finder) spans(s *Sheet, header, end int) [][2]int {
	used := map[int]bool{}
	right := 0
	take := func(c *Cell) {
		used[c.Col] = true
		right = max(right, c.Col)
	}
	for i := header; i <= end; i++ {
		for k := range s.Rows[i].Cells {
			if c := &s.Rows[i].Cells[k]; !c.Blank() {
				take(c)
			}
		}
	}
	for _, c := range s.tall(s.Rows[header].Number) {
		take(c)
	}
	var out, runs [][2]int
	for col := 1; col <= right; col++ {
		if n := len(runs); used[col] && n > 0 && runs[n-1][1] == col-1 {
			runs[n-1][1] = col
		} else if used[col] {
			runs = append(runs, [2]int{col, col})
		}
	}
	runs, sides := f.sides(s, header, end, runs)
	for _, r := range runs {
		n := len(out)
		if sides[r] {
			out = append(out, r)
			continue
		}
		whole := f.complete(s, header, r)
		if n > 0 && r[0]-out[n-1][1] <= gapColumns+1 && !(whole && f.complete(s, header, out[n-1])) {
			out[n-1][1] = r[1]
		} else if n == 0 || whole {
			out = append(out, r)
		}
	}
	return slices.DeleteFunc(out, func(r [2]int) bool { return r[1]-r[0] > maxFields })
}

// sides splits runs of columns in which a table begins again without an empty
// column between: "Charges, Amount, Income, Amount", each with names under its
// first header and figures under the others, which are called the same. It
// returns the runs, and which of them are such sides.
func (f *finder) sides(s *Sheet, header, end int, runs [][2]int) (out [][2]int, sides map[[2]int]bool) {
	sides = map[[2]int]bool{}
	for _, r := range runs {
		n := r[1] - r[0] + 1
		half := r[0] + n/2
		if n < 4 || n%2 != 0 || !f.again(s, header, end, r[0], half) {
			out = append(out, r)
			continue
		}
		left, right := [2]int{r[0], half - 1}, [2]int{half, r[1]}
		out = append(out, left, right)
		sides[left], sides[right] = true, true
	}
	return out, sides
}

// again tells whether the columns from one on are of the same form as those from
// another on, up to it.
func (f *finder) again(s *Sheet, header, end, from, to int) bool {
	for i := range to - from {
		a, b := s.Rows[header].At(from+i), s.Rows[header].At(to+i)
		if !a.IsText() || !b.IsText() || i > 0 && fold(a.Text) != fold(b.Text) {
			return false
		}
		for _, col := range []int{from + i, to + i} {
			if texts, figures := count(s, header, end, col); i == 0 && (texts < 2 || figures > 0) || i > 0 && texts > figures {
				return false
			}
		}
	}
	return true
}

// count is how many texts and figures stand under a header.
func count(s *Sheet, header, end, col int) (texts, figures int) {
	for i := header + 1; i <= end; i++ {
		switch x := s.Rows[i].At(col); {
		case x.IsNumber():
			figures++
		case x.IsText():
			texts++
		}
	}
	return texts, figures
}

// complete tells whether a run of columns is a table by itself.
func (f *finder) complete(s *Sheet, header int, span [2]int) bool {
	texts, figures := 0, 0
	for i := range s.Rows[header].Cells {
		c := &s.Rows[header].Cells[i]
		if c.Col < span[0] || c.Col > span[1] || c.Blank() {
			continue
		}
		role := f.textRole(c.Text)
		if _, ok := f.span(c); ok || role != "name" && role != "group" && f.figureRole([]string{c.Text}) != "" {
			figures++
		} else {
			texts++
		}
	}
	return texts > 0 && figures > 0
}
