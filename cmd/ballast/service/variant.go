package service

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"math"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/models"
	"ballast/models/study"
)

// The bounds of a variant.
const (
	mostEdits    = 500
	longestText  = 1000
	mostStresses = 10
)

// Edit is one thing that a variant has otherwise: a cell, as a person would type it, or
// a setting by its name (study.Setting).
type Edit struct {
	Sheet string `json:"sheet,omitempty"`
	Cell  string `json:"cell,omitempty"`
	Set   string `json:"set,omitempty"`
	Text  string `json:"text"`
}

// Variant is the plan with other cells, settings and amounts of its sources. The zero
// Variant is the plan as it stands.
type Variant struct {
	Edits     []Edit             `json:"edits,omitempty"`
	Mix       map[string]float64 `json:"mix,omitempty"`
	Stress    []string           `json:"stress,omitempty"`
	Seed      *uint64            `json:"seed,omitempty"`
	Scenarios int                `json:"scenarios,omitempty"` // 0: the plan's; below 0: as many as the reserve needs
	Optimise  bool               `json:"optimise,omitempty"`
	Language  string             `json:"lang,omitempty"`
	Seq       int                `json:"seq,omitempty"`
}

// BadVariantError says that a variant cannot be taken as it was sent.
type BadVariantError struct{ Why string }

// Error implements error.
func (e *BadVariantError) Error() string { return e.Why }

// ParseVariant reads the JSON of a variant; no text is the plan as it stands.
//
// Checked: FuzzParseVariant.
func ParseVariant(data []byte) (Variant, error) {
	var v Variant
	if len(bytes.TrimSpace(data)) == 0 {
		return v, nil
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(&v); err != nil {
		return Variant{}, &BadVariantError{"the variant cannot be read: " + err.Error()}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Variant{}, &BadVariantError{"more than one variant"}
	}
	return v, v.check()
}

// check refuses what is too much, and what is no number.
func (v *Variant) check() error {
	bad := func(format string, args ...any) error { return &BadVariantError{fmt.Sprintf(format, args...)} }
	if len(v.Edits) > mostEdits || len(v.Mix) > mostEdits {
		return bad("more than %d edits", mostEdits)
	}
	if len(v.Stress) > mostStresses {
		return bad("more than %d stresses", mostStresses)
	}
	for i, e := range v.Edits {
		if (e.Set == "") == (e.Cell == "") || e.Set != "" && e.Sheet != "" || e.Cell != "" && e.Sheet == "" {
			return bad("edit %d: want a sheet and a cell, or a setting", i+1)
		}
		if len(e.Text) > longestText || len(e.Sheet) > 100 || len(e.Cell) > 20 || len(e.Set) > 100 {
			return bad("edit %d is too long", i+1)
		}
	}
	for id, x := range v.Mix {
		if math.IsNaN(x) || math.IsInf(x, 0) || x < 0 || x > 1e18 {
			return bad("the amount of %s makes no sense", id)
		}
	}
	for _, s := range v.Stress {
		if len(s) > longestText {
			return bad("a stress is too long")
		}
	}
	if v.Language != "" && v.Language != "en" && v.Language != "zh" {
		return bad("the language %q is not known", v.Language)
	}
	return nil
}

// IsBase reports whether the variant is the plan as it stands, but for how it is run.
func (v *Variant) IsBase() bool { return len(v.Edits) == 0 && len(v.Mix) == 0 }

// Key is the same for variants that give the same figures in the same language.
func (v Variant) Key() string {
	v.Seq = 0
	data, err := json.Marshal(v) // maps are written in order
	if err != nil {
		panic(fmt.Errorf("service: %w", err)) // a variant holds numbers and texts that were checked
	}
	return string(data)
}

// Changed is what a variant has otherwise, for people.
type Changed struct {
	At   string `json:"at"`
	Name string `json:"name"`
	Was  string `json:"was"`
	Is   string `json:"is"`
	Edit int    `json:"edit"` // its place among the edits; -1 of the mix

	source string // of the mix
}

// Tried is a variant that was read.
type Tried struct {
	Variant  Variant
	Plan     *budget.Plan
	Model    *models.Model // nil when it has errors
	Problems []budget.Problem
	Changed  []Changed
	Stress   []budget.Stress
	Formulas *Model // of a model, instead of Plan and Model
}

// Runnable reports whether the variant can be run.
func (t *Tried) Runnable() bool {
	return t.Model != nil || t.Formulas != nil && t.Formulas.Model != nil && !budget.HasErrors(t.Problems)
}

// EditError says why an edit cannot be taken. Err is a *workbook.CellError, or one of
// package study.
type EditError struct {
	Edit Edit
	At   string
	Err  error
}

// Error implements error.
func (e *EditError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *EditError) Unwrap() error { return e.Err }

// ErrModel says that only plans have what was asked for: settings, sources, risks.
var ErrModel = errors.New("this is a model of formulas, not a plan")

// Try reads a variant: the cells through the reader of the workbook, with its checks.
func (b *Book) Try(ctx context.Context, v Variant) (*Tried, error) {
	if b.Plan == nil {
		return b.tryModel(v)
	}
	if err := v.check(); err != nil {
		return nil, err
	}
	if v.Language == "" {
		v.Language = b.Language
	}
	t := &Tried{Variant: v, Changed: b.changed(&v)}
	plan, problems, err := b.overlaid(ctx, &v)
	if err != nil {
		return nil, err
	}
	t.Plan = plan
	if budget.HasErrors(problems) {
		t.Problems = InOrder(problems)
		return t, nil
	}
	set, err := b.set(plan, &v)
	if err != nil {
		return nil, err
	}
	if set { // the reader has not seen it
		problems = Merge(problems, errorsOf(budget.Check(plan, words.For(plan.Language))))
	}
	if t.Stress, err = Stresses(plan, v.Stress); err != nil {
		return nil, err
	}
	if v.Optimise {
		problems = Merge(problems, budget.CheckOptimise(plan, words.For(plan.Language)))
	}
	if v.IsBase() && v.Language == b.Language && b.Study != nil && !v.Optimise {
		t.Model, t.Problems = b.Study.Model, b.Problems
		return t, nil
	}
	t.Model, t.Problems = b.compile(plan, problems)
	return t, nil
}

func errorsOf(problems []budget.Problem) []budget.Problem {
	return slices.DeleteFunc(problems, func(p budget.Problem) bool { return p.Severity != budget.Error })
}

// overlaid reads the plan with the cells of a variant, in its language. Every plan that
// it returns is the caller's own.
func (b *Book) overlaid(ctx context.Context, v *Variant) (*budget.Plan, []budget.Problem, error) {
	read := b.reading()
	read.Language = v.Language
	for _, e := range v.Edits {
		if e.Cell != "" {
			read.Overlay = append(read.Overlay, workbook.Overlay{Sheet: e.Sheet, Cell: e.Cell, Text: e.Text})
		}
	}
	if len(read.Overlay) == 0 && v.Language == b.Language {
		own := *b.Plan
		own.Project.Mixes.Optimise = v.Optimise
		return &own, b.Problems, nil
	}
	plan, problems, err := workbook.ReadBytes(ctx, b.Name, b.Data, read)
	var no *workbook.CellError
	if errors.As(err, &no) {
		return nil, nil, &EditError{Edit{Sheet: no.Sheet, Cell: no.Cell}, budget.Ref{Sheet: no.Sheet, Cell: no.Cell}.At(), no}
	}
	if err != nil {
		return nil, nil, err
	}
	plan.Language, plan.SHA256, plan.Project.Mixes.Optimise = v.Language, b.SHA256, v.Optimise
	return plan, problems, nil
}

// set puts the settings and amounts of a variant into a plan; any reports whether it has
// some.
func (b *Book) set(plan *budget.Plan, v *Variant) (any bool, err error) {
	base := 0.0
	if b.Study != nil {
		base = b.Study.Model.Base()
	}
	for _, e := range v.Edits {
		if e.Set == "" {
			continue
		}
		any = true
		if err := (study.Setting{Name: e.Set, Text: e.Text}).Put(plan, base); err != nil {
			return any, &EditError{e, e.Set, err}
		}
	}
	if err := study.Amounts(plan, v.Mix); err != nil {
		return any, &EditError{Edit{Set: "mix"}, "mix", err}
	}
	return any || len(v.Mix) > 0, nil
}

// changed says what a variant has otherwise.
func (b *Book) changed(v *Variant) []Changed {
	out := []Changed{}
	for i, e := range v.Edits {
		c := Changed{Is: e.Text, Edit: i}
		if e.Cell != "" {
			c.At = budget.Ref{Sheet: e.Sheet, Cell: strings.ToUpper(e.Cell)}.At()
			c.Name = c.At
			if f, ok := b.fields[c.At]; ok {
				c.Name, c.Was = f.Name, f.Text
				if f.Column != f.Name {
					c.Name += " · " + f.Column
				}
			}
		} else {
			c.Name = e.Set
			c.At, c.Name, c.Was = b.wasSet(e.Set)
		}
		out = append(out, c)
	}
	for _, id := range slices.Sorted(maps.Keys(v.Mix)) {
		c := Changed{Name: id, Is: budget.MoneyOf(v.Mix[id]).String(), Edit: -1, source: id}
		if in, ok := study.Find(b.Plan, 0, id); ok {
			c.At, c.Was = in.At.At(), budget.MoneyOf(in.Now).String()
			if in.Title != "" {
				c.Name += " " + in.Title
			}
		}
		out = append(out, c)
	}
	return out
}

// wasSet names what a setting stands for, with its cell where it has one, and says what
// the plan has.
func (b *Book) wasSet(set string) (at, name, was string) {
	w := words.For(b.Plan.Language)
	if id, part, dotted := strings.Cut(set, "."); dotted {
		for i := range b.Plan.Risks {
			if r := &b.Plan.Risks[i]; strings.EqualFold(r.ID, id) {
				status, on := r.Status, "off"
				if status == "" {
					status = "open"
				}
				if r.ResponseOn {
					on = "on"
				}
				was = map[string]string{"status": status, "response": on, "probability": budget.MoneyOf(100*r.Probability).String() + "%"}[part]
				return r.Row.Ref(map[string]string{"status": "Status", "response": "Response on", "probability": "Probability"}[part]).At(), r.ID + " " + r.Name, was
			}
		}
		for i := range b.Plan.Funding {
			if s := &b.Plan.Funding[i]; strings.EqualFold(s.ID, id) {
				return s.Row.Ref("Date").At(), w.Say("page.server.late", s.ID+" "+s.Name), "0"
			}
		}
		return "", set, ""
	}
	if b.Study != nil {
		for _, s := range b.settings() {
			if s.Set == set {
				return s.At, s.Label, s.Text
			}
		}
	}
	return "", set, ""
}

// UnknownStressError says which stress cannot be read, and at which part.
type UnknownStressError struct {
	Text, Part string
	Source     bool // there is no such source
}

// Error implements error.
func (e *UnknownStressError) Error() string {
	return fmt.Sprintf("the stress %q cannot be read: %q", e.Text, e.Part)
}

// Stresses reads shocks, or the names of rows or sets of the sheet Stress.
func Stresses(p *budget.Plan, texts []string) ([]budget.Stress, error) {
	var all []budget.Stress
	for _, text := range texts {
		name := strings.TrimSpace(text)
		var found []budget.Stress
		for _, s := range p.Stress {
			if s.Set != "" && strings.EqualFold(s.Set, name) {
				found = append(found, s)
			}
		}
		for _, s := range p.Stress {
			if len(found) == 0 && s.Name != "" && strings.EqualFold(s.Name, name) {
				found = append(found, s)
			}
		}
		if len(found) == 0 {
			shocks, bad := budget.ParseStress(text)
			if bad != "" {
				return nil, &UnknownStressError{Text: text, Part: bad}
			}
			found = []budget.Stress{{Text: text, Shocks: shocks}}
		}
		for _, s := range found {
			for _, k := range s.Shocks {
				if k.Source != "" && !slices.ContainsFunc(p.Funding, func(f budget.Source) bool { return strings.EqualFold(f.ID, k.Source) }) {
					return nil, &UnknownStressError{text, k.Source, true}
				}
			}
		}
		all = append(all, found...)
	}
	return all, nil
}
