package workbook

import (
	"sort"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
)

// settled is what the user said of the workbook: --decimal, --dates, --read, or
// the settings Decimal, Date order, Read as, Not read.
type settled struct {
	decimal unit.Notation
	order   unit.Order
	columns map[string]string // "COSTS!H" -> percent, share, amount, days, k€, ...
	unread  map[string]bool   // "COSTS!H", or a header by its key
}

// settledBy is what the options say.
func settledBy(o ReadOptions) settled {
	s := settled{columns: map[string]string{}, unread: map[string]bool{}}
	s.decimal, _ = readDecimal(o.Decimal)
	s.order, _ = readOrder(o.Dates)
	for _, text := range o.ReadAs {
		if column, meaning, ok := ReadAs(text); ok {
			s.columns[column] = meaning
		}
	}
	return s
}

// Decimal tells whether a word names what parts decimals, for --decimal.
func Decimal(word string) bool { _, ok := readDecimal(word); return ok }

// DateOrder tells whether a word names an order of dates, for --dates.
func DateOrder(word string) bool { _, ok := readOrder(word); return ok }

// readDecimal reads the word for a notation: comma, ",", point, ".".
func readDecimal(word string) (unit.Notation, bool) {
	switch strings.ToLower(strings.TrimSpace(schema.HalfWidth(word))) {
	case "comma", ",", "komma", "逗号":
		return unit.Comma, true
	case "point", ".", "dot", "period", "punkt", "句点", "小数点", "点":
		return unit.Point, true
	}
	return unit.Unsaid, false
}

// readOrder reads the word for an order of dates: dmy, d/m/y, mdy, m/d/y.
func readOrder(word string) (unit.Order, bool) {
	switch strings.NewReplacer("/", "", ".", "", "-", "", " ", "").Replace(strings.ToLower(schema.HalfWidth(word))) {
	case "dmy", "ddmmyyyy", "ddmmyy", "daymonthyear", "daymonth", "日月年":
		return unit.DayMonth, true
	case "mdy", "mmddyyyy", "mmddyy", "monthdayyear", "monthday", "月日年":
		return unit.MonthDay, true
	}
	return unit.Unsettled, false
}

// ReadAs checks one text of --read or of the setting Read as: a column, an
// equals sign, and what it holds. It returns the column in upper case and the
// meaning; ok is false for other texts.
func ReadAs(text string) (column, meaning string, ok bool) {
	column, meaning, ok = strings.Cut(text, "=")
	sheet, letter, two := strings.Cut(strings.TrimSpace(column), "!")
	sheet, letter = strings.Trim(strings.TrimSpace(sheet), "'"), strings.ToUpper(strings.TrimSpace(letter))
	meaning = strings.TrimSpace(meaning)
	if !ok || !two || sheet == "" || letter == "" || strings.Trim(letter, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != "" || meaning == "" {
		return "", "", false
	}
	if forcedWord(meaning) == "" {
		if _, known := unit.Parse(meaning); !known {
			return "", "", false
		}
	}
	return strings.ToUpper(sheet) + "!" + letter, meaning, true
}

// forcedWord is the canonical word of a meaning that is no unit.
func forcedWord(s string) string {
	if _, ok := readDecimal(s); ok {
		return "decimal"
	}
	if _, ok := readOrder(s); ok {
		return "dates"
	}
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "percent", "per cent", "%", "百分比":
		return "percent"
	case "share", "fraction", "factor", "比例", "系数":
		return "share"
	case "amount", "plain", "number", "金额", "数值":
		return "plain"
	case "deviation", "deviations", "偏差":
		return "deviation"
	}
	return ""
}

// settleForced applies what the user said of single columns.
func (r *reader) settleForced(t *table) {
	for i := range t.cols {
		word, ok := r.columns[strings.ToUpper(t.head.Sheet)+"!"+t.head.Columns[i].Letter]
		if !ok {
			continue
		}
		rd := &t.read[i]
		r.usedColumns[strings.ToUpper(t.head.Sheet)+"!"+t.head.Columns[i].Letter] = true
		rd.head.Unknown = ""
		switch rd.forced = forcedWord(word); rd.forced {
		case "decimal":
			rd.notation, _ = readDecimal(word)
			rd.forced = ""
		case "dates":
			rd.order, _ = readOrder(word)
			rd.forced = ""
		case "percent":
			rd.unit, rd.percent = unit.Unit{Text: "%", Dimension: unit.Share, Shift: -2}, true
		case "share":
			rd.unit, rd.carried = unit.Unit{}, false
		case "plain":
			rd.unit = unit.Unit{}
		case "deviation":
			rd.unit = unit.Unit{Text: "±%", Dimension: unit.Deviation, Shift: -2}
		default:
			rd.forced = "unit"
			rd.unit, _ = unit.Parse(word)
			rd.unit.Letter, rd.unit.Doubtful = "", ""
		}
	}
}

// unusedForced reports what was said of columns that are not there.
func (r *reader) unusedForced() {
	all := make([]string, 0, len(r.columns))
	for c := range r.columns {
		all = append(all, c)
	}
	sort.Strings(all)
	for _, c := range all {
		if word := r.columns[c]; !r.usedColumns[c] {
			r.report(r.ref("", ""), budget.Warning, "read-as-nothing", r.w.Say("problem.read-as-nothing", c+"="+word), r.w.Say("problem.read-as-nothing.hint"))
		}
	}
}
