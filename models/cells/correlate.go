package cells

import (
	"strconv"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim"
)

// link asks for a rank correlation between two inputs, as the sheet of inputs
// writes it.
type link struct {
	said      budget.Ref
	a, b, rho string
}

// member is a draw in a matrix of correlations.
type member struct {
	v        *variable
	position int
	matrix   formula.Node
}

// correlations are the rank correlations of the reached variables.
func (d *definer) correlations(reached []*variable) (links []sim.Link) {
	there := map[*variable]bool{}
	for _, v := range reached {
		there[v] = true
	}
	for _, l := range d.links {
		rho, err := strconv.ParseFloat(l.rho, 64)
		a, b := d.inputNamed(l.a), d.inputNamed(l.b)
		switch {
		case a == nil || b == nil || a == b:
			d.report(l.said, budget.Error, "cell-unknown", l.b)
		case err != nil || rho < -1 || rho > 1:
			d.report(l.said, budget.Error, "input-correlation", l.rho)
		case there[a] && there[b]:
			links = append(links, sim.Link{A: a.index, B: b.index, Rho: rho})
		}
	}
	for _, v := range reached { // in the order of the variables, not of the map
		for key, list := range d.matrices {
			if list[0].v == v {
				links = append(links, d.matrixLinks(key, there)...)
			}
		}
	}
	return links
}

// inputNamed is the input with a name or of a cell.
func (d *definer) inputNamed(text string) *variable {
	for _, v := range d.inputs {
		if v.name == text || v.key == text {
			return v
		}
	}
	if at, ok := d.find(text); ok {
		return d.cells[at]
	}
	return nil
}

// matrixLinks are the entries of one matrix between its reached members. The
// matrix may be written as its lower triangle.
func (d *definer) matrixLinks(key string, there map[*variable]bool) (links []sim.Link) {
	list := d.matrices[key]
	matrix := d.base.Evaluate(list[0].v.at, list[0].matrix).Array()
	for i, a := range list {
		for _, b := range list[:i] {
			row, col := max(a.position, b.position), min(a.position, b.position)
			if !there[a.v] || !there[b.v] || row == col {
				continue
			}
			if matrix == nil || col < 1 || row > matrix.Rows || row > matrix.Cols {
				d.report(a.v.said, budget.Error, "input-correlation", a.v.text)
				continue
			}
			x := matrix.At(row-1, col-1)
			if x.Kind != formula.Number {
				x = matrix.At(col-1, row-1)
			}
			if x.Kind != formula.Number || x.Num < -1 || x.Num > 1 {
				d.report(a.v.said, budget.Error, "input-correlation", x.String())
				continue
			}
			links = append(links, sim.Link{A: a.v.index, B: b.v.index, Rho: x.Num})
		}
	}
	return links
}
