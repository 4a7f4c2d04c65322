package budget

import (
	"slices"
	"strconv"
	"strings"
)

// reference: a class without past projects is a built-in one, and overruns are
// shares that past projects can have had.
func (c *checker) reference() {
	r := c.plan.Reference
	if r == nil {
		return
	}
	if len(r.Past) == 0 {
		if !slices.Contains(ReferenceClasses(), r.Class) {
			field := "Class"
			if r.Row.Get(field) == "" {
				field = "Overrun"
			}
			c.at(r.Row, field, Error, "reference-class", c.w.Say("problem.reference-class", r.Class), c.w.Say("problem.reference-class.hint", c.classNames()))
		}
		return
	}
	for _, p := range r.Past {
		if !(p.Overrun > -1 && p.Overrun <= 20) {
			c.at(p.Row, "Overrun", Error, "share-range", c.w.Say("problem.share-range", header(p.Row, "Overrun"), percent(p.Overrun), "-100%", "2000%"),
				c.w.Say("problem.share-range.hint"))
		}
	}
	if n := len(r.Past); n < fewPast {
		c.at(r.Past[n-1].Row, "Overrun", Warning, "reference-few", c.w.Say("problem.reference-few", n), c.w.Say("problem.reference-few.hint", strconv.Itoa(fewPast)))
	}
}

// classNames lists the built-in classes in the language of the reader.
func (c *checker) classNames() string {
	var names []string
	for _, k := range ReferenceClasses() {
		names = append(names, c.w.Say("outside.class."+k))
	}
	return strings.Join(names, ", ")
}
