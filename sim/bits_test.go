package sim

import (
	"math"
	"testing"
)

// goldenBits are the hashes of TestGoldenBits: of the first 20,000 scenarios,
// and of all 100,000. They change only when the draws are changed on purpose;
// the test then prints the new ones.
func goldenBits() map[string][2]uint64 {
	return map[string][2]uint64{
		"free, LHS":       {0x145a19be302b7022, 0x437213da15062864},
		"free, MC":        {0x961d92dd0b3c65c6, 0x876e45cd209d6b29},
		"free, Sobol":     {0x15a3fa03ad1635a2, 0xbba67116dabb1e8a},
		"gaussian, LHS":   {0xb64e51c40ed8dc59, 0x5ea0e99f11215b93},
		"gaussian, MC":    {0x4735caf6ee69b9f4, 0x48d82b716ecb6c2c},
		"gaussian, Sobol": {0x5be736c7ca1a94e9, 0x793833b3200d325},
		"t, LHS":          {0x1e850be373b54548, 0x45e02b83281c0bf9},
		"t, MC":           {0xbbe155808f3c3688, 0xb75b4589c3cf7218},
		"t, Sobol":        {0x42945c854cadb90a, 0xd49ca5a546ce531e},
	}
}

// TestGoldenBits: the draws and the output of 100,000 scenarios of six
// variables, for each design and each way of correlation, 5.4 million draws in
// all, have the bits that were recorded on amd64, whatever the processor. A
// product that one processor fuses with a sum and another does not shows in one
// draw of a great many: that is why there are so many. With -short the first
// 20,000 scenarios are looked at. On another processor:
//
//	GOARCH=arm64 CGO_ENABLED=0 go test -c -o engine.test ./sim
//	qemu-aarch64-static ./engine.test -test.run GoldenBits
func TestGoldenBits(t *testing.T) {
	const head, all = 20_000, 100_000
	want := goldenBits()
	for name, p := range programs(t) {
		for _, kind := range designs() {
			n := all
			if testing.Short() {
				n = head
			}
			r := ran(t, p, Config{Scenarios: n, Seed: 2026, Sampling: kind, KeepInputs: n, Replicate: 1000})
			cols := append(r.Inputs, r.Scalar...)
			what := name + ", " + string(kind)
			got := [2]uint64{bitHash(cols, head), bitHash(cols, n)}
			if got[0] != want[what][0] || n == all && got[1] != want[what][1] {
				t.Errorf("%q: {%#x, %#x}, // wanted %#x", what, got[0], got[1], want[what])
			}
		}
	}
}

// bitHash mixes the bits of the first n values of columns in their order.
func bitHash(cols [][]float64, n int) uint64 {
	sum := uint64(0)
	for _, col := range cols {
		for _, x := range col[:n] {
			sum = sum*0x9E3779B97F4A7C15 + math.Float64bits(x)
			sum ^= sum >> 32
		}
	}
	return sum
}
