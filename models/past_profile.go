package models

import "math"

// reached is the share of the duration after which the share done of the
// amount is spent: the inverse of cumulative.
func (p *spendProfile) reached(done float64) float64 {
	if done <= 0 {
		return 0
	}
	if done >= 1 {
		return 1
	}
	switch p.kind {
	case profileStart, profileEnd, profileEven:
		return done
	}
	lo, hi := 0.0, 1.0
	for range 60 {
		mid := (lo + hi) / 2
		if p.cumulative(mid) < done {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// tail is the profile of what is left after the share x of the duration. A
// profile that spends all at its end still does.
func (p *spendProfile) tail(x float64) spendProfile {
	if x <= 0 || p.kind == profileEven || p.kind == profileEnd || p.kind == profileStart {
		return *p
	}
	const pieces = 200
	shares := make([]float64, pieces)
	at := p.cumulative(x)
	for k := range shares {
		next := p.cumulative(x + (1-x)*float64(k+1)/pieces)
		shares[k] = math.Max(0, next-at)
		at = next
	}
	return customProfile(shares)
}
