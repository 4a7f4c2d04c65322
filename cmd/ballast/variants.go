package main

import (
	"context"
	"encoding/json"

	"ballast/cmd/ballast/page"
	"ballast/models/history"
)

// variantStore keeps the variants of the page in a history.
type variantStore struct{ *history.Store }

func openVariants(ctx context.Context, path string) (*variantStore, error) {
	s, err := history.Open(ctx, path)
	if err != nil {
		return nil, err
	}
	return &variantStore{s}, nil
}

// Variants implements page.Store.
func (s *variantStore) Variants(ctx context.Context, sha256 string) ([]page.Saved, error) {
	list, err := s.Store.Variants(ctx, sha256)
	if err != nil {
		return nil, err
	}
	var out []page.Saved
	for _, v := range list {
		out = append(out, page.Saved{N: int(v.ID), Name: v.Name, Saved: v.Time, Variant: json.RawMessage(v.Edits)})
	}
	return out, nil
}

// SaveVariant implements page.Store.
func (s *variantStore) SaveVariant(ctx context.Context, sha256 string, v page.Saved) (int, error) {
	n, err := s.Store.SaveVariant(ctx, history.Variant{Time: v.Saved, SHA256: sha256, Name: v.Name, Edits: string(v.Variant)})
	return int(n), err
}

// DropVariant implements page.Store.
func (s *variantStore) DropVariant(ctx context.Context, sha256 string, n int) error {
	return s.Store.DropVariant(ctx, sha256, int64(n))
}
