package depend

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// Config describes what is to be correlated. The zero value correlates nothing.
type Config struct {
	Rank [][]float64 // rank correlations (Spearman), n x n
	DF   float64     // degrees of freedom of a Student-t copula, 0 for a Gaussian one
}

// Repair is an entry that had to change because the matrix as asked for is not
// positive semi-definite. Values are rank correlations; I > J.
type Repair struct {
	I, J        int
	Asked, Used float64
}

// Copula turns independent standard normal columns into dependent ones. It is
// read-only after New and may be shared by workers, each with its own Scratch.
type Copula struct {
	n      int
	order  []int // the variables, group by group
	place  []int // of each variable in that order
	panels []panel
	kernel kernel
	mixer  *Mixer // t copula only
}

// repairShown is the smallest change of an entry that is reported.
const repairShown = 5e-7

// errMatrix is wrapped by the error that New returns for a matrix that Check
// finds faults in.
var errMatrix = errors.New("not a correlation matrix")

// New checks the matrix, converts rank to linear correlations, replaces a
// matrix that is not positive semi-definite by the nearest correlation matrix
// and factors it. Entries of the converted matrix are rounded to 1e-12, so
// that different sine routines give the same factor.
func New(c Config) (*Copula, []Repair, error) {
	if bad := check(c.Rank); len(bad) > 0 {
		e := bad[0]
		return nil, nil, fmt.Errorf("%w: %s at (%d,%d), value %v, %d faults in all", errMatrix, e.Fault, e.I, e.J, e.Value, len(bad))
	}
	var mixer *Mixer
	if c.DF != 0 {
		var err error
		if mixer, err = NewMixer(c.DF); err != nil {
			return nil, nil, err
		}
	}
	linear := square(len(c.Rank))
	each(linear, func(i, j int) float64 {
		if i == j {
			return 1
		}
		return math.Round(SpearmanToPearson(c.Rank[i][j])*1e12) / 1e12
	})
	parts := groups(linear)
	fixed, factor, changed, err := factorGroups(linear, parts)
	if err != nil {
		return nil, nil, err
	}
	order := slices.Concat(parts...)
	cop := &Copula{n: len(fixed), order: order, place: places(order), panels: pack(factor, order), kernel: kernels()[0], mixer: mixer}
	if !changed {
		return cop, nil, nil
	}
	return cop, repairs(c.Rank, fixed), nil
}

// places is the inverse of an order.
func places(order []int) []int {
	out := make([]int, len(order))
	for k, j := range order {
		out[j] = k
	}
	return out
}

func repairs(asked, used [][]float64) []Repair {
	var list []Repair
	for i := range asked {
		for j := range i {
			rho := pearsonToSpearman(used[i][j])
			if math.Abs(rho-asked[i][j]) > repairShown {
				list = append(list, Repair{I: i, J: j, Asked: asked[i][j], Used: rho})
			}
		}
	}
	return list
}

// Mixer makes a Student-t copula of the correlated normals; nil for a Gaussian
// copula.
func (c *Copula) Mixer() *Mixer { return c.mixer }

func grow(x []float64, n int) []float64 {
	if cap(x) < n {
		return make([]float64, n)
	}
	return x[:n]
}
