// Command ballast reads a budget workbook, simulates its futures and writes
// what they mean back beside the plan: the reserve to hold, the cash gaps to
// expect and what drives them.
//
// Exit codes: 0 ok, 1 failed, 2 usage, 3 the workbook has errors, 4 warnings
// under --strict, 5 a warning reached the tier of --fail-on, 130 interrupted.
package main

import (
	"context"
	"os"

	"ballast/cmd/memory"
)

// softMemory is where the process begins to clear up more often than it
// otherwise would: the columns of a large run are kept under it, so that what
// summaries leave behind does not double them.
const softMemory = 1200 << 20

// collectAt is how much the heap may grow between collections, in per cent. More saves
// no processor time: what is collected is used again, and new memory has to be fetched.
const collectAt = 100

func main() {
	memory.Set(collectAt, softMemory)
	os.Exit(run(context.Background(), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}
