package outcome

// Reserve is what Ballast recommends.
type Reserve struct {
	Confidence          float64      `json:"confidence"`
	Contingency         float64      `json:"contingency"`
	Interval95          Interval     `json:"interval95"`
	AccuracyReached     bool         `json:"accuracy_reached"`
	Accuracy            float64      `json:"accuracy"` // asked, as money
	Table               []ReserveRow `json:"table"`
	Management          float64      `json:"management"`
	Liquidity           *float64     `json:"liquidity"`
	LiquidityWhy        string       `json:"liquidity_why,omitempty"`
	LiquidityConfidence float64      `json:"liquidity_confidence"`
	LiquidityReached    float64      `json:"liquidity_reached"` // P(no gap) in the confirming run
	LiquidityRaised     float64      `json:"liquidity_raised"`  // part of it that a fresh set of futures asked for
	// LiquidityFresh is P(no gap) with it on futures that had no part in it; nil where a
	// gap is far rarer than is allowed.
	LiquidityFresh *float64       `json:"liquidity_fresh,omitempty"`
	Allocation     Allocation     `json:"allocation"`
	Release        []ReleaseMonth `json:"release"`
	ReleaseBeyond  float64        `json:"release_beyond"`           // still needed for what lies beyond the horizon
	Escalation     float64        `json:"planned_escalation"`       // what the planned indices add to the base
	Proper         float64        `json:"contingency_proper"`       // contingency less planned escalation: for estimates and risks
	ManagementWhy  string         `json:"management_why,omitempty"` // why there is none
	CoherentBeyond float64        `json:"coherent_beyond"`          // what falls after the horizon in the scenarios of ReleaseMonth.Coherent
	AtCorrelation  *Correlated    `json:"at_correlation,omitempty"` // only when nothing is correlated
	Jump           *Jump          `json:"jump,omitempty"`           // nil where the quantile lies at none
	Outside        *Outside       `json:"outside,omitempty"`        // nil without the sheet Reference
}

// Jump says that the chosen quantile of cost lies where the distribution leaps, as
// between "the risk happens" and "it does not": a little below the confidence the
// cost is Below, a little above it Above.
type Jump struct {
	Below float64 `json:"below"`
	Above float64 `json:"above"`
}

// Correlated is the reserve had everything been correlated at Rho.
type Correlated struct {
	Rho         float64 `json:"rho"`
	Confidence  float64 `json:"confidence"`
	Contingency float64 `json:"contingency"`
}

// ReserveRow is what another confidence would ask for.
type ReserveRow struct {
	Confidence  float64  `json:"confidence"`
	Cost        float64  `json:"cost"`
	Contingency float64  `json:"contingency"`
	Interval95  Interval `json:"interval95"`
	Reached     bool     `json:"accuracy_reached"` // the interval of the cost is narrower than the accuracy asked
}

// Allocation splits the contingency; Lines and Risks together sum to it to the
// cent, and so does each of Phases and Owners.
type Allocation struct {
	Lines  []Share `json:"lines"`
	Phases []Share `json:"phases"`
	Owners []Share `json:"owners"`
	Risks  []Share `json:"risks"`
	Why    string  `json:"why,omitempty"` // why nothing is allocated
}

// Share of an allocation. Base is the base amount it belongs to, 0 for risks.
type Share struct {
	ID     string  `json:"id"`
	At     string  `json:"at,omitempty"` // its cell, of a line or a risk
	Name   string  `json:"name"`
	Amount float64 `json:"amount"`
	Base   float64 `json:"base"`

	Interval95 *Interval `json:"interval95,omitempty"` // of the amount; nil where fewer than two replicates tell
}

// ReleaseMonth is the reserve that must still be in hand at the end of a month
// (Need), and the coherent monthly profile of the scenarios near Q(chosen).
type ReleaseMonth struct {
	Month    int     `json:"month"`
	Date     string  `json:"date"`
	Need     float64 `json:"need"`
	Past     bool    `json:"past,omitempty"` // before the as-of month: no need is told
	Coherent float64 `json:"coherent"`       // mean cost of the month in scenarios near Q(chosen); sums with beyond to the total
}

// Outside is the outside view of the reserve: how much projects of a class
// overran their budgets, at the confidence that the plan has chosen.
type Outside struct {
	Class       string  `json:"class"`
	Source      string  `json:"source"`
	Past        int     `json:"past"`          // past projects behind it; 0 for a built-in class
	Uplift      float64 `json:"uplift"`        // share of base
	Contingency float64 `json:"contingency"`   // uplift times base
	Inside      float64 `json:"inside"`        // the contingency that the plan's own estimates give
	Thinner     bool    `json:"thinner"`       // the inside view sets aside less than the outside view
	Indicative  bool    `json:"indicative"`    // from a built-in table, not from past projects of the reader
	Level       float64 `json:"level"`         // confidence that the uplift was published for; 0: an average without percentile
	Year        int     `json:"year"`          // of the evidence; 0 for past projects
	Sample      int     `json:"sample"`        // projects behind the uplift; 0: not known
	Why         string  `json:"why,omitempty"` // why there is no uplift
}
