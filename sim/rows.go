package sim

// Row is what a kernel kept of one scenario; see Block.Row.
type Row struct {
	Scenario int
	Values   []float64 // length Program.Row
}

// rowKeeper holds the rows of a piece of work until they go to the result.
type rowKeeper struct {
	length    int
	scenarios []int
	values    []float64
}

// Row returns memory for a row of scenario i of the block, which the result then
// keeps; nil where rows are not kept. What a few scenarios need and a column would
// keep for all stands in rows. It must be asked for at most once a scenario.
//
// Checked: TestRows.
func (b *Block) Row(i int) []float64 {
	k := b.rows
	if k == nil {
		return nil
	}
	k.scenarios = append(k.scenarios, b.Scenario[i])
	n := len(k.values)
	k.values = append(k.values, make([]float64, k.length)...)
	return k.values[n:]
}

// bindRows lets the kernel keep rows of a block where the result keeps them.
func (w *worker) bindRows(r *Result, at int) {
	if w.blk.rows = nil; w.d.Program.Row > 0 && at+w.blk.N <= r.RowsN {
		w.rows.length = w.d.Program.Row
		w.blk.rows = &w.rows
	}
}

// take moves the rows of a piece into a result.
func (k *rowKeeper) take(r *Result) {
	values := append([]float64(nil), k.values...)
	for _, s := range k.scenarios {
		r.Rows = append(r.Rows, Row{s, values[:k.length:k.length]})
		values = values[k.length:]
	}
	k.scenarios, k.values = k.scenarios[:0], k.values[:0]
}
