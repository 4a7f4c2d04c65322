package design

import (
	"math/bits"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
)

// TestSobolPoints checks the first points without scrambling.
// Source: the ten points in three dimensions printed with Joe and Kuo's
// program (Gray code order, from the origin).
func TestSobolPoints(t *testing.T) {
	want := [][3]float64{{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625},
		{0.875, 0.875, 0.125}, {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375}, {0.1875, 0.3125, 0.9375}, {0.6875, 0.8125, 0.4375}}
	v, err := directionNumbers(3)
	if err != nil {
		t.Fatal(err)
	}
	for i, w := range want {
		for d := range w {
			if got := float64(bits.Reverse32(sobolReversed(&v[d], uint32(i)))) / (1 << 32); got != w[d] {
				t.Errorf("point %d, dimension %d: calculated %v, expected %v", i, d+1, got, w[d])
			}
		}
	}
}

// TestDirectionNumbers: the whole table reads, polynomials are all different,
// and the m are odd and below 2^i.
func TestDirectionNumbers(t *testing.T) {
	v, err := directionNumbers(sobolDimensions)
	if err != nil {
		t.Fatal(err)
	}
	for d := range v {
		for i, x := range v[d] {
			if x>>i != 1 { // reversed: the last digit is 1, none beyond
				t.Fatalf("dimension %d, number %d: %032b", d+1, i, x)
			}
		}
	}
}

// TestDirectionNumbersAreKept: however many are asked for at a time, by many at once, and
// whatever was asked for before, they are those of the table.
func TestDirectionNumbersAreKept(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(joeKuo), "\n")
	lines = slices.DeleteFunc(lines, func(line string) bool { return strings.HasPrefix(line, "#") })
	var wait sync.WaitGroup
	for _, n := range []int{5, 1, 700, 30, 701, 0} {
		wait.Go(func() {
			v, err := directionNumbers(n)
			if err != nil || len(v) != n {
				t.Errorf("%d numbers of %d: %v", len(v), n, err)
				return
			}
			for d := 1; d < n; d++ {
				if want, err := parseDirection(lines[d-1], d+1); err != nil || v[d] != want {
					t.Errorf("coordinate %d of %d: %v, expected %v (%v)", d+1, n, v[d], want, err)
				}
			}
		})
	}
	wait.Wait()
}

// TestSobolIsBalanced: scrambled or not, each replicate of a power of two puts
// one point in each stratum of each variable, and the first two variables one
// point in each box of the grid.
func TestSobolIsBalanced(t *testing.T) {
	const n = 256
	d := newDesign(t, Config{Kind: Sobol, Scenarios: 4 * n, Replicate: n, Names: names(1200)})
	for rep := range 4 {
		for v := 0; v < 1200; v += 37 {
			seen := make([]bool, n)
			for _, u := range column(d, v, rep*n, n) {
				seen[int(u*n)] = true
			}
			if slices.Contains(seen, false) {
				t.Errorf("replicate %d, variable %d: a stratum is empty", rep, v)
			}
		}
		x, y, boxes := column(d, 0, rep*n, n), column(d, 1, rep*n, n), make([]int, n)
		for i := range x {
			boxes[int(x[i]*16)*16+int(y[i]*16)]++
		}
		if slices.Max(boxes) != 1 {
			t.Errorf("replicate %d: a box has %d points", rep, slices.Max(boxes))
		}
	}
}

// TestScrambleIsNested: the first k digits of the result depend on the first k
// digits only, and it is a permutation.
func TestScrambleIsNested(t *testing.T) {
	const add, mul = 0x9e3779b9, 0x85ebca6b
	for _, x := range []uint32{0, 1, 77, 0xdeadbeef, 1 << 31} {
		for k := 1; k < 32; k++ {
			mask := uint32(1)<<k - 1
			if (scramble(x, add, mul)^scramble(x^^mask, add, mul))&mask != 0 {
				t.Errorf("scramble(%x): the first %d digits depend on later ones", x, k)
			}
		}
	}
}

// TestScrambleIsFair: over replicates a scrambled point is uniform, and its
// first point is not tied to its second.
func TestScrambleIsFair(t *testing.T) {
	const reps, cells = 20000, 16
	d := newDesign(t, Config{Kind: Sobol, Scenarios: 4 * reps, Replicate: 4, Names: names(2)})
	for v := range 2 {
		u := column(d, v, 0, 4*reps)
		for point := range 4 {
			count, chi := [cells]float64{}, 0.0
			for r := range reps {
				count[int(u[4*r+point]*cells)]++
			}
			for _, c := range count {
				chi += (c - reps/cells) * (c - reps/cells) / (reps / cells)
			}
			if chi > 50 { // chi-square of 15: beyond 50 once in 80,000
				t.Errorf("variable %d, point %d: chi-square %v", v, point, chi)
			}
		}
	}
}

// TestSobolIsBetter: the error of the mean of a smooth sum falls far below that
// of plain random points (variance ratio over replicates).
func TestSobolIsBetter(t *testing.T) {
	const n, reps, vars = 1024, 30, 8
	variance := map[Kind]float64{}
	for _, kind := range []Kind{MC, LHS, Sobol} {
		d := newDesign(t, Config{Kind: kind, Scenarios: n * reps, Replicate: n, Names: names(vars)})
		for r := range reps {
			product := make([]float64, n)
			for v := range vars {
				for i, u := range column(d, v, r*n, n) {
					product[i] += u * u
				}
			}
			mean := 0.0
			for _, x := range product {
				mean += x / n
			}
			variance[kind] += (mean - vars/3.0) * (mean - vars/3.0) / reps
		}
	}
	if variance[LHS]*1000 > variance[MC] || variance[Sobol]*1000 > variance[MC] {
		t.Errorf("variances %v: LHS and Sobol must be 1,000 times better than MC on a sum", variance)
	}
}

func TestBeyondDimensions(t *testing.T) {
	n := sobolDimensions + 5
	rank := make([]int, n)
	for v := range rank {
		rank[v] = n - 1 - v // the first five are the least important
	}
	d := newDesign(t, Config{Kind: Sobol, Scenarios: 40000, Names: names(n), Rank: rank})
	if !slices.Equal(d.Notes(), []string{noteDimensions}) || d.Kind() != Sobol || d.variables[4].kind != LHS || d.variables[5].kind != Sobol {
		t.Errorf("notes %v, kind %v, kinds %v %v", d.Notes(), d.Kind(), d.variables[4].kind, d.variables[5].kind)
	}
	whole := column(d, 0, 0, 40000)
	if !slices.Equal(whole[12345:14000], column(d, 0, 12345, 14000-12345)) {
		t.Error("a range of a left-over variable differs")
	}
}

// TestSobolKernel: the kernel of the processor has the bits of the Go code, for
// any start and length, any direction numbers and scrambles.
func TestSobolKernel(t *testing.T) {
	if !wide() && !quads() {
		t.Skip("this processor runs the Go code")
	}
	directions, err := directionNumbers(1500)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 2))
	for turn := range 4000 {
		v := variable{direction: directions[r.IntN(len(directions))], seeds: []uint64{r.Uint64()}}
		from, n := r.Uint32()>>r.IntN(32), r.IntN(70)
		switch turn % 50 {
		case 0:
			from, n = from&^15, 256
		case 1:
			from = -uint32(n) // up to the last point of all
		}
		want, got := make([]float64, n), make([]float64, n+1)
		sobolPoints(want, &v.direction, from, uint32(v.seeds[0]), uint32(v.seeds[0]>>32)|1)
		v.fillSobol(got[:n], from, 0)
		if !slices.Equal(got[:n], want) || got[n] != 0 {
			t.Fatalf("%d points from %d: %v, expected %v", n, from, got, want)
		}
	}
}

// TestWords: the words of any whole sixteens are the cells of the numbers of Fill, and
// what is not made of them is refused.
func TestWords(t *testing.T) {
	d := newDesign(t, Config{Kind: Sobol, Scenarios: 1000, Replicate: 256, Names: names(20)})
	if wide() || !quads() {
		t.Skip("this processor makes no words")
	}
	r := rand.New(rand.NewPCG(3, 5))
	words, want := make([]uint32, 300), make([]float64, 300)
	made := 0
	for range 4000 {
		v, first, n := r.IntN(20), r.IntN(1000), r.IntN(290)
		if r.IntN(2) == 0 {
			first, n = first&^15, n&^15
		}
		clear(words)
		ok := d.FillWords(words[:n], v, first)
		if may := n > 0 && n%16 == 0 && first%16 == 0 && first/256 == (first+n-1)/256 && first+n <= 1000; ok != may {
			t.Fatalf("%d words from %d: %v", n, first, ok)
		}
		if !ok {
			n = 0
		} else {
			made++
			d.Fill(want[:n], v, first)
		}
		for i, w := range words {
			if i < n && (float64(w)+0.5)/(1<<32) != want[i] || i >= n && w != 0 {
				t.Fatalf("%d words from %d: number %d is %d, the point %v", n, first, i, w, want[i])
			}
		}
	}
	if made < 500 {
		t.Errorf("only %d of 4,000 were words", made)
	}
	for _, c := range []Config{{Kind: LHS}, {Kind: MC}, {Kind: Sobol, Shuffled: true}} {
		c.Scenarios, c.Replicate, c.Names = 256, 256, names(2)
		if newDesign(t, c).FillWords(words[:16], 0, 0) {
			t.Errorf("words of %+v", c)
		}
	}
}

// TestSeeds: the seeds that are kept are those that would be made.
func TestSeeds(t *testing.T) {
	d := newDesign(t, Config{Kind: Sobol, Scenarios: 100 * 64, Replicate: 64, Names: names(3)})
	for v := range d.variables {
		kept := &d.variables[v]
		made := *kept
		made.seeds = nil
		for replicate := range uint64(100) {
			if kept.seed(replicate) != made.seed(replicate) {
				t.Fatalf("variable %d, replicate %d: kept and made seeds differ", v, replicate)
			}
		}
		if len(kept.seeds) != keptSeeds {
			t.Errorf("%d seeds are kept", len(kept.seeds))
		}
	}
}
