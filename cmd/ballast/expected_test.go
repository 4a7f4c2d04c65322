package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/samples"
)

var update = flag.Bool("update", false, "write samples/*/expected.txt and samples/errors/README.md anew")

// dumpedWhole is the sample whose expected.txt holds every cell of the results;
// the figures of all are pinned to the bit besides, see TestFiguresPinned.
const dumpedWhole = "cloud-funding-mixes"

// TestSampleResults runs every sample and compares its result sheets with
// samples/NAME/expected.txt: what they say in sentences, the cells that have a
// name, and the charts with what they are bound to, for one sample every cell.
// Numbers are compared to nine digits; what depends on the clock is left out.
func TestSampleResults(t *testing.T) {
	for _, name := range samples.Names() {
		if !atWholeSize(name) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			got := timeless(sampleRun(t, name).dump)
			if name != dumpedWhole {
				got = gist(got)
			}
			file := filepath.Join(moduleRoot, "samples", name, "expected.txt")
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sameLines(t, string(want), got)
		})
	}
}

// timeless rounds the numbers of a dump and takes out what depends on the
// clock or the machine: the date of the run, stage times, the Go release.
func timeless(dump string) string {
	long := regexp.MustCompile(`-?\d+\.\d{6,}(e[-+]\d+)?`)
	clock := regexp.MustCompile(`20\d\d-\d\d-\d\d[ T·]|took [\d.]+ second|用时|耗时|go1\.`)
	var out []string
	for line := range strings.Lines(dump) {
		if clock.MatchString(line) {
			continue
		}
		out = append(out, long.ReplaceAllStringFunc(strings.TrimRight(line, "\n"), func(s string) string {
			x, err := strconv.ParseFloat(s, 64)
			if err != nil {
				return s
			}
			return strconv.FormatFloat(x, 'g', 9, 64)
		}))
	}
	return strings.Join(out, "\n") + "\n"
}

// gist keeps of a dump what a reviewer reads: the sentences and the charts of
// each sheet, and the named cells with their values.
func gist(dump string) string {
	var out strings.Builder
	cells := map[string]string{} // 'Sheet'!$C$7 -> value and format
	sheet := ""
	for line := range strings.Lines(dump) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "# "):
			sheet = strings.TrimSpace(line[2:])
			out.WriteString(line)
		case parts[0] == "chart":
			out.WriteString(line)
		case len(parts) == 2: // a name and the cell that it stands for
			if value, ok := cells[parts[1]]; ok {
				fmt.Fprintf(&out, "%s\t%s\t%s\n", parts[0], parts[1], value)
			}
		case len(parts) == 4:
			cells[absolute(sheet, parts[0])] = parts[1] + "\t" + parts[3]
			if text := strings.Trim(parts[1], `"`); words.Width(text) >= 40 && strings.ContainsAny(text[len(text)-3:], ".。？") {
				fmt.Fprintf(&out, "%s\t%s\n", parts[0], text)
			}
		}
	}
	return out.String()
}

// absolute is a cell as the defined names write it: 'Cash'!$A$43.
func absolute(sheet, cell string) string {
	digits := strings.IndexAny(cell, "123456789")
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!$" + cell[:digits] + "$" + cell[digits:]
}

// sameLines reports the first lines in which two texts differ.
func sameLines(t *testing.T, want, got string) {
	t.Helper()
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	bad := 0
	for i := range max(len(w), len(g)) {
		var a, b string
		if i < len(w) {
			a = w[i]
		}
		if i < len(g) {
			b = g[i]
		}
		if a != b {
			if bad++; bad <= 5 {
				t.Errorf("line %d\n got %s\nwant %s", i+1, b, a)
			}
		}
	}
	if bad > 0 {
		t.Errorf("%d lines differ; look, then write them anew with -update", bad)
	}
}
