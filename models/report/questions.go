package report

// questionLine says how many questions a reviewer will ask, and the first of them; "" when
// there is none.
func (d *desk) questionLine() string {
	list := d.o.Questions
	switch len(list) {
	case 0:
		return ""
	case 1:
		return d.w.Say("review.board.one", list[0].Text)
	}
	return d.w.Say("review.board", len(list), list[0].Text)
}
