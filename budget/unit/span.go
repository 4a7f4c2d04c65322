package unit

import (
	"strconv"
	"strings"
)

// Span is the stretch of time that a column of a budget stands for.
type Span struct {
	Months  int  // 1, 3, 6 or 12; 0 none
	Year    int  // 0 not said
	First   int  // 1 to 12: the month of its year that it begins with, when Ordinal is 0
	Ordinal int  // counted from the start: Year 2, Month 7, P3
	Fiscal  bool // FY: a year of accounts
	Two     bool // the year is written as two: 2026-27
	Letter  byte // 'p' for P3, 'q', 'h'; 0 others
	Pure    bool // nothing else stands in the header
}

// ParseSpan reads the period in a header: Jan-26, 2026-03, Q1 2026, 2026Q1, H1,
// FY2026, FY2026-27, Year 2, Month 7, P3, 一季度, 2026年, 3月. Headers with many
// words say something else.
func ParseSpan(label string) (Span, bool) {
	s := strings.ToLower(strings.TrimSpace(halfWidth(label)))
	if s == "" || len([]rune(s)) > 24 {
		return Span{}, false
	}
	if p, ok := twoYears(s); ok {
		p.Pure = true
		return p, true
	}
	if d, doubt, ok := ParseDate(s, Unsettled); ok && !doubt {
		return Span{Months: 1, Year: d.Year, First: d.Month, Pure: true}, true
	}
	if p, ok := chineseSpan(s); ok {
		p.Pure = true
		return p, true
	}
	fields := strings.FieldsFunc(separate(s), func(r rune) bool { return strings.ContainsRune(" -/.,'()_", r) })
	if len(fields) > 4 {
		return Span{}, false
	}
	p, found, pure := Span{}, false, true
	for i := 0; i < len(fields); i++ {
		next := ""
		if i+1 < len(fields) {
			next = fields[i+1]
		}
		q, ok, used := wordSpan(fields[i], next)
		switch {
		case ok && q.Months > 0 && !found:
			year, fiscal := p.Year, p.Fiscal
			p, found = q, true
			p.Year, p.Fiscal = max(p.Year, year), p.Fiscal || fiscal
		case ok && q.Year > 0:
			p.Year, p.Fiscal = q.Year, p.Fiscal || q.Fiscal
		case found && allDigits(fields[i]) && len(fields[i]) == 2 && p.Year == 0: // Q1 26
			p.Year = fullYear(fields[i])
		case !ok:
			pure = false
		}
		if used {
			i++
		}
	}
	if !found && p.Year > 0 {
		return Span{Months: 12, Year: p.Year, First: 1, Fiscal: p.Fiscal, Pure: pure}, true
	}
	p.Pure = pure
	return p, found
}

// twoYears reads a year of accounts that names both its calendar years:
// FY2026-27, 2026/27, FY 26/27, Q1 FY26-27, 2026-2027.
func twoYears(s string) (Span, bool) {
	head, tail := s, ""
	cut := strings.LastIndexAny(s, "-/")
	if cut < 2 {
		return Span{}, false
	}
	head, tail = strings.TrimSpace(s[:cut]), strings.TrimSpace(s[cut+1:])
	from := len(head)
	for from > 0 && head[from-1] >= '0' && head[from-1] <= '9' {
		from--
	}
	year, before := head[from:], strings.TrimSpace(head[:from])
	a, b := fullYear(year), fullYear(tail)
	fiscal := strings.HasSuffix(before, "fy") || strings.HasSuffix(before, "fiscal") || strings.HasSuffix(before, "year") || strings.HasSuffix(before, "gj")
	if !allDigits(year) || !allDigits(tail) || a == 0 || b != a+1 || len(year) == 2 && !fiscal ||
		a < 1990 || a > 2200 || !fiscal && len(tail) == 2 && tail <= "12" {
		return Span{}, false
	}
	p := Span{Months: 12, Year: a, First: 1, Fiscal: true, Two: true}
	rest := strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(before, "fy"), "fiscal"))
	if len(rest) == 2 && (rest[0] == 'q' || rest[0] == 'h') {
		if q, ok, _ := wordSpan(rest, ""); ok {
			q.Year, q.Fiscal, q.Two = a, true, true
			return q, true
		}
	}
	return p, true
}

// separate puts a space where letters meet digits, but keeps q1, h2 and fy26.
func separate(s string) string {
	for _, mark := range []string{"q1", "q2", "q3", "q4", "h1", "h2"} {
		s = strings.ReplaceAll(s, mark, " "+mark+" ")
	}
	return strings.ReplaceAll(s, "fy", " fy")
}

// wordSpan reads one word of a header, and the next when it is the number that
// belongs to it.
func wordSpan(word, next string) (p Span, ok, usedNext bool) {
	n, err := strconv.Atoi(next)
	counted := err == nil && n >= 1
	switch {
	case len(word) == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4':
		return Span{Months: 3, First: int(word[1]-'1')*3 + 1, Letter: 'q'}, true, false
	case word == "h1" || word == "h2":
		return Span{Months: 6, First: int(word[1]-'1')*6 + 1, Letter: 'h'}, true, false
	case (word == "quarter" || word == "qtr" || word == "quartal") && counted && n <= 4:
		return Span{Months: 3, First: n*3 - 2, Letter: 'q'}, true, true
	case (word == "month" || word == "m") && counted && n <= 600:
		return Span{Months: 1, Ordinal: n}, true, true
	case (word == "period" || word == "p") && counted && n <= 13:
		return Span{Months: 1, Ordinal: n, Letter: 'p'}, true, true
	case (word == "year" || word == "yr" || word == "y") && counted && n <= 30:
		return Span{Months: 12, Ordinal: n}, true, true
	case (word == "fy" || word == "gj") && err == nil && fullYear(next) >= 1990:
		return Span{Year: fullYear(next), Fiscal: true}, true, true
	case strings.HasPrefix(word, "fy"):
		if y := fullYear(word[2:]); y >= 1990 && y <= 2200 {
			return Span{Year: y, Fiscal: true}, true, false
		}
	case len(word) == 4 && allDigits(word):
		if y, _ := strconv.Atoi(word); y >= 1990 && y <= 2200 {
			return Span{Year: y}, true, false
		}
	}
	for _, f := range []struct {
		prefix string
		months int
		letter byte
	}{{"month", 1, 0}, {"m", 1, 0}, {"year", 12, 0}, {"yr", 12, 0}, {"y", 12, 0}, {"p", 1, 'p'}} {
		if tail, cut := strings.CutPrefix(word, f.prefix); cut && allDigits(tail) && len(tail) <= 2 {
			if k, _ := strconv.Atoi(tail); k >= 1 && (f.letter != 'p' || k <= 13) {
				return Span{Months: f.months, Ordinal: k, Letter: f.letter}, true, false
			}
		}
	}
	if m := MonthName(word); m != 0 {
		return Span{Months: 1, First: m}, true, false
	}
	return Span{}, false, false
}

// chineseSpan reads 2026年, 3月, 第一季度, 上半年, 第2年, 2026年一季度.
func chineseSpan(s string) (Span, bool) {
	year := 0
	if len(s) > 4 && allDigits(s[:4]) && strings.HasPrefix(s[4:], "年") {
		year, _ = strconv.Atoi(s[:4])
		s = strings.TrimPrefix(strings.TrimPrefix(s[4:], "年"), "度")
		if s == "" || s == "预算" {
			return Span{Months: 12, Year: year, First: 1}, true
		}
	}
	if n := ChineseMonth(s); n > 0 {
		return Span{Months: 1, Year: year, First: n}, true
	}
	for i, w := range []string{"一", "二", "三", "四"} {
		n := strconv.Itoa(i + 1)
		switch s {
		case w + "季度", "第" + w + "季度", n + "季度", "第" + n + "季度":
			return Span{Months: 3, Year: year, First: 3*i + 1, Letter: 'q'}, true
		case "第" + w + "年", "第" + n + "年":
			return Span{Months: 12, Ordinal: i + 1}, true
		}
	}
	switch s {
	case "上半年":
		return Span{Months: 6, Year: year, First: 1, Letter: 'h'}, true
	case "下半年":
		return Span{Months: 6, Year: year, First: 7, Letter: 'h'}, true
	}
	if tail, cut := strings.CutPrefix(s, "第"); cut {
		tail = strings.TrimSuffix(strings.TrimSuffix(tail, "月"), "个")
		if n, err := strconv.Atoi(tail); err == nil && n >= 1 && n <= 600 {
			return Span{Months: 1, Ordinal: n}, true
		}
	}
	return Span{}, false
}

// ChineseMonth reads 3月 and 三月, 0 for other texts.
func ChineseMonth(s string) int {
	digits, found := strings.CutSuffix(s, "月")
	if !found {
		return 0
	}
	for i, w := range []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"} {
		if digits == w || digits == strconv.Itoa(i+1) {
			return i + 1
		}
	}
	return 0
}

// Begin is the calendar month, counted from the year 0, that a span with a year
// begins with, in accounts whose year begins with the month fiscal (1 for the
// calendar's). A year of accounts is named after the calendar year in which it
// ends, or by both.
func (p Span) Begin(fiscal int) int {
	if p.Months == 1 && p.Ordinal == 0 && !p.Fiscal || fiscal <= 1 {
		return p.Year*12 + p.First - 1
	}
	year := p.Year
	if !p.Two {
		year--
	}
	if p.Months == 1 && p.Ordinal == 0 { // Apr FY26
		at := year*12 + p.First - 1
		if p.First < fiscal {
			at += 12
		}
		return at
	}
	return year*12 + fiscal - 1 + p.First - 1
}
