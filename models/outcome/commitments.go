package outcome

import "ballast/budget"

// Commitments sets budgets against contracts and the forecast (models/doc_cycle.go
// section 18). It is present when the plan has commitments or changes. Money is in
// the plan's currency; contracts and changes count up to the as-of month, without
// one all of them.
type Commitments struct {
	AsOf    string       `json:"as_of,omitempty"` // "2026-06"; "" without
	Plan    Spending     `json:"plan"`
	Lines   []Spending   `json:"lines"`
	Phases  []Spending   `json:"phases"`
	Owners  []Spending   `json:"owners"`
	Vendors []Spending   `json:"vendors"` // contracts of the vendor; budget and forecast of the lines that name it
	Changes []ChangeLine `json:"changes"`
}

// Spending is what some cost lines may spend, have bound and will come to.
type Spending struct {
	At        string     `json:"at,omitempty"` // its cell, of a line or a vendor
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	Baseline  float64    `json:"baseline"`  // as approved: of the stored baseline, else the plan's base
	Revised   float64    `json:"revised"`   // baseline and changes
	Committed float64    `json:"committed"` // by contracts
	Invoiced  float64    `json:"invoiced"`
	Paid      float64    `json:"paid"`         // under contracts
	Retention float64    `json:"retention"`    // held back of the bills and not yet released
	Spent     float64    `json:"spent"`        // by Actuals, risks apart
	ToCome    float64    `json:"to_come"`      // P50 of the forecast less the larger of paid and spent
	P50       float64    `json:"forecast_p50"` // of the whole cost; never below what is committed
	P80       float64    `json:"forecast_p80"`
	Open      float64    `json:"open"`            // revised less the larger of committed and spent: may still be contracted
	Left      float64    `json:"left"`            // revised less the forecast's P50
	Used      *float64   `json:"committed_share"` // committed / revised; nil without a budget
	Lines     int        `json:"lines"`           // 0: contracts of a vendor that no line names, of which there is no forecast
	Ref       budget.Ref `json:"-"`
}

// ChangeLine is a change that counts.
type ChangeLine struct {
	At       string  `json:"at"` // its cell
	ID       string  `json:"id"`
	Date     string  `json:"date"`
	Kind     string  `json:"kind"` // transfer, order
	From     string  `json:"from,omitempty"`
	Line     string  `json:"line"`
	Amount   float64 `json:"amount"`
	Approved string  `json:"approved_by"`
	Reason   string  `json:"reason,omitempty"`
}
