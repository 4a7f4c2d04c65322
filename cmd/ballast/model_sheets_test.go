package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/outcome"
)

// sheetsModel has two outputs, of which one fails where its divisor is not above zero, four
// inputs, and a correlation.
var sheetsModel = strings.Replace(modelSheet("price | 100 |\nunits | 10 |\ncost | 600 |\nshare | 0.5 |\nprofit | =B2*B3-B4 := 400 |\nyield | =SQRT(B5)*B6 := 282.842712474619 |\n",
	"Model!B2 | PERT(90,100,140) | Price | | \nModel!B3 | Triangular(8,10,12) | Units | Price | -0.4\nModel!B4 | Uniform(500,700) | Cost | | \nModel!B5 | Uniform(-0.1,0.9) | Share | | \n",
	"Model!B6 | Profit | higher | 300 | EUR\nModel!B7 | Yield | | |\n"), "Cell | Name\n", "Cell | Name | Better | Target | Unit\n", 1)

// TestModelSheets: the sheets Simulation and Drawn inputs have every part that they are to
// have, with the figures of the JSON, in both languages; the page, the pictures and the tables come too.
func TestModelSheets(t *testing.T) {
	file := plan(t, sheetsModel)
	for lang, needed := range map[string][]string{
		"en": {"# Simulation", "# Drawn inputs", "Profit is at least 300, its target, in ", "Profit follows ", "Probability of not exceeding", "Type a percentile", "Rank correlations of the outputs", "#NUM!", "Model!B7", "As understood", "Rank correlations of the inputs"},
		"zh": {"# 模拟结果", "# 抽样输入", "不低于目标 300", "影响最大", "不超过的概率", "填写分位数", "输出之间的秩相关", "#NUM!", "Model!B7", "PERT(90,100,140)", "输入之间的秩相关"},
	} {
		got := ballast(t, "run", file, "--lang", lang, "--force", "--scenarios", "1024", "-o", "out.xlsx", "--json", "out.json", "--report", "out.html", "--csv", "tables-"+lang, "--charts", "charts-"+lang)
		if got.code != exitOK {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		dump, err := workbook.DumpResults("out.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		for _, part := range needed {
			if !strings.Contains(dump, part) {
				t.Errorf("%s: the sheets have no %q", lang, part)
			}
		}
		charts := strings.Count(dump, "\nchart\t")
		if want := 3 + 2*(2+3); charts != want { // on the Dashboard; of each output a histogram, a tornado and three clouds
			t.Errorf("%s: %d charts, expected %d", lang, charts, want)
		}
		sheetsAgree(t, dump)
		painted := !strings.Contains(got.err, words.For(lang).Say("handout.nofont")) // a machine without a Chinese font
		checkPictures(t, "charts-"+lang, painted, "model-histogram-1", "model-histogram-2", "model-tornado-1", "model-tornado-2", "model-scatter-1-a", "model-scatter-2-c")
		page, err := os.ReadFile("out.html")
		if err != nil || !strings.Contains(string(page), "<svg") || !strings.Contains(string(page), "Profit") {
			t.Errorf("%s: the page: %v", lang, err)
		}
		if found, err := filepath.Glob("tables-" + lang + "/*.csv"); err != nil || len(found) < 6 {
			t.Errorf("%s: the tables %v", lang, found)
		}
	}
}

// sheetsAgree compares what stands on the sheets with the JSON of the run.
func sheetsAgree(t *testing.T, dump string) {
	t.Helper()
	data, err := os.ReadFile("out.json")
	if err != nil {
		t.Fatal(err)
	}
	var o outcome.Model
	if err := json.Unmarshal(data, &o); err != nil || len(o.Outputs) != 2 {
		t.Fatal(err)
	}
	profit, yield := o.Outputs[0], o.Outputs[1]
	if profit.Target == nil || profit.Target.Within == nil || profit.Errors != 0 || math.Abs(float64(yield.Errors)/1024-0.1) > 0.01 {
		t.Errorf("target %+v; %d and %d errors", profit.Target, profit.Errors, yield.Errors)
	}
	for name, want := range map[string]float64{"Ballast.Model1.Mean": profit.Mean, "Ballast.Model1.AtPercentile": quantileOf(profit, 0.8), "Ballast.Model1.P50": quantileOf(profit, 0.5), "Ballast.Model2.P95": quantileOf(yield, 0.95)} {
		if got := named(t, dump, name); math.Abs(got-want) > 1e-9*math.Abs(want) {
			t.Errorf("%s: the sheet has %v, the JSON %v", name, got, want)
		}
	}
	if at := regexp.MustCompile(`(?m)^[A-Z]+\d+\t[^\t]*\t=[^\t]*INDEX\(`); !at.MatchString(dump) {
		t.Error("no cell follows the percentile that is typed")
	}
	for _, in := range o.Inputs {
		if in.Theory == nil || math.Abs(in.Mean-*in.Theory) > 0.02*in.SD || !strings.Contains(dump, strconv.Quote(in.Definition)) {
			t.Errorf("%s: drawn mean %v, theory %v, %s", in.Key, in.Mean, in.Theory, in.Definition)
		}
	}
}

// quantileOf is a percentile of an output in the JSON.
func quantileOf(o outcome.ModelOutput, p float64) float64 {
	for _, q := range o.Percentiles {
		if math.Abs(q.P-100*p) < 1e-9 || math.Abs(q.P-p) < 1e-12 {
			return q.X
		}
	}
	return math.NaN()
}

// named is the number in the cell that a defined name of a result refers to.
func named(t *testing.T, dump, name string) float64 {
	t.Helper()
	m := regexp.MustCompile(`(?m)^` + regexp.QuoteMeta(name) + `\t'([^']+)'!\$([A-Z]+)\$(\d+)`).FindStringSubmatch(dump)
	if m == nil {
		t.Errorf("no name %s", name)
		return math.NaN()
	}
	_, sheet, _ := strings.Cut(dump, "# "+m[1]+"\n")
	cell := regexp.MustCompile(fmt.Sprintf(`(?m)^%s%s\t([^\t\n]+)`, m[2], m[3])).FindStringSubmatch(sheet)
	if cell == nil {
		t.Errorf("%s: no cell", name)
		return math.NaN()
	}
	x, err := strconv.ParseFloat(cell[1], 64)
	if err != nil {
		t.Error(err)
	}
	return x
}
