package dist

// lookup draws from sorted values: steps when cumulated is set, otherwise
// straight lines between them.
type lookup struct {
	x         []float64
	cumulated []float64 // P(X <= x[i]), the last is 1
	guide     []int32   // for u in [g/n, (g+1)/n), the first i that can be right
}

// newSteps prepares a discrete distribution: a guide table makes the search
// one or two steps long on average.
// Source: Chen and Asau, "On generating random variates from an empirical
// distribution", AIIE Trans. 6 (1974) 163-166.
func newSteps(d discrete) *lookup {
	l := &lookup{x: d.x, cumulated: d.cumulated}
	if len(d.x) > 2 {
		l.guide = make([]int32, len(d.x))
		i := 0
		for g := range l.guide {
			for l.cumulated[i] < float64(g)/float64(len(l.guide)) {
				i++
			}
			l.guide[g] = int32(i)
		}
	}
	return l
}

// draw sets dst[i] to the quantile of u[i] in (0,1).
func (l *lookup) draw(dst, u []float64) {
	dst = dst[:len(u)]
	switch {
	case l.cumulated == nil:
		for i, p := range u {
			dst[i] = interpolate(l.x, min(max(p, 0), 1))
		}
	case len(l.x) == 2:
		for i, p := range u {
			dst[i] = l.x[0]
			if p > l.cumulated[0] {
				dst[i] = l.x[1]
			}
		}
	default:
		n, last := float64(len(l.guide)), len(l.guide)-1
		for i, p := range u {
			k := int(l.guide[min(max(int(p*n), 0), last)])
			for k < last && l.cumulated[k] < p {
				k++
			}
			dst[i] = l.x[k]
		}
	}
}
