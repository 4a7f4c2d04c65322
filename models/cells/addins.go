package cells

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"

	"ballast/budget/formula"
)

// addin is one function of an add-in: a row of addins.tsv.
type addin struct {
	name   string // in capitals, as the language keeps it
	system string
	role   string
	family string // of a draw; of a property what it says
	args   []argument
}

// The roles of functions.
const (
	roleDraw      = "draw"
	roleOutput    = "output"      // marks its formula and adds 0
	rolePass      = "pass"        // gives its first argument
	rolePassOut   = "pass-output" // the same, and marks its formula
	roleZero      = "zero"
	roleProperty  = "property"
	roleStatistic = "statistic" // of a finished run
	roleRefused   = "refused"
)

// argument says where an argument of a family comes from.
type argument struct {
	kind    string // "", inv, pct, up, down, =, list, pairs, cumul, falling, table, shift
	place   int    // of the call's parameter, from 1
	weights int    // of the second one of pairs, cumul and falling
	preset  float64
	spare   bool // preset stands where the call has no such parameter
}

//go:embed addins.tsv
var addinText string

// addins is the read-only table by name, made once, when first asked for.
var addins = sync.OnceValue(func() map[string][]addin {
	table := map[string][]addin{}
	for line := range strings.SplitSeq(addinText, "\n") {
		if line == "" || line[0] == '#' {
			continue
		}
		f := append(strings.Split(line, "\t"), "", "")
		a := addin{name: f[0], system: f[1], role: f[2], family: f[3]}
		if a.role == roleDraw {
			for _, word := range strings.Fields(f[4]) {
				a.args = append(a.args, parseArgument(word))
			}
		}
		table[a.name] = append(table[a.name], a)
	}
	return table
})

// parseArgument reads one word of the last column.
func parseArgument(word string) (a argument) {
	if rest, ok := strings.CutPrefix(word, "="); ok {
		a.kind = "="
		a.preset, _ = strconv.ParseFloat(rest, 64)
		return a
	}
	parts := strings.Split(word, ":")
	if len(parts) > 1 {
		a.kind, parts = parts[0], parts[1:]
	}
	place, preset, spare := strings.Cut(parts[0], "?")
	a.place, _ = strconv.Atoi(place)
	if spare {
		a.spare = true
		a.preset, _ = strconv.ParseFloat(preset, 64)
	}
	if len(parts) > 1 {
		a.weights, _ = strconv.Atoi(parts[1])
	}
	return a
}

// number is what the argument makes of a parameter.
func (a argument) number(x float64) float64 {
	switch a.kind {
	case "inv":
		return 1 / x
	case "pct":
		return float64(100 * x)
	case "up":
		return math.Ceil(x)
	case "down":
		return math.Floor(x)
	}
	return x
}

// single reports whether the argument is one number of the call, and so may be
// uncertain itself.
func (a argument) single() bool {
	switch a.kind {
	case "", "inv", "pct", "up", "down", "=":
		return true
	}
	return false
}

// takes is how many parameters of a call belong to the family.
func (a addin) takes() (least, most int) {
	for _, g := range a.args {
		most = max(most, g.place, g.weights)
		if !g.spare {
			least = max(least, g.place, g.weights)
		}
	}
	return least, most
}

// settled reports whether the value that such a function leaves in a file is
// its static one rather than a random draw.
func (a addin) settled() bool {
	switch a.system {
	case "risk", "atrisk", "xlrisk", "mc":
		return true
	}
	return false
}

// hostFunctions are the rows that the language asks us to answer.
func hostFunctions() []formula.Func {
	var list []formula.Func
	for name := range addins() {
		list = append(list, formula.Func{Name: name, Max: formula.Many, Host: true})
	}
	return list
}

// entry finds the row of a call; ok is false where add-ins contradict each other
// and nothing tells which one it is.
func (d *definer) entry(n *formula.Apply) (a addin, ok bool) {
	rows := addins()[n.Name]
	switch {
	case len(rows) == 0:
		return addin{}, false
	case len(rows) == 1:
		return rows[0], true
	}
	plain, _ := d.split(n)
	if _, most := rows[0].takes(); n.Name == "RISKBETA" && d.options.Dialect == "" {
		if len(plain) <= most { // both mean the same
			return rows[0], true
		}
		return rows[1], true
	}
	system := d.options.Dialect
	if system == "" && (strings.HasPrefix(formula.Fold(n.Addin), "_xll") || d.strict) {
		system = "atrisk"
	}
	for _, r := range rows {
		if r.system == system {
			return r, true
		}
	}
	return addin{}, false
}

// split parts the arguments of a call into its parameters and its property
// functions.
func (d *definer) split(n *formula.Apply) (plain []formula.Node, properties []*formula.Apply) {
	for _, arg := range n.Args {
		if call, ok := arg.(*formula.Apply); ok {
			if rows := addins()[call.Name]; len(rows) > 0 && (rows[0].role == roleProperty || call.Name == "RISKCOPULA" || call.Name == "PSICENSOR") {
				properties = append(properties, call)
				continue
			}
		}
		plain = append(plain, arg)
	}
	return plain, properties
}

// calls are the calls of our functions in a tree, in the order of the formula;
// what stands inside a property is not among them.
func calls(root formula.Node) (list []*formula.Apply) {
	formula.Walk(root, func(n formula.Node) bool {
		if call, ok := n.(*formula.Apply); ok && call.Func != nil && call.Func.Host {
			if addins()[call.Name][0].role == roleProperty {
				return false
			}
			list = append(list, call)
		}
		return true
	})
	return list
}

// hasCalls reports whether a formula draws or marks an output with a function of
// an add-in.
func (d *definer) hasCalls() bool {
	for _, f := range d.book.Formulas() {
		for _, call := range d.callsOf(f) {
			if row := addins()[call.Name][0]; row.system != "excel" && row.role != roleRefused {
				return true
			}
		}
	}
	return false
}

// callsOf are the calls in a formula, looked for once in each class.
func (d *definer) callsOf(f *formula.Formula) []*formula.Apply {
	if none, seen := d.kinds[f.Class]; seen && none {
		return nil
	}
	list := calls(f.Class.Root)
	d.kinds[f.Class] = len(list) == 0
	return list
}
