package models

import (
	"math"
	"testing"

	"ballast/sim"
	"ballast/sim/stats"
)

// TestWorthIsUnbiased: on random plans with everything that a plan can have, tax and
// facilities among it, the share of scenarios with an NPV up to a limit is, over many
// seeds, the counted one on the same draws but for the order of one scenario: for the
// project and for its owners, under every design. Over all plans the corrected shares
// spread less than the counted ones.
func TestWorthIsUnbiased(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds, and one goroutine does all of it")
	}
	const n, seeds = 300, 20
	most := 30 // limits of plans that are looked at
	if patient() {
		most = 60
	}
	tried, strange, taxed := 0, 0, 0
	closer := []float64{}
	for seed := range uint64(60) {
		m := compileChanged(t, smoothedPlan(seed))
		if m.out.pretax < 0 || tried >= most {
			continue
		}
		s, err := newSimulation(m, RunConfig{Scenarios: n, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		var limits [2][]float64
		var off, counted, corrected [2][3][]float64
		moves := true
		for number := range uint64(seeds + 1) {
			s.cfg.Seed = 500 + number
			if s.res, err = sim.Run(t.Context(), &m.program, s.cfg); err != nil {
				t.Fatal(err)
			}
			if moves = s.smoothed(); !moves {
				break
			}
			for who, col := range []int{m.out.project.npv, m.out.equity.npv} {
				if number == 0 {
					limits[who] = stats.Quantiles(s.res.Scalar[col], []float64{0.1, 0.5, 0.8})
					continue
				}
				s.smoothing = &smoothing{}
				curve := s.worthCurve(col)
				for k, limit := range limits[who] {
					share := share(s.res.Scalar[col], func(v float64) bool { return v <= limit })
					got := curve.Share(limit)
					off[who][k] = append(off[who][k], got-share)
					counted[who][k], corrected[who][k] = append(counted[who][k], share), append(corrected[who][k], got)
				}
			}
		}
		if !moves {
			continue
		}
		if m.plan.Project.TaxRate > 0 {
			taxed++
		}
		for who := range off {
			for k := range off[who] {
				mean, sd := stats.MeanSD(off[who][k])
				_, was := stats.MeanSD(counted[who][k])
				_, is := stats.MeanSD(corrected[who][k])
				if was > 0 {
					closer = append(closer, is/was)
				}
				allowed := sd/math.Sqrt(seeds) + 1.0/n
				if tried++; math.Abs(mean) > 3*allowed {
					strange++
				}
				if math.Abs(mean) > 5*allowed {
					t.Errorf("plan %d party %d limit %d: corrected less counted is %.5f on average over the seeds, standard error %.5f", seed, who, k, mean, sd/math.Sqrt(seeds))
				}
			}
		}
	}
	if tried < most*9/10 || taxed < most/30 || float64(strange) > 0.03*float64(tried) {
		t.Errorf("%d of %d differences are off by three standard errors; %d plans with tax", strange, tried, taxed)
	}
	if mean := stats.Mean(closer); mean > 0.95 {
		t.Errorf("the corrected shares spread %.2f times as much as the counted ones", mean)
	} else {
		t.Logf("%d shares spread %.2f times as much as counted ones", len(closer), mean)
	}
}
