package stream

import "testing"

// TestKnownAnswers runs the published vectors.
// Source: Random123, tests/kat_vectors, lines "philox4x64 7" and
// "philox4x64 10" (zeros, ones, digits of pi).
func TestKnownAnswers(t *testing.T) {
	const ones = 0xffffffffffffffff
	pi := [6]uint64{0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89, 0x452821e638d01377, 0xbe5466cf34e90c6c}
	one := [6]uint64{ones, ones, ones, ones, ones, ones}
	tests := []struct {
		rounds int
		in     [6]uint64 // counter, key
		want   [4]uint64
	}{
		{7, [6]uint64{}, [4]uint64{0x5dc8ee6268ec62cd, 0x139bc570b6c125a0, 0x84d6deb4fb65f49e, 0xaff7583376d378c2}},
		{7, one, [4]uint64{0x071dd84367903154, 0x48e2bbdc722b37d1, 0x6afa9890bb89f76c, 0x9194c8d8ada56ac7}},
		{7, pi, [4]uint64{0x513a366704edf755, 0xf05d9924c07044d3, 0xbef2cb9cbea74c6c, 0x8db948de4caa1f8a}},
		{10, [6]uint64{}, [4]uint64{0x16554d9eca36314c, 0xdb20fe9d672d0fdc, 0xd7e772cee186176b, 0x7e68b68aec7ba23b}},
		{10, one, [4]uint64{0x87b092c3013fe90b, 0x438c3c67be8d0224, 0x9cc7d7c69cd777b6, 0xa09caebf594f0ba0}},
		{10, pi, [4]uint64{0xa528f45403e61d95, 0x38c72dbd566e9788, 0xa5a1610e72fd18b5, 0x57bd43b5e52b7fe6}},
	}
	for _, tt := range tests {
		got := philox([4]uint64(tt.in[:4]), tt.in[4], tt.in[5], tt.rounds)
		if got != tt.want {
			t.Errorf("philox4x64-%d of %x: calculated %x, expected %x", tt.rounds, tt.in, got, tt.want)
		}
	}
}

func TestBlockIsPhilox(t *testing.T) {
	s := New(3, "x")
	var k schedule
	k.set(s)
	for _, c := range []uint64{0, 1, 77, 1<<64 - 1} {
		var got [4]uint64
		got[0], got[1], got[2], got[3] = k.block(c, 5, useNth)
		if want := philox([4]uint64{c, 5, useNth, 0}, s.k0, s.k1, rounds); got != want {
			t.Errorf("block(%d) = %x, want %x", c, got, want)
		}
	}
}
