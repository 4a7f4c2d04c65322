package depend

import (
	"math"
	"math/rand/v2"
	"os"
	"testing"

	"gonum.org/v1/gonum/mat"
)

// Higham, IMA J. Numer. Anal. 22 (2002), section 4: the nearest correlation
// matrix to this one, to eight decimals.
func TestNearestPublished(t *testing.T) {
	got, changed, err := nearest([][]float64{{1, 1, 0}, {1, 1, 1}, {0, 1, 1}})
	if err != nil || !changed {
		t.Fatalf("changed %v, error %v", changed, err)
	}
	want := [][]float64{{1, 0.76068985, 0.15729811}, {0.76068985, 1, 0.76068985}, {0.15729811, 0.76068985, 1}}
	for i := range want {
		for j := range want[i] {
			if math.Abs(got[i][j]-want[i][j]) > 1e-6 {
				t.Errorf("(%d,%d) = %.8f, want %.8f (tolerance 1e-6: the eigenvalue floor moves 1e-8)", i, j, got[i][j], want[i][j])
			}
		}
	}
}

func TestNearestKeepsGood(t *testing.T) {
	m := [][]float64{{1, 0.5}, {0.5, 1}}
	got, changed, err := nearest(m)
	if err != nil || changed || &got[0][0] != &m[0][0] {
		t.Errorf("a good matrix was changed: %v %v %v", got, changed, err)
	}
}

func randomSymmetric(r *rand.Rand, n int) [][]float64 {
	m := square(n)
	each(m, func(i, j int) float64 {
		if i == j {
			return 1
		}
		return 2*r.Float64() - 1
	})
	return m
}

func TestNearestIsCorrelation(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 9))
	sizes := []int{2, 3, 5, 20}
	if !testing.Short() {
		sizes = append(sizes, 60, 120)
	}
	for _, n := range sizes {
		m := randomSymmetric(r, n)
		got, _, err := nearest(m)
		if err != nil {
			t.Fatal(err)
		}
		if bad := check(got); bad != nil {
			t.Errorf("n=%d: %v", n, bad[0])
		}
		if low := smallestEigen(got); low < floorEigen/10 {
			t.Errorf("n=%d: smallest eigenvalue %v", n, low)
		}
		if n <= 20 {
			checkNearest(t, r, m, got)
		}
	}
}

// checkNearest: no correlation matrix on the way to a random other one is nearer.
func checkNearest(t *testing.T, r *rand.Rand, m, near [][]float64) {
	best := distance(m, near)
	for range 15 {
		other, _, err := nearest(randomSymmetric(r, len(m)))
		if err != nil {
			t.Fatal(err)
		}
		step := math.Pow(10, -4*r.Float64())
		moved := clone(near)
		each(moved, func(i, j int) float64 { return (1-step)*near[i][j] + step*other[i][j] })
		if d := distance(m, moved); d < best*(1-1e-7) {
			t.Errorf("n=%d: a matrix at distance %v, nearest found at %v", len(m), d, best)
		}
	}
}

func distance(a, b [][]float64) float64 {
	sum := 0.0
	for i := range a {
		for j := range a {
			sum += (a[i][j] - b[i][j]) * (a[i][j] - b[i][j])
		}
	}
	return math.Sqrt(sum)
}

func smallestEigen(m [][]float64) float64 {
	sym := mat.NewSymDense(len(m), nil)
	for i := range m {
		for j := range m {
			sym.SetSym(i, j, m[i][j])
		}
	}
	var e mat.EigenSym
	e.Factorize(sym, false)
	return e.Values(nil)[0]
}

func TestRepairsAreNamed(t *testing.T) {
	_, repairs, err := New(Config{Rank: [][]float64{{1, 0.9, -0.9, 0}, {0.9, 1, 0.9, 0}, {-0.9, 0.9, 1, 0}, {0, 0, 0, 1}}})
	if err != nil || len(repairs) != 3 {
		t.Fatalf("%v, %v: want three repairs", repairs, err)
	}
	for _, p := range repairs {
		if p.I <= p.J || math.Abs(math.Abs(p.Asked)-0.9) > 1e-12 || math.Abs(p.Used) > 0.6 {
			t.Errorf("repair %+v", p)
		}
	}
}

// 1,000 x 1,000 as people write it: groups at 0.5, one factor of 0.2 between
// them; and the same with a few impossible entries.
func TestSlowLargeMatrix(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	for _, n := range []int{300, 1000} {
		m := grouped(n)
		c, repairs, err := New(Config{Rank: m})
		if err != nil || len(repairs) > 0 || c.n != n {
			t.Fatalf("n=%d: %v, %d repairs", n, err, len(repairs))
		}
	}
	m := grouped(300)
	impossible(m)
	_, repairs, err := New(Config{Rank: m})
	if err != nil || len(repairs) == 0 {
		t.Fatalf("%v, %d repairs", err, len(repairs))
	}
}

func grouped(n int) [][]float64 {
	m := square(n)
	each(m, func(i, j int) float64 {
		switch {
		case i == j:
			return 1
		case i/20 == j/20:
			return 0.5
		}
		return 0.2
	})
	return m
}
