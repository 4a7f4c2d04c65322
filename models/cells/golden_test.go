package cells

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"math/rand/v2"
	"testing"

	"ballast/sim"
)

// TestGoldenBits: the outputs of random models and of the monthly one have the bits that
// were recorded on amd64, on every processor.
func TestGoldenBits(t *testing.T) {
	t.Parallel()
	const want = "d94b6b760cd6dab8"
	sum := fnv.New64a()
	add := func(m *Model) {
		res, err := sim.Run(context.Background(), &m.engine, sim.Config{Scenarios: 64, Seed: 11, Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		for _, column := range res.Scalar {
			for _, x := range column {
				bits := math.Float64bits(x)
				if math.IsNaN(x) {
					bits = 0
				}
				_ = binary.Write(sum, binary.LittleEndian, bits) // a hash takes everything
			}
		}
	}
	r := rand.New(rand.NewPCG(5, 17))
	for range 12 {
		g, o := randomModel(t, r, 20)
		if m := movingModel(t, g, o); m != nil {
			add(m)
		}
	}
	g, o := monthly(t)
	add(model(t, g, o))
	if got := fmt.Sprintf("%016x", sum.Sum64()); got != want {
		t.Errorf("the outputs have the sum %s, recorded is %s", got, want)
	}
}
