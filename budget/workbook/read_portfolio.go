package workbook

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook/schema"
)

// ReadPortfolio reads a workbook that lists plans, as ReadBytes reads a plan: the sheet
// Portfolio, which may be absent, and the sheet Plans. The plans themselves are not
// opened.
func ReadPortfolio(ctx context.Context, name string, data []byte, opts ReadOptions) (*budget.Portfolio, []budget.Problem, error) {
	sum := sha256.Sum256(data)
	out := &budget.Portfolio{File: name, SHA256: hex.EncodeToString(sum[:])}
	r := &reader{ctx: ctx, opts: opts, defs: schema.PortfolioSheets(), found: map[string]tabPart{}, grids: map[string]*grid{}, tablesOf: map[string][]*table{}, usedColumns: map[string]bool{}, saidRate: map[string]bool{}, rates: map[string]decimal.Decimal{}, idsOf: map[string]map[string]bool{},
		plan: &budget.Plan{File: name, Language: languageOr(opts.Language, "en")}}
	r.w, r.settled = words.For(r.plan.Language), settledBy(opts)
	if err := r.readPortfolio(data, out); err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	out.Language = r.plan.Language
	budget.SortProblems(r.problems, r.tabNames())
	return out, r.problems, nil
}

// readPortfolio fills the portfolio. A file that is no workbook is a problem.
func (r *reader) readPortfolio(data []byte, out *budget.Portfolio) error {
	refused, err := r.openOrRefuse(data)
	if err != nil || refused {
		return err
	}
	r.match()
	r.unknownSheets()
	settings, _ := r.def("Project")
	var p *projectReader
	if t, ok := r.found["Project"]; ok {
		g, err := r.sheet(t)
		if err != nil {
			return err
		}
		if g != nil {
			p = r.project(g, settings)
		}
	}
	if err := r.outline(); err != nil {
		return err
	}
	if p != nil {
		p.portfolio(out)
	}
	r.settle()
	plans, _ := r.def("Plans")
	if g := r.grids["Plans"]; g != nil {
		r.eachRow(g, plans, "File", func(x *record) { out.Members = append(out.Members, x.member()) })
	} else if _, ok := r.found["Plans"]; !ok {
		r.missingSheet(plans)
	}
	r.company(out)
	return r.ctx.Err()
}

// company reads what stands beside the list: drivers that are one, the pool, correlations.
func (r *reader) company(out *budget.Portfolio) {
	for _, key := range []string{"Drivers in common", "Pool", "Correlations"} {
		def, _ := r.def(key)
		g := r.grids[key]
		if g == nil {
			continue
		}
		switch key {
		case "Drivers in common":
			r.eachRow(g, def, "Name", func(x *record) {
				c := budget.CommonDriver{Row: x.row}
				x.fill(&c)
				out.Common = append(out.Common, c)
			})
		case "Pool":
			r.pool(g, def, out)
		case "Correlations":
			r.correlations(g, def)
			out.Correlations = r.plan.Correlations
		}
	}
}

// pool reads the sources of the company. Their months are counted from the portfolio's
// start, which must be said.
func (r *reader) pool(g *grid, def schema.Sheet, out *budget.Portfolio) {
	if out.Settings.Start.IsZero() {
		r.report(r.ref(g.name, ""), budget.Error, "pool-start", r.w.Say("portfolio.pool-start"), r.w.Say("portfolio.pool-start.hint"))
		return
	}
	r.eachRow(g, def, "ID", func(x *record) {
		s := x.source(len(out.Pool) + 1)
		if s.Kind == "prepayment" || s.MaxShare != nil || s.CoFinancing != nil || s.Partner != "" || s.RateDriver != "" {
			x.complain("ID", budget.Error, "pool-source", r.w.Say("portfolio.pool-source", s.ID), r.w.Say("portfolio.pool-source.hint"))
		}
		out.Pool = append(out.Pool, s)
	})
	r.problems = append(r.problems, budget.Check(out.PoolPlan(budget.MaxHorizon), r.w)...)
}

// unknownSheets refuses sheets with figures that would change the answer and are not
// calculated: nothing is left out in silence.
func (r *reader) unknownSheets() {
	for _, t := range r.book.tabs {
		if _, _, plain := schema.MatchSheet(schema.Sheets(), t.name); plain && !t.ours {
			if _, known := r.foundAs(t); !known {
				r.report(r.ref(t.name, ""), budget.Error, "portfolio-sheet", r.w.Say("portfolio.sheet", t.name), r.w.Say("portfolio.sheet.hint"))
			}
		}
	}
}

// portfolio takes the settings; what is not said stays zero.
func (p *projectReader) portfolio(out *budget.Portfolio) {
	pr := &p.r.plan.Project
	if x := p.get("Name"); x != nil {
		pr.Name = x.text("Name")
	}
	if x := p.get("Currency"); x != nil {
		pr.Currency = x.text("Currency")
	}
	p.settle()
	if p.get("Start month") != nil {
		p.start()
	}
	for _, c := range p.def.Columns {
		if target := c.Target(pr); target != nil {
			p.put(c, target)
		}
	}
	if x := p.get("As-of month"); x != nil && pr.AsOf == nil {
		if d, ok := x.date("As-of month"); ok {
			pr.AsOf = &budget.Month{Year: d.Year, Month: d.Month}
		}
	}
	if p.get("Discount rate") != nil {
		rate := pr.Rate
		out.Rate = &rate
	}
	if x := p.get("Scenarios"); x != nil {
		pr.Scenarios = p.scenarios()
	}
	if x := p.get("Seed"); x != nil {
		seed := uint64(max(0, x.months("Seed", 1)))
		out.Seed = &seed
	}
	for year, last := schema.LimitYears(); year <= last; year++ {
		field := schema.YearLimitField(year)
		if x := p.get(field); x != nil {
			if m, ok := x.money(field); ok {
				out.YearLimits = append(out.YearLimits, budget.YearLimit{Year: year, Amount: m})
			}
		}
	}
	if x := p.get("Cash"); x != nil {
		out.Pooled = x.option("Cash", "ring-fenced") == "pooled"
	}
	if p.get("Fiscal year starts") != nil {
		out.YearStarts = p.r.fiscal
	}
	out.Settings = *pr
}

// member reads a row of the list.
func (x *record) member() budget.Member {
	m := budget.Member{Row: x.row, Include: true, Chance: 1, Share: 1, ShiftFunding: true}
	x.fill(&m)
	if d := x.r.meaning(m.Shift); d != nil {
		if lo, hi := d.Support(); lo == hi && lo != math.Trunc(lo) {
			x.complain("Shift", budget.Error, "whole-number", x.r.w.Say("portfolio.shift-whole"), "")
		}
	}
	return m
}
