package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/spf13/cobra"
)

// streams are the three ends of the program, so that tests need no process,
// and the ear that hears how far it is, so that they need no clock.
type streams struct {
	in       io.Reader
	out, err io.Writer
	reached  milestone
}

// run is the whole program: it does what args say and returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, err io.Writer) int {
	return streams{in: in, out: out, err: err}.run(ctx, args)
}

// run does what args say. Ctrl-C and SIGTERM cancel ctx; a second one ends the
// process at once.
func (s streams) run(ctx context.Context, args []string) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM)
	defer stop()
	context.AfterFunc(ctx, stop)

	a := &app{std: s}
	root := a.root()
	root.SetArgs(args)
	return a.close(ctx, a.guarded(ctx, root))
}

// guarded runs a command. A panic is a bug of ours: it is shown whole, and
// exits as a failure rather than with the code that means usage.
func (a *app) guarded(ctx context.Context, root *cobra.Command) (err error) {
	defer func() {
		if bug := recover(); bug != nil {
			a.started = true
			err = fmt.Errorf("internal error, please report it with the plan: %v\n%s", bug, debug.Stack())
		}
	}()
	return root.ExecuteContext(ctx)
}

// app is one call of the program.
type app struct {
	std     streams
	started bool // a command got past its flags and arguments
}

// action is what a command does once its flags are read.
type action func(ctx context.Context, args []string) error

// do makes an action of a command: what fails before it begins is a mistake in
// the usage.
func (a *app) do(act action) func(*cobra.Command, []string) error {
	return func(cmd *cobra.Command, args []string) error {
		a.started = true
		return act(cmd.Context(), args)
	}
}

// root puts the command tree together.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "ballast",
		Short: "Reserve, cash and payback of a budget, from the workbook it is kept in",
		Long: `Ballast reads a budget workbook (.xlsx, .xlsm), simulates thousands of futures of
its costs, risks, funding and revenue, and writes a copy with result sheets and
charts: how much reserve to hold, when cash runs short, and what drives it.

Exit codes: 0 ok, 1 failed, 2 usage, 3 the workbook has errors,
4 warnings under --strict or plans left out by --skip-broken, 5 a warning reached the tier of --fail-on,
130 interrupted.`,
		Example: `  ballast new plan.xlsx            write an empty template
  ballast check plan.xlsx          list every problem, write nothing
  ballast run plan.xlsx            write plan.ballast.xlsx`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          a.dropped,
		RunE:          a.alone,
	}
	root.SetIn(a.std.in)
	root.SetOut(a.std.out)
	root.SetErr(a.std.err)
	root.AddCommand(a.runCommand(), a.checkCommand(), a.newCommand(), a.adoptCommand(), a.mixesCommand(), a.explainCommand(),
		a.seekCommand(), a.sweepCommand(), a.schemaCommand(), a.historyCommand(), a.baselineCommand(), a.drillCommand(), a.compareCommand(), a.fitCommand(), a.watchCommand(), a.portfolioCommand(), a.shardCommand(), a.generateCommand(), a.serveCommand(), a.mcpCommand(), a.rehearseCommand(), a.versionCommand())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	return root
}

// The exit codes: a contract with scripts.
const (
	exitOK          = 0
	exitFailed      = 1
	exitUsage       = 2
	exitProblems    = 3   // the workbook has errors
	exitWarnings    = 4   // warnings under --strict, or plans left out by --skip-broken
	exitAlert       = 5   // a warning has reached the tier of --fail-on
	exitInterrupted = 130 // Ctrl-C or SIGTERM
)

// exitError carries an exit code; err nil means that all has been said.
type exitError struct {
	code int
	err  error
}

// Error implements error.
func (e exitError) Error() string {
	if e.err == nil {
		return fmt.Sprintf("exit code %d", e.code)
	}
	return e.err.Error()
}

// Unwrap returns what made the program end.
func (e exitError) Unwrap() error { return e.err }

// usagef is a mistake in the command line.
func usagef(format string, args ...any) error {
	return exitError{code: exitUsage, err: fmt.Errorf(format, args...)}
}

// close says what went wrong, if anything did, and returns the exit code.
func (a *app) close(ctx context.Context, err error) int {
	var coded exitError
	switch {
	case err == nil:
		return exitOK
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(a.std.err, "ballast: interrupted, nothing half-written is left")
		return exitInterrupted
	case errors.As(err, &coded) && coded.err == nil:
		return coded.code
	case !a.started, coded.code == exitUsage:
		fmt.Fprintf(a.std.err, "ballast: %v\nSee 'ballast help'.\n", err)
		return exitUsage
	default:
		fmt.Fprintf(a.std.err, "ballast: %v\n", err)
		return exitFailed
	}
}
