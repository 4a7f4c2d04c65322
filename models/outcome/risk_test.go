package outcome

import (
	"encoding/json"
	"testing"
)

// TestRiskKeepsItsNames: the quantile at the chosen confidence has a name of its
// own, and the older ones, which scripts read, say the same.
func TestRiskKeepsItsNames(t *testing.T) {
	change := -3.5
	for _, r := range []RiskResult{{ID: "R1", QChosen: 120, QWithout: 110, ResponseQ: &change}, {ID: "R2", QChosen: 7}} {
		data, err := json.Marshal([]RiskResult{r})
		if err != nil {
			t.Fatal(err)
		}
		var said []map[string]any
		if err := json.Unmarshal(data, &said); err != nil {
			t.Fatal(err)
		}
		for name, older := range map[string]string{"cost_at_confidence": "p80", "cost_at_confidence_without": "p80_without", "response_at_confidence": "response_p80"} {
			got, ok := said[0][name]
			old, okOld := said[0][older]
			if !ok || !okOld || got != old {
				t.Errorf("%s: %s is %v (%v), %s is %v (%v)", r.ID, name, got, ok, older, old, okOld)
			}
		}
		if said[0]["cost_at_confidence"] != r.QChosen || said[0]["id"] != r.ID {
			t.Errorf("%s: %s", r.ID, data)
		}
	}
}
