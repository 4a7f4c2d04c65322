package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestFoldersAreNamed: a folder of workbooks among the plans is said to be passed over, and
// a folder without plans says what lies in it, in both languages.
func TestFoldersAreNamed(t *testing.T) {
	dir := folderOf(t, map[string]string{"a": "office-move"})
	inner := filepath.Join(dir, "2025")
	if err := os.MkdirAll(inner, 0o700); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, "a.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(inner, "old.xlsx"), data, 0o600); err != nil {
		t.Fatal(err)
	}
	got := ballast(t, "portfolio", dir, "-o", filepath.Join(t.TempDir(), "p.xlsx"), "--scenarios", "256", "--own-runs", "0")
	if got.code != exitOK || !strings.Contains(got.out+got.err, "2025 (a folder with workbooks of its own)") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	if err := os.Remove(filepath.Join(dir, "a.xlsx")); err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"en": "2025 (a folder", "zh": "2025（含工作簿的子文件夹）"} {
		if got := ballast(t, "portfolio", dir, "--lang", lang); got.code != exitFailed || !strings.Contains(got.err, want) {
			t.Errorf("%s: exit %d %s", lang, got.code, got.err)
		}
	}
}
