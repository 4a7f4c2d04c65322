package formula

// Tabulate computes a cell of a data table: the input cells take the values at
// its edges, and the formula in the corner, the row above or the column to the
// left is computed in a run of its own. It serves as Options.DataTable.
// Checked: TestDataTables.
func (r *Run) Tabulate(table *Formula, at Cell) Value {
	a := table.Area
	above, left := Cell{at.Sheet, a.Top - 1, at.Col}, Cell{at.Sheet, at.Row, a.Left - 1}
	inputs := map[Cell]Value{}
	var out Cell
	switch {
	case a.Top == 0 || a.Left == 0:
		return r.fault(at, RefError, Malformed, "TABLE()")
	case table.RowInput && table.ColInput:
		inputs[table.RowCell], inputs[table.ColCell] = r.Value(above), r.Value(left)
		out = Cell{at.Sheet, a.Top - 1, a.Left - 1}
	case table.RowInput:
		inputs[table.RowCell] = r.Value(above)
		out = left
	case table.ColInput:
		inputs[table.ColCell] = r.Value(left)
		out = above
	default:
		return r.fault(at, RefError, Malformed, "TABLE()")
	}
	return r.Sweep(inputs, out)
}

// Sweep computes a cell in a run of its own in which other cells have other
// values.
func (r *Run) Sweep(inputs map[Cell]Value, out Cell) Value {
	o := r.opts
	o.Override = make(map[Cell]Value, len(inputs)+len(r.opts.Override))
	for at, v := range r.opts.Override {
		o.Override[at] = v
	}
	for at, v := range inputs {
		o.Override[at] = v
	}
	if o.Reads > 0 {
		o.Reads = max(o.Reads-r.reads, 1)
	}
	sub := NewRun(r.book, o)
	v := sub.Value(out)
	r.reads += sub.reads
	if sub.ended {
		panic(stopped{})
	}
	r.faults = append(r.faults, sub.faults[:min(len(sub.faults), maxFaults-min(maxFaults, len(r.faults)))]...)
	r.cycles = append(r.cycles, sub.cycles...)
	r.unsettled = append(r.unsettled, sub.unsettled...)
	return v
}
