package sim

import (
	"math"

	"ballast/sim/depend"
	"ballast/sim/design"
	"ballast/sim/dist"
)

// drawLinked draws the correlated variables: independent normals of the
// design, times the factor of the correlation matrix. Under Latin hypercube
// sampling the stratified uniforms of each variable are then put into the
// order of its correlated normals, so that every marginal keeps its strata.
// Source: Iman and Conover, Commun. Stat. Simul. Comput. 11 (1982) 311-334.
func (d *drawer) drawLinked(in [][]float64, s span, w *drawScratch) {
	n := s.end - s.first
	for len(w.cols) < len(d.linked) {
		w.cols = append(w.cols, nil)
		w.strata = append(w.strata, nil)
	}
	for k, v := range d.linked {
		w.cols[k], w.strata[k] = resize(w.cols[k], n), resize(w.strata[k], n)
		d.design.Fill(w.strata[k], v, s.first)
		dist.Normals(w.cols[k], w.strata[k])
	}
	d.copula.Normals(w.cols[:len(d.linked)], &w.copula)
	if d.copula.NeedsMixing() {
		w.chi = resize(w.chi, n)
		d.chi.Fill(w.chi, uint64(s.first))
		d.copula.Mix(w.cols[:len(d.linked)], w.chi, &w.copula)
	}
	for k, v := range d.linked {
		if d.sampler == design.LHS {
			w.order.Reorder(w.u, w.strata[k], w.cols[k])
		} else {
			dist.Uniforms(w.u, w.cols[k])
		}
		d.samplers[v].FromU(in[v], w.u)
	}
}

// drawCommon draws variables that share one factor g: their scores are
// sqrt(r) g + sqrt(1-r) z, r the correlation of normals that gives the rank
// correlation asked for.
func (d *drawer) drawCommon(in [][]float64, s span, w *drawScratch) {
	n := s.end - s.first
	r := depend.SpearmanToPearson(d.Common.Rho)
	a, b := math.Sqrt(r), math.Sqrt(1-r)
	w.chi = resize(w.chi, n)
	d.common.Fill(w.chi, uint64(s.first))
	dist.Normals(w.chi, w.chi)
	for len(w.cols) < 2 {
		w.cols = append(w.cols, nil)
	}
	strata, z := resize(w.cols[0], n), resize(w.cols[1], n)
	w.cols[0], w.cols[1] = strata, z
	for _, v := range d.Common.Variables {
		d.design.Fill(strata, v, s.first)
		dist.Normals(z, strata)
		for i, g := range w.chi {
			z[i] = float64(a*g) + float64(b*z[i])
		}
		if d.sampler == design.LHS {
			w.order.Reorder(w.u, strata, z)
		} else {
			dist.Uniforms(w.u, z)
		}
		d.samplers[v].FromU(in[v], w.u)
	}
}
