package service

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/models/study"
)

// Problem is a problem at its cell, with the field to try something else at once.
type Problem struct {
	Severity string  `json:"severity"`
	Code     string  `json:"code"`
	Sheet    string  `json:"sheet"`
	Cell     string  `json:"cell"`
	At       string  `json:"at"`
	Message  string  `json:"message"`
	Hint     string  `json:"hint,omitempty"`
	Row      []Entry `json:"row,omitempty"`
	Field    *Field  `json:"field,omitempty"`
}

// Entry is a cell of the row of a problem, as it was read.
type Entry struct {
	Cell string `json:"cell"`
	Name string `json:"name"`
	Text string `json:"text"`
}

// Sheet counts the problems and fields of a sheet.
type Sheet struct {
	Name     string `json:"name"`
	Errors   int    `json:"errors"`
	Warnings int    `json:"warnings"`
	Notes    int    `json:"notes"`
	Fields   int    `json:"fields"`
}

// Lever is the amount of a source.
type Lever struct {
	Source  string  `json:"source"`
	Name    string  `json:"name"`
	Kind    string  `json:"kind"`
	At      string  `json:"at"`
	Planned float64 `json:"planned"`
	Min     float64 `json:"min"`
	Max     float64 `json:"max"`
	Step    float64 `json:"step"`
	Arrived float64 `json:"arrived"`
}

// Risk is a risk with its switches.
type Risk struct {
	ID           string   `json:"id"`
	Name         string   `json:"name"`
	Category     string   `json:"category"`
	Owner        string   `json:"owner"`
	Probability  float64  `json:"probability"`
	PerYear      *float64 `json:"per_year"`
	Impact       string   `json:"impact"`
	Status       string   `json:"status"`
	Response     string   `json:"response"`
	ResponseOn   bool     `json:"response_on"`
	ResponseCost float64  `json:"response_cost"`
	At           string   `json:"at"`
	Set          string   `json:"set"` // what a setting begins with: R1 of R1.status
}

// Setting is a setting that may be tried, also one that the workbook has no cell for.
type Setting struct {
	Set   string   `json:"set"`
	Label string   `json:"label"`
	Value *float64 `json:"value"`
	Text  string   `json:"text"`
	At    string   `json:"at,omitempty"`
	Kind  string   `json:"kind"`
}

// NamedMix is a mix of the plan in amounts.
type NamedMix struct {
	Name    string             `json:"name"`
	Amounts map[string]float64 `json:"amounts"`
}

// NamedStress is a row of the sheet Stress.
type NamedStress struct {
	Name string `json:"name"`
	Text string `json:"text"`
}

// ModelOutput is a figure that is asked for.
type ModelOutput struct {
	Name string `json:"name"`
	Cell string `json:"cell"`
}

// Overview is a workbook as a page shows it before anything is run.
type Overview struct {
	Kind       string        `json:"kind"` // plan, model
	Name       string        `json:"name"`
	SHA256     string        `json:"sha256"`
	Language   string        `json:"lang"`
	Title      string        `json:"title"`
	Currency   string        `json:"currency"`
	Unit       Unit          `json:"unit"`
	Start      string        `json:"start"`
	Horizon    int           `json:"horizon"`
	Problems   []Problem     `json:"problems"`
	Errors     int           `json:"errors"`
	Warnings   int           `json:"warnings"`
	Notes      int           `json:"notes"`
	Runnable   bool          `json:"runnable"`
	Sheets     []Sheet       `json:"sheets"`
	Fields     []Field       `json:"fields"`
	Levers     []Lever       `json:"levers"`
	Risks      []Risk        `json:"risks"`
	Settings   []Setting     `json:"settings"`
	Stresses   []NamedStress `json:"stresses"`
	Mixes      []NamedMix    `json:"mixes"`
	Confidence float64       `json:"confidence"`
	Seed       uint64        `json:"seed"`
	Scenarios  int           `json:"scenarios"`
	Facts      []string      `json:"facts,omitempty"`
	Outputs    []ModelOutput `json:"outputs,omitempty"`
}

// Unit is in what large amounts are read.
type Unit struct {
	Size   float64 `json:"size"`
	Suffix string  `json:"suffix"`
}

// Overview says what was opened.
func (b *Book) Overview() *Overview {
	o := &Overview{Kind: "plan", Name: b.Name, SHA256: b.SHA256, Language: b.Language, Problems: b.problems(b.Problems), Runnable: b.Runnable(),
		Sheets: []Sheet{}, Fields: []Field{}, Levers: []Lever{}, Risks: []Risk{}, Settings: []Setting{}, Stresses: []NamedStress{}, Mixes: []NamedMix{}}
	o.Errors, o.Warnings, o.Notes = Tally(b.Problems)
	if b.Model != nil {
		o.Kind, o.Title = "model", b.Name
		if b.Model.Model != nil {
			o.Facts = b.Model.Model.Facts()
			names, places := b.Model.Model.Outputs()
			for i := range names {
				o.Outputs = append(o.Outputs, ModelOutput{names[i], places[i]})
			}
		}
		o.Fields = b.Fields()
		o.countSheets(b.Problems, nil)
		return o
	}
	p := b.Plan
	o.Title, o.Currency, o.Start, o.Horizon = p.Project.Name, p.Project.Currency, p.Project.Start.String(), p.Project.Horizon
	o.Confidence, o.Seed, o.Scenarios = p.Project.ReserveConfidence, p.Project.Seed, p.Project.Scenarios
	o.Fields = b.Fields()
	o.countSheets(b.Problems, o.Fields)
	if !o.Runnable {
		return o
	}
	unit := words.Money{Currency: p.Project.Currency, Language: p.Language}.UnitOf(b.Study.Model.Base())
	o.Unit = Unit{unit.Size, unit.Suffix}
	o.Levers, o.Risks, o.Settings = b.levers(), b.risks(), b.settings()
	for _, s := range p.Stress {
		o.Stresses = append(o.Stresses, NamedStress{Name: s.Name, Text: s.Text})
	}
	for _, x := range p.Mixes {
		if x.Shares {
			continue
		}
		m := NamedMix{Name: x.Name, Amounts: map[string]float64{}}
		for _, s := range p.Funding {
			m.Amounts[s.ID] = 0
		}
		for _, part := range x.Parts {
			m.Amounts[part.Source] += part.Amount.InexactFloat64()
		}
		o.Mixes = append(o.Mixes, m)
	}
	return o
}

// Tally counts problems by severity.
func Tally(problems []budget.Problem) (errors, warnings, notes int) {
	for _, p := range problems {
		switch p.Severity {
		case budget.Error:
			errors++
		case budget.Warning:
			warnings++
		default:
			notes++
		}
	}
	return errors, warnings, notes
}

// ProblemList is the problems of the plan or of a variant, with the fields of their cells.
func (b *Book) ProblemList(list []budget.Problem) []Problem { return b.problems(list) }

// problems gives problems the fields of their cells.
func (b *Book) problems(list []budget.Problem) []Problem {
	out := make([]Problem, len(list))
	for i, p := range list {
		x := Problem{Severity: p.Severity.String(), Code: p.Code, Sheet: p.Ref.Sheet, Cell: p.Ref.Cell, At: p.Ref.At(), Message: p.Message, Hint: p.Hint}
		for _, f := range p.Row {
			x.Row = append(x.Row, Entry{f.Cell, f.Name, f.Text})
		}
		if b.Model != nil {
			x.Field = b.problemField(p.Ref)
		} else if f, ok := b.fields[x.At]; ok && !f.Locked {
			x.Field = &f
		} else if p.Ref.Cell != "" && !strings.Contains(p.Ref.Cell, ":") && !b.formulas[p.Ref.Sheet+"!"+p.Ref.Cell] {
			x.Field = &Field{At: x.At, Sheet: x.Sheet, Cell: x.Cell, Kind: "text"}
		}
		out[i] = x
	}
	return out
}

func (o *Overview) countSheets(problems []budget.Problem, fields []Field) {
	at := map[string]int{}
	sheet := func(name string) *Sheet {
		i, ok := at[name]
		if !ok {
			i = len(o.Sheets)
			at[name] = i
			o.Sheets = append(o.Sheets, Sheet{Name: name})
		}
		return &o.Sheets[i]
	}
	for _, f := range fields {
		sheet(f.Sheet).Fields++
	}
	for _, p := range problems {
		s := sheet(p.Ref.Sheet)
		switch p.Severity {
		case budget.Error:
			s.Errors++
		case budget.Warning:
			s.Warnings++
		default:
			s.Notes++
		}
	}
}

// levers are the sources with the amounts that make sense.
func (b *Book) levers() []Lever {
	out := []Lever{}
	p := b.Plan
	most := 0.0
	for _, s := range p.Funding {
		if in, ok := study.Find(p, 0, s.ID); ok {
			most = max(most, in.Now)
		}
	}
	most = max(most, b.Study.Model.Base()/4)
	for _, s := range p.Funding {
		in, ok := study.Find(p, 0, s.ID)
		if !ok {
			continue
		}
		l := Lever{Source: s.ID, Name: s.Name, Kind: s.Kind, At: s.Row.Ref("Committed").At(), Planned: in.Now, Min: in.Least, Max: max(2*in.Now, most), Arrived: in.Least}
		if in.Most != nil {
			l.Max = max(*in.Most, in.Now)
		}
		if s.MinAmount != nil {
			l.Min = min(max(l.Min, s.MinAmount.InexactFloat64()), in.Now)
		}
		l.Step = stepOf(l.Max)
		out = append(out, l)
	}
	return out
}

// stepOf is 1, 2 or 5 times a power of ten near a two-hundredth of an amount.
func stepOf(most float64) float64 {
	size := math.Max(most/200, 0.01)
	unit := math.Pow(10, math.Floor(math.Log10(size)))
	for _, k := range []float64{5, 2} {
		if k*unit <= size {
			return k * unit
		}
	}
	return unit
}

func (b *Book) risks() []Risk {
	out := []Risk{}
	for i := range b.Plan.Risks {
		r := &b.Plan.Risks[i]
		x := Risk{ID: r.ID, Name: r.Name, Category: r.Category, Owner: r.Owner, Probability: r.Probability, PerYear: r.PerYear, Status: r.Status,
			Response: r.Response, ResponseOn: r.ResponseOn, ResponseCost: r.ResponseCost.InexactFloat64(), At: r.Row.Ref("Probability").At(), Set: r.ID}
		if x.Status == "" {
			x.Status = "open"
		}
		x.Impact = quantityText(r.Impact)
		out = append(out, x)
	}
	return out
}

// settings are those that may be tried.
func (b *Book) settings() []Setting {
	p, w := b.Plan, words.For(b.Plan.Language)
	var out []Setting
	for _, k := range []struct{ set, field, kind string }{
		{"confidence", "Reserve confidence", "share"}, {"limit", "Budget limit", "amount"}, {"reserve", "", "amount"},
		{"opening cash", "Opening cash", "amount"}, {"minimum cash", "Minimum cash", "amount"}, {"rate", "Discount rate", "share"},
	} {
		s := Setting{Set: k.set, Label: w.Say("page.server.setting." + strings.ReplaceAll(k.set, " ", "-")), Kind: k.kind, At: p.Project.Cells[k.field].At()}
		switch k.set {
		case "confidence":
			s.Value = &p.Project.ReserveConfidence
		case "rate":
			s.Value = &p.Project.Rate
		default:
			if in, ok := study.Find(p, b.Study.Model.Base(), k.set); ok && in.Said {
				s.Value = &in.Now
				s.Text = strconv.FormatFloat(in.Now, 'f', -1, 64)
			}
		}
		if k.kind == "share" {
			s.Text = strconv.FormatFloat(100**s.Value, 'g', 10, 64) + "%"
		}
		out = append(out, s)
	}
	return slices.Clip(out)
}
