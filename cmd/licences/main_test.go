package main

import (
	"os"
	"strings"
	"testing"
)

// TestEveryModuleHasItsLicence: every module that is linked into the program has a text
// of its licence in the file that a release carries, as its author wrote it; one that has
// none is an error.
func TestEveryModuleHasItsLicence(t *testing.T) {
	t.Parallel()
	all, err := modules("../ballast", "windows")
	if err != nil || len(all) < 30 {
		t.Fatalf("%d modules are linked (%v)", len(all), err)
	}
	var out strings.Builder
	if err := write(&out, all); err != nil {
		t.Fatal(err)
	}
	names := map[string]bool{}
	for _, m := range all {
		names[m.path] = true
		files, err := m.texts()
		if err != nil || len(files) == 0 {
			t.Errorf("%s has no licence (%v)", m.path, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil || !strings.Contains(out.String(), "\n"+m.path+" "+m.version+": ") || !strings.Contains(out.String(), strings.TrimSpace(string(text))) {
				t.Errorf("%s of %s is not there (%v)", file, m.path, err)
			}
		}
	}
	for _, name := range []string{"Go", "github.com/modelcontextprotocol/go-sdk", "github.com/inconshreveable/mousetrap", "modernc.org/sqlite", "codeberg.org/go-fonts/liberation"} {
		if !names[name] {
			t.Errorf("%s is not listed", name)
		}
	}
	if err := write(&out, []linked{{path: "none", root: t.TempDir()}}); err == nil {
		t.Error("a module without a licence is passed over")
	}
	config, err := os.ReadFile("../../.release/goreleaser.yaml")
	if err != nil || strings.Count(string(config), "build/manual/LICENCES.txt") != 2 {
		t.Errorf("archives and packages do not carry it: %v", err)
	}
}
