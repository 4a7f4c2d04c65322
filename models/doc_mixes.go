// # 14. Mixes
//
// A mix changes amounts of sources only: dates, delays, arrivals, terms and draws stay,
// tranches keep their proportions, and a source without an amount is off. Shares are of
// the funding need: the setting, else what the sources commit, else the mean of the
// deepest cumulative outflow. Money that has come by the as-of month comes in every mix.
// Cost of funds is that in money (section 9). "Better in x % of the
// futures" counts no gap where the first mix has one, or alike in that and better in the
// objective; ties count a half. Dilution takes one round after the other, in proportion to
// the amounts, and what had been sold by the as-of month stays sold. The sensitivity of a mix is a round amount near a fiftieth of the need more
// of one source.
//
// # 15. Stress
//
// "F2 late 6" moves arrivals; "F1 fails" turns a source off; "rates +2%" raises the rate
// of all borrowed money; "costs +15%" multiplies all payments before tax; "revenue late 3"
// and "revenue -20%" act on all collections; tax follows. Several shocks of one stress
// stand between semicolons. As of a month a stress touches only the months still to come:
// what has come, was paid or collected stays, and so does its interest. The mixes are
// tried against the sheet Stress; run --stress tries the plan itself. Both are on the
// draws of the run. The total cost under a stress of costs is 1 + share times what is
// still to come, so its percentiles are those of the run, moved; the reserve stays what
// lies above the base as planned. Seek and sweep (models/study) simulate a variant of the
// plan at every value, all on the draws of the plan as it stands. What seek finds is looked
// at on fresh draws; a bound that misses there goes on, by whole steps, to where it holds on
// these and on the run's own, and is looked at on others, up to four sets.
//
// # 16. Best mix
//
// Amounts are chosen within the least and the most of each source (without a most, what it
// commits), no less than what has arrived, its largest share, the limit on all sources (or
// B) times the limit factor, and the limits of concentration and of cover, so that P(gap)
// is at most 1 - liquidity confidence and the objective is best: cost of funds in money a
// year, NPV to the owners, or the mean peak gap. The search keeps one standard error of
// P(gap) below what is allowed, because the best of many choices on given draws looks
// better than it is. Where nothing keeps all conditions, each one is named that cannot be
// kept although all the others are,
// with the best that can be reached. The amounts are rounded to the setting Amount step,
// else to 1, 2 or 5 times a power of ten near 1 % of the need, or stand at a limit of
// their source; the conditions are looked at again, and single steps end the search. A
// source brings nothing or at least its Min amount. The answer is worked out on fresh
// draws, P(gap) and cover alike; where a condition fails there the search goes on with a
// margin that is a standard error wider, at most three times, and the answer is stated on
// draws that had no part in it. A search that is interrupted gives the best so far, marked
// as unfinished.
package models
