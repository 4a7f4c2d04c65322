// # 17. Smoothing
//
// A scenario says of a budget only whether it held. It could say with which probability it
// would have held, and a mean of probabilities has a far smaller variance than a mean of
// zeros and ones. That needs one random number over which the cost of a scenario is known
// as a function, all else being as it was.
//
// That number is the score. Let g be the independent standard normals of all line amounts
// that have a continuous distribution, before any correlation, and c what one unit of each
// moves the expected total by. With u = c/|c| and a standard normal h that has a
// coordinate of its own, g is replaced by
//
//	g - u (u.g - h)
//
// which is as good a vector of independent standard normals (a reflection that exchanges
// u.g with h), with u.g = h. So one Sobol coordinate, the best, moves all that adds up in
// the amounts; and h is independent of all that is left when it is taken out: drivers,
// dates, events, impacts, discrete lines, and the amounts less their part in h. In a
// correlation matrix the amounts stand last in the triangular factor, so that their own
// normals are in nothing else; a common factor is turned when all that load on it are
// amounts. A t copula multiplies amounts and score by the same factor of the scenario.
// Latin hypercubes and plain random numbers are not turned: there h = u.g is read off,
// under Latin hypercubes over the lines that are correlated with nothing.
//
// The total cost of a scenario adds up the amounts of the lines, each times what a unit of
// it comes to there: months, risk factors, index levels, shares of risks. So it is cheap
// to know at other scores: the amounts are drawn at seven of them and the differences
// added. The polynomial P through them stands for the cost. If it reaches t at the score
// k(t), then
//
//	F(t) = mean of Phi(k(t)) + 1{T <= t} - 1{h <= k(t)}
//
// Given all else E 1{h <= k} = Phi(k), because k depends on all else alone; so the mean of
// F(t) is P(T <= t) exactly, for any P. Where P is the cost the indicators cancel; where
// it is not quite, as beyond the ends of the nodes, or where a cap makes the cost bend,
// they put it right, and only the variance is not as small as it could be. Where the cost
// does not rise with the score F is as exact, but not smoother than a count: a theorem for
// smooth integrands, and the reason for the direction c.
//
// F is cut to [0,1] and made monotone. A quantile is found by bracketing, never by a
// Newton step on F, which a gap between two heaps throws anywhere. Its interval comes from
// the F of each replicate (section 12), without a density. Histograms are differences of
// F, the S-curve is read from it, and a joint chance is F times the counted share of the
// second thing among the scenarios within the budget, and no more than the counted share
// of that thing in all, so that it exceeds neither. What is subtracted comes from one
// estimator: the layers, the cost without a risk and with a response switched, compared
// plans. A risk that does nothing therefore changes the reserve by nothing.
//
// The mean of anything given T = t is its mean over the scenarios moved to k(t), weighted
// by phi(k)/P'(k): the allocation of section 10.
//
// Source: Griewank, Kuo, Leövey and Sloan, High dimensional integration of kinks and jumps
// - smoothing by preintegration, Journal of Computational and Applied Mathematics 344
// (2018) 259-274; Gilbert, Kuo and Sloan, Preintegration is not smoothing when
// monotonicity fails (arXiv 2112.11621); L'Ecuyer, Puchhammer and Ben Abdellah, Monte
// Carlo and quasi-Monte Carlo density estimation via conditioning, INFORMS Journal on
// Computing 34 (2022); Imai and Tan, A general dimension reduction technique for
// derivative pricing, Journal of Computational Finance 10(2) (2006) 129-155.
//
// # 17a. What goes with smoothing
//
// The rest is what makes the variance smaller still, when to stop, and NPV; nothing above
// depends on it.
//
// Where the polynomial is the cost but for a little, as where triangular amounts have a
// kink, the indicators differ in few scenarios, by one in each, which is then most of what
// is left of the variance. With h' the score at which P has the scenario's cost they are
// softened to S(k-h') - S(k-h), a step S that rises over 0.2 scores to each side. The mean
// moves by 0.004 times the mean of h'-h times the second derivative of phi, below 1e-5;
// all indicators stay as they are where h' is further than 0.1 from h in one scenario of a hundred.
//
// What risks that happen or do not leave of the error is taken away by a control. The
// money R of risks that cost an amount, once or at a small frequency (3 events at most
// expected), without parents and correlations, has a distribution that is known: the sum
// of independent parts, on 1,024 steps by the method of local moments. With m(h) the mean
// polynomial less the mean of R let C(R) = Phi(m^-1(t - R)); then
//
//	F(t) - b (mean of C - E C)
//
// with b, between 0 and 1, the coefficient of the regression of Phi(k) on C, has the same
// mean but for the order of one scenario. As of a month, in the layer of estimates only,
// and where the cost moves by less than three steps of R with a unit of the score, there
// is no control.
//
// Seven nodes and half a matrix product more make a scenario dearer by a fraction and
// worth tens to thousands of plain random ones (samples/bench/README.md). So not all are
// smoothed: of Sobol points the first 4,096, which are sixteen replicates of 256, then twice
// as many and so on, until the share F at the reserve has a standard error s with
//
//	s^2 <= p (1-p) / (80 N)
//
// that is, until they know it as well as 80 times as many plain random scenarios as the
// run has, N, would, and the interval of the reserve is no wider than the accuracy that
// the plan asks for. s comes from these scenarios alone, so the number is the same for any
// number of workers and whether a preview is shown or not; a run that stops where s
// happens to come out small states an interval that is too narrow by as much, which
// sixteen replicates and the margin of the 80 keep small (TestSlowSmoothingCovers). At the
// most 32,768 are smoothed, fewer of plans with many lines, but 4,096. All else is counted
// over all. Runs that are compared smooth as many as the first of them, where they are
// made together, and a variant on the page as many as the plan that it stands beside; runs
// that add scenarios by themselves smooth all that they may. A plan without a continuous
// amount is counted, and the run log says so. Cash, gaps and payback are counted: they are
// no sums over the lines. As of a month the score moves what is left of the lines.
//
// NPV before tax and funding is such a sum, and its polynomial known in the same way;
// after tax and funding it is not, but goes along. With V the one before and T the one of
// a party, and v a value that about as many scenarios have V up to as have T up to t,
//
//	F(t) = mean of 1{T <= t} - b (mean of 1{V <= v} - G(v))
//
// with the smoothed G of V and the coefficient b of the regression of the one indicator on
// the other: a control variate. What it leaves is what T does on its own. It is used where
// all scenarios are smoothed; where fewer are, NPV is counted over all: the
// smoothed G of a part has a greater error than the count of the whole that it would
// correct.
//
// Source: Hesterberg and Nelson, Control variates for probability and quantile estimation,
// Management Science 44 (1998) 1295-1312.
package models
