package fit

import "math"

// bisect finds the root of a function that rises, for positive arguments, from
// a guess; ok is false when there is none within a factor of a million.
func bisect(f func(t float64) float64, guess float64) (t float64, ok bool) {
	lo, hi := guess, guess
	for range 40 {
		if f(lo) < 0 {
			break
		}
		lo /= 1.5
	}
	for range 40 {
		if f(hi) > 0 {
			break
		}
		hi *= 1.5
	}
	if !(f(lo) < 0 && f(hi) > 0) {
		return guess, false
	}
	for range 200 {
		t = lo + float64((hi-lo)/2)
		if t == lo || t == hi {
			break
		}
		if f(t) < 0 {
			lo = t
		} else {
			hi = t
		}
	}
	return t, true
}

// climb finds a local maximum of a function of a few variables that are of the
// order of 1, by the simplex method, begun again twice where it ends.
// Source: Nelder and Mead, Comput. J. 7 (1965) 308-313.
// Checked: TestScores, by the slopes at the end.
func climb(f func(t []float64) float64, start []float64) (at []float64, value float64, ok bool) {
	at = start
	for _, size := range []float64{0.4, 0.05, 0.002} {
		at, value = simplex(f, at, size)
	}
	return at, value, !math.IsInf(value, 0) && !math.IsNaN(value)
}

type vertex struct {
	at    []float64
	value float64
}

func simplex(f func(t []float64) float64, start []float64, size float64) ([]float64, float64) {
	k := len(start)
	v := []vertex{{start, f(start)}}
	for i := range k {
		at := append([]float64(nil), start...)
		at[i] += size
		v = append(v, vertex{at, f(at)})
	}
	for range 400 * k {
		order(v)
		best, worst := v[0], &v[k]
		if spread(v) < 1e-10 {
			break
		}
		centre := make([]float64, k)
		for _, p := range v[:k] {
			for i, t := range p.at {
				centre[i] += t / float64(k)
			}
		}
		along := func(by float64) vertex {
			at := make([]float64, k)
			for i := range at {
				at[i] = centre[i] + float64(by*(worst.at[i]-centre[i]))
			}
			return vertex{at, f(at)}
		}
		next := along(-1)
		switch {
		case next.value > best.value:
			if further := along(-2); further.value > next.value {
				next = further
			}
		case next.value > v[k-1].value:
		case next.value > worst.value:
			next = better(along(-0.5), next)
		default:
			next = along(0.5)
		}
		if next.value > worst.value {
			*worst = next
			continue
		}
		for j := 1; j <= k; j++ {
			for i := range v[j].at {
				v[j].at[i] = best.at[i] + float64((v[j].at[i]-best.at[i])/2)
			}
			v[j].value = f(v[j].at)
		}
	}
	order(v)
	return v[0].at, v[0].value
}

func better(a, b vertex) vertex {
	if a.value > b.value {
		return a
	}
	return b
}

// order puts the best first; a number that is none comes last.
func order(v []vertex) {
	for i := 1; i < len(v); i++ {
		for j := i; j > 0 && !(v[j].value <= v[j-1].value) && !math.IsNaN(v[j].value); j-- {
			v[j], v[j-1] = v[j-1], v[j]
		}
	}
}

// spread is the largest distance of a vertex from the first.
func spread(v []vertex) float64 {
	largest := 0.0
	for _, p := range v[1:] {
		for i := range p.at {
			largest = max(largest, math.Abs(p.at[i]-v[0].at[i]))
		}
	}
	return largest
}

func lgamma(x float64) float64 {
	l, _ := math.Lgamma(x)
	return l
}

// digamma is the derivative of lgamma, x > 0.
// Source: Abramowitz and Stegun (1964) 6.3.5 and 6.3.18.
// Checked: TestDigamma, by known values and against gonum mathext.
func digamma(x float64) float64 {
	sum := 0.0
	for ; x < 10; x++ {
		sum -= 1 / x
	}
	y := 1 / (x * x)
	series := float64(y * (1.0/12 - float64(y*(1.0/120-float64(y*(1.0/252-float64(y*(1.0/240-float64(y*(1.0/132-float64(y*(691.0/32760))))))))))))
	return sum + math.Log(x) - 0.5/x - series
}

// trigamma is the derivative of digamma, x > 0.
// Source: Abramowitz and Stegun (1964) 6.4.6 and 6.4.12.
// Checked: TestDigamma.
func trigamma(x float64) float64 {
	sum := 0.0
	for ; x < 10; x++ {
		sum += 1 / (x * x)
	}
	y := 1 / (x * x)
	series := y * (1.0/6 - float64(y*(1.0/30-float64(y*(1.0/42-float64(y*(1.0/30-float64(y*(5.0/66-float64(y*(691.0/2730)))))))))))
	return sum + 1/x + float64(y/2) + series/x
}
