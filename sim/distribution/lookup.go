package distribution

// lookup draws from sorted values: steps when cumulated is set, otherwise
// straight lines between them.
type lookup struct {
	x         []float64
	cumulated []float64 // P(X <= x[i]), the last is 1
	guide     []int32   // for u n in [g, g+1), the first i that can be right
}

// newSteps prepares a discrete distribution: a guide table makes the search
// one or two steps long on average.
// Source: Chen and Asau, "On generating random variates from an empirical
// distribution", AIIE Trans. 6 (1974) 163-166.
func newSteps(d discrete) *lookup {
	l := &lookup{x: d.x, cumulated: d.cumulated}
	l.guide = make([]int32, len(d.x))
	const rounding = 1 - 1.0/(1<<50) // of u n, which may reach g a little before u reaches g/n
	i := 0
	for g := range l.guide {
		for l.cumulated[i] < float64(g)/float64(len(l.guide))*rounding {
			i++
		}
		l.guide[g] = int32(i)
	}
	return l
}

// fewSteps is up to how many values a kernel that compares eight draws with
// every step is faster than searching for the right one.
const fewSteps = 24

// draw sets dst[i] to the quantile of u[i] in (0,1).
func (l *lookup) draw(dst, u []float64) {
	dst = dst[:len(u)]
	switch {
	case l.cumulated == nil:
		for i, p := range u {
			dst[i] = interpolate(l.x, min(max(p, 0), 1))
		}
	case len(l.x) <= fewSteps && wide(len(u)):
		steps512(&dst[0], &u[0], len(u), &l.x[0], &l.cumulated[0], len(l.x)-1)
	default:
		if n := quads(len(u)) &^ 15; n > 0 && len(l.x) <= fewSteps {
			steps2(&dst[0], &u[0], n, &l.x[0], &l.cumulated[0], len(l.x)-1)
			dst, u = dst[n:], u[n:]
		}
		l.portable(dst, u)
	}
}

// portable is draw of steps in Go.
func (l *lookup) portable(dst, u []float64) {
	if len(l.x) == 2 {
		l.either(dst, u)
		return
	}
	l.search(dst, u)
}

// either draws from two values.
func (l *lookup) either(dst, u []float64) {
	low, high, cut := l.x[0], l.x[1], l.cumulated[0]
	for i, p := range u {
		dst[i] = low
		if p > cut {
			dst[i] = high
		}
	}
}

// search finds the value after all steps that u is above from where the guide
// says.
func (l *lookup) search(dst, u []float64) {
	x, cumulated, guide := l.x, l.cumulated, l.guide
	n, last := float64(len(guide)), len(guide)-1
	for i, p := range u {
		k := int(guide[min(max(int(p*n), 0), last)])
		for k < last && cumulated[k] < p {
			k++
		}
		dst[i] = x[k]
	}
}
