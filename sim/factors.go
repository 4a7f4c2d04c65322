package sim

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"ballast/sim/depend"
	"ballast/sim/design"
	"ballast/sim/distribution"
)

// Factors asks for correlation through common factors. The normal score of
// Variables[k] is the sum of weight times factor over Loadings[k], plus its own
// normal times what is missing to variance 1; the factors are independent
// standard normals. Two variables then have the correlation of normals
// r = sum of the products of their weights of the same factor, and the rank
// correlation 6/pi asin(r/2). That costs no matrix, however many variables
// there are.
//
// Source: Joe, Dependence Modeling with Copulas (2014), section 3.10 (factor
// copulas, the Gaussian case).
// Checked: TestFactorRanks, against the closed form.
type Factors struct {
	Variables []int
	Loadings  [][]Loading // of each of Variables
}

// Loading is the weight of one common factor in the score of a variable.
type Loading struct {
	Factor int     // number of the factor, from 0
	Weight float64 // -1..1; the squares of a variable's weights sum to at most 1
}

// CommonFactor gives all pairs of a set of variables the same rank correlation
// rho, 0..1, through one factor.
func CommonFactor(variables []int, rho float64) *Factors {
	f := &Factors{Variables: variables}
	w := math.Sqrt(depend.SpearmanToPearson(rho))
	for range variables {
		f.Loadings = append(f.Loadings, []Loading{{Weight: w}})
	}
	return f
}

// roundedOver1 is how far the squares may exceed 1 by the rounding of weights.
const roundedOver1 = 1e-9

// mixture is Factors made ready to draw.
type mixture struct {
	own       []float64 // weight of the own normal, by place in Factors
	strongest []int     // the factors, by their effect on the sum of the weighted variables
}

func factorKey(f int) string { return fmt.Sprintf("copula/factor/%d", f) }

// linkFactors checks Factors and prepares them.
func (c *compiled) linkFactors() error {
	f := c.Factors
	if len(c.Links) > 0 {
		return fmt.Errorf("sim: factors and single correlations exclude each other")
	}
	if len(f.Loadings) != len(f.Variables) {
		return fmt.Errorf("sim: factors have loadings of %d variables for %d variables", len(f.Loadings), len(f.Variables))
	}
	m := &mixture{own: make([]float64, len(f.Variables))}
	for k, v := range f.Variables {
		if v < 0 || v >= len(c.Variables) {
			return fmt.Errorf("sim: factors name variable %d of %d at place %d", v, len(c.Variables), k)
		}
		if c.isLinked[v] {
			return fmt.Errorf("sim: factors name variable %q twice, again at place %d", c.Variables[v].Key, k)
		}
		c.isLinked[v] = true
		left := 1.0
		for _, l := range f.Loadings[k] {
			if l.Factor < 0 || l.Factor >= maxFactors {
				return fmt.Errorf("sim: variable %q has a loading on factor %d", c.Variables[v].Key, l.Factor)
			}
			left -= float64(l.Weight * l.Weight)
		}
		if !(left >= -roundedOver1) {
			return fmt.Errorf("sim: the squares of the loadings of variable %q sum to %v, above 1", c.Variables[v].Key, 1-left)
		}
		m.own[k] = math.Sqrt(max(0, left))
	}
	m.strongest = c.strongestFactors()
	c.linked, c.mixture = f.Variables, m
	return nil
}

// strongestFactors orders the factors by their effect on the sum of the
// weighted variables. It adds in order of key, so that the order of rows does
// not matter.
func (c *compiled) strongestFactors() []int {
	f := c.Factors
	places := make([]int, len(f.Variables))
	for k := range places {
		places[k] = k
	}
	slices.SortFunc(places, func(a, b int) int {
		return cmp.Compare(c.Variables[f.Variables[a]].Key, c.Variables[f.Variables[b]].Key)
	})
	var effect []float64
	var order []int
	for _, k := range places {
		for _, l := range f.Loadings[k] {
			for len(effect) <= l.Factor {
				order, effect = append(order, len(effect)), append(effect, 0)
			}
			effect[l.Factor] += float64(l.Weight * c.Variables[f.Variables[k]].Weight)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(math.Abs(effect[b]), math.Abs(effect[a])) })
	return order
}

// maxFactors keeps a wrong number from taking all memory.
const maxFactors = 1 << 16

// fillFactors takes the normals of the common factors from the design, and those
// of the variables that are turned, and adds up what is turned.
func (d *drawer) fillFactors(s span, w *drawScratch) {
	n := s.end - s.first
	for len(w.factors) < len(d.mixture.strongest) {
		w.factors = append(w.factors, nil)
	}
	for f := range d.mixture.strongest {
		w.factors[f] = resize(w.factors[f], n)
		d.fillNormals(w.factors[f], adjacent, len(d.Variables)+f, s, w)
	}
	for _, m := range d.turn.members {
		if m.factor >= 0 {
			distribution.AddScaled(w.score, w.score, m.weight, w.factors[m.factor])
		}
	}
}

// drawFactors draws the variables of Factors. The own normals of those that are
// turned were made before.
func (d *drawer) drawFactors(in [][]float64, s span, w *drawScratch) {
	w.sorted = resize(w.sorted, s.end-s.first)
	lhs := d.sampler == design.LHS
	for k, v := range d.Factors.Variables {
		z := in[v]
		if at := d.turn.at[v]; at >= 0 {
			z = w.moved[at]
		}
		if !d.turn.own[v] {
			d.fillNormals(z, adjacent, v, s, w)
		}
		if lhs {
			d.sortedDraws(w.sorted, v, z, w)
		}
		scale(z, d.mixture.own[k])
		for _, l := range d.Factors.Loadings[k] {
			distribution.AddScaled(z, z, l.Weight, w.factors[l.Factor])
		}
		d.fromScores(in, v, z, w.sorted, w)
	}
}

func scale(z []float64, by float64) {
	for i, x := range z {
		z[i] = float64(by * x)
	}
}
