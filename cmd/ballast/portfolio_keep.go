package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models/history"
	"ballast/models/outcome"
	"ballast/models/report"
)

// keep stores a portfolio in its history, as the runs of plans are stored: its reserve,
// the median of its cost and the chance of passing the limit, else the base.
func (d *listing) keep(ctx context.Context, p *outcome.Portfolio) error {
	if d.o.store == "" {
		return nil
	}
	figures, err := encodeFigures(p)
	if err != nil {
		return err
	}
	var book []byte
	if info, err := os.Stat(d.o.path); err == nil && !info.IsDir() {
		if book, err = os.ReadFile(d.o.path); err != nil {
			return err
		}
	}
	s, err := history.Open(ctx, d.o.store)
	if err != nil {
		return err
	}
	defer s.Close()
	_, err = s.Save(ctx, history.Run{Time: time.Now(), Plan: words.For(d.lang).Say("portfolio.kept", p.Name, len(p.Plans)), File: filepath.Base(d.o.path), SHA256: p.Input.SHA256, Version: p.Version,
		Scenarios: p.Run.Scenarios, Seed: p.Run.Seed, Warnings: []outcome.Warning{}, Point: portfolioPoint(p), Outcome: figures}, book)
	return err
}

// portfolioPoint is a portfolio as a point of a history.
func portfolioPoint(p *outcome.Portfolio) outcome.TrendPoint {
	x := outcome.TrendPoint{Time: time.Now().Format(time.RFC3339), Contingency: p.Reserve.Contingency, EAC: p.Cost.Quantiles.At(50)}
	if p.Cost.ProbabilityOverLimit != nil {
		x.ProbabilityOverrun = *p.Cost.ProbabilityOverLimit
		return x
	}
	last := outcome.Spot{}
	for _, spot := range p.Cost.Curve { // the share of the futures that stay within the base
		if spot.X > p.Cost.Base {
			break
		}
		last = spot
	}
	x.ProbabilityOverrun = 1 - last.P
	return x
}

// printWatchedList is the line of a portfolio that watch has run.
func printWatchedList(out io.Writer, w *words.Words, path string, p *outcome.Portfolio) {
	money := func(x float64) string { return report.Money(x, p.Currency, w.Language) }
	x := portfolioPoint(p)
	fmt.Fprintln(out, w.Say("portfolio.watched", path, len(p.Plans), money(x.Contingency), money(p.Release.Amount), money(x.EAC), inPercent(w, &x.ProbabilityOverrun)))
}

// watchedList is a workbook that lists plans, as watch knows it: by its own hash.
type watchedList struct {
	hash  string
	lists bool
}

// hashOf is what a file is known by: of one that lists plans, its bytes with those of the
// plans.
func (o *watchOptions) hashOf(ctx context.Context, path string, data []byte) (hash string, list bool) {
	sum := sha256.Sum256(data)
	own := hex.EncodeToString(sum[:])
	x, known := o.lists[path]
	var plans []string
	if !known || x.hash != own || x.lists { // what a pattern stands for may have changed
		plans = o.listed(ctx, path, data)
		o.lists[path] = watchedList{hash: own, lists: len(plans) > 0}
	}
	if len(plans) == 0 {
		return own, false
	}
	all := []string{own}
	for _, plan := range plans {
		book, err := os.ReadFile(plan)
		if err != nil {
			all = append(all, err.Error())
			continue
		}
		part := sha256.Sum256(book)
		all = append(all, hex.EncodeToString(part[:]))
	}
	sum = sha256.Sum256([]byte(strings.Join(all, "\n")))
	return hex.EncodeToString(sum[:]), true
}

// listed are the plans that a workbook lists, nil where it lists none.
func (o *watchOptions) listed(ctx context.Context, path string, data []byte) []string {
	if !listsPlans(ctx, filepath.Base(path), data, workbook.ReadOptions{Language: o.run.lang}) {
		return nil
	}
	_, members, _, err := (&portfolioOptions{path: path, lang: o.run.lang}).workbook(ctx)
	if err != nil {
		return nil
	}
	var plans []string
	for _, m := range members {
		plans = append(plans, m.path)
	}
	return plans
}

// runList runs a portfolio and prints its line.
func (o *watchOptions) runList(ctx context.Context, path string, std streams) error {
	p := portfolioOptions{path: path, lang: o.run.lang, sim: o.run.sim, quiet: true, force: o.run.force, store: o.run.keep.store}
	p.after = func(w *words.Words, x *outcome.Portfolio) { printWatchedList(std.out, w, path, x) }
	return runPortfolio(ctx, p, std)
}
