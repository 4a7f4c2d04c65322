package outcome

import (
	"slices"
	"strings"
)

// Warning is a figure beyond a threshold.
type Warning struct {
	Tier      string  `json:"tier"`   // general, higher, major
	Metric    string  `json:"metric"` // canonical
	Name      string  `json:"name"`   // in the language of the plan
	Where     string  `json:"where"`  // line, source, vendor; "" the plan
	At        string  `json:"at"`     // the cell of what it is about: the row, else the setting that it is judged by
	Value     float64 `json:"value"`
	Threshold float64 `json:"threshold"`
	Owner     string  `json:"owner"`
	Response  string  `json:"response"`
	BuiltIn   bool    `json:"built_in"`
	Was       string  `json:"was,omitempty"` // tier in the last run, "none"; "" without one
	Risen     bool    `json:"risen"`
	Action    string  `json:"action,omitempty"`          // ID of the action that answers it
	Status    string  `json:"status,omitempty"`          // of that action
	InARow    int     `json:"months_in_a_row,omitempty"` // as-of months that it stands, by the history; 0: not known
	Lasting   bool    `json:"lasting,omitempty"`         // a tier higher because it stands so long
}

// Tiers are the tiers of warnings, mildest first.
func Tiers() []string { return []string{"general", "higher", "major"} }

// TierRank is 1 for general, 2 for higher, 3 for major, 0 for all else.
func TierRank(tier string) int { return slices.Index(Tiers(), tier) + 1 }

// MarkRisen marks the warnings whose tier is higher than in the last run,
// those that are new included.
func MarkRisen(now, last []Warning) {
	for i := range now {
		w := &now[i]
		w.Was = "none"
		for _, old := range last {
			if old.Metric == w.Metric && strings.EqualFold(old.Where, w.Where) {
				w.Was = old.Tier
			}
		}
		w.Risen = TierRank(w.Tier) > TierRank(w.Was)
	}
}

// WorstTier is the highest tier among warnings, "" without any.
func WorstTier(ws []Warning) string {
	worst := ""
	for _, w := range ws {
		if TierRank(w.Tier) > TierRank(worst) {
			worst = w.Tier
		}
	}
	return worst
}
