// Package formula is the language of spreadsheet formulas: grammar, values,
// coercions, functions, and an interpreter that says what a cell's value is. It
// knows no file and no scenario: a Workbook answers what cells hold, a Run
// computes. Where spreadsheets and mathematics differ, spreadsheets are right.
//
// # 1. From a text to a value
//
// Parse reads a text into a tree of Node in which relative references are
// distances from the formula's cell, so that all copies of a formula have one
// tree (Class). NewBook parses every formula of a workbook, each class once, and
// finds the sheets and functions that a tree names. Run.Value computes a cell
// and what it needs; Book.Needs says what a formula may read. Print writes a
// tree.
//
// # 2. Grammar
//
// That of files: English names, commas between arguments, points in numbers.
// From the strongest operator to the weakest:
//
//	:  space  ,      range, intersection, union; the comma only in extra brackets
//	- + @            before an operand: -2^2 is 4
//	%                behind it, any number of times
//	^                to the left: 2^3^2 is 64
//	* /     + -      to the left
//	&                texts together
//	= <> < <= > >=   to the left: 1<2<3 compares TRUE with 3
//
// A space is an operator between references only. Sheets are quoted where they
// need it ('It”s'!A1), [1]Sheet!A1 lies in the first linked workbook, Jan:Dec!B2
// on all sheets between two by tab order. A:A, 2:2, Table1[[#This Row],[a]:[b]],
// A1# (also ANCHORARRAY), @A1 (also SINGLE), {1,2;3,4}, errors, empty arguments,
// the prefixes _xlfn _xlws _xll _xludf, the parameters _xlpm and _xlop of LET and
// LAMBDA, and functions as values (_xleta) are read. A reference that is moved
// over an edge of the sheet comes in at the other. Halfwidth makes a formula of
// what was typed on a Chinese keyboard.
//
// # 3. Values
//
// A Value is a number, a text, a boolean, an error, blank, an array, a reference
// or a function. No number is infinite or NaN: division by 0 is #DIV/0!,
// overflow #NUM!. An error may carry a Fault that says which cell, function or
// text is to blame; Run.Faults lists them even where IFERROR hides the value.
//
//   - Operators: blank is 0 or "", TRUE is 1, a text is the number it looks like
//     ("10%", "$5", "2024-01-10"); other text, also "", is #VALUE!. A text that is
//     one number here and another elsewhere ("1,000", "3/4/2024") is #VALUE! with
//     its cause, unless Options.Locale says which.
//   - Aggregates skip text, booleans and blanks in ranges and arrays, and convert
//     what is written as an argument: SUM("5",TRUE) is 6.
//   - Comparisons: number, text, boolean in that order; texts without case; blank
//     equals 0, "" and FALSE; numbers at 15 significant digits. The last
//     subtraction is not rounded to 0: 0.5-0.4-0.1 is -2.8e-17.
//   - Of several errors the leftmost is the result. IF, IFS, CHOOSE and SWITCH
//     evaluate what they choose; AND and OR evaluate everything.
//   - ROUND rounds halves away from 0 on the digits that are shown:
//     ROUND(1.005,2) is 1.01. MOD takes the sign of the divisor; 0^0 is #NUM!.
//   - Days count from 1900 with 29 February 1900, which never was, or from 1904.
//   - A range where one value is wanted is the cell of the formula's own row or
//     column; in array formulas it is the whole range. Arrays of different sizes
//     are stretched where they have one row or column, else filled with #N/A.
//   - Sums run left to right as the cells stand and are never regrouped.
//   - Approximate search halves as spreadsheets do; that keys are not sorted is
//     a Fault, as the result has no meaning.
//   - Whole rows and columns, read as arrays, reach as far as the largest sheet
//     uses; COUNTIF and COUNTBLANK count the empty cells beyond.
//
// # 4. What is not static
//
// OFFSET and INDIRECT are computed; Needs calls formulas with them Dynamic. RAND,
// NOW and their like ask Options.Volatile, each call anew. A dynamic array fills
// the cells it was stored in; a result of another shape is a Fault. Data tables
// keep their stored values unless Options.DataTable answers (Run.Tabulate
// computes them). Functions that are not known are #NAME? with their name. CELL
// and INFO answer what the workbook itself says and refuse the rest.
//
// A circular reference is #CIRCULAR!, and Run.Cycles names its cells. With
// Options.Iterate its cells are repeated, from the stored values, until none
// moves; Run.Unsettled names the loops that did not come to rest.
//
// A run reads as many cells as Options.Reads allows and stops when Options.Done
// is closed; Run.Stopped says so. Arrays of more than four million elements are
// #NUM! with their cell among the faults.
//
// # 5. Adding a function
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
//   - texts of a single value: asText; numbers: c.Number; booleans: asLogic.
//   - numbers are compared with compareNumbers (15 digits), rounded with round,
//     raised with Raise; Exp, Log, Log1p and Expm1 give the same bits on every
//     machine, those of package math do not. Days are Serial, Civil and c.days().
//     Write float64(x*y)+z where a compiler could fuse.
//   - a function that depends on the moment asks c.Volatile(name) and is marked
//     Volatile; one that chooses which arguments to evaluate has Lazy instead of
//     Call and uses c.Eval (a reference stays one) or c.Operand.
//   - a function that takes a LAMBDA calls it with c.Invoke.
//
// The rows SUM, IF, ABS, NPV and INDEX are examples of each kind.
//
// # 6. What it is measured against
//
// TestExcelValues computes workbooks whose values Excel stored and prints, by
// function, how many are equal: a new function shows there. The page functions.md lists
// every function with these counts and how a model computes it.
//
// # 7. The same bits on every machine
//
// Every function has the same bits on every machine: products that are added to something
// are rounded by themselves, and packages elementary and special take the place of
// package math. That is not so itself: where the processor has an instruction for x*y+z
// the compiler uses it there (arm64, ppc64le, riscv64, s390x, and amd64 built with
// GOAMD64=v3), and some of its functions are assembly. "make fused" looks for a product
// that was forgotten, TestPortable for a function of package math that is not exact.
package formula
