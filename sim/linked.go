package sim

import (
	"ballast/sim/design"
	"ballast/sim/distribution"
)

// drawLinked draws the correlated variables: independent normals of the
// design, times the factor of the correlation matrix, turned into draws column
// by column as the product is done.
func (d *drawer) drawLinked(in [][]float64, s span, w *drawScratch) {
	n := s.end - s.first
	lhs := d.sampler == design.LHS
	w.z, w.cols = resize(w.z, n), w.cols[:0]
	d.copula.Begin(n, &w.copula)
	for k, v := range d.linked {
		d.design.Fill(w.u, v, s.first)
		w.cols = append(w.cols, in[v])
		if !lhs {
			row, stride := d.copula.Row(k, &w.copula)
			distribution.NormalsApart(row, w.u, stride)
			continue
		}
		distribution.Normals(w.z, w.u)
		d.copula.Put(k, w.z, &w.copula)
		if len(w.values) <= k {
			w.values = append(w.values, nil)
		}
		w.values[k] = resize(w.values[k], n)
		d.sortedDraws(w.values[k], v, w.z, w)
	}
	d.drawMixing(s, w)
	d.copula.Product(w.cols, &w.copula, func(k int) {
		var sorted []float64
		if lhs {
			sorted = w.values[k]
		}
		d.fromScores(d.linked[k], w.cols[k], sorted, w)
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

// fromScores turns the correlated normals z of variable v into its draws, in
// place. sorted are these in ascending order, under Latin hypercube sampling.
func (d *drawer) fromScores(v int, z, sorted []float64, w *drawScratch) {
	if d.mixer != nil {
		d.mixer.Mix(z, w.chi)
	}
	if d.sampler == design.LHS {
		w.order.Place(z, sorted, z)
		return
	}
	d.samplers[v].FromZ(z, z)
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
