package outcome

// VendorRecord is what the deliveries of a vendor up to the as-of month say
// (models/doc_cycle.go section 18).
type VendorRecord struct {
	Vendor     string     `json:"vendor"`
	Orders     int        `json:"orders"`
	Judged     int        `json:"judged"` // came, or are overdue: known to be on time or late
	Late       int        `json:"late"`
	LateRate   *float64   `json:"late_rate"` // late / judged; nil without any
	Interval95 Interval   `json:"interval95"`
	MeanDelay  *float64   `json:"mean_delay_months"` // of those that were late; one that has not come counts to the as-of month
	Accepted   *float64   `json:"accepted_share"`    // of the quantity whose acceptance is known
	Claims     float64    `json:"claims"`
	Planned    *float64   `json:"planned_late_rate"`   // 1 - on-time rate of the sheet Vendors; nil: not written
	Enough     bool       `json:"enough"`              // as many deliveries as a verdict needs, see LeastDeliveries
	Elsewhere  *Elsewhere `json:"elsewhere,omitempty"` // in the other plans of the history
	Verdict    string     `json:"verdict"`             // as-planned, later, earlier; thin without enough
}

// Elsewhere is what the other plans of a history say of a vendor, each by its last run.
type Elsewhere struct {
	Plans    int      `json:"plans"`
	Judged   int      `json:"judged"`
	Late     int      `json:"late"`
	LateRate *float64 `json:"late_rate"`
}

// LeastDeliveries is how many deliveries must be known to be on time or late before a
// vendor is judged by them: with four, all of them late, the rate may be 0.40 by its
// 95 % interval.
const LeastDeliveries = 5
