package main

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/sheet"
	"ballast/samples"
)

// saying is one text as a reader sees it, with its place.
type saying struct{ at, text string }

// resultTexts lists every text of a run: the lines of the console, the cells as a
// spreadsheet program shows them, and what charts say.
func resultTexts(r ran) []saying {
	var out []saying
	for line := range strings.Lines(r.console) {
		out = append(out, saying{"console", strings.TrimSpace(line)})
	}
	tab := ""
	for line := range strings.Lines(r.dump) {
		parts := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		switch {
		case strings.HasPrefix(line, "# "):
			tab = strings.TrimSpace(line[2:])
		case parts[0] == "chart":
			out = append(out, saying{tab + " chart", parts[1]})
		case len(parts) == 4:
			text := parts[1]
			if x, err := strconv.ParseFloat(text, 64); err == nil {
				text = sheet.Show(x, parts[3])
			}
			out = append(out, saying{tab + "!" + parts[0], strings.Trim(text, `"`)})
		}
	}
	return out
}

// never are patterns that no text of a result holds, with the reason.
func never(chinese bool) map[string]*regexp.Regexp {
	m := map[string]*regexp.Regexp{
		"no word for a reader":        regexp.MustCompile(`undefined|NaN|%!|\binf\b|<nil>`),
		"nothing with a unit":         regexp.MustCompile(`(^|[^\d.,])[¥€$£]0(\.0+)?(k|m|bn)\b|(^|[^\d.,])0(\.0+)?[万亿]`),
		"one of many":                 regexp.MustCompile(`(^|[^\w.,%/–-])1 (months|days|futures|scenarios|lines|inputs|warnings|correlations|defaults|columns|events|years|cost lines)\b`),
		"one has, many have":          regexp.MustCompile(`(?i)\b(1|one) of \d+ [a-z ]*\b(have|are|count)\b`),
		"a chance is a whole":         regexp.MustCompile(`chance of 1\d\d(\.\d+)? ?%`),
		"the ID of an input as typed": regexp.MustCompile(`\b[A-Za-z]+\d*\.(price|slip|stretch|delay|occurs|impact|shift|volume|lag|never|arrives|late|vendor)\b`),
	}
	if chinese {
		m["ten thousand 万 are an 亿"] = regexp.MustCompile(`\d{5,}(\.\d+)?万`)
		m["English in a Chinese result"] = regexp.MustCompile(`\b(months?|days?|years?|million|scenarios?|futures|price|slip|stretch|delay|never|occurs|impact|shift|volume|approved|drawn|of|the|and|with)\b`)
		m["words that finance does not use"] = regexp.MustCompile(`守得住|约谈|种可能|盈利指数|偿债覆盖率|偏薄|迟到[^位]|应对对`)
	}
	return m
}

// TestTextsOfResults scans every text of every sample's result.
func TestTextsOfResults(t *testing.T) {
	option := regexp.MustCompile(`--[a-z-]+`)
	for _, name := range samples.Names() {
		t.Run(name, func(t *testing.T) {
			found, nowhere := map[string]int{}, never(samples.Language(name) == "zh")
			for _, s := range resultTexts(sampleRun(t, name)) {
				s.text = option.ReplaceAllString(s.text, "") // what the reader is to type
				for why, bad := range nowhere {
					if at := bad.FindString(s.text); at != "" {
						if found[why]++; found[why] <= 5 {
							t.Errorf("%s: %q in %s: %s", why, at, s.at, s.text)
						}
					}
				}
			}
		})
	}
}
