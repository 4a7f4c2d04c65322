package cells

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim/distribution"
)

// Window is a definition that was made in the windows of Crystal Ball: of the cell to
// which the hidden name CB_ and ID refers.
type Window struct {
	ID         string // 32 hex digits
	Assumption bool   // else a forecast, or a decision where Decision says so
	Decision   bool
	Name       string
	Law        string // of an assumption: "LogNormal,Mean=50,StdDev=10,Location=0"
}

// fromWindows takes in what was defined in the windows of Crystal Ball: assumptions are
// inputs, forecasts outputs. A definition whose cell is gone, and a cell whose definition
// is, are said.
// Checked: TestWindowDefinitions.
func (d *definer) fromWindows() {
	places := d.windowPlaces()
	read := 0
	for _, w := range d.Windows {
		at, ok := places[w.ID]
		delete(places, w.ID)
		if !ok {
			d.report(budget.Ref{File: d.File}, budget.Warning, "window-lost", strings.TrimSpace(w.Name+" "+w.Law))
			continue
		}
		read++
		switch {
		case w.Assumption:
			d.assume(w, at)
		case !w.Decision:
			d.addOutput(&output{name: w.Name, at: at, said: d.ref(at)})
		}
	}
	for _, n := range d.Source.Names() {
		if at, lost := places[windowID(n.Name)]; lost {
			d.report(d.ref(at), budget.Warning, "window-lost", d.place(at))
		}
	}
	for _, why := range d.Unread {
		d.report(budget.Ref{File: d.File}, budget.Warning, "window-lost", why)
	}
	if read > 0 {
		d.report(budget.Ref{File: d.File}, budget.Note, "window-read", read)
	}
}

// windowPlaces are the cells of the hidden names, by ID; a name whose cell was deleted
// has none.
func (d *definer) windowPlaces() map[string]formula.Cell {
	places := map[string]formula.Cell{}
	for _, n := range d.Source.Names() {
		id := windowID(n.Name)
		if id == "" {
			continue
		}
		root, err := formula.Parse(n.Text, formula.Cell{})
		if r, ok := root.(*formula.Range); ok && err == nil {
			area := r.Area(formula.Cell{})
			if area.Sheet = int32(d.book.Sheet(r.Sheet.Name)); area.Sheet >= 0 && area.Single() {
				places[id] = area.First()
			}
		}
	}
	return places
}

// windowID is the ID in a name of Crystal Ball, "" of another name.
func windowID(name string) string {
	id, ok := strings.CutPrefix(name, "CB_")
	if !ok || len(id) != 32 || strings.Trim(strings.ToLower(id), "0123456789abcdef") != "" {
		return ""
	}
	return strings.ToLower(id)
}

// assume makes an input of an assumption.
func (d *definer) assume(w Window, at formula.Cell) {
	law, err := windowLaw(w.Law)
	if err != nil {
		d.report(d.ref(at), budget.Error, "call-unclear", w.Law, err.Error())
		return
	}
	key := w.Name
	if key == "" {
		key = d.place(at)
	}
	d.addInput(&variable{key: key, name: w.Name, at: at, law: law, text: w.Law, said: d.ref(at)})
}

// windowFamily is a distribution of the windows: the parameters by name, each with other
// spellings, in the order of the family.
type windowFamily struct {
	family string
	params []string
}

// windowFamilies are the distributions that are understood. LogNormal, DPoisson, Beta
// and Normal with these names were seen in a workbook; those of the others are what the
// functions of Crystal Ball call them, so one that is spelled otherwise is refused.
func windowFamilies() map[string]windowFamily {
	return map[string]windowFamily{
		"triangular":      {"Triangular", []string{"min|minimum", "likeliest", "max|maximum"}},
		"betapert":        {"PERT", []string{"min|minimum", "likeliest", "max|maximum"}},
		"normal":          {"Normal", []string{"mean", "stddev"}},
		"lognormal":       {"Lognormal", []string{"mean", "stddev"}},
		"uniform":         {"Uniform", []string{"min|minimum", "max|maximum"}},
		"beta":            {"Beta", []string{"alpha", "beta", "min|minimum", "max|maximum"}},
		"poisson":         {"Poisson", []string{"rate"}},
		"binomial":        {"Binomial", []string{"trials", "prob|probability"}},
		"yesno":           {"Bernoulli", []string{"prob|probability"}},
		"discreteuniform": {"IntUniform", []string{"min|minimum", "max|maximum"}},
		"logistic":        {"Logistic", []string{"mean", "scale"}},
		"maxextreme":      {"Gumbel", []string{"likeliest", "scale"}},
		"minextreme":      {"GumbelMin", []string{"likeliest", "scale"}},
		"pareto":          {"Pareto", []string{"shape", "location"}},
		"studentt":        {"Student", []string{"deg|degrees", "midpoint", "scale"}},
	}
}

// windowLaw reads the text of an assumption. Every parameter must be a number, known,
// and there; nothing is guessed.
func windowLaw(text string) (distribution.Distribution, error) {
	parts := strings.Split(text, ",")
	name := strings.ToLower(strings.TrimSpace(parts[0]))
	f, ok := windowFamilies()[name]
	if !ok { // a D stands before some that are discrete
		f, ok = windowFamilies()[strings.TrimPrefix(name, "d")]
	}
	if !ok {
		return nil, fmt.Errorf("%s", parts[0])
	}
	given := map[string]float64{}
	for _, part := range parts[1:] {
		key, value, _ := strings.Cut(part, "=")
		x, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if key = strings.ToLower(strings.TrimSpace(key)); err != nil || !finiteNumber(x) {
			return nil, fmt.Errorf("%s", part)
		}
		given[key] = x
	}
	spec := distribution.Spec{Name: f.family}
	for _, names := range f.params {
		x, found := takeParameter(given, names)
		if !found {
			return nil, fmt.Errorf("%s", names)
		}
		spec.Args = append(spec.Args, x)
	}
	if name == "lognormal" && given["location"] == 0 {
		delete(given, "location")
	}
	p := properties{min: math.Inf(-1), max: math.Inf(1), min2: math.Inf(-1), max2: math.Inf(1), high: 1}
	if x, found := takeParameter(given, "locut"); found {
		p.min = x
	}
	if x, found := takeParameter(given, "hicut"); found {
		p.max = x
	}
	for key := range given {
		return nil, fmt.Errorf("%s", key)
	}
	law, err := spec.Build(nil)
	if err != nil {
		return nil, err
	}
	return p.apply(law)
}

// takeParameter takes a parameter out of those given, by one of its names.
func takeParameter(given map[string]float64, names string) (x float64, found bool) {
	for name := range strings.SplitSeq(names, "|") {
		if x, found = given[name]; found {
			delete(given, name)
			return x, true
		}
	}
	return 0, false
}
