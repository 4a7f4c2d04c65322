package budget

// Mix is one column of the sheet Mixes: what comes from each source. A source
// that has no row, or an empty cell, is off in this mix.
type Mix struct {
	Name   string
	Ref    Ref  // of its header
	Shares bool // the parts are shares of the need, which sum to 1
	Parts  []MixPart
}

// MixPart is one cell of a mix.
type MixPart struct {
	Row    Row
	Ref    Ref    // of the amount
	Source string // Source.ID
	Amount Money  // money, or a share when the mix has Shares
	Share  bool   // written as a percentage
}

// MixRules are the settings of the sheet Project about mixes.
type MixRules struct {
	Need             *Money   // Funding need: what shares of the need refer to; nil: what the sources commit in total
	Optimise         bool     // look for the best amounts as well
	Objective        string   // what is best: "cost" (default) of funds, "npv" to equity, "gap" mean peak gap
	LimitFactor      float64  // the total is at most Budget limit x this, default 1
	AmountStep       *Money   // step of the amounts that are chosen; nil: 1, 2 or 5 times a power of ten near 1 % of the need
	DSCRFloor        *float64 // x of P(DSCR < x)
	DSCRFrom         *int     // first month of operation of a plan without revenue, months after the start
	DSCRAllowed      *float64 // the most that P(DSCR < x) may be; nil: 1 - LiquidityConfidence
	MaxConcentration *float64 // most Herfindahl index of use
	LoanLife         bool     // LLCR: the cover over the life of the loans is asked for
}

// Mitigate sets the responses of all risks: "before" switches every one off, "after"
// every one on, "as-set" and "" leave them. It reports whether it knows the word.
func (p *Plan) Mitigate(how string) bool {
	if how == "" || how == "as-set" {
		return true
	}
	if how != "before" && how != "after" {
		return false
	}
	for i := range p.Risks {
		p.Risks[i].ResponseOn = how == "after"
	}
	return true
}

// Stress is one row of the sheet Stress: shocks that come together.
type Stress struct {
	Row    Row
	Ref    Ref
	Name   string // "" : the text
	Set    string // of stresses that are drilled together; "" none
	Text   string
	Shocks []Shock
}

// ShockKind is what a shock does.
type ShockKind string

// The kinds of shocks.
const (
	ShockLate        ShockKind = "late"         // a source comes Value months later
	ShockFails       ShockKind = "fails"        // a source never comes
	ShockRates       ShockKind = "rates"        // annual rates of all borrowed money rise by Value
	ShockCosts       ShockKind = "costs"        // all payments before tax and funding rise by the share Value
	ShockRevenueLate ShockKind = "revenue-late" // all collections come Value months later
	ShockRevenue     ShockKind = "revenue"      // all collections rise by the share Value
)

// Shock is one thing that goes otherwise than planned.
type Shock struct {
	Kind   ShockKind
	Source string // Source.ID of late and fails
	Value  float64
}
