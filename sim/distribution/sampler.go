package distribution

import "math"

// Sampler draws whole columns from a compiled distribution: what to do is
// decided once a column, not once a draw. It is read-only and safe for
// concurrent use. The zero value draws zeros.
type Sampler struct {
	kind   samplerKind
	a, b   float64 // fixed: a; flat, scores, exponent: a + b x
	p0     float64 // u of the whole distribution is p0 + kept u
	kept   float64
	tri    [2]triangleSide
	cut    float64 // u at the mode of a triangular
	table  *quantileTable
	lookup *lookup
	exact  Distribution
}

type samplerKind uint8

const (
	drawFixed      samplerKind = iota
	drawFlat                   // a + b u
	drawTriangular             // closed form in u
	drawScores                 // a + b z
	drawExponent               // exp(a + b z)
	drawTable                  // table over z
	drawLookup                 // discrete and empirical, in u
	drawExact                  // too wild or bent for a table: the quantile itself
)

// Compile makes the sampler of a distribution. Quantiles without a closed form
// become tables over the normal score, see newQuantileTable: their error is
// below 1e-6 of the distance from the median or of the spread, whichever is
// larger. Tables have the same bits on every processor.
func Compile(d Distribution) Sampler {
	switch d := d.(type) {
	case nil:
		return Sampler{}
	case fixed:
		return Sampler{kind: drawFixed, a: d.v}
	case discrete:
		return Sampler{kind: drawLookup, lookup: newSteps(d), kept: 1}
	case continuous:
		return compileLaw(d)
	case counted:
		if last := d.Quantile(1 - 1e-16); last-d.lo <= fewCounts {
			return Sampler{kind: drawLookup, lookup: newSteps(d.listed(d.lo, last)), kept: 1}
		}
	}
	return Sampler{kind: drawExact, exact: d}
}

func compileLaw(d continuous) Sampler {
	s := Sampler{kept: 1}
	inner := d.law
	if t, ok := inner.(truncated); ok {
		s.p0, s.kept = t.p0, t.kept
		inner = t.law
	}
	switch l := inner.(type) {
	case uniform:
		w := l.max - l.min
		return Sampler{kind: drawFlat, a: l.min + float64(s.p0*w), b: s.kept * w}
	case triangular:
		s.kind, s.cut, s.tri = drawTriangular, (l.mode-l.min)/(l.max-l.min), l.sides()
		return s
	case empirical:
		s.kind, s.lookup = drawLookup, &lookup{x: l.x}
		return s
	case normal:
		if s.kept == 1 {
			return Sampler{kind: drawScores, a: l.mean, b: l.sd}
		}
	case lognormal:
		if s.kept == 1 {
			return Sampler{kind: drawExponent, a: l.mu, b: l.sigma}
		}
	}
	if kinked(d.law) {
		return Sampler{kind: drawExact, exact: d}
	}
	if t, ok := newQuantileTable(d.law); ok {
		return Sampler{kind: drawTable, table: &t}
	}
	return Sampler{kind: drawExact, exact: d}
}

// FromU sets dst[i] to the quantile of u[i], which must lie in (0,1). dst and u
// may be the same slice.
func (s *Sampler) FromU(dst, u []float64) {
	dst = dst[:len(u)]
	switch s.kind {
	case drawFixed:
		fill(dst, s.a)
	case drawFlat:
		line(dst, u, s.a, s.b)
	case drawTriangular:
		s.triangle(dst, s.rescale(dst, u))
	case drawLookup:
		s.lookup.draw(dst, s.rescale(dst, u))
	case drawScores, drawExponent, drawTable:
		Normals(dst, u)
		s.FromZ(dst, dst)
	case drawExact:
		for i, p := range u {
			dst[i] = s.exact.Quantile(p)
		}
	}
}

// FromZ sets dst[i] to the quantile at the normal score z[i], that is of
// u = NormalCDF(z[i]). dst and z may be the same slice.
func (s *Sampler) FromZ(dst, z []float64) {
	dst = dst[:len(z)]
	switch s.kind {
	case drawFixed:
		fill(dst, s.a)
	case drawScores:
		line(dst, z, s.a, s.b)
	case drawExponent:
		exponentials(dst, z, s.a, s.b)
	case drawTable:
		s.table.columns(dst, z)
	default:
		Uniforms(dst, z)
		s.FromU(dst, dst)
	}
}

// rescale turns u of a truncated distribution into u of the whole one.
func (s *Sampler) rescale(dst, u []float64) []float64 {
	if s.kept == 1 {
		return u
	}
	line(dst, u, s.p0, s.kept)
	return dst
}

func fill(dst []float64, v float64) {
	for i := range dst {
		dst[i] = v
	}
}

func line(dst, x []float64, a, b float64) {
	dst = dst[:len(x)]
	if wide(len(x)) {
		line512(&dst[0], &x[0], len(x), a, b)
		return
	}
	if n := quads(len(x)); n > 0 {
		line2(&dst[0], &x[0], n, a, b)
		dst, x = dst[n:], x[n:]
	}
	linePortable(dst, x, a, b)
}

// linePortable is line in Go.
func linePortable(dst, x []float64, a, b float64) {
	for i, v := range x {
		dst[i] = a + float64(b*v)
	}
}

// AddScaled sets dst[i] to x[i] + times y[i]; dst may be the same slice as either.
func AddScaled(dst, x []float64, times float64, y []float64) {
	x, y = x[:len(dst)], y[:len(dst)]
	if n := quads(len(dst)); n > 0 {
		scaled2(&dst[0], &x[0], n, times, &y[0])
		dst, x, y = dst[n:], x[n:], y[n:]
	}
	scaledPortable(dst, x, times, y)
}

// scaledPortable is AddScaled in Go.
func scaledPortable(dst, x []float64, times float64, y []float64) {
	x, y = x[:len(dst)], y[:len(dst)]
	for i := range dst {
		dst[i] = x[i] + float64(times*y[i])
	}
}

// triangleSide is one side of a triangular distribution: from + root
// sqrt(start + sign u).
type triangleSide struct{ from, root, start, sign float64 }

func (d triangular) sides() [2]triangleSide {
	w := math.Sqrt(d.max - d.min)
	return [2]triangleSide{{d.min, w * math.Sqrt(d.mode-d.min), 0, 1}, {d.max, -w * math.Sqrt(d.max-d.mode), 1, -1}}
}

// triangle draws from both sides of the mode.
func (s *Sampler) triangle(dst, u []float64) {
	dst = dst[:len(u)]
	if wide(len(u)) {
		triangle512(&dst[0], &u[0], len(u), &s.tri, s.cut)
		return
	}
	if n := quads(len(u)); n > 0 {
		triangle2(&dst[0], &u[0], n, &s.tri, s.cut)
		dst, u = dst[n:], u[n:]
	}
	s.trianglePortable(dst, u)
}

// trianglePortable is triangle in Go. It chooses the side by arithmetic: a
// branch would be mispredicted every other time.
func (s *Sampler) trianglePortable(dst, u []float64) {
	sides, cut := s.tri, s.cut
	for i, p := range u {
		side := &sides[math.Float64bits(cut-p)>>63]
		dst[i] = side.from + float64(side.root*math.Sqrt(side.start+float64(side.sign*p)))
	}
}
