package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/history"
	"ballast/models/report"
)

// listBaselines prints who approved what, when and why.
func listBaselines(out io.Writer, w *words.Words, list []history.Approved) error {
	t := words.Table{First: 5, Last: 7}
	t.Add(strings.Split(w.Say("command.baseline.head"), " | ")...)
	money := func(m budget.Money) string { return report.Money(m.InexactFloat64(), "", w.Language) }
	for _, b := range list {
		limit := "-"
		if b.Limit != nil {
			limit = money(*b.Limit)
		}
		t.Add("b"+strconv.FormatInt(b.ID, 10), b.Day(), b.Plan, b.Approved, money(b.Base), money(b.Reserve), limit, orDash(b.Note))
	}
	return t.Write(out)
}

// giveBack writes the workbook that a run or a baseline has kept.
func giveBack(ctx context.Context, o historyOptions, out io.Writer) error {
	number, isBaseline := strings.CutPrefix(strings.ToLower(strings.TrimPrefix(o.book, "#")), "b")
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return usagef("--workbook %q: want the number of a run, such as 3, or of a baseline, such as b1", o.book)
	}
	s, err := openHistory(ctx, o.store)
	if err != nil {
		return err
	}
	defer s.Close()
	var name string
	var data []byte
	if isBaseline {
		name, data, err = s.BaselineWorkbook(ctx, id)
	} else {
		var r history.Run
		r, data, err = s.Get(ctx, id)
		name = r.File
	}
	if err != nil {
		return err
	}
	if o.output == "" {
		ext := filepath.Ext(name)
		o.output = strings.TrimSuffix(filepath.Base(name), ext) + "." + strings.TrimPrefix(o.book, "#") + ext
	}
	if _, err := os.Stat(o.output); !o.force && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("%s is there already; --force overwrites it", o.output)
	}
	if err := writeAtomic(ctx, o.output, data); err != nil {
		return err
	}
	fmt.Fprintln(out, words.For(o.lang).Say("command.history.book", o.output, "#"+strings.TrimPrefix(o.book, "#")))
	return nil
}
