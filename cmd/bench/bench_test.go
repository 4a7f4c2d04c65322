package main

import (
	"context"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"
)

// TestFiguresAgainstPeer compares our figures with what samples/bench/mc_numpy.py wrote for
// 200,000 scenarios (S.numpy.json, M.numpy.json; NumPy 1.24.2, SciPy 1.10.1):
// another program, language and generator. Tolerance: 4 standard errors, found
// from the spread of many runs each of plain random scenarios and of ours, and for
// the peer's quantiles at least that of counting; a figure of which both programs say the same counts as equal.
func TestFiguresAgainstPeer(t *testing.T) {
	figuresAgainstPeer(t, map[string]int{"S": 3000, "M": 512}, 16)
}

// TestSlowFiguresAgainstPeer: the same from more scenarios, where smaller
// differences are seen.
func TestSlowFiguresAgainstPeer(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("SLOW: make check-slow runs this")
	}
	figuresAgainstPeer(t, map[string]int{"S": 30000, "M": 6000}, 30)
}

func figuresAgainstPeer(t *testing.T, sizes map[string]int, runs int) {
	for name, n := range sizes {
		t.Run(name, func(t *testing.T) {
			p, err := readProblem("../../samples/bench/"+name+".json", options{})
			if err != nil {
				t.Fatal(err)
			}
			theirs, err := readFigures("../../samples/bench/" + name + ".numpy.json")
			if err != nil {
				t.Fatal(err)
			}
			all, err := p.compare(t.Context(), theirs, n, runs)
			if err != nil {
				t.Fatal(err)
			}
			if want := 30 + p.w.Months; len(all) < want {
				t.Errorf("%d figures are compared, want at least %d", len(all), want)
			}
			for _, c := range all {
				if !(abs(c.apart()) <= 4) {
					t.Errorf("%s: ours %v, theirs %v, %.1f standard errors apart", c.name, c.ours, c.theirs, c.apart())
				}
			}
		})
	}
}

// TestCountedQuantile: the median of n normal values has the standard error
// sd sqrt(pi/2n), which is 1.2533 sd/sqrt(n).
func TestCountedQuantile(t *testing.T) {
	if got, want := counted(figureValue{percent: 50, sd: 10}, 400), 10*math.Sqrt(math.Pi/800); abs(got-want) > 1e-12 {
		t.Errorf("%v, want %v", got, want)
	}
	if got := counted(figureValue{x: 3}, 400); got != 0 {
		t.Errorf("what is no quantile has the error %v", got)
	}
}

// TestComparedApart: a difference counts in standard errors, rounding does not
// count, and a figure that one side lacks never passes.
func TestComparedApart(t *testing.T) {
	for _, c := range []struct {
		ours, theirs, se, want float64
	}{{10, 8, 1, 2}, {8, 10, 4, -0.5}, {1e9, 1e9 + 0.01, 0, 0}, {0, 0, 0, 0}, {1, 0, 0, math.Inf(1)}} {
		if got := (compared{ours: c.ours, theirs: c.theirs, se: c.se}).apart(); got != c.want {
			t.Errorf("%v: %v standard errors, want %v", c, got, c.want)
		}
	}
	if got := (compared{ours: math.NaN(), theirs: 1, se: 1}).apart(); !math.IsNaN(got) {
		t.Errorf("a figure that is missing is %v apart", got)
	}
	s := spread{n: 100, sample: 50, sd: map[string]float64{"x": 2}}
	for _, c := range []struct {
		v    figureValue
		n    int
		want float64
	}{
		{figureValue{name: "x"}, 400, 1},                         // root(100/400)
		{figureValue{name: "x", ranks: true}, 400, 2},            // both of 50
		{figureValue{name: "new", share: true}, 400, 0.5 / 20.0}, // root(1/4/400)
	} {
		if got := s.at(c.v, 0.5, c.n); abs(got-c.want) > 1e-15 {
			t.Errorf("%v of %d scenarios: standard error %v, want %v", c.v, c.n, got, c.want)
		}
	}
}

// said is what a call of the program ended with.
type said struct {
	code     int
	out, err string
}

func call(t *testing.T, args ...string) said {
	t.Helper()
	var out, err strings.Builder
	code := run(t.Context(), args, &out, &err)
	return said{code: code, out: out.String(), err: err.String()}
}

// TestBenchCommand: the JSON has the keys of the peer, and the same figures
// whatever the number of workers.
func TestBenchCommand(t *testing.T) {
	on := func(workers string) said {
		return call(t, "--json", "--scenarios", "500", "--sampling", "mc", "--seed", "3", "--workers", workers, "../../samples/bench/S.json")
	}
	one, two := on("1"), on("2")
	if one.code != exitOK {
		t.Fatal(one)
	}
	figures := func(s said) string { before, _, _ := strings.Cut(s.out, `"process"`); return before }
	if figures(one) != figures(two) {
		t.Error("one and two workers do not say the same")
	}
	var ours, theirs map[string]any
	if err := json.Unmarshal([]byte(one.out), &ours); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile("../../samples/bench/S.numpy.json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &theirs); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"cash", "min_balance", "payback", "payback_discounted"} {
		delete(theirs, key) // in no outcome as the peer defines them: see figureTable
	}
	cost := theirs["cost"].(map[string]any)
	cost["quantiles"] = cost["quantiles"].([]any)[:14] // an outcome lacks 5 of the 19
	sameShape(t, "", ours, theirs)
	if ours["n"] != 500.0 {
		t.Errorf("n is %v", ours["n"])
	}
}

// sameShape reports what the second has and the first lacks, to any depth, and
// lists of other lengths.
func sameShape(t *testing.T, at string, ours, theirs any) {
	t.Helper()
	switch theirs := theirs.(type) {
	case map[string]any:
		got, _ := ours.(map[string]any)
		for key, x := range theirs {
			sameShape(t, at+"/"+key, got[key], x)
		}
	case []any:
		if got, _ := ours.([]any); len(got) != len(theirs) {
			t.Errorf("%s has %d entries, theirs %d", at, len(got), len(theirs))
		}
	case float64:
		if _, ok := ours.(float64); !ok {
			t.Errorf("%s is missing", at)
		}
	}
}

// TestBenchUsage: what cannot be meant is refused with one sentence, and a run
// that is stopped says so.
func TestBenchUsage(t *testing.T) {
	for _, c := range []struct {
		args []string
		want string
	}{
		{nil, "no workload"},
		{[]string{"--scenarios", "auto", "x.json"}, "number from 1"},
		{[]string{"--scenarios", "0", "x.json"}, "number from 1"},
		{[]string{"--seed", "-1", "x.json"}, "from 0"},
		{[]string{"--sampling", "Halton", "x.json"}, "LHS, MC, Sobol"},
		{[]string{"--workers", "-1", "x.json"}, "--workers -1"},
		{[]string{"--nosuch", "x.json"}, "nosuch"},
		{[]string{"x.json", "--json"}, "flags come first"},
	} {
		got := call(t, c.args...)
		if got.code != exitUsage || !strings.Contains(got.err, c.want) || strings.Count(got.err, "\n") != 1 {
			t.Errorf("%v: exit code %d, %s", c.args, got.code, got.err)
		}
	}
	if got := call(t, "nosuch.json"); got.code != exitFailed || !strings.Contains(got.err, "nosuch.json") {
		t.Errorf("a missing file: %v", got)
	}
	if got := call(t, "--help"); got.code != exitOK || !strings.Contains(got.err, "-accuracy") {
		t.Errorf("--help: %v", got)
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	var out, err strings.Builder
	if code := run(stopped, []string{"../../samples/bench/S.json"}, &out, &err); code != exitInterrupted || out.Len() > 0 {
		t.Errorf("a stopped run ends with %d: %s%s", code, out.String(), err.String())
	}
}

// TestContender measures a process: this test binary, with nothing to do.
func TestContender(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := &contender{command: []string{self, "-test.run=^$"}}
	if err := alternate(t.Context(), []*contender{c}, 3); err != nil {
		t.Fatal(err)
	}
	if len(c.took) != 3 || !(c.least(wallOf) > 0) || c.least(wallOf) > c.middle(wallOf) {
		t.Errorf("took %v", c.took)
	}
	bad := &contender{command: []string{self, "-test.nosuchflag"}}
	if err := bad.run(t.Context()); err == nil {
		t.Error("a process that fails is measured")
	}
	if x := (&contender{took: []process{{CPU: 4}, {CPU: 1}, {CPU: 3}, {CPU: 9}}}).middle(cpuOf); x != 3.5 {
		t.Errorf("median of 1, 3, 4, 9: %v", x)
	}
}

// TestBenchAccuracy: every design has a row, and plain random is 1 against itself.
func TestBenchAccuracy(t *testing.T) {
	got := call(t, "--accuracy", "--scenarios", "256", "--repeat", "8", "../../samples/bench/S.json")
	if got.code != exitOK {
		t.Fatal(got)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(got.out) {
		if f := strings.Fields(line); len(f) > 3 && f[0] == "S" {
			rows[f[2]] = f[3:]
		}
	}
	first := trials("")[0].name
	for _, way := range trials("") {
		if len(rows[way.name]) != len(accuracyFigures())+len(ranged())+2 {
			t.Errorf("%s: %v", way.name, rows[way.name])
		}
	}
	for k := range accuracyFigures() {
		if len(rows[first]) > k && rows[first][k] != "1" && rows[first][k] != "-" {
			t.Errorf("%s of %s is %s against itself", accuracyFigures()[k], first, rows[first][k])
		}
	}
}
