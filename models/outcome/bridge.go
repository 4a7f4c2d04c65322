package outcome

// Bridge explains how the reserve of one plan became that of another: the
// second plan is put in the place of the first part by part, and every plan in
// between is simulated on the same draws.
type Bridge struct {
	From  BridgePoint  `json:"from"`
	To    BridgePoint  `json:"to"`
	Steps []BridgeStep `json:"steps"`
	// BothOrders says that each step is the mean of what its part changes in the order of
	// the steps and in its reverse; Spread is the largest difference of the two in the
	// contingency. False: an in-between plan of the reverse order cannot be simulated.
	BothOrders bool    `json:"both_orders"`
	Spread     float64 `json:"largest_spread"`

	Changes []Change      `json:"changes"` // what is otherwise in the second plan, row by row
	Owners  []OwnerChange `json:"owners"`  // what the lines of each owner changed the base by
	Mixes   []MixChange   `json:"mixes,omitempty"`
}

// BridgePoint is where a plan stands between two that are compared: money in
// units of its currency, chances from 0 to 1.
type BridgePoint struct {
	Base        float64  `json:"base"`
	EAC         float64  `json:"eac"` // median of total cost
	Cost        float64  `json:"cost"`
	Contingency float64  `json:"contingency"` // Q(chosen) - base, also below zero
	Overrun     float64  `json:"probability_overrun"`
	Gap         *float64 `json:"probability_gap"`
	PeakGap     *float64 `json:"peak_gap_p90"`
}

// BridgeStep is the change that one part makes. Parts: estimates, risks,
// actuals, timing, funding, revenue, settings.
type BridgeStep struct {
	Part string `json:"part"`
	// After is where the plan stands with the parts up to this one, in the given order: a
	// plan that was simulated. Means of two orders do not add up to it.
	After BridgePoint `json:"after"`
	// Contingency, Cost and Base are the changes by this part alone; over all
	// parts they sum to the whole change.
	Contingency float64  `json:"contingency"`
	Cost        float64  `json:"cost"`
	Base        float64  `json:"base"`
	Gap         *float64 `json:"probability_gap"`
	Spread      float64  `json:"spread"` // of the contingency between the two orders
	// Whether the changes can be told from chance, by the intervals of the differences on
	// the same draws; nil where the run is too short for one.
	Visible       bool      `json:"visible"`
	Interval95    *Interval `json:"contingency_interval95"`
	GapVisible    bool      `json:"probability_gap_visible"`
	GapInterval95 *Interval `json:"probability_gap_interval95,omitempty"`
}

// Change is one thing that differs between two plans.
type Change struct {
	Kind  string `json:"kind"` // line, risk, source, stream, setting; entry: a row of a sheet that grows by month
	ID    string `json:"id"`
	Name  string `json:"name"`
	Owner string `json:"owner,omitempty"`
	At    string `json:"at"`   // in the second plan, of what is gone in the first
	What  string `json:"what"` // added, removed, or the field: amount, range, dates, owner, ...
	From  string `json:"from"`
	To    string `json:"to"`
	// Base is by how much it changed the base, of a line.
	Base float64 `json:"base"`
}

// OwnerChange is the change of base of all lines of an owner.
type OwnerChange struct {
	Owner string  `json:"owner"` // "" nobody
	Base  float64 `json:"base"`
	Lines int     `json:"lines"` // of them that changed
}

// MixChange is a mix of that name in both plans. The difference is visible where it is
// beyond the intervals of both.
type MixChange struct {
	Name    string     `json:"name"`
	Gap     [2]float64 `json:"probability_gap"`
	Peak    [2]float64 `json:"peak_gap_p90"`
	Cost    [2]float64 `json:"cost_mean"`
	Visible bool       `json:"probability_gap_visible"`
}
