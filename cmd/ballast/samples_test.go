package main

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"ballast/samples"
)

// TestSamplesAreBuilt: the workbooks that stand in samples are what their text
// sources say. The parts are compared, not the bytes of the zip, which another
// version of the compressor may make differently.
func TestSamplesAreBuilt(t *testing.T) {
	for _, name := range samples.Names() {
		want, _, err := newWorkbook(name, "")
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		got, err := os.ReadFile(filepath.Join(moduleRoot, "samples", name, "plan.xlsx"))
		if err != nil {
			t.Errorf("%v; run make samples", err)
			continue
		}
		built, stands := parts(t, want), parts(t, got)
		if len(built) != len(stands) {
			t.Errorf("%s: %d parts, the source makes %d; run make samples", name, len(stands), len(built))
		}
		for part, text := range built {
			if !bytes.Equal(text, stands[part]) {
				t.Errorf("%s: %s is not what the source makes; run make samples", name, part)
			}
		}
	}
}

// parts unpacks a workbook.
func parts(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	list := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		list[f.Name] = text
	}
	return list
}
