package cells

// joint is how the second operator of a pair takes the result r of the first and
// the third operand z.
type joint int

const (
	plusThird     joint = iota // r + z
	minusThird                 // r - z
	fromThird                  // z - r
	timesThird                 // r * z
	overThird                  // r / z
	dividesThird               // z / r
	caughtByThird              // r, where that is an error z
	joints
)

// firsts is how many operators can be the first of a pair: they number alike.
const firsts = 4

// firstOf numbers an operator that may stand in a pair.
func firstOf(op opcode) (n int, ok bool) {
	switch op {
	case opAdd:
		return 0, true
	case opSubtract:
		return 1, true
	case opMultiply, opFactor:
		return 2, true
	case opShare:
		return 3, true
	}
	return 0, false
}

// jointOf is how an operator takes a result that is its first operand or its second.
func jointOf(op opcode, second bool) joint {
	switch op {
	case opAdd:
		return plusThird
	case opMultiply, opFactor:
		return timesThird
	case opSubtract:
		if second {
			return fromThird
		}
		return minusThird
	case opCatch:
		return caughtByThird
	}
	if second {
		return dividesThird
	}
	return overThird
}

// farthest is how many instructions an operator may stand before the one that needs
// its result: its own operands keep their registers until then.
const farthest = 64

// fuse joins an instruction with the one that alone needs its result, of so many
// columns: one loop instead of two, whose intermediate is never stored. Both are rounded
// as before.
func (p *program) fuse(columns int) {
	f := fuser{p: p, uses: make([]int32, columns), made: make([]int32, columns)}
	for i := range p.instructions {
		in := &p.instructions[i]
		for _, a := range in.args {
			f.use(a)
		}
		if len(in.outs) == 1 {
			f.made[in.outs[0]] = int32(i + 1)
		}
	}
	for _, o := range p.outs {
		f.use(o)
	}
	gone := make([]bool, len(p.instructions))
	for i := range p.instructions {
		if at, ok := f.join(i); ok {
			gone[at] = true
		}
	}
	kept := p.instructions[:0]
	for i := range p.instructions {
		if !gone[i] {
			kept = append(kept, p.instructions[i])
		}
	}
	p.instructions = kept
}

// fuser knows how often a column is needed, and which instruction makes it.
type fuser struct {
	p    *program
	uses []int32
	made []int32 // counted from 1
	room []operand
}

// use counts a use of an operand.
func (f *fuser) use(o operand) {
	if !o.constant() {
		f.uses[o.id]++
	}
}

// maker is the instruction that makes an operand of the i-th, and for it alone.
func (f *fuser) maker(i int, o operand) (at int, ok bool) {
	if o.constant() || f.uses[o.id] != 1 {
		return 0, false
	}
	at = int(f.made[o.id]) - 1
	return at, at >= 0 && i-at < farthest
}

// join joins an instruction with an earlier one, which is gone then.
func (f *fuser) join(i int) (at int, ok bool) {
	in := &f.p.instructions[i]
	if in.op == opSelect || in.op == opChoose {
		if at, ok = f.maker(i, in.args[0]); !ok {
			return 0, false
		}
		test := &f.p.instructions[at]
		if test.op < opEqual || test.op > opGreaterEqual {
			return 0, false
		}
		in.op, in.digits, in.args = opWhen, int(test.op), f.list(test.args[0], test.args[1], in.args[1], in.args[2])
		return at, true
	}
	_, ok = firstOf(in.op)
	last := 1
	if in.op == opCatch {
		ok, last = true, 0
	}
	for k := last; ok && k >= 0; k-- {
		at, alone := f.maker(i, in.args[k])
		if !alone {
			continue
		}
		by := &f.p.instructions[at]
		if first, fits := firstOf(by.op); fits {
			in.digits = first*int(joints) + int(jointOf(in.op, k == 1))
			in.op, in.args = opPair, f.list(by.args[0], by.args[1], in.args[1-k])
			return at, true
		}
	}
	return 0, false
}

// list is a list of operands, cut from a piece of memory that many share.
func (f *fuser) list(list ...operand) []operand {
	n := len(list)
	if len(f.room) < n {
		f.room = make([]operand, 4096)
	}
	copy(f.room, list)
	list, f.room = f.room[:n:n], f.room[n:]
	return list
}
