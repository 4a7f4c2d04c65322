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
	w.cols = w.cols[:0]
	for k, v := range d.linked {
		u := in[v]
		if lhs {
			if len(w.strata) <= k {
				w.strata = append(w.strata, nil)
			}
			w.strata[k] = resize(w.strata[k], n)
			u = w.strata[k]
		}
		d.design.Fill(u, v, s.first)
		dist.Normals(in[v], u)
		w.cols = append(w.cols, in[v])
	}
	d.copula.Normals(w.cols, &w.copula)
	if d.copula.NeedsMixing() {
		w.chi = resize(w.chi, n)
		d.chi.Fill(w.chi, uint64(s.first))
		d.copula.Mix(w.cols, w.chi, &w.copula)
	}
	for k, v := range d.linked {
		if lhs {
			d.fromStrata(in[v], v, w.strata[k], w)
		} else {
			d.samplers[v].FromZ(in[v], in[v])
		}
	}
}

// fromStrata draws variable v under Latin hypercube sampling: its stratified
// uniforms are put into the order of its correlated scores z, so that every
// marginal keeps its strata. dst may be z.
// Source: Iman and Conover, Commun. Stat. Simul. Comput. 11 (1982) 311-334.
func (d *drawer) fromStrata(dst []float64, v int, strata []float64, w *drawScratch) {
	w.order.Reorder(dst, strata, dst)
	d.samplers[v].FromU(dst, dst)
}
