package nrbf

import (
	"bytes"
	"compress/zlib"
	"encoding/hex"
	"io"
	"math/rand/v2"
	"testing"
)

// sample is a deflated stream of two objects of one class and one of another, with a
// struct in each, written by the rules of [MS-NRBF] with a program of its own.
const sample = "78da8d904d4e023114c7dbc2000650f0636fd8b8994c66446358b010886e4409386c9b32bcc1e27c98b604bd0157e00a5c812b7805afe015b04d4894c418ff8bd7f7daff7bf9f5218c10da6899d3a894d7a1d66e3d8ca610a8814a05d8a7431092a749d3f31ccf39af373cc7b58ada77d981809b1700c19389d36e393b9dbaba72aea59cc52f4abbda10457d08b3ba732fee48d56322968578c8c43d8ba11cfb12fa2c9980a9acf876c6c718a30c2e0edea482d83117862e57d2e1ec5170ed9d454cd85d9e341bae7dc79f21e22055d3735dbbcb5e9bde859b2b6bb3d5133c009cddd7f9cf69e60f843242478406848e090542434227843e11ca099d12fa8cbe55c8e7c9566857181f98d986aea243a5d34bb9946962f79902cd93ab1a0c3fe14a627ca87383d2a9d7aaa1bf982fd16afdfef1b9b18ef465fd3f3bbdd149c0a4da6e3463d8fedce36f6b3c36a127d2902b8c4fb64c8663b55ea2c53cf40d5ff10b46b08c9b"

func stream(t *testing.T) []byte {
	t.Helper()
	packed, err := hex.DecodeString(sample)
	if err != nil {
		t.Fatal(err)
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestRead: objects come in their order with their fields, also those whose class an
// earlier one described.
func TestRead(t *testing.T) {
	s, err := Read(stream(t))
	if err != nil || len(s.Objects) != 6 {
		t.Fatalf("%d objects, %v", len(s.Objects), err)
	}
	second := s.Objects[2]
	if second.Fields["mDstParms"] != "DPoisson,Rate=10" || s.Find(second.Fields["mVarName"]) != "Units" || second.Fields["mUseRangeName"] != true {
		t.Errorf("%+v", second)
	}
	if guid, ok := second.Fields["mGuid"].(*Object); !ok || guid.Fields["_a"] != int64(0x11223344) || guid.Fields["_k"] != int64(0xff) {
		t.Errorf("%+v", second.Fields["mGuid"])
	}
}

// TestHostile: a stream that is cut anywhere is an error; one with changed bytes, with
// lengths of billions or nested without end is read or refused, in bounded work.
func TestHostile(t *testing.T) {
	whole := stream(t)
	for n := range whole {
		if _, err := Read(whole[:n]); err == nil {
			t.Fatalf("cut at %d: no error", n)
		}
	}
	r := rand.New(rand.NewPCG(17, 3))
	for range 4_000 {
		data := bytes.Clone(whole)
		for range 1 + r.IntN(4) {
			data[r.IntN(len(data))] = byte(r.IntN(256))
		}
		if s, _ := Read(data); len(s.Objects) > len(data) {
			t.Fatal("more objects than bytes")
		}
	}
	for name, data := range map[string][]byte{
		"an array of billions":     {16, 1, 0, 0, 0, 0xff, 0xff, 0xff, 0x7f},
		"nulls of billions":        {14, 0xff, 0xff, 0xff, 0x7f},
		"an array of many lengths": {7, 1, 0, 0, 0, 0, 32, 0, 0, 0},
		"nested":                   append(bytes.Repeat([]byte{12, 1, 0, 0, 0, 0}, 1000), 12),
	} {
		if _, err := Read(data); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	nested := []byte{4, 1, 0, 0, 0, 1, 'c', 1, 0, 0, 0, 1, 'f', 2}
	for range 10_000 {
		nested = append(nested, 1, 2, 0, 0, 0, 1, 0, 0, 0)
	}
	if _, err := Read(nested); err == nil || err == errEnd {
		t.Errorf("nested without end: %v", err)
	}
}
