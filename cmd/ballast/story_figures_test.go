package main

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/models/report"
	"ballast/samples"
)

// sentences are the patterns of sentences of the dashboard that tell figures, by language.
var sentences = map[string]map[string]*regexp.Regexp{
	"en": {
		"driver": regexp.MustCompile(`(?m)^\d\. (.+): mean cost (.+?) when low, (.+?) when high; (.+?) of the variance\.`),
		"risk":   regexp.MustCompile(`(?m)^(.+?) weighs most: without it P[\d.]+ of the cost would be (.+?) lower\. It occurs in (.+?) of futures`),
		"gap":    regexp.MustCompile(`There is an? (.+?) chance of running short of cash`),
		"base":   regexp.MustCompile(`over the base of (.+?): ([<>]?[\d.]+ ?%)`),
	},
	"zh": {
		"driver": regexp.MustCompile(`(?m)^\d\. (.+)：偏低时平均成本(.+?)，偏高时(.+?)；占方差(.+?)。`),
		"risk":   regexp.MustCompile(`(?m)影响最大的风险是 (.+?)：若无此风险，成本 P[\d.]+ 可降低(.+?)。其发生概率为(.+?)。`),
		"gap":    regexp.MustCompile(`出现资金缺口的概率为(.+?)。`),
		"base":   regexp.MustCompile(`超出基准 (.+?)：([<>]?[\d.]+ ?%)`),
	},
}

// percentSays reports whether a percentage as written ("1.6 %", "<0.1%") tells a share:
// within half of its last digit.
func percentSays(text string, share float64) bool {
	digits := strings.Trim(text, " %")
	bound := digits[:1]
	digits = strings.TrimLeft(digits, "<>")
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		return false
	}
	switch bound {
	case "<":
		return share > 0 && 100*share < v
	case ">":
		return share < 1 && 100*share > v
	}
	_, decimals, _ := strings.Cut(digits, ".")
	return math.Abs(100*share-v) <= 0.5*math.Pow(10, -float64(len(decimals)))+1e-4
}

// TestDashboardFigures: the percentages and amounts in the sentences of the dashboard are
// those of the JSON, each of the very driver, risk or chance that the sentence names, in
// every sample and both languages.
func TestDashboardFigures(t *testing.T) {
	found := map[string]int{}
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			x := tell(t, name)
			currency, _ := x.raw["currency"].(string)
			money := func(v any) string { f, _ := v.(float64); return report.Money(f, currency, x.lang) }
			share := func(v any) float64 { f, _ := v.(float64); return f }
			board, says := x.tab("Dashboard", "总览"), sentences[x.lang]
			sensitivity, _ := x.raw["sensitivity"].(map[string]any)
			for _, m := range says["driver"].FindAllStringSubmatch(board, -1) {
				found["driver"]++
				if !anyOf(sensitivity["cost"], func(d map[string]any) bool {
					id, _ := d["input"].(string)
					title, _ := d["name"].(string)
					return strings.HasPrefix(m[1], id[:1]) && strings.Contains(m[1], title) &&
						money(d["low"]) == m[2] && money(d["high"]) == m[3] && percentSays(m[4], share(d["variance_share"]))
				}) {
					t.Errorf("no driver of the JSON is that of %q", m[0])
				}
			}
			for _, m := range says["risk"].FindAllStringSubmatch(board, -1) {
				found["risk"]++
				if !anyOf(x.raw["risks"], func(r map[string]any) bool {
					return m[1] == r["id"].(string)+" "+r["name"].(string) && percentSays(m[3], share(r["occurred"])) &&
						money(share(r["cost_at_confidence"])-share(r["cost_at_confidence_without"])) == m[2]
				}) {
					t.Errorf("no risk of the JSON is that of %q", m[0])
				}
			}
			for _, m := range says["gap"].FindAllStringSubmatch(board, -1) {
				found["gap"]++
				if v, ok := x.at("cash/probability_gap"); !ok || !percentSays(m[1], v) {
					t.Errorf("%v in the JSON: %q", v, m[0])
				}
			}
			for _, m := range says["base"].FindAllStringSubmatch(board, -1) {
				found["base"]++
				base, _ := x.at("cost/base")
				if v, ok := x.at("cost/probability_overrun"); !ok || !percentSays(m[2], v) || money(base) != m[1] {
					t.Errorf("%v over %s in the JSON: %q", v, money(base), m[0])
				}
			}
		})
	}
	for key, least := range map[string]int{"driver": 10, "risk": 2, "gap": 4, "base": 3} {
		if found[key] < least {
			t.Errorf("%d sentences of the kind %s found, want at least %d", found[key], key, least)
		}
	}
	for text, v := range map[string]float64{"1.6 %": 0.0166, "18%": 0.187, "<0.1%": 0.002, ">99.9 %": 0.9985, "40%": 0.4051} {
		if percentSays(text, v) {
			t.Errorf("%s passes for %v", text, v)
		}
	}
}

// anyOf reports whether an object in a list of the JSON holds.
func anyOf(list any, holds func(map[string]any) bool) bool {
	items, _ := list.([]any)
	for _, i := range items {
		if m, ok := i.(map[string]any); ok && holds(m) {
			return true
		}
	}
	return false
}
