package budget

import (
	"strconv"
	"strings"
)

// correlations: names exist, values lie within -1 and 1, no quantity goes with
// itself, and a pair given twice is given alike.
func (c *checker) correlations() {
	type pair struct{ a, b string }
	seen := map[pair]Correlation{}
	for _, k := range c.plan.Correlations {
		for _, name := range []string{k.A, k.B} {
			c.correlated(k, name)
		}
		rho := strconv.FormatFloat(k.Rho, 'g', 6, 64)
		switch {
		case !(k.Rho >= -1 && k.Rho <= 1):
			c.put(k.Ref, "correlation-range", c.w.Say("problem.correlation-range", rho, k.A, k.B), c.w.Say("problem.correlation-range.hint"))
		case k.A == k.B && k.Rho != 1:
			c.put(k.Ref, "correlation-range", c.w.Say("problem.correlation-self", k.A, rho), c.w.Say("problem.correlation-self.hint"))
		}
		p := pair{min(k.A, k.B), max(k.A, k.B)}
		old, twice := seen[p]
		if !twice {
			seen[p] = k
		} else if old.Rho != k.Rho {
			first := strconv.FormatFloat(old.Rho, 'g', 6, 64)
			c.put(k.Ref, "correlation-asymmetric", c.w.Say("problem.correlation-asymmetric", k.A, k.B, rho, first, place(old.Ref, k.Ref)),
				c.w.Say("problem.correlation-asymmetric.hint"))
		}
	}
}

func (c *checker) put(ref Ref, code, message, hint string) {
	c.problems = append(c.problems, Problem{Ref: ref, Severity: Error, Code: code, Message: message, Hint: hint})
}

// correlated checks a name such as C1, C1.slip or a driver's.
func (c *checker) correlated(k Correlation, name string) {
	if known(c.ids, name) || known(c.drivers, name) || known(c.vendors, name) {
		return
	}
	if i := strings.LastIndexByte(name, '.'); i > 0 {
		for _, n := range c.ids {
			if n.name == name[:i] && quantityOf(n.kind, name[i+1:]) {
				return
			}
		}
	}
	all := append(append([]named{}, c.ids...), c.drivers...)
	hint := c.w.Say("problem.unknown-reference.hint", few(all))
	c.put(k.Ref, "unknown-reference", c.w.Say("problem.unknown-reference.correlation", name), hint)
}

// quantityOf tells whether rows of a kind have a quantity of this name beside
// their main one.
func quantityOf(kind, part string) bool {
	parts := map[string]string{
		"cost": "slip stretch lag late vendor-delay", "revenue": "price shift lag uncollectable",
		"funding": "delay arrives", "risk": "occurs delay revenue",
	}
	for _, p := range strings.Fields(parts[kind]) {
		if p == part {
			return true
		}
	}
	return false
}
