package budget

import (
	"slices"
	"strings"
)

// CodeDef is one stable code of problems.
type CodeDef struct {
	Code     string
	Severity Severity // the gravest with which it is reported
	Words    string   // words key of its one-line description
	Model    bool     // it is one of workbooks of formulas
	Compiled bool     // it is found when a plan is made a model, not in its workbook
}

// Codes returns every code that reading and checking a workbook can report,
// in alphabetical order. The manual's table is made of it.
func Codes() []CodeDef {
	def := func(s Severity, codes ...string) []CodeDef {
		out := make([]CodeDef, len(codes))
		for i, c := range codes {
			out[i] = CodeDef{Code: c, Severity: s, Words: "code." + c}
		}
		return out
	}
	all := def(Error,
		"bad-date", "bad-distribution", "bad-stress", "before-start", "cannot-write", "cell-error", "cell-twice", "correlation-asymmetric", "correlation-range",
		"duplicate-id", "empty-workbook", "encrypted", "end-before-start", "estimate-order", "formula-no-value",
		"horizon-range", "matrix-thresholds", "missing-column", "missing-setting", "missing-sheet", "missing-value", "mix-sum", "mix-unit",
		"negative-amount", "negative-duration", "no-feasible-mix", "no-rows", "not-a-number", "not-a-workbook", "old-xls", "other-format", "out-of-bounds", "parent-cycle",
		"partner-shares", "probability-range", "profile-sum", "setting-range", "share-range", "too-large",
		"unknown-option", "unknown-reference", "unknown-shape", "whole-number", "zip-damaged")
	all = append(all, def(Warning,
		"damaged-part", "double-column", "double-setting", "double-sheet", "estimates-scale", "minimum-cash", "mix-empty", "mix-limit",
		"formula-kept", "past-horizon", "term-past-horizon", "tranche-sum", "two-estimates", "unknown-setting", "wide-amount")...)
	all = append(all, def(Error, "as-of-range", "duplicate-row", "progress-range", "rule-order")...) // control
	all = append(all, def(Warning, "actual-unknown", "after-as-of", "event-unknown", "ledger-over")...)
	for _, c := range def(Warning, "event-above", "event-unbooked", "mix-arrived", "paid-early", "plan-refuted", "position-differs") {
		c.Compiled = true
		all = append(all, c)
	}
	all = append(all, def(Error, "reference-class")...)
	all = append(all, def(Warning, "reference-few", "table-short", "term-missing")...)
	all = append(all, def(Error, "adopt-ask", "adopt-no-money", "adopt-no-table", "adopt-not-budget", "adopt-plan")...) // adopt
	all = append(all, def(Warning, "adopt-doubt", "default-ranges")...)
	all = append(all, def(Error, "number-doubt", "date-order", "percent-amount", "foreign-unit", "unit-doubt", "currency-doubt", "foreign-currency", "unit-against-row",
		"mixed-estimates", "deviation-or-amount", "range-percentiles", "scores", "share-or-percent", "factor-or-percent", "fiscal-year", "read-as",
		"grace-term", "driver-base", "chance-twice", "months-overlap", "parent-without-effect", "any-or-all", "escalation-driver", "several-names")...) // reading
	all = append(all, def(Warning, "hidden-cells", "two-notations", "unknown-unit", "rounded-months", "read-as-percent", "factor-below-one", "same-month", "read-as-nothing", "not-read", "end-months", "days-dropped", "parent-row", "parent-differs",
		"stated-total", "rate-of-start", "far-estimate", "below-zero", "small-factor", "large-factor", "long-delay", "steep-growth", "scale-differs", "blank-default", "co-financing", "max-share", "near-word", "template-rows", "negative-lag", "negative-delay", "paid-return")...)
	all = append(all, def(Note, "line-chance", "contingency-shown", "vat-in-cost", "grouped-dots", "deviations", "period-columns")...)
	all = append(all, def(Note, "scaled-amounts", "required-return", "owners-debt")...)
	all = append(all, def(Error, "change-balance", "delivery-accepted", "delivery-order", "resource-unknown", "card-order")...) // the cycle
	all = append(all, def(Warning, "invoice-over", "over-committed", "paid-over", "gate-over", "gate-reserve", "action-order", "position-old", "resource-over", "card-member")...)
	all = append(all, def(Note, "own-sheet", "version-old", "drill-old")...)
	models := def(Error, "input-twice", "input-text", "input-correlation", "cell-unknown", "no-output", "output-fixed", "formula-unsupported", "data-table", "circle",
		"area-large", "statistic", "draw-hidden", "moment-moves", "moment-unstored", "dialect-doubt", "call-unclear", "base-differs", "base-unchecked", "input-merged", "text-doubtful", "freeze-number", "freeze-unstored")
	models = append(models, def(Warning, "input-unused", "interpreted", "base-partly", "output-target", "copied-rows", "window-lost", "plan-undrawn")...)
	for _, c := range append(models, def(Note, "input-replaces", "frozen", "linked", "decision", "data-table-draws", "window-read", "static-member", "plan-cells", "dated")...) {
		c.Model = true
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b CodeDef) int { return strings.Compare(a.Code, b.Code) })
	return all
}
