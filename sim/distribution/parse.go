package distribution

import (
	"strconv"
	"strings"
)

// Parse reads the text of an uncertain cell: a number ("120", "1,200.5",
// "35%") or a call like
//
//	PERT(90,100,140)   Normal(100,15,min=0)   Discrete(0:0.7, 1:0.2, 3:0.1)
//	Metalog(80,100,140,min=0)   Empirical(History!B2:B60)
//
// Names may be in any case, or Chinese; full-width punctuation counts as plain.
func Parse(text string) (Spec, error) {
	text = strings.TrimSpace(narrow(text))
	open := strings.IndexByte(text, '(')
	if open < 0 {
		return parsePlain(text)
	}
	word := strings.TrimSpace(text[:open])
	if !strings.HasSuffix(text, ")") {
		return Spec{}, &ParamError{Code: CodeSyntax, Name: word, Text: "the closing bracket is missing"}
	}
	name, ok := canonicalName(word)
	if !ok {
		return Spec{}, &ParamError{Code: CodeUnknown, Name: word, Text: "no distribution has this name"}
	}
	p := parser{Spec: Spec{Name: name}}
	inside := text[open+1 : len(text)-1]
	if name == "Empirical" {
		if err := p.cellRange(inside); err != nil {
			return Spec{}, err
		}
		return p.Spec, nil
	}
	for part := range strings.FieldsFuncSeq(inside, func(r rune) bool { return r == ',' || r == ';' }) {
		if err := p.argument(strings.TrimSpace(part)); err != nil {
			return Spec{}, err
		}
	}
	return p.finish()
}

// narrow turns full-width letters, digits and punctuation, and the Chinese
// comma and colon, into plain ones.
func narrow(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　', r == '\u00a0':
			return ' '
		case r == '、':
			return ','
		case r == '−':
			return '-'
		}
		return r
	}, text)
}

func parsePlain(text string) (Spec, error) {
	plain := text
	if grouped(plain) {
		plain = strings.ReplaceAll(plain, ",", "")
	}
	v, percent, ok := parseNumber(plain)
	if !ok {
		return Spec{}, &ParamError{Code: CodeSyntax, Name: text, Text: "neither a number nor a distribution"}
	}
	return Spec{Name: "Fixed", Args: []float64{v}, Percent: percent}, nil
}

// grouped reports whether the commas of a number stand before three digits.
func grouped(text string) bool {
	whole, _, _ := strings.Cut(strings.TrimSuffix(text, "%"), ".")
	parts := strings.Split(strings.TrimLeft(whole, "+-"), ",")
	for i, p := range parts {
		if i == 0 && (len(p) == 0 || len(p) > 3) || i > 0 && len(p) != 3 || strings.Trim(p, "0123456789") != "" {
			return false
		}
	}
	return true
}

// parseNumber reads a finite number, perhaps in percent.
func parseNumber(text string) (v float64, percent, ok bool) {
	text = strings.TrimSpace(text)
	if before, found := strings.CutSuffix(text, "%"); found {
		text, percent = strings.TrimSpace(before), true
	}
	if text == "" || strings.Trim(text, "0123456789.eE+-") != "" {
		return 0, false, false // also keeps out "inf", "nan", "0x1p4" and "1_000"
	}
	v, err := strconv.ParseFloat(text, 64)
	if percent {
		// Shifting the decimal point in the text keeps 35% exactly 0.35.
		if w, err := strconv.ParseFloat(text+"e-2", 64); err == nil {
			v = w
		} else {
			v /= 100
		}
	}
	return v, percent, err == nil && finite(v)
}

// parser collects the arguments of one call.
type parser struct {
	Spec
	percentArgs    []bool
	percents, none int // values written in percent and, except 0, without
}

// cellRange keeps the range of an Empirical, and its min= and max=.
func (p *parser) cellRange(inside string) error {
	for i, part := range strings.Split(inside, ",") {
		part = strings.TrimSpace(part)
		if i == 0 {
			p.Range = part
			continue
		}
		if !strings.Contains(part, "=") {
			return &ParamError{Code: CodeSyntax, Name: p.Name, Text: "it takes one cell range, and min= and max="}
		}
		if err := p.argument(part); err != nil {
			return err
		}
	}
	if p.Range == "" {
		return &ParamError{Code: CodeParameter, Name: p.Name, Text: "the cell range is missing"}
	}
	return nil
}

// argument reads one number, pair or name=number.
func (p *parser) argument(part string) error {
	syntax := func(text string) error { return &ParamError{Code: CodeSyntax, Name: p.Name, Text: text} }
	if key, value, found := strings.Cut(part, "="); found {
		return p.named(strings.ToLower(strings.TrimSpace(key)), value)
	}
	if value, chance, found := strings.Cut(part, ":"); found {
		v, percent, ok := parseNumber(value)
		prob, _, ok2 := parseNumber(chance)
		if !ok || !ok2 || p.Name != "Discrete" {
			return syntax("\"" + part + "\" is not a value:probability of a Discrete")
		}
		p.count(v, percent)
		p.Pairs = append(p.Pairs, Pair{v, prob})
		return nil
	}
	v, percent, ok := parseNumber(part)
	if !ok {
		return syntax("\"" + part + "\" is not a number")
	}
	p.Args, p.percentArgs = append(p.Args, v), append(p.percentArgs, percent)
	return nil
}

// named reads min= or max=, also in Chinese, and shape= of a PERT.
func (p *parser) named(key, value string) error {
	v, percent, ok := parseNumber(value)
	if !ok {
		return &ParamError{Code: CodeSyntax, Name: p.Name, Text: "\"" + strings.TrimSpace(value) + "\" is not a number"}
	}
	switch key {
	case "min", "最小", "最小值":
		p.Min = &v
	case "max", "最大", "最大值":
		p.Max = &v
	default:
		return &ParamError{Code: CodeSyntax, Name: p.Name, Text: "\"" + key + "=\" is not known; there are min= and max="}
	}
	p.count(v, percent)
	return nil
}

// count notes whether a value was in percent.
func (p *parser) count(v float64, percent bool) {
	if percent {
		p.percents++
	} else if v != 0 {
		p.none++
	}
}

// finish settles percent, which must be all or none of the values.
func (p *parser) finish() (Spec, error) {
	first, last := valueArgs(p.Name)
	for i, v := range p.Args {
		if i >= first && i < last {
			p.count(v, p.percentArgs[i])
		}
	}
	if p.percents > 0 && p.none > 0 {
		return Spec{}, &ParamError{Code: CodeParameter, Name: p.Name, Text: "some values are in percent and some are not"}
	}
	p.Percent = p.percents > 0
	return p.Spec, nil
}
