package mcp

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"ballast/budget/words"
	"ballast/models/outcome"
	"ballast/models/report"
)

type figureIn struct {
	Run     string `json:"run" jsonschema:"ID of a run"`
	Name    string `json:"name,omitempty" jsonschema:"such as reserve, P90 cost, chance of a gap, NPV, payback, or the ID of a line, risk or source, or an output of a model"`
	Pointer string `json:"pointer,omitempty" jsonschema:"instead of a name: JSON pointer into the figures, such as /reserve/contingency; a place with several figures lists them"`
}

// Figure is a figure as it is to be quoted.
type Figure struct {
	Name         string    `json:"name"`
	Pointer      string    `json:"pointer,omitempty"`
	Value        *float64  `json:"value"` // as it was worked out; null where it does not exist
	Text         string    `json:"text"`  // the same, rounded for reading
	Interval95   []float64 `json:"interval95,omitempty"`
	IntervalText string    `json:"interval_text,omitempty"`
	Cells        []string  `json:"cells,omitempty"` // what it rests on first of all
	How          string    `json:"how,omitempty"`
}

// asked is the answer to a question for a figure.
type asked struct {
	Run     string         `json:"run"`
	Figure  *Figure        `json:"figure,omitempty"`
	Of      map[string]any `json:"of,omitempty"`    // a place with several figures
	There   []string       `json:"there,omitempty"` // pointers of what stands there, when it is long
	Notice  string         `json:"notice"`
	LeftOut int            `json:"left_out,omitempty"`
}

// figure looks a figure up.
func (s *Server) figure(_ context.Context, c *call, in figureIn) (*asked, error) {
	r, err := s.shelf.known(in.Run)
	if err != nil {
		return nil, err
	}
	c.say = r.words()
	out := &asked{Run: r.id, Notice: notice}
	switch {
	case (in.Name == "") == (in.Pointer == ""):
		return nil, refuse("mcp.figure.one")
	case in.Name != "":
		if out.Figure, err = r.named(in.Name); err != nil {
			return nil, err
		}
		if out.Figure == nil {
			return nil, refuse("mcp.figure.unknown", in.Name, strings.Join(r.allNames(), ", "))
		}
		return out, nil
	}
	x, ok, err := r.at(in.Pointer)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, refuse("mcp.figure.nothing", in.Pointer, strings.Join(r.nearest(in.Pointer), " "))
	}
	if v, ok := x.(float64); ok || x == nil {
		out.Figure = r.make(in.Pointer, in.Pointer, "", v, x != nil)
		out.Figure.Cells, out.Figure.How = r.cellsAbove(in.Pointer), r.how("", in.Pointer)
		return out, nil
	}
	out.place(in.Pointer, x)
	return out, nil
}

// place gives what stands at a place, or where to look on when that is long.
func (a *asked) place(pointer string, x any) {
	if data, err := json.Marshal(x); err == nil && len(data) <= answerBytes/2 {
		a.Of = map[string]any{pointer: x}
		return
	}
	a.There = children(pointer, x)
	if n := len(a.There) - 60; n > 0 {
		a.There, a.LeftOut = a.There[:60], n
	}
}

// children are the pointers of what stands in a place.
func children(pointer string, x any) (out []string) {
	switch x := x.(type) {
	case map[string]any:
		for k := range x {
			out = append(out, pointer+"/"+escaped(k))
		}
		slices.Sort(out)
	case []any:
		for i, e := range x {
			name := ""
			if m, ok := e.(map[string]any); ok {
				for _, k := range []string{"id", "input", "name", "key", "date"} {
					if t, ok := m[k].(string); ok && t != "" {
						name = " (" + t + ")"
						break
					}
				}
			}
			out = append(out, pointer+"/"+strconv.Itoa(i)+name)
		}
	}
	return out
}

// Source: RFC 6901, JSON Pointer.
func escaped(k string) string { return strings.NewReplacer("~", "~0", "/", "~1").Replace(k) }

func unescaped(k string) string { return strings.NewReplacer("~1", "/", "~0", "~").Replace(k) }

// at is what a pointer leads to in the figures.
func (r *result) at(pointer string) (any, bool, error) {
	x, err := r.figures()
	if err != nil || pointer != "" && !strings.HasPrefix(pointer, "/") {
		return nil, false, err
	}
	for _, step := range strings.Split(pointer, "/")[1:] {
		switch in := x.(type) {
		case map[string]any:
			next, ok := in[unescaped(step)]
			if !ok {
				return nil, false, nil
			}
			x = next
		case []any:
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(in) {
				return nil, false, nil
			}
			x = in[i]
		default:
			return nil, false, nil
		}
	}
	return x, true, nil
}

// nearest lists what stands above a pointer that leads nowhere.
func (r *result) nearest(pointer string) []string {
	for pointer != "" {
		pointer = pointer[:max(0, strings.LastIndex(pointer, "/"))]
		if x, ok, _ := r.at(pointer); ok {
			list := children(pointer, x)
			return list[:min(len(list), 40)]
		}
	}
	return nil
}

// number is the number at a pointer.
func (r *result) number(pointer string) (x float64, ok bool) {
	v, found, err := r.at(pointer)
	x, ok = v.(float64)
	return x, ok && found && err == nil
}

// make makes a figure of what stands at a pointer.
func (r *result) make(name, pointer, kind string, x float64, exists bool) *Figure {
	f := &Figure{Name: name, Pointer: pointer}
	if kind == "" {
		kind = kindOf(pointer)
	}
	if !exists {
		f.Text = r.words().Say("study.never")
		if why, _, _ := r.at(pointer + "_why"); why != nil {
			f.Text = fmt.Sprint(why)
		}
		return f
	}
	f.Value, f.Text, f.IntervalText = &x, r.write(kind, x), r.words().Say("mcp.nointerval")
	if i := r.interval(pointer); i != nil {
		f.within(r, kind, i)
	}
	return f
}

// within gives a figure its interval.
func (f *Figure) within(r *result, kind string, i *outcome.Interval) {
	f.Interval95 = i[:]
	f.IntervalText = r.words().Say("mcp.interval", r.write(kind, i[0]), r.write(kind, i[1]))
}

// interval is the 95 % interval of the figure at a pointer, nil where none is worked out.
func (r *result) interval(pointer string) *outcome.Interval {
	cut := strings.LastIndex(pointer, "/")
	above, key := pointer[:max(0, cut)], pointer[cut+1:]
	names := []string{pointer + "_interval95"}
	if key == "contingency" || key == "probability" {
		names = append(names, above+"/interval95")
	}
	if p, ok := strings.CutPrefix(pointer, "/cost/quantiles/"); ok {
		return r.costInterval(p)
	}
	if p, ok := strings.CutPrefix(pointer, "/return/npv/quantiles/"); ok {
		return r.worthInterval(p)
	}
	for _, n := range names {
		x, ok, err := r.at(n)
		pair, isPair := x.([]any)
		if err != nil || !ok || !isPair || len(pair) != 2 {
			continue
		}
		low, okLow := pair[0].(float64)
		high, okHigh := pair[1].(float64)
		if okLow && okHigh {
			return &outcome.Interval{low, high}
		}
	}
	return nil
}

// costInterval is that of a percentile of the cost: that of the reserve for it, which is
// the percentile less the base.
func (r *result) costInterval(percent string) *outcome.Interval {
	p, err := strconv.ParseFloat(percent, 64)
	if err != nil || r.Outcome == nil {
		return nil
	}
	o := r.Outcome
	for _, row := range o.Reserve.Table {
		if math.Abs(100*row.Confidence-p) < 1e-9 && row.Contingency > 0 {
			return &outcome.Interval{o.Cost.Base + row.Interval95[0], o.Cost.Base + row.Interval95[1]}
		}
	}
	return nil
}

// worthInterval is that of a percentile of the net present value.
func (r *result) worthInterval(percent string) *outcome.Interval {
	p, err := strconv.ParseFloat(percent, 64)
	if err != nil || r.Outcome == nil || r.Outcome.Return == nil {
		return nil
	}
	for _, q := range r.Outcome.Return.NPV.Intervals95 {
		if q.P == p {
			return &q.Interval
		}
	}
	return nil
}

// kindOf is what a figure is, by its name.
func kindOf(pointer string) string {
	last := pointer[strings.LastIndex(pointer, "/")+1:]
	has := func(text string, list ...string) bool {
		return slices.ContainsFunc(list, func(w string) bool { return strings.Contains(text, w) })
	}
	switch {
	case has(last, "probability", "confidence", "occurred", "correlation", "share", "worst_fifth", "concentration"):
		return "share"
	case has(last, "annual", "rate") || has(pointer, "/irr/", "/mirr/"):
		return "rate"
	case has(pointer, "payback/", "gap_month/", "months_in_gap/") || has(last, "month", "horizon"):
		return "months"
	case has(last, "scenarios", "seed", "failing", "matrix", "sd_", "seconds"):
		return "number"
	}
	return "amount"
}

// write writes a figure for reading.
func (r *result) write(kind string, x float64) string {
	w := r.words()
	switch {
	case r.Formulas != nil && kind != "share":
		return report.ModelNumber(x)
	case kind == "share" || kind == "rate":
		return report.Percent(x, w.Language)
	case kind == "months":
		return w.Say("study.months", strconv.FormatFloat(x, 'f', 1, 64))
	case kind == "number":
		return strconv.FormatFloat(x, 'g', 10, 64)
	}
	return report.Money(x, r.Currency, w.Language)
}

// named is the figure that has a name; nil when the run has none of that name.
func (r *result) named(name string) (*Figure, error) {
	if r.Formulas != nil {
		return r.output(name)
	}
	w := r.words()
	x, ok := find(name, func(key string) []string { return namesOf(key) })
	if !ok {
		return r.row(name)
	}
	v, there, err := r.at(x.pointer)
	if err != nil || !there {
		return nil, err
	}
	number, exists := v.(float64)
	f := r.make(w.Say("mcp.name."+x.key), x.pointer, x.kind, number, exists)
	if strings.Contains(x.pointer, "/quantiles/") {
		f.Name += " P" + x.pointer[strings.LastIndex(x.pointer, "/")+1:]
	}
	if x.key == "reserve" {
		f.Name += " P" + strconv.FormatFloat(100*r.Confidence, 'g', 4, 64)
	}
	f.Cells, f.How = r.cells(x), r.how(x.key, x.pointer)
	return f, nil
}

// namesOf are the names of a figure in the languages.
func namesOf(key string) []string {
	return []string{words.For("en").Say("mcp.name." + key), words.For("zh").Say("mcp.name." + key)}
}

// allNames are the names that figure knows of this run.
func (r *result) allNames() (out []string) {
	if r.Formulas != nil {
		for _, x := range r.Formulas.Outputs {
			out = append(out, x.Name)
		}
		return out
	}
	for _, x := range catalogue() {
		if _, ok, err := r.at(x.pointer); ok && err == nil {
			out = append(out, r.words().Say("mcp.name."+x.key))
		}
	}
	return append(out, "P90 cost")
}

// row is the figure of a line, a risk or a source by its ID.
func (r *result) row(id string) (*Figure, error) {
	for _, k := range []struct{ list, figure, key string }{
		{"/risks", "/mean_impact", "risk"}, {"/reserve/allocation/lines", "/amount", "line"}, {"/funding/sources", "/used_mean", "source"},
	} {
		x, _, err := r.at(k.list)
		if err != nil {
			return nil, err
		}
		list, _ := x.([]any)
		for i, e := range list {
			m, _ := e.(map[string]any)
			if own, _ := m["id"].(string); own == "" || !strings.EqualFold(own, id) {
				continue
			}
			pointer := k.list + "/" + strconv.Itoa(i) + k.figure
			number, exists := r.number(pointer)
			if !exists {
				continue
			}
			f := r.make(fmt.Sprint(m["id"], " ", m["name"]), pointer, "amount", number, true)
			f.Cells, f.How = r.cellsAbove(pointer), r.words().Say("mcp.how."+k.key)
			return f, nil
		}
	}
	return nil, nil
}

// output is the mean of an output of a model, or a percentile of it: "NPV P5".
func (r *result) output(name string) (*Figure, error) {
	w := r.words()
	for i, o := range r.Formulas.Outputs {
		at := "/outputs/" + strconv.Itoa(i)
		if strings.EqualFold(strings.TrimSpace(name), o.Name) || strings.EqualFold(name, o.Cell) {
			f := r.make(o.Name, at+"/mean", "amount", o.Mean, true)
			if o.MeanWithin != nil {
				f.within(r, "amount", o.MeanWithin)
			}
			f.Cells, f.How = append([]string{o.Cell}, driverCells(o.Drivers)...), w.Say("mcp.how.output")
			return f, nil
		}
	}
	return nil, nil
}

// mostCells is how many cells stand beside a figure.
const mostCells = 5

func driverCells(list []outcome.ModelDriver) (out []string) {
	for _, d := range list[:min(3, len(list))] {
		out = append(out, d.Cell)
	}
	return out
}

// cells are what a figure rests on: the settings that it hangs on, and the inputs that
// move it most.
func (r *result) cells(x item) (out []string) {
	add := func(at string) {
		if at != "" && !slices.Contains(out, at) && len(out) < mostCells {
			out = append(out, at)
		}
	}
	for _, s := range x.settings {
		add(r.Plan.Project.Cells[s].At())
	}
	drivers := map[string][]outcome.Driver{"cost": r.Outcome.Sensitivity.Cost, "npv": r.Outcome.Sensitivity.NPV,
		"peak_gap": r.Outcome.Sensitivity.PeakGap, "payback": r.Outcome.Sensitivity.Payback}[x.drivers]
	for _, d := range drivers[:min(3, len(drivers))] {
		add(d.At)
	}
	if len(out) > 0 {
		return out
	}
	for i := range r.Plan.Funding {
		if x.key == "funds" {
			add(r.Plan.Funding[i].Row.Ref("Committed").At())
		}
	}
	for i := range r.Plan.Costs {
		add(r.Plan.Costs[i].Row.Ref("Amount").At())
	}
	return out
}

// cellsAbove is the cell of the row that a figure belongs to.
func (r *result) cellsAbove(pointer string) []string {
	for p := pointer; p != ""; {
		p = p[:strings.LastIndex(p, "/")]
		x, _, _ := r.at(p)
		if m, ok := x.(map[string]any); ok {
			for _, k := range []string{"at", "cell"} {
				if at, ok := m[k].(string); ok && at != "" {
					return []string{at}
				}
			}
		}
	}
	return nil
}

// how says how a figure is worked out, by its key, else by the part of the figures that
// it stands in.
func (r *result) how(key, pointer string) string {
	w := r.words()
	if key != "" {
		return w.Say("mcp.how." + key)
	}
	for _, x := range catalogue() {
		if x.pointer == pointer {
			return w.Say("mcp.how." + x.key)
		}
	}
	part, _, _ := strings.Cut(strings.TrimPrefix(pointer, "/"), "/")
	switch part {
	case "cost", "reserve", "cash", "funding", "return", "risks", "sensitivity", "mixes", "outputs":
		return w.Say("mcp.how.part." + part)
	}
	return w.Say("mcp.how.part.other")
}
