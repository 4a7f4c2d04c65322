package outcome

// LoggedEvent is one event of the log.
type LoggedEvent struct {
	Date  string  `json:"date"`
	Risk  string  `json:"risk"`
	Name  string  `json:"name"`
	Grade string  `json:"grade"` // ordinary, larger, major, extreme
	Given bool    `json:"grade_given"`
	Loss  float64 `json:"loss"`
	Note  string  `json:"note"`
}

// EffectRow compares a category of the register with the log to date.
type EffectRow struct {
	Category        string    `json:"category"`
	Expected        float64   `json:"expected"`                   // events, with the responses in force
	ExpectedWithout float64   `json:"expected_without_responses"` // events
	Logged          int       `json:"logged"`
	Interval95      Interval  `json:"logged_interval95"` // of the rate that the log shows
	ExpectedLoss    float64   `json:"expected_loss"`
	LossQuantiles   Quantiles `json:"loss_quantiles"`
	Loss            float64   `json:"loss"`
	LossRank        float64   `json:"loss_rank"` // share of scenarios with less loss
	Verdict         string    `json:"verdict"`   // fewer, as expected, more
}

// ResponseCheck says whether a response has paid so far.
type ResponseCheck struct {
	Risk         string  `json:"risk"`
	Response     string  `json:"response"`
	Cost         float64 `json:"cost"`
	LossWithout  float64 `json:"expected_loss_without"` // to date, had it not been taken
	LossExpected float64 `json:"expected_loss_with"`    // to date, with it
	Loss         float64 `json:"loss"`                  // logged
	Balance      float64 `json:"balance"`               // loss without - loss - cost
	Paid         bool    `json:"paid"`
}

// Action is one row of the plan-do-check-act table: a text each.
type Action struct {
	Where string `json:"where"`
	Plan  string `json:"plan"`
	Do    string `json:"do"`
	Check string `json:"check"`
	Act   string `json:"act"`
}
