package models

// # 18. The cycle after approval
//
// Contracts and changes count up to the as-of month; without one, all of them. The
// baseline of a line is its base, or that of the baseline that was kept; its revised
// budget adds the changes: a transfer takes from one line what it gives another, a change
// order moves the sum. Changes move budgets alone: what the work costs is the estimate on
// the sheet Costs. What a contract binds can no longer be saved: what is to come of a line
// is at least what is committed less what was spent, in every scenario, in money of month
// 0, so that the index of the line applies to it as to the estimate; a line per month is
// bound by its shortest duration. Retention is a share of what was billed, held back until
// its release. To come is the forecast's median less what was spent, or paid under
// contracts where that is more; left is the revised budget less that median.
//
// A baseline freezes the plan as approved, before anything has happened: base by line with
// the changes approved to date, the reserve (as given, else the contingency at the chosen
// confidence), its allocation to lines and risks, and the limit. Runs with the same
// history take reserve, limit and shares from it; a line that is newer has none.
//
// A gate releases budget to a phase and allocates reserve to it. A phase has used the larger
// of what the ledger drew for its lines and of its cost beyond the work done; once it has
// ended, by word or with all its work done, it is to give back what was allocated less
// what it used and gave back. An action is about a metric at a place; it changed the figure
// when that differs by more than a hundredth from what it was in the last kept run up to
// the month of the action. The grades of the events of the last three months are watched as
// 1 to 4 until an action on them is closed. A rule of one grade says who is told of
// such an event and what is done. A warning stands in a row over adjoining as-of
// months, of each the last kept run before this one.
//
// With the setting Learn frequencies the rate of a frequent risk is not known: before
// anything is seen it is Gamma(rate x L, L), with L the years of the window, at least one,
// so that the number of events is negative binomial, in a plan without a past too. After n
// events in the e years of the window that have passed it is Gamma(a + n, b + e). Without
// the setting the register's rate counts, and the rate of the log is told beside it.
//
// A delivery is late when it came after its promised month, or has not come in the months
// after it. The share of late deliveries has the exact interval of Clopper and Pearson; the
// record speaks against the plan where the plan's rate lies outside of it, and with fewer
// than five known deliveries it says nothing. Of what was accepted and claimed the figures
// are shown and no mark is made: there are no limits for them.
//
// Actuals of the kinds repayment and interest are what was paid on a source up to the as-of
// month, from the first of a kind in the place of what its terms say; interest that was not
// paid goes on being owed. The position at the as-of month counts before the books, which
// are what actuals and terms say: cash goes on from the bank, all accounts together, a debt
// from its balance, payables of a line are paid when its terms say, receivables of a stream
// add what the books do not have in the month after. What a line has incurred is then
//
//	AC = paid + payables - advances
//
// unless its actuals say what was incurred. A difference enters no flow of the project: it
// is told at its cell. Balances of all lines or streams together are compared alone.
//
// Of an emergency resource is at hand what is held less what was taken and has not come
// back, up to the as-of month; a need of a grade of events is for a resource or a kind of
// them. A drill is a set of stresses run against the plan; plan and drill are old when
// more than twelve months before the as-of month, which is a note.
//
// A grade is the mean of the marks A to D by the weights of the sheet Scorecard rules, each
// 1 without it, at most one better than the worst that counts. The CPI of owners and teams
// is at constant prices and without the events that have struck: indices and events are not
// theirs. The late rate of a vendor is that of its deliveries where as many are known as a
// verdict needs, else that of the work of its lines. What other plans of a history say of a
// vendor counts by the last run of each, and in no figure of the plan.
