package review

import (
	"cmp"
	"math"
	"slices"

	"ballast/models"
	"ballast/models/outcome"
)

// How causes are told from chance.
const (
	fewest     = 20  // failing futures, and others, below which nothing is said of causes
	beyond     = 3.5 // standard errors that a shift must have: one input in two thousand by chance
	mostCauses = 5
)

// Causes ranks, for every bad event, the inputs by how far they are shifted in the
// failing futures, and picks a typical one of these. The sentences are left to report.
//
// Source: the difference of conditional means is the simplest moment-independent filter of
// Monte Carlo filtering, Saltelli et al., Global Sensitivity Analysis: The Primer (2008),
// section 5.2. Checked: TestPlantedCause, TestNoCauseNoFinding.
func Causes(s *models.Simulation) []outcome.Failure {
	inputs := s.Inputs()
	var out []outcome.Failure
	for _, f := range s.Failing() {
		r := outcome.Failure{Event: f.Event, Beyond: f.Beyond, Share: f.Share, Scenarios: len(f.Fails), Causes: []outcome.Cause{}}
		for _, bad := range f.Fails {
			if bad {
				r.Failing++
			}
		}
		if r.Failing > 0 {
			all := ranked(inputs, f.Fails, r.Failing)
			at := typical(f, all)
			r.Typical = &at
			for _, c := range all {
				r.Causes = append(r.Causes, c.Cause)
			}
		}
		out = append(out, r)
	}
	return out
}

// cause is a Cause with the values of its input.
type cause struct {
	outcome.Cause
	values []float64
	sd     float64
}

// ranked lists the inputs whose means differ beyond chance, the largest shift first.
func ranked(inputs []models.Input, fails []bool, failing int) []cause {
	others := len(fails) - failing
	if failing < fewest || others < fewest {
		return nil
	}
	least := beyond * math.Sqrt(1/float64(failing)+1/float64(others))
	var out []cause
	for _, in := range inputs {
		shift, sd := shiftOf(in.Values, fails, failing)
		if sd == 0 || math.Abs(shift) < least {
			continue
		}
		out = append(out, cause{outcome.Cause{Input: in.Label, Name: in.Name, At: in.Ref.At(), Shift: shift, Ref: in.Ref}, in.Values, sd})
	}
	slices.SortStableFunc(out, func(a, b cause) int { return cmp.Compare(math.Abs(b.Shift), math.Abs(a.Shift)) })
	out = out[:min(len(out), mostCauses)]
	for i := range out {
		c := &out[i]
		c.Worst, c.Fifth, c.Occurs = worstFifth(c.values, fails, failing, c.Shift > 0)
	}
	return out
}

// shiftOf is the difference of means in standard deviations of all values.
func shiftOf(x []float64, fails []bool, failing int) (shift, sd float64) {
	var bad, all, squares float64
	for i, v := range x {
		all += v
		if fails[i] {
			bad += v
		}
	}
	n := float64(len(x))
	mean := all / n
	for _, v := range x {
		squares += float64((v - mean) * (v - mean))
	}
	if sd = math.Sqrt(squares / n); sd <= 1e-12*math.Abs(mean) {
		return 0, 0
	}
	return (bad/float64(failing) - (all-bad)/(n-float64(failing))) / sd, sd
}

// worstFifth is the share of failing futures, and of all, in which an input lies in its
// worst fifth. Values that are alike stay together. Where most of them are the mildest
// there is, as of a risk that seldom strikes, few is true and all others count.
func worstFifth(x []float64, fails []bool, failing int, high bool) (worst, of float64, few bool) {
	sign := 1.0
	if !high {
		sign = -1
	}
	order := make([]float64, len(x))
	for i, v := range x {
		order[i] = sign * v
	}
	slices.Sort(order)
	from := order[len(order)*4/5]
	if few = order[len(order)/2] == order[0]; few {
		from = order[0]
	}
	strict := few || order[len(order)*3/5] == from // a heap that reaches over the fifth: what lies beyond it
	bad, all := 0, 0
	for i, v := range x {
		if v *= sign; v > from || v == from && !strict {
			all++
			if fails[i] {
				bad++
			}
		}
	}
	return float64(bad) / float64(failing), float64(all) / float64(len(x)), few
}

// typical is the failing future that is nearest to what the failing futures have in
// common: the means of their causes and of how bad it gets, each in standard deviations.
func typical(f models.Failing, causes []cause) int {
	columns := [][]float64{f.Badness}
	for _, c := range causes {
		columns = append(columns, c.values)
	}
	distance := make([]float64, len(f.Fails))
	for _, x := range columns {
		mean, sd := meanOf(x, f.Fails)
		if sd == 0 || math.IsInf(sd, 0) || math.IsNaN(sd) {
			continue
		}
		for i, v := range x {
			z := (v - mean) / sd
			distance[i] += float64(z * z)
		}
	}
	best := -1
	for i, bad := range f.Fails {
		if bad && (best < 0 || distance[i] < distance[best]) {
			best = i
		}
	}
	return best
}

// meanOf is the mean and the standard deviation over the failing futures.
func meanOf(x []float64, fails []bool) (mean, sd float64) {
	sum, n := 0.0, 0.0
	for i, v := range x {
		if fails[i] {
			sum += v
			n++
		}
	}
	mean = sum / n
	for i, v := range x {
		if fails[i] {
			sd += float64((v - mean) * (v - mean))
		}
	}
	return mean, math.Sqrt(sd / n)
}
