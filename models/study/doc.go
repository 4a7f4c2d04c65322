// Package study asks a plan what if: at which limit, reserve, opening cash or amount of
// a source a chance holds (Seek), and how the figures move with one or two inputs
// (Sweep). Every variant is simulated on the draws of the plan as it stands, so that
// differences are those of the inputs and not of chance; what is found is confirmed on
// fresh draws. It knows no workbook: whoever calls it reads the variants.
package study
