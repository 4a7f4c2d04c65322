package depend

import (
	"math"

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

const scoreCells = 2048

// newScoreTable covers t up to the score 8.2, beyond the largest normal score
// that a 53-bit uniform can give; further out the score is held.
func newScoreTable(df float64) *scoreTable {
	dist := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
	const farTail = 1.2e-16 // upper tail of the normal at 8.2
	reach := 1.0
	for dist.CDF(-math.Sinh(reach)) > farTail && reach < 600 {
		reach += 1
	}
	t := &scoreTable{step: reach / scoreCells, factor: scoreCells / reach}
	for i := 0; i <= scoreCells; i++ {
		at := math.Sinh(float64(i) * t.step)
		z := 0.0
		if i > 0 {
			z = -mathext.NormalQuantile(math.Max(dist.CDF(-at), 1e-300))
		}
		slope := math.Exp(dist.LogProb(at)+z*z/2) * math.Sqrt(2*math.Pi) * math.Cosh(float64(i)*t.step)
		t.z, t.dz = append(t.z, z), append(t.dz, slope*t.step)
	}
	return t
}

func (t *scoreTable) normal(x float64) float64 {
	at := math.Asinh(math.Abs(x)) * t.factor
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
