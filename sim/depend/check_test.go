package depend

import (
	"errors"
	"math"
	"reflect"
	"testing"
)

func TestCheck(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		name string
		m    [][]float64
		want []entry
	}{
		{"good", [][]float64{{1, 0.3}, {0.3, 1}}, nil},
		{"empty", nil, nil},
		{"short row", [][]float64{{1, 0.3}, {0.3}}, []entry{{I: 1, J: 1, Fault: notSquare}}},
		{"asymmetric", [][]float64{{1, 0.2, 0}, {0.3, 1, 0}, {0, 0, 1}},
			[]entry{{I: 1, J: 0, Fault: notSymmetric, Value: 0.3, Other: 0.2}}},
		{"above 1", [][]float64{{1, 1.2}, {0.5, 1}}, []entry{{I: 0, J: 1, Fault: outOfRange, Value: 1.2}}},
		{"diagonal", [][]float64{{1, 0}, {0, 0.9}}, []entry{{I: 1, J: 1, Fault: diagonal, Value: 0.9}}},
		{"two faults", [][]float64{{2, -3}, {-3, 1}}, []entry{{Fault: diagonal, Value: 2},
			{I: 1, J: 0, Fault: outOfRange, Value: -3}, {I: 0, J: 1, Fault: outOfRange, Value: -3}}},
	} {
		if got := check(c.m); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
	bad := check([][]float64{{1, nan}, {nan, 1}})
	if len(bad) != 2 || bad[0].Fault != outOfRange {
		t.Errorf("NaN: %+v", bad)
	}
}

func TestNewRefuses(t *testing.T) {
	if _, _, err := New(Config{Rank: [][]float64{{1, 2}, {2, 1}}}); !errors.Is(err, errMatrix) {
		t.Errorf("rank 2: error %v", err)
	}
	for _, df := range []float64{-1, math.NaN(), math.Inf(1)} {
		if _, _, err := New(Config{DF: df}); err == nil {
			t.Errorf("df %v: no error", df)
		}
	}
	c, _, err := New(Config{})
	if err != nil || c.n != 0 || c.Mixer() != nil {
		t.Errorf("zero Config: %v %v", c, err)
	}
	correlate(c, nil, new(Scratch))
}

// Standard identity for normal variables (Pearson 1907; Kruskal 1958).
func TestRankMap(t *testing.T) {
	for _, c := range []struct{ rho, r float64 }{
		{0.2, 0.2090569265}, {0.5, 0.5176380902}, {0.8, 0.8134732862}, {-0.6, -0.6180339887}, {0, 0}, {1, 1}, {-1, -1},
	} {
		if got := SpearmanToPearson(c.rho); math.Abs(got-c.r) > 1e-9 {
			t.Errorf("SpearmanToPearson(%v) = %v, want %v", c.rho, got, c.r)
		}
		if got := pearsonToSpearman(SpearmanToPearson(c.rho)); math.Abs(got-c.rho) > 1e-14 {
			t.Errorf("there and back: %v, want %v", got, c.rho)
		}
	}
}

func TestCholesky(t *testing.T) {
	for _, c := range []struct {
		name string
		m    [][]float64
		ok   bool
	}{
		{"definite", [][]float64{{1, 0.5, 0.3}, {0.5, 1, 0.4}, {0.3, 0.4, 1}}, true},
		{"two equal variables", [][]float64{{1, 1, 0.4}, {1, 1, 0.4}, {0.4, 0.4, 1}}, true},
		{"opposite variables", [][]float64{{1, -1}, {-1, 1}}, true},
		{"indefinite", [][]float64{{1, 1, 0}, {1, 1, 1}, {0, 1, 1}}, false},
		{"indefinite, pivot below 0", [][]float64{{1, 0.9, -0.9}, {0.9, 1, 0.9}, {-0.9, 0.9, 1}}, false},
	} {
		l, ok := cholesky(c.m)
		if ok != c.ok {
			t.Errorf("%s: ok = %v", c.name, ok)
			continue
		}
		for i := range l {
			for j := 0; ok && j <= i; j++ {
				if got := dot(l[i][:j+1], l[j]); math.Abs(got-c.m[i][j]) > 1e-12 {
					t.Errorf("%s: (l l')(%d,%d) = %v, want %v", c.name, i, j, got, c.m[i][j])
				}
			}
		}
	}
}
