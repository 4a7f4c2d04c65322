package sim

import (
	"ballast/sim/design"
	"ballast/sim/dist"
)

// drawLinked draws the correlated variables: independent normals of the
// design, times the factor of the correlation matrix. Everything happens in
// the columns of the draws themselves.
func (d *drawer) drawLinked(in [][]float64, s span, w *drawScratch) {
	n := s.end - s.first
	lhs := d.sampler == design.LHS
	w.cols, w.u = w.cols[:0], resize(w.u, n)
	for k, v := range d.linked {
		d.design.Fill(w.u, v, s.first)
		dist.Normals(in[v], w.u)
		w.cols = append(w.cols, in[v])
		if lhs {
			if len(w.values) <= k {
				w.values = append(w.values, nil)
			}
			w.values[k] = resize(w.values[k], n)
			d.sortedDraws(w.values[k], v, in[v], w)
		}
	}
	d.copula.Normals(w.cols, &w.copula)
	if d.copula.NeedsMixing() {
		w.chi = resize(w.chi, n)
		d.chi.Fill(w.chi, uint64(s.first))
		d.copula.Mix(w.cols, w.chi, &w.copula)
	}
	for k, v := range d.linked {
		if lhs {
			w.order.Place(in[v], w.values[k], in[v])
		} else {
			d.samplers[v].FromZ(in[v], in[v])
		}
	}
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
