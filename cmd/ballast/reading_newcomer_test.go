package main

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestNewcomers: the plans of samples/reading/newcomer.txt have thirty and more
// typical mistakes each; check reports all at once, each at its cell and with
// what to do about it.
func TestNewcomers(t *testing.T) {
	data, err := os.ReadFile(readingCases + "/newcomer.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, section := range strings.Split(string(data), "\n=== ")[1:] {
		name, body, _ := strings.Cut(section, "\n")
		t.Run(name, func(t *testing.T) {
			var wanted, sheets []string
			for _, line := range strings.Split(body, "\n") {
				if want, ok := strings.CutPrefix(line, "? "); ok {
					wanted = append(wanted, want)
				} else {
					sheets = append(sheets, line)
				}
			}
			plan(t, strings.Join(sheets, "\n"))
			got := ballast(t, "check", "plan.xlsx")
			var said []string
			// plan.xlsx:Sheet!Cell: severity: message [code]
			line := regexp.MustCompile(`(?m)^plan\.xlsx:(?:([^:!]+)!)?([A-Z0-9:]*):? ?[^:]*: .*\[([a-z-]+)\]$`)
			for _, m := range line.FindAllStringSubmatch(got.out, -1) {
				said = append(said, m[3]+" "+m[1]+"!"+m[2])
			}
			for _, w := range wanted {
				if !slices.Contains(said, w) {
					t.Errorf("%s is not said", w)
				}
			}
			for _, s := range said {
				if !slices.Contains(wanted, s) {
					t.Errorf("%s is said", s)
				}
			}
			if len(wanted) < 30 || got.code != exitProblems {
				t.Errorf("%d problems, exit %d\n%s", len(wanted), got.code, got.out)
			}
		})
	}
}
