package main

import (
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"

	"ballast/models/outcome"
	"ballast/samples"
)

// TestModelSamples: every sample that is a workbook of formulas passes its gate
// in every cell and runs; the one with the functions of an add-in gives the same answer to
// the bit, the one in Chinese, whose inputs have other names and so other draws, the same
// but for the draws.
func TestModelSamples(t *testing.T) {
	t.Chdir(t.TempDir())
	var first outcome.Model
	for i, name := range samples.Models() {
		if got := ballast(t, "new", "--sample", name, name+".xlsx"); got.code != exitOK {
			t.Fatalf("%s: %s", name, got.err)
		}
		got := ballast(t, "run", name+".xlsx", "--quiet", "--strict", "--scenarios", "4096", "--json", name+".json")
		if got.code != exitOK {
			t.Fatalf("%s: exit %d\n%s", name, got.code, got.err)
		}
		data, err := os.ReadFile(name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var o outcome.Model
		if err := json.Unmarshal(data, &o); err != nil {
			t.Fatal(err)
		}
		if b := o.Base; b.Compared != b.Reached || b.Differing != 0 || len(o.Inputs) != 10 || len(o.Outputs) != 4 {
			t.Errorf("%s: %+v, %d inputs, %d outputs", name, b, len(o.Inputs), len(o.Outputs))
		}
		if i == 0 {
			first = o
		}
		for k, x := range o.Outputs {
			if name != "npv-model-zh" && (x.Mean != first.Outputs[k].Mean || x.SD != first.Outputs[k].SD) {
				t.Errorf("%s: %s has mean %v and sd %v, npv-model %v and %v", name, x.Name, x.Mean, x.SD, first.Outputs[k].Mean, first.Outputs[k].SD)
			}
			if math.Abs(x.Mean-first.Outputs[k].Mean) > 0.02*x.SD || math.Abs(x.Base-first.Outputs[k].Base) > 1e-9*math.Abs(x.Base) {
				t.Errorf("%s: %s has mean %v and base %v, npv-model %v and %v", name, x.Name, x.Mean, x.Base, first.Outputs[k].Mean, first.Outputs[k].Base)
			}
		}
	}
}

// TestModelExplain: a scenario of a model is printed as a tree down to its draws.
func TestModelExplain(t *testing.T) {
	t.Chdir(t.TempDir())
	if got := ballast(t, "new", "--sample", "npv-model", "npv.xlsx"); got.code != exitOK {
		t.Fatal(got.err)
	}
	got := ballast(t, "explain", "npv.xlsx", "--result", "NPV", "--scenario", "17")
	for _, part := range []string{"Scenario 17: what Result!B2 comes from", "=NPV(Assumptions!B13", "  'Cash flow'!L3", "drawn Price = ", "percentile", "see above"} {
		if !strings.Contains(got.out, part) {
			t.Errorf("no %q in\n%s%s", part, got.out, got.err)
		}
	}
	values := map[string]string{}
	for _, word := range []string{"p5", "median", "worst", "best"} {
		got := ballast(t, "explain", "npv.xlsx", "--result", "NPV", "--scenario", word, "--scenarios", "1024")
		lines := strings.SplitN(got.out, "\n", 3)
		if got.code != exitOK || len(lines) < 3 {
			t.Fatalf("%s: exit %d\n%s%s", word, got.code, got.out, got.err)
		}
		values[word] = lines[1]
	}
	if !strings.Contains(values["worst"], " -") || values["worst"] == values["p5"] || values["best"] == values["median"] || strings.Contains(values["best"], "!B2 -") {
		t.Errorf("the scenarios at percentiles: %v", values)
	}
	if got := ballast(t, "explain", "npv.xlsx", "--scenario", "20000"); got.code != exitFailed {
		t.Errorf("a scenario beyond the run: exit %d", got.code)
	}
}
