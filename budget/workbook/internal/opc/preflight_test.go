package opc_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"testing"

	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// zipped is a zip of entries with so many bytes each.
func zipped(t *testing.T, size int, names ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, name := range names {
		e, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
		specimen.Must(t, err)
		_, err = e.Write(make([]byte, size))
		specimen.Must(t, err)
	}
	specimen.Must(t, w.Close())
	return out.Bytes()
}

// TestPreflight: what is refused before anything of a file is believed.
func TestPreflight(t *testing.T) {
	plain := specimen.Plain(t)
	flipped := bytes.Clone(plain)
	for i := range flipped[300:340] { // inside the first entry's compressed data
		flipped[300+i] ^= 0x55
	}
	many := make([]string, 20_001)
	for i := range many {
		many[i] = "p" + opc.CellAddress(i+1, 1)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a workbook":        {plain, ""},
		"text":              {[]byte("hello"), "not-a-workbook"},
		"cut off":           {plain[:len(plain)/2], "zip-damaged"},
		"a part twice":      {zipped(t, 3, "a.xml", "A.xml"), "zip-damaged"},
		"a backslash twice": {zipped(t, 3, "x/a.xml", `x\a.xml`), "zip-damaged"},
		"a climbing name":   {zipped(t, 3, "x/../../a.xml"), "zip-damaged"},
		"20,001 parts":      {zipped(t, 0, many...), "too-large"},
		"20,000 parts":      {zipped(t, 0, many[1:]...), ""},
	} {
		var no opc.Refusal
		_, err := opc.Preflight(t.Context(), c.data, opc.Limits{})
		if errors.As(err, &no); no.Code != c.want || err != nil && c.want == "" {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if damaged, err := opc.Preflight(t.Context(), flipped, opc.Limits{}); err != nil || len(damaged) != 1 {
		t.Errorf("flipped bits: %v damaged, %v", damaged, err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := opc.Preflight(ended, plain, opc.Limits{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

// TestUnwrap: a zip is what it is; an old workbook and a locked one without the
// right password are refused by name.
func TestUnwrap(t *testing.T) {
	plain := specimen.Plain(t)
	ole := []byte("\xD0\xCF\x11\xE0 an old workbook")
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a zip": {plain, ""}, "nothing": {nil, "not-a-workbook"}, "text": {[]byte("hello"), ""}, "an old workbook": {ole, "old-xls"},
	} {
		var no opc.Refusal
		got, err := opc.Unwrap(c.data, "")
		if errors.As(err, &no); no.Code != c.want || c.want == "" && !bytes.Equal(got, c.data) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
