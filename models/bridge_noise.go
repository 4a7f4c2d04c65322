package models

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// bridgeAt is where a plan stands, and by independent replicate of its draws, so that the
// difference of two plans on the same draws has an interval.
type bridgeAt struct {
	outcome.BridgePoint
	cost, gap []float64 // by replicate: cost at the chosen confidence, chance of a gap
	smoothed  int       // scenarios
}

// byReplicate fills in the replicates of a run.
func (p *bridgeAt) byReplicate(s *Simulation) {
	share, total := s.m.plan.Project.ReserveConfidence, s.total()
	peak := s.res.Scalar[s.m.out.peakGap]
	for _, r := range s.res.Replicates(len(total)) {
		p.cost = append(p.cost, s.m.costQuantile(total[r[0]:r[1]], share))
		if s.m.hasCash() {
			p.gap = append(p.gap, sharedGap(peak[r[0]:r[1]]))
		}
	}
}

func sharedGap(peak []float64) float64 { return share(peak, gapped) }

// blended is x times one place and y times another, replicate by replicate.
func blended(x float64, a bridgeAt, y float64, b bridgeAt) bridgeAt {
	mix := func(p, q []float64) []float64 {
		if len(p) != len(q) {
			return nil
		}
		out := make([]float64, len(p))
		for i := range p {
			out[i] = float64(x*p[i]) + float64(y*q[i])
		}
		return out
	}
	return bridgeAt{BridgePoint: combined(x, a.BridgePoint, y, b.BridgePoint), cost: mix(a.cost, b.cost), gap: mix(a.gap, b.gap)}
}

// visible says of a step whether its changes can be told from chance: by the interval of
// the paired difference over the replicates. A change of the base alone is none of chance.
//
// Checked: TestBridgeNoise.
func (p *bridgeAt) visible(step *outcome.BridgeStep) {
	of := func(x float64, per []float64, off float64) (*outcome.Interval, bool) {
		moved := make([]float64, len(per))
		for i, v := range per {
			moved[i] = v - off
		}
		lo, hi, _ := stats.Interval(x, moved)
		if math.IsNaN(lo) {
			return nil, x != 0
		}
		half := max((hi-lo)/2, math.Abs(x-stats.Mean(moved))) // what is smoothed and what is counted differ by as much
		return &outcome.Interval{x - half, x + half}, math.Abs(x) > half
	}
	step.Interval95, step.Visible = of(p.Contingency, p.cost, p.Base)
	if p.Gap != nil {
		step.GapInterval95, step.GapVisible = of(*p.Gap, p.gap, 0)
	}
}
