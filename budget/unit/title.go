package unit

import (
	"strings"
	"unicode"
)

// ParseTitle finds a unit of money in a line above a table: "in thousands",
// "All values in k€", "(Rs. in lakhs)", "单位：万元 币种：人民币". Unlike a
// header, a title is prose: what is not a unit is no matter. ok is false when
// it names none.
func ParseTitle(text string) (Unit, bool) {
	if len(text) > 300 {
		return Unit{}, false
	}
	s := strings.TrimSpace(halfWidth(text))
	for _, try := range clauses(s) {
		if u, ok := Parse(try); ok && u.Dimension == Money && (u.Letter == "" || strings.Contains(strings.ToLower(s), "unit") || strings.Contains(s, "单位")) {
			u.Text = strings.TrimSpace(text)
			return u, true
		}
	}
	return Unit{}, false
}

// clauses are the parts of a title that may be a unit: what stands in brackets,
// what follows a colon after "unit", "currency", "单位", and what follows "in".
func clauses(s string) []string {
	outside, inside := brackets(s)
	out := append([]string{}, inside...)
	for _, mark := range []string{"单位:", "单位为", "unit:", "units:", "currency:", "einheit:", "unidad:", "in:"} {
		if i := strings.Index(strings.ToLower(outside), mark); i >= 0 {
			out = append(out, outside[i+len(mark):], firstClause(outside[i+len(mark):]))
		}
	}
	words := strings.Fields(outside)
	for i, w := range words {
		switch strings.ToLower(strings.TrimLeft(w, "-–,;:")) {
		case "in", "en", "im", "em", "w", "в", "x":
			for j := min(len(words), i+6); j > i+1; j-- {
				out = append(out, strings.Trim(strings.Join(words[i+1:j], " "), ".,;:"))
			}
			if i > 0 { // $ in millions
				for j := min(len(words), i+4); j > i+1; j-- {
					out = append(out, strings.Join(words[i-1:j], " "))
				}
			}
		}
	}
	if len(words) <= 4 {
		out = append(out, outside)
	}
	for _, b := range inside {
		out = append(out, clausesIn(b)...)
	}
	marked := strings.NewReplacer(", ", ";", " - ", ";", " | ", ";", "，", ";", "；", ";", "、", ";").Replace(outside)
	for _, part := range strings.Split(marked, ";") {
		out = append(out, strings.TrimSpace(part))
	}
	return out
}

// clausesIn are the parts of a bracket: "all figures in k€, net of VAT".
func clausesIn(b string) []string {
	var out []string
	marked := strings.NewReplacer(", ", ";", "，", ";", "；", ";", "、", ";", ":", ";").Replace(b)
	for _, part := range strings.Split(marked, ";") {
		out = append(out, strings.TrimSpace(part))
		if _, after, found := strings.Cut(" "+strings.ToLower(part)+" ", " in "); found {
			out = append(out, strings.TrimSpace(part[max(0, len(part)-len(strings.TrimRight(after, " "))):]))
		}
	}
	return out
}

// firstClause cuts a text at a mark or a blank.
func firstClause(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",;，；。", r) }); i > 0 {
		return s[:i]
	}
	return s
}
