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
	Part  string      `json:"part"`
	After BridgePoint `json:"after"`
	// Contingency, Cost and Base are the changes by this part alone; over all
	// parts they sum to the whole change.
	Contingency float64  `json:"contingency"`
	Cost        float64  `json:"cost"`
	Base        float64  `json:"base"`
	Gap         *float64 `json:"probability_gap"`
	Spread      float64  `json:"spread"` // of the contingency between the two orders
}
