package cells

// joint is how the second operator of a pair takes the result r of the first and
// the third operand z.
type joint int

const (
	plusThird    joint = iota // r + z
	minusThird                // r - z
	fromThird                 // z - r
	timesThird                // r * z
	overThird                 // r / z
	dividesThird              // z / r
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
	}
	if second {
		return dividesThird
	}
	return overThird
}

// farthest is how many instructions an operator may stand before the one that needs
// its result: its own operands keep their registers until then.
const farthest = 64

// fuse joins an operator on two columns with the one that alone needs its result, of so
// many columns: one loop instead of two, whose intermediate is never stored. Both are
// rounded as before.
func (p *program) fuse(columns int) {
	uses, made := make([]int32, columns), make([]int32, columns) // made: instruction, counted from 1
	for i := range p.instructions {
		in := &p.instructions[i]
		for _, a := range in.args {
			if !a.constant() {
				uses[a.id]++
			}
		}
		if len(in.outs) == 1 {
			made[in.outs[0]] = int32(i + 1)
		}
	}
	for _, o := range p.outs {
		if !o.constant() {
			uses[o.id]++
		}
	}
	gone := make([]bool, len(p.instructions))
	for i := range p.instructions {
		in := &p.instructions[i]
		if _, ok := firstOf(in.op); !ok {
			continue
		}
		for k := 1; k >= 0; k-- {
			a := in.args[k]
			if a.constant() || uses[a.id] != 1 || made[a.id] == 0 || i-int(made[a.id]) >= farthest {
				continue
			}
			at := made[a.id] - 1
			by := &p.instructions[at]
			if first, ok := firstOf(by.op); ok {
				in.digits = first*int(joints) + int(jointOf(in.op, k == 1))
				in.op, in.args = opPair, []operand{by.args[0], by.args[1], in.args[1-k]}
				gone[at] = true
				break
			}
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
