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
		"free, LHS":              {0x63ac66c4547075dd, 0x445ce2eb0528ee64},
		"free, MC":               {0x3e6c1a28ac82bf51, 0xd22513a0b4ad89bb},
		"free, Sobol":            {0x45b5641eeffcf6b1, 0x7a9e0eb78f27fdac},
		"gaussian, LHS":          {0x6040e6bc6062f550, 0x7ee8ca1ade6a8117},
		"gaussian, MC":           {0x292fa4fd7bdc6e64, 0x224eb926eb30e5ca},
		"gaussian, Sobol":        {0xfe8af3a9b31f36df, 0x4c5633873735c744},
		"t, LHS":                 {0x9a864ed471139624, 0x6410d4d6ddac1b27},
		"t, MC":                  {0xd0991700a74bef73, 0x88d864ae86a38866},
		"t, Sobol":               {0xc9e4755c2eb8a104, 0x3df506c45990d97e},
		"free turned, LHS":       {0x63ac66c4547075dd, 0x445ce2eb0528ee64},
		"free turned, MC":        {0x3e6c1a28ac82bf51, 0xd22513a0b4ad89bb},
		"free turned, Sobol":     {0xfee961a11df455ea, 0x9be3c6745e0f6c69},
		"gaussian turned, LHS":   {0xe0a5116544f521d0, 0x5ff5f65b3ca3e9c3},
		"gaussian turned, MC":    {0x7262e5fbaffbd739, 0xcba0cc00d9973f26},
		"gaussian turned, Sobol": {0x76e300f036a3d8f9, 0x3ab2b0ddd770f724},
		"t turned, LHS":          {0x5f3f8df8519965c3, 0xc36afbc5ef45aeec},
		"t turned, MC":           {0xa712b6c5b251a9a2, 0x6e837db6be93f828},
		"t turned, Sobol":        {0xd2836e2377ec7b16, 0x72af96a53d8f6295},
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
