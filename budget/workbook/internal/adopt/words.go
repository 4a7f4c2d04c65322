package adopt

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"ballast/budget/workbook/schema"
)

//go:embed words.tsv
var wordTable string // read only

// Meaning is what a word in a budget means; the meanings are the rows of
// words.tsv.
type Meaning string

// word is one word or phrase of a meaning.
type word struct {
	text       string // folded, its parts between single blanks
	meaning    Meaning
	whole      bool // counts only as the whole text
	head, tail bool // begins or ends a word
	dense      bool // a script without blanks between words
}

// Vocabulary is the table of words, and what the texts of one budget mean by it.
type Vocabulary struct {
	*wordIndex
	cache map[string]map[Meaning]int
}

// wordIndex is the table of words, ready to be looked through. It is not written
// to once it is made.
type wordIndex struct {
	byFirst map[string][]word // plain words by their first part
	dense   []word
	wild    []word
	whole   map[string][]Meaning
}

// index is made once a process: the table is the same for every budget.
var index = sync.OnceValue(newWordIndex)

func newVocabulary() *Vocabulary {
	return &Vocabulary{wordIndex: index(), cache: map[string]map[Meaning]int{}}
}

// newWordIndex reads the table of words: a row is a meaning, a column a language.
func newWordIndex() *wordIndex {
	v := &wordIndex{byFirst: map[string][]word{}, whole: map[string][]Meaning{}}
	for i, line := range strings.Split(wordTable, "\n") {
		fields := strings.Split(line, "\t")
		if i < 3 || len(fields) < 2 {
			continue
		}
		for _, list := range fields[1:] {
			for _, text := range strings.Split(list, "|") {
				v.add(Meaning(fields[0]), strings.TrimSpace(text))
			}
		}
	}
	return v
}

func (v *wordIndex) add(m Meaning, text string) {
	if text == "" {
		return
	}
	w := word{meaning: m}
	text, w.whole = strings.CutPrefix(text, "=")
	text, w.tail = strings.CutPrefix(text, "*")
	text, w.head = strings.CutSuffix(text, "*")
	w.text = fold(text)
	w.dense = strings.ContainsFunc(w.text, isDense)
	switch {
	case w.text == "":
	case w.whole:
		v.whole[w.text] = append(v.whole[w.text], m)
	case w.dense:
		v.dense = append(v.dense, w)
	case w.head || w.tail:
		v.wild = append(v.wild, w)
	default:
		first, _, _ := strings.Cut(w.text, " ")
		v.byFirst[first] = append(v.byFirst[first], w)
	}
}

// Means returns every meaning of a text, and how many words of the text say so.
func (v *Vocabulary) Means(text string) map[Meaning]int {
	if len(text) > 400 {
		return nil
	}
	if found, ok := v.cache[text]; ok {
		return found
	}
	out := map[Meaning]int{}
	s := fold(text)
	take := func(m Meaning, n int) { out[m] = max(out[m], n) }
	for _, m := range v.whole[s] {
		take(m, strings.Count(s, " ")+2)
	}
	parts := strings.Fields(s)
	for i, p := range parts {
		for _, w := range v.byFirst[p] {
			n := strings.Count(w.text, " ") + 1
			if i+n <= len(parts) && (n == 1 || strings.Join(parts[i:i+n], " ") == w.text) {
				take(w.meaning, n)
			}
		}
		for _, w := range v.wild {
			if w.tail && strings.HasSuffix(p, w.text) || w.head && strings.HasPrefix(p, w.text) {
				take(w.meaning, 1)
			}
		}
	}
	if strings.ContainsFunc(s, isDense) {
		for _, w := range v.dense {
			if strings.Contains(s, w.text) {
				take(w.meaning, len([]rune(w.text))/2+1)
			}
		}
	}
	v.cache[text] = out
	return out
}

// Has tells whether a text has a word of one of the meanings.
func (v *Vocabulary) Has(text string, any ...Meaning) bool {
	found := v.Means(text)
	for _, m := range any {
		if found[m] > 0 {
			return true
		}
	}
	return false
}

// Is tells whether a text is, as a whole, a word of one of the meanings.
func (v *Vocabulary) Is(text string, any ...Meaning) bool {
	s := fold(text)
	first, _, _ := strings.Cut(s, " ")
	same := func(w word) bool { return w.text == s && slices.Contains(any, w.meaning) }
	return slices.ContainsFunc(v.whole[s], func(m Meaning) bool { return slices.Contains(any, m) }) ||
		slices.ContainsFunc(v.byFirst[first], same) || slices.ContainsFunc(v.dense, same)
}

func isDense(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x4E00 && r <= 0x9FFF
}

// fold reduces a text to what is compared: half width, lower case, letters
// without marks, and blanks for all that is neither letter nor digit nor # and %.
func fold(text string) string {
	var b strings.Builder
	gap := true
	for _, r := range schema.HalfWidth(text) {
		r = unicode.ToLower(r)
		if plain, ok := plainLetter(r); ok {
			b.WriteString(plain)
			gap = false
			continue
		}
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == 0x200C:
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '#' || r == '%' || r == '№' || r == '°':
			b.WriteRune(r)
			gap = false
		case !gap:
			b.WriteByte(' ')
			gap = true
		}
	}
	return strings.TrimSpace(b.String())
}

// plainLetter is a letter without its marks; people type both.
func plainLetter(r rune) (string, bool) {
	if r < 0x80 {
		return "", false
	}
	for _, g := range []struct{ plain, marked string }{
		{"a", "áàâãäåāăą"}, {"c", "çćč"}, {"d", "ďđ"}, {"e", "éèêëēęě"}, {"g", "ğģ"}, {"i", "íìîïīıİ"}, {"l", "łľ"}, {"n", "ñńň"},
		{"o", "óòôõöőø"}, {"r", "ř"}, {"s", "śšşș"}, {"t", "ťțţ"}, {"u", "úùûüűūů"}, {"y", "ýÿ"}, {"z", "źżž"},
		{"ss", "ß"}, {"oe", "œ"}, {"ae", "æ"}, {"е", "ё"}, {"ی", "يى"}, {"ک", "ك"},
	} {
		if strings.ContainsRune(g.marked, r) {
			return g.plain, true
		}
	}
	return "", false
}
