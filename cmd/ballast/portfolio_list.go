package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models"
	"ballast/models/portfolio"
)

// member is one plan that is to be read, with what the portfolio says of it.
type member struct {
	path  string
	entry portfolio.Entry
}

// members lists the plans of a folder, or of a workbook that lists them, with the settings
// that hold for all and what is wrong with the list. Flags stand above the workbook.
func (o *portfolioOptions) members(ctx context.Context, std streams) (set portfolio.Settings, list []member, broken []budget.Problem, err error) {
	info, err := os.Stat(o.path)
	if err != nil {
		return set, nil, nil, err
	}
	if info.IsDir() {
		set, list, err = o.folder()
	} else {
		set, list, broken, err = o.workbook(ctx)
		if err == nil && budget.HasErrors(broken) {
			listProblems(std.err, words.For(set.Language), broken)
			return set, nil, nil, exitError{code: exitProblems}
		}
	}
	if n := o.sim.scenarios; n != nil {
		set.Scenarios = *n
	}
	if o.sim.seed != nil {
		set.Seed = o.sim.seed
	}
	set.Sampling, set.Language = cmp.Or(o.sim.sampling, set.Sampling), cmp.Or(o.lang, set.Language)
	return set, list, broken, err
}

// folder lists the workbooks of a folder that are no results.
func (o *portfolioOptions) folder() (set portfolio.Settings, list []member, err error) {
	files, err := plansIn(o.path)
	if err != nil {
		return set, nil, err
	}
	if o.foreign, err = othersIn(o.path, files); err != nil {
		return set, nil, err
	}
	if len(files) == 0 {
		why := fmt.Sprintf("%s: there is no plan (.xlsx, .xlsm) in it", o.path)
		if said := o.sayForeign(words.For(cmp.Or(o.lang, "en"))); said != "" {
			why += "; " + said
		}
		return set, nil, errors.New(why)
	}
	set.Name = filepath.Base(o.path)
	if abs, err := filepath.Abs(o.path); err == nil {
		set.Name = filepath.Base(abs)
	}
	for _, path := range files {
		list = append(list, member{path, portfolio.Entry{File: filepath.Base(path), Chance: 1, Share: 1}})
	}
	return set, list, nil
}

// othersIn lists the files of a folder that are no plans, with the words for why, and the
// folders in it that hold workbooks. Those that a system or a spreadsheet program hides
// are no matter.
func othersIn(dir string, plans []string) (others []foreignFile, err error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name := e.Name()
		if strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") || slices.Contains(plans, filepath.Join(dir, name)) {
			continue
		}
		if e.IsDir() {
			if inner, err := plansIn(filepath.Join(dir, name)); err == nil && len(inner) > 0 {
				others = append(others, foreignFile{name, "folder"})
			}
			continue
		}
		why := "kind"
		if ext := strings.ToLower(filepath.Ext(name)); ext == ".xlsx" || ext == ".xlsm" {
			why = "result"
		}
		others = append(others, foreignFile{name, why})
	}
	return others, nil
}

// foreignFile is a file of a folder that is no plan.
type foreignFile struct{ name, why string }

// sayForeign names the files of the folder that were passed over, in one sentence.
func (o *portfolioOptions) sayForeign(w *words.Words) string {
	var all []string
	for _, f := range o.foreign {
		all = append(all, w.Say("portfolio.foreign."+f.why, f.name))
	}
	if len(all) == 0 {
		return ""
	}
	return w.Say("portfolio.foreign", strings.Join(all, ", "))
}

// workbook reads the list of a workbook. A pattern stands for all plans that fit it, each
// of which is taken once: a plan that has a row of its own is not taken again.
func (o *portfolioOptions) workbook(ctx context.Context) (set portfolio.Settings, list []member, found []budget.Problem, err error) {
	data, err := os.ReadFile(o.path)
	if err != nil {
		return set, nil, nil, err
	}
	p, found, err := workbook.ReadPortfolio(ctx, filepath.Base(o.path), data, o.reading.options(o.lang, o.password))
	if err != nil {
		return set, nil, nil, err
	}
	set = settingsOf(p)
	if budget.HasErrors(found) {
		return set, nil, found, nil
	}
	w, named := words.For(p.Language), map[string]bool{}
	for i := range p.Members {
		if m := &p.Members[i]; !strings.ContainsAny(m.File, "*?[") {
			named[o.beside(m.File)] = true
		}
	}
	for i := range p.Members {
		m := &p.Members[i]
		if !m.Include {
			continue
		}
		paths, why := o.fits(m, named)
		if why != "" {
			found = append(found, budget.Problem{Ref: m.Row.Ref("File"), Severity: budget.Error, Code: "file", Message: w.Say("portfolio.file."+why, m.File)})
		}
		for _, path := range paths {
			e := entryOf(m, len(paths) > 1)
			if e.File = m.File; strings.ContainsAny(m.File, "*?[") {
				e.File = filepath.Base(path)
			}
			list = append(list, member{path, e})
		}
	}
	if len(list) == 0 && len(found) == 0 {
		found = append(found, budget.Problem{Ref: budget.Ref{File: p.File}, Severity: budget.Error, Code: "file", Message: w.Say("portfolio.file.none")})
	}
	return set, list, found, nil
}

// beside is the path of a file that the workbook names.
func (o *portfolioOptions) beside(file string) string {
	file = filepath.FromSlash(strings.ReplaceAll(file, `\`, "/"))
	if filepath.IsAbs(file) {
		return filepath.Clean(file)
	}
	return filepath.Join(filepath.Dir(o.path), file)
}

// fits lists the files of a row, or says why there is none.
func (o *portfolioOptions) fits(m *budget.Member, named map[string]bool) (paths []string, why string) {
	path := o.beside(m.File)
	if !strings.ContainsAny(m.File, "*?[") {
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			return nil, "missing"
		}
		return []string{path}, ""
	}
	all, err := filepath.Glob(path)
	if err != nil {
		return nil, "pattern"
	}
	for _, x := range all {
		base, ext := filepath.Base(x), strings.ToLower(filepath.Ext(x))
		ours, err := workbook.IsResult(x)
		if strings.HasPrefix(base, "~$") || ext != ".xlsx" && ext != ".xlsm" || err == nil && ours || sameFile(x, o.path) || named[x] {
			continue
		}
		named[x] = true
		paths = append(paths, x)
	}
	if len(paths) == 0 {
		return nil, "nothing"
	}
	slices.Sort(paths)
	return paths, ""
}

// entryOf is a row of the list; the name and the ID of a row for several plans are none.
func entryOf(m *budget.Member, several bool) portfolio.Entry {
	e := portfolio.Entry{ID: m.ID, Name: m.Name, File: m.File, Group: m.Group, Owner: m.Owner, Chance: m.Chance, Share: m.Share, KeepFunding: !m.ShiftFunding, Priority: m.Priority, Row: m.Row}
	if m.Shift.Written() {
		e.Delay = m.Shift
		if d, err := models.Sampled(m.Shift); err == nil {
			if lo, hi := d.Support(); lo == hi {
				e.Delay, e.Shift = nil, int(lo)
			}
		}
	}
	if several {
		e.ID, e.Name = "", ""
	}
	return e
}

// settingsOf are the settings that a portfolio says.
func settingsOf(p *budget.Portfolio) portfolio.Settings {
	x := &p.Settings
	set := portfolio.Settings{Name: cmp.Or(x.Name, stem(p.File)), Currency: x.Currency, Start: x.Start, Horizon: x.Horizon, YearStarts: p.YearStarts,
		Confidence: x.ReserveConfidence, Liquidity: x.LiquidityConfidence, Scenarios: x.Scenarios, Seed: p.Seed, Sampling: x.Sampling, Language: p.Language,
		Rate: p.Rate, AsOf: x.AsOf,
		Pooled: p.Pooled, Between: p.Correlations}
	if len(p.Pool) > 0 || !x.OpeningCash.IsZero() || p.Pooled {
		set.Lends, set.Pool = true, p.PoolPlan(budget.MaxHorizon)
	}
	for i := range p.Common {
		c := &p.Common[i]
		set.Common = append(set.Common, portfolio.Common{Name: c.Name, Plan: c.Plan, Driver: c.Driver, Ref: c.Row.Ref("Name")})
	}
	if x.BudgetLimit != nil {
		limit := x.BudgetLimit.InexactFloat64()
		set.Limit = &limit
	}
	for _, y := range p.YearLimits {
		set.YearLimits = append(set.YearLimits, portfolio.YearLimit{Year: y.Year, Amount: y.Amount.InexactFloat64()})
	}
	return set
}
