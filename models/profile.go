package models

import "math"

// profileKind is a built-in way to spread an amount over its months.
type profileKind int

const (
	profileEven     profileKind = iota
	profileFront                // density 2(1-x)
	profileBack                 // density 2x
	profileSCurve               // Beta(2,2) density: cumulative 3x^2-2x^3
	profileRayleigh             // Norden-Rayleigh, 97 % spent at the end, rescaled to 100 %
	profileStart                // all in the first month
	profileEnd                  // all in the last month
	profileCustom               // a row of monthly shares, stretched
)

// spendProfile says which share of an amount falls in each month of its
// duration. The zero value spreads evenly.
type spendProfile struct {
	kind profileKind
	cum  []float64 // custom: cumulative share at the end of each planned month
}

// builtinProfile finds a built-in profile by its canonical name; "" and
// unknown names are even.
func builtinProfile(name string) spendProfile {
	switch name {
	case "front":
		return spendProfile{kind: profileFront}
	case "back":
		return spendProfile{kind: profileBack}
	case "s-curve":
		return spendProfile{kind: profileSCurve}
	case "rayleigh":
		return spendProfile{kind: profileRayleigh}
	case "start":
		return spendProfile{kind: profileStart}
	case "end":
		return spendProfile{kind: profileEnd}
	}
	return spendProfile{}
}

// customProfile is a row of monthly shares; they are divided by their sum. A
// row that sums to nothing is even.
func customProfile(shares []float64) spendProfile {
	total, run := 0.0, 0.0
	for _, s := range shares {
		total += s
	}
	if !(total > 0) {
		return spendProfile{}
	}
	p := spendProfile{kind: profileCustom, cum: make([]float64, len(shares))}
	for i, s := range shares {
		run += s
		p.cum[i] = run / total
	}
	return p
}

// cumulative is the share spent when the share x of the duration has passed:
// F(0) = 0, F(1) = 1. For start and end it is the step.
//
// Source: Rayleigh: Norden, Useful tools for project management (1970); Lee,
// Hogue and Gallagher, Determining a budget profile from a R&D cost estimate,
// Journal of Cost Analysis (1997).
// Checked: TestRayleighPublished, TestProfileShapes.
func (p *spendProfile) cumulative(x float64) float64 {
	if x <= 0 {
		return 0
	}
	if x >= 1 {
		return 1
	}
	switch p.kind {
	case profileFront:
		return float64(x * (2 - x))
	case profileBack:
		return float64(x * x)
	case profileSCurve:
		return float64(float64(x*x) * (3 - float64(2*x)))
	case profileRayleigh:
		const a = 3.5065578973199818 // -ln(0.03)
		return -math.Expm1(-a*x*x) / 0.97
	case profileStart:
		return 1
	case profileEnd:
		return 0
	case profileCustom:
		return p.between(x)
	}
	return x
}

// between interpolates the cumulative curve of a custom row.
func (p *spendProfile) between(x float64) float64 {
	at := float64(x * float64(len(p.cum)))
	k := min(int(at), len(p.cum)-1)
	below := 0.0
	if k > 0 {
		below = p.cum[k-1]
	}
	return below + float64((at-float64(k))*(p.cum[k]-below))
}

// weights appends to dst the share of every month of a duration d, which may
// be fractional: month k gets F((k+1)/d) - F(k/d), so the last one is partial.
// There are ceil(d) months, at least one; the shares sum to 1 within 1e-15.
func (p *spendProfile) weights(dst []float64, d float64) []float64 {
	n := max(1, int(math.Ceil(d-1e-9)))
	base := len(dst)
	spent, sum := 0.0, 0.0
	for k := 1; k < n; k++ {
		f := p.cumulative(float64(k) / d)
		w := f - spent
		dst = append(dst, w)
		spent = f
		sum += w
	}
	last := 1 - sum
	if p.kind != profileCustom {
		last = max(0, last)
	}
	dst = append(dst, last)
	return dst[:base+n]
}
