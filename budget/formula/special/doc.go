// Package special holds the numerical functions behind a spreadsheet's
// statistical and engineering functions: gamma and beta integrals, the Bessel
// functions, the probabilities of the usual laws and their quantiles. It knows
// no cell and no value kind: arguments outside a function's domain give NaN,
// which the formula language shows as #NUM!.
//
// Unless a comment says otherwise the relative error is below 1e-12 where the
// result is a normal number, in both tails: upper tails are computed as such
// and never as one minus the lower.
package special
