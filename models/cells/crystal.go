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
	Law        string    // of an assumption: "LogNormal,Mean=50,StdDev=10,Location=0"
	Pair       [2]string // of a correlation: the IDs of its assumptions
	Rho        float64   // of ranks, as it was when last seen
	Refers     string    // to the cell that gives it: "=$R$19", or ""
}

// fromWindows takes in what was defined in the windows of Crystal Ball: assumptions are
// inputs, forecasts outputs, correlations those of the inputs. A definition whose cell is gone, and a cell whose definition
// is, are said.
// Checked: TestWindowDefinitions.
func (d *definer) fromWindows() {
	places, all := d.windowPlaces(), d.windowPlaces()
	read, related := 0, 0
	for _, w := range d.Windows {
		if w.Pair[0] != "" {
			related += d.relate(w, all)
			continue
		}
		at, ok := places[w.ID]
		delete(places, w.ID)
		if !ok {
			d.report(budget.Ref{File: d.File}, budget.Warning, "window-lost", strings.TrimSpace(w.Name+" "+w.Law))
			continue
		}
		read++
		if strings.HasPrefix(w.Name, "=") { // by a cell; of a longer formula the place is enough
			w.Name = d.referred(at, w.Name).Text
		}
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
		d.report(budget.Ref{File: d.File}, budget.Note, "window-read", read, related)
	}
}

// relate takes in a correlation of ranks between two assumptions, and is 1, or 0 where one
// of them is lost. A cell that gives the coefficient is asked for it.
func (d *definer) relate(w Window, places map[string]formula.Cell) int {
	a, okA := places[w.Pair[0]]
	b, okB := places[w.Pair[1]]
	if !okA || !okB {
		d.report(budget.Ref{File: d.File}, budget.Warning, "window-lost", "r = "+strconv.FormatFloat(w.Rho, 'g', 4, 64))
		return 0
	}
	rho := w.Rho
	if v := d.referred(a, w.Refers); v.Kind == formula.Number {
		rho = v.Num
	}
	d.links = append(d.links, link{said: d.ref(a), a: d.place(a), b: d.place(b), rho: strconv.FormatFloat(rho, 'g', -1, 64)})
	return 1
}

// referred is the value of the cell to which a text such as =$R$19 refers, which such a
// window keeps for a definition in a cell; blank where it refers to none.
func (d *definer) referred(at formula.Cell, text string) (v formula.Value) {
	rest, ok := strings.CutPrefix(text, "=")
	root, err := formula.Parse(rest, at)
	r, isRange := root.(*formula.Range)
	if !ok || err != nil || !isRange {
		return v
	}
	area := r.Area(at)
	if !r.Sheet.Local {
		area.Sheet = int32(d.book.Sheet(r.Sheet.Name))
	}
	if !area.Single() || area.Sheet < 0 {
		return v
	}
	return d.base.Value(area.First())
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
