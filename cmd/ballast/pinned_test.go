package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"ballast/samples"
)

// pinnedFile holds a line for every sample and section of its JSON: a digest
// of the figures to the last bit. A commit that only moves code leaves the
// file as it is; one that changes figures writes it anew with -update and says
// in its message which sections changed and why.
const pinnedFile = "testdata/figures.txt"

// TestFiguresPinned: every figure of every sample is what it was, to the bit. The gate
// looks at those of one language, since the plans of the other are the same; with
// -short not at the search for mixes.
func TestFiguresPinned(t *testing.T) {
	left := func(name string) bool {
		return !atWholeSize(name) || testing.Short() && strings.Contains(name, "mixes")
	}
	var lines []string
	for _, name := range samples.Names() {
		if !left(name) {
			lines = append(lines, digests(t, name, sampleRun(t, name).whole)...)
		}
	}
	text := strings.Join(lines, "\n") + "\n"
	if *update && !testing.Short() {
		if err := os.MkdirAll(filepath.Dir(pinnedFile), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(pinnedFile, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(pinnedFile)
	if err != nil {
		t.Fatal(err)
	}
	pinned := slices.DeleteFunc(strings.Split(string(want), "\n"), func(line string) bool {
		name, _, _ := strings.Cut(line, " ")
		return left(name)
	})
	sameLines(t, strings.Join(pinned, "\n"), text)
}

// digests gives "sample section digest" for each section of an outcome. What
// names the program, the file or the time is left out.
func digests(t *testing.T, sample string, outcome []byte) []string {
	t.Helper()
	var sections map[string]json.RawMessage
	if err := json.Unmarshal(outcome, &sections); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for name, raw := range sections {
		switch name {
		case "version", "input", "problems":
			continue
		case "run":
			var run map[string]any
			if err := json.Unmarshal(raw, &run); err != nil {
				t.Fatal(err)
			}
			delete(run, "seconds")
			raw, _ = json.Marshal(run)
		}
		var compact bytes.Buffer
		if err := json.Compact(&compact, raw); err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(compact.Bytes())
		lines = append(lines, fmt.Sprintf("%s %s %s", sample, name, hex.EncodeToString(sum[:8])))
	}
	slices.Sort(lines)
	return lines
}
