package words

import "testing"

// TestWidth: Chinese characters take two columns.
func TestWidth(t *testing.T) {
	for text, want := range map[string]int{"": 0, "abc": 3, "成本": 4, "期限(月)": 8, "（一）": 6, "¥": 1} {
		if got := Width(text); got != want {
			t.Errorf("width of %q is %d, want %d", text, got, want)
		}
	}
}
