package workbook

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"ballast/budget/workbook/internal/specimen"
)

// TestWriteTo: the bytes are those that Write puts into a file; with a password they are
// locked, and the password gives them back.
func TestWriteTo(t *testing.T) {
	data := samplePlan(t, "office-move")
	dir := t.TempDir()
	source, target := filepath.Join(dir, "plan.xlsx"), filepath.Join(dir, "plan.ballast.xlsx")
	specimen.Must(t, os.WriteFile(source, data, 0o600))
	_, err := Write(t.Context(), WriteOptions{Source: source, Data: data, Target: target}, specimen.Book("en"))
	specimen.Must(t, err)
	want, err := os.ReadFile(target)
	specimen.Must(t, err)
	var got bytes.Buffer
	report, err := WriteTo(t.Context(), &got, data, "", specimen.Book("en"))
	specimen.Must(t, err)
	if !bytes.Equal(got.Bytes(), want) || report.Unchanged == 0 || len(report.Sheets) == 0 {
		t.Errorf("%d bytes, the file has %d; %+v", got.Len(), len(want), report)
	}
	var locked bytes.Buffer
	_, err = WriteTo(t.Context(), &locked, data, "secret", specimen.Book("en"))
	specimen.Must(t, err)
	plain, was, err := Unlock(locked.Bytes(), "secret")
	if err != nil || !was || !bytes.HasPrefix(plain, want) {
		t.Errorf("locked %v: %v", was, err)
	}
	if _, _, err := Unlock(locked.Bytes(), "guess"); err == nil {
		t.Error("another password opens it")
	}
}
