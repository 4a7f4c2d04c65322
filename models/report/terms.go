package report

import (
	"ballast/budget/sheet"
)

// meaning is a term of a result sheet with what it means there, and where it stands.
type meaning struct{ word, text, key, title string }

// terms is the sheet of all terms that carry a note on the other sheets, in their order,
// each once, with the way to where it stands; nil where no sheet has one.
//
// Checked: TestTermsStand.
func (d *desk) terms(sheets []sheet.Sheet) *page {
	var list []meaning
	seen := map[[2]string]bool{}
	for _, s := range sheets {
		for _, c := range s.Cells {
			word := textOf(c)
			if c.Note == "" || len([]rune(word)) < 2 || seen[[2]string{word, c.Note}] {
				continue
			}
			seen[[2]string{word, c.Note}] = true
			list = append(list, meaning{word, c.Note, s.Key, s.Title})
		}
	}
	if len(list) == 0 {
		return nil
	}
	g := d.page("terms", 34, 122, 20)
	g.heading(d.plural("report.terms.finding", len(list)), d.w.Say("report.terms.hint"))
	g.row--
	rows := make([][]any, len(list))
	for i, m := range list {
		rows[i] = []any{m.word, m.text, sheet.Cell{Value: m.title, Link: &sheet.Link{Key: m.key, Cell: "A1"}}}
	}
	g.table(1, []field{
		{head: d.w.Say("report.terms.term"), style: styleWrap()},
		{head: d.w.Say("report.terms.meaning"), style: styleWrap()},
		{head: d.w.Say("report.terms.sheet"), style: styleLink()},
	}, rows)
	g.s.FreezeRow = 5
	return g
}
