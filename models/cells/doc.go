// Package cells simulates a workbook of formulas as it stands: what its outputs
// depend on becomes a program over columns of scenarios. It knows no file: a
// workbook arrives as budget/formula sees it.
//
// # 1. From a workbook to a model
//
// Compile finds what is uncertain and what is asked for (define.go, marks.go,
// calls.go), follows the outputs to all that they need (graph.go), computes that
// once with every uncertain number at its static value and compares it with what
// the file stores (base.go), and makes a program of what moves (emit.go).
//
// # 2. What is uncertain
//
// Inputs and outputs are named by --input 'Model!B4=PERT(90,100,140)' and --result
// 'Model!F20'; on the sheets Uncertain (columns Cell, Distribution; also Name,
// Correlated with, Coefficient) and Outputs (Cell, Name; also Better, Target, Unit and,
// of a cost, Budget and Confidence, which give its contingency); in notes that begin
// "ballast:"; in the windows of Crystal Ball (crystal.go); or by the functions of @RISK, ModelRisk, Analytic Solver, Crystal Ball,
// XLRisk and others: the samples npv-model and npv-model-risk are one model, named
// in two ways, and have the same answer to the bit.
//
// A workbook may be a plan as well: where an output is asked for with --result, formulas
// that refer to cells of the plan see what its rows draw (planned.go). The amount of a cost
// line, in one cell or by month, and the units, the price and the amount of a stream move
// as the plan says, the probability of a risk is 1 or 0 (planned.go, factors.go); what
// moves no cell (delays, indices, vendors, factors) is said, and so is a risk that happens
// several times a year.
//
// A cell that an input names takes the draws; where a formula stands in it, the
// draws replace it, which is said. A call of a distribution function inside a
// formula is one variable: two calls in a formula are two, all readers of a cell
// see its one draw; a defined name that draws is drawn anew at every use. Keys are the
// name given, else the place (Model!B4, of a call Model!B4#1), so that adding an input
// leaves the draws of the others alone.
// Parameters that are themselves uncertain make the call a uniform draw whose
// quantile is worked out in every scenario.
//
// # 3. What is ignored, frozen and refused
//
// Formulas that no output needs are counted and not looked at. Values of linked
// workbooks and of functions of the moment are those the file stores, and are
// said; TODAY and NOW can be given a day, and any cell can be told to keep its stored
// value (Options.AsOf, Options.Freeze). Data tables are sweeps that are computed in every scenario; one that no
// formula's input feeds only draws again, and its edge is simulated instead.
// Refused with cell and path are functions and names that are not known, what
// reads such a table, statistics of a finished run, circles unless the workbook repeats
// them, and functions of the moment in a formula that also moves.
//
// # 4. Two evaluators
//
// The interpreter of budget/formula says what is right. The program agrees with
// it to the bit: an instruction is a loop over a block of at most 256 scenarios,
// a formula that has no instruction is interpreted cell by cell, and a scenario
// in which a value is of another kind than in the base case (a text where there
// was a number) is interpreted as a whole. Sums run left to right. OFFSET with an uncertain
// distance or size gathers from the rows or columns that its sheet uses (window.go). Where
// what is read is uncertain in another way (INDIRECT by an uncertain text, an OFFSET of more
// than 10,000 cells), every scenario is interpreted, which is said. Checked: TestProgramEqualsInterpreter.
//
// # 5. Errors
//
// An error is what is not finite in a column. Sums, differences and products
// carry it on by themselves, and whatever could make a number of it looks first.
// IFERROR chooses by it. What reaches an output is a scenario in error:
// counted, shown, and left out of the other figures, which say so.
//
// # 6. The base case is the gate
//
// Every cell that is reached must equal its stored value: to 1e-9 of its size, to
// 1e-12 of what it is made of where that cancels, to 1e-7 for rates that are
// found by iteration. A cell without a stored value cannot be compared, and so
// cannot one that follows from a call whose stored value was a random draw; both
// are counted. A run refuses where one differs or none could be compared, unless
// it is told otherwise.
package cells
