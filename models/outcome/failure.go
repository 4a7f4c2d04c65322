package outcome

import "ballast/budget"

// The bad events.
const (
	FailGap     = "gap"     // cash falls below its minimum
	FailCost    = "cost"    // the cost goes over its limit
	FailPayback = "payback" // the money comes back too late
	FailCover   = "cover"   // debt service is not covered
)

// Failure is a bad event and what its futures have in common.
type Failure struct {
	Event     string  `json:"event"`  // gap, cost, payback, cover
	Beyond    float64 `json:"beyond"` // minimum cash, cost, months or cover that is missed
	Share     float64 `json:"probability"`
	Scenarios int     `json:"scenarios"`        // that were looked into
	Failing   int     `json:"failing"`          // of them
	Causes    []Cause `json:"causes"`           // the largest shift first; none where nothing differs beyond chance
	Typical   *int    `json:"typical_scenario"` // for explain --scenario; nil where none was looked into
	Sentence  string  `json:"sentence"`
}

// Cause is an input that is otherwise in the failing futures. Shift is the difference of
// its means in failing and other futures, in standard deviations of all of them; Worst is
// the share of failing futures in which it lies in its worst fifth (of a risk that seldom
// strikes: in which it strikes), where Fifth of all futures do.
type Cause struct {
	Input string  `json:"input"`
	Name  string  `json:"name"`
	At    string  `json:"at"`
	Shift float64 `json:"shift_sd"`
	Worst float64 `json:"worst_fifth"`
	Fifth float64 `json:"worst_fifth_of_all"`
	// Occurs: the worst values are few, as of a risk that seldom strikes: it happens there.
	Occurs bool       `json:"occurs,omitempty"`
	Ref    budget.Ref `json:"-"`
}
