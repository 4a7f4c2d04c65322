package cells

import (
	"math"
	"slices"
)

// trim leaves out the instructions whose results nothing needs.
func (p *program) trim() {
	needed := map[int]bool{}
	for _, o := range p.outs {
		needed[o.id] = true
	}
	var kept []instruction
	for _, in := range slices.Backward(p.instructions) {
		if !slices.ContainsFunc(in.outs, func(id int) bool { return needed[id] }) {
			continue
		}
		for _, a := range in.args {
			needed[a.id] = true
		}
		kept = append(kept, in)
	}
	slices.Reverse(kept)
	p.instructions = kept
}

// allocate gives columns registers: one is free again after its last use, so
// that those of a long model stay in the cache. kinds are those of the columns.
func (p *program) allocate(kinds []kind) {
	last := make([]int, len(kinds))
	for i, in := range p.instructions {
		for _, id := range in.outs {
			last[id] = max(last[id], i)
		}
		for _, a := range in.args {
			if !a.constant() {
				last[a.id] = i
			}
		}
	}
	for _, o := range p.outs {
		if !o.constant() {
			last[o.id] = len(p.instructions)
		}
	}
	a := allocator{p: p, place: make([]int, len(kinds)), slots: map[uint64]int{}, last: last, kinds: kinds}
	for i := range p.instructions {
		a.instruction(i)
	}
	for k := range p.outs {
		a.find(&p.outs[k])
	}
}

// allocator knows which column stands in which register.
type allocator struct {
	p           *program
	kinds       []kind
	last        []int          // instruction that uses a column last
	place       []int          // of columns; held 1 higher, 0 for none
	slots       map[uint64]int // of constants, by bits
	free, spare []int          // registers of numbers, of values
}

// instruction gives the results of an instruction their registers. A loop over a
// block may write over what it reads last; others may not.
func (a *allocator) instruction(i int) {
	in := &a.p.instructions[i]
	in.args = slices.Clone(in.args)
	ends := make([]int, 0, 8)
	for k := range in.args {
		if id := in.args[k].id; id >= a.p.variables && a.last[id] == i {
			ends = append(ends, id)
		}
		a.find(&in.args[k])
	}
	ids := in.outs
	in.outs = make([]int, len(ids))
	if in.op < opPerform {
		a.release(ends)
	}
	for k, id := range ids {
		in.outs[k] = a.take(id)
	}
	for _, id := range ids {
		if a.last[id] == i {
			ends = append(ends, id)
		}
	}
	a.release(ends)
}

// find writes the register of a column into an operand, or the place of a
// constant.
func (a *allocator) find(o *operand) {
	if o.constant() {
		bits := math.Float64bits(o.float())
		slot, ok := a.slots[bits]
		if !ok {
			slot = len(a.p.constants)
			a.slots[bits] = slot
			a.p.constants = append(a.p.constants, o.float())
		}
		o.slot = slot
		return
	}
	if o.id >= a.p.variables {
		o.id = a.place[o.id] - 1
	}
}

// take gives a column a register: those of numbers are numbered behind the
// variables, those of values by themselves.
func (a *allocator) take(id int) int {
	pool, count, base := &a.free, &a.p.registers, a.p.variables
	if a.kinds[id] == boxed {
		pool, count, base = &a.spare, &a.p.boxes, 0
	}
	at := base + *count
	if n := len(*pool); n > 0 {
		at, *pool = (*pool)[n-1], (*pool)[:n-1]
	} else {
		*count++
	}
	a.place[id] = at + 1
	return at
}

// release frees the registers of columns that are not needed any more.
func (a *allocator) release(ids []int) {
	for _, id := range ids {
		at := a.place[id] - 1
		if at < 0 {
			continue
		}
		a.place[id] = 0
		if a.kinds[id] == boxed {
			a.spare = append(a.spare, at)
		} else {
			a.free = append(a.free, at)
		}
	}
}
