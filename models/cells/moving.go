package cells

import (
	"ballast/budget/formula"
	"ballast/sim/distribution"
)

// move makes a variable of a call with uncertain parameters: a uniform number,
// at which the family's quantile is worked out in every scenario. Its static
// value is the median at static parameters.
func (d *definer) move(v *variable, row addin, plain []formula.Node, p properties) error {
	family, ok := distribution.FamilyOf(row.family)
	if !ok || !p.plain() {
		return unclear("moving-cut")
	}
	for _, a := range row.args {
		if !a.single() {
			return unclear("moving-list")
		}
	}
	v.moving = &moving{family: family, args: row.args, plain: plain, shift: p.shift}
	uniform, err := distribution.NewUniform(0, 1)
	v.law, v.static = uniform, 0.5
	return err
}
