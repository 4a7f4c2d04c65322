package outcome

// Scorecard has a Card for everybody who answers for cost lines or delivers them.
type Scorecard struct {
	Owners  []Card `json:"owners"`
	Vendors []Card `json:"vendors"`
	Teams   []Card `json:"teams,omitempty"` // of the sheet Scorecard rules

	History []CardPoint `json:"history,omitempty"` // the grades of earlier as-of months, by the kept runs
}

// CardPoint is a grade of an as-of month.
type CardPoint struct {
	AsOf  string `json:"as_of,omitempty"`
	Kind  string `json:"kind"` // owner, team, vendor
	Name  string `json:"name"`
	Grade string `json:"grade"`
}

// Points are the grades of a scorecard.
func (s *Scorecard) Points() []CardPoint {
	var out []CardPoint
	for k, list := range [][]Card{s.Owners, s.Teams, s.Vendors} {
		for _, c := range list {
			out = append(out, CardPoint{Kind: []string{"owner", "team", "vendor"}[k], Name: c.Name, Grade: c.Grade})
		}
	}
	return out
}

// Card is one owner's or vendor's appraisal. A figure that cannot be had is nil
// and does not count. Grade is the mean of the marks, rounded to the better at
// a half, but at most one better than the worst mark.
type Card struct {
	At                 string   `json:"at,omitempty"` // its cell, of a vendor
	Name               string   `json:"name"`
	CPI                *float64 `json:"cpi"`
	ProbabilityOverrun *float64 `json:"probability_overrun"`
	ProbabilityBeyond  *float64 `json:"probability_beyond_reserve"` // P(EAC > BAC and what is allocated of the reserve)
	ReserveDrawn       float64  `json:"reserve_drawn"`              // by the ledger
	ReserveUsed        float64  `json:"reserve_used"`               // the larger of drawn and of what work cost beyond what was earned
	ReserveAllocated   float64  `json:"reserve_allocated"`
	DrawnShare         *float64 `json:"reserve_drawn_share"`  // used of allocated
	ForecastError      *float64 `json:"forecast_error"`       // mean monthly miss of the plan, as a share of it
	LateRate           *float64 `json:"late_rate"`            // share of the work due that is not done
	Deliveries         *int     `json:"deliveries,omitempty"` // vendors: how many are known to be on time or late, see LeastDeliveries; nil: no record
	Marks              string   `json:"marks"`                // one letter per figure, - where there is none
	Grade              string   `json:"grade"`
	OldGrade           string   `json:"old_grade,omitempty"` // vendors: as in the plan
	Proposal           string   `json:"proposal,omitempty"`  // vendors: what to write into Vendors
}
