package cells

import (
	"math"

	"ballast/models/outcome"
	"ballast/sim/stats"
)

// Outputs are the names of what is asked for, each with its cell.
func (m *Model) Outputs() (names, places []string) {
	for _, o := range m.outs {
		names, places = append(names, o.name), append(places, m.place(o.at))
	}
	return names, places
}

// Errors is how many scenarios of an output are in error.
func (s *Simulation) Errors(i int) int {
	return len(s.res.Scalar[i]) - len(withoutErrors(s.res.Scalar[i]))
}

// Chance is the share of the scenarios without error in which an output holds, with its
// 95 % interval from independent replicates; nil where the run is one. NaN where every
// scenario is in error.
func (s *Simulation) Chance(i int, holds func(float64) bool) (chance float64, within *outcome.Interval) {
	column := s.res.Scalar[i]
	good := withoutErrors(column)
	if len(good) == 0 {
		return math.NaN(), nil
	}
	chance = share(good, holds)
	if half := s.half(column, holds); !math.IsNaN(half) {
		within = &outcome.Interval{max(chance-half, 0), min(chance+half, 1)}
	}
	return chance, within
}

// half is the half width of the interval of a share.
func (s *Simulation) half(column []float64, holds func(float64) bool) float64 {
	return stats.ShareHalf(s.byReplicate(column, func(part []float64) float64 { return share(part, holds) }))
}

// Mean is the mean of an output over the scenarios without error, with its 95 %
// interval.
func (s *Simulation) Mean(i int) (mean float64, within *outcome.Interval) {
	column := s.res.Scalar[i]
	good := withoutErrors(column)
	if len(good) == 0 {
		return math.NaN(), nil
	}
	mean = stats.Mean(good)
	if low, high, _ := stats.Interval(mean, s.byReplicate(column, stats.Mean)); finiteNumber(low) {
		within = &outcome.Interval{low, high}
	}
	return mean, within
}

// Quantile is the value of an output at a share of the scenarios without error, with
// its 95 % interval.
func (s *Simulation) Quantile(i int, p float64) (x float64, within *outcome.Interval) {
	column := s.res.Scalar[i]
	good := withoutErrors(column)
	if len(good) == 0 {
		return math.NaN(), nil
	}
	x = stats.Quantiles(good, []float64{p})[0]
	half := s.half(column, func(v float64) bool { return v <= x })
	if math.IsNaN(half) {
		return x, nil
	}
	ends := stats.Quantiles(good, []float64{max(p-half, 0), min(p+half, 1)})
	return x, &outcome.Interval{ends[0], ends[1]}
}
