package formula

import "strings"

// criterion is a condition as COUNTIF and SUMIF read it: ">5", "<>", "=a*", 12.
// Checked: TestCriteria.
type criterion struct {
	op      Op // Equal to GreaterEqual
	value   Value
	pattern *pattern // of a text with wildcards
	empty   emptiness
}

// emptiness says how a criterion without a value takes empty cells.
type emptiness uint8

const (
	hasValue  emptiness = iota
	emptyText           // "": blanks and empty texts
	noValue             // "=": blanks; "<>": all but blanks
)

// newCriterion reads a criterion. A text begins with an operator or means =;
// what follows is a number, a boolean, an error or a text, in which * and ?
// stand for any signs.
func newCriterion(v Value, l Locale, date1904 bool) criterion {
	switch v.Kind {
	case Blank:
		return criterion{op: Equal, value: Int(0)}
	case Text:
	default:
		return criterion{op: Equal, value: v}
	}
	op, rest := criterionOp(v.Text)
	k := criterion{op: op, value: Str(rest)}
	if rest == "" {
		k.empty = noValue
		if v.Text == "" {
			k.empty = emptyText
		}
		return k
	}
	if x, c := l.Read(rest, date1904); c == Certain {
		k.value = Num(x)
		return k
	}
	if b := AsLogic(k.value); b.Kind == Bool {
		k.value = b
		return k
	}
	if code, ok := ParseCode(rest); ok {
		k.value = Fail(code)
		return k
	}
	if op == Equal || op == NotEqual {
		k.pattern = newPattern(rest)
	}
	return k
}

// criterionOp cuts the operator off.
func criterionOp(s string) (Op, string) {
	for _, o := range []Op{LessEqual, GreaterEqual, NotEqual, Less, Greater, Equal} {
		if rest, ok := strings.CutPrefix(s, o.String()); ok {
			return o, rest
		}
	}
	return Equal, s
}

// holds reports whether a single value meets the criterion.
func (k *criterion) holds(v Value, l Locale, date1904 bool) bool {
	if k.op == NotEqual {
		return !k.equal(v, l, date1904)
	}
	if k.op == Equal {
		return k.equal(v, l, date1904)
	}
	if k.empty != hasValue || v.Kind != k.value.Kind || v.Kind == Error {
		return false // an order is one of values of a kind
	}
	return compares(k.op, Compare(v, k.value))
}

// equal reports whether a value is the criterion's; a text that looks like the
// number is equal to it.
func (k *criterion) equal(v Value, l Locale, date1904 bool) bool {
	switch {
	case k.empty == noValue:
		return v.Kind == Blank
	case k.empty == emptyText:
		return v.Kind == Blank || v.Kind == Text && v.Text == ""
	case k.pattern != nil:
		return v.Kind == Text && k.pattern.matches(v.Text)
	case k.value.Kind == Number && v.Kind == Text:
		x, c := l.Read(v.Text, date1904)
		return c == Certain && CompareNumbers(x, k.value.Num) == 0
	}
	return Same(v, k.value)
}

// pattern is a text in which * stands for any signs, ? for one, and ~ makes the
// next of them ordinary. Case does not matter.
// Checked: TestPatterns.
type pattern struct {
	parts []patternPart
	plain string // where there is no wildcard
	wild  bool
}

type patternPart struct {
	sign rune // 0 for * and ?
	many bool
}

// newPattern reads a pattern; a text without * ? ~ matches itself alone.
func newPattern(s string) *pattern {
	s = Fold(s)
	if !strings.ContainsAny(s, "*?~") {
		return &pattern{plain: s}
	}
	p := &pattern{wild: true}
	runes := []rune(s)
	for i := 0; i < len(runes); i++ {
		switch r := runes[i]; {
		case r == '~' && i+1 < len(runes) && strings.ContainsRune("*?~", runes[i+1]):
			i++
			p.parts = append(p.parts, patternPart{sign: runes[i]})
		case r == '*':
			p.parts = append(p.parts, patternPart{many: true})
		case r == '?':
			p.parts = append(p.parts, patternPart{})
		default:
			p.parts = append(p.parts, patternPart{sign: r})
		}
	}
	return p
}

// matches reports whether the whole of a text fits.
func (p *pattern) matches(s string) bool {
	s = Fold(s)
	if !p.wild {
		return s == p.plain
	}
	text := []rune(s)
	i, k, star, from := 0, 0, -1, 0
	for i < len(text) {
		switch {
		case k < len(p.parts) && p.parts[k].many:
			star, from = k, i
			k++
		case k < len(p.parts) && (p.parts[k].sign == 0 || p.parts[k].sign == text[i]):
			i, k = i+1, k+1
		case star >= 0:
			from++
			i, k = from, star+1
		default:
			return false
		}
	}
	for k < len(p.parts) && p.parts[k].many {
		k++
	}
	return k == len(p.parts)
}
