package sim

import (
	"context"
	"math"
	"testing"

	"ballast/sim/design"
	"ballast/sim/distribution"
)

// TestLinkedMarginals: variables of every kind that are linked at 1 have one
// score, so each draw lies at the same probability of its distribution, far
// into the tails, within the error of the tables; and each keeps its marginal.
func TestLinkedMarginals(t *testing.T) {
	p := &Program{Scalars: []string{"x"}, NewKernel: func(uint64) Kernel { return firstKernel{} }}
	for key, d := range map[string]distribution.Distribution{
		"normal": must(t)(distribution.NewNormal(10, 2)), "uniform": must(t)(distribution.NewUniform(3, 5)),
		"triangular": must(t)(distribution.NewTriangular(0, 1, 4)), "pert": must(t)(distribution.NewPERT(1, 2, 5, 4)),
		"lognormal": must(t)(distribution.NewLognormal(5, 3)), "gamma": must(t)(distribution.NewGamma(2, 3)),
	} {
		p.Variables = append(p.Variables, Variable{Key: key, Dist: d})
		if k := len(p.Variables) - 1; k > 0 {
			for j := range k {
				p.Links = append(p.Links, Link{A: k, B: j, Rho: 1})
			}
		}
	}
	const n = 50000
	for _, df := range []float64{0, 3} {
		p.CopulaDF = df
		for _, kind := range []design.Kind{design.MC, design.Sobol} {
			r, err := Run(context.Background(), p, Config{Scenarios: n, Seed: 9, Sampling: kind, KeepInputs: n})
			if err != nil {
				t.Fatal(err)
			}
			below, above := 0, 0
			for i := range n {
				first := distribution.NormalQuantile(p.Variables[0].Dist.CDF(r.Inputs[0][i]))
				if first < -3 {
					below++
				}
				if first > 3 {
					above++
				}
				for v := 1; v < len(p.Variables); v++ {
					score := distribution.NormalQuantile(p.Variables[v].Dist.CDF(r.Inputs[v][i]))
					if !(math.Abs(score-first) < 1e-4) {
						t.Fatalf("%s df %g: scenario %d has score %v of %s and %v of %s", kind, df, i, first, p.Variables[0].Key, score, p.Variables[v].Key)
					}
				}
			}
			// Beyond 3: 0.00135 n = 67.5, standard deviation 8.2.
			if below < 35 || below > 100 || above < 35 || above > 100 {
				t.Errorf("%s df %g: %d scores below -3 and %d above 3, want about 67 each", kind, df, below, above)
			}
		}
	}
}

// firstKernel returns the first variable.
type firstKernel struct{}

func (firstKernel) Run(b *Block) error {
	copy(b.Scalar[0], b.In[0])
	return nil
}
