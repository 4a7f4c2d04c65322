package outcome

// Return is the worth of the project (models/doc.go section 8). It is present when
// the plan has revenue.
type Return struct {
	ReturnOf
	Equity            *ReturnOf       `json:"equity,omitempty"`
	Partners          []PartnerReturn `json:"partners,omitempty"`
	Stakes            *Stakes         `json:"stakes,omitempty"`    // nil: the partners' shares are fixed
	BeyondHorizonMean float64         `json:"beyond_horizon_mean"` // collections after the horizon, in no figure of return
	UncollectedMean   float64         `json:"uncollected_mean"`    // revenue that is never paid
	Flow              []FlowMonth     `json:"-"`
}

// FlowMonth is the cumulative flow of the project before funding at the end of a month,
// by its 10, 50 and 90 % quantiles; nothing owed at the horizon is settled in it.
type FlowMonth struct {
	Month         int
	P10, P50, P90 float64
}

// ReturnOf is the worth to one party.
type ReturnOf struct {
	NPV                NPV          `json:"npv"`
	IRR                IRR          `json:"irr"`
	MIRR               OutlayFigure `json:"mirr"`
	ProfitabilityIndex OutlayFigure `json:"profitability_index"`
	Payback            Payback      `json:"payback"`
	FirstReturn        Payback      `json:"first_return"` // the first break-even instead of the last
	DiscountedPayback  Payback      `json:"discounted_payback"`
}

// NPV is the net present value of a party's flow, in money of month 0.
type NPV struct {
	Dist
	ProbabilityNegative float64            `json:"probability_negative"`
	NegativeInterval95  Interval           `json:"probability_negative_interval95"`
	Intervals95         []QuantileInterval `json:"intervals95"` // of quantiles
	Curve               []Point            `json:"-"`
}

// QuantileInterval is the 95 % interval of the quantile of P per cent.
type QuantileInterval struct {
	P        float64  `json:"p"`
	Interval Interval `json:"interval95"`
}

// IRR of a party. Quantiles are of the scenarios where it is defined, those that
// lose all with -100 %.
type IRR struct {
	Quantiles        Quantiles `json:"quantiles"`
	Undefined        float64   `json:"undefined"`         // share of scenarios, see Why
	Several          float64   `json:"several"`           // share with several rates
	ProbabilityAbove float64   `json:"probability_above"` // P(IRR > discount rate): that of a present value above zero
	Why              NoIRR     `json:"undefined_why"`
}

// NoIRR are the shares of scenarios that have no internal rate of return, by reason.
type NoIRR struct {
	MoneyFirst float64 `json:"money_first"` // money comes before it is spent
	NoOutlay   float64 `json:"no_outlay"`   // nothing is spent
	NoRate     float64 `json:"no_rate"`     // no rate makes the present value zero
	NoneAgrees float64 `json:"none_agrees"` // several do, but the present value at the discount rate contradicts each
}

// OutlayFigure is a figure that a flow without outlay does not have: the share of such
// scenarios and the reason stand beside the quantiles of the others.
type OutlayFigure struct {
	Quantiles Quantiles `json:"quantiles"`
	Undefined float64   `json:"undefined"`
	Why       string    `json:"undefined_why,omitempty"`
}

// Payback in months from the start of month 0: the last break-even. Quantiles are
// of the scenarios with an outlay and count those that end below zero as later than
// all others (NaN, null in JSON); there are none where most have no outlay.
type Payback struct {
	ProbabilityWithinHorizon float64   `json:"probability_within_horizon"` // paid back, or nothing to pay back
	WithoutOutlay            float64   `json:"without_outlay"`             // share with nothing to pay back
	Target                   *float64  `json:"target,omitempty"`
	ProbabilityWithinTarget  *float64  `json:"probability_within_target,omitempty"`
	MeanWithin               float64   `json:"mean_within"`
	Quantiles                Quantiles `json:"quantiles"`
	QuantilesWhy             string    `json:"quantiles_why,omitempty"`
	Histogram                Histogram `json:"histogram"`
}

// PartnerReturn is what the plan is worth to one partner, by its own flow.
type PartnerReturn struct {
	At   string `json:"at"` // its cell
	Name string `json:"name"`
	ReturnOf
}

// Stakes is who owns how much of the project, as owners' money is paid in.
type Stakes struct {
	Parties []Stake `json:"parties"` // the partners, and where a source takes a share of the equity investors from outside
	Calls   []Call  `json:"calls"`   // the planned payments in their order
}

// Stake is one party's share of the equity.
type Stake struct {
	At         string  `json:"at,omitempty"` // the cell of the partner
	Name       string  `json:"name"`
	Outside    bool    `json:"outside,omitempty"`
	Agreed     float64 `json:"agreed"`       // before anything was paid in
	PaidInMean float64 `json:"paid_in_mean"` // by the horizon
	ShareMean  float64 `json:"share_mean"`   // at the horizon
}

// Call is one planned payment of owners' money and the shares that it leaves.
type Call struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	At     string    `json:"at"` // the cell of its source
	Month  int       `json:"month"`
	Date   string    `json:"date"`
	By     string    `json:"by"`
	Amount float64   `json:"amount"`
	Shares []float64 `json:"shares"` // by party, after it
}
