package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"ballast/budget/words"
	"ballast/cmd/ballast/shard"
	"ballast/models/portfolio"
)

// mergeShards is shard merge: it writes what the portfolio command would have written.
func mergeShards(ctx context.Context, o shardOptions, std streams) error {
	s := shard.Folder(o.dir)
	j, err := shard.Load(ctx, s, release)
	if err != nil {
		return err
	}
	d, err := o.merged(ctx, s, j)
	if err != nil {
		return err
	}
	if err := d.o.places(ctx, true); err != nil {
		return err
	}
	bar := o.bar(std, "shard.merging")
	defer bar.clear()
	p, err := j.Merge(ctx, s, d.settings, func(done, total int) {
		std.reached.at(ctx, "merge", done)
		bar.step(done, total)
	})
	if err != nil {
		return err
	}
	bar.clear()
	d.complete(p)
	p.Problems, p.Notes = append(p.Problems, j.Problems...), append(p.Notes, j.Notes...)
	strays, err := s.Strays(j)
	if err != nil {
		return err
	}
	if len(strays) > 0 {
		p.Notes = append(p.Notes, words.For(d.lang).Say("shard.strays", strings.Join(strays, ", ")))
	}
	std.reached.at(ctx, "write", 0)
	if err := d.write(ctx, std, p); err != nil {
		return err
	}
	out, w := o.talk(std), words.For(d.lang)
	if err := sayPortfolio(out, w, p); err != nil {
		return err
	}
	if p.Run.Bin > 0 {
		fmt.Fprintln(out, w.Say("shard.bin", fmt.Sprintf("%.3g", p.Run.Bin)))
	}
	d.o.sayWritten(out, w)
	if len(p.Skipped) > 0 {
		return exitError{code: exitWarnings}
	}
	return nil
}

// merged is the listing of a job, as it was planned, with the workbook that the results
// go into.
func (o *shardOptions) merged(ctx context.Context, s shard.Store, j *shard.Job) (*listing, error) {
	d := &listing{o: o.portfolioOptions, lang: o.lang, skipped: j.Skipped}
	for _, in := range j.Plans {
		d.hashes, d.paths = append(d.hashes, in.SHA256), append(d.paths, in.Path)
	}
	if d.o.path = o.dir; j.Source.Name != "" {
		d.o.path = filepath.Join(o.dir, filepath.FromSlash(j.Source.Name))
	}
	if j.Large != nil {
		d.survey = portfolio.NewSurvey(portfolio.Settings{Name: j.Large.Name})
		return d, nil
	}
	if d.lang == "" {
		d.lang = j.Spec.Settings.Language
	}
	d.survey = portfolio.NewSurvey(j.Spec.Settings)
	if j.Source.Name == "" {
		return d, nil
	}
	data, err := s.Read(ctx, j.Source.Name)
	if err != nil {
		return nil, err
	}
	if shard.Hash(data) != j.Source.SHA256 {
		return nil, fmt.Errorf("%s is another file than was planned with", j.Source.Name)
	}
	list, err := j.ReadList(ctx, data)
	if err != nil {
		return nil, err
	}
	d.settings = settingsOf(list)
	return d, nil
}
