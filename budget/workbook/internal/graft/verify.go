package graft

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"slices"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// Verify reads the written file back and proves that it holds every part of
// the user's with the same content, the new parts as they were made, nothing
// else, and the user's tabs in their order. It returns the number of parts of
// the user's that were compared.
func Verify(ctx context.Context, g *Run, file io.ReaderAt, size int64) (int, error) {
	z, err := zip.NewReader(file, size)
	if err != nil {
		return 0, fmt.Errorf("reading back: %w", err)
	}
	written := map[string]*zip.File{}
	for _, f := range z.File {
		if written[f.Name] != nil {
			return 0, fmt.Errorf("reading back: part %s occurs twice", f.Name)
		}
		written[f.Name] = f
	}
	same := 0
	for _, f := range g.In.Zip.File {
		if err := ctx.Err(); err != nil {
			return 0, err
		}
		key := strings.ToLower(strings.TrimPrefix(f.Name, "/"))
		if g.Old.drop[key] || opc.IsFolder(f) {
			continue
		}
		copied := written[f.Name]
		if copied == nil {
			return 0, fmt.Errorf("reading back: part %s is lost", f.Name)
		}
		delete(written, f.Name)
		if data, ok := g.edited[key]; ok {
			if err := holds(copied, sha256.Sum256(data)); err != nil {
				return 0, err
			}
			continue
		}
		if err := sameAs(copied, f); err != nil {
			return 0, err
		}
		same++
	}
	for _, p := range g.parts {
		copied := written[p.name]
		if copied == nil {
			return 0, fmt.Errorf("reading back: new part %s is lost", p.name)
		}
		delete(written, p.name)
		if err := holds(copied, sha256.Sum256(p.data)); err != nil {
			return 0, err
		}
	}
	for name := range written {
		return 0, fmt.Errorf("reading back: part %s is not expected", name)
	}
	return same, g.verifyTabs()
}

// sameAs compares a copied part with the source's. A part that was damaged in
// the source, which was not read, must be damaged in the same way.
func sameAs(copied, source *zip.File) error {
	want, err := digest(source)
	if err == nil {
		return holds(copied, want)
	}
	a, errA := rawDigest(source)
	b, errB := rawDigest(copied)
	switch {
	case errA != nil:
		return err
	case errB != nil || a != b:
		return fmt.Errorf("reading back: part %s differs from what it should be", copied.Name)
	}
	return nil
}

// rawDigest is the SHA-256 of a part as it is compressed.
func rawDigest(f *zip.File) ([sha256.Size]byte, error) {
	var sum [sha256.Size]byte
	r, err := f.OpenRaw()
	if err != nil {
		return sum, err
	}
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
}

// digest is the SHA-256 of a part's content; reading also checks its CRC.
func digest(f *zip.File) ([sha256.Size]byte, error) {
	var sum [sha256.Size]byte
	r, err := f.Open()
	if err != nil {
		return sum, fmt.Errorf("part %s: %w", f.Name, err)
	}
	defer r.Close()
	h := sha256.New()
	if _, err := io.Copy(h, r); err != nil {
		return sum, fmt.Errorf("part %s: %w", f.Name, err)
	}
	h.Sum(sum[:0])
	return sum, nil
}

// holds compares a written part with what it should hold.
func holds(f *zip.File, want [sha256.Size]byte) error {
	got, err := digest(f)
	if err != nil {
		return fmt.Errorf("reading back: %w", err)
	}
	if got != want {
		return fmt.Errorf("reading back: part %s differs from what it should be", f.Name)
	}
	return nil
}

// verifyTabs proves that the edited main part lists the user's tabs as before,
// followed by ours.
func (g *Run) verifyTabs() error {
	data := g.edited[strings.ToLower(g.In.Workbook)]
	root, err := opc.Outline(data, 2)
	if err != nil {
		return err
	}
	after := &opc.Package{Tree: root, Text: data}
	want := userTabs(g.In, g.Old)
	got := userTabs(after, &leftover{})
	if len(got) != len(want)+len(g.Tabs) || !slices.Equal(got[:len(want)], want) {
		return fmt.Errorf("the list of tabs in %s did not come out right", g.In.Workbook)
	}
	return nil
}
