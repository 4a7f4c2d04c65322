package sim

import "ballast/sim/distribution"

// beginTurn fills the independent normals of the free variables that move with
// the score, and of those that only the frame has, and begins the sum u.g.
func (d *drawer) beginTurn(in [][]float64, s span, w *drawScratch) {
	n, t := s.end-s.first, d.turn
	for len(w.moved) < len(t.moves) {
		w.moved = append(w.moved, nil)
	}
	for k := range t.moves {
		w.moved[k] = resize(w.moved[k], n)
	}
	w.score, w.delta = resize(w.score, n), resize(w.delta, n)
	clear(w.score)
	for k := range t.members {
		m := &t.members[k]
		if m.linked >= 0 || m.factor >= 0 {
			continue // where they are made
		}
		z := w.delta
		if m.variable >= 0 {
			z = w.moved[t.at[m.variable]]
		}
		d.fillNormals(z, adjacent, d.coordinate[k], s, w)
		distribution.AddScaled(w.score, w.score, m.weight, z)
		if v := m.variable; v >= 0 && !t.drawn && !d.isLinked[v] {
			d.samplers[v].FromU(in[v], w.u) // as it is without a score, to the bit
		}
	}
}

// turnScore finishes the sum and, where the score has a coordinate of its own,
// draws it; w.delta is what the normals are then turned by, times their weights.
func (d *drawer) turnScore(s span, w *drawScratch) {
	if !d.turn.drawn {
		return
	}
	d.fillScore(w.u, s.first, w)
	for i, h := range w.u {
		w.delta[i] = h - w.score[i]
	}
	copy(w.score, w.u)
	for k := range d.turn.members {
		m := &d.turn.members[k]
		switch {
		case m.linked >= 0:
			d.copula.Shift(m.linked, m.weight, w.delta, &w.copula)
		case m.factor >= 0:
			distribution.AddScaled(w.factors[m.factor], w.factors[m.factor], m.weight, w.delta)
		case m.variable >= 0:
			distribution.AddScaled(w.moved[d.turn.at[m.variable]], w.moved[d.turn.at[m.variable]], m.weight, w.delta)
		}
	}
}

// drawMoved draws the free variables from their turned normals.
func (d *drawer) drawMoved(in [][]float64, w *drawScratch) {
	if !d.turn.drawn || w.moving {
		return
	}
	for k, v := range d.turn.moves {
		if !d.isLinked[v] {
			d.samplers[v].FromZ(in[v], w.moved[k])
		}
	}
}

// Score is the turned score of every scenario of a block, a standard normal that
// is independent of all that Moved leaves as it was; nil when the program has no
// direction.
func (b *Block) Score() []float64 {
	if b.turned == nil {
		return nil
	}
	return b.turned.score
}

// turnedBlock is what a block knows of the turned score.
type turnedBlock struct {
	d     *drawer
	score []float64
	z     [][]float64 // [moved variable] normal score before a t copula mixes it
	chi   []float64   // what a t copula mixes with; nil
}

// Moves lists the variables that move with the score, in ascending order.
func (b *Block) Moves() []int {
	if b.turned == nil {
		return nil
	}
	return b.turned.d.turn.moves
}

// Moved sets dst[j] to the draw that variable v would have in scenario from+j of
// the block, had its score been to[j] and all that is independent of the score
// been as it was. dst and to must have the same length. A variable that does not
// move is drawn as it was.
func (b *Block) Moved(dst []float64, v, from int, to []float64) {
	dst = dst[:len(to)]
	if b.turned != nil {
		for j, h := range b.turned.score[from:][:len(to)] {
			dst[j] = to[j] - h
		}
	}
	b.MovedBy(dst, v, from, len(dst), dst)
}

// MovedBy is Moved of n scenarios to several scores at once: away[k*wide+j] is how far
// the k-th of them is above the score of scenario from+j, and dst has the draws in the
// same order, with zeros or anything in the last wide-n places, wide being n rounded up
// to fours, or n where only one score is asked for. dst and away may be the same slice.
//
// Checked: TestTurnIsExact.
func (b *Block) MovedBy(dst []float64, v, from, n int, away []float64) {
	away = away[:len(dst)]
	wide := min((n+3)&^3, len(dst))
	still := b.turned == nil || b.turned.d.turn.at[v] < 0
	for k := 0; k < len(dst); k += wide {
		to := dst[k : k+n]
		if still {
			copy(to, b.In[v][from:])
		} else {
			b.turned.moved(to, v, from, away[k:k+n])
		}
		clear(dst[k+n : k+wide])
	}
	if !still {
		b.turned.d.samplers[v].FromZ(dst, dst)
	}
}

// moved sets dst[j] to the normal score that variable v would have in scenario from+j,
// had the turned score been further up by away[j].
func (t *turnedBlock) moved(dst []float64, v, from int, away []float64) {
	k := t.d.turn.at[v]
	distribution.AddScaled(dst, t.z[k][from:from+len(dst)], t.d.turn.by[v], away)
	if t.chi != nil && t.d.isLinked[v] {
		t.d.mixer.Mix(dst, t.chi[from:from+len(dst)])
	}
}

// moveTo replaces the draws of a block by those at other scores.
func (b *Block) moveTo(to []float64) {
	for _, v := range b.Moves() {
		b.Moved(b.In[v], v, 0, to)
	}
}
