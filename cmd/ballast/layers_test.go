package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// moduleRoot is the top of the module as seen from this package.
const moduleRoot = "../.."

// layerOf is the house: every package has a place, and imports point down.
// sim and its rooms stand apart from budget: see forbidden.
func layerOf(pkg string) (layer int, ok bool) {
	if path.Dir(pkg) == "sim" {
		return 1, true
	}
	layer, ok = map[string]int{
		"cmd/ballast":     5,
		"cmd/bench":       5,
		"budget/report":   4,
		"budget/chart":    4,
		"budget/handout":  4,
		"budget/history":  4,
		"models":          3,
		"budget/workbook": 2,
		"sim":             2,
		"budget":          1,
		"budget/words":    0,
		"budget/sheet":    0,
		"samples":         0,
		"samples/bench":   2, // makes plans of the benchmark's files: above budget, beside what reads other files
	}[pkg]
	return layer, ok
}

// forbidden says why a package may not import another of the module, or "".
// The rooms of sim stand on one layer and may use one another.
func forbidden(from, to string) string {
	lf, okf := layerOf(from)
	lt, okt := layerOf(to)
	inSim := func(p string) bool { return p == "sim" || strings.HasPrefix(p, "sim/") }
	switch {
	case !okf:
		return from + " has no place in the house"
	case !okt:
		return to + " has no place in the house"
	case inSim(from) && !inSim(to):
		return "the engine knows no plan and no money"
	case from == "models" && to == "budget/workbook":
		return "models knows no xlsx"
	case from == "cmd/bench" && (lt == 4 || to == "budget/workbook" || to == "samples"):
		return "the benchmark links the engine alone"
	case lt > lf:
		return "the arrow goes up"
	case lt == lf && from != to && !(path.Dir(from) == "sim" && path.Dir(to) == "sim"):
		return "the arrow goes sideways"
	}
	return ""
}

// homeless says why a third-party package may not be imported from here, or "".
func homeless(from, imported string) string {
	homes := []struct{ prefix, home string }{
		{"github.com/xuri/excelize", "budget/workbook"},
		{"gonum.org/v1/plot", "budget/chart"},
		{"modernc.org/sqlite", "budget/history"},
		{"github.com/spf13/cobra", "cmd/ballast"},
		{"github.com/spf13/pflag", "cmd/ballast"},
	}
	for _, h := range homes {
		if strings.HasPrefix(imported, h.prefix) && from != h.home {
			return "its one home is " + h.home
		}
	}
	return ""
}

// goFiles lists the Go files of the module, relative to its root.
func goFiles(t *testing.T) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(moduleRoot, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(moduleRoot, p)
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && rel != "." && (strings.HasPrefix(name, ".") || name == "testdata" || rel == "build") {
			return filepath.SkipDir
		}
		if !d.IsDir() && strings.HasSuffix(name, ".go") {
			files = append(files, filepath.ToSlash(rel))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("found only %d Go files: the walk is wrong", len(files))
	}
	return files
}

// TestImportsPointDown walks every import of the module, tests included.
func TestImportsPointDown(t *testing.T) {
	for _, file := range goFiles(t) {
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(moduleRoot, file), nil, parser.ImportsOnly)
		if err != nil {
			t.Error(err)
			continue
		}
		from := path.Dir(file)
		if _, ok := layerOf(from); !ok {
			t.Errorf("%s: package %s has no place in the house", file, from)
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			why := homeless(from, imported)
			if to, ours := strings.CutPrefix(imported, "ballast/"); ours {
				why = forbidden(from, to)
				if to == "samples/bench" && from != "cmd/bench" && !strings.HasSuffix(file, "_test.go") {
					why = "the benchmark's workloads are for its program and for tests"
				}
			}
			if why != "" {
				t.Errorf("%s imports %s: %s", file, imported, why)
			}
		}
	}
}

// TestLayerRules: the rules themselves refuse what they are for.
func TestLayerRules(t *testing.T) {
	for _, c := range []struct {
		from, to string
		ok       bool
	}{
		{"cmd/ballast", "budget/report", true},
		{"cmd/ballast", "sim", true},
		{"cmd/ballast", "samples", true},
		{"budget/report", "models", true},
		{"models", "sim", true},
		{"models", "sim/distribution", true},
		{"models", "budget", true},
		{"models", "samples/bench", true},
		{"cmd/bench", "models", true},
		{"cmd/bench", "sim/stats", true},
		{"cmd/bench", "samples/bench", true},
		{"cmd/bench", "budget/workbook", false},
		{"cmd/bench", "budget/history", false},
		{"cmd/bench", "budget/chart", false},
		{"cmd/bench", "budget/report", false},
		{"cmd/bench", "samples", false},
		{"cmd/bench", "cmd/ballast", false},
		{"samples/bench", "budget", true},
		{"sim", "sim/stream", true},
		{"sim/distribution", "sim/stats", true},
		{"budget/workbook", "budget/sheet", true},
		{"budget/workbook", "samples", true},
		{"sim", "budget", false},
		{"sim/distribution", "budget", false},
		{"sim/distribution", "budget/words", false},
		{"sim/distribution", "sim", false},
		{"models", "budget/workbook", false},
		{"models", "budget/report", false},
		{"budget/workbook", "sim", false},
		{"budget/report", "budget/chart", false},
		{"budget", "models", false},
		{"samples/bench", "models", false},
		{"samples/bench", "budget/workbook", false},
		{"samples", "budget/workbook", false},
		{"budget/words", "budget", false},
		{"cmd/ballast", "internal/shared", false},
		{"models/tax", "budget", false},
	} {
		if why := forbidden(c.from, c.to); (why == "") != c.ok {
			t.Errorf("%s -> %s: allowed %v, want %v (%s)", c.from, c.to, why == "", c.ok, why)
		}
	}
}

// TestTopLevel: no other folder stands at the top, dot-folders and the
// untracked build folder apart.
func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir(moduleRoot)
	if err != nil {
		t.Fatal(err)
	}
	house := []string{"cmd", "sim", "models", "budget", "samples", "build"}
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !slices.Contains(house, e.Name()) {
			t.Errorf("folder %s has no place at the top of the house", e.Name())
		}
	}
}
