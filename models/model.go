package models

import (
	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/models/returns"
	"ballast/models/waterfall"
	"ballast/sim"
	"ballast/sim/distribution"
)

// Model is a plan made ready to simulate: names resolved to indexes, decimal
// turned into float64, every uncertain quantity a variable of a sim.Program.
// It is read-only after Compile.
type Model struct {
	plan    *budget.Plan
	words   *words.Words
	horizon int
	base    float64 // what the plan adds up to, month-0 money in its currency (models/doc.go section 10)

	vars    []variable
	caps    []drawEnds       // of variables that are cut
	byKey   map[string]int   // label ("C1", "C1.slip") -> variable
	main    map[string][]int // ID -> variables of its main quantity, for correlations
	links   []sim.Link
	factors *sim.Factors // of the plan's Loadings, nil without
	pull    []float64    // [variable] how far it moves the total cost; see sim.Program
	tied    []bool       // [variable] correlated with another

	lines        []line
	plain        plainLines
	vendors      []vendorPrice
	drivers      []indexPath
	streams      []revenueStream
	risks        []risk
	known        knownRisks // see risk_money.go
	order        []int      // risks, parents before children
	chances      []chance
	answered     []int // risks whose response costs something
	acting       bool  // an event may change or delay a line, a stream or a source
	sources      []source
	recovers     bool // a prepayment is set off against collections
	pricesOwners bool // a source is money at a required return
	partners     []partner
	stakes       *stakes // nil: the partners' shares are fixed
	funds        *waterfall.Model
	cover        cover

	phases, owners []string // names; lines hold indexes

	minimum, opening float64
	discount         []float64
	equityDiscount   []float64 // at the cost of equity
	partnerDiscount  [][]float64
	project, equity  returns.Yardstick
	partnerYard      []returns.Yardstick
	plannedCost      []float64 // base money by planned month
	plannedBeyond    float64

	cut      int     // months that have happened, 0 without an as-of month
	sunkCost float64 // their cost
	rounding float64 // most that rounding to the cent can have added to it
	past     *past   // nil without actuals
	position []outcome.Balance

	out     outputs
	program sim.Program

	shock shock // of a stress; zero: as planned

	jointCost, jointPayback float64 // see jointLimit, jointTarget
	notes                   []budget.Line
	scratch                 []budget.Problem
}

// variable is what the reports call a sim variable.
type variable struct {
	key    string // stable identity for the random stream: "cost/C1/amount"
	label  string // "C1", "C1.slip"
	name   string // the row's name
	ref    budget.Ref
	dist   distribution.Distribution
	weight float64
	quiet  bool // a shock or auxiliary draw that is not shown in sensitivity tables
}

// number is a quantity in a scenario: variable v, or the constant c when v < 0.
type number struct {
	v int
	c float64
}

func constant(x float64) number { return number{v: -1, c: x} }

// at returns the value in scenario i of a block.
func (n number) at(in [][]float64, i int) float64 {
	if n.v < 0 {
		return n.c
	}
	return in[n.v][i]
}

// isZero reports whether the number is the constant zero.
func (n number) isZero() bool { return n.v < 0 && n.c == 0 }
