package models

import (
	"math"

	"ballast/models/waterfall"
	"ballast/sim/stream"
)

// scenario is one future while it is worked out. All its memory is reused.
type scenario struct {
	m  *Model
	in [][]float64
	i  int // place in the block
	id int // number of the scenario

	paths  [][]float64 // [driver][month], relative to the base value
	level  []float64   // [driver] mean over the horizon
	shocks []float64

	tiles    *tiles   // have spread the plain lines of this scenario; nil: nobody has
	abreast  *abreast // what was worked out for this scenario and its neighbours; nil: nothing
	turn     uint64   // counts the scenarios taken up
	alone    bool     // a unit of a line is placed, without what is due of its past
	taken    []uint64
	amount   []float64 // [line] drawn amount: total, or rate per month; with the vendor's price
	duration []float64
	shift    []float64 // slip and lateness of the vendor
	lag      []float64

	now                      choice // what is in force while the cost is worked out
	events                   []event
	counts                   []int // [risk] events
	happened                 []int // the same under the plan's choice, while alternatives are tried
	planEvents               []event
	planFactor, planDelay    []float64 // [line] factor and delay under the plan's choice
	factor                   []float64 // [line] product of the factors of the risks
	delay                    []float64 // [line]
	changedLines             []changedLine
	touched, planTouched     []int  // lines that an event acts on: now, and under the plan's choice
	isTouched                []bool // [line]
	streamDelay, sourceDelay []float64

	lineTotal []float64 // [line] with everything
	riskTotal []float64 // [risk] money impacts and response cost
	counted   []uint64  // [risk] the scenario in which it was counted last
	layers    [4]float64
	riskSum   float64 // money of all risks
	beyond    float64

	incurred, paid []float64
	bills          []float64          // payments of the line at hand, without the tax on them
	vat            []float64          // tax on bills in paid, less what has come back of it
	both           []float64          // worked and paid in the same month
	differences    [highest][]float64 // of both, by order; zero between scenarios
	differs        bool               // there is something in them
	money          []float64          // of the line at hand, escalated, by month
	spare          []float64          // takes what a line adds that does not stand inside the horizon: nobody reads it
	shares         []float64          // of the line at hand, by month, when it begins within one
	product        []float64          // index levels of the line at hand: driver by currency
	weights        [][]float64        // [line] by month, of a line whose duration or tilt is drawn
	weighed        []uint64           // [line] the scenario in which they were worked out

	earned, collected            []float64      // of the stream at hand, and of all
	revenueByPartner             [][]float64    // streams that belong to one partner
	shared                       []float64      // collections of the other streams
	noise                        []monthlyNoise // [stream]
	revenueFactor                [][]float64    // [stream][month], of the streams that are touched
	revenueTouched               []bool         // [stream] an event changes its revenue
	collectedBeyond, lostRevenue float64
	beyondByPartner              []float64 // collections beyond the horizon of streams that belong to one partner
	open                         open      // what is settled in the last month

	profit, tax, ncf []float64
	supplies         []waterfall.Supply
	delayed          []delayed // [source]
	book             waterfall.Ledger
	flow, service    []float64
	waiting          waiting
	due, bare        []float64    // interest, fees and principal due, without turnover; the same without bullets
	lasting          []float64    // what came to stay
	dues             []float64    // service, due, bare and lasting in one piece, which sources clears
	building         []float64    // payments for building, from operation on
	notes            []monthsPaid // [line]
	scratch          []float64
	net              [][]float64 // [source] what it brings less what it takes, in the months that are booked
	recover          [][]float64 // [source] what a prepayment may be set off against, nil rows for other sources
	available        []float64   // the project's flow less what is set off against prepayments
	owners           ownersMoney
	common           []float64  // the net flow of the sources that all partners share
	stakes           *stakeFlow // nil: the partners' shares are fixed

	extra  []stream.Stream // [risk] second and later events
	noises []stream.Stream
}

// event is one occurrence of a risk.
type event struct {
	risk    int
	month   int
	impact  float64
	delay   float64
	revenue float64
	past    bool // before the as-of month
	isMoney bool // its money is its impact, in its month

	money       float64 // of one that has happened: what is still due
	from, parts int     // from which month on, and in how many parts
}

func newScenario(m *Model, seed uint64) *scenario {
	h, n := m.horizon, len(m.lines)
	s := &scenario{m: m, taken: make([]uint64, n), weights: make([][]float64, n), weighed: make([]uint64, n), isTouched: make([]bool, n), paths: matrix(len(m.drivers), h), level: make([]float64, len(m.drivers)), shocks: make([]float64, h),
		amount: make([]float64, n), duration: make([]float64, n), shift: make([]float64, n), lag: make([]float64, n),
		counts: make([]int, len(m.risks)), happened: make([]int, len(m.risks)), planFactor: make([]float64, n), planDelay: make([]float64, n), factor: make([]float64, n), delay: make([]float64, n),
		streamDelay: make([]float64, len(m.streams)), sourceDelay: make([]float64, len(m.sources)),
		lineTotal: make([]float64, n), riskTotal: make([]float64, len(m.risks)), counted: make([]uint64, len(m.risks)),
		incurred: make([]float64, h), both: make([]float64, h), differences: [highest][]float64(matrix(highest, h)), paid: make([]float64, h), bills: make([]float64, h), vat: make([]float64, h), earned: make([]float64, h), collected: make([]float64, h),
		revenueByPartner: matrix(len(m.partners), h), beyondByPartner: make([]float64, len(m.partners)), shared: make([]float64, h), noise: make([]monthlyNoise, len(m.streams)),
		revenueFactor: matrix(len(m.streams), h), revenueTouched: make([]bool, len(m.streams)), profit: make([]float64, h), tax: make([]float64, h), ncf: make([]float64, h),
		supplies: m.newSupplies(), delayed: make([]delayed, len(m.sources)), flow: make([]float64, h),
		building: make([]float64, h), notes: make([]monthsPaid, n), scratch: make([]float64, h),
		net: matrix(len(m.sources), h), available: make([]float64, h), owners: newOwnersMoney(h), common: make([]float64, h), stakes: m.newStakeFlow()}
	s.dues = make([]float64, 4*h)
	s.service, s.due, s.bare, s.lasting = s.dues[:h:h], s.dues[h:2*h:2*h], s.dues[2*h:3*h:3*h], s.dues[3*h:]
	s.now = planChoice
	s.open.own = make([]float64, len(m.partners))
	s.waiting.flow = make([]float64, h)
	s.recover = make([][]float64, len(m.sources))
	for j := range m.sources {
		if m.funds.Facilities[j].Repayment == waterfall.Recovered {
			s.recover[j] = make([]float64, h)
			s.supplies[j].Recover = s.recover[j]
		}
	}
	for i := range s.factor {
		s.factor[i] = 1
	}
	for k := range m.drivers {
		if d := &m.drivers[k]; d.motion.levels != nil {
			d.motion.path(s.paths[k], nil)
			s.level[k] = s.meanLevel(k)
		}
	}
	for _, r := range m.risks {
		s.extra = append(s.extra, stream.New(seed, "risk/"+r.id+"/events"))
	}
	for _, r := range m.streams {
		s.noises = append(s.noises, stream.New(seed, "revenue/"+r.id+"/noise"))
	}
	for j := range s.noise {
		s.noise[j].z = make([]float64, h)
	}
	return s
}

func matrix(rows, cols int) [][]float64 {
	out := make([][]float64, rows)
	for i := range out {
		out[i] = make([]float64, cols)
	}
	return out
}

// begin takes up scenario i of a block.
func (s *scenario) begin(in [][]float64, i, id int) {
	s.in, s.i, s.id, s.tiles, s.abreast = in, i, id, nil, nil
	s.turn++
}

// get returns the value of a number in this scenario.
func (s *scenario) get(n number) float64 { return n.at(s.in, s.i) }

// index returns the level of a driver in a month: before the plan's start the
// first month's, beyond the horizon the last month's.
func (s *scenario) index(driver, month int) float64 {
	if driver < 0 {
		return 1
	}
	return s.paths[driver][min(max(month, 0), s.m.horizon-1)]
}

// drivers works out the path of every index that moves at random, and its
// mean.
func (s *scenario) drivers() {
	if s.abreast != nil {
		s.abreast.drivers(s)
	}
	for k := range s.m.drivers {
		d := &s.m.drivers[k]
		if d.motion.levels != nil {
			continue // as newScenario left it
		}
		if s.abreast == nil {
			z := s.shocks[:len(d.shocks)]
			for j, n := range d.shocks {
				z[j] = s.get(n)
			}
			d.motion.path(s.paths[k], z)
		}
		s.level[k] = s.meanLevel(k)
	}
}

func (s *scenario) meanLevel(driver int) float64 {
	p := s.paths[driver]
	return sumOf(p) / float64(len(p))
}

// addSplit adds an amount at a fractional month, split linearly between the
// two neighbours (models/doc.go section 1), and returns what falls beyond the
// horizon. Money before month 0 is counted in month 0.
func addSplit(dst []float64, month, amount float64) (beyond float64) {
	if math.IsInf(month, 1) {
		return amount
	}
	k := int(math.Floor(month))
	x := month - float64(k)
	beyond = put(dst, k, amount*(1-x))
	if x > 0 {
		beyond += put(dst, k+1, amount*x)
	}
	return beyond
}

func put(dst []float64, k int, amount float64) (beyond float64) {
	if k >= len(dst) {
		return amount
	}
	dst[max(k, 0)] += float64(amount) // which may be a product
	return 0
}
