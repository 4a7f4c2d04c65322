package sim

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"ballast/sim/design"
	"ballast/sim/distribution"
	"ballast/sim/stats"
)

// plus is a program whose one output is the sum of its variables, the last of which is
// shared with others where that is asked for.
func plus(t *testing.T, own int, common *Common) *Program {
	t.Helper()
	normal, err := distribution.NewNormal(0, 1)
	if err != nil {
		t.Fatal(err)
	}
	p := &Program{Scalars: []string{"sum"}, Common: common}
	for v := range own {
		p.Variables = append(p.Variables, Variable{Key: fmt.Sprint("own ", v), Dist: normal, Weight: 1})
		p.Pull = append(p.Pull, 1)
	}
	if common != nil {
		for v := own; v < len(common.At); v++ {
			p.Variables = append(p.Variables, Variable{Key: fmt.Sprint("shared ", v), Dist: normal, Weight: 1})
			p.Pull = append(p.Pull, 1)
		}
	}
	p.NewKernel = func(uint64) Kernel { return adder{} }
	return p
}

type adder struct{}

func (adder) Run(b *Block) error {
	for i := range b.N {
		sum := 0.0
		for _, col := range b.In {
			sum += col[i]
		}
		b.Scalar[0][i] = sum
	}
	return nil
}

// TestCommonIsShared: what two programs share is drawn alike to the bit, whatever else
// they have and however many coordinates were added behind; parts of a run, any number
// of workers and replays have the draws of the whole.
func TestCommonIsShared(t *testing.T) {
	for _, kind := range []design.Kind{design.Sobol, design.LHS, design.MC} {
		const n = 3000
		cfg := func(seed uint64) Config {
			return Config{Scenarios: n, Seed: seed, Sampling: kind, KeepInputs: n, Workers: 1}
		}
		a := ran(t, plus(t, 2, &Common{Seed: 7, Names: []string{"x", "y"}, At: []int{-1, -1, 0, 1}}), cfg(1))
		b := ran(t, plus(t, 5, &Common{Seed: 7, Names: []string{"x", "y", "z"}, At: []int{-1, -1, -1, -1, -1, 1}}), cfg(2))
		if !slices.Equal(a.Inputs[3], b.Inputs[5]) {
			t.Errorf("%s: the shared variable differs", kind)
		}
		if slices.Equal(a.Inputs[0], b.Inputs[0]) {
			t.Errorf("%s: the first variables of both are the same", kind)
		}
		again := cfg(1)
		again.Workers, again.First = 3, 2*a.Replicate
		again.Scenarios, again.Replicate = n-again.First, a.Replicate
		part := ran(t, plus(t, 2, &Common{Seed: 7, Names: []string{"x", "y"}, At: []int{-1, -1, 0, 1}}), again)
		if !slices.Equal(a.Scalar[0][again.First:], part.Scalar[0]) {
			t.Errorf("%s: a part of the run differs from the whole", kind)
		}
		chosen := []int{0, 5, 1023, 1024, 2999}
		var replayed []float64
		err := Subset(context.Background(), plus(t, 2, &Common{Seed: 7, Names: []string{"x", "y"}, At: []int{-1, -1, 0, 1}}), cfg(1), nil, chosen, func(b *Block) error {
			replayed = append(replayed, b.Scalar[0]...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range chosen {
			if replayed[i] != a.Scalar[0][s] {
				t.Errorf("%s: scenario %d replayed is %v, was %v", kind, s, replayed[i], a.Scalar[0][s])
			}
		}
	}
}

// TestOwnBlocksAreIndependent: programs of different seeds that share nothing have
// sums that correlate by at most 3/sqrt(n), pair by pair, each with the right spread.
func TestOwnBlocksAreIndependent(t *testing.T) {
	const n, programs, own = 4096, 6, 12
	var sums [][]float64
	for k := range programs {
		at := slices.Repeat([]int{-1}, own)
		r := ran(t, plus(t, own, &Common{Names: []string{"x"}, At: at}), Config{Scenarios: n, Seed: uint64(100 + k)})
		if _, sd := stats.MeanSD(r.Scalar[0]); math.Abs(sd/math.Sqrt(own)-1) > 0.01 {
			t.Errorf("program %d: the sum has a spread of %v, expected %v", k, sd, math.Sqrt(own))
		}
		sums = append(sums, r.Scalar[0])
	}
	for i := range sums {
		for j := range i {
			if rho := stats.Pearson(sums[i], sums[j]); math.Abs(rho) > 3/math.Sqrt(n) {
				t.Errorf("programs %d and %d: correlation %.4f, at most %.4f", i, j, rho, 3/math.Sqrt(n))
			}
		}
	}
}

// TestCommonRefused: places that do not fit.
func TestCommonRefused(t *testing.T) {
	for _, at := range [][]int{{-1}, {-1, 1}} {
		p := plus(t, 1, &Common{Names: []string{"x"}, At: []int{-1, 0}})
		p.Common.At = at
		if _, err := Run(context.Background(), p, Config{Scenarios: 10}); err == nil {
			t.Errorf("places %v were taken", at)
		}
	}
}
