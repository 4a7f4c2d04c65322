package depend

import (
	"math"
	"math/rand/v2"
	"testing"
)

// oddValue is mostly normal and sometimes what breaks careless kernels.
func oddValue(r *rand.Rand) float64 {
	odd := []float64{0, math.Copysign(0, -1), 5e-324, -3e-310, 1e300, -1e300, math.MaxFloat64,
		math.Inf(1), math.Inf(-1), math.NaN(), 1 + 0x1p-52, 0x1p-600}
	if r.IntN(40) == 0 {
		return odd[r.IntN(len(odd))]
	}
	return r.NormFloat64()
}

// sameFloat compares bits; which NaN it is does not matter.
func sameFloat(a, b float64) bool {
	return math.Float64bits(a) == math.Float64bits(b) || a != a && b != b
}

// TestKernelsAgree: every kernel gives the bits of the portable one, whatever
// the depth, the place and the values, and writes to its own place only.
func TestKernelsAgree(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 12))
	list := kernels()
	if list[len(list)-1].name != "portable" {
		t.Fatal("the portable kernel is missing")
	}
	for turn := range 400 {
		first := r.IntN(40)
		p := &panel{row: first + r.IntN(60*(1+turn%7)), first: first}
		p.end = p.row + 1 + r.IntN(panelRows)
		p.factor = make([]float64, (p.end-p.first)*panelRows)
		for i := range p.factor {
			p.factor[i] = oddValue(r)
		}
		x := make([]float64, p.end*tileWidth)
		for i := range x {
			x[i] = oddValue(r)
		}
		const length = 3 * tileWidth
		at := r.IntN(length - tileWidth + 1)
		product := func(k kernel) (y [panelRows * length]float64) {
			var out targets
			for r := range out {
				out[r] = y[r*length : (r+1)*length]
			}
			k.tile(p, x, &out, at)
			return y
		}
		want := product(list[len(list)-1])
		for _, k := range list {
			for i, got := range product(k) {
				if col := i % length; !sameFloat(got, want[i]) || got != 0 && (col < at || col >= at+tileWidth) {
					t.Fatalf("%s, rows %d from column %d, at %d: (%d,%d) = %v, portable %v", k.name, p.row, p.first, at, i/length, col, got, want[i])
				}
			}
		}
	}
}

// TestColumnsAreFinishedOnce: done is called once for every column, when all of
// it is there, for any number of scenarios and of variables.
func TestColumnsAreFinishedOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 15))
	for _, n := range []int{1, 11, 12, 13, 30} {
		c, _, err := New(Config{Rank: grouped(n)})
		if err != nil {
			t.Fatal(err)
		}
		for _, rows := range []int{1, 15, 16, 255, 256, 257, 300, 1000} {
			cols, want := normalColumns(r, n, rows), make([][]float64, n)
			s := new(Scratch)
			c.Begin(rows, s)
			for j, col := range cols {
				c.Put(j, col, s)
				clear(col)
			}
			c.Product(cols, s, func(j int) {
				if want[j] != nil {
					t.Errorf("%d variables, %d scenarios: column %d is finished twice", n, rows, j)
				}
				want[j] = append(want[j], cols[j]...)
			})
			for j, col := range cols {
				for i, v := range col {
					if v == 0 || len(want[j]) != rows || want[j][i] != v {
						t.Fatalf("%d variables, %d scenarios: column %d was not finished when done was called, see scenario %d", n, rows, j, i)
					}
				}
			}
		}
	}
}

// TestScenariosStandAlone: a scenario has the same bits alone and in blocks of
// any length, under every kernel.
func TestScenariosStandAlone(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 13))
	c, _, err := New(Config{Rank: grouped(45)})
	if err != nil {
		t.Fatal(err)
	}
	const rows = 301
	source := normalColumns(r, c.n, rows)
	whole := clonedColumns(source, 0, rows)
	correlate(c, whole, new(Scratch))
	for _, k := range kernels() {
		own, s := *c, new(Scratch)
		own.kernel = k
		for _, length := range []int{1, 2, 7, 15, 16, 17, 31, 63, 64, 65, 127, 157, 256, 257, 301} {
			for lo := 0; lo < rows; lo += length {
				hi := min(rows, lo+length)
				part := clonedColumns(source, lo, hi)
				correlate(&own, part, s)
				for j := range part {
					for i, v := range part[j] {
						if !sameFloat(v, whole[j][lo+i]) {
							t.Fatalf("%s, blocks of %d: variable %d in scenario %d is %v, in one block %v", k.name, length, j, lo+i, v, whole[j][lo+i])
						}
					}
				}
			}
		}
	}
}

func clonedColumns(cols [][]float64, lo, hi int) [][]float64 {
	out := make([][]float64, len(cols))
	for j, col := range cols {
		out[j] = append([]float64(nil), col[lo:hi]...)
	}
	return out
}

// TestGroupsDoNotMix: variables of independent groups, interleaved, are drawn
// as if each group stood alone, and a group's panel does not reach into others.
func TestGroupsDoNotMix(t *testing.T) {
	const n, count = 240, 3
	m := square(n)
	each(m, func(i, j int) float64 {
		switch {
		case i == j:
			return 1
		case i%count == j%count:
			return 0.4
		}
		return 0
	})
	c, _, err := New(Config{Rank: m})
	if err != nil {
		t.Fatal(err)
	}
	work := 0
	for _, p := range c.panels {
		work += len(p.factor)
	}
	if dense := n * (n + panelRows) / 2; work > dense/2 {
		t.Errorf("%d coefficients for three groups; a dense factor has %d", work, dense)
	}
	cols := normalColumns(rand.New(rand.NewPCG(5, 14)), n, 33)
	var want [][]float64
	alone, _, err := New(Config{Rank: equal(n/count, 0.4)})
	if err != nil {
		t.Fatal(err)
	}
	for j := 1; j < n; j += count {
		want = append(want, append([]float64(nil), cols[j]...))
	}
	correlate(alone, want, new(Scratch))
	correlate(c, cols, new(Scratch))
	for k := range want {
		for i := range want[k] {
			if got := cols[1+k*count][i]; !sameFloat(got, want[k][i]) {
				t.Fatalf("variable %d of the second group, scenario %d: %v, alone %v", k, i, got, want[k][i])
			}
		}
	}
}

func equal(n int, rho float64) [][]float64 {
	m := square(n)
	each(m, func(i, j int) float64 {
		if i == j {
			return 1
		}
		return rho
	})
	return m
}

// TestAddTiles: rows of tiles are added with the bits of plain Go, for any length and
// strides, and nothing between them is touched.
func TestAddTiles(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 16))
	for range 300 {
		n, to, from := r.IntN(70), tileWidth+r.IntN(20), tileWidth+r.IntN(20)
		dst, src, weight := make([]float64, 5*to+tileWidth), make([]float64, 5*from+tileWidth), oddValue(r)
		for i := range dst {
			dst[i] = oddValue(r)
		}
		for i := range src {
			src[i] = oddValue(r)
		}
		want := append([]float64(nil), dst...)
		for i := range n {
			want[i/tileWidth*to+i%tileWidth] += float64(weight * src[i/tileWidth*from+i%tileWidth])
		}
		addTiles(dst, src, to, from, n, weight)
		for i := range dst {
			if !sameFloat(dst[i], want[i]) {
				t.Fatalf("%d numbers, strides %d and %d: place %d is %v, in Go %v", n, to, from, i, dst[i], want[i])
			}
		}
	}
}
