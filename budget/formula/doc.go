// Package formula is the language of spreadsheet formulas: grammar, values,
// coercions, functions, and an interpreter that says what a cell's value is. It
// knows no file and no scenario: a Workbook answers what cells hold, a Run
// computes. Where spreadsheets and mathematics differ, spreadsheets are right.
//
// # From a text to a value
//
// Parse reads a text into a tree of Node in which relative references are
// distances from the formula's cell, so that all copies of a formula have one
// tree (Class). NewBook parses every formula of a workbook, each class once, and
// finds the sheets and functions that a tree names. Run.Value computes a cell
// and what it needs. Print and R1C1 write a tree.
//
// # Adding a function
//
// A function is one row of a table (Func): its name as files write it without
// prefix, how many arguments it takes, a letter for the way each argument is
// evaluated, and a Go function. Write both in a file named after the group, and
// name the group in moreFunctions (more.go) or coreFunctions (core.go):
//
//	func paymentFunctions() []Func {
//		return []Func{
//			{Name: "RRI", Min: 3, Max: 3, Args: "n", Call: fnRRI},
//			{Name: "SUMIFS", Min: 3, Max: Many, Args: "r|rV", Call: fnSumIfs},
//			{Name: "TEXTJOIN", Min: 3, Max: Many, Args: "tb|r", Call: fnTextJoin, Prefix: "_xlfn."},
//		}
//	}
//
//	func fnRRI(c *Call, a []Value) Value {
//		return Raise(a[2].Num/a[1].Num, 1/a[0].Num) // and so on
//	}
//
// The letters (see Func) do the common work before the function is called: "n"
// has been converted to a number, "t" to a text, "b" to a boolean; an error in
// one of them is returned by itself; a range where one value is wanted has been
// cut to the cell of the formula's row or column, and where arrays stand for
// single values the function is called for each element. "r" and "a" are passed
// as they are: a range (Reference), an array (Matrix) or one value. Then
//
//   - len(a) is the number of arguments written; c.Empty(i) says that argument i
//     was left empty or not given. An empty "n" is 0.
//   - c.Numbers(a...) collects numbers as SUM does (text and booleans in ranges
//     skipped, written ones converted) and stops at the first error; c.Each
//     visits all values; c.Array(v) reads a range or array whole, with its shape.
//   - results are Num (never infinite: that is #NUM!), Int, Str, Logic, Fail(code),
//     Grid(array) and Refer(areas).
//   - texts of a single value: AsText; numbers: c.Number; booleans: AsLogic.
//   - numbers are compared with CompareNumbers (15 digits), rounded with Round,
//     raised with Raise; Exp, Log, Log1p and Expm1 give the same bits on every
//     machine, those of package math do not. Days are Serial, Civil and c.days(),
//     with c.Date1904(). Write float64(x*y)+z where a compiler could fuse.
//   - a function that depends on the moment asks c.Volatile(name) and is marked
//     Volatile; one that chooses which arguments to evaluate has Lazy instead of
//     Call and uses c.Eval (a reference stays one) or c.Operand.
//   - a function that takes a LAMBDA calls it with c.Invoke.
//
// The rows SUM, IF, ABS, NPV and INDEX are examples of each kind.
//
// TestExcelValues computes workbooks whose values Excel stored and prints, by
// function, how many are equal: a new function shows there.
package formula
