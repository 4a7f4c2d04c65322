package fit

import "math"

type domain int

const (
	anywhere domain = iota
	positive        // values above 0
	shares          // values between 0 and 1
)

// family is one row: how the arguments of the largest likelihood are found, and
// that likelihood.
type family struct {
	name       string
	domain     domain
	parameters int
	estimate   func(s *sample) (args []float64, logLikelihood float64, ok bool)
}

// families are those that are tried. Families with three free ends or more
// (triangular, general, metalog) have no likelihood that one would trust, and
// counts no density.
func families() []family {
	return []family{
		{"Normal", anywhere, 2, normal},
		{"Lognormal", positive, 2, lognormal},
		{"PERT", anywhere, 3, pert},
		{"Gamma", positive, 2, gamma},
		{"Weibull", positive, 2, weibull},
		{"Exponential", positive, 1, exponential},
		{"Uniform", anywhere, 2, uniform},
		{"Logistic", anywhere, 2, logistic},
		{"LogLogistic", positive, 2, logLogistic},
		{"Gumbel", anywhere, 2, gumbel},
		{"GumbelMin", anywhere, 2, gumbelMin},
		{"Laplace", anywhere, 2, laplace},
		{"Student", anywhere, 3, student},
		{"InvGauss", positive, 2, inverseGauss},
		{"PearsonV", positive, 2, pearsonV},
		{"Rayleigh", positive, 1, rayleigh},
		{"Pareto", positive, 2, pareto},
		{"Beta", shares, 2, beta},
	}
}

const log2Pi = 1.8378770664093454836

func normal(s *sample) ([]float64, float64, bool) {
	return []float64{s.mean, s.sd}, normalLog(s.n, s.sd), true
}

// normalLog is the log-likelihood at the estimates of a normal.
func normalLog(n, sd float64) float64 { return float64(-n * (0.5*log2Pi + math.Log(sd) + 0.5)) }

func lognormal(s *sample) ([]float64, float64, bool) {
	mu, sigma := meanAndSD(s.logs)
	mean := math.Exp(mu + float64(sigma*sigma/2))
	return []float64{mean, mean * math.Sqrt(math.Expm1(sigma*sigma))}, normalLog(s.n, sigma) - float64(s.n*mu), true
}

func exponential(s *sample) ([]float64, float64, bool) {
	return []float64{s.mean}, -s.n * (math.Log(s.mean) + 1), true
}

func uniform(s *sample) ([]float64, float64, bool) {
	lo, hi := s.x[0], s.x[len(s.x)-1]
	return []float64{lo, hi}, -s.n * math.Log(hi-lo), true
}

// gamma solves ln k - digamma(k) = ln(mean) - mean ln.
// Source: Choi and Wette, Technometrics 11 (1969) 683-690; the start is that of
// Minka, "Estimating a Gamma distribution" (2002).
func gamma(s *sample) ([]float64, float64, bool) {
	shape, scale, ok := gammaOf(s.mean, s.meanLog)
	return []float64{shape, scale}, gammaLog(s.n, s.mean, s.meanLog, shape, scale), ok
}

func gammaOf(mean, meanLog float64) (shape, scale float64, ok bool) {
	gap := math.Log(mean) - meanLog
	if !(gap > 0) {
		return 0, 0, false
	}
	shape = (3 - gap + math.Sqrt(float64((gap-3)*(gap-3))+float64(24*gap))) / (12 * gap)
	for range 100 {
		step := (math.Log(shape) - digamma(shape) - gap) / (1/shape - trigamma(shape))
		next := shape - step
		if !(next > 0) {
			next = shape / 2
		}
		done := math.Abs(next-shape) <= 1e-13*shape
		if shape = next; done {
			break
		}
	}
	return shape, mean / shape, shape < 1e7
}

func gammaLog(n, mean, meanLog, shape, scale float64) float64 {
	return n * (float64((shape-1)*meanLog) - mean/scale - float64(shape*math.Log(scale)) - lgamma(shape))
}

// pearsonV: 1/x is a gamma.
func pearsonV(s *sample) ([]float64, float64, bool) {
	mean := 0.0
	for _, v := range s.x {
		mean += 1 / v / s.n
	}
	shape, scale, ok := gammaOf(mean, -s.meanLog)
	return []float64{shape, 1 / scale}, gammaLog(s.n, mean, -s.meanLog, shape, scale) - float64(2*s.n*s.meanLog), ok
}

// weibull solves sum(x^k ln x)/sum(x^k) - 1/k = mean ln x.
// Source: Cohen, Technometrics 7 (1965) 579-588.
func weibull(s *sample) ([]float64, float64, bool) {
	last := s.logs[len(s.logs)-1]
	sums := func(k float64) (zero, first float64) {
		for _, l := range s.logs {
			w := math.Exp(k * (l - last))
			zero, first = zero+w, first+float64(w*l)
		}
		return zero, first
	}
	_, spread := meanAndSD(s.logs)
	shape, ok := bisect(func(k float64) float64 {
		zero, first := sums(k)
		return first/zero - 1/k - s.meanLog
	}, 1.28/spread)
	zero, _ := sums(shape)
	logScale := last + math.Log(zero/s.n)/shape
	logLikelihood := s.n * (math.Log(shape) - float64(shape*logScale) + float64((shape-1)*s.meanLog) - 1)
	return []float64{shape, math.Exp(logScale)}, logLikelihood, ok
}

func logistic(s *sample) ([]float64, float64, bool) {
	location, scale, l, ok := logisticOf(s.x, s.mean, s.sd)
	return []float64{location, scale}, l, ok
}

// logLogistic: ln x is a logistic.
func logLogistic(s *sample) ([]float64, float64, bool) {
	mean, sd := meanAndSD(s.logs)
	location, scale, l, ok := logisticOf(s.logs, mean, sd)
	return []float64{0, math.Exp(location), 1 / scale}, l - float64(s.n*s.meanLog), ok
}

func logisticOf(x []float64, mean, sd float64) (location, scale, logLikelihood float64, ok bool) {
	at, l, ok := climb(func(t []float64) float64 {
		location, scale := mean+float64(sd*t[0]), sd*math.Exp(t[1])
		sum := -float64(len(x)) * math.Log(scale)
		for _, v := range x {
			a := math.Abs(v-location) / scale
			sum -= a + 2*math.Log1p(math.Exp(-a))
		}
		return sum
	}, []float64{0, math.Log(math.Sqrt(3) / math.Pi)})
	return mean + float64(sd*at[0]), sd * math.Exp(at[1]), l, ok
}

func gumbel(s *sample) ([]float64, float64, bool) {
	location, scale, l, ok := gumbelOf(s.x, s.mean, s.sd)
	return []float64{location, scale}, l, ok
}

// gumbelMin: -x is a Gumbel.
func gumbelMin(s *sample) ([]float64, float64, bool) {
	turned := make([]float64, len(s.x))
	for i, v := range s.x {
		turned[len(turned)-1-i] = -v
	}
	location, scale, l, ok := gumbelOf(turned, -s.mean, s.sd)
	return []float64{-location, scale}, l, ok
}

// gumbelOf solves scale = mean - sum(x e)/sum(e) with e = exp(-x/scale).
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), 22.9.
func gumbelOf(x []float64, mean, sd float64) (location, scale, logLikelihood float64, ok bool) {
	sums := func(scale float64) (zero, first float64) {
		for _, v := range x {
			w := math.Exp(-(v - x[0]) / scale)
			zero, first = zero+w, first+float64(w*v)
		}
		return zero, first
	}
	scale, ok = bisect(func(scale float64) float64 {
		zero, first := sums(scale)
		return scale - mean + first/zero
	}, sd*math.Sqrt(6)/math.Pi)
	zero, _ := sums(scale)
	n := float64(len(x))
	location = x[0] - float64(scale*math.Log(zero/n))
	return location, scale, -n * (math.Log(scale) + (mean-location)/scale + 1), ok
}

func laplace(s *sample) ([]float64, float64, bool) {
	k := len(s.x) / 2
	median := s.x[k]
	if len(s.x)%2 == 0 {
		median = (s.x[k-1] + s.x[k]) / 2
	}
	scale := 0.0
	for _, v := range s.x {
		scale += math.Abs(v-median) / s.n
	}
	return []float64{median, scale * math.Sqrt2}, -s.n * (math.Log(2*scale) + 1), true
}

// mostDegrees is from where on Student's t is a normal.
const mostDegrees = 200

func student(s *sample) ([]float64, float64, bool) {
	at, l, ok := climb(func(t []float64) float64 {
		location, scale, degrees := s.mean+float64(s.sd*t[0]), s.sd*math.Exp(t[1]), math.Exp(t[2])
		if degrees > mostDegrees || degrees < 0.2 {
			return math.Inf(-1)
		}
		sum := s.n * (lgamma((degrees+1)/2) - lgamma(degrees/2) - float64(0.5*math.Log(math.Pi*degrees)) - math.Log(scale))
		for _, v := range s.x {
			z := (v - location) / scale
			sum -= float64((degrees + 1) / 2 * math.Log1p(z*z/degrees))
		}
		return sum
	}, []float64{0, -0.2, math.Log(6)})
	degrees := math.Exp(at[2])
	return []float64{degrees, s.mean + float64(s.sd*at[0]), s.sd * math.Exp(at[1])}, l, ok && degrees < 0.98*mostDegrees && degrees > 0.21
}

// inverseGauss has closed forms.
// Source: Chhikara and Folks, The Inverse Gaussian Distribution (1989), 5.2.
func inverseGauss(s *sample) ([]float64, float64, bool) {
	inverse := 0.0
	for _, v := range s.x {
		inverse += 1/v - 1/s.mean
	}
	shape := s.n / inverse
	return []float64{s.mean, shape}, float64(0.5*s.n*(math.Log(shape)-log2Pi-1)) - float64(1.5*s.n*s.meanLog), inverse > 0
}

func rayleigh(s *sample) ([]float64, float64, bool) {
	square := (float64(s.mean*s.mean) + float64(s.sd*s.sd)) / 2
	return []float64{math.Sqrt(square)}, s.n * (s.meanLog - math.Log(square) - 1), true
}

func pareto(s *sample) ([]float64, float64, bool) {
	shape := 1 / (s.meanLog - s.logs[0])
	return []float64{shape, s.x[0]}, s.n * (math.Log(shape) + float64(shape*s.logs[0]) - float64((shape+1)*s.meanLog)), true
}

// beta solves digamma(a) - digamma(a+b) = mean ln x, and the same for b and
// 1-x, by Newton's steps.
// Source: Johnson, Kotz, Balakrishnan, Continuous Univariate Distributions 2
// (1995), 25.4.
func beta(s *sample) ([]float64, float64, bool) {
	meanRest := 0.0
	for _, v := range s.x {
		meanRest += math.Log1p(-v) / s.n
	}
	logLikelihood := func(a, b float64) float64 {
		return s.n * (float64((a-1)*s.meanLog) + float64((b-1)*meanRest) - lgamma(a) - lgamma(b) + lgamma(a+b))
	}
	common := max(s.mean*(1-s.mean)/(s.sd*s.sd)-1, 0.1)
	a, b := s.mean*common, (1-s.mean)*common
	for range 200 {
		both := digamma(a + b)
		f, g := digamma(a)-both-s.meanLog, digamma(b)-both-meanRest
		t := trigamma(a + b)
		fa, gb := trigamma(a)-t, trigamma(b)-t
		det := float64(fa*gb) - float64(t*t)
		da, db := (float64(f*gb)+float64(g*t))/det, (float64(g*fa)+float64(f*t))/det
		for !(a-da > 0 && b-db > 0) {
			da, db = da/2, db/2
		}
		a, b = a-da, b-db
		if math.Abs(da) <= 1e-12*a && math.Abs(db) <= 1e-12*b {
			return []float64{a, b}, logLikelihood(a, b), a+b < 1e7
		}
	}
	return []float64{a, b}, math.NaN(), false
}

// pert climbs over the distances of the ends from the outermost values and the
// place of the mode between them.
func pert(s *sample) ([]float64, float64, bool) {
	lo, hi := s.x[0], s.x[len(s.x)-1]
	width := hi - lo
	ends := func(t []float64) (min, mode, max float64) {
		min, max = lo-float64(width*math.Exp(t[0])), hi+float64(width*math.Exp(t[1]))
		return min, min + (max-min)/(1+math.Exp(-t[2])), max
	}
	at, l, ok := climb(func(t []float64) float64 {
		if t[0] > 3 || t[1] > 3 || t[0] < -25 || t[1] < -25 { // a thousandth of all would lie there
			return math.Inf(-1)
		}
		min, mode, max := ends(t)
		a, b := 1+4*(mode-min)/(max-min), 1+4*(max-mode)/(max-min)
		sum := s.n * (lgamma(6) - lgamma(a) - lgamma(b) - float64(5*math.Log(max-min)))
		for _, v := range s.x {
			sum += float64((a-1)*math.Log(v-min)) + float64((b-1)*math.Log(max-v))
		}
		return sum
	}, []float64{-2, -2, 0})
	min, mode, max := ends(at)
	return []float64{min, mode, max}, l, ok && at[0] < 2.9 && at[1] < 2.9 && at[0] > -24 && at[1] > -24 && math.Abs(at[2]) < 20
}
