package study

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
)

// Kind is what an Input is.
type Kind string

// The kinds of inputs.
const (
	Limit   Kind = "limit"
	Reserve Kind = "reserve"
	Cash    Kind = "opening cash"
	Minimum Kind = "minimum cash"
	Amount  Kind = "source"
	CellOf  Kind = "cell"
)

// Cell is a cell of the workbook with another number in it.
type Cell struct {
	Sheet, Cell string
	Value       float64
	Percent     bool // as 5 % is typed: Value 0.05
}

// Input is a number of a plan that a study varies.
type Input struct {
	Kind  Kind
	Name  string      // as asked for: "F2", "limit", "Costs!G7"
	Title string      // of a source
	At    budget.Ref  // its cell, empty where the plan does not say it
	Now   float64     // as planned
	Said  bool        // the plan says it; else Now is what stands for it
	Least float64     // what it cannot fall below, such as money that has come
	Most  *float64    // what the plan says it cannot exceed, nil nothing
	Cell  Cell        // of CellOf, without its Value
	Ends  *[2]float64 // where alone it is looked for; nil as suits it

	source int
}

// words of the inputs, canonical first.
func inputWords() map[Kind][]string {
	return map[Kind][]string{
		Limit:   {"limit", "budget limit", "预算上限", "限额", "上限"},
		Reserve: {"reserve", "contingency", "储备", "预备费"},
		Cash:    {"opening cash", "cash", "期初现金", "现金"},
		Minimum: {"minimum cash", "最低现金"},
	}
}

// Find returns the input of a plan that a word means: a setting, or the amount of the
// source with this ID. The base of the plan stands for a limit that it does not set.
func Find(p *budget.Plan, base float64, word string) (Input, bool) {
	word = strings.TrimSpace(word)
	for j := range p.Funding {
		if strings.EqualFold(p.Funding[j].ID, word) {
			return amountOf(p, j), true
		}
	}
	for kind, all := range inputWords() {
		if slices.ContainsFunc(all, func(w string) bool { return strings.EqualFold(w, word) }) {
			return setting(p, base, kind), true
		}
	}
	return Input{}, false
}

// Words lists what Find knows of a plan: the settings in the language, the sources.
func Words(p *budget.Plan, chinese bool) []string {
	var out []string
	for _, k := range []Kind{Limit, Reserve, Cash, Minimum} {
		all, at := inputWords()[k], 0
		if chinese {
			at = slices.IndexFunc(all, func(w string) bool { return w[0] >= 0x80 })
		}
		out = append(out, all[at])
	}
	for _, s := range p.Funding {
		out = append(out, s.ID)
	}
	return out
}

func setting(p *budget.Plan, base float64, kind Kind) Input {
	s := &p.Project
	in := Input{Kind: kind, Name: string(kind)}
	of := func(name string, x *budget.Money, none float64) {
		in.Now, in.At = none, s.Cells[name]
		if x != nil {
			in.Now, in.Said = x.InexactFloat64(), true
		}
	}
	switch kind {
	case Limit:
		of("Budget limit", s.BudgetLimit, base)
	case Reserve:
		if s.BudgetLimit != nil {
			of("Budget limit", s.BudgetLimit, base)
			in.Now -= base
		} else {
			of("Approved reserve", s.Approved, 0)
		}
	case Cash:
		of("Opening cash", &s.OpeningCash, 0)
	case Minimum:
		of("Minimum cash", &s.MinimumCash, 0)
	}
	return in
}

// amountOf is the amount that source j is planned to bring, by its instalments where it
// has any.
func amountOf(p *budget.Plan, j int) Input {
	s := &p.Funding[j]
	in := Input{Kind: Amount, Name: s.ID, Title: s.Name, At: s.Row.Ref("Committed"), Now: planned(p, s).InexactFloat64(), Said: true, source: j}
	if s.MaxAmount != nil {
		most := s.MaxAmount.InexactFloat64()
		in.Most = &most
	}
	came := decimal.Zero
	for i := range p.Actuals {
		if kind, at := p.Home(&p.Actuals[i]); kind == "funding" && at == j {
			came = came.Add(p.Actuals[i].Amount)
		}
	}
	in.Least = max(0, came.InexactFloat64())
	return in
}

// planned is what a source is planned to bring.
func planned(p *budget.Plan, s *budget.Source) decimal.Decimal {
	sum, any := decimal.Zero, false
	for _, t := range p.Tranches {
		if strings.EqualFold(t.Source, s.ID) {
			sum, any = sum.Add(t.Amount), true
		}
	}
	if !any {
		return s.Committed
	}
	return sum
}

// put sets an input of a plan to x. The plan is changed; what it shares with others is
// copied first. Instalments of a source keep their proportions.
func (in *Input) put(p *budget.Plan, base, x float64) {
	s, m := &p.Project, budget.MoneyOf(x)
	switch in.Kind {
	case Limit:
		s.BudgetLimit = &m
	case Reserve:
		m := budget.MoneyOf(base + x)
		if s.BudgetLimit != nil {
			s.BudgetLimit = &m
		} else {
			m = budget.MoneyOf(x)
			s.Approved = &m
		}
	case Cash:
		s.OpeningCash = m
	case Minimum:
		s.MinimumCash = m
	case Amount:
		in.putAmount(p, x)
	}
}

func (in *Input) putAmount(p *budget.Plan, x float64) {
	p.Funding, p.Tranches = slices.Clone(p.Funding), slices.Clone(p.Tranches)
	s := &p.Funding[in.source]
	before := planned(p, s).InexactFloat64()
	for i := range p.Tranches {
		if t := &p.Tranches[i]; strings.EqualFold(t.Source, s.ID) && before != 0 {
			t.Amount = budget.MoneyOf(t.Amount.InexactFloat64() * x / before)
		}
	}
	s.Committed = budget.MoneyOf(x)
}
