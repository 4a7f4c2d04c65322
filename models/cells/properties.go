package cells

import (
	"fmt"
	"math"

	"ballast/budget/formula"
	"ballast/sim/distribution"
)

// properties are what the functions inside a call say of its draw.
type properties struct {
	static     *float64
	name       string
	min, max   float64 // cut by value, before the shift
	min2, max2 float64 // after it
	low, high  float64 // cut by probability
	shift      float64
	locked     bool
	matrices   []membership
}

// membership is the place of a draw in a matrix of correlations.
type membership struct {
	key      string
	position int
	matrix   formula.Node
}

// properties reads the rest of a call: parameters behind those of its family,
// as the add-in has them, and property functions.
func (d *definer) properties(s site, row addin, rest []formula.Node, list []*formula.Apply) (properties, error) {
	p := properties{min: math.Inf(-1), max: math.Inf(1), min2: math.Inf(-1), max2: math.Inf(1), high: 1}
	if err := d.rest(s, row, rest, &p); err != nil {
		return p, err
	}
	for _, call := range list {
		what := addins()[call.Name][0].family
		if addins()[call.Name][0].role == roleRefused {
			return p, unclear("property", call.Name)
		}
		if err := d.property(s, what, call, &p); err != nil {
			return p, err
		}
	}
	return p, nil
}

// rest reads the parameters that stand behind those of the family.
func (d *definer) rest(s site, row addin, rest []formula.Node, p *properties) error {
	for i, arg := range rest {
		if _, empty := arg.(*formula.Empty); empty {
			continue
		}
		v := d.base.Evaluate(s.at, arg)
		switch {
		case row.system == "crystalball" && i == 0 && v.Kind == formula.Number:
			p.min2 = v.Num
		case row.system == "crystalball" && i == 1 && v.Kind == formula.Number:
			p.max2 = v.Num
		case (row.system == "crystalball" && i == 2 || row.system == "mc" && i == 0) && v.Kind == formula.Text:
			p.name = v.Text
		case row.system == "modelrisk" && i == 0:
			return unclear("u")
		default:
			return unclear("many", formula.Print(arg, s.at))
		}
	}
	return nil
}

// property reads one property function.
func (d *definer) property(s site, what string, call *formula.Apply, p *properties) error {
	value := func(i int, otherwise float64) float64 {
		if d.absent(call.Args, i) {
			return otherwise
		}
		if x, err := d.parameter(s.at, call.Args, i); err == nil {
			return x
		}
		return math.NaN()
	}
	inf := math.Inf(1)
	switch what {
	case "ignored":
	case "lock":
		p.locked = true
	case "static":
		x := value(1, math.NaN())
		p.static = &x
	case "name":
		if len(call.Args) > 0 {
			p.name = d.base.Evaluate(s.at, call.Args[0]).String()
		}
	case "shift":
		p.shift += value(1, 0)
	case "truncate":
		if value(3, 1) != 1 {
			return unclear("property", call.Name)
		}
		p.min, p.max = value(1, -inf), value(2, inf)
	case "truncate2":
		p.min2, p.max2 = value(1, -inf), value(2, inf)
	case "truncatep":
		p.low, p.high = value(1, 0), value(2, 1)
	case "corrmat":
		return d.correlated(s, call, p)
	default:
		return unclear("property", call.Name)
	}
	return nil
}

// correlated reads the place of a draw in a matrix: the range, the position in
// it, and which copy of it.
func (d *definer) correlated(s site, call *formula.Apply, p *properties) error {
	if len(call.Args) < 2 {
		return unclear("property", call.Name)
	}
	position, err := d.parameter(s.at, call.Args, 2)
	if err != nil {
		return err
	}
	areas := d.base.Resolve(s.at, call.Args[0]).Areas()
	if len(areas) != 1 {
		return unclear("property", call.Name)
	}
	copyOf := ""
	if !d.absent(call.Args, 3) {
		copyOf = d.base.Evaluate(s.at, call.Args[2]).String()
	}
	p.matrices = append(p.matrices, membership{fmt.Sprintf("%v/%s", areas[0], copyOf), int(position), call.Args[0]})
	return nil
}

// apply cuts a law and moves it: whatever the order they were written in, the
// plain cuts come before the shift.
func (p properties) apply(law distribution.Distribution) (distribution.Distribution, error) {
	var err error
	if p.low != 0 || p.high != 1 {
		if law, err = distribution.TruncateP(law, p.low, p.high); err != nil {
			return nil, err
		}
	}
	if !math.IsInf(p.min, -1) || !math.IsInf(p.max, 1) {
		if law, err = distribution.Truncate(law, p.min, p.max); err != nil {
			return nil, err
		}
	}
	if p.shift != 0 {
		if law, err = distribution.Shift(law, p.shift); err != nil {
			return nil, err
		}
	}
	if !math.IsInf(p.min2, -1) || !math.IsInf(p.max2, 1) {
		return distribution.Truncate(law, p.min2, p.max2)
	}
	return law, nil
}

// plain reports whether nothing but a shift is asked of the draw.
func (p properties) plain() bool {
	return p.low == 0 && p.high == 1 && math.IsInf(p.min, -1) && math.IsInf(p.max, 1) && math.IsInf(p.min2, -1) && math.IsInf(p.max2, 1) && len(p.matrices) == 0 && !p.locked
}
