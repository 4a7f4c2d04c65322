package samples

import (
	"bytes"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
)

// TestNamesAreFolders: every folder with a source is named, and every sample
// has its source and a README of at most a page.
func TestNamesAreFolders(t *testing.T) {
	var found []string
	for _, pattern := range []string{"*/plan.txt", "*/model.txt"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, files...)
	}
	var folders []string
	for _, f := range found {
		folders = append(folders, filepath.Dir(f))
	}
	names := All()
	sort.Strings(names)
	sort.Strings(folders)
	if strings.Join(names, " ") != strings.Join(folders, " ") {
		t.Errorf("All() = %v, folders with a source: %v", names, folders)
	}
	for _, n := range names {
		src, err := Source(n)
		if err != nil || !bytes.Contains(src, []byte("\n== ")) {
			t.Errorf("%s: source without a section (%v)", n, err)
		}
		readme, err := os.ReadFile(filepath.Join(n, "README.md"))
		if err != nil {
			t.Errorf("%s: %v", n, err)
		}
		if lines := bytes.Count(readme, []byte("\n")); lines < 8 || lines > 16 {
			t.Errorf("%s: README has %d lines, want about ten", n, lines)
		}
	}
}

// TestLanguage: the suffix decides.
func TestLanguage(t *testing.T) {
	if Language("cloud-joint-operation-zh") != "zh" || Language("office-move") != "en" {
		t.Error("language of a sample does not follow its suffix")
	}
	if _, err := Source("nowhere"); err == nil {
		t.Error("Source of an unknown sample gives no error")
	}
}
