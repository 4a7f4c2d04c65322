package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

// dropped lets through a workbook that was dropped on the program's icon; anything else
// without a command is a mistake.
func (a *app) dropped(cmd *cobra.Command, args []string) error {
	if len(args) == 1 && isWorkbookName(args[0]) {
		return nil
	}
	return cobra.NoArgs(cmd, args)
}

func isWorkbookName(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	return ext == ".xlsx" || ext == ".xlsm"
}

// alone is the program without a command: a workbook is run and its result opened; a
// double click starts the page; in a terminal the help is printed.
func (a *app) alone(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 1:
		return a.do(func(ctx context.Context, args []string) error { return runAndOpen(ctx, args[0], a.std, openInSystem) })(cmd, args)
	case clicked(a.std):
		return a.do(func(ctx context.Context, _ []string) error {
			return runServe(ctx, serveOptions{browse: openInSystem, child: ourselves(), memory: "1GiB"}, a.std)
		})(cmd, args)
	}
	return cmd.Help()
}

// clicked reports whether nobody sits at a terminal: the program was started by a double
// click. What reads from a pipe or a file is a script.
func clicked(std streams) bool {
	if startedByExplorer() {
		return true
	}
	in, ok := std.in.(*os.File)
	out, also := std.out.(*os.File)
	if !ok || !also || runtime.GOOS == "windows" || term.IsTerminal(int(in.Fd())) || term.IsTerminal(int(out.Fd())) {
		return false
	}
	info, err := in.Stat()
	return err != nil || info.Mode()&os.ModeCharDevice != 0
}

// runAndOpen runs a plan and opens the result in the program that the system has for it.
func runAndOpen(ctx context.Context, plan string, std streams, open func(string) error) error {
	o := runOptions{plan: plan, output: resultName(plan), mitigation: "as-set"}
	if err := runPlan(ctx, o, std); err != nil {
		return err
	}
	if err := open(o.output); err != nil {
		fmt.Fprintln(std.err, "ballast: the result could not be opened:", err)
	}
	return nil
}

// openInSystem opens an address or a file in what the system has for it.
func openInSystem(what string) error {
	var c *exec.Cmd
	switch runtime.GOOS {
	case "windows":
		c = exec.Command("rundll32", "url.dll,FileProtocolHandler", what)
	case "darwin":
		c = exec.Command("open", what)
	default:
		c = exec.Command("xdg-open", what)
	}
	if err := c.Start(); err != nil {
		return err
	}
	go func() { _ = c.Wait() }() // the browser goes on without us
	return nil
}
