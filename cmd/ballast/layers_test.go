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
// Places whose package is still to come are drawn already.
// sim and its rooms stand apart from budget: see forbidden.
func layerOf(pkg string) (layer int, ok bool) {
	switch path.Dir(pkg) {
	case "sim":
		return 1, true
	case "budget/workbook/internal":
		return 5, true
	case "budget/formula":
		return 1, true
	}
	layer, ok = map[string]int{
		"cmd/ballast":            13,
		"cmd/bench":              13,
		"cmd/ballast/page":       12,
		"cmd/ballast/mcp":        12,
		"cmd/licences":           0,  // reads no package of ours
		"cmd/load":               13, // speaks to the page over HTTP and knows nothing of ours
		"cmd/profile":            11,
		"cmd/memory":             11,
		"cmd/ballast/service":    11, // what the command, the page and assistants share
		"cmd/ballast/shard":      11,
		"models/report":          10,
		"models/history":         10,
		"models/portfolio":       10,
		"models/study":           10,
		"models/review":          10,
		"budget/chart":           10, // for commands: what draws and prints stands beside what describes
		"budget/handout":         10,
		"models/cells":           9,
		"models":                 8,
		"models/outcome":         7,
		"models/waterfall":       7,
		"models/returns":         7,
		"models/vector":          7,
		"budget/workbook":        6,
		"budget/workbook/schema": 4, // what is understood: under the rooms that read and write it
		"samples/bench":          4, // makes plans of the benchmark's files: above budget, beside what reads other files
		"budget":                 3,
		"sim":                    2,
		"budget/formula":         2,
		"budget/unit":            1,
		"budget/words":           0,
		"budget/sheet":           0,
		"budget/scratch":         0,
		"samples":                0,
	}[pkg]
	return layer, ok
}

// within reports whether a package is a house or one of its rooms.
func within(pkg, house string) bool {
	return pkg == house || strings.HasPrefix(pkg, house+"/")
}

// forbidden says why a package may not import another of the module, or "".
// The rooms of sim stand on one layer and may use one another, and so may the
// inner rooms of budget/workbook and the numerical ones of budget/formula.
func forbidden(from, to string) string {
	lf, okf := layerOf(from)
	lt, okt := layerOf(to)
	rooms := func(house string) bool { return path.Dir(from) == house && path.Dir(to) == house }
	switch {
	case !okf:
		return from + " has no place in the house"
	case !okt:
		return to + " has no place in the house"
	case within(from, "sim") && !within(to, "sim"):
		return "the engine knows no plan and no money"
	case within(from, "budget") && within(to, "models"):
		return "a plan does not know what is made of it"
	case within(from, "budget") && within(to, "sim") && !(within(from, "budget/workbook") && to == "sim/distribution"):
		return "a plan is not simulated where it is written; only its distributions are checked where they are read"
	case within(from, "models") && within(to, "budget/workbook"):
		return "models knows no xlsx"
	case from == "cmd/bench" && (lt == 10 || within(to, "budget/workbook") || to == "samples"):
		return "the benchmark links the engine alone"
	case lt > lf:
		return "the arrow goes up"
	case lt == lf && from != to && !rooms("sim") && !rooms("budget/workbook/internal") && !rooms("budget/formula"):
		return "the arrow goes sideways"
	}
	return ""
}

// homeless says why a third-party package may not be imported from here, or "".
func homeless(from, imported string) string {
	homes := []struct{ prefix, home string }{
		{"github.com/xuri/excelize", "budget/workbook"},
		{"gonum.org/v1/plot", "budget/chart"},
		{"modernc.org/sqlite", "models/history"},
		{"github.com/spf13/cobra", "cmd/ballast"},
		{"github.com/spf13/pflag", "cmd/ballast"},
		{"github.com/modelcontextprotocol", "cmd/ballast/mcp"},
	}
	for _, h := range homes {
		if strings.HasPrefix(imported, h.prefix) && from != h.home && !(h.home == "budget/workbook" && within(from, h.home)) {
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
		if _, err := os.Stat(filepath.Join(p, "go.mod")); d.IsDir() && rel != "." && err == nil {
			return filepath.SkipDir // a module of its own
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
				test := strings.HasSuffix(file, "_test.go")
				if test && path.Dir(from) == "models" && to == "budget/workbook" {
					why = "" // a test of a room may read its plan from a sample
				}
				if to == "samples/bench" && from != "cmd/bench" && !test {
					why = "the benchmark's workloads are for its program and for tests"
				}
				if to == "budget/workbook/internal/specimen" && from != to && !test {
					why = "specimens are for tests"
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
		{"cmd/ballast", "models/report", true},
		{"cmd/ballast", "sim", true},
		{"cmd/ballast", "samples", true},
		{"models/report", "models", true},
		{"models", "sim", true},
		{"models", "sim/distribution", true},
		{"models", "budget", true},
		{"models", "samples/bench", true},
		{"cmd/bench", "models", true},
		{"cmd/bench", "sim/stats", true},
		{"cmd/bench", "samples/bench", true},
		{"cmd/bench", "budget/workbook", false},
		{"cmd/bench", "models/history", false},
		{"cmd/bench", "budget/chart", false},
		{"cmd/bench", "models/report", false},
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
		{"models", "models/report", false},
		{"budget/workbook", "sim", false},
		{"models/report", "budget/chart", false},
		{"budget", "models", false},
		{"samples/bench", "models", false},
		{"samples/bench", "budget/workbook", false},
		{"samples", "budget/workbook", false},
		{"budget/words", "budget", false},
		{"cmd/ballast", "internal/shared", false},
		{"models/tax", "budget", false},
		{"cmd/ballast", "cmd/ballast/page", true},
		{"cmd/ballast/page", "models/study", true},
		{"cmd/ballast/page", "cmd/ballast/service", true},
		{"cmd/ballast/service", "cmd/ballast/page", false},
		{"cmd/ballast/page", "cmd/ballast/mcp", false},
		{"models", "models/waterfall", true},
		{"models", "models/vector", true},
		{"models/report", "models/outcome", true},
		{"models/waterfall", "sim", true},
		{"budget/workbook", "sim/distribution", true},
		{"budget/workbook", "budget/workbook/schema", true},
		{"budget/workbook/schema", "sim/distribution", true},
		{"budget/workbook/internal/graft", "budget/workbook/internal/opc", true},
		{"budget/workbook/internal/template", "budget/workbook/schema", true},
		{"budget/workbook/schema", "budget/workbook/internal/opc", false},
		{"budget/workbook/schema", "budget/workbook", false},
		{"budget/workbook", "sim/stats", false},
		{"budget", "sim/distribution", false},
		{"budget/chart", "models/outcome", false},
		{"models/waterfall", "models", false},
		{"models/vector", "models", false},
		{"models/waterfall", "models/returns", false},
		{"models/report", "models/history", false},
		{"models/cells", "budget/workbook", false},
		{"models/study", "cmd/ballast/page", false},
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
