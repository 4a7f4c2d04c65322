package cells

import (
	"maps"

	"ballast/budget/formula"
	"ballast/sim"
)

// interpreter computes the formulas of one interpretation for one worker.
type interpreter struct {
	override map[formula.Cell]formula.Value
	host     *drawn
}

// drawn answers the functions of add-ins in one scenario.
type drawn struct {
	m    *Model
	draw func(variable int) float64
}

// answer implements formula.Options.Host. Everything that is reached has been
// defined, so it only looks up.
func (d *drawn) answer(c *formula.Call, n *formula.Apply) formula.Value {
	return answer(c, n, func(s site) *variable {
		if v := d.m.calls[s]; v != nil && v.index >= 0 {
			return v
		}
		return nil
	}, func(v *variable) float64 { return d.draw(v.index) })
}

// interpret runs the formulas of an instruction in every scenario.
func (k *kernel) interpret(b *sim.Block, in *instruction) {
	t := k.tasks[in.task]
	if t == nil {
		t = &interpreter{override: maps.Clone(in.task.stable), host: &drawn{m: k.m}}
		k.tasks[in.task] = t
	}
	for lane := range b.N {
		if k.odd[lane] || !k.feed(b, in, t, lane) {
			k.odd[lane], k.anyOdd = true, true
			continue
		}
		t.host.draw = func(v int) float64 { return b.In[v][lane] }
		run := formula.NewRun(k.m.book, formula.Options{Override: t.override, Host: t.host.answer, Iterate: k.m.Iterate, Volatile: k.m.moment})
		for i, at := range in.task.cells {
			k.keep(run.Value(at), in, i, lane)
		}
		if len(run.Unsettled()) > 0 {
			k.odd[lane], k.anyOdd = true, true // the whole says so
		}
	}
}

// feed puts the values that the formulas read in place. An error whose name a
// column has lost may matter to them, so such a scenario is done as a whole.
func (k *kernel) feed(b *sim.Block, in *instruction, t *interpreter, lane int) bool {
	for i, o := range in.args {
		v := k.single(b, o, lane)
		if v.IsError() && o.kind != boxed {
			return false
		}
		t.override[in.task.reads[i]] = v
	}
	return true
}

// keep stores one result.
func (k *kernel) keep(v formula.Value, in *instruction, i, lane int) {
	if in.kinds[i] == boxed {
		k.boxes[in.outs[i]][lane] = v
		return
	}
	k.columns[in.outs[i]][lane] = k.settle(v, in.kinds[i], lane)
}

// replay interprets scenarios as a whole: it defines what is right.
type replay struct {
	m        *Model
	override map[formula.Cell]formula.Value
	host     *drawn
	run      *formula.Run
}

func newReplay(m *Model) *replay {
	return &replay{m: m, override: maps.Clone(m.fixed), host: &drawn{m: m}}
}

// begin sets the draws of a scenario by variable.
func (r *replay) begin(draw func(variable int) float64) {
	for i, v := range r.m.variables {
		if v.call == nil {
			r.override[v.at] = formula.Num(draw(i))
		}
	}
	r.host.draw = draw
	r.run = formula.NewRun(r.m.book, formula.Options{Override: r.override, Host: r.host.answer, Iterate: r.m.Iterate, DataTable: tabulate, Volatile: r.m.moment})
}

// value is a cell in that scenario. A circle that does not come to rest has no
// value.
func (r *replay) value(at formula.Cell) formula.Value {
	v := r.run.Value(at)
	if len(r.run.Unsettled()) > 0 {
		return formula.Fail(formula.NumError)
	}
	return v
}
