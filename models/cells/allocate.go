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
	last := map[int]int{}
	for i, in := range p.instructions {
		for _, id := range in.outs {
			last[id] = max(last[id], i)
		}
		for _, a := range in.args {
			last[a.id] = i
		}
	}
	for _, o := range p.outs {
		last[o.id] = len(p.instructions)
	}
	a := allocator{p: p, place: map[int]int{}, slots: map[uint64]int{}}
	for i := range p.instructions {
		in := &p.instructions[i]
		in.args = slices.Clone(in.args)
		for k := range in.args {
			a.find(&in.args[k])
		}
		ids := slices.Clone(in.outs)
		in.outs = make([]int, len(ids))
		for k, id := range ids {
			in.outs[k] = a.take(id, kinds[id])
		}
		a.release(i, last, kinds)
	}
	for k := range p.outs {
		a.find(&p.outs[k])
	}
}

// allocator knows which column stands in which register.
type allocator struct {
	p            *program
	place        map[int]int
	slots        map[uint64]int // of constants, by bits
	free, spare  []int          // registers of numbers, of values
	live, living []int          // columns that hold one
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
	if at, ok := a.place[o.id]; ok && o.id >= a.p.variables {
		o.id = at
	}
}

// take gives a column a register: those of numbers are numbered behind the
// variables, those of values by themselves.
func (a *allocator) take(id int, k kind) int {
	pool, count, base := &a.free, &a.p.registers, a.p.variables
	if k == boxed {
		pool, count, base = &a.spare, &a.p.boxes, 0
	}
	at := base + *count
	if n := len(*pool); n > 0 {
		at, *pool = (*pool)[n-1], (*pool)[:n-1]
	} else {
		*count++
	}
	a.place[id] = at
	a.live = append(a.live, id)
	return at
}

// release frees the registers of columns that instruction i used last. Results
// do not share a register with the operands of their instruction.
func (a *allocator) release(i int, last map[int]int, kinds []kind) {
	a.living = a.living[:0]
	for _, id := range a.live {
		switch {
		case last[id] > i:
			a.living = append(a.living, id)
		case kinds[id] == boxed:
			a.spare = append(a.spare, a.place[id])
		default:
			a.free = append(a.free, a.place[id])
		}
	}
	a.live, a.living = a.living, a.live
}
