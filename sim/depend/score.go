package depend

import (
	"math"

	"ballast/sim/distribution"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

// scoreTable maps a Student-t variable to the standard normal score of the
// same rank by cubic Hermite interpolation on a grid in asinh(t), where the
// map is smooth up to the far tails.
type scoreTable struct {
	step   float64
	z, dz  []float64 // score and its derivative times the step, from t = 0 on
	factor float64   // 1/step
}

const (
	scoreCells  = 2048
	scoreDigits = 1e9 // entries are rounded, so that the routines of other processors, right to 1e-14, make the same table
)

// newScoreTable covers t up to the score 8.2, beyond the largest normal score
// that a 53-bit uniform can give; further out the score is held.
func newScoreTable(df float64) *scoreTable {
	law := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
	const farTail = 1.2e-16 // upper tail of the normal at 8.2
	reach := 1.0
	for law.CDF(-math.Sinh(reach)) > farTail && reach < 600 {
		reach += 1
	}
	t := &scoreTable{step: reach / scoreCells, factor: scoreCells / reach}
	rounded := func(x float64) float64 { return math.Round(x*scoreDigits) / scoreDigits }
	for i := 0; i <= scoreCells; i++ {
		at := math.Sinh(float64(i) * t.step)
		z := 0.0
		if i > 0 {
			z = -mathext.NormalQuantile(math.Max(law.CDF(-at), 1e-300))
		}
		slope := math.Exp(law.LogProb(at)+float64(z*z/2)) * math.Sqrt(2*math.Pi) * math.Cosh(float64(i)*t.step)
		t.z, t.dz = append(t.z, rounded(z)), append(t.dz, rounded(slope*t.step))
	}
	return t
}

func (t *scoreTable) normal(x float64) float64 {
	at := float64(asinh(math.Abs(x)) * t.factor)
	if !(at < scoreCells) {
		return math.Copysign(t.z[scoreCells], x)
	}
	i := int(at)
	f := at - float64(i)
	g := 1 - f
	values := float64(t.z[i]*g*g*float64(1+float64(2*f))) + float64(t.z[i+1]*f*f*float64(1+float64(2*g)))
	slopes := float64(t.dz[i]*g) - float64(t.dz[i+1]*f)
	z := values + float64(f*g*slopes)
	return math.Copysign(z, x)
}

// asinh is math.Asinh of x >= 0 to 1e-15, with the same bits on every processor.
// Checked: TestAsinh.
func asinh(x float64) float64 {
	switch {
	case x > 1e8:
		return distribution.Log(x) + math.Ln2
	case x < 1e-4: // the next term is x^5 3/40
		return x - float64(float64(x*x)*x)/6
	}
	return distribution.Log(x + math.Sqrt(float64(x*x)+1))
}
