package adopt

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
)

// take counts what a cell of the column holds.
func (c *Column) take(x *Cell) {
	switch {
	case x.Kind == Date:
		c.dates++
	case x.Figure:
		c.nums++
		if x.Value.IsInteger() {
			c.whole++
		}
		if x.Kind == Text && outline(x.Text) {
			c.codes++
		}
	case x.Kind == Text:
		c.texts++
		c.width += len([]rune(x.Text))
		if outline(x.Text) || cellName.MatchString(x.Text) {
			c.codes++
		}
		if linkText(x.Text) {
			c.links++
		}
	}
	c.distinct[schema.Key(x.Text)] = true
}

// outline tells whether a text is a number of a breakdown: 1, 1.1, 2.3.4., A.1,
// II, 一, （二）.
func outline(s string) bool {
	s = outlineCode(s)
	return s != "" && len([]rune(s)) <= 12 && (upperCode(s) || dotted(s))
}

// dotted tells whether a code is made of numbers and points, with letters at
// most in front: 1.2, A.1, WP1.2.
func dotted(s string) bool {
	rest := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	return rest != "" && len(s)-len(rest) <= 3 && strings.Trim(rest, "0123456789.") == "" && strings.ContainsAny(rest[:min(2, len(rest))], ".0123456789")
}

// outlineCode is a code without the marks at its end: 1.2., 一、
func outlineCode(s string) string {
	return strings.TrimRight(strings.Trim(strings.TrimSpace(schema.HalfWidth(s)), "()"), ". 、)")
}

// upperCode tells whether a code counts chapters: 一, 二, A, B, I, II.
func upperCode(s string) bool {
	return s != "" && (strings.Trim(s, "一二三四五六七八九十") == "" || strings.Trim(s, "IVX") == "" || len(s) == 1 && s[0] >= 'A' && s[0] <= 'H')
}

// cellName is a text that reads like the address of a cell, or a short code.
var cellName = regexp.MustCompile(`^\$?[A-Z]{1,3}\$?[0-9]{1,6}$`)

// linkText tells whether a text is an address rather than a description.
func linkText(s string) bool {
	s = strings.ToLower(strings.TrimSpace(s))
	return strings.Contains(s, "://") || strings.HasPrefix(s, "www.") || strings.Contains(s, "@") && strings.Contains(s, ".") && !strings.Contains(s, " ")
}

// textMeanings are the roles of columns of texts, in the order of preference.
func textMeanings() []Meaning {
	return []Meaning{"link", "code", "name", "group", "phase", "unit", "start", "end", "supplier", "note"}
}

// textRole tells what a header over texts means, "" for unknown words.
func (f *finder) textRole(label string) Meaning {
	if len([]rune(label)) > 40 {
		return ""
	}
	return best(f.words.Means(label), textMeanings())
}

// best is the meaning that most words speak for, the earlier on a tie.
func best(means map[Meaning]int, order []Meaning) Meaning {
	out := Meaning("")
	for _, m := range order {
		if means[m] > means[out] {
			out = m
		}
	}
	return out
}

// figureRole tells what headers over figures mean, "" for unknown words. A
// quantity is one when no money is named beside it: "hours", but "pay for 14
// weeks" is pay.
func (f *finder) figureRole(labels []string) Meaning {
	out := Meaning("")
	for _, label := range labels {
		if r := f.oneFigureRole(label); r != "" && (out == "" || out == "amount" || rank(r) < rank(out) && rank(r) < rank("low")) {
			out = r
		}
	}
	return out
}

func figureMeanings() []Meaning {
	return []Meaning{"percent", "score", "variance", "actual", "prior", "rate", "low", "high", "likely",
		"total", "funded", "budget", "forecast", "quantity", "time", "nonmoney", "amount", "money", "option"}
}

func rank(m Meaning) int { return slices.Index(figureMeanings(), m) }

func (f *finder) oneFigureRole(label string) Meaning {
	s := strings.TrimSpace(schema.HalfWidth(label))
	if s == "" || len([]rune(s)) > 60 {
		return ""
	}
	if s == "%" || strings.HasPrefix(s, "% ") || strings.HasSuffix(s, " %") || strings.HasSuffix(s, "(%)") || strings.HasSuffix(s, "(％)") {
		return "percent"
	}
	means := map[Meaning]int{}
	for m, n := range f.words.Means(label) {
		means[m] = n
	}
	money := means["money"] > 0 || moneyUnit(s)
	counts := []Meaning{"quantity", "time", "nonmoney"}
	for _, m := range counts {
		switch {
		case money && means[m] > 0 && means[m] <= max(means["money"], means["total"], means["amount"], means["rate"]):
			delete(means, m)
		case !money && means[m] > 0 && means["rate"] < means[m]:
			for _, sum := range []Meaning{"total", "budget", "forecast", "amount", "option", "actual"} {
				if means[sum] <= means[m] {
					delete(means, sum)
				}
			}
		}
	}
	if money && means["total"] > 0 && means["money"] >= means["rate"] && means["rate"] < 2 {
		delete(means, "rate") // total price
	}
	switch r := best(means, figureMeanings()); {
	case r == "money":
		return "amount"
	case r == "" && (money || means["monthly"]+means["once"]+means["yearly"]+means["net"]+means["gross"] > 0):
		return "amount" // €, US$ '000; monthly; incl. VAT
	default:
		return r
	}
}

// moneyUnit tells whether a header names a currency or a scale of money.
func moneyUnit(header string) bool {
	u, ok := headerUnit(header)
	return ok && (u.Currency != "" || u.Shift != 0)
}

// headerUnit is the unit of money that a header names, whatever its name is.
func headerUnit(header string) (unit.Unit, bool) {
	if u, ok := titleUnit(header); ok {
		return u, true
	}
	words := strings.FieldsFunc(schema.HalfWidth(header), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("()[]/,:", r) })
	for i := range words {
		if u, ok := unit.Parse(strings.Join(words[i:], " ")); ok && u.Dimension == unit.Money && (u.Letter == "" || u.Currency != "") && spelt(header, u) {
			return u, true
		}
	}
	return unit.Unit{}, false
}

// untaxed is what people write about tax behind a unit of money.
var untaxed = regexp.MustCompile(`(?i)[ ,]+(?:HT|TTC|H\.T\.|netto|brutto|net|gross|(?:excl|incl|ex|inc)\.? ?(?:VAT|GST|tax|btw)|(?:sin|con|senza|sem|com) IVA|без НДС|с НДС|KDV (?:hariç|dahil)|bez VAT|税抜|税込|不含税|含税)(?P<end>[)\]）;,.]|$)`)

// titleUnit is the unit of money that a title names.
func titleUnit(text string) (unit.Unit, bool) {
	u, ok := unit.ParseTitle(untaxed.ReplaceAllString(text, "$end"))
	return u, ok && spelt(text, u)
}

// spelt tells whether a currency is not found in small letters of a word by
// accident: "mars" is a month, no million Argentine pesos.
func spelt(text string, u unit.Unit) bool {
	switch c := u.Currency; {
	case len(c) != 3 || strings.Trim(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || c == "EUR" || c == "USD" || c == "GBP":
		return true
	default:
		return strings.Contains(text, c) || !strings.Contains(strings.ToLower(text), strings.ToLower(c))
	}
}

// roles settles what every column holds, and which one names the lines.
func (f *finder) roles(b *Block) {
	for _, c := range b.Columns {
		f.role(b, c)
	}
	f.pickTexts(b)
}

func (f *finder) role(b *Block, c *Column) {
	var labels []string
	for _, l := range c.Labels {
		labels = append(labels, l.Text)
	}
	label := ""
	if len(labels) > 0 {
		label = labels[0]
	}
	switch {
	case c.dates > c.nums && c.dates > c.texts:
		c.Role = "start"
		switch {
		case f.textRole(label) == "end":
			c.Role = "end"
		case f.words.Has(label, "option"):
			c.Role = "note" // the date of a quote
		}
		return
	case c.links*2 > c.texts && c.links > 0:
		c.Role = "link"
		return
	case c.codes*2 > c.nums+c.texts && (f.figureRole(labels) == "" || f.textRole(label) == "code") && (c.codes > c.nums/2):
		if c.nums == 0 || label == "" || f.textRole(label) != "" {
			c.Role = "code"
			return
		}
	case c.nums == 0 || c.nums < c.texts:
		if c.texts > 0 {
			c.Role = f.textRole(label)
		}
		if c.Role == "code" && c.codes*3 < c.texts && c.width > 5*c.texts {
			c.Role = "name" // a "Line" that holds descriptions
		}
		return
	}
	if r := f.textRole(label); f.figureRole(labels) == "" && (r == "code" || (label == "" || r == "name") && c.Col == b.Left) {
		c.Role = "code"
		return
	}
	c.Span = f.period(c.Labels)
	labels = slices.DeleteFunc(labels, func(l string) bool {
		p, ok := f.span(&Cell{Kind: Text, Text: l})
		return ok && p.Pure
	})
	if c.Role = f.figureRole(labels); c.Span.Months > 0 && c.Role != "total" {
		c.Kind, c.Role = c.Role, "period"
	}
}

// period is the time that the headers of a column stand for: the shortest, January
// under 2026, in the year that any of them writes. A date beside the name of a
// period, as that of a report, is none.
func (f *finder) period(labels []*Cell) unit.Span {
	named := slices.ContainsFunc(labels, func(l *Cell) bool { p, ok := f.span(l); return ok && l.Kind == Text && p.Months > 1 })
	var out unit.Span
	year := 0
	for _, l := range labels {
		p, ok := f.span(l)
		if !ok || named && l.Kind == Date {
			continue
		}
		if year == 0 {
			year = p.Year
		}
		if out.Months == 0 || p.Months < out.Months {
			out = p
		}
	}
	if out.Year == 0 {
		out.Year = year
	}
	return out
}

// pickTexts finds the columns of names, codes, groups, phases and dates. Names
// are descriptions: neither links nor numbers nor addresses nor remarks.
func (f *finder) pickTexts(b *Block) {
	take := func(place **Column, c *Column) {
		if *place == nil {
			*place = c
		}
	}
	var names, others []*Column
	for _, c := range b.Columns {
		switch c.Role {
		case "code":
			if b.Code == nil || c.codes > b.Code.codes && b.Code.codes == 0 {
				b.Code = c
			}
		case "group":
			take(&b.Group, c)
		case "phase":
			take(&b.Phase, c)
		case "start":
			take(&b.Start, c)
		case "end":
			take(&b.End, c)
		case "name":
			names = append(names, c)
		case "":
			if c.texts > 0 && c.texts >= c.nums {
				others = append(others, c)
			}
		}
	}
	b.Name = telling(names)
	if b.Group == b.Name || b.Group != nil && b.Name != nil && len(b.Name.distinct)*2 < len(b.Group.distinct) && b.Name.texts*2 < b.Group.texts {
		b.Name = nil // a column of remarks
	}
	if b.Name == nil && len(others) > 0 {
		b.Name = first(others, b)
	}
	switch {
	case b.Name == nil && b.Group != nil:
		b.Name, b.Group = b.Group, nil
	case b.Name == nil && b.Phase != nil:
		b.Name, b.Phase = b.Phase, nil
	case b.Name == nil:
		for _, c := range b.Columns {
			if b.Name == nil && c.texts > c.nums && c.Role != "link" && c.Role != "unit" && c.Role != "code" {
				b.Name = c
			}
		}
	}
	switch {
	case b.Name == nil && b.Code != nil && b.Code.texts > 0:
		b.Name = b.Code // nothing else names them
	case b.Name == nil:
	case b.Group != nil && b.Name.Role == "" && b.Group.Col < b.Name.Col && len(b.Group.distinct) >= b.Group.texts*2/3 && b.Group.texts > 1:
		b.Name, b.Group = b.Group, nil // every line has a type of its own
	}
}

// telling is, of columns that are names by their header, the one that tells
// most lines apart; among equals the wordiest.
func telling(list []*Column) *Column {
	var out *Column
	for _, c := range list {
		if c.texts == 0 {
			continue
		}
		if out == nil || len(c.distinct) > len(out.distinct) && c.width*2 > out.width || c.width > 2*out.width && len(c.distinct)*2 > len(out.distinct) {
			out = c
		}
	}
	return out
}

// first is, of columns without a known header, the one that names most rows,
// the leftmost of those that name nearly as many.
func first(list []*Column, b *Block) *Column {
	var out *Column
	for _, c := range list {
		if out == nil || c.texts > out.texts+out.texts/3 {
			out = c
		}
	}
	return out
}
