package formula

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestPortable: no function of the language rests on one of package math, or of math/cmplx,
// whose bits differ between processors; those that are exact everywhere are left.
func TestPortable(t *testing.T) {
	rounded := regexp.MustCompile(`\bmath\.(A?(Sin|Cos|Tan)h?|Atan2|Exp[2m]?1?|Log(2|10|1p|b)?|Pow|Cbrt|Hypot|Erf\w*|L?[Gg]amma|[JY][01n]|Sincos)\(|math/cmplx`)
	read := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		read++
		for i, line := range strings.Split(string(text), "\n") {
			if found := rounded.FindString(line); found != "" {
				t.Errorf("%s:%d: %s has other bits on other processors", path, i+1, found)
			}
		}
		return nil
	})
	if err != nil || read < 60 {
		t.Fatalf("%d files read: %v", read, err)
	}
}
