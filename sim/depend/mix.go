package depend

import (
	"fmt"
	"math"

	"ballast/sim/distribution"
)

// Mixer makes a Student-t copula of correlated normal scores: the scores of a
// scenario are divided by sqrt(W/df), W being a chi-square variable that all
// of them share, and turned back into standard normal scores of the same rank.
// It is read-only and safe for concurrent use.
//
// Source: Demarta and McNeil, The t copula and related copulas, International
// Statistical Review 73 (2005), section 2.
// Checked: TestStudentCopula, TestFactorTail.
type Mixer struct {
	df    float64
	chi   distribution.Distribution // chi-square with df degrees of freedom; gonum's differs between processors in the last bit
	score *scoreTable
}

// NewMixer makes the mixer for df degrees of freedom.
func NewMixer(df float64) (*Mixer, error) {
	if !(df > 0) || math.IsInf(df, 1) {
		return nil, fmt.Errorf("degrees of freedom %v: must be 0 (Gaussian) or positive", df)
	}
	chi, err := distribution.NewGamma(df/2, 2)
	if err != nil {
		return nil, err
	}
	return &Mixer{df: df, chi: chi, score: newScoreTable(df)}, nil
}

// Divide sets dst[i] to the factor 1/sqrt(W/df) of scenario i, W the chi-square
// quantile of u[i], a uniform in (0,1) that is independent of the scores. dst
// and u may be the same slice.
func (m *Mixer) Divide(dst, u []float64) {
	for i, p := range u {
		dst[i] = 1 / math.Sqrt(m.chi.Quantile(p)/m.df)
	}
}

// Mix multiplies a column of correlated scores by the factors of its scenarios
// and turns it into normal scores.
func (m *Mixer) Mix(col, factors []float64) {
	for i, w := range factors[:len(col)] {
		col[i] = m.score.normal(float64(col[i] * w))
	}
}
