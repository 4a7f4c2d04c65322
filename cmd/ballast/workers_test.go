package main

import (
	"regexp"
	"testing"
)

// TestWorkersDoNotMatter: the same figures, to the last digit, for any number
// of workers; only the time differs. The largest of the plans is drawn as users
// draw it, a small one in the other ways; TestWorkersDoNotMatter of models does
// the same below the workbook.
func TestWorkersDoNotMatter(t *testing.T) {
	t.Chdir(t.TempDir())
	seconds := regexp.MustCompile(`"seconds": [0-9.e+-]+`)
	for sampling, sample := range map[string]string{"LHS": "cloud-joint-operation", "MC": "office-move", "Sobol": "office-move"} {
		if got := ballast(t, "new", "--sample", sample, "--force", sample+".xlsx"); got.code != exitOK {
			t.Fatal(got.err)
		}
		first := ""
		for _, workers := range []string{"1", "7"} {
			got := ballast(t, "run", sample+".xlsx", "--quiet", "--json", "-", "--scenarios", "1500", "--sampling", sampling, "--workers", workers)
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
