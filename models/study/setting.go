package study

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
)

// Setting is a number or a word of a plan that is set without a cell of the workbook:
// the plan may not have one.
//
//	confidence, rate             of the settings
//	limit, reserve, opening cash, minimum cash, F2     as Find knows them
//	F2.late                      by how many months the source comes later
//	R1.status, R1.response, R1.probability             closed or open, on or off, a share
type Setting struct {
	Name, Text string
}

// The reasons why a setting cannot be taken.
var (
	ErrNoSetting = errors.New("there is no such setting, source or risk")
	ErrNoValue   = errors.New("the value cannot be read, or makes no sense there")
)

// Put sets a plan so. base is what the plan as it stands adds up to. What the plan shares
// with others is copied first.
//
// Checked: TestSettings.
func (x Setting) Put(p *budget.Plan, base float64) error {
	if err := x.put(p, base); err != nil {
		return fmt.Errorf("%s %q: %w", x.Name, x.Text, err)
	}
	return nil
}

func (x Setting) put(p *budget.Plan, base float64) error {
	id, part, dotted := strings.Cut(x.Name, ".")
	if dotted {
		if i := slices.IndexFunc(p.Risks, func(r budget.Risk) bool { return strings.EqualFold(r.ID, id) }); i >= 0 {
			p.Risks = slices.Clone(p.Risks)
			return x.risk(&p.Risks[i], part)
		}
		if j := slices.IndexFunc(p.Funding, func(s budget.Source) bool { return strings.EqualFold(s.ID, id) }); j >= 0 && part == "late" {
			return x.late(p, j)
		}
		return ErrNoSetting
	}
	v, ok := x.number()
	switch x.Name {
	case "confidence":
		if !ok || v <= 0 || v >= 1 {
			return ErrNoValue
		}
		p.Project.ReserveConfidence = v
		return nil
	case "rate":
		if !ok || v <= -1 || v > 10 {
			return ErrNoValue
		}
		p.Project.Rate = v
		return nil
	}
	in, found := Find(p, base, x.Name)
	switch {
	case !found:
		return ErrNoSetting
	case !ok || v < in.Least:
		return ErrNoValue
	}
	in.put(p, base, v)
	return nil
}

// number reads the text.
func (x Setting) number() (float64, bool) {
	n, ok := unit.ParseNumber(strings.TrimSpace(x.Text), unit.Unsaid)
	return n.In().InexactFloat64(), ok
}

func (x Setting) risk(r *budget.Risk, part string) error {
	word := strings.ToLower(strings.TrimSpace(x.Text))
	switch part {
	case "status":
		if word != "closed" && word != "open" {
			return ErrNoValue
		}
		r.Status = word
	case "response":
		if word != "on" && word != "off" {
			return ErrNoValue
		}
		r.ResponseOn = word == "on"
	case "probability":
		v, ok := x.number()
		if !ok || v < 0 || v > 1 || r.PerYear != nil {
			return ErrNoValue
		}
		r.Probability = v
	default:
		return ErrNoSetting
	}
	return nil
}

// late moves a source by months; what has come stays.
func (x Setting) late(p *budget.Plan, j int) error {
	v, ok := x.number()
	months := int(v)
	if !ok || float64(months) != v || months < 0 || months > budget.MaxMonths {
		return ErrNoValue
	}
	cut := 0
	if p.Project.AsOf != nil {
		cut = p.Project.AsOf.Sub(p.Project.Start) + 1
	}
	later := func(month *int) {
		if *month >= cut {
			*month += months
		}
	}
	p.Funding, p.Tranches = slices.Clone(p.Funding), slices.Clone(p.Tranches)
	s := &p.Funding[j]
	later(&s.ArriveMonth)
	if s.OnDemand {
		later(&s.AvailableFrom)
	}
	s.Expected = laterThan(s.Expected, months)
	for i := range p.Tranches {
		if t := &p.Tranches[i]; strings.EqualFold(t.Source, s.ID) {
			later(&t.Month)
			t.Expected = laterThan(t.Expected, months)
		}
	}
	return nil
}

func laterThan(month *int, by int) *int {
	if month == nil {
		return nil
	}
	x := *month + by
	return &x
}

// Amounts sets sources of a plan to amounts, by their IDs in any letter case.
func Amounts(p *budget.Plan, amounts map[string]float64) error {
	for id, v := range amounts {
		j := slices.IndexFunc(p.Funding, func(s budget.Source) bool { return strings.EqualFold(s.ID, id) })
		if j < 0 {
			return fmt.Errorf("%s: %w", id, ErrNoSetting)
		}
		in := amountOf(p, j)
		if v < in.Least {
			return fmt.Errorf("%s %v: %w", id, v, ErrNoValue)
		}
		in.put(p, 0, v)
	}
	return nil
}
