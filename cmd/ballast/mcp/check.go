package mcp

import (
	"context"
	"encoding/json"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/cmd/ballast/service"
	"ballast/models/report"
)

type checkIn struct {
	File string `json:"file,omitempty" jsonschema:"path of a workbook below the folders; without it the workbooks are listed"`
	Lang string `json:"lang,omitempty" jsonschema:"en or zh: language of the answer; default: the workbook's"`
	From int    `json:"from,omitempty" jsonschema:"how many problems to leave out at the beginning"`
}

// checked is a workbook as it was opened.
type checked struct {
	Workbooks []string `json:"workbooks,omitempty"`
	More      bool     `json:"more_workbooks,omitempty"`

	Kind     string   `json:"kind,omitempty"` // plan, model
	File     string   `json:"file,omitempty"`
	SHA256   string   `json:"sha256,omitempty"`
	Title    string   `json:"title,omitempty"`
	Currency string   `json:"currency,omitempty"`
	Start    string   `json:"start,omitempty"`
	Months   int      `json:"months,omitempty"`
	Runnable bool     `json:"runnable"`
	Errors   int      `json:"errors"`
	Warnings int      `json:"warnings"`
	Notes    int      `json:"notes"`
	Problems []spot   `json:"problems,omitempty"`
	Left     int      `json:"problems_left_out,omitempty"`
	Settings []entry  `json:"settings,omitempty"`
	Sources  []entry  `json:"sources,omitempty"`
	Risks    []entry  `json:"risks,omitempty"`
	Mixes    []string `json:"mixes,omitempty"`
	Stresses []entry  `json:"stresses,omitempty"`
	Outputs  []entry  `json:"outputs,omitempty"`
	LeftRows int      `json:"rows_left_out,omitempty"`
	Notice   string   `json:"notice,omitempty"`
}

// spot is a problem at its cell.
type spot struct {
	At       string   `json:"at"`
	Severity string   `json:"severity"`
	Code     string   `json:"code"`
	Message  string   `json:"message"`
	Remedy   string   `json:"remedy,omitempty"`
	Row      []string `json:"row,omitempty"` // as it was read
}

// entry is a row or setting that the other tools know by its ID.
type entry struct {
	ID   string `json:"id"`
	Name string `json:"name,omitempty"`
	At   string `json:"at,omitempty"`
	Text string `json:"text,omitempty"` // what stands there
}

// answerBytes is how long an answer may be.
const answerBytes = 8 << 10

// check lists the workbooks, or opens one.
func (s *Server) check(ctx context.Context, c *call, in checkIn) (*checked, error) {
	if in.File == "" {
		names, more := s.folders.list()
		return &checked{Workbooks: names, More: more}, nil
	}
	b, err := s.open(ctx, c, in.File, in.Lang)
	if err != nil {
		return nil, err
	}
	o := b.Overview()
	out := &checked{Kind: o.Kind, File: b.file, SHA256: o.SHA256, Title: o.Title, Currency: o.Currency, Start: o.Start, Months: o.Horizon, Runnable: o.Runnable,
		Errors: o.Errors, Warnings: o.Warnings, Notes: o.Notes, Notice: notice}
	for _, x := range o.Settings {
		if x.Text != "" {
			out.Settings = append(out.Settings, entry{x.Set, x.Label, x.At, x.Text})
		}
	}
	for _, x := range o.Levers {
		out.Sources = append(out.Sources, entry{x.Source, x.Name, x.At, budget.MoneyOf(x.Planned).String() + " " + x.Kind})
	}
	for _, x := range o.Risks {
		often := report.Percent(x.Probability, c.say.Language)
		if x.PerYear != nil {
			often = c.say.Say("mcp.peryear", strconv.FormatFloat(*x.PerYear, 'g', 6, 64))
		}
		out.Risks = append(out.Risks, entry{x.ID, x.Name, x.At, strings.TrimSpace(often + " " + x.Impact)})
	}
	for _, x := range o.Mixes {
		out.Mixes = append(out.Mixes, x.Name)
	}
	for _, x := range o.Stresses {
		out.Stresses = append(out.Stresses, entry{ID: x.Name, Text: x.Text})
	}
	for _, x := range o.Outputs {
		out.Outputs = append(out.Outputs, entry{ID: x.Name, At: x.Cell})
	}
	out.fit(spots(o.Problems[min(max(0, in.From), len(o.Problems)):]))
	return out, nil
}

// open opens a workbook below the folders and answers in its language from then on.
func (s *Server) open(ctx context.Context, c *call, file, lang string) (*book, error) {
	switch lang {
	case "en", "zh":
		c.in(lang)
	case "":
	default:
		return nil, refuse("mcp.language", lang)
	}
	data, label, err := s.folders.read(file)
	if err != nil {
		return nil, err
	}
	b, err := s.shelf.open(ctx, data, label, lang)
	if err != nil {
		return nil, err
	}
	c.in(b.Language)
	return b, nil
}

func spots(list []service.Problem) []spot {
	out := make([]spot, len(list))
	for i, p := range list {
		out[i] = spot{At: p.At, Severity: p.Severity, Code: p.Code, Message: p.Message, Remedy: p.Hint}
		for _, e := range p.Row {
			if len(out[i].Row) < 8 {
				out[i].Row = append(out[i].Row, strings.TrimSpace(e.Cell+" "+e.Text))
			}
		}
	}
	return out
}

// fit takes as many problems as the answer has room for, and from the ends of the lists
// what it has none for.
func (o *checked) fit(all []spot) {
	size := func() int {
		data, err := json.Marshal(o)
		if err != nil {
			return 0 // it holds texts and numbers
		}
		return len(data)
	}
	for size() > answerBytes/2 {
		longest := &o.Risks
		for _, l := range []*[]entry{&o.Sources, &o.Stresses, &o.Outputs} {
			if len(*l) > len(*longest) {
				longest = l
			}
		}
		if len(*longest) == 0 {
			break
		}
		*longest = (*longest)[:len(*longest)-1]
		o.LeftRows++
	}
	for i := range all {
		if o.Problems = all[:i+1]; size() > answerBytes-100 && i > 0 {
			o.Problems, o.Left = all[:i], len(all)-i
			return
		}
	}
}
