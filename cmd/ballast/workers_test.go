package main

import (
	"regexp"
	"testing"
)

// TestWorkersDoNotMatter: the same figures, to the last digit, for any number
// of workers; only the time differs.
func TestWorkersDoNotMatter(t *testing.T) {
	t.Chdir(t.TempDir())
	if got := ballast(t, "new", "--sample", "cloud-joint-operation", "plan.xlsx"); got.code != exitOK {
		t.Fatal(got.err)
	}
	seconds := regexp.MustCompile(`"seconds": [0-9.e+-]+`)
	for sampling, counts := range map[string][]string{"LHS": {"1", "2", "7"}, "MC": {"1", "7"}, "Sobol": {"1", "7"}} {
		first := ""
		for _, workers := range counts {
			got := ballast(t, "run", "plan.xlsx", "--quiet", "--json", "-", "--scenarios", "2000", "--sampling", sampling, "--workers", workers)
			if got.code != exitOK {
				t.Fatalf("exit %d\n%s", got.code, got.err)
			}
			text := seconds.ReplaceAllString(got.out, "")
			if first == "" {
				first = text
			}
			if text != first {
				t.Errorf("%s: %s workers give other figures than 1", sampling, workers)
			}
		}
	}
}
