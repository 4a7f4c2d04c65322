package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// sayWords says which names and words look like slips: a phase close to one that
// is known, an owner who is close to another and stands once.
func (r *reader) sayWords() {
	phases, owners := nameCount{}, nameCount{}
	for i := range r.plan.Costs {
		l := &r.plan.Costs[i]
		phases.add(l.Phase, l.Row, "Phase")
		owners.add(l.Owner, l.Row, "Owner")
	}
	for i := range r.plan.Risks {
		owners.add(r.plan.Risks[i].Owner, r.plan.Risks[i].Row, "Owner")
	}
	def, _ := r.def("Costs")
	phase, _ := def.Column("Phase")
	for _, n := range phases {
		if _, known := phase.Option(n.text); known {
			continue
		}
		near := nearWord(phase, n.text, r.plan.Language)
		if near == "" {
			near = phases.near(n)
		}
		r.sayWord(n, near)
	}
	for _, n := range owners {
		r.sayWord(n, owners.near(n))
	}
}

func (r *reader) sayWord(n counted, near string) {
	if near == "" {
		return
	}
	r.report(n.row.Ref(n.field), budget.Warning, "near-word", r.w.Say("problem.near-word", n.text), r.w.Say("problem.did-you-mean", near), n.row.Excerpt("Name", n.field)...)
}

// counted is a name, how often it stands and where first.
type counted struct {
	text  string
	rows  int
	row   budget.Row
	field string
}

// nameCount lists names in the order in which they come.
type nameCount []counted

func (c *nameCount) add(text string, row budget.Row, field string) {
	if text == "" {
		return
	}
	for i := range *c {
		if strings.EqualFold((*c)[i].text, text) {
			(*c)[i].rows++
			return
		}
	}
	*c = append(*c, counted{text, 1, row, field})
}

// near is a name that stands more often than one that stands once, and is one
// letter away from it. Names that differ in a figure or a last letter of two, as
// Team 1 and Team 2 do, are different.
func (c nameCount) near(n counted) string {
	key := []rune(strings.ToLower(n.text))
	if n.rows > 1 || len(key) < 5 || strings.ContainsAny(n.text, "0123456789") {
		return ""
	}
	for _, o := range c {
		other := []rune(strings.ToLower(o.text))
		if o.rows > 1 && distance(key, other) == 1 && len(strings.Fields(n.text)) == len(strings.Fields(o.text)) && !lastWordLetter(n.text, o.text) {
			return o.text
		}
	}
	return ""
}

// lastWordLetter tells whether two names differ in a last word of one letter:
// Team A, Team B.
func lastWordLetter(a, b string) bool {
	x, y := strings.Fields(a), strings.Fields(b)
	return len(x) > 1 && len(y) > 1 && len(x[len(x)-1]) == 1 && len(y[len(y)-1]) == 1
}

// templateRow tells whether a row is an example of the template that was left in.
func (x *record) templateRow() bool {
	for _, field := range []string{"Name", "ID"} {
		s := strings.ToLower(schema.HalfWidth(x.text(field)))
		if strings.HasPrefix(s, "example:") || strings.HasPrefix(s, "示例:") {
			return true
		}
		key := x.t.def.Key
		if (key == "Vendors" || key == "Partners") && (strings.HasPrefix(s, "example ") || strings.HasPrefix(s, "示例")) {
			return true
		}
	}
	return false
}

// sayTemplate says how many rows of the template are still in the plan.
func (r *reader) sayTemplate() {
	if len(r.examples) == 0 {
		return
	}
	per := map[string]int{}
	var sheets []string
	for _, ref := range r.examples {
		if per[ref.Sheet] == 0 {
			sheets = append(sheets, ref.Sheet)
		}
		per[ref.Sheet]++
	}
	for i, s := range sheets {
		sheets[i] = r.w.Say("problem.template-rows.sheet", s, per[s])
	}
	r.report(r.examples[0], budget.Warning, "template-rows", r.w.Say("problem.template-rows", len(r.examples), strings.Join(sheets, ", ")), r.w.Say("problem.template-rows.hint"))
}
