package models

// plainTotals are what the plain lines of a strip of scenarios cost where no event touches
// them, for those who look at every line of every scenario: line by line, because the
// draws of a line stand side by side in memory.
//
// Checked: TestPlainTotalsAgree.
type plainTotals struct {
	lines []plainLine
	first int       // scenario in the block with which they begin
	rows  []float64 // [scenario][line]
	flows []int     // lines that are flows
}

func newPlainTotals(m *Model) *plainTotals {
	t := &plainTotals{}
	for _, g := range m.plain.groups {
		t.lines = append(t.lines, g.lines...)
	}
	for i, is := range m.plain.flowed {
		if is {
			t.flows = append(t.flows, i)
		}
	}
	t.rows = make([]float64, strip*len(t.lines))
	return t
}

// begin works out n scenarios of a block from i on.
func (t *plainTotals) begin(in [][]float64, i, n int) {
	t.first = i
	var amount, shift [strip]float64
	for k := range t.lines {
		t.lines[k].draw(in, i, amount[:n], shift[:n])
		for j, x := range amount[:n] {
			t.rows[j*len(t.lines)+k] = x
		}
	}
}

// complete hands the scenario at hand the totals of its plain lines and flows; those that
// an event touches have theirs.
func (t *plainTotals) complete(s *scenario) {
	row := t.rows[(s.i-t.first)*len(t.lines):]
	for k, x := range row[:len(t.lines)] {
		if i := t.lines[k].line; !s.isTouched[i] {
			s.lineTotal[i] = x
		}
	}
	for _, i := range t.flows {
		s.take(i)
	}
}
