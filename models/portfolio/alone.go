package portfolio

import (
	"ballast/models"
	"ballast/sim/stats"
)

// lone is the cost over base of a plan in the scenarios in which it goes ahead, with how
// it moves with the plan's own score where it has one.
type lone struct {
	excess, score []float64
	poly          [stats.SmoothNodes][]float64
}

// addAlone takes up the scenarios of a case in which the plan goes ahead.
func (x *addition) addAlone(part *models.Part, c *shiftCase, first int) {
	l, base := &x.alone, x.b.Amount.Float()
	for k := range part.Total {
		if !x.takes(c, first+k) {
			continue
		}
		l.excess = append(l.excess, x.excess[k].Float())
		if part.Poly == nil {
			continue
		}
		l.score = append(l.score, part.Score[k])
		for p := range l.poly {
			l.poly[p] = append(l.poly[p], float64(part.Poly[p][k]*x.e.Share))
		}
		l.poly[0][len(l.poly[0])-1] -= base
	}
}

// quantile is smoothed over the score, as that of the portfolio is over the direction that
// all scores have in common, so that what is subtracted comes from one kind of estimate.
func (l *lone) quantile(p float64) float64 {
	if len(l.excess) == 0 || len(l.score) < len(l.excess) {
		return quantile(l.excess, p)
	}
	return stats.NewSmooth(l.excess, l.score, l.poly[:], false, [][2]int{{0, len(l.excess)}}).Near(p).Quantile(p)
}
