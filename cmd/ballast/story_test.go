package main

import (
	"encoding/json"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/models/report"
	"ballast/samples"
)

// told is what one run says in all its places.
type told struct {
	lang, console string
	sheets        map[string]string  // by tab: all texts, one a line
	named         map[string]float64 // cells with a name
	raw           map[string]any     // the JSON
}

// tell collects what the run of a sample says.
func tell(t *testing.T, name string) told {
	t.Helper()
	r := sampleRun(t, name)
	x := told{lang: samples.Language(name), console: r.console, sheets: map[string]string{}, named: map[string]float64{}}
	if err := json.Unmarshal(r.whole, &x.raw); err != nil {
		t.Fatal(err)
	}
	cells, tab := map[string]string{}, ""
	for line := range strings.Lines(r.dump) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "# "):
			tab = strings.TrimSpace(line[2:])
		case len(parts) == 2:
			if v, err := strconv.ParseFloat(cells[parts[1]], 64); err == nil {
				x.named[parts[0]] = v
			}
		case len(parts) == 4:
			cells[absolute(tab, parts[0])] = parts[1]
			x.sheets[tab] += strings.Trim(parts[1], `"`) + "\n"
		}
	}
	return x
}

// at reads a figure of the JSON by its path; ok is false where there is none.
func (x told) at(path string) (float64, bool) {
	v := any(x.raw)
	for _, key := range strings.Split(path, "/") {
		m, ok := v.(map[string]any)
		if !ok {
			return 0, false
		}
		v = m[key]
	}
	f, ok := v.(float64)
	return f, ok
}

// tab finds a result sheet by its name in either language.
func (x told) tab(english, chinese string) string {
	for title, text := range x.sheets {
		if title == english || title == chinese {
			return text
		}
	}
	return ""
}

// TestOneStory: a figure is the same wherever it is told, for every sample: in the JSON,
// in the cell with its name, and in the sentences of the console and the sheets.
func TestOneStory(t *testing.T) {
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			x := tell(t, name)
			currency, _ := x.raw["currency"].(string)
			board, reserve := x.tab("Dashboard", "总览"), x.tab("Reserve", "储备建议")
			control := x.tab("Control", "成本控制")
			headline, _, _ := strings.Cut(x.console, "\n")
			for where, text := range map[string]string{"Dashboard": board, "Reserve": reserve} {
				if !strings.Contains(text, headline) {
					t.Errorf("%s does not lead with %q", where, headline)
				}
			}
			if control != "" && !strings.Contains(control, headline) {
				t.Errorf("Control does not say %q", headline)
			}
			for cell, path := range map[string]string{
				"Ballast.Contingency": "reserve/contingency", "Ballast.Base": "cost/base", "Ballast.Cost.Mean": "cost/mean", "Ballast.P80": "cost/quantiles/80",
				"Ballast.P50": "cost/quantiles/50", "Ballast.ProbabilityOverLimit": "cost/probability_over_limit", "Ballast.ProbabilityGap": "cash/probability_gap",
				"Ballast.LiquidityReserve": "reserve/liquidity", "Ballast.ManagementReserve": "reserve/management", "Ballast.NPV.Mean": "return/npv/mean",
				"Ballast.Payback.P50": "return/payback/quantiles/50", "Ballast.ReserveLeft": "control/reserve_left", "Ballast.ReserveNeed": "control/reserve_need",
				"Ballast.CPI": "control/cpi", "Ballast.SPI": "control/spi", "Ballast.EAC.P50": "control/eac/simulated/quantiles/50",
			} {
				want, ok := x.at(path)
				got, there := x.named[cell]
				if ok != there && !(ok && path == "return/npv/mean") {
					t.Errorf("%s is %v in the JSON and %v in the sheets", path, ok, there)
				}
				if ok && there && math.Abs(got-want) > 0.0051 {
					t.Errorf("%s: %v in the cell, %v in the JSON", cell, got, want)
				}
			}
			money := func(path string) string {
				v, ok := x.at(path)
				if !ok {
					return ""
				}
				return report.Money(v, currency, x.lang)
			}
			says := func(figure, text string, places ...string) {
				for i, place := range places {
					if text != "" && place != "" && !strings.Contains(place, text) {
						t.Errorf("%s, %s, is not told in place %d", figure, text, i)
					}
				}
			}
			asked := func(path string) string { // as advice writes it
				v, _ := x.at(path)
				return words.Money{Currency: currency, Language: x.lang}.AtLeast(v)
			}
			says("contingency", money("reserve/contingency"), board)
			says("contingency", asked("reserve/contingency"), x.console, reserve)
			says("base", money("cost/base"), x.console, board, reserve)
			if v, ok := x.at("reserve/liquidity"); ok && v > 0 {
				says("liquidity reserve", asked("reserve/liquidity"), x.console)
			}
			says("mean NPV", money("return/npv/mean"), x.console, board, x.tab("Payback", "回收期"))
			says("what the verdict asks for", x.verdict(), x.console, board, reserve, control)
			says("reserve left", money("control/reserve_left"), x.console, board, control)
			says("reserve needed", money("control/reserve_need"), x.console, board, control)
			says("EAC P50", money("control/eac/simulated/quantiles/50"), x.console, control)
			x.sameWarnings(t)
			if name == samples.Names()[0] {
				v, _ := x.at("reserve/contingency")
				says("contingency", report.Money(v, "", "en"), remembered(t, name))
			}
		})
	}
}

// verdict is the amount of the verdict as advice writes it.
func (x told) verdict() string {
	v := outcome.Verdict{}
	v.Amount, _ = x.at("verdict/amount")
	v.Do, _ = x.raw["verdict"].(map[string]any)["do"].(string)
	currency, _ := x.raw["currency"].(string)
	return v.Written(words.Money{Currency: currency, Language: x.lang})
}

// sameWarnings: each warning of the JSON stands in the sheet Warnings with its value and
// threshold, and the Dashboard counts the major ones.
func (x told) sameWarnings(t *testing.T) {
	t.Helper()
	shown := map[float64]int{}
	for line := range strings.Lines(x.tab("Warnings", "预警")) {
		if v, err := strconv.ParseFloat(strings.TrimSpace(line), 64); err == nil {
			shown[math.Round(v*1e6)]++
		}
	}
	major := 0
	warnings, _ := x.raw["warnings"].([]any)
	for _, item := range warnings {
		w := item.(map[string]any)
		for _, key := range []string{"value", "threshold"} {
			v := math.Round(w[key].(float64) * 1e6)
			if shown[v]--; shown[v] < 0 {
				t.Errorf("the %s %v of the warning %v at %v is not in the sheet Warnings", key, w[key], w["name"], w["where"])
			}
		}
		if w["tier"] == "major" {
			major++
		}
	}
	if x.lang == "en" && major > 1 && !strings.Contains(x.tab("Dashboard", "总览"), strconv.Itoa(major)+" warnings are major") {
		t.Errorf("the Dashboard does not count %d major warnings", major)
	}
}

// remembered is what the history says of a sample that was run into it.
func remembered(t *testing.T, name string) string {
	t.Helper()
	store := filepath.Join(t.TempDir(), "r.db")
	got := ballast(t, "run", filepath.Join(moduleRoot, "samples", name, "plan.xlsx"), "-o", filepath.Join(t.TempDir(), "r.xlsx"), "--store", store)
	if got.code != exitOK {
		t.Fatalf("exit %d\n%s", got.code, got.err)
	}
	return ballast(t, "history", store).out
}

// TestDashboardSentences: every amount in a sentence of the dashboard is a figure of the
// JSON, or the difference of two: none is made up on the way.
func TestDashboardSentences(t *testing.T) {
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			x := tell(t, name)
			currency, _ := x.raw["currency"].(string)
			known := map[string]bool{x.verdict(): true}
			var walk func(v any)
			walk = func(v any) {
				switch y := v.(type) {
				case map[string]any:
					for _, e := range y {
						walk(e)
					}
				case []any:
					for _, e := range y {
						walk(e)
					}
				case float64:
					known[report.Money(y, currency, x.lang)] = true
				}
			}
			walk(x.raw)
			for _, f := range x.differences() {
				known[report.Money(f, currency, x.lang)] = true
			}
			for _, s := range []string{"opening_cash", "minimum_cash"} {
				v, _ := x.at("cash/" + s)
				known[report.Money(v, currency, x.lang)] = true
			}
			amounts := regexp.MustCompile(`-?[¥€$£][\d.,]*\d(?:bn|m|k)?`)
			if x.lang == "zh" {
				amounts = regexp.MustCompile(`-?\d[\d.,]*[万亿]?元`)
			}
			seen := 0
			for line := range strings.Lines(x.tab("Dashboard", "总览")) {
				for _, a := range amounts.FindAllString(line, -1) {
					seen++
					if !known[a] {
						t.Errorf("%s is no figure of the run: %s", a, strings.TrimSpace(line))
					}
				}
			}
			if seen < 8 {
				t.Errorf("only %d amounts found", seen)
			}
		})
	}
}

// differences are the amounts that sentences tell as one figure less another: what a risk
// adds to the chosen quantile, what one mix costs more than another.
func (x told) differences() []float64 {
	var out []float64
	list := func(key string) []map[string]any {
		var all []map[string]any
		items, _ := x.raw[key].([]any)
		for _, i := range items {
			if m, ok := i.(map[string]any); ok {
				all = append(all, m)
			}
		}
		return all
	}
	number := func(m map[string]any, key string) float64 { f, _ := m[key].(float64); return f }
	for _, r := range list("risks") {
		out = append(out, number(r, "cost_at_confidence")-number(r, "cost_at_confidence_without"))
	}
	for _, a := range list("mixes") {
		for _, b := range list("mixes") {
			out = append(out, number(a, "cost_mean")-number(b, "cost_mean"))
		}
	}
	outside, _ := x.at("reserve/outside/contingency")
	inside, _ := x.at("reserve/outside/inside")
	return append(out, outside-inside)
}
