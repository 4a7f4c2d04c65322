package outcome

// Gate is where a phase stands at its gate (models/doc_cycle.go section 18). Money is
// in the plan's currency, up to the as-of month.
type Gate struct {
	Phase    string   `json:"phase"`
	Budget   float64  `json:"budget"`   // revised, of its lines
	Released float64  `json:"released"` // by decisions at its gates
	Spent    float64  `json:"spent"`    // by Actuals
	Open     float64  `json:"open"`     // released less spent
	Complete *float64 `json:"percent_complete"`
	Reserve  float64  `json:"reserve_allocated"`
	Used     float64  `json:"reserve_used"` // the larger of what the ledger drew for its lines and of cost beyond the work done
	Returned float64  `json:"reserve_returned"`
	GiveBack float64  `json:"reserve_to_give_back"` // of a phase that has ended
	Ended    bool     `json:"ended"`                // closed at a gate, or all of its work done
	Approved string   `json:"approved_by"`          // of the last decision
}

// Followup is an action with what became of the figure that it is about.
type Followup struct {
	At      string   `json:"at"` // its cell
	ID      string   `json:"id"`
	Date    string   `json:"date"`
	Metric  string   `json:"metric,omitempty"`
	Where   string   `json:"where"`
	What    string   `json:"what"`
	Owner   string   `json:"owner"`
	Due     string   `json:"due,omitempty"`
	Status  string   `json:"status"` // seen, answered, escalated, closed
	Overdue bool     `json:"overdue"`
	Outcome string   `json:"outcome,omitempty"`
	Then    *float64 `json:"value_then"` // when it was opened, by the history; nil: not kept
	ThenAt  string   `json:"then_as_of,omitempty"`
	Now     *float64 `json:"value_now"`
	Tier    string   `json:"tier_now"`         // "none" where the figure is below its thresholds
	Effect  string   `json:"effect,omitempty"` // better, same, worse; "" not known
}

// Judge says whether a figure has become better since the action was opened: by more
// than a hundredth of what it was.
func (f *Followup) Judge(falling bool) {
	if f.Then == nil || f.Now == nil {
		return
	}
	change, some := *f.Now-*f.Then, 0.01*max(*f.Then, -*f.Then)
	if falling {
		change = -change
	}
	switch {
	case change > some:
		f.Effect = "worse"
	case change < -some:
		f.Effect = "better"
	default:
		f.Effect = "same"
	}
}
