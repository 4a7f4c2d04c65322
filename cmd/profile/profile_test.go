package profile

import (
	"os"
	"path/filepath"
	"testing"
)

// TestStart: a profile is a file when it has stopped, a second one at the same time
// and a folder that is not there are refused, and without a path nothing is done.
func TestStart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cpu.prof")
	stop, err := Start(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Start(path + "2"); err == nil {
		t.Error("a second profile was begun")
	}
	stop()
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		t.Errorf("%v, %v", info, err)
	}
	if _, err := Start(filepath.Join(path, "no", "folder")); err == nil {
		t.Error("no error where there is no folder")
	}
	if stop, err = Start(""); err != nil {
		t.Fatal(err)
	}
	stop()
}
