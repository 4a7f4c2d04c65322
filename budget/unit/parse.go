package unit

import (
	"strings"
	"sync"
	"unicode"
)

// tableSet is the table of units by word.
type tableSet struct {
	words    map[string]Unit
	currency map[string]string   // word -> code
	shared   map[string][]string // word -> codes
	filler   map[string]bool
	base     map[string]bool
	longest  int // of a CJK word, in characters
}

// tables is made of the rows once, when the first unit is looked for.
var tables = sync.OnceValue(func() *tableSet {
	t := &tableSet{words: map[string]Unit{}, currency: map[string]string{}, shared: shared(), filler: map[string]bool{}, base: map[string]bool{}, longest: 6}
	for dim, rows := range map[Dimension][]word{Money: scaleWords(), Share: shareWords(), Time: timeWords(), Rate: perWords()} {
		for _, r := range rows {
			r.unit.Dimension = dim
			for _, w := range r.words {
				t.words[w] = r.unit
			}
		}
	}
	for _, m := range currencies() {
		t.currency[strings.ToLower(m.code)] = m.code
		for _, w := range m.words {
			t.currency[w] = m.code
		}
	}
	for _, w := range fillers() {
		t.filler[w] = true
	}
	for _, w := range bases() {
		t.base[w] = true
	}
	return t
})

// token is a run of characters of one class.
type token struct {
	text  string // lower case
	raw   string
	class rune // 'a' letters, '0' digits with their marks, 'c' Chinese, '$' a sign, '/' a slash
	glued bool // no blank before it
}

// tokens cuts a text. Blanks and marks that say nothing fall away.
func tokens(s string) []token {
	var out []token
	var run []rune
	class, gap := rune(0), true
	flush := func() {
		if len(run) > 0 {
			raw := string(run)
			out = append(out, token{text: strings.ToLower(raw), raw: raw, class: class, glued: !gap})
			gap = false
		}
		run = run[:0]
	}
	rs := []rune(s)
	for i, r := range rs {
		c := classOf(r)
		if (r == ',' || r == '.' || r == '\'') && class == '0' && i+1 < len(rs) && unicode.IsDigit(rs[i+1]) {
			c = '0'
		}
		if r == '-' && class == 'a' && len(run) > 0 && i+1 < len(rs) && classOf(rs[i+1]) == 'a' {
			c = 'a' // half-yearly
		}
		if c != class || c == '$' || c == '/' || c == 0 {
			flush()
		}
		class = c
		if c == 0 {
			gap = true
			continue
		}
		run = append(run, r)
	}
	flush()
	return out
}

func classOf(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return '0'
	case r == '/':
		return '/'
	case unicode.Is(unicode.Han, r):
		return 'c'
	case r == '%' || r == '‰' || unicode.Is(unicode.Sc, r):
		return '$'
	case unicode.IsLetter(r):
		return 'a'
	}
	return 0
}

// Parse reads a text that is nothing but a unit: "k€", "EUR 1,000", "₹ lakh",
// "% p.a.", "working days", "万元/月", "P10". ok is false when any word of it is
// not understood.
func Parse(text string) (Unit, bool) {
	if len(text) > 80 {
		return Unit{}, false
	}
	s := strings.TrimSpace(halfWidth(text))
	if u, ok := special(s); ok {
		u.Text = strings.TrimSpace(text)
		return u, true
	}
	p := parser{t: tables(), toks: tokens(s)}
	for p.i < len(p.toks) {
		if !p.next() {
			return Unit{}, false
		}
	}
	u, ok := p.unit()
	u.Text = strings.TrimSpace(text)
	return u, ok
}

// special reads quantiles and deviations.
func special(s string) (Unit, bool) {
	bare := strings.ToLower(strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), "−", "-"))
	switch bare {
	case "+%", "%+":
		return Unit{Dimension: Deviation, Sign: 1, Shift: -2}, true
	case "-%", "%-", "–%":
		return Unit{Dimension: Deviation, Sign: -1, Shift: -2}, true
	case "±%", "+/-%", "+-%", "-/+%", "%±", "%+/-":
		return Unit{Dimension: Deviation, Shift: -2}, true
	}
	return quantile(bare)
}

// quantile reads P10, 10th percentile, 10%分位.
func quantile(s string) (Unit, bool) {
	digits := strings.TrimLeft(s, "p第")
	tail := strings.TrimLeft(digits, "0123456789")
	n := digits[:len(digits)-len(tail)]
	switch tail {
	case "":
		if !strings.HasPrefix(s, "p") {
			return Unit{}, false
		}
	case "th", "%", "thpercentile", "percentile", "%ile", "thpct", "%分位", "%分位数", "分位", "分位数", "百分位", "百分位数", ".perzentil", "perzentil":
		if tail == "th" || tail == "%" {
			return Unit{}, false
		}
	default:
		return Unit{}, false
	}
	k := 0
	for _, c := range n {
		k = k*10 + int(c-'0')
		if k > 99 {
			return Unit{}, false
		}
	}
	return Unit{Dimension: Quantile, Percent: k}, n != "" && k > 0
}

// parser gathers what the tokens say.
type parser struct {
	t      *tableSet
	toks   []token
	i      int
	scale  *Unit
	share  *Unit
	time   *Unit
	per    Period
	cur    string
	joined bool // the scale's letter stands at a currency
	of     bool
}

// next takes one word, or a few that belong together.
func (p *parser) next() bool {
	k := p.toks[p.i]
	switch k.class {
	case '/':
		p.i++
		return p.frequency()
	case '0':
		return p.figure(k)
	case 'c':
		return p.chinese(k)
	}
	for n := min(3, len(p.toks)-p.i); n >= 1; n-- {
		if p.take(p.phrase(n), p.toks[p.i].raw) {
			p.i += n
			return true
		}
	}
	switch {
	case k.text == "per" || k.text == "pro" || k.text == "je":
		p.i++
		return p.frequency()
	case p.t.filler[k.text]:
		if k.text == "of" && p.share != nil {
			p.of = true
		}
		p.i++
		return true
	case p.share != nil && p.t.base[k.text]:
		p.i, p.of = p.i+1, true
		return true
	}
	return p.split(k)
}

// phrase is the next n tokens as one text.
func (p *parser) phrase(n int) string {
	var b strings.Builder
	for j := 0; j < n; j++ {
		k := p.toks[p.i+j]
		if k.class == '/' || k.class == '0' {
			return ""
		}
		if j > 0 && !(k.glued && (k.class == '$' || p.toks[p.i+j-1].class == '$')) {
			b.WriteByte(' ')
		}
		b.WriteString(k.text)
	}
	return b.String()
}

// take uses a word of the table.
func (p *parser) take(s, raw string) bool {
	if s == "" {
		return false
	}
	if _, ok := p.t.shared[s]; ok {
		return p.currency(s, s)
	}
	if code, ok := p.t.currency[s]; ok {
		if len(s) <= 3 && strings.ToLower(raw) == s && s != "rmb" && isLatin(s) && raw != strings.ToUpper(raw) && ambiguousCode(s) {
			return false // "all", "top" and the like are words
		}
		return p.currency(code, s)
	}
	u, ok := p.t.words[s]
	if !ok || s == "at" && raw != "AT" {
		return false
	}
	return p.put(u)
}

// ambiguousCode tells whether a currency's code is an everyday word in lower case.
func ambiguousCode(s string) bool {
	switch s {
	case "all", "top", "try", "cup", "pen", "mop", "bob", "mad", "real", "re", "won":
		return true
	}
	return false
}

func isLatin(s string) bool { return s != "" && s[0] < 0x80 }

func (p *parser) currency(code, word string) bool {
	if p.cur != "" && p.cur != code {
		a, _, _ := p.t.canonical(p.cur, code)
		b, _, _ := p.t.canonical(code, p.cur)
		if a != b || a == "" {
			return false
		}
		code = a
	}
	p.cur = code
	return true
}

// put keeps a unit, of which there may be one of a kind.
func (p *parser) put(u Unit) bool {
	switch u.Dimension {
	case Money:
		if p.scale != nil {
			return false
		}
		p.scale = &u
		if u.Currency != "" {
			return p.currency(u.Currency, "")
		}
	case Share:
		if p.share != nil {
			return false
		}
		p.share = &u
	case Time:
		if p.time != nil {
			return false
		}
		p.time = &u
	case Rate:
		if p.per != NoPeriod {
			return false
		}
		p.per = u.Per
	}
	return true
}

// frequency reads the period after "per" or a slash.
func (p *parser) frequency() bool {
	if p.i >= len(p.toks) {
		return false
	}
	for n := min(2, len(p.toks)-p.i); n >= 1; n-- {
		if u, ok := p.t.words[p.phrase(n)]; ok && u.Dimension == Time && p.per == NoPeriod {
			p.per, p.i = u.Of, p.i+n
			return true
		}
	}
	k := p.toks[p.i]
	if k.class == 'c' {
		for _, w := range []string{"个月", "月", "年", "季度", "季", "周", "天", "日"} {
			if rest, ok := strings.CutPrefix(k.text, w); ok && rest == "" {
				p.per, p.i = p.t.words[w].Of, p.i+1
				return true
			}
		}
		return false
	}
	if len(k.text) == 1 {
		return false // a letter after a slash is a tonne or a litre
	}
	return p.next() // EUR / lakh
}

// figure reads 1,000 and 000 as a scale.
func (p *parser) figure(k token) bool {
	digits := strings.NewReplacer(",", "", ".", "", "'", "").Replace(k.text)
	for p.i+1 < len(p.toks) && p.toks[p.i+1].class == '0' && p.toks[p.i+1].text == "000" { // 1 000
		digits += "000"
		p.i++
	}
	p.i++
	rest := strings.TrimLeft(digits, "1")
	if len(digits)-len(rest) > 1 || strings.Trim(rest, "0") != "" || len(rest)%3 != 0 || rest == "" || len(rest) > 9 {
		return false
	}
	return p.put(Unit{Dimension: Money, Shift: int32(len(rest))})
}

// chinese reads a run of Chinese characters, the longest word first.
func (p *parser) chinese(k token) bool {
	rs := []rune(k.text)
	p.i++
	for len(rs) > 0 {
		took := false
		for n := min(p.t.longest, len(rs)); n >= 1; n-- {
			w := string(rs[:n])
			if p.take(w, w) || p.t.filler[w] || p.share != nil && p.t.base[w] {
				rs, took = rs[n:], true
				break
			}
		}
		if !took {
			return false
		}
	}
	return true
}

// split reads a scale and a currency written as one word: TEUR, kEUR, EURm.
func (p *parser) split(k token) bool {
	if k.class != 'a' {
		return false
	}
	for i := 1; i < len(k.text); i++ {
		a, b := k.text[:i], k.text[i:]
		if u, ok := p.t.words[a]; ok && u.Dimension == Money && p.isCurrency(b) && p.put(u) {
			p.joined = true
			p.i++
			return p.take(b, strings.ToUpper(b))
		}
		if u, ok := p.t.words[b]; ok && u.Dimension == Money && p.isCurrency(a) && p.put(u) {
			p.joined = true
			p.i++
			return p.take(a, strings.ToUpper(a))
		}
	}
	return false
}

func (p *parser) isCurrency(s string) bool {
	_, one := p.t.currency[s]
	_, many := p.t.shared[s]
	return (one || many) && len(s) > 1
}

// unit puts together what was gathered.
func (p *parser) unit() (Unit, bool) {
	u := Unit{Per: p.per, Currency: p.cur, OfWhat: p.of}
	money := p.scale != nil || p.cur != ""
	switch {
	case money && (p.share != nil || p.time != nil && p.per != NoPeriod):
		return Unit{}, false
	case money:
		u.Dimension = Money
		if p.time != nil { // EUR month
			u.Per = p.time.Of
		}
		if p.scale != nil {
			u.Shift, u.Doubtful = p.scale.Shift, p.scale.Doubtful
			if p.cur == "" {
				u.Letter = p.scale.Letter
			} else if u.Doubtful == "m" && p.scale.Letter == "" {
				u.Doubtful = ""
			}
		}
	case p.share != nil:
		u.Dimension, u.Shift = Share, p.share.Shift
		if p.time != nil {
			u.Per = p.time.Of
		}
	case p.time != nil:
		u.Dimension, u.Of = Time, p.time.Of
	case p.per != NoPeriod:
		u.Dimension = Rate
	default:
		return Unit{}, false
	}
	return u, true
}

// halfWidth replaces full-width forms (ＡＢＣ１２３（）％，：) and typographic
// blanks, minus signs and apostrophes by their plain twins.
func halfWidth(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		plain = plain && s[i] < 0x80
	}
	if plain {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == '￥':
			return '¥'
		}
		switch r {
		case 0x3000, 0x00A0, 0x202F, 0x2009, 0x2007:
			return ' '
		case '【', '〔':
			return '['
		case '】', '〕':
			return ']'
		case '−', '‒', '–':
			return '-'
		case '’', '‘', '´', 'ʼ':
			return '\''
		}
		return r
	}, s)
}
