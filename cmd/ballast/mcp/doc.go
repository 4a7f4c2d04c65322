// Package mcp lets an assistant ask Ballast: `ballast mcp` speaks the Model Context
// Protocol on standard input and output. What is done with a workbook is in package
// service, as for the page and the command, so that the figures are those of
// `ballast run --json`; here is who may ask, what is handed out, and in what size.
//
//	server.go     the server, its tools, what keeps a fault from ending it
//	folders.go    which files it may read: those below named folders
//	shelf.go      workbooks and results in memory, one run at a time
//	progress.go   how far a run is
//	refuse.go     why not, in words, with cells
//	check.go      tool check: the folders, a workbook, its problems
//	run.go        tool run: the answer in at most 8 kB, and the ID of the run
//	figure.go     tool figure: one figure with its interval, its cells, how it comes about
//	catalogue.go  the figures that have a name
//	explain.go    tool explain: a row as it was taken, one future step by step
//	whatif.go     tool whatif: other cells, amounts, stresses; a goal; a table
//	mixes.go      tool mixes: ways to fund the plan, on the same futures
//	compare.go    tool compare: how one workbook became another
//	write.go      tool write: the copy with result sheets, a new file, only where allowed
//	resources.go  charts, tables and the skill
//	prompts.go    questions to begin with
//	install.go    the entry in an assistant's configuration
//	bundle.go     the same as one file to open
//	SKILL.md      when to use what, and how figures are to be read
//
// # What it guards against
//
//	threat                                  test
//	files outside the folders               TestPathsStayInside, TestFuzzedCalls
//	inputs that change                      TestFuzzedCalls
//	a file written over                     TestWriteIsNewAndAsked
//	writing on stale figures                TestWriteIsNewAndAsked
//	names in a workbook that give orders    TestWorkbookTextsAreData
//	answers that fill the window            TestAnswersAreSmall
//	runs that nobody waits for              TestCancelEndsTheRun
//	somebody else's configuration           TestMergeKeepsTheRest
package mcp
