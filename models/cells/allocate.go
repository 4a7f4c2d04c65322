package cells

import (
	"math"
	"slices"
)

// trim leaves out the instructions whose results nothing needs, of so many columns.
func (p *program) trim(columns int) {
	needed := make([]bool, columns)
	need := func(o operand) {
		if !o.constant() {
			needed[o.id] = true
		}
	}
	for _, o := range p.outs {
		need(o)
	}
	kept := len(p.instructions)
	for i := len(p.instructions) - 1; i >= 0; i-- {
		in := &p.instructions[i]
		if !slices.ContainsFunc(in.outs, func(id int32) bool { return needed[id] }) {
			continue
		}
		for _, a := range in.args {
			need(a)
		}
		kept--
		p.instructions[kept] = *in
	}
	p.instructions = slices.Clone(p.instructions[kept:])
}

// allocate gives columns registers: one is free again after its last use, so
// that those of a long model stay in the cache. kinds are those of the columns.
func (p *program) allocate(kinds []kind) {
	last := make([]int, len(kinds))
	for i := range p.instructions {
		in := &p.instructions[i]
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
	a := allocator{p: p, place: make([]int32, len(kinds)), slots: map[uint64]int32{}, last: last, kinds: kinds}
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
	last        []int            // instruction that uses a column last
	place       []int32          // of columns; held 1 higher, 0 for none
	slots       map[uint64]int32 // of constants, by bits
	ends        []int32          // columns that an instruction uses last
	free, spare []int32          // registers of numbers, of values
}

// instruction gives the results of an instruction their registers. A loop over a
// block may write over what it reads last; others may not.
func (a *allocator) instruction(i int) {
	in := &a.p.instructions[i]
	a.ends = a.ends[:0]
	for k := range in.args {
		if id := in.args[k].id; int(id) >= a.p.variables && a.last[id] == i {
			a.ends = append(a.ends, id)
		}
		a.find(&in.args[k])
	}
	if in.op < opPerform {
		a.release(a.ends)
		a.ends = a.ends[:0]
	}
	for k, id := range in.outs {
		in.outs[k] = a.take(id)
		if a.last[id] == i {
			a.ends = append(a.ends, id)
		}
	}
	a.release(a.ends)
}

// find writes the register of a column into an operand, or the place of a
// constant.
func (a *allocator) find(o *operand) {
	if o.constant() {
		bits := math.Float64bits(o.float())
		slot, ok := a.slots[bits]
		if !ok {
			slot = int32(len(a.p.constants))
			a.slots[bits] = slot
			a.p.constants = append(a.p.constants, o.float())
		}
		o.slot = slot
		return
	}
	if int(o.id) >= a.p.variables {
		o.id = a.place[o.id] - 1
	}
}

// take gives a column a register: those of numbers are numbered behind the
// variables, those of values by themselves.
func (a *allocator) take(id int32) int32 {
	pool, count, base := &a.free, &a.p.registers, a.p.variables
	if a.kinds[id] == boxed {
		pool, count, base = &a.spare, &a.p.boxes, 0
	}
	at := int32(base + *count)
	if n := len(*pool); n > 0 {
		at, *pool = (*pool)[n-1], (*pool)[:n-1]
	} else {
		*count++
	}
	a.place[id] = at + 1
	return at
}

// release frees the registers of columns that are not needed any more.
func (a *allocator) release(ids []int32) {
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
