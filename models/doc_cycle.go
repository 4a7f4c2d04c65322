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
