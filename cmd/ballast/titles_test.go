package main

import (
	"encoding/json"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/samples"
)

// titled lists what the rows of a run are called by their IDs: lines, risks, sources and
// streams, and the responses of risks.
func titled(raw map[string]any) map[string][]string {
	out := map[string][]string{}
	var walk func(v any)
	walk = func(v any) {
		switch x := v.(type) {
		case map[string]any:
			id, _ := x["id"].(string)
			name, _ := x["name"].(string)
			risk, _ := x["risk"].(string)
			response, _ := x["response"].(string)
			for _, pair := range [][2]string{{id, name}, {id, response}, {risk, response}} {
				if pair[0] != "" && pair[1] != "" {
					out[pair[0]] = append(out[pair[0]], pair[1])
				}
			}
			for _, e := range x {
				walk(e)
			}
		case []any:
			for _, e := range x {
				walk(e)
			}
		}
	}
	walk(raw)
	return out
}

// TestIDsHaveTitles: in the sentences of every sample's result an ID of the plan never
// stands without the title of its row; cells that hold IDs alone, places, percentiles and
// shocks as they are typed are none.
func TestIDsHaveTitles(t *testing.T) {
	none := regexp.MustCompile(`[A-Za-z]+![A-Z]+\d+|[(（][^()（）]*(late|fails|costs|rates|revenue|延迟|失败|不到位)[^()（）]*[)）]|"[^"]*(late|fails)[^"]*"|P\d\d?\b`)
	id := regexp.MustCompile(`\b[A-Z]{1,3}\d{1,2}\b`)
	seen := 0
	for _, name := range samples.Names() {
		x, r := tell(t, name), sampleRun(t, name)
		titles := titled(x.raw)
		if len(titles) < 5 {
			t.Fatalf("%s: only %d rows", name, len(titles))
		}
		for _, s := range resultTexts(r) {
			if !strings.ContainsAny(s.text, " ：，。") || strings.HasPrefix(s.at, "Run log") || strings.HasPrefix(s.at, "运行记录") {
				continue
			}
			text := none.ReplaceAllString(s.text, "")
			if id.ReplaceAllString(text, "") == strings.Repeat(", ", strings.Count(text, ", ")) {
				continue // a square of the risk matrix
			}
			for _, found := range id.FindAllString(text, -1) {
				list, ok := titles[found]
				if !ok {
					continue
				}
				if seen++; !slices.ContainsFunc(list, func(title string) bool {
					head := []rune(title)
					return strings.Contains(text, string(head[:min(len(head), 6)]))
				}) {
					t.Errorf("%s, %s: %s without its title %q in %q", name, s.at, found, list[0], s.text)
				}
			}
		}
	}
	if seen < 100 {
		t.Errorf("only %d IDs seen", seen)
	}
}

// TestNoCents: amounts on the result sheets stand in the precision of their interval, never
// with cents: no cell that a reader sees writes a large number with decimals unless in
// thousands, millions, 万 or 亿.
func TestNoCents(t *testing.T) {
	scaled := regexp.MustCompile(`,"|,,|\\\.|%|####`) // the last: data of charts, beside the page
	seen := 0
	for _, name := range samples.Names() {
		for line := range strings.Lines(sampleRun(t, name).dump) {
			parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
			if len(parts) != 4 {
				continue
			}
			v, err := strconv.ParseFloat(parts[1], 64)
			if err != nil || math.Abs(v) < 10_000 || strings.HasPrefix(parts[3], "yyyy") {
				continue
			}
			if seen++; !scaled.MatchString(parts[3]) && (strings.Contains(parts[3], ".0")) {
				t.Errorf("%s: %v is written with the format %s", name, v, parts[3])
			}
		}
	}
	if seen < 500 {
		t.Errorf("only %d amounts seen", seen)
	}
}

// TestScorecardSpread: the cards of the sample that runs have grades from good to bad by one
// rule; nobody has a grade without a figure to be graded by, nor goes without one who has
// figures; equal marks have equal grades.
func TestScorecardSpread(t *testing.T) {
	var o struct {
		Control struct {
			Cards outcome.Scorecard `json:"scorecard"`
		}
	}
	if err := json.Unmarshal(sampleRun(t, "ecommerce-platform").whole, &o); err != nil {
		t.Fatal(err)
	}
	grades, byMarks := map[string]int{}, map[string]string{}
	for _, c := range o.Control.Cards.Owners {
		graded := strings.Trim(c.Marks, "- ") != ""
		if (c.Grade != "-") != graded || c.CPI != nil && c.Marks[0] == '-' {
			t.Errorf("%s: marks %q, grade %q", c.Name, c.Marks, c.Grade)
		}
		if g, ok := byMarks[c.Marks]; ok && g != c.Grade {
			t.Errorf("the marks %q are %s and %s", c.Marks, g, c.Grade)
		}
		byMarks[c.Marks] = c.Grade
		grades[c.Grade]++
	}
	if len(grades) < 3 {
		t.Errorf("the grades are %v", grades)
	}
}

// TestPastIsNoFuture: on the sheets that look ahead no sentence and no title of a chart of a
// running project tells a month that has passed.
func TestPastIsNoFuture(t *testing.T) {
	const name, asOf = "ecommerce-platform", "2026-05"
	month, seen := regexp.MustCompile(`\b20\d\d-\d\d\b`), 0
	for _, s := range resultTexts(sampleRun(t, name)) {
		sheet, _, _ := strings.Cut(strings.TrimSuffix(s.at, " chart"), "!")
		if !strings.Contains("Dashboard Reserve Cash Cost Payback Funding results", sheet) || strings.Contains(s.text, "·") || len(s.text) < 20 {
			continue // the line of the run; cells of months
		}
		for _, m := range month.FindAllString(s.text, -1) {
			if seen++; m <= asOf {
				t.Errorf("%s tells of %s, which has passed: %q", s.at, m, s.text)
			}
		}
	}
	if seen < 5 {
		t.Errorf("only %d months are told", seen)
	}
}

// TestWorstThreeStand: under the count of major warnings the Dashboard tells the worst
// three of them, no more, each one of the JSON.
func TestWorstThreeStand(t *testing.T) {
	x := tell(t, "ecommerce-platform")
	pattern, _ := patternOf(words.For("en"), "light.warning", 5)
	major, told := 0, 0
	list, _ := x.raw["warnings"].([]any)
	for _, w := range list {
		if w.(map[string]any)["tier"] == "major" {
			major++
		}
	}
	for line := range strings.Lines(x.tab("Dashboard", "总览")) {
		if m := pattern.FindStringSubmatch(strings.TrimSpace(line)); m != nil {
			told++
			if !anyOf(x.raw["warnings"], func(w map[string]any) bool {
				title, _ := w["title"].(string)
				where, _ := w["where"].(string)
				return w["tier"] == "major" && strings.Contains(line, where) && strings.Contains(line, title)
			}) {
				t.Errorf("%q is no major warning of the JSON", line)
			}
		}
	}
	if major < 4 || told != 3 {
		t.Errorf("%d of %d major warnings are told", told, major)
	}
}
