package models

import (
	"context"
	"fmt"
	"math"
	"slices"

	"ballast/budget"
	"ballast/sim"
	"ballast/sim/design"
	"ballast/sim/distribution"
	"ballast/sim/stats"
	"ballast/sim/stream"
)

// Shock is a random step of an index in a month of the calendar, which plans of a
// portfolio share.
type Shock struct {
	Driver string
	Month  budget.Month
}

// Shocks lists the random steps of the plan's indexes, in the order of its sheet.
func (m *Model) Shocks() []Shock {
	var out []Shock
	for i := range m.drivers {
		d := &m.drivers[i]
		for k := range d.shocks {
			out = append(out, Shock{Driver: d.name, Month: m.plan.Project.Start.Add(m.horizon - len(d.shocks) + k)})
		}
	}
	return out
}

// PartConfig says how a plan is simulated as a part of a portfolio.
type PartConfig struct {
	Seed      uint64 // of the portfolio
	Plan      string // what the plan is known by among the others
	Scenarios int
	First     int // number of the first scenario, a multiple of Replicate
	Replicate int
	Sampling  string
	Workers   int
	Shared    []string        // coordinates of the points that plans share; see sim.Common
	Place     func(Shock) int // among them
	Score     []sim.ScorePart // what the turned score of the plan is mixed of; nil: its own

	// Exchange names the driver by which amounts are turned into other money, month by
	// month: its base value is the rate. "" none.
	Exchange string
	// Moved names drivers of which it is wanted how far they move the cost.
	Moved []string
	Cash  bool // the balance is wanted
	// Smooth asks how the cost moves with the plan's turned score; not of a plan whose
	// money is exchanged, whose polynomials are in its own.
	Smooth bool
}

// Part is what a portfolio needs of a plan: columns by scenario, in the plan's currency
// or that of the exchange.
type Part struct {
	Total  []float64   // total cost
	Cost   [][]float64 // [month] cost incurred
	Moved  [][]float64 // [as asked] what a driver adds to the cost: sum over its lines of amount x (I - E I)
	Short  [][]float64 // [month] minimum cash less balance, 0 in months that have happened; nil unless asked
	Repair bool        // a correlation with an index had to be changed, see sim.Result.Repairs
	Scored bool        // the plan has a turned score
	Score  []float64   // the turned score; nil unless asked for and there is one
	Poly   [][]float64 // [power] the total cost as stats.SmoothPolynomial has it, all but the score as it came; likewise
}

// Part simulates the plan as one of several: the steps of its indexes are those of all
// plans, and everything else is keyed by (seed, plan, variable) and independent of
// them (models/portfolio). In a portfolio the plan has the same distribution as alone,
// not the same bits.
//
// Checked: TestPartHasTheDistributionOfTheRun, TestPartsShareTheirDrivers.
func (m *Model) Part(ctx context.Context, cfg PartConfig) (*Part, error) {
	x, err := m.newPartRun(cfg)
	if err != nil {
		return nil, err
	}
	res, err := x.run(ctx)
	if err != nil {
		return nil, err
	}
	return x.part(res), nil
}

// partRun is the program of a part: that of the plan on shared points, with outputs of
// its own behind those of the plan.
type partRun struct {
	m        *Model
	cfg      PartConfig
	p        sim.Program
	exchange int                      // driver, -1 none
	moved    []int                    // drivers
	rate     int                      // series of the exchange
	first    int                      // scalar of the first that moves
	impose   func() func(s *scenario) // nil: nothing
}

func (m *Model) newPartRun(cfg PartConfig) (*partRun, error) {
	x := &partRun{m: m, cfg: cfg, p: m.program, exchange: m.driverIndex(cfg.Exchange)}
	p := &x.p
	p.Common = &sim.Common{Seed: cfg.Seed, Names: cfg.Shared, At: make([]int, len(p.Variables)), Score: cfg.Score}
	for v := range p.Common.At {
		p.Common.At[v] = -1
	}
	next, shocks := 0, m.Shocks()
	for i := range m.drivers {
		for _, n := range m.drivers[i].shocks {
			p.Common.At[n.v] = cfg.Place(shocks[next])
			next++
		}
	}
	if !cfg.Cash {
		p.Series, p.Sums, p.Row, p.Unbinned, p.SeriesMarks = p.Series[:1], 0, 0, nil, nil
	}
	if x.rate = len(p.Series); x.exchange >= 0 {
		p.Series = append(p.Series[:x.rate:x.rate], "rate of exchange")
	}
	x.first = len(p.Scalars)
	p.Scalars, p.Finite, p.Keep = slices.Clip(p.Scalars), slices.Clip(p.Finite), slices.Clip(p.Keep)
	for _, name := range cfg.Moved {
		x.moved = append(x.moved, m.driverIndex(name))
		p.Scalars, p.Finite, p.Keep = append(p.Scalars, "moved by "+name), append(p.Finite, true), append(p.Keep, sim.KeepEvery)
	}
	p.NewKernel = x.kernel
	return x, nil
}

// kernel evaluates blocks: the plan's own, and what is asked beside it.
func (x *partRun) kernel(seed uint64) sim.Kernel {
	mode := costKernel
	if x.cfg.Cash {
		mode = fullKernel
	}
	k := &partKernel{kernel: newKernel(x.m, seed, mode)}
	if x.impose != nil {
		k.impose = x.impose()
	}
	if x.exchange >= 0 || len(x.moved) > 0 {
		k.seen = func(s *scenario) { x.note(k.block, s) }
	}
	return k
}

// partKernel knows the block that it is at.
type partKernel struct {
	*kernel
	block *sim.Block
}

// Run implements sim.Kernel.
func (k *partKernel) Run(b *sim.Block) error {
	k.block = b
	return k.kernel.Run(b)
}

// note records the rate of exchange of a scenario and what its drivers move.
func (x *partRun) note(b *sim.Block, s *scenario) {
	if x.exchange >= 0 && b.Series != nil {
		base := x.m.drivers[x.exchange].base
		for m, level := range s.paths[x.exchange] {
			b.Series[x.rate][m][s.i] = base * level
		}
	}
	for k, driver := range x.moved {
		b.Scalar[x.first+k][s.i] = s.movedBy(driver)
	}
}

// run simulates the scenarios of the part.
func (x *partRun) run(ctx context.Context) (*sim.Result, error) {
	cfg := &x.cfg
	kind, err := samplingKind(cfg.Sampling, "")
	if err != nil {
		return nil, err
	}
	own, smooth := stream.New(cfg.Seed, "plan/"+cfg.Plan).Bits(0), 1
	if cfg.Smooth {
		smooth = cfg.First + cfg.Scenarios
	}
	res, err := sim.Run(ctx, &x.p, sim.Config{Scenarios: cfg.Scenarios, First: cfg.First, Replicate: cfg.Replicate, Seed: own,
		Sampling: kind, Workers: cfg.Workers, KeepSample: 1, KeepSmooth: smooth, KeepRows: 1})
	if err != nil {
		return nil, x.m.explainError(err)
	}
	return res, nil
}

// part takes what is wanted out of a result.
func (x *partRun) part(res *sim.Result) *Part {
	m, o := x.m, &x.m.out
	part := &Part{Total: res.Scalar[o.total], Cost: res.Series[o.seriesCost], Moved: res.Scalar[x.first:], Scored: res.Moves > 0}
	for _, r := range res.Repairs {
		part.Repair = part.Repair || x.p.Common.At[res.Linked[r.I]] >= 0 && x.p.Common.At[res.Linked[r.J]] >= 0
	}
	if x.cfg.Smooth && part.Scored {
		part.Score, part.Poly = res.Scalar[o.score], res.Scalar[o.poly[costLayers-1]:][:stats.SmoothNodes]
	}
	if x.cfg.Cash {
		part.Short = res.Series[o.seriesCash]
		for k, balance := range part.Short {
			for s, c := range balance {
				balance[s] = m.minimum - c
				if k < m.cut {
					balance[s] = 0
				}
			}
		}
	}
	if x.exchange >= 0 {
		x.change(part, res.Series[x.rate], res.Scalar[o.beyond])
	}
	return part
}

// change turns the amounts of a part into other money at the rates of its months; what
// lies beyond the horizon at that of the last. What other drivers move is turned at the
// mean rate of the scenario.
func (x *partRun) change(p *Part, rates [][]float64, beyond []float64) {
	base, last := x.m.drivers[x.exchange].base, len(rates)-1
	total, moved := make([]float64, len(p.Total)), make([]float64, len(p.Total))
	add := func(s, month int, money float64) {
		now := float64(money * rates[month][s])
		total[s] += now
		moved[s] += now - float64(money*base*x.m.expectedIndex(x.exchange, month))
	}
	for k, rate := range rates {
		for s, r := range rate {
			add(s, k, p.Cost[k][s])
			p.Cost[k][s] *= r
			if p.Short != nil {
				p.Short[k][s] *= r
			}
		}
	}
	for s, money := range beyond {
		add(s, last, money)
	}
	for k, driver := range x.moved {
		for s := range p.Moved[k] {
			if p.Total[s] != 0 {
				p.Moved[k][s] *= total[s] / p.Total[s]
			}
			if driver == x.exchange {
				p.Moved[k][s] += moved[s]
			}
		}
	}
	p.Total = total
}

// movedBy is what a driver adds to the cost of a scenario: of every line that it moves,
// by its months as they came, amount times level less expected level. Of a line with a
// driver and a currency the driver is taken at the rate of the scenario, the rate at the
// expected level of the driver, so that both add up to what the two do together.
//
// Checked: TestDriversTakeTheirPart.
func (s *scenario) movedBy(driver int) float64 {
	sum := 0.0
	for i := range s.m.lines {
		if l := &s.m.lines[i]; l.driver != driver && l.currency != driver {
			continue
		}
		start := s.start(i)
		k0 := int(math.Floor(start))
		x, per := start-float64(k0), 0.0
		for k, w := range s.lineWeights(i) {
			per += float64(w * (float64((1-x)*s.movedIn(i, driver, k0+k)) + float64(x*s.movedIn(i, driver, k0+k+1))))
		}
		sum += float64(s.final(i) * per)
	}
	return sum
}

// movedIn is how far a driver moves the price of a line in a month.
func (s *scenario) movedIn(i, driver, month int) float64 {
	l, moved := &s.m.lines[i], 0.0
	if l.driver == driver {
		moved = (s.index(driver, month) - s.m.expectedIndex(driver, month)) * s.index(l.currency, month)
	}
	if l.currency == driver {
		moved += float64((s.index(driver, month) - s.m.expectedIndex(driver, month)) * s.m.expectedIndex(l.driver, month))
	}
	return moved
}

// Sampled is the distribution of what a person wrote.
func Sampled(q *budget.Quantity) (distribution.Distribution, error) { return sampled(q) }

// ExchangeRate is the base value of a driver.
func (m *Model) ExchangeRate(driver string) float64 {
	if k := m.driverIndex(driver); k >= 0 {
		return m.drivers[k].base
	}
	return 1
}

// PolyColumns is how many columns a part that is smoothed takes beside its others.
const PolyColumns = costLayers*stats.SmoothNodes + 2

// Pull is how far the cost moves with a unit of the plan's turned score, as its expected
// amounts have it; 0 where no continuous amount moves it.
func (m *Model) Pull() float64 {
	sum := 0.0
	for _, pull := range m.program.Pull {
		sum += float64(pull * pull)
	}
	return math.Sqrt(sum)
}

// Base is what the plan adds up to.
func (m *Model) Base() float64 { return m.base }

// PlannedCost is the base by planned month, and what lies beyond the horizon.
func (m *Model) PlannedCost() (months []float64, beyond float64) {
	return m.plannedCost, m.plannedBeyond
}

// AsPart is a finished run as a part, of as many scenarios as have kept their months.
func (s *Simulation) AsPart() *Part {
	return &Part{Total: s.total()[:s.res.SeriesN], Cost: s.res.Series[s.m.out.seriesCost]}
}

// PartReplicate is how long the replicates of a portfolio of n scenarios are.
func PartReplicate(sampling string, n int) (int, error) {
	kind, err := samplingKind(sampling, "")
	if err != nil {
		return 0, fmt.Errorf("models: %w", err)
	}
	return design.ReplicateLength(kind, n), nil
}
