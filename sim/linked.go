package sim

import (
	"ballast/sim/design"
	"ballast/sim/distribution"
)

// fillLinked takes the independent normals of the correlated variables from the
// design, and adds up those that are turned while they are near.
func (d *drawer) fillLinked(in [][]float64, s span, w *drawScratch) {
	d.copula.Begin(s.end-s.first, &w.copula)
	w.cols = w.cols[:0]
	for k, v := range d.linked {
		col := in[v]
		if at := d.turn.at[v]; at >= 0 {
			col = w.moved[at] // its score is kept
		}
		w.cols = append(w.cols, col)
		if !d.turn.linked[k] {
			d.fillScores(k, s, w)
		}
	}
	for _, m := range d.turn.members {
		if m.linked >= 0 {
			d.fillScores(m.linked, s, w)
			d.copula.AddRow(w.score, m.linked, m.weight, &w.copula)
		}
	}
}

// fillScores takes the independent normals of correlated variable k from the design.
func (d *drawer) fillScores(k int, s span, w *drawScratch) {
	v, n := d.linked[k], s.end-s.first
	if d.sampler != design.LHS {
		row, stride := d.copula.Row(k, &w.copula)
		d.fillNormals(row, stride, v, s, w)
		return
	}
	d.fill(w.u, v, s.first)
	w.z = resize(w.z, n)
	distribution.Normals(w.z, w.u)
	d.copula.Put(k, w.z, &w.copula)
	for len(w.values) <= k {
		w.values = append(w.values, nil)
	}
	w.values[k] = resize(w.values[k], n)
	d.sortedDraws(w.values[k], v, w.z, w)
}

// drawLinked draws the correlated variables: independent normals of the design,
// times the factor of the correlation matrix, turned into draws column by column
// as the product is done.
func (d *drawer) drawLinked(in [][]float64, w *drawScratch) {
	d.copula.Product(w.cols, &w.copula, func(k int) {
		var sorted []float64
		if d.sampler == design.LHS {
			sorted = w.values[k]
		}
		d.fromScores(in, d.linked[k], w.cols[k], sorted, w)
	})
}

// drawMixing draws what all scores of a scenario share under a t copula.
func (d *drawer) drawMixing(s span, w *drawScratch) {
	if d.mixer != nil {
		w.chi = resize(w.chi, s.end-s.first)
		d.chi.Fill(w.chi, uint64(s.first))
		d.mixer.Divide(w.chi, w.chi)
	}
}

// fromScores turns the correlated normals z of variable v into its draws, which
// may stand in the same place. sorted are these in ascending order, under Latin
// hypercube sampling.
func (d *drawer) fromScores(in [][]float64, v int, z, sorted []float64, w *drawScratch) {
	if w.moving && d.turn.at[v] >= 0 {
		return
	}
	if d.mixer != nil {
		copy(in[v], z)
		z = in[v]
		d.mixer.Mix(z, w.chi)
	}
	if d.sampler == design.LHS {
		w.order.Place(in[v], sorted, z)
		return
	}
	d.samplers[v].FromZ(in[v], z)
}

// sortedDraws draws variable v from its stratified uniforms w.u, whose normal
// scores are z, in ascending order: under Latin hypercube sampling they are
// then placed in the order of the correlated scores, so that every marginal
// keeps its strata.
// Source: Iman and Conover, Commun. Stat. Simul. Comput. 11 (1982) 311-334.
func (d *drawer) sortedDraws(dst []float64, v int, z []float64, w *drawScratch) {
	sampler := &d.samplers[v]
	if sampler.TakesScores() {
		w.order.Sort(dst, w.u, z)
		sampler.FromZ(dst, dst)
		return
	}
	w.order.Sort(dst, w.u, w.u)
	sampler.FromU(dst, dst)
}
