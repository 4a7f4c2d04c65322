// Package portfolio simulates many plans as one. Percentiles do not add: independent
// plans need far less together than each alone, and plans that the same price moves need
// almost as much.
//
// Scenario s of every plan belongs to scenario s of the portfolio. A portfolio of one
// plan that goes ahead as it stands reports what its run reports. From two plans on the
// monthly steps of every index that moves at random lie on common points, one coordinate
// for a driver in a month of the calendar, in the order in which the plans bring them,
// so that a plan added at the end moves no other. Everything else of a plan is keyed by
// (seed, plan, variable), and its points are taken in an order of their own in every
// replicate: Latin supercube sampling (sim/design, orders).
//
// Drivers of the same name and parameters are one driver; of the same name and other
// parameters they are an error. An index stands at 1 before its plan's start, also where
// plans start in different months: it moves by the same steps in the same months of the
// calendar. The deviation of a driver that reverts begins at zero with each plan, which
// is said. Correlations between drivers are brought into every plan that has one of
// them, so that all plans see the same paths.
//
// A list of common drivers may give drivers other names in the portfolio, so that those of
// different names are one, or those of one name are two. A plan in another currency is
// turned into the portfolio's month by month by the driver of its currency's name that a
// plan in the portfolio's currency has; its base at the base value of that driver.
// Correlations between plans, for what drivers do not explain, mix the turned scores of
// the plans (sim.Common) of shared normals; what came about in the costs is said beside
// what was asked for.
//
// A plan goes ahead with its chance, else it costs nothing and has no base. Its share
// multiplies its cost and its base. A shift delays starts, arrivals and windows of
// risks by whole months, and the funding unless it keeps its dates; prices go on rising
// from the plan's own start. An uncertain shift is drawn for every scenario and rounded to
// months; the plan is simulated once for each shift that some scenario has. With T the sum of
// the plans' costs and B that of the bases of those that go ahead, the reserve at
// the confidence p is max(0, Qp(T - B)), and limits compare T.
//
// Costs are added in whole ten-thousandths of the unit, in 128 bits, so that sums do not
// depend on any order: the figures are the same to the bit for any number of workers.
// Plans are simulated one after the other and in pieces, so that memory does not grow
// with their number; the excess of each over its base is kept aside, for allocation,
// correlations and what each plan adds.
//
// The reserve, the quantiles of the cost and the chance of passing the limit are smoothed
// as those of a run are (models/doc_smooth.go, section 17), over the direction H in which the
// turned scores of all plans move their cost (ways). Every plan tells its cost as a
// polynomial of its own score; moved by its part of H that is a polynomial of H, and the
// polynomials of the plans add up, in whole parts, as their costs do: no second pass is
// needed, and no plan need know another. All else, drivers, chances, shifts, risks and what
// is left of the scores, is independent of H. Each plan's own reserve is smoothed over its own
// score. Of the sample of eight plans at 10,000 scenarios the interval of the reserve of
// 4.04 million is 40,000 wide, counted 90,000. Counted are: plans whose money is exchanged, within the sums that are smoothed,
// what a plan adds, on both sides of the difference, years, the cash of the pool, and all
// of it in portfolios without a continuous amount or with more scenarios than 65,536, where
// a count has little error.
//
// A plan may also be run by itself, for its early warnings and its cash (Settings.Own):
// as it stands, with the portfolio's scenarios, seed and sampling; what the portfolio does
// with it, chance, share and shift, does not change them. With a pool, what a plan adds to
// the most that all lack at once is that level less the one without its gaps.
//
// The reserve is allocated by conditional means near its quantile, twice: to plans, and to
// the drivers that several plans share, with the rest by plan. What a driver moves is the sum
// over its lines of amount times level less expected level. What the plans hold, the
// reserve approved for each or else what each needs by itself, less what they need
// together, is what can be released.
//
// With a pool every plan is simulated with its funding. What it lacks of its minimum cash
// is a level: the pool lends what it rises by and gets back what it falls by, from its own
// sources as certain, late and dear as they are (models, Fill). What the pool cannot fill
// falls on the plans of the lowest priority. Plans are not simulated again.
//
// A portfolio may be parted into shards of consecutive plans (Spec, RunShard, Merge): the
// survey is written down, every shard adds its plans up, and the sums of the shards are
// those of one process. One plan with more scenarios than are kept is parted by them
// (Large): its cost is counted in bins that are fixed beforehand.
package portfolio
