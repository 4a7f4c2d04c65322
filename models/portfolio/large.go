package portfolio

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"

	"ballast/budget"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/sim/stats"
)

// Large is one plan with more scenarios than are kept: its cost is counted in bins that
// are fixed beforehand, so that counts of any ranges of scenarios add up.
type Large struct {
	ID, Name, File, Currency, Start string
	Horizon                         int
	Scenarios                       int
	Seed                            uint64
	Sampling                        string
	Replicate                       int
	Confidence, Base                float64
	Limit                           *float64
	Low, Width                      float64 // of the bins
}

// largeBins is how many bins there are, beside one below and one above them; largePilot
// how many scenarios fix their range.
const (
	largeBins  = 1 << 17
	largePilot = 1 << 16
)

// NewLarge fixes how a plan is counted: the bins reach half the range of the first
// scenarios beyond them.
func NewLarge(ctx context.Context, p *budget.Plan, m *models.Model, scenarios int, seed *uint64, sampling string, workers int) (*Large, error) {
	t := &p.Project
	x := &Large{ID: t.PlanID, Name: t.Name, File: p.File, Currency: t.Currency, Start: t.Start.String(), Horizon: t.Horizon, Scenarios: scenarios,
		Seed: t.Seed, Sampling: t.Sampling, Confidence: t.ReserveConfidence, Base: m.Base()}
	if seed != nil {
		x.Seed = *seed
	}
	if sampling != "" {
		x.Sampling = sampling
	}
	if t.BudgetLimit != nil {
		limit := t.BudgetLimit.InexactFloat64()
		x.Limit = &limit
	}
	var err error
	if x.Replicate, err = models.CostReplicate(x.Sampling, scenarios); err != nil {
		return nil, err
	}
	lo, hi := math.Inf(1), math.Inf(-1)
	err = m.Costs(ctx, x.costs(0, min(scenarios, largePilot), workers), func(total []float64) error {
		lo, hi = min(lo, slices.Min(total)), max(hi, slices.Max(total))
		return nil
	})
	span := math.Max(hi-lo, 1)
	x.Low, x.Width = lo-float64(span/2), 2*span/largeBins
	return x, err
}

func (x *Large) costs(first, n, workers int) models.CostRange {
	return models.CostRange{Seed: x.Seed, Sampling: x.Sampling, Total: x.Scenarios, First: first, N: n, Workers: workers}
}

// Ranges parts the scenarios into at most k shards of whole replicates.
func (x *Large) Ranges(k int) []Some {
	n := (x.Scenarios + x.Replicate - 1) / x.Replicate
	out := Groups(n, k)
	for i := range out {
		out[i] = Some{out[i].From * x.Replicate, min(x.Scenarios, out[i].To*x.Replicate)}
	}
	return out
}

// tally is what is counted of a range.
type tally struct {
	Some
	Min, Max float64
	Sum      Amount
	counts   []uint64 // below, the bins, above
}

// Run counts a range of scenarios and writes the counts.
//
// Checked: TestRangesAreTheRun.
func (x *Large) Run(ctx context.Context, m *models.Model, some Some, cfg Config, out io.Writer) error {
	t := &tally{Some: some, Min: math.Inf(1), Max: math.Inf(-1), counts: make([]uint64, largeBins+2)}
	c := x.costs(some.From, some.To-some.From, cfg.Workers)
	if cfg.Progress != nil {
		c.InProgress = func(done int) { cfg.Progress(done, c.N) }
	}
	err := m.Costs(ctx, c, func(total []float64) error {
		for _, cost := range total {
			a, err := amountOf(cost)
			if err != nil {
				return err
			}
			t.Sum = t.Sum.Add(a)
			t.Min, t.Max = min(t.Min, cost), max(t.Max, cost)
			t.counts[x.bin(cost)]++
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := json.NewEncoder(out).Encode(t); err != nil {
		return fmt.Errorf("write a shard: %w", err)
	}
	return binary.Write(out, binary.LittleEndian, t.counts)
}

// bin is the place of a cost among the counts.
func (x *Large) bin(cost float64) int {
	return int(min(max(math.Floor((cost-x.Low)/x.Width)+1, 0), largeBins+1))
}

// Merge adds counts up, in the order of the scenarios, and says what they mean, as a
// portfolio of one plan. A quantile is known to the width of its bin.
func (x *Large) Merge(ctx context.Context, shards []io.ReaderAt, progress func(done, total int)) (*outcome.Portfolio, error) {
	all := &tally{Min: math.Inf(1), Max: math.Inf(-1), counts: make([]uint64, largeBins+2)}
	var below [][]uint64 // running counts of every shard
	for k, at := range shards {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		t, err := readTally(at)
		if err != nil {
			return nil, fmt.Errorf("shard %d: %w", k, err)
		}
		if t.From != all.To {
			return nil, fmt.Errorf("shard %d: it begins with future %d where %d was expected", k, t.From+1, all.To+1)
		}
		all.To, all.Min, all.Max, all.Sum = t.To, min(all.Min, t.Min), max(all.Max, t.Max), all.Sum.Add(t.Sum)
		for i, n := range t.counts {
			all.counts[i] += n
		}
		below = append(below, coarse(t.counts))
		if progress != nil {
			progress(k+1, len(shards))
		}
	}
	if all.To != x.Scenarios {
		return nil, fmt.Errorf("portfolio: the shards have %d futures of %d", all.To, x.Scenarios)
	}
	return x.outcome(all, below), nil
}

func readTally(at io.ReaderAt) (*tally, error) {
	in := bufio.NewReaderSize(io.NewSectionReader(at, 0, 1<<62), 1<<20)
	line, err := in.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("it has no head: %w", err)
	}
	t := &tally{counts: make([]uint64, largeBins+2)}
	if err := json.Unmarshal(line, t); err != nil {
		return nil, fmt.Errorf("its head cannot be read: %w", err)
	}
	if err := binary.Read(in, binary.LittleEndian, t.counts); err != nil {
		return nil, fmt.Errorf("it is cut short: %w", err)
	}
	return t, nil
}

// coarseBins is how many bins at a time are remembered of every shard, for the interval.
const coarseBins = 64

// coarse are running counts at the ends of some bins at a time.
func coarse(counts []uint64) []uint64 {
	out, sum := make([]uint64, 0, len(counts)/coarseBins+1), uint64(0)
	for i, n := range counts {
		if sum += n; i%coarseBins == coarseBins-1 || i == len(counts)-1 {
			out = append(out, sum)
		}
	}
	return out
}

// outcome is what the counts mean.
func (x *Large) outcome(t *tally, below [][]uint64) *outcome.Portfolio {
	o := &outcome.Portfolio{Name: x.Name, Currency: x.Currency, Start: x.Start, Horizon: x.Horizon,
		Run:   outcome.PortfolioRun{Scenarios: x.Scenarios, Seed: x.Seed, Sampling: x.Sampling, Block: x.Replicate, AsOne: true, Digest: t.digest(), Bin: x.Width},
		Notes: []string{}, Skipped: []outcome.PortfolioSkipped{}, Drivers: []outcome.PortfolioDriver{}, Problems: []outcome.PortfolioProblem{}, Causes: []outcome.PortfolioCause{},
		Years: []outcome.PortfolioYear{}, Groups: []outcome.Share{}, Owners: []outcome.Share{}, Correlation: outcome.PlanCorrelation{IDs: []string{}, Matrix: [][]float64{}}}
	c, v := &o.Cost, &o.Reserve
	c.Base, c.Mean, c.SD = cents(x.Base), t.Sum.Float()/float64(x.Scenarios), x.sd(t)
	for _, p := range outcome.Percents() {
		c.Quantiles = append(c.Quantiles, outcome.Quantile{P: p, X: x.quantile(t, p/100)})
	}
	for k := range 99 {
		p := float64(k+1) / 100
		c.Curve = append(c.Curve, outcome.Spot{X: x.quantile(t, p), P: p})
	}
	if x.Limit != nil {
		over := 1 - x.share(t, *x.Limit)
		c.BudgetLimit, c.ProbabilityOverLimit = x.Limit, &over
	}
	v.Confidence = x.Confidence
	for _, p := range reserveLevels(x.Confidence) {
		q := x.quantile(t, p)
		lo, hi := x.interval(t, below, p)
		row := outcome.ReserveRow{Confidence: p, Cost: cents(q), Contingency: over(q - x.Base), Interval95: outcome.Interval{over(lo - x.Base), over(hi - x.Base)}}
		v.Table = append(v.Table, row)
		if math.Abs(p-v.Confidence) < 1e-9 {
			v.Contingency, v.Interval95 = row.Contingency, row.Interval95
		}
	}
	v.SumOfPlans = v.Contingency
	o.Release = outcome.PortfolioRelease{Held: v.Contingency, Needed: v.Contingency}
	o.Plans = []outcome.PortfolioPlan{{ID: x.ID, Name: x.Name, File: x.File, Start: x.Start, Chance: 1, Share: 1, Base: cents(x.Base), Mean: cents(c.Mean),
		ContingencyAlone: v.Contingency, Held: v.Contingency, Allocated: v.Contingency, AddsReserve: v.Contingency, AddsCost: cents(x.quantile(t, x.Confidence))}}
	return o
}

// over is a reserve: money above zero, in cents.
func over(x float64) float64 { return cents(math.Max(0, x)) }

// digest is the hash of all counts.
func (t *tally) digest() string {
	h := sha256.New()
	text, _ := t.Sum.MarshalText()
	fmt.Fprintf(h, "%d %s %x %x\n", t.To, text, math.Float64bits(t.Min), math.Float64bits(t.Max))
	for i, n := range t.counts {
		if n > 0 {
			fmt.Fprintf(h, "%d %d\n", i, n)
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

// quantile is the cost that a share of the scenarios stays within, by the place of its
// scenario within its bin.
func (x *Large) quantile(t *tally, p float64) float64 {
	rank, sum := float64(p*float64(x.Scenarios-1))+1, 0.0
	for i, n := range t.counts {
		if n > 0 && sum+float64(n) >= rank {
			lo, hi := x.ends(t, i)
			return lo + float64((hi-lo)*math.Max(0, rank-sum)/float64(n))
		}
		sum += float64(n)
	}
	return t.Max
}

// ends are those of a bin, within what has come about.
func (x *Large) ends(t *tally, i int) (lo, hi float64) {
	lo, hi = x.Low+float64(x.Width*float64(i-1)), x.Low+float64(x.Width*float64(i))
	if i == 0 {
		lo = t.Min
	}
	if i == largeBins+1 {
		hi = t.Max
	}
	return math.Max(lo, t.Min), math.Min(hi, t.Max)
}

// share is that of the scenarios that stay within a cost.
func (x *Large) share(t *tally, cost float64) float64 {
	at, sum := x.bin(cost), 0.0
	for _, n := range t.counts[:at] {
		sum += float64(n)
	}
	if lo, hi := x.ends(t, at); hi > lo && cost > lo {
		sum += float64(float64(t.counts[at]) * math.Min(1, (cost-lo)/(hi-lo)))
	}
	return sum / float64(x.Scenarios)
}

// sd is the spread, every scenario in the middle of its bin.
func (x *Large) sd(t *tally) float64 {
	mean, sum := t.Sum.Float()/float64(x.Scenarios), 0.0
	for i, n := range t.counts {
		if n > 0 {
			lo, hi := x.ends(t, i)
			off := float64((lo+hi)/2) - mean
			sum += float64(float64(n) * off * off)
		}
	}
	return math.Sqrt(sum / float64(max(1, x.Scenarios-1)))
}

// interval is the 95 % interval of a quantile, from how the shares below it differ between
// the shards, and no narrower than its bin.
func (x *Large) interval(t *tally, below [][]uint64, p float64) (lo, hi float64) {
	q := x.quantile(t, p)
	at := x.bin(q) / coarseBins
	var shares []float64
	for _, counts := range below {
		all := float64(counts[len(counts)-1])
		shares = append(shares, float64(counts[at])/all)
	}
	half := stats.ShareHalf(shares)
	if math.IsNaN(half) { // one shard says nothing of its error
		half = 1
	}
	from, to := x.ends(t, x.bin(q))
	return math.Min(from, x.quantile(t, math.Max(0, p-half))), math.Max(to, x.quantile(t, math.Min(1, p+half)))
}
