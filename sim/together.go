package sim

import (
	"fmt"

	"ballast/sim/design"
	"ballast/sim/distribution"
)

// Common lays variables of several programs on one block of points, so that scenario s
// of each of them has the same draws of what they share, and is independent of the
// others in all else. Every program has its own Config.Seed, by which its other points
// are scrambled and, under Sobol, put into an order of their own in every replicate
// (Latin supercube sampling, see package design). A matrix of correlations must give the
// variables that programs share the same correlations in all of them.
//
// Checked: TestCommonIsShared, TestOwnBlocksAreIndependent.
type Common struct {
	Seed  uint64   // of the points that are shared
	Names []string // of their coordinates; a list that goes on where another ends has the other's points
	At    []int    // [variable] its coordinate, -1: among the program's own
	// Score, when set, is what the turned score of this program is mixed of: the normals of
	// shared coordinates by weights whose squares add up to 1, so that the scores of
	// several programs are correlated. It has no effect where there is no turned score.
	Score []ScorePart
}

// ScorePart is one of the shared normals that a turned score is mixed of.
type ScorePart struct {
	At     int // coordinate
	Weight float64
}

// sharedAt is the place of a variable among the points that programs share, -1 where it
// is its program's own.
func (c *compiled) sharedAt(v int) int {
	if c.Common == nil {
		return -1
	}
	return c.Common.At[v]
}

// isCommon reports whether a variable lies on points that programs share.
func (c *compiled) isCommon(v int) bool { return c.sharedAt(v) >= 0 }

// checkCommon refuses places that do not fit the program.
func (c *compiled) checkCommon() error {
	if c.Common == nil {
		return nil
	}
	if len(c.Common.At) != len(c.Variables) {
		return fmt.Errorf("sim: places of %d variables for %d", len(c.Common.At), len(c.Variables))
	}
	for v, at := range c.Common.At {
		if at >= len(c.Common.Names) || at >= 0 && c.Variables[v].Within != nil {
			return fmt.Errorf("sim: variable %q cannot have the shared coordinate %d of %d", c.Variables[v].Key, at, len(c.Common.Names))
		}
	}
	for _, p := range c.Common.Score {
		if p.At < 0 || p.At >= len(c.Common.Names) {
			return fmt.Errorf("sim: the turned score cannot have the shared coordinate %d of %d", p.At, len(c.Common.Names))
		}
	}
	return nil
}

// fillScore sets dst[i] to the normal of the turned score in scenario first+i.
func (d *drawer) fillScore(dst []float64, first int, w *drawScratch) {
	if d.Common == nil || len(d.Common.Score) == 0 {
		d.fill(dst, d.scoreCoordinate, first)
		distribution.Normals(dst, dst)
		return
	}
	clear(dst)
	w.z = resize(w.z, len(dst))
	for _, p := range d.Common.Score {
		d.shared.Fill(w.z, p.At, first)
		distribution.Normals(w.z, w.z)
		distribution.AddScaled(dst, dst, p.Weight, w.z)
	}
}

// sharedDesign is the design of the points that programs share, nil without any.
func (c *compiled) sharedDesign(cfg Config) (*design.Design, error) {
	if c.Common == nil {
		return nil, nil
	}
	d, err := design.New(design.Config{Kind: cfg.Sampling, Seed: c.Common.Seed, Scenarios: cfg.First + cfg.Scenarios,
		Replicate: cfg.Replicate, Names: c.Common.Names})
	if err != nil {
		return nil, fmt.Errorf("sim: shared points: %w", err)
	}
	return d, nil
}

// fill sets dst[i] to the uniform number of a coordinate in scenario first+i: a variable
// by its place in the program, or what stands behind the variables in the design.
func (d *drawer) fill(dst []float64, coordinate, first int) {
	if coordinate < len(d.Variables) && d.isCommon(coordinate) {
		d.shared.Fill(dst, d.Common.At[coordinate], first)
		return
	}
	d.design.Fill(dst, coordinate, first)
}

// adjacent is the stride of normals that stand side by side.
const adjacent = 16

// fillNormals puts the normal scores of a coordinate where distribution.NormalsApart
// would. It may use w.u, which may be dst; under Latin hypercube and plain sampling that
// then holds the numbers, unless it is dst.
func (d *drawer) fillNormals(dst []float64, stride, coordinate int, s span, w *drawScratch) {
	n := s.end - s.first
	if n <= len(w.words) && !(coordinate < len(d.Variables) && d.isCommon(coordinate)) {
		if words := w.words[:n]; d.design.FillWords(words, coordinate, s.first) {
			distribution.WordNormals(dst, words, stride)
			return
		}
	}
	d.fill(w.u, coordinate, s.first)
	distribution.NormalsApart(dst, w.u, stride)
}
