// Command bench measures the engine on the workloads of samples/bench. It is a
// program of its own so that what it measures is the engine: the workloads are
// JSON, and no reader of workbooks, no database and no charts are linked in.
//
// Exit codes: 0 ok, 1 failed, 2 usage, 130 interrupted.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"ballast/cmd/memory"
	"ballast/cmd/profile"
)

// collectAt is how much the heap may grow between collections, in per cent: what is kept
// of a run is large and lives to its end, so that collecting often costs little and keeps
// what summaries leave behind from adding to the peak.
const collectAt = 50

func main() {
	memory.Set(collectAt, 0)
	os.Exit(run(context.Background(), os.Args[1:], os.Stdout, os.Stderr))
}

// The exit codes, as those of ballast.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

// run is the whole program: it does what args say and returns the exit code.
func run(ctx context.Context, args []string, out, errs io.Writer) int {
	o, paths, err := readOptions(args, errs)
	if errors.Is(err, flag.ErrHelp) {
		return exitOK
	}
	if err != nil {
		fmt.Fprintf(errs, "bench: %v\n", err)
		return exitUsage
	}
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	err = measure(ctx, out, o, paths)
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil:
		fmt.Fprintln(errs, "bench: interrupted")
		return exitInterrupted
	}
	fmt.Fprintf(errs, "bench: %v\n", err)
	return exitFailed
}

// measure does what the options say with every workload.
func measure(ctx context.Context, out io.Writer, o options, paths []string) error {
	switch {
	case o.accuracy:
		return measureAccuracy(ctx, out, o, paths)
	case o.peer != "":
		return measurePeers(ctx, out, o, paths)
	case o.table:
		return measureTable(ctx, out, o, paths)
	}
	stop, err := profile.Start(o.profile)
	if err != nil {
		return err
	}
	defer stop()
	for _, path := range paths {
		if err := measureOnce(ctx, out, o, path); err != nil {
			return err
		}
	}
	return nil
}
