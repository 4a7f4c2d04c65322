package budget

import (
	"fmt"
	"testing"
)

// TestHomeOfAnActual: an actual goes to the row of its kind and ID, whatever the
// letter case, and without a kind to the first sheet that knows the ID.
func TestHomeOfAnActual(t *testing.T) {
	p := &Plan{
		Costs:   []CostLine{{ID: "A"}, {ID: "B"}},
		Risks:   []Risk{{ID: "R"}, {ID: "B"}},
		Revenue: []Stream{{ID: "S"}, {ID: "A"}},
		Funding: []Source{{ID: "F"}, {ID: "S"}, {ID: "Ä1"}},
	}
	for _, c := range []struct{ kind, id, want string }{
		{"", "a", "cost 0"}, {"", "B", "cost 1"}, {"", "r", "risk 0"}, {"", "s", "revenue 0"}, {"", "f", "funding 0"}, {"", "ä1", "funding 2"},
		{"cost", "b", "cost 1"}, {"cost", "R", "risk 0"}, {"cost", "S", " -1"}, {"cost", "F", " -1"},
		{"revenue", "A", "revenue 1"}, {"revenue", "B", " -1"}, {"revenue", "F", " -1"},
		{"funding", "S", "funding 1"}, {"funding", "A", " -1"}, {"", "X", " -1"}, {"", "", " -1"},
	} {
		kind, at := p.Home(&Actual{Kind: c.kind, ID: c.id})
		if got := fmt.Sprint(kind, " ", at); got != c.want {
			t.Errorf("kind %q, ID %q: %q, want %q", c.kind, c.id, got, c.want)
		}
	}
}
