package formula

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// regexFunctions search texts by regular expressions.
func regexFunctions() []Func {
	return []Func{
		{Name: "REGEXTEST", Min: 2, Max: 3, Args: "ttn", Call: regexTest, Prefix: "_xlfn."},
		{Name: "REGEXEXTRACT", Min: 2, Max: 4, Args: "ttnn", Call: regexExtract, Prefix: "_xlfn."},
		{Name: "REGEXREPLACE", Min: 3, Max: 5, Args: "tttnn", Call: regexReplace, Prefix: "_xlfn."},
	}
}

// expression compiles a pattern; place i says whether case counts (0) or not
// (1). What looks around or back is known to the spreadsheet and not to us: it
// is a fault, not a text that does not match.
func (c *Call) expression(pattern string, a []Value, i int) (*regexp.Regexp, Value) {
	switch math.Trunc(given(a, i, 0)) {
	case 0:
	case 1:
		pattern = "(?i)" + pattern
	default:
		return nil, Fail(ValueError)
	}
	re, err := regexp.Compile(pattern)
	if err == nil {
		return re, Value{}
	}
	for _, form := range []string{"(?=", "(?!", "(?<=", "(?<!", "(?>", "(?|", `\1`, `\2`, `\k`, `\g`, `\R`, `\G`} {
		if strings.Contains(pattern, form) {
			return nil, Failed(ValueError, &Fault{At: c.At(), Reason: Refused, Name: pattern})
		}
	}
	return nil, Fail(ValueError)
}

func regexTest(c *Call, a []Value) Value {
	re, bad := c.expression(a[1].Text, a, 2)
	if bad.Kind == Error {
		return bad
	}
	return Logic(re.MatchString(a[0].Text))
}

// regexExtract is the first match (mode 0), all of them in a row (1), or the
// groups of the first (2).
func regexExtract(c *Call, a []Value) Value {
	re, bad := c.expression(a[1].Text, a, 3)
	if bad.Kind == Error {
		return bad
	}
	var found []string
	switch math.Trunc(given(a, 2, 0)) {
	case 0:
		if m := re.FindStringSubmatch(a[0].Text); m != nil {
			return Str(m[0])
		}
		return Fail(NAError)
	case 1:
		found = re.FindAllString(a[0].Text, -1)
	case 2:
		if found = re.FindStringSubmatch(a[0].Text); found != nil {
			found = found[1:]
		}
	default:
		return Fail(ValueError)
	}
	if len(found) == 0 {
		return Fail(NAError)
	}
	row := make([]Value, len(found))
	for i, s := range found {
		row[i] = Str(s)
	}
	return Grid(rowOf(row))
}

// regexReplace replaces all matches, or the nth, from the end below zero.
func regexReplace(c *Call, a []Value) Value {
	re, bad := c.expression(a[1].Text, a, 4)
	if bad.Kind == Error {
		return bad
	}
	s := a[0].Text
	all := re.FindAllStringSubmatchIndex(s, -1)
	n := int(math.Trunc(given(a, 3, 0)))
	if n < 0 {
		n += len(all) + 1
	}
	var b strings.Builder
	from := 0
	for i, m := range all {
		if n != 0 && i+1 != n || n == 0 && given(a, 3, 0) < 0 {
			continue
		}
		b.WriteString(s[from:m[0]])
		b.WriteString(expanded(a[2].Text, s, m))
		from = m[1]
	}
	return limited(b.String() + s[from:])
}

// expanded puts the groups of a match for $1 and ${name} of a replacement.
func expanded(with, s string, m []int) string {
	var b strings.Builder
	for i := 0; i < len(with); i++ {
		if with[i] != '$' || i+1 == len(with) {
			b.WriteByte(with[i])
			continue
		}
		k := i + 1
		for k < len(with) && with[k] >= '0' && with[k] <= '9' && k < i+3 {
			k++
		}
		group, err := strconv.Atoi(with[i+1 : k])
		switch {
		case with[i+1] == '$':
			k = i + 2
			b.WriteByte('$')
		case err != nil || 2*group+1 >= len(m):
			k = i + 1
			b.WriteByte('$')
		case m[2*group] >= 0:
			b.WriteString(s[m[2*group]:m[2*group+1]])
		}
		i = k - 1
	}
	return b.String()
}
