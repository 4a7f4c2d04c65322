package portfolio

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models"
)

// Survey looks at the plans of a portfolio one by one, before any is simulated: whether
// they go together, which drivers they share, when the first begins and the last ends.
// It keeps no plan.
type Survey struct {
	Settings Settings
	Entries  []Entry
	Left     []Entry // taken out by Finish

	words   *words.Words
	facts   []facts
	drivers map[string]*common // by name in capitals
	links   map[[2]string]link // by the names in capitals, in order
	refused []facts            // of plans with errors: their money is looked at all the same
	asOf    *witness           // of the first plan with a past that shares a driver
	notes   []string
}

// facts are what is remembered of a plan.
type facts struct {
	ID       string
	Start    budget.Month
	Currency string
	Exchange string            // driver by which its money is turned into the portfolio's, "" none
	horizon  int               // as shifted
	Random   []string          // drivers that move at random, in the order of its sheet
	Keys     map[string]string // by name in capitals: under which key the portfolio knows its drivers
	Pull     float64           // how far its turned score moves its cost
	shocks   []models.Shock    // random steps of its drivers, as it stands
	run      budget.Project    // settings of its run
	said     map[string]bool   // which of the settings that the portfolio's stand above it has written down
	past     bool              // it has actuals, or says up to when it has happened
	tails    *tails            // nil: no t copula
	at       budget.Ref        // where it says its currency
}

// common is a driver that plans may share, as the first of them has it.
type common struct {
	driver budget.Driver
	start  budget.Month
	ref    budget.Ref
	plans  []string               // that it moves at random
	homes  []home                 // all that have it
	levels map[budget.Month]level // that were seen
}

// home is a plan that has a driver, and the money in which its base value counts.
type home struct{ Plan, Currency string }

// level is one that a plan has written down.
type level struct {
	value float64
	ref   budget.Ref
}

// link is a correlation that a plan asks for between two drivers.
type link struct {
	correlation budget.Correlation
	ref         budget.Ref
}

// witness is a month that a plan says, and where.
type witness struct {
	month *budget.Month
	ref   budget.Ref
}

// NewSurvey begins a survey under some settings.
func NewSurvey(s Settings) *Survey {
	return &Survey{Settings: s, words: words.For(s.Language), drivers: map[string]*common{}, links: map[[2]string]link{}}
}

// Add takes up the next plan and returns what is wrong with it among the others. A plan
// with problems is not part of the portfolio.
func (s *Survey) Add(e Entry, p *budget.Plan) []budget.Problem { return s.AddCompiled(e, p, nil) }

// AddCompiled is Add of a plan that has been compiled, which takes time.
func (s *Survey) AddCompiled(e Entry, p *budget.Plan, m *models.Model) []budget.Problem {
	own := p
	if p = s.Settings.Above(p); p != own || m == nil {
		m, _ = models.Compile(p)
	}
	a := &adding{s: s, e: e, p: p}
	a.entry()
	a.start()
	a.pooled()
	if budget.HasErrors(a.problems) {
		return a.problems
	}
	late, err := e.longest()
	if err != nil { // said already
		return a.problems
	}
	f := facts{ID: e.ID, Start: p.Project.Start, Currency: p.Project.Currency, horizon: p.Project.Horizon + late, run: own.Project, past: happened(own), Keys: map[string]string{}, at: a.at("Currency"), said: map[string]bool{}}
	for _, field := range []string{"Scenarios", "Seed", "Sampling", "Discount rate"} {
		_, f.said[field] = p.Project.Cells[field]
	}
	f.run.Cells, f.run.Names = nil, nil
	if m != nil {
		f.Pull, f.shocks = m.Pull(), m.Shocks()
	}
	for i := range p.Drivers {
		d := &p.Drivers[i]
		key := s.key(e.ID, d.Name)
		f.Keys[nameKey(d.Name)] = key
		if s.drivers[key] == nil {
			c := &common{driver: *d, start: p.Project.Start, ref: d.Row.Ref("Name"), levels: map[budget.Month]level{}}
			c.driver.Name = s.called(e.ID, d.Name)
			s.drivers[key] = c
		}
		a.eachLevel(d, func(m budget.Month, l level) { s.drivers[key].levels[m] = l })
		s.drivers[key].homes = append(s.drivers[key].homes, home{e.ID, p.Project.Currency})
		if moves(d) {
			f.Random = append(f.Random, key)
			s.drivers[key].plans = append(s.drivers[key].plans, e.ID)
			if d.Kind == "revert" && p.Project.Start != s.drivers[key].start {
				s.note("portfolio.revert-starts", d.Name, e.ID)
			}
		}
	}
	for key, l := range a.links() {
		s.links[key] = l
	}
	f.tails = a.tails()
	if s.asOf == nil && len(f.Random) > 0 {
		s.asOf = a.asOf()
	}
	s.Entries, s.facts = append(s.Entries, e), append(s.facts, f)
	return a.problems
}

// Refuse remembers a plan that has errors, of its own or among the others, so that Finish
// says too when its money cannot be turned into the portfolio's: all that is wrong at once.
func (s *Survey) Refuse(e Entry, p *budget.Plan) {
	if at, said := p.Project.Cells["Currency"]; said {
		s.refused = append(s.refused, facts{ID: e.ID, Currency: p.Project.Currency, at: at})
	}
}

// key is that under which the portfolio knows a driver of a plan.
func (s *Survey) key(plan, driver string) string { return nameKey(s.called(plan, driver)) }

// called is the name of a driver of a plan in the portfolio: that of the row that names
// plan and driver, else of one that names the driver in every plan, else its own.
func (s *Survey) called(plan, driver string) string {
	name := driver
	for i := len(s.Settings.Common) - 1; i >= 0; i-- {
		c := &s.Settings.Common[i]
		if nameKey(cmp.Or(c.Driver, c.Name)) != nameKey(driver) || c.Plan != "" && !strings.EqualFold(c.Plan, plan) {
			continue
		}
		if c.Plan != "" {
			return c.Name
		}
		name = c.Name
	}
	return name
}

// Columns is how many bytes Run keeps aside, beside the gaps that a pool fills.
func (s *Survey) Columns() int {
	n := s.Settings.Scenarios
	for _, f := range s.facts {
		n = max(n, f.run.Scenarios)
	}
	return 2 * width * n * len(s.facts)
}

// note keeps what a reader should know, once.
func (s *Survey) note(key string, args ...any) {
	if text := s.words.Say(key, args...); !slices.Contains(s.notes, text) {
		s.notes = append(s.notes, text)
	}
}

// settle fills the settings that were left open.
func (s *Survey) settle() {
	t := &s.Settings
	end := budget.Month{}
	for i, f := range s.facts {
		if last := f.Start.Add(f.horizon); i == 0 || last.Sub(end) > 0 {
			end = last
		}
	}
	if t.Start.IsZero() {
		t.Start = s.facts[0].Start
		for _, f := range s.facts {
			if f.Start.Sub(t.Start) < 0 {
				t.Start = f.Start
			}
		}
	}
	if t.Horizon == 0 {
		t.Horizon = end.Sub(t.Start)
	}
	if t.Liquidity == 0 {
		t.Liquidity = 0.90
	}
	s.settleRun()
	for i, f := range s.facts {
		if over := f.Start.Add(f.horizon).Sub(t.Start) - t.Horizon; over > 0 {
			s.note("portfolio.beyond", s.Entries[i].ID, over)
		}
	}
}

// settleRun fills the settings of the run: what all plans say, else what stands for it.
func (s *Survey) settleRun() {
	t := &s.Settings
	if t.Confidence == 0 {
		t.Confidence = agreed(s, func(p *budget.Project) float64 { return p.ReserveConfidence }, 0.80, "portfolio.confidence-differs")
	}
	if t.Seed == nil {
		seed := agreed(s, func(p *budget.Project) uint64 { return p.Seed }, 1, "portfolio.seed-differs")
		t.Seed = &seed
	}
	if t.Sampling == "" {
		t.Sampling = agreed(s, func(p *budget.Project) string { return p.Sampling }, "Sobol", "portfolio.sampling-differs")
	}
	if t.Scenarios == 0 && len(s.facts) > 1 {
		for _, f := range s.facts {
			t.Scenarios = min(MostScenarios, max(t.Scenarios, f.run.Scenarios))
		}
		if t.Scenarios == 0 {
			t.Scenarios = 10000
		}
	}
	s.sayAbove()
}

// agreed is what all plans say of a setting, or, where they do not agree, which is noted,
// what stands for it.
func agreed[T comparable](s *Survey, of func(*budget.Project) T, other T, note string) T {
	for _, f := range s.facts {
		if of(&f.run) != of(&s.facts[0].run) {
			s.note(note, other)
			return other
		}
	}
	var none T
	if x := of(&s.facts[0].run); x != none || note == "portfolio.seed-differs" {
		return x
	}
	return other
}

// adding is a plan that is looked at.
type adding struct {
	s        *Survey
	e        Entry
	p        *budget.Plan
	problems []budget.Problem
}

// problem reports an error at a cell, of the plan or of the portfolio's list.
func (a *adding) problem(code string, ref budget.Ref, args ...any) {
	p := budget.Problem{Ref: ref, Severity: budget.Error, Code: code, Message: a.s.words.Say("portfolio."+code, args...)}
	if key := "portfolio." + code + ".hint"; a.s.words.Has(key) {
		p.Hint = a.s.words.Say(key)
	}
	a.problems = append(a.problems, p)
}

// listed is the cell of the portfolio's list, or the plan where there is no list.
func (a *adding) listed(column string) budget.Ref {
	if a.e.Row.Table != nil {
		return a.e.Row.Ref(column)
	}
	return budget.Ref{File: a.p.File}
}

// at is the cell of a setting of the plan.
func (a *adding) at(setting string) budget.Ref {
	if ref, ok := a.p.Project.Cells[setting]; ok {
		return ref
	}
	return budget.Ref{File: a.p.File}
}

// entry looks at what the portfolio says of the plan.
func (a *adding) entry() {
	e := &a.e
	for _, other := range a.s.Entries {
		if strings.EqualFold(other.ID, e.ID) {
			a.problem("id-twice", a.listed("ID"), e.ID, other.File, e.File)
		}
	}
	past := a.p.Project.AsOf != nil && len(a.p.Actuals) > 0
	switch {
	case !(e.Chance >= 0 && e.Chance <= 1):
		a.problem("chance-range", a.listed("Chance"), e.ID)
	case past && e.Chance != 1:
		a.problem("chance-past", a.listed("Chance"), e.ID)
	}
	if !(e.Share > 0 && e.Share <= 1) {
		a.problem("part-range", a.listed("Share"), e.ID)
	} else if e.Share != 1 && len(a.p.Partners) > 0 {
		a.problem("share-partners", a.listed("Share"), e.ID)
	}
	late, err := e.longest()
	switch {
	case err != nil, e.Shift < 0, late+a.p.Project.Horizon > budget.MaxHorizon:
		a.problem("shift-range", a.listed("Shift"), e.ID)
	case past && late != 0:
		a.problem("shift-past", a.listed("Shift"), e.ID)
	}
}

// start refuses a plan that starts before the portfolio.
func (a *adding) start() {
	if from := a.s.Settings.Start; !from.IsZero() && a.p.Project.Start.Sub(from) < 0 {
		a.problem("start", a.at("Start month"), a.e.ID, a.p.Project.Start.String(), from.String())
	}
}

// pooled looks at the drivers: what has one name must be one thing.
func (a *adding) pooled() {
	shares := false
	for i := range a.p.Drivers {
		d := &a.p.Drivers[i]
		shares = shares || moves(d)
		first := a.s.drivers[a.s.key(a.e.ID, d.Name)]
		if first == nil {
			continue
		}
		if what := differ(&first.driver, d, first.start, a.p.Project.Start); what != "" {
			a.problem("driver", d.Row.Ref("Name"), d.Name, a.s.words.Say("portfolio.differ."+what), describe(a.s.words, &first.driver), first.ref.String(), describe(a.s.words, d))
		}
		a.eachLevel(d, func(m budget.Month, l level) {
			if seen, ok := first.levels[m]; ok && seen.value != l.value {
				a.problem("level", l.ref, d.Name, m.String(), number(l.value), number(seen.value), seen.ref.String())
			}
		})
	}
	for key, l := range a.links() {
		if a.p.Project.CopulaDF != 0 {
			a.problem("driver-copula", l.ref, l.correlation.A, l.correlation.B)
		}
		if other, ok := a.s.links[key]; ok && other.correlation.Rho != l.correlation.Rho {
			a.problem("driver-correlation", l.ref, l.correlation.A, l.correlation.B, number(l.correlation.Rho), number(other.correlation.Rho), other.ref.String())
		}
	}
	if mine, first := a.asOf(), a.s.asOf; shares && first != nil && !sameMonth(mine.month, first.month) {
		a.problem("as-of", mine.ref, a.e.ID, first.ref.String())
	}
}

// asOf is the month up to which the plan has happened.
func (a *adding) asOf() *witness {
	w := &witness{ref: a.at("As-of month")}
	if len(a.p.Actuals) > 0 {
		w.month = a.p.Project.AsOf
	}
	return w
}

func sameMonth(a, b *budget.Month) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

// eachLevel visits the levels of a driver that the plan has written down.
func (a *adding) eachLevel(d *budget.Driver, visit func(budget.Month, level)) {
	for i := range a.p.Actuals {
		x := &a.p.Actuals[i]
		if kind, at := a.p.Home(x); kind == "driver" && &a.p.Drivers[at] == d && x.Level > 0 {
			visit(a.p.Project.Start.Add(x.Month), level{x.Level, x.Ref})
		}
	}
}

// links are the correlations between two drivers that move at random, by their keys.
func (a *adding) links() map[[2]string]link {
	keys := map[string]string{}
	for i := range a.p.Drivers {
		keys[nameKey(a.p.Drivers[i].Name)] = a.s.key(a.e.ID, a.p.Drivers[i].Name)
	}
	return linksOf(a.p, keys)
}

// linksOf are those of a plan whose drivers are known under keys.
func linksOf(p *budget.Plan, keys map[string]string) map[[2]string]link {
	random := map[string]bool{}
	for i := range p.Drivers {
		if d := &p.Drivers[i]; moves(d) {
			random[nameKey(d.Name)] = true
		}
	}
	out := map[[2]string]link{}
	for _, c := range p.Correlations {
		x, y := nameKey(c.A), nameKey(c.B)
		if random[x] && random[y] && keys[x] != keys[y] {
			out[pairOf(keys[x], keys[y])] = link{correlation: c, ref: c.Ref}
		}
	}
	return out
}

func nameKey(name string) string { return strings.ToUpper(strings.TrimSpace(name)) }

func pairOf(x, y string) [2]string { return [2]string{min(x, y), max(x, y)} }

// moves reports whether a driver moves at random.
func moves(d *budget.Driver) bool {
	return (d.Kind == "walk" || d.Kind == "revert") && d.Volatility > 0
}

// differ names the first thing in which two drivers differ, "" where they are one. A base
// value is that of the plan's start, so it is compared between plans that start
// together; a table is compared in the months that both have.
func differ(a, b *budget.Driver, startA, startB budget.Month) string {
	switch {
	case a.Kind != b.Kind:
		return "kind"
	case a.Growth != b.Growth:
		return "growth"
	case a.Volatility != b.Volatility:
		return "volatility"
	case a.Speed != b.Speed:
		return "speed"
	case startA == startB && a.Base != b.Base:
		return "base"
	case a.Kind == "table" && !sameTable(a.Table, b.Table, startB.Sub(startA)):
		return "table"
	}
	return ""
}

// sameTable compares two tables, the second of which begins some months later: up to a
// factor, for each is relative to its own start.
func sameTable(a, b []float64, later int) bool {
	if later < 0 {
		return sameTable(b, a, -later)
	}
	ratio := math.NaN()
	for k := range b {
		if k+later >= len(a) || a[k+later] == 0 {
			break
		}
		now := b[k] / a[k+later]
		if later == 0 && now != 1 || k > 0 && math.Abs(now/ratio-1) > 1e-9 {
			return false
		}
		if k == 0 {
			ratio = now
		}
	}
	return later > 0 || len(a) == len(b)
}
