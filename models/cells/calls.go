package cells

import (
	"errors"
	"fmt"
	"strings"

	"ballast/budget"
	"ballast/budget/formula"
	"ballast/sim/distribution"
)

// moving is a call with parameters that are uncertain: its variable is uniform,
// and its value the quantile of the family at it.
type moving struct {
	family distribution.Family
	args   []argument
	plain  []formula.Node
	shift  float64
}

// errUnclear is what is wrong with a call, by the key of its text.
type errUnclear struct {
	key  string
	args []any
}

// Error implements error.
func (e errUnclear) Error() string { return fmt.Sprint(e.key, e.args) }

func unclear(key string, args ...any) error { return errUnclear{key, args} }

// fromCalls finds the outputs that functions mark; what they draw is defined when
// it is reached.
func (d *definer) fromCalls() {
	d.strict = d.fromRisk()
	for _, f := range d.book.Formulas() {
		for _, call := range d.callsOf(f) {
			row := addins()[call.Name][0]
			if row.role == roleOutput || row.role == rolePassOut {
				d.addOutput(&output{name: d.outputName(f.At, row, call), at: f.At, said: d.ref(f.At)})
			}
		}
	}
}

// fromRisk reports whether a workbook was made with @RISK, whose bare names are
// then its own.
func (d *definer) fromRisk() bool {
	for _, n := range d.Source.Names() {
		if strings.HasPrefix(formula.Fold(n.Name), "_atrisk_") || strings.EqualFold(n.Name, "RiskHasSettings") {
			return true
		}
	}
	for _, s := range d.Source.Sheets() {
		if low := formula.Fold(s); strings.HasPrefix(low, "riskserializationdata") || low == "rsklibsimdata" {
			return true
		}
	}
	return false
}

// outputName is the text that marks an output; "" without one.
func (d *definer) outputName(at formula.Cell, row addin, call *formula.Apply) string {
	i := 0
	if row.role == rolePassOut {
		i = 1
	}
	if i < len(call.Args) {
		if v := d.base.Evaluate(at, call.Args[i]); v.Kind == formula.Text {
			return v.Text
		}
	}
	return ""
}

// variable is the variable of a call that draws, defined when first asked for;
// nil where it cannot be, which has then been reported.
func (d *definer) variable(s site) *variable {
	if v, ok := d.calls[s]; ok {
		return v
	}
	d.calls[s] = nil
	row, ok := d.entry(s.call)
	if !ok {
		d.report(d.ref(s.at), budget.Error, "dialect-doubt", s.call.Name)
		return nil
	}
	v, err := d.drawn(s, row)
	if err != nil {
		d.refuseCall(s, err)
		return nil
	}
	d.calls[s] = v
	d.inputs = append(d.inputs, v)
	return v
}

// refuseCall reports what is wrong with a call.
func (d *definer) refuseCall(s site, err error) {
	text := formula.Print(s.call, s.at)
	why := err.Error()
	var no errUnclear
	var bad *distribution.ParamError
	switch {
	case errors.As(err, &no):
		why = d.w.Say("cells.call."+no.key, no.args...)
	case errors.As(err, &bad):
		why = d.lawFault(bad)
	}
	d.report(d.ref(s.at), budget.Error, "call-unclear", text, why)
}

// lawFault says why a distribution cannot be made.
func (d *definer) lawFault(bad *distribution.ParamError) string {
	if key := "problem.bad-distribution." + bad.Code; d.w.Has(key) {
		return d.w.Say(key)
	}
	return bad.Error()
}

// drawn makes the variable of a call.
func (d *definer) drawn(s site, row addin) (*variable, error) {
	f := d.book.Formula(s.at)
	v := &variable{at: s.at, call: s.call, text: formula.Print(s.call, s.at), said: d.ref(s.at)}
	for i, call := range calls(f.Class.Root) {
		if call == s.call {
			v.number = i + 1
		}
	}
	v.key = fmt.Sprintf("%s#%d", d.place(s.at), v.number)
	plain, properties := d.split(s.call)
	least, most := row.takes()
	if len(plain) < least {
		return nil, unclear("few", least)
	}
	p, err := d.properties(s, row, plain[min(most, len(plain)):], properties)
	if err != nil {
		return nil, err
	}
	if p.name != "" {
		v.key, v.name = p.name, p.name
	}
	plain = plain[:min(most, len(plain))]
	if d.moves(s.at, plain) {
		return v, d.move(v, row, plain, p)
	}
	law, shift, err := d.lawOf(s.at, row, plain)
	if err != nil {
		return nil, err
	}
	p.shift += shift
	if v.law, err = p.apply(law); err != nil {
		return nil, err
	}
	d.settle(v, row, p, f)
	for _, m := range p.matrices {
		d.matrices[m.key] = append(d.matrices[m.key], member{v, m.position, m.matrix})
	}
	return v, nil
}

// settle gives a variable its static value. What a draw left in the file is
// taken where the formula is the call alone.
func (d *definer) settle(v *variable, row addin, p properties, f *formula.Formula) {
	v.static, v.known = staticOf(v.law), row.settled()
	if p.static != nil {
		v.static, v.known = *p.static, true
	}
	if stored := d.Source.Value(v.at); !v.known && f.Class.Root == formula.Node(v.call) && stored.Kind == formula.Number {
		v.static, v.known = stored.Num, true
	}
	if p.locked {
		if fixed, err := distribution.NewFixed(v.static); err == nil {
			v.law = fixed
		}
	}
}

// lawOf builds the distribution of a call with certain parameters, and what is
// added to its draws.
func (d *definer) lawOf(at formula.Cell, row addin, plain []formula.Node) (law distribution.Distribution, shift float64, err error) {
	spec := distribution.Spec{Name: row.family}
	for _, a := range row.args {
		switch {
		case a.kind == "=" || a.spare && d.absent(plain, a.place):
			spec.Args = append(spec.Args, a.preset)
		case a.single() || a.kind == "shift":
			x, err := d.parameter(at, plain, a.place)
			if err != nil {
				return nil, 0, err
			}
			if a.kind == "shift" {
				shift = x
				continue
			}
			spec.Args = append(spec.Args, a.number(x))
		default:
			if err := d.listed(&spec, at, plain, a); err != nil {
				return nil, 0, err
			}
		}
	}
	law, err = spec.Build(nil)
	return law, shift, err
}

// absent reports whether a call has no parameter at a place.
func (d *definer) absent(plain []formula.Node, place int) bool {
	if place > len(plain) {
		return true
	}
	_, empty := plain[place-1].(*formula.Empty)
	return empty
}

// parameter is the number at a place of a call.
func (d *definer) parameter(at formula.Cell, plain []formula.Node, place int) (float64, error) {
	v := d.base.Evaluate(at, plain[place-1])
	if a := v.Array(); a != nil && len(a.V) == 1 {
		v = a.V[0]
	}
	if v = formula.AsNumber(v, formula.Locale{}, d.Source.Date1904()); v.Kind != formula.Number {
		return 0, unclear("parameter", place, v.String())
	}
	return v.Num, nil
}

// listed adds the parameters that are ranges of numbers.
func (d *definer) listed(spec *distribution.Spec, at formula.Cell, plain []formula.Node, a argument) error {
	values, cols, err := d.list(at, plain, a.place)
	if err != nil {
		return err
	}
	if a.kind == "list" {
		spec.Args = append(spec.Args, values...)
		return nil
	}
	var weights []float64
	if a.kind == "table" {
		if cols != 2 {
			return unclear("table", cols)
		}
		for i := 0; i+1 < len(values); i += 2 {
			weights = append(weights, values[i+1])
			values[i/2] = values[i]
		}
		values = values[:len(weights)]
	} else if weights, _, err = d.list(at, plain, a.weights); err != nil {
		return err
	}
	if len(values) != len(weights) {
		return unclear("lengths", len(values), len(weights))
	}
	for i, x := range values {
		if a.kind == "falling" {
			weights[i] = 1 - weights[i]
		}
		spec.Pairs = append(spec.Pairs, distribution.Pair{Value: x, Probability: weights[i]})
	}
	if spec.Name == "Discrete" {
		spec.Pairs = distribution.Normalised(spec.Pairs)
	}
	return nil
}

// list is the numbers of a range or array at a place of a call, with its width.
func (d *definer) list(at formula.Cell, plain []formula.Node, place int) (values []float64, cols int, err error) {
	v := d.base.Evaluate(at, plain[place-1])
	if v.Kind == formula.Number {
		return []float64{v.Num}, 1, nil
	}
	a := v.Array()
	if a == nil {
		return nil, 0, unclear("parameter", place, v.String())
	}
	for _, x := range a.V {
		if x.Kind != formula.Number {
			return nil, 0, unclear("parameter", place, x.String())
		}
		values = append(values, x.Num)
	}
	return values, a.Cols, nil
}
