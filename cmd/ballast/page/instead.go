package page

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"ballast/budget/words"
)

// insteadOf is a text that names the command, and what the page says in its place.
type insteadOf struct {
	needle []byte         // a piece of the text that holds no argument
	whole  *regexp.Regexp // a string that is the text: its arguments may hold any sign
	find   *regexp.Regexp // the text among others
	order  []int          // which argument each group is
	say    []part
}

// part is a piece of a text, or the argument of a number after it.
type part struct {
	text string
	arg  int // from 1; 0: none
}

// verb is where an argument stands in a text.
var verb = regexp.MustCompile(`%(?:%|(?:\[(\d+)\])?[sd])`)

// apart takes a text apart; a percent sign that is written twice is one.
func apart(text string) (all []part) {
	next, from, held := 1, 0, ""
	for _, m := range verb.FindAllStringSubmatchIndex(text, -1) {
		held += text[from:m[0]]
		from = m[1]
		if text[m[0]:m[1]] == "%%" {
			held += "%"
			continue
		}
		if m[2] >= 0 {
			next, _ = strconv.Atoi(text[m[2]:m[3]]) // digits
		}
		all = append(all, part{held, next})
		held = ""
		next++
	}
	return append(all, part{held + text[from:], 0})
}

// escaped is a text as it stands in JSON.
func escaped(text string) string {
	data, _ := json.Marshal(text) // a string always can
	return string(data[1 : len(data)-1])
}

// insteads are the texts under instead., in both languages, the longest first.
var insteads = sync.OnceValue(func() (all []insteadOf) {
	for _, lang := range []string{"en", "zh"} {
		w := words.For(lang)
		for key, text := range w.Under("instead.") {
			if w.Has(key) { // a text that is gone is in no answer
				all = append(all, newInstead(w.Under(key)[""], text))
			}
		}
	}
	slices.SortFunc(all, func(a, b insteadOf) int {
		return cmp.Or(len(b.needle)-len(a.needle), bytes.Compare(a.needle, b.needle))
	})
	return all
})

func newInstead(command, text string) insteadOf {
	x := insteadOf{say: apart(text)}
	pattern := ""
	for _, p := range apart(command) {
		literal := escaped(p.text)
		if len(literal) > len(x.needle) {
			x.needle = []byte(literal)
		}
		pattern += regexp.QuoteMeta(literal)
		if p.arg > 0 {
			pattern += `((?:[^"\\]|\\.)*?)` // within one string of JSON
			x.order = append(x.order, p.arg)
		}
	}
	x.whole, x.find = regexp.MustCompile(`"`+pattern+`"`), regexp.MustCompile(pattern)
	return x
}

// spoken is JSON as the page says it: texts that name the command and its flags are put
// in words of what the page has. Files that are downloaded keep theirs.
//
// Checked: TestPageNamesNoCommand.
func spoken(data []byte) []byte {
	for _, x := range insteads() {
		if bytes.Contains(data, x.needle) {
			data = x.whole.ReplaceAllFunc(data, func(found []byte) []byte { return fmt.Appendf(nil, `"%s"`, x.with(x.whole, found)) })
			data = x.find.ReplaceAllFunc(data, func(found []byte) []byte { return x.with(x.find, found) })
		}
	}
	return data
}

// with is what is said in the place of one text that was found.
func (x *insteadOf) with(how *regexp.Regexp, found []byte) []byte {
	groups := how.FindSubmatch(found)
	args := map[int]string{}
	for i, arg := range x.order {
		args[arg] = string(groups[i+1])
	}
	var out strings.Builder
	for _, p := range x.say {
		out.WriteString(escaped(p.text))
		out.WriteString(args[p.arg])
	}
	return []byte(out.String())
}
