package budget

// Control is what a plan's control sheets hold: what has happened since the
// plan was approved (models/doc.go section 13). All months count from the plan's
// start. A sheet that is absent leaves its slice nil.
type Control struct {
	Actuals  []Actual
	Progress []Progress
	Events   []Event
	Ledger   []LedgerEntry
	Rules    []Rule
}

// Actual is money that flowed in one month: one row of a long sheet Actuals,
// or one dated cell of a wide one.
type Actual struct {
	Row    Row
	Ref    Ref // the amount's cell
	Month  int
	Kind   string // canonical: cost, revenue, funding, repayment, interest, driver; "" as the ID says
	ID     string // of a cost line, a risk (cost), a stream, a source, a driver
	Amount Money  // cost as booked; funding as received, net of the upfront fee

	Incurred bool    // cost of work done, whether paid or not; else a payment
	Level    float64 // of a driver, in its own units
}

// Progress is how much of a cost line's work is done at the as-of month.
type Progress struct {
	Row      Row
	ID       string
	Complete float64 // 0..1
}

// Event is one entry of the log of what went wrong.
type Event struct {
	Row   Row
	Month int
	Risk  string // ID of the register; others are kept as unforeseen
	Grade string // canonical: ordinary, larger, major, extreme; "" by its loss
	Loss  Money
	Note  string
}

// LedgerEntry is reserve that was drawn; a negative amount was given back.
type LedgerEntry struct {
	Row      Row
	Month    int
	Amount   Money
	For      string // ID of a line or risk, or words
	Approved string
}

// Rule replaces the built-in thresholds of one metric. A nil threshold keeps
// the built-in one.
type Rule struct {
	Row                    Row
	Metric                 string // canonical, see Metrics
	General, Higher, Major *float64
	Owner, Response        string
	Grade                  string // of events alone: canonical as in Event; "" all
	InARow                 int    // months after which a warning that stands is a tier higher; 0: never
}
