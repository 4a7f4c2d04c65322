package distribution

import (
	"math"
	"slices"
	"strings"
)

// Parse reads the text of an uncertain cell: a number ("120", "1,200.5",
// "35%") or a call like
//
//	PERT(90,100,140)   Normal(100,15,min=0)   Discrete(0:0.7, 1:0.2, 3:0.1)
//	Beta(2,3,max=50)   Empirical(History!B2:B60)   PERT(90,5; 100; 140)
//
// Names may be in any case, or Chinese; full-width punctuation counts as
// plain. Arguments may be named as in the table of families. min= and max= cut
// what has no argument of that name left to give; from= and to= always cut;
// then times= multiplies and shift= adds.
func Parse(text string) (Spec, error) { return Reading{}.Parse(text) }

// The keys that every family knows.
const (
	keyMin, keyMax = "min", "max"
	keyFrom, keyTo = "from", "to"
	keyTimes       = "times"
	keyShift       = "shift"
)

const (
	separators  = ",;"
	longestText = 4000
	deepest     = 3 // of calls inside calls
)

// plainKey is a key in English.
func plainKey(key string) string {
	switch key {
	case "最小", "最小值", "最低", "下限", "minimum":
		return keyMin
	case "最大", "最大值", "最高", "上限", "maximum":
		return keyMax
	case "从", "截断下限":
		return keyFrom
	case "到", "截断上限":
		return keyTo
	case "倍数", "乘以":
		return keyTimes
	case "平移", "加上":
		return keyShift
	}
	return key
}

// narrow turns full-width letters, digits and punctuation, and the Chinese
// comma and colon, into plain ones.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　', r == '\u00a0', r == '\u202f':
			return ' '
		case r == '、':
			return ','
		case r == '−':
			return '-'
		}
		return r
	}, text)
}

// Parse reads the text of an uncertain cell whose numbers are written as the
// reading says: see the function Parse.
// Checked: TestParse, TestDecimalComma.
func (r Reading) Parse(text string) (Spec, error) {
	text = strings.TrimSpace(narrow(text))
	if len(text) > longestText {
		return Spec{}, &ParamError{Code: CodeSyntax, Text: "the text is too long"}
	}
	return r.parse(text, deepest)
}

func (r Reading) parse(text string, depth int) (Spec, error) {
	open := strings.IndexByte(text, '(')
	if open < 0 {
		return r.plain(text)
	}
	word := strings.TrimSpace(text[:open])
	if !strings.HasSuffix(text, ")") {
		return Spec{}, &ParamError{Code: CodeSyntax, Name: word, Text: "the closing bracket is missing"}
	}
	f, ok := FamilyOf(word)
	if !ok || word == "" {
		return Spec{}, &ParamError{Code: CodeUnknown, Name: word, Text: "no distribution has this name"}
	}
	inside := text[open+1 : len(text)-1]
	if f.Range {
		return r.call(f, splitOutside(inside, separators), false, depth)
	}
	return r.parted(f, inside, depth)
}

// plain reads a number that is no call.
func (r Reading) plain(text string) (Spec, error) {
	n, ok := r.number(text, r.Decimal == Comma)
	if !ok {
		return Spec{}, &ParamError{Code: CodeSyntax, Name: text, Text: "neither a number nor a distribution"}
	}
	return Spec{Name: "Fixed", Args: []float64{n.Value}, Percent: n.Percent, Own: n.Own}, nil
}

// parted reads the arguments of a call. With decimal commas they are parted by
// ";". Where the notation is not settled, ";" beside "," tells it, unless both
// ways give a distribution.
func (r Reading) parted(f Family, inside string, depth int) (Spec, error) {
	both := splitOutside(inside, separators)
	if !strings.Contains(inside, ",") || !strings.Contains(inside, ";") && r.Decimal != Comma {
		return r.call(f, both, r.Decimal == Comma, depth)
	}
	wide := splitOutside(inside, ";")
	comma, errComma := r.call(f, wide, true, depth)
	point, errPoint := r.call(f, both, r.Decimal == Comma, depth)
	grouped, errGrouped := r.call(f, wide, false, depth)
	fits := func(s Spec, err error) bool { return err == nil && s.fits() }
	isComma, isPoint, isGrouped := fits(comma, errComma), fits(point, errPoint), fits(grouped, errGrouped)
	switch {
	case r.Decimal == Comma && (isComma || !isPoint):
		return comma, errComma
	case r.Decimal == Point && isGrouped && !isPoint:
		return grouped, errGrouped
	case r.Decimal != Unsettled || !isComma:
		return point, errPoint
	case isPoint || isGrouped:
		return Spec{}, &ParamError{Code: CodeNotation, Name: f.Name,
			Text: "the commas may be decimal or not: part the arguments by \";\" and write decimals with a point"}
	}
	return comma, errComma
}

// fits reports whether the family can be built of it.
func (s Spec) fits() bool {
	_, err := s.Build(nil)
	return err == nil
}

// splitOutside parts a text at separators that stand in no brackets and no
// quotes; a blank text has no parts.
func splitOutside(text, separators string) []string {
	if strings.TrimSpace(text) == "" {
		return nil
	}
	var parts []string
	from, depth, quoted := 0, 0, false
	add := func(to int) {
		parts = append(parts, strings.TrimSpace(text[from:to]))
		from = to + 1
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(' || c == '{':
			depth++
		case c == ')' || c == '}':
			depth--
		case depth == 0 && strings.IndexByte(separators, c) >= 0:
			add(i)
		}
	}
	add(len(text))
	return parts
}

// parser collects the arguments of one call.
type parser struct {
	Spec
	family Family
	r      Reading
	comma  bool
	depth  int

	numbers        []Number // of Args
	gaps           []bool   // of Args: named ones after it were given
	percents, none int      // amounts in percent and, except 0, without
	own, bare      int      // amounts with a unit of their own and, except 0, without
}

func (r Reading) call(f Family, parts []string, comma bool, depth int) (Spec, error) {
	p := parser{Spec: Spec{Name: f.Name}, family: f, r: r, comma: comma, depth: depth}
	if f.Range {
		if len(parts) == 0 || parts[0] == "" || strings.Contains(parts[0], "=") {
			return Spec{}, &ParamError{Code: CodeParameter, Name: f.Name, Text: "the cell range is missing"}
		}
		p.Range, parts = parts[0], parts[1:]
	}
	for _, part := range parts {
		if err := p.argument(part); err != nil {
			return Spec{}, err
		}
	}
	return p.finish()
}

func (p *parser) syntax(text string) error {
	return &ParamError{Code: CodeSyntax, Name: p.Name, Text: text}
}

// argument reads one number, pair, distribution or name=number.
func (p *parser) argument(part string) error {
	key, value, named := strings.Cut(part, "=")
	switch {
	case part == "":
		return p.syntax("an argument is empty")
	case len(p.Parts) < p.family.Parts && !(named && !strings.Contains(key, "(")):
		if p.depth == 0 {
			return p.syntax("too many calls inside calls")
		}
		s, err := p.r.parse(part, p.depth-1)
		p.Parts = append(p.Parts, s)
		return err
	case named:
		return p.named(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value))
	case strings.Contains(part, ":"):
		return p.pair(part)
	case p.family.Range:
		return p.syntax("it takes one cell range, and min= and max=")
	}
	n, ok := p.r.number(part, p.comma)
	if !ok {
		return p.syntax("\"" + part + "\" is not a number")
	}
	p.place(len(p.Args), n)
	return nil
}

// pair reads VALUE:WEIGHT.
func (p *parser) pair(part string) error {
	value, weight, _ := strings.Cut(part, ":")
	v, ok := p.r.number(value, p.comma)
	w, ok2 := p.r.number(weight, p.comma)
	if !ok || !ok2 || p.family.Pairs == nil {
		return p.syntax("\"" + part + "\" is not a value:probability of a " + p.pairFamily())
	}
	p.count(v)
	p.Pairs = append(p.Pairs, Pair{v.Value, w.Value})
	return nil
}

func (p *parser) pairFamily() string {
	if p.family.Pairs == nil {
		return "Discrete"
	}
	return p.Name
}

// place puts a number at its argument.
func (p *parser) place(i int, n Number) {
	for len(p.Args) <= i {
		v := math.NaN()
		if a, ok := p.family.argument(len(p.Args)); ok && a.Optional {
			v = a.Default
		}
		p.Args, p.numbers, p.gaps = append(p.Args, v), append(p.numbers, Number{}), append(p.gaps, true)
	}
	p.Args[i], p.numbers[i], p.gaps[i] = n.Value, n, false
}

// named reads name=number: an argument that was not given by its place, else
// one of the keys that all families know.
func (p *parser) named(key, value string) error {
	n, ok := p.r.number(value, p.comma)
	if !ok {
		return p.syntax("\"" + value + "\" is not a number")
	}
	if key = plainKey(key); key != keyFrom && key != keyTo {
		if i, ok := p.family.named(key); ok && (i >= len(p.Args) || p.gaps[i]) {
			p.place(i, n)
			return nil
		}
	}
	v := n.Value
	switch key {
	case keyMin, keyFrom:
		p.Min = &v
	case keyMax, keyTo:
		p.Max = &v
	case keyShift:
		p.Shift = v
	case keyTimes:
		if p.Times = v; !(v > 0) {
			return &ParamError{Code: CodeParameter, Name: p.Name, Text: "times must be above 0", Values: []float64{v}}
		}
		return nil
	default:
		return p.syntax("\"" + key + "=\" is not known; there are min= and max=, shift= and the names of its arguments")
	}
	p.count(n)
	return nil
}

// count notes whether an amount was in percent or carried a unit.
func (p *parser) count(n Number) {
	switch {
	case n.Percent:
		p.percents++
	case n.Value != 0:
		p.none++
	}
	switch {
	case n.Own:
		p.own++
	case n.Value != 0:
		p.bare++
	}
}

// finish settles percent, which must be all or none of the amounts, and the
// units that amounts carried.
func (p *parser) finish() (Spec, error) {
	for i, n := range p.numbers {
		if p.gaps[i] {
			if math.IsNaN(p.Args[i]) {
				a, _ := p.family.argument(i)
				return Spec{}, &ParamError{Code: CodeParameter, Name: p.Name, Text: a.Name + " is missing"}
			}
			continue
		}
		if a, ok := p.family.argument(i); ok && a.Role == Amount {
			p.count(n)
		}
	}
	if p.percents > 0 && p.none > 0 {
		return Spec{}, &ParamError{Code: CodeParameter, Name: p.Name, Text: "some values are in percent and some are not"}
	}
	p.Percent = p.percents > 0
	p.Own, p.Mixed = p.own > 0 && p.bare == 0, p.own > 0 && p.bare > 0
	for _, s := range p.Parts {
		p.Percent = p.Percent || s.Percent
		p.Own, p.Mixed = p.Own || s.Own, p.Mixed || s.Mixed
	}
	p.Args = slices.Clip(p.Args)
	return p.Spec, nil
}
