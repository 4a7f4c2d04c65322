package cells

import (
	"math"

	"ballast/budget/formula"
)

// static answers our functions in the base case.
func (d *definer) static(c *formula.Call, n *formula.Apply) formula.Value {
	return answer(c, n, d.variable, func(v *variable) float64 { return v.static })
}

// answer gives what a function of an add-in gives, where find knows the variable
// of a call and value its draw.
func answer(c *formula.Call, n *formula.Apply, find func(site) *variable, value func(*variable) float64) formula.Value {
	row := addins()[n.Name][0]
	switch row.role {
	case roleOutput, roleZero:
		return formula.Int(0)
	case rolePass, rolePassOut:
		if len(n.Args) > 0 {
			return c.Operand(n.Args[0])
		}
	case roleDraw:
		if v := find(site{c.At(), n}); v != nil {
			if v.moving != nil {
				return v.moving.answer(c, value(v))
			}
			return formula.Num(value(v))
		}
	}
	return formula.Fail(formula.NameError)
}

// answer is the value of a call with uncertain parameters where its uniform draw
// is u.
func (m *moving) answer(c *formula.Call, u float64) formula.Value {
	args := make([]float64, len(m.args))
	for i, a := range m.args {
		switch {
		case a.kind == "=" || a.spare && a.place > len(m.plain):
			args[i] = a.preset
		default:
			x := c.Number(c.Operand(m.plain[a.place-1]))
			if x.IsError() {
				return x
			}
			args[i] = a.number(x.Num)
		}
	}
	return formula.Num(m.at(u, args))
}

// at is the quantile at u, NaN where the parameters are impossible.
func (m *moving) at(u float64, args []float64) float64 {
	for _, x := range args {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return math.NaN()
		}
	}
	return m.family.Quantile(u, args...) + m.shift
}
