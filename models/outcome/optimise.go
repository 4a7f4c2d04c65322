package outcome

// MixStudy is what belongs to all mixes together.
type MixStudy struct {
	Need      float64      `json:"need"`      // what shares refer to
	Scenarios int          `json:"scenarios"` // on which the mixes were compared
	Stress    []MixStress  `json:"stress,omitempty"`
	Optimised *OptimiseOut `json:"optimised,omitempty"`
}

// MixStress is every mix under one stress, parallel to Outcome.Mixes.
type MixStress struct {
	At    string        `json:"at,omitempty"` // its cell on the sheet Stress
	Name  string        `json:"name"`
	Text  string        `json:"text"`
	Mixes []StressedMix `json:"mixes"`
}

// StressedMix is a mix under a stress.
type StressedMix struct {
	Name           string  `json:"name"`
	ProbabilityGap float64 `json:"probability_gap"`
	PeakGapP90     float64 `json:"peak_gap_p90"`
	CostMean       float64 `json:"cost_mean"`
	NPVMean        float64 `json:"npv_mean"`
}

// OptimiseOut is what the search for the best amounts found.
type OptimiseOut struct {
	Objective   string         `json:"objective"`   // cost, npv or gap
	Allowed     float64        `json:"allowed_gap"` // 1 - liquidity confidence
	Feasible    bool           `json:"feasible"`
	Unfinished  bool           `json:"unfinished"`
	Amounts     []MixSource    `json:"amounts"`           // the best, or where P(gap) is smallest
	InSample    float64        `json:"probability_gap"`   // on the futures that it was chosen on
	Value       float64        `json:"value"`             // of the objective
	Fresh       *FreshCheck    `json:"fresh,omitempty"`   // on draws that it has not seen; nil when unfinished
	Binding     []BindingLimit `json:"binding,omitempty"` // the limits it leans on, the most costly first
	Frontier    []FrontierMix  `json:"frontier,omitempty"`
	Evaluations int            `json:"evaluations"`
	Scenarios   int            `json:"scenarios"`
	SmallestGap *float64       `json:"smallest_gap,omitempty"` // infeasible: the smallest P(gap) that the limits allow
	Beyond      string         `json:"beyond,omitempty"`       // infeasible: amounts: the least amounts exceed the limits; conditions: no single condition is to blame
	// Unkept names, where nothing keeps all conditions, each one that could not be kept
	// although all the others were.
	Unkept []UnkeptCondition `json:"unkept,omitempty"`
}

// FreshCheck is the answer on fresh draws.
type FreshCheck struct {
	Seed           uint64   `json:"seed"`
	ProbabilityGap float64  `json:"probability_gap"`
	Interval95     Interval `json:"interval95"`
	Met            bool     `json:"met"` // the intervals reach down to what is allowed
	// LowCover is how often the cover is below its floor, nil without one.
	LowCover           *float64  `json:"low_cover,omitempty"`
	LowCoverInterval95 *Interval `json:"low_cover_interval95,omitempty"`
}

// BindingLimit is a limit at which the answer stands. Gain is how much P(gap)
// falls (infeasible) or the objective improves when it is a tenth wider.
type BindingLimit struct {
	At    string  `json:"at,omitempty"` // the cell of its source
	Limit string  `json:"limit"`        // max amount, max share, total, concentration, dscr
	ID    string  `json:"id,omitempty"`
	Value float64 `json:"value"`
	Gain  float64 `json:"gain"`
}

// UnkeptCondition is a condition of a mix that no amounts can keep together with the
// others. Reached is the nearest to Wanted that they can: a share of futures with a
// gap or with a cover below Floor, Herfindahl's index, or money for the amounts.
type UnkeptCondition struct {
	Limit   string   `json:"limit"` // gap, dscr, concentration, amounts
	Wanted  float64  `json:"wanted"`
	Reached float64  `json:"reached"`
	Floor   *float64 `json:"floor,omitempty"` // dscr
	// Unjudged is, for the cover, the share of futures with debt and no month to judge it
	// by, in which a floor does not hold.
	Unjudged float64 `json:"unjudged,omitempty"`
}

// FrontierMix is the best mix at one P(gap).
type FrontierMix struct {
	ProbabilityGap float64     `json:"probability_gap"`
	CostMean       float64     `json:"cost_mean"`
	NPVMean        float64     `json:"npv_mean"`
	PeakGapMean    float64     `json:"peak_gap_mean"`
	Amounts        []MixSource `json:"amounts"`
}
