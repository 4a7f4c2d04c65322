package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/history"
	"ballast/models/outcome"
	"ballast/models/report"
)

// keeping is what a run does with its figures besides writing them: keep them
// in a history, alert by exit code, tell somebody.
type keeping struct {
	store  string // path of the history, "" none
	failOn string // tier, "" never
	notify string // command that gets the figures
	format string // what it gets: json or text
}

// AddFlags adds the flags of keeping.
func (k *keeping) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&k.store, "store", "", "keep the run in this history, an SQLite file, and mark what has risen since the last one")
	fs.Var(choice{&k.failOn, outcome.Tiers(), "tier"}, "fail-on", "exit 5 when a warning reaches this tier: general, higher or major")
	fs.StringVar(&k.notify, "notify", "", "run this command afterwards, with the figures on its standard input")
	k.format = "json"
	fs.Var(choice{&k.format, []string{"json", "text"}, "format"}, "notify-format", "what --notify sends: json, all figures; or text, the decision in at most ten lines")
}

// validate looks whether the history can be read and added to, before any work;
// one that is not there yet is made when there is a run to keep.
func (k *keeping) validate(ctx context.Context) error {
	if info, err := os.Stat(k.store); k.store == "" || errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
		return nil
	}
	s, err := history.Open(ctx, k.store)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Check(ctx)
}

// known is by what the runs of the plan are known in a history.
func (j *job) known() history.Plan {
	p := history.Plan{ID: j.plan.Project.PlanID, Name: j.plan.Project.Name, File: j.plan.File}
	if p.Name == "" {
		p.Name = p.File
	}
	return p
}

// sayPlan says by what the history knows a plan that has no ID, and which other files
// have its ID or its name.
func (j *job) sayPlan(out io.Writer, w *words.Words, store string) {
	if store != "" && j.plan.Project.PlanID == "" {
		fmt.Fprintln(out, w.Say("problem.plan-id", j.known().Name)+"; "+w.Say("problem.plan-id.hint", budget.PlanID(j.plan.SHA256)))
	}
	if len(j.others) > 0 {
		fmt.Fprintln(out, j.sharedName(w))
	}
}

// sharedName says that other files of the history have the plan's ID, or its name.
func (j *job) sharedName(w *words.Words) string {
	others := strings.Join(j.others, ", ")
	if id := j.plan.Project.PlanID; id != "" {
		return w.Say("command.store.same-id", id, others, budget.PlanID(j.plan.SHA256))
	}
	return w.Say("command.store.others", j.known().Name, others)
}

// recall marks what has risen since the last stored run and adds the stored
// months to the outcome.
func (j *job) recall(ctx context.Context, k keeping, o *outcome.Outcome) (err error) {
	if k.store == "" {
		return nil
	}
	s, err := history.Open(ctx, k.store)
	if err != nil {
		return err
	}
	defer s.Close()
	me := j.known()
	if o.Control != nil {
		me.AsOf = o.Control.AsOf
	}
	all, err := s.Runs(ctx, "")
	if err != nil {
		return err
	}
	var runs []history.Run
	runs, j.others = me.Past(all)
	history.Appraised(o, runs, all, me)
	if before := history.Before(runs, me.AsOf); before != nil {
		outcome.MarkRisen(o.Warnings, before.Warnings)
	}
	if o.Control != nil {
		history.Follow(o, runs, o.Control.AsOf, j.inARow())
		o.Control.Trend = history.Trend(runs, outcome.Trend(o, o.Control))
	}
	return nil
}

// inARow says by metric in how many months in a row a warning must stand to be a tier
// higher.
func (j *job) inARow() map[string]int {
	rows := map[string]int{}
	for _, r := range j.plan.Rules {
		if r.Grade == "" {
			rows[r.Metric] = r.InARow
		}
	}
	return rows
}

// keep stores the run and tells whoever wants to know.
func (j *job) keep(ctx context.Context, k keeping, said io.Writer) error {
	if k.store == "" && k.notify == "" {
		return nil
	}
	figures, err := encodeOutcome(j.outcome)
	if err != nil {
		return err
	}
	if k.store != "" {
		if err := j.remember(ctx, k.store, figures); err != nil {
			return err
		}
	}
	if k.notify == "" {
		return nil
	}
	if k.format == "text" {
		figures = []byte(strings.Join(report.Brief(j.outcome, j.plan, j.lang), "\n") + "\n")
	}
	return notify(ctx, k.notify, figures, said)
}

// remember adds the run to the history.
func (j *job) remember(ctx context.Context, path string, figures []byte) error {
	s, err := history.Open(ctx, path)
	if err != nil {
		return err
	}
	defer s.Close()
	o := j.outcome
	r := history.Run{Time: time.Now(), Plan: j.known().Name, PlanID: j.known().ID, File: o.Input.File, SHA256: o.Input.SHA256, Version: o.Version,
		Scenarios: o.Run.Scenarios, Seed: o.Run.Seed, Point: outcome.Trend(o, o.Control), Warnings: o.Warnings, Outcome: figures}
	if o.Control != nil {
		r.Cards = o.Control.Cards.Points()
	}
	r.Vendors = o.Deliveries
	_, err = s.Save(ctx, r, j.data)
	return err
}

// notify runs a command in the shell with the figures on its standard input;
// what it prints goes to said.
func notify(ctx context.Context, command string, figures []byte, said io.Writer) error {
	shell, flag := "/bin/sh", "-c"
	if runtime.GOOS == "windows" {
		shell, flag = "cmd", "/C"
	}
	cmd := exec.CommandContext(ctx, shell, flag, command)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(figures), said, said
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("--notify: %w", err)
	}
	return nil
}

// alert is exit 5 when a warning has reached the tier that was asked for.
func (k keeping) alert(o *outcome.Outcome) error {
	if k.failOn != "" && outcome.TierRank(outcome.WorstTier(o.Warnings)) >= outcome.TierRank(k.failOn) {
		return exitError{code: exitAlert}
	}
	return nil
}
