package history

import (
	"path/filepath"
	"testing"
)

// TestVariants: variants are kept by the file they are of, in their order, and forgotten
// one by one.
func TestVariants(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "plan.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for _, v := range []Variant{{Time: "2026-01-02T03:04:05Z", SHA256: "a", Name: "late loan", Edits: `{"edits":[]}`}, {SHA256: "b", Name: "other file", Edits: "{}"}, {SHA256: "a", Name: "no risk", Edits: "{}"}} {
		if _, err := s.SaveVariant(t.Context(), v); err != nil {
			t.Fatal(err)
		}
	}
	list, err := s.Variants(t.Context(), "a")
	if err != nil || len(list) != 2 || list[0].Name != "late loan" || list[0].Edits != `{"edits":[]}` || list[1].Name != "no risk" {
		t.Fatalf("%v %+v", err, list)
	}
	if err := s.DropVariant(t.Context(), "b", list[0].ID); err != nil {
		t.Fatal(err)
	}
	if err := s.DropVariant(t.Context(), "a", list[1].ID); err != nil {
		t.Fatal(err)
	}
	if list, _ := s.Variants(t.Context(), "a"); len(list) != 1 || list[0].Name != "late loan" {
		t.Errorf("%+v", list)
	}
}
