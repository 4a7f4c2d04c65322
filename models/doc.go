// Package models is the financial model: what happens in one scenario of a plan, and what
// thousands of scenarios mean. It takes a budget.Plan and knows no file format.
//
// This page is the specification. Where it and the code disagree, one of them is a bug; a
// change of a figure changes both. Sections 14 to 16 stand in models/doc_mixes.go, 17 in
// models/doc_smooth.go and 18 in models/doc_cycle.go. A comment cites the page as
// "models/doc.go section 9". E is a mean over scenarios, Qp the quantile at the share p, T
// the total cost of a scenario, B the base.
//
// The arithmetic of rows of months and of strips of scenarios, in vectors where the processor
// has them, is package models/vector, which knows no plan.
//
// The mixes and their search stay in this room: they replay one scenario from within, and
// as a package of their own would need some 80 fields and 60 names of this one exported,
// and give 30 back. So does explain, which prints every intermediate figure: some 95
// fields.
//
// # 1. Time
//
// The grid is monthly. Month 0 is the plan's start month; the horizon is 1 to 600 months.
// All flows of a month fall at its end. The discount factor of month m at the effective
// annual rate r is (1+r)^-((m+1)/12), with the setting Discounting at mid-month
// (1+r)^-((m+0.5)/12) and at the start (1+r)^-(m/12): models/returns/npv.go.
//
// A shift or lag of a fractional number of months splits each amount linearly between the
// two neighbouring months. What falls beyond the horizon stays in the totals and is
// reported as beyond the horizon: the months and what is beyond sum to the whole, but for
// rounding. Money before month 0 counts in month 0. An index has the level of its first
// month before the plan's start and of its last month beyond the horizon.
//
// # 2. Uncertain quantities
//
// An uncertain cell is a distribution in words, such as PERT(90,100,140), or three
// estimates with a shape; package sim/distribution holds the families, their parameters
// and their sources. Three estimates may be the end points of the distribution or a pair
// of its percentiles, of which the end points are then solved for with the likely value as
// the mode. Every family is drawn by its inverse distribution function, so that one
// uniform number makes one draw. A quantity that is written as one value is a constant and
// takes no draw.
//
// # 3. Random numbers
//
// A draw is a function of seed, variable and scenario alone, so that the figures are the
// same to the bit for any number of workers, and any scenario can be replayed by itself. A
// variable is known by what it is (kind of row, ID, quantity), not by its place in the
// workbook.
//
// The designs are scrambled Sobol points (the default), replicated Latin hypercubes and
// plain random numbers: package sim/design. The first coordinate of Sobol's sequence goes
// to the turned score (section 17), the next to the common factors, then to the variables
// that move the output most, in money; behind its last one the rest is drawn from Latin
// hypercubes, and the run log says so. Under Latin hypercubes and random numbers a row
// added to a plan changes no other row's draws; under Sobol it takes part in the direction
// of the score and may take another's coordinate, so plans are compared (section 13) on
// one direction and one order of coordinates. A run consists of independent replicates,
// from which every interval is worked out.
//
// Whether a risk happens, or how often, and its first impact are drawn from one uniform u
// unless one of them is correlated with something. Every probability that the risk can
// have, with its response or without, its parent having happened or not, cuts (0,1) at 1 -
// p, a frequency at the steps of its Poisson distributions; the impact is at the place of
// u in its interval. That place is uniform whatever is decided about the cuts, and where
// the risk happens under two choices its impact is the same number.
//
// Correlation is a Gaussian copula, or Student's t, over what the sheet names: an ID is
// the main quantity of its row (a line's amount, a stream's volume, a source's amount
// factor, a risk's impact, a driver's shocks); ID.slip, ID.delay, ID.occurs and so on are
// its others. What is asked for is a rank correlation rho, of which the copula has 2
// sin(pi rho/6). A matrix that is no correlation matrix is replaced by the nearest one,
// and every changed entry is reported, beside what was asked for and what the draws have.
// Between two drivers a correlation links the shocks of each month; between a driver and a
// single quantity it is spread over the months, so that it holds for the sum of the
// shocks.
//
// # 4. Costs
//
// The base of a line is its amount in month-0 money, in the plan's currency by the base
// value of the exchange rate; of a line per month, times its planned months. B is the sum
// of the bases.
//
// A line's amount in a scenario is its base amount times the drawn factor, or the drawn
// amount itself, times the price factor of its vendor. A line per month costs its amount
// in each month of its drawn duration. The work begins at the planned month + slip +
// vendor's lateness + the delays of the risks that hit the line, and lasts the planned
// months x stretch, at least a hundredth of a month. Delays, lags and durations that are
// drawn beyond a hundred years are cut there, counted and said after the run.
//
// The profile says which share of the amount is due when the share x of the duration has
// passed: even x, front x(2-x), back x^2, s-curve 3x^2-2x^3, rayleigh the Norden-Rayleigh
// curve with 97 % at the end rescaled to 100 %, all at the start, all at the end, or a row
// of monthly shares, interpolated and stretched to the duration. Dated amounts in the row
// are such a profile.
//
// Each month's amount is multiplied by the index of the line's driver and of its currency
// in that month, relative to the base value (section 5). Cash leaves the drawn payment lag
// after the work, or before it where that is negative, but not before the plan's start or
// the as-of month; the advance share leaves at the start, at the prices of the start, and
// is recovered in proportion to the work. The retention share of every bill is held back
// and leaves the retention months and the lag after the last month of the work. VAT that
// comes back leaves with every bill and returns its months later; it is neither cost nor
// profit. VAT that does not come back is part of the base and of the cost. A line with a
// probability happens or does not: its amount is multiplied by a Bernoulli draw, its base
// is not.
//
// A vendor's grade stands for a share of deliveries on time, a delay when late and a
// volatility of the price where the row does not say them (gradeDefaults). The price
// factor is lognormal with mean 1, one draw for all lines of the vendor; lateness is drawn
// line by line, late when the draw is at or above the share on time.
//
// # 5. Drivers
//
// An index stands at 1 before month 0; growth g and volatility s are annual. fixed:
// (1+g)^((m+1)/12). walk: the logarithm gains (ln(1+g) - s^2/2)/12 + s z/sqrt(12) a month,
// so that its mean is the fixed path. revert: the logarithm's deviation x from the fixed
// path becomes x e^(-k/12) + noise of the exact variance s^2 (1-e^(-k/6))/(2k), recentred
// by half of its variance, so that the mean is the fixed path again; k is the speed a
// year. table: the given values divided by the base value; a short table holds its last
// value.
//
// # 6. Risks
//
// A risk occurs with its probability, once, in a month that is uniform over its window;
// or, with a frequency, a Poisson number of times. Probability and impact are never
// multiplied within a scenario: it happens or it does not. A draw near 1 means that it
// happens, so that a positive correlation with a cost makes both bad together. With
// parents the probability is the one given them when any of them, or all where the plan
// says so, occurred in this scenario.
//
// Its cost is an amount of money in the month of occurrence, spread evenly over the impact
// months; or a factor on the cost of what it affects, several multiplied; or a share of
// the drawn cost of what it affects, before other risks. Its delay moves the start of the
// lines and streams, and the arrival of the sources, that it affects. Its revenue change
// (-10 % lowers) multiplies the affected streams from the occurrence on, for the impact
// months or to the end. Affects empty or "all" is every line and stream; a source is moved
// only when it is named.
//
// A response costs its certain cost in the first month of the window, replaces the
// probability or the frequency (both by year) by the residual one, and scales the impact,
// the delay and the revenue change; with a parent it lowers both probabilities in
// proportion. A risk whose status is occurred is certain, whatever its parent and
// response; one that is closed never happens.
//
// The effect of a risk is a figure with it less the same without it, on the same draws,
// its response's cost apart; that of a response is with it less without it, also for one
// that is off. They are worked out for the mean and Qp of cost, NPV (without revenue the
// present value of cost), payback, P(gap) and P(over limit), on up to 2,048 scenarios
// (where there are as many again, those after the first 2,048, which a preview shows),
// each with the interval of the paired difference; that on Qp comes from the estimator of
// Qp itself (section 17), with an interval from the shares of 16 groups of scenarios, so
// that it is the difference of the two Qp that are stated. Effects on quantiles do not add
// up. A response pays where the mean NPV (or present value of cost) is better with it; else it
// is an insurance where Qp, P(gap) or P(over limit) falls beyond its interval; else it
// does not pay. The older value of a response is the mean of T without it less that with
// it. The level is the product of the class of P(at least once) and of the class of the
// effect on the mean of cost or NPV, the larger, where it occurs, as a share of B (of the
// sum of absolute amounts where B is not positive): up to 4 Low, 9 Medium, 15 High, above
// Extreme. What is expected to do good is an opportunity and has a ladder of its own.
//
// # 7. Revenue
//
// A stream earns, from its start + shift + delays on and until its end, which a shift does
// not move, the monthly amount at maturity x share of the ramp (month k of n reaches
// (k+1)/n, or 3x^2-2x^3 of that) x growth since its start x drawn volume x drawn price x
// driver x max(0, 1 + noise z) with an independent normal z each month x the changes of
// the risks. Collections are what is earned less the uncollectable share, after the
// collection lag.
//
// # 8. Return
//
// This package makes the flows (models/worth.go); package models/returns measures them:
// models/returns/yardstick.go in one pass, models/returns/irr.go by search,
// models/returns/tax.go the tax on them.
//
// The project's flow of a month is collections - payments of cost and risks - tax, before
// any funding. Tax is the rate on the cumulative cash profit of each quarter of the
// project beyond its highest level so far, which is what losses carried forward without
// limit come to; it is paid in the quarter's last month.
//
// Payback is the last break-even: the earliest time, from the start of month 0, after
// which the cumulative flow is never below zero again inside the horizon, with linear
// interpolation inside the month; below zero means by more than 1e-12 of the money moved
// so far. A late outflow, such as dismantling, that takes it below zero again counts.
// Where the flow never is below zero there is nothing to pay back: 0, a scenario without
// outlay. Where it ends below zero the payback is beyond the horizon. The chance of
// payback within the horizon is that of both, paid back and without outlay, in joint
// figures too. Quantiles are of the scenarios with an outlay, those beyond the horizon
// being later than all others ("beyond horizon"); there are none where more than half have
// no outlay. A mean is over those that pay back. The first return, at which the flow has
// first come back to zero, stands beside it wherever it differs. Discounted payback is the
// last break-even of the discounted flow. All parties are measured alike.
//
// What is still owed and still to be received at the horizon is settled in the last month
// of these flows, for project, owners and partners alike: bills for work done less what
// was paid ahead of the work, collections of what was earned, tax on bills that comes
// back, and the tax on the profit in all this; of the owners' funding debt and customers'
// prepayments. A partner has its shares of it. The cash in hand, and so gaps and cover,
// are what they are without it. It is told as one line: models/settlement.go.
//
// NPV is at the discount rate. IRR is the effective annual rate at which the present value
// is zero. The sign of the present value at x must say on which side of x the rate lies:
// at the discount rate that belongs to the flow, and a point below and above the rate
// itself (near -100 % half-way); a value of zero agrees. Of several rates between -99 %
// and 1,000 % the one that agrees is given, the nearest to the discount rate where several
// do, and the scenario is counted as having several. Where money comes first, the rate
// must be the only one in that range. Otherwise it is undefined, and the share of each
// reason is told: money comes before it is spent, nothing is spent, no rate, none that
// agrees. A scenario that spends and gets nothing back is -100 % in the quantiles. P(IRR >
// x) is P(NPV at x > 0). MIRR finances outflows and reinvests inflows at the plan's rates
// up to the last month. The profitability index is 1 + NPV / present value of the outflows
// before the first positive cumulative flow. Without an outlay both are undefined.
//
// The owners' flow adds what loans, revolvers, grants and prepayments bring and take;
// equity, own funds, venture capital, industry funds and partner contributions are owners'
// money and no flow of theirs. Its present value, discounted payback and the test of its
// rate of return are at the setting Cost of equity, else at the discount rate. All debt
// still owed at the horizon, whatever its repayment, and what is left of prepayments is
// taken off in the last month; grants are not. A partner has its shares of collections, of
// cost and tax, and of that funding; a stream or source that names a partner is that
// partner's alone. Each partner may have a discount rate of its own, else it has that of
// the owners.
//
// Who pays in is told where a source of owners' money names a partner or takes a share of
// the equity (column Equity share; without a partner it is that of investors from outside).
// A stake begins as the Funding share. Money paid in for good makes every stake the
// weighted mean of itself, by what had been paid in so far, and of who pays, by the
// payment: it follows what each has paid in; sources without a name are paid by all as
// agreed. A source with an Equity share takes that share for its committed amount, in
// proportion for a part of it, and leaves the others theirs times the rest. A partner's
// flow is then less by what it pays in beyond its Funding share of all that is paid in;
// and from the planned month of operation on it has, besides, its stake less its Funding
// share of what the month leaves in cash: the owners' flow and what is paid in. Both sum
// to nothing over partners and investors from outside, whose flows sum to the owners'. So
// dilution counts once, in the flow, and in every mix by its own amounts:
// models/stakes.go.
//
// # 9. Funding
//
// This package says what arrives when (models/supply.go); package models/waterfall books
// it, in the order of a month of models/waterfall/funding.go; what falls due is
// models/waterfall/repayment.go. The cover of the debt service is models/returns/cover.go.
//
// A source brings its committed amount at its date, or its tranches, each at the planned
// month + delay, times the amount factor, if it arrives at all. The delay is one draw for
// all tranches of a source but those that have their own; a tranche's probability replaces
// the source's. A tranche may wait for lines to be done, and be stopped by risks that have
// occurred by then. A source with a co-financing ratio brings at most that share of the
// total cost of the scenario, all its arrivals being cut alike; in a mix the cut stays in
// proportion to the source's amount. Money that comes before the window opens waits for
// it; money that comes after it has closed is lost. The facility of an on-demand source
// opens at its date + delay.
//
// A month is booked in this order:
//
//  1. cash of the month before; in month 0 the opening cash;
//  2. scheduled arrivals, net of the upfront fee;
//  3. the project's flow of section 8;
//  4. interest, a twelfth of the annual rate on the opening balance; commitment
//     fee, a twelfth of the annual one on what is undrawn while it can be drawn;
//     principal due;
//  5. if cash is below the minimum, draws on demand by priority, each within its
//     limit and window and grossed up by the upfront fee, up to the minimum;
//  6. what is still missing is the gap of the month; cash stays below the
//     minimum, and later money fills it first;
//  7. if cash is above the minimum, sweep sources are repaid, dearest first.
//
// Interest, fees and principal are booked when due, paid or not, so that no gap is hidden
// by missing a repayment. Grace and term count from a source's first draw: no principal in
// the grace months, in which interest is paid or added to the balance; then all in the
// last month (bullet), equal principal, or equal payments (annuity), from the balance and
// the payments that remain, so that later draws are repaid by the same end. Interest and
// principal are paid every month, or every three, six or twelve from the first draw on and
// at the end of the term; between payments interest runs up and bears none. What a sweep
// has not repaid by the end of its term is due then. Without a term nothing falls due.
//
// A customer prepayment without a repayment of its own is set off against the collections
// of the streams that it names, else of all, month by month until it is used up; several
// of one stream share its collections by their amounts. The project's flow, the tax on it
// and its worth have the collections whole; the cash and the owners have them less what is
// set off, and so has the cash available for debt, of which it is no service. Collections
// that were booked as actual are what came, and nothing is set off against them.
//
// Reported are P(gap), overall and by month, the first gap month, the peak gap, what each
// source brings, costs, has undrawn at the end of its window and how likely it is late by
// half a month or more, or never comes; interest and fees in money; the annual cost of
// each source and of the mix, which is the internal rate of their mean flows, what is owed
// at the horizon counting as repaid then; the concentration, Herfindahl's index of what is
// used; and the minimum cover of debt service.
//
// The Rate of owners' money is the effective annual return that its owners require: no
// cash leaves for it. A Paid return is paid, a twelfth of it a month on what was paid in. A
// source of owners' money with a term, a repayment or a word about interest in grace is
// debt in all but name: it pays its Rate. Without a rate the required return is the
// discount rate of the partner that gives the money, else the cost of equity, else the
// discount rate, which is told. It is charged by month on the balance in use at its
// beginning, times (1+k)^(1/12) - 1: what was paid in less what could be returned, which
// before the planned month of operation is nothing, and then the cash above the minimum
// that no later month of that scenario needs and no debt at the horizon takes, shared in
// proportion to what each source paid in. What is paid is part of the charge, which is no
// less than what has been paid since the last payment. The charge is in no flow, cost, gap
// or worth. The cost of funds in money is the present value, at the discount rate, of
// interest and fees, interest that grace adds to the balance, and the charges; a year of
// it is that over the annuity of the horizon. As a rate it is the sum of the charges of the
// months over the sum of the balances at the ends of the months before them, times 12;
// grants and prepayments stay outside the balance. The rate is shown and never optimised:
// idle cheap money lowers it and raises the cost. models/price.go.
//
// The cover is judged from the later of the first principal due and the first planned
// month of operation on: the first planned month of revenue, else the setting DSCR from.
// Being late does not move that month. It is the least, over full windows of twelve months
// that begin no earlier (one shorter window when fewer months are left), of the cash
// available divided by the debt service. Debt service is interest, fees and principal due,
// paid or not; what a sweep repays and the turnover of a revolver are none; a bullet
// counts, and the cover without it stands beside. Available is the project's flow:
// collections less tax and payments, risk impacts included. Payments for lines of design,
// procurement and construction, and money of risks that affect such lines alone, stand
// outside as far as lasting money (no revolver, no prepayment) arrived in the window.
// Money of sources and opening cash is not available cash flow. Without debt a floor is
// met. With debt and no such month the cover is not judged, which is told, and a floor
// does not hold. A floor must hold in the share Liquidity confidence of the scenarios, or
// 1 - DSCR probability. Where the setting LLCR asks for it the loan life cover stands beside it:
// what is available from the month from which the cover is judged until all loans are
// repaid, as a present value at their own rate (the interest of a month over what was owed
// before), over what is owed as that month begins; payments for building stand outside in
// the share in which lasting money arrived in that time, and revolvers are no part of it.
// Where nothing is owed then, or a loan outlives the horizon, it is undefined, which is told.
//
// The liquidity reserve at confidence q is the smallest extra opening cash with which at
// most the share 1-q of the scenarios has a gap: found by running the scenarios that have
// one again on their own draws, to the cent, and confirmed by running all. Where gaps are
// not far rarer than is allowed it is raised to what holds on a fresh set of up to 2,048
// scenarios as well, and looked at on a next one that had no part in it; where it misses
// there it is raised on that and looked at on another, until it holds or six sets are
// used. What it reaches on the last set is stated.
// Where no cash closes enough gaps there is no reserve, and that is told.
//
// # 10. Cost reserve
//
// The contingency at p is max(0, Qp(T) - B), with the 95 % interval of the quantile;
// P(overrun) is P(T > B), and beside it stands P(T > limit). The management reserve is Q95
// - Q(chosen), or a stated share of B, and never part of the contingency.
//
// The waterfall switches the layers on one after the other, on the same draws: estimates
// at planned durations; risk events; escalation at the planned dates; delay and stretch.
// Each layer is the move of Qp, and they sum to Qp(T) - B.
//
// The contingency is allocated to lines and risks by conditional means: part i is E[X_i |
// T = Qp] - b_i, which sum to Qp - B. Where the cost is smoothed (section 17) up to 2,048
// scenarios, or 4,096 that are no Sobol points, are replayed, each at the score at which it
// costs Qp, and count by their density there; else the mean is over the 2 % of the scenarios
// nearest to Qp by rank, at least 200 and at most 5 % of those that kept their draws, and
// the parts are scaled to the sum. The interval of a part comes from eight groups of the
// former, or from the replicates (section 12); where the interval of the whole holds
// nothing, nothing is allocated, which is told. Parts are whole cents by the largest
// remainder and sum to the contingency; so do phases and owners.
//
// The reserve still needed after month k is max(0, Qp[cost incurred after k, beyond the
// horizon included, by work, risks and responses - base of the work still to do after k in
// that scenario]), from 2,048 scenarios; payment lags and advances play no part. The base
// still to do of a line is its base x the share of its work after k by its own drawn
// start, duration and profile; of a line per month its planned months x that share, so
// that a longer duration is overrun and shows as it arises. Risks, responses and
// escalation have no base. The curve is scaled to begin at the contingency. It may rise
// before it falls; what can be released at k is what is left less the most that is needed
// from k on. The last need is for what lies beyond the horizon. As of a month the curve
// begins at that month's need. The coherent profile beside it is the mean path of the
// scenarios that stand for Qp, which sums to it.
//
// Planned escalation is what the planned path of the indices adds to the base in the
// planned months of the work; contingency proper is the contingency less it. They are two
// accounts (AACE 10S-90 and 58R-10) and sum to the contingency.
//
// An overrun, wherever it is spoken of, is over the budget limit, else over base and
// approved reserve, else over base, planned escalation and certain costs of responses; P(T
// > B) stands beside it under its own name. A management reserve at a confidence of 95 %
// or more is nothing, and told.
//
// The outside view sets the uplift that was published for a reference class at the highest
// confidence not above the chosen one, or the type-7 quantile of a column of past
// overruns, beside the contingency, with its year and sample. A figure that could not be
// confirmed in its source is left out. Where nothing at all is correlated, the reserve at
// a correlation of 0.2 between all line amounts is stated.
//
// # 11. Sensitivity
//
// For total cost, peak gap, NPV and payback: the rank correlation with each input, its
// square as a share of the sum of squares, and the mean of the output in the lowest and in
// the highest tenth of the input. A risk is one input, by what it added to the cost in
// month-0 money (what an index made of it belongs to the index), or else by how often it
// happened; a driver by its mean level; lateness in months.
//
// # 12. Accuracy
//
// Quantiles are of Hyndman and Fan's type 7; those of the cost are smoothed (section 17).
// An interval comes from the independent replicates (Student's t), never from the formula
// for independent draws: a share has the spread of the replicates' shares, and the
// quantile at p has the interval between the quantiles at p - e and p + e, where e is half
// the width of the interval of the share that lies below it. The quantiles of the
// replicates themselves are not used: they are biased, the shorter the more. With
// scenarios "auto" the run is doubled until the 95 % interval of the chosen quantile is no
// wider than the accuracy, a share of |B|, or the most scenarios are reached. Where the
// cost leaps at the chosen confidence, over 1 % of the scenarios by more than the accuracy
// and by most of what it changes by over 4 %, the outcome names both ends.
//
// As many scenarios are kept whole as fit in memory. Beyond them months, and then all
// figures, are counted in bins that a pilot fixes: chances of limits, extremes and means
// stay exact, a quantile carries the width of its bin as an error bound, and what needs
// whole scenarios (liquidity, allocation, joint figures by month, effects of risks) comes
// from those that were kept. The run log says which.
//
// # 13. Control
//
// With an as-of month and actuals the months up to it are what the actuals say, the same
// in every scenario. Revenue counts as collected in its month, funding as received net of
// its fee, cost as paid, or as incurred where its Basis says so. What was incurred follows
// from what was paid by the terms of the line, AC = paid x (incurred by its terms) / (paid
// by its terms), so that advance, retention and lag change neither CPI nor EAC; where
// nothing is due by now the work done is taken at its expected cost, which is said.
//
// The work done of a line is its progress, else, where cost was booked, what its schedule
// has by then. BAC, PV and EV are base money at the planned level of its index; AC is
// compared with them, and for the factor of the line it is brought to month-0 prices by
// the actual index and without the factors of events that have struck. CV is the price
// variance, EV x (1 - actual / planned index), and the usage variance, the rest. EAC, ETC, VAC and
// TCPI follow the classic formulas (EarnedValue). The start moves by as many months as the
// first booking came early or late. Where the work is then as planned, the months to come
// are those of the plan; else it goes on at its pace. The rest costs the share of the work
// left x a factor of mean (1-w) mu + w AC/EV and of sqrt(1-w) of the spread, where w is the
// share done; it slips no more. A stream's volume is updated alike, with the share of the
// planned revenue that was due by now as w.
//
// What has not happened is drawn given that it has not. The whole wait of money, of a line
// or of a stream - its delay, the lateness of its vendor and the delays of events that
// struck - is at least the months that have passed, and arrival is less likely by Bayes:
// p(1-F)/(1-pF). Work held back, a window that has not opened, and work whose profile has
// nothing before a month say nothing. A wait that the plan leaves no chance is a warning at
// its cell; the date in Expected replaces it. What came is divided among tranches by their
// expected months; it closes one when it is 99 % of it, when the amount factor can explain
// the rest, or when the Status is closed.
//
// An event that has struck keeps its unpaid money: the loss logged, or the impact given
// that it is not below what is booked, less that, over the rest of its months. Its delay,
// its revenue change and its factor stay. A risk that could have happened and did not has
// the joint posterior of all that is seen of it, its parents and its children; a frequency
// keeps its rate over the rest of the window.
//
// An index is known to the as-of month, by actual levels (Actuals, kind driver; Drivers,
// columns headed Actual, and of an index that is no table all months), else as planned,
// which is said; only the steps after are random. A mix has at least what has
// come of each source, and a stress touches only months to come (sections 14 and 15).
//
// The back-tests take their truth from worlds that the program does not know: a diffusion
// and lines of lasting efficiency, with an index of two-point steps, late money, an advance
// and a lag. The forward kernel itself would be no fair truth: it would agree with whatever
// it assumes. One factor for every month to come would let near months vary too little, so
// the rest of a line is spent earlier or later by a drawn tilt, which changes neither its
// sum nor the mean of a month (tilt). And the work whose bills have not come says nothing of
// its cost: credibility weighs the share that has been billed, unless the actuals are work
// or the position has the payables. Within 5 points a decile (samples/control/backtest.txt).
//
// What is too sure: sqrt(1-w) is the spread of that diffusion, in which the last months are
// all but known. Where a part t of the spread of a line lasts and every month has noise of
// its own, the part s of it, the rest comes out around the same forecast with a variance of
//
//	sigma^2 (t^2 (1-w)^2 + s^2 (1/(1-w) + w))
//
// a unit: with t = 0.8 and s = 0.6 a spread of 0.97 sigma after a fifth of the work, where
// 0.89 is stated, and of 1.45 after four fifths, where 0.45 is (samples/control/overrun.txt).
// There overruns stated at 10 to 20 % happened in 21 %. A spread near sigma, however much is
// done, is right in the second world and as much too wide in the first, where the weight w
// is exact. The spread stays with the weight it belongs to: late in the work it is a lower
// bound where months differ by themselves.
//
// Checked: TestGoneAsPlanned, TestConserveWithActuals, TestControlCases, TestSlowGapAlarm,
// TestSlowForecastsAreCalibrated, TestSpreadOfTheRest, TestTilt.
//
// Used is the cost incurred to date, of lines, risks and escalation, less the base of the
// work done, over all lines. The reserve left is what was approved less the larger of what
// the ledger has drawn and what is used; need is Qp(cost to come) - base of the work to
// come; their quotient is the adequacy. Where the ledger is not above what is used, left -
// need = base + approved - Qp(T).
//
// There is one verdict, the same on every sheet and screen. Where Qp(T) is above the
// limit, the limit must rise by the difference. Else what is needed beyond what is left is
// asked for. Else the least of what is left, what is left less the most that is needed
// from now on, and limit - Qp(T) can be released, without a limit the first two. It runs
// out in the month in which the cost to come has passed the base of the work to come by
// more than what is left. P(gap) in the next three and six months is that of section 9.
//
// A warning is a metric that has reached one of three thresholds (budget.Metrics), and has
// risen when the last stored run had it lower or not at all. The effect of control
// compares the events logged with those the register expected by then: a Poisson interval
// around the count, the loss within its distribution.
//
// The bridge between two plans puts the parts of the second into the first one after the
// other, in the given order and in its reverse, on one order of coordinates and the same
// seed, and reports the mean of the two moves of base, Qp, contingency and P(gap), and the
// largest difference between them.
package models
