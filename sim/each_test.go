package sim

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

// TestEach: every index once, for any number of goroutines; the first error in
// order wins; a cancelled context ends it.
func TestEach(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 7} {
		seen := make([]int, 100)
		err := Each(t.Context(), len(seen), workers, func() func(int) error {
			return func(k int) error { seen[k]++; return nil }
		})
		if err != nil {
			t.Error(err)
		}
		for k, n := range seen {
			if n != 1 {
				t.Errorf("%d workers: index %d %d times", workers, k, n)
			}
		}
	}
	bad := errors.New("bad")
	err := Each(t.Context(), 10, 1, func() func(int) error {
		return func(k int) error {
			if k >= 3 {
				return fmt.Errorf("%d: %w", k, bad)
			}
			return nil
		}
	})
	if !errors.Is(err, bad) || err.Error() != "3: bad" {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := Each(ctx, 10, 2, func() func(int) error { return func(int) error { return nil } }); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
