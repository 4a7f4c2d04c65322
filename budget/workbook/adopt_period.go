package workbook

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/workbook/schema"
)

// period is the stretch of time that a column of a budget stands for.
type period struct {
	months  int // 1, 3, 6 or 12; 0 no period
	year    int // 0 not said
	first   int // 1 to 12: the month it begins with, when ordinal is 0
	ordinal int // counted from the start: Year 2, Month 7
}

// labelPeriod reads the period in a header: Jan-26, 2026-03, Q1 2026, 2026Q1,
// H1, FY2026, Year 2, Month 7, 一季度, 2026年, 3月. Headers with many words say
// something else.
func labelPeriod(label string) (period, bool) {
	s := strings.ToLower(strings.TrimSpace(schema.HalfWidth(label)))
	if s == "" || len([]rune(s)) > 24 {
		return period{}, false
	}
	if m, ok := parseMonth(s); ok {
		return period{months: 1, year: m.Year, first: m.Month}, true
	}
	if p, ok := chinesePeriod(s); ok {
		return p, true
	}
	fields := strings.FieldsFunc(separate(s), func(r rune) bool { return strings.ContainsRune(" -/.,'()_", r) })
	if len(fields) > 4 {
		return period{}, false
	}
	p, found := period{}, false
	for i, f := range fields {
		next := ""
		if i+1 < len(fields) {
			next = fields[i+1]
		}
		q, ok, used := wordPeriod(f, next)
		switch {
		case ok && q.months > 0 && !found:
			year := p.year
			p, found = q, true
			p.year = max(p.year, year)
		case ok && q.year > 0:
			p.year = q.year
		}
		if used {
			fields[i+1] = ""
		}
	}
	if !found && p.year > 0 {
		return period{months: 12, year: p.year, first: 1}, true
	}
	return p, found
}

// separate puts a space where letters meet digits, but keeps q1, h2 and fy26.
func separate(s string) string {
	for _, mark := range []string{"q1", "q2", "q3", "q4", "h1", "h2"} {
		s = strings.ReplaceAll(s, mark, " "+mark+" ")
	}
	return strings.ReplaceAll(s, "fy", " fy")
}

// wordPeriod reads one word of a header, and the next when it is the number
// that belongs to it.
func wordPeriod(word, next string) (p period, ok, usedNext bool) {
	n, err := strconv.Atoi(next)
	switch {
	case len(word) == 2 && word[0] == 'q' && word[1] >= '1' && word[1] <= '4':
		return period{months: 3, first: int(word[1]-'1')*3 + 1}, true, false
	case word == "h1" || word == "h2":
		return period{months: 6, first: int(word[1]-'1')*6 + 1}, true, false
	case (word == "quarter" || word == "qtr") && err == nil && n >= 1 && n <= 4:
		return period{months: 3, first: n*3 - 2}, true, true
	case (word == "month" || word == "m") && err == nil && n >= 1 && n <= 600:
		return period{months: 1, ordinal: n}, true, true
	case (word == "year" || word == "yr" || word == "y") && err == nil && n >= 1 && n <= 30:
		return period{months: 12, ordinal: n}, true, true
	case strings.HasPrefix(word, "fy"):
		if y, err := strconv.Atoi(fullYear(word[2:])); err == nil && y >= 1990 && y <= 2200 {
			return period{year: y}, true, false
		}
	case len(word) == 4 && digits(word):
		if y, _ := strconv.Atoi(word); y >= 1990 && y <= 2200 {
			return period{year: y}, true, false
		}
	}
	for prefix, months := range map[string]int{"m": 1, "y": 12, "yr": 12, "year": 12, "month": 1} {
		if tail, cut := strings.CutPrefix(word, prefix); cut && digits(tail) && len(tail) <= 2 && tail != "0" {
			k, _ := strconv.Atoi(tail)
			return period{months: months, ordinal: k}, true, false
		}
	}
	if m := monthNumber(word); m != "" {
		k, _ := strconv.Atoi(m)
		return period{months: 1, first: k}, true, false
	}
	return period{}, false, false
}

// chinesePeriod reads 2026年, 3月, 第一季度, 上半年, 第2年, 2026年一季度.
func chinesePeriod(s string) (period, bool) {
	year := 0
	if len(s) > 4 && digits(s[:4]) && strings.HasPrefix(s[4:], "年") {
		year, _ = strconv.Atoi(s[:4])
		s = strings.TrimPrefix(strings.TrimPrefix(s[4:], "年"), "度")
		if s == "" || s == "预算" {
			return period{months: 12, year: year, first: 1}, true
		}
	}
	if n, ok := monthWord(s); ok && strings.HasSuffix(s, "月") {
		return period{months: 1, year: year, first: n}, true
	}
	for i, w := range []string{"一", "二", "三", "四"} {
		for _, form := range []string{w + "季度", "第" + w + "季度", strconv.Itoa(i+1) + "季度", "第" + strconv.Itoa(i+1) + "季度"} {
			if s == form {
				return period{months: 3, year: year, first: 3*i + 1}, true
			}
		}
		for _, form := range []string{"第" + w + "年", "第" + strconv.Itoa(i+1) + "年"} {
			if s == form {
				return period{months: 12, ordinal: i + 1}, true
			}
		}
	}
	switch s {
	case "上半年":
		return period{months: 6, year: year, first: 1}, true
	case "下半年":
		return period{months: 6, year: year, first: 7}, true
	}
	if tail, cut := strings.CutPrefix(s, "第"); cut {
		tail = strings.TrimSuffix(strings.TrimSuffix(tail, "月"), "个")
		if n, err := strconv.Atoi(tail); err == nil && n >= 1 && n <= 600 && s != tail {
			return period{months: 1, ordinal: n}, true
		}
	}
	return period{}, false
}

// headerPeriod reads the period in a header cell: a date, a year, or a text.
func (a *adopter) headerPeriod(c *cell) (period, bool) {
	switch {
	case c.blank():
		return period{}, false
	case c.kind == cellText:
		return labelPeriod(c.text)
	case c.kind == cellNumber && c.format == formatDate:
		if m, ok := a.r.cellMonth(c); ok {
			return period{months: 1, year: m.Year, first: m.Month}, true
		}
	case c.kind == cellNumber:
		if y, ok := yearIn(c); ok && len(c.text) == 4 {
			return period{months: 12, year: y, first: 1}, true
		}
	}
	return period{}, false
}

// placePeriods gives every period its first month, counted from the first of
// all, and that first month when a year is known. Periods without a year run
// on from the one before: Jul to Jun is one year, not two halves of one.
func placePeriods(all []period, year int) (offsets []int, start budget.Month) {
	at := make([]int, len(all))
	first := -1
	last := -1 << 30
	for i, p := range all {
		y := p.year
		if y == 0 {
			y = year
		}
		at[i] = y*12 + p.first - 1
		if p.ordinal > 0 {
			at[i] = year*12 + (p.ordinal-1)*p.months
		}
		for p.year == 0 && p.ordinal == 0 && at[i] < last {
			at[i] += 12
		}
		last = at[i]
		if first < 0 || at[i] < first {
			first = at[i]
		}
	}
	for i := range at {
		at[i] -= first
	}
	return at, budget.Month{Year: first / 12, Month: first%12 + 1}
}
