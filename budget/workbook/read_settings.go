package workbook

import (
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/budget/unit"
	"ballast/budget/workbook/schema"
)

// projectReader turns the settings found into budget.Project and logs every
// default that it takes.
type projectReader struct {
	r     *reader
	def   schema.Sheet
	sheet string
	found map[string]*record
	none  bool // there is no sheet Project, which is reported
}

// noProject takes all defaults, so that the other sheets can be checked.
func (r *reader) noProject(def schema.Sheet) {
	p := &projectReader{r: r, def: def, found: map[string]*record{}, none: true}
	p.fill()
	r.plan.Log.Defaults = nil
}

// get returns the record of a setting that has a value, and notes its cell.
func (p *projectReader) get(field string) *record {
	x := p.found[field]
	if x == nil || x.get(field) == nil && !x.broken(field) {
		return nil
	}
	pr := &p.r.plan.Project
	if pr.Cells == nil {
		pr.Cells, pr.Names = map[string]budget.Ref{}, map[string]string{}
	}
	pr.Cells[field], pr.Names[field] = x.row.Ref(field), x.header(field)
	return x
}

// taken logs a default.
func (p *projectReader) taken(field, value string) {
	d, _ := p.def.Column(field)
	p.r.defaulted(p.r.ref(p.sheet, ""), p.r.w.Say("log.default.setting", d.Header(p.r.plan.Language), value))
}

// language lets the setting Language decide.
func (p *projectReader) language() {
	if x := p.get("Language"); x != nil {
		if lang := x.option("Language", ""); lang != "" {
			p.r.setLanguage(lang)
		}
	}
}

func (p *projectReader) fill() {
	pr := &p.r.plan.Project
	pr.Name = p.text("Name", p.r.plan.File)
	currency := "USD"
	if p.r.plan.Language == "zh" {
		currency = "CNY"
	}
	pr.Currency = p.currency(currency)
	p.settle()
	p.start()
	pr.Mixes.Objective, pr.Mixes.LimitFactor = "cost", 1
	for _, c := range p.def.Columns {
		if target := c.Target(pr); target != nil {
			p.put(c, target)
		}
	}
	pr.Scenarios = p.scenarios()
	pr.Seed = uint64(max(0, p.whole("Seed", 1)))
	pr.CopulaDF = p.copula()
	pr.MatrixP = p.thresholds("Matrix probabilities", []float64{0.1, 0.3, 0.5, 0.7})
	pr.MatrixImpact = p.thresholds("Matrix impacts", []float64{0.005, 0.01, 0.02, 0.05})
}

// put reads a setting into its field, or what counts without it as if that
// stood in the cell.
func (p *projectReader) put(c schema.Column, target any) {
	if c.Absent != "" {
		name, value := &cell{col: 1, kind: cellText, text: c.Field}, &cell{col: 2, kind: cellText, text: c.Absent}
		p.r.setting(&grid{name: p.sheet}, p.def, c, name, value, nil).put(c, target)
	}
	if x := p.get(c.Field); x == nil {
		if c.Absent != "" {
			p.taken(c.Field, c.Absent)
		}
	} else if x.get(c.Field) != nil {
		x.put(c, target)
	}
}

func (p *projectReader) start() {
	x := p.get("Start month")
	if x == nil && p.none {
		return
	}
	if x == nil {
		p.r.report(p.r.ref(p.sheet, ""), budget.Error, "missing-setting",
			p.r.w.Say("problem.missing-setting", p.startName("en"), p.startName("zh")), p.r.w.Say("problem.missing-setting.hint"))
		return
	}
	c := x.get("Start month")
	if c == nil {
		return
	}
	d, ok := x.date("Start month")
	if !ok {
		return
	}
	p.r.plan.Project.Start, p.r.hasStart = budget.Month{Year: d.Year, Month: d.Month}, true
	if x := p.get("As-of month"); x != nil && x.get("As-of month") != nil {
		if d, ok := x.date("As-of month"); ok {
			p.r.plan.Project.AsOf = &budget.Month{Year: d.Year, Month: d.Month}
		}
	}
}

// currency is the plan's: the setting, else the one that all headers and titles
// name, which is said, else the default.
func (p *projectReader) currency(absent string) string {
	if x := p.get("Currency"); x != nil {
		return x.text("Currency")
	}
	if seen := p.r.onlyCurrency(); seen != "" {
		p.taken("Currency", seen)
		return seen
	}
	p.taken("Currency", absent)
	return absent
}

// onlyCurrency is the currency of the headers and titles, "" when they name
// none, several, or only signs that several currencies share.
func (r *reader) onlyCurrency() string {
	one := ""
	add := func(text string) {
		if code, _, ok := unit.Canonical(text, ""); ok && code != "" && text != "" {
			if one != "" && one != code {
				code = "several"
			}
			one = code
		}
	}
	for _, def := range r.defs {
		for _, t := range r.tablesOf[def.Key] {
			add(t.title.Currency)
			for i := range t.read {
				add(t.read[i].unit.Currency)
			}
		}
	}
	if one == "several" {
		return ""
	}
	return one
}

// settle reads the settings about reading, and settles how the others' values
// are taken, one by one.
func (p *projectReader) settle() {
	r := p.r
	if x := p.get("Decimal"); x != nil && r.decimal == unit.Unsaid {
		var ok bool
		if r.decimal, ok = readDecimal(x.text("Decimal")); !ok {
			x.unknownOption("Decimal", x.text("Decimal"), []string{r.w.Say("word.comma"), r.w.Say("word.point")})
		}
	}
	if x := p.get("Date order"); x != nil && r.order == unit.Unsettled {
		var ok bool
		if r.order, ok = readOrder(x.text("Date order")); !ok {
			x.unknownOption("Date order", x.text("Date order"), []string{"d/m/y", "m/d/y"})
		}
	}
	if x := p.get("Fiscal year starts"); x != nil {
		p.fiscalYear(x)
	}
	if x := p.get("Read as"); x != nil {
		for _, s := range splitSettings(x.text("Read as")) {
			if column, meaning, ok := ReadAs(s); !ok {
				x.complain("Read as", budget.Error, "read-as", r.w.Say("problem.read-as", s), r.w.Say("problem.read-as.hint"))
			} else if r.columns[column] == "" {
				r.columns[column] = meaning
			}
		}
	}
	if x := p.get("Not read"); x != nil {
		for _, s := range splitSettings(x.text("Not read")) {
			r.unread[notReadKey(s)] = true
		}
	}
	for _, d := range p.def.Columns {
		x := p.found[d.Field]
		if x == nil || x.get(d.Field) == nil {
			continue
		}
		t := x.t
		if c := x.get(d.Field); c.kind == cellText {
			t.read[0].hear(c.text, d.Dimension == schema.Date)
		}
		r.settleUnits(t)
		r.settleNotation(t)
		r.judge(t, "")
	}
}

// fiscalYear reads the month with which a year of accounts begins: April, Apr,
// 4, 4月, or a date.
func (p *projectReader) fiscalYear(x *record) {
	text := strings.ToLower(strings.TrimSpace(x.text("Fiscal year starts")))
	n := unit.MonthName(text)
	if n == 0 {
		n = unit.ChineseMonth(text)
	}
	if k, err := strconv.Atoi(text); err == nil && k >= 1 && k <= 12 {
		n = k
	}
	if d, _, ok := p.r.cellDate(x.get("Fiscal year starts"), unit.DayMonth); ok && n == 0 {
		n = d.Month
	}
	if n == 0 {
		x.complain("Fiscal year starts", budget.Error, "bad-date",
			p.r.w.Say("problem.bad-fiscal", x.text("Fiscal year starts")), p.r.w.Say("problem.bad-fiscal.hint"))
		return
	}
	p.r.fiscal = n
}

// splitSettings parts a list at ; and line breaks, else at commas.
func splitSettings(s string) []string {
	marks := ",，、"
	if strings.ContainsAny(s, ";；\n") {
		marks = ";；\n"
	}
	var out []string
	for _, part := range strings.FieldsFunc(s, func(c rune) bool { return strings.ContainsRune(marks, c) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// notReadKey is a column that is not to be read: Costs!F, or a header.
func notReadKey(s string) string {
	if sheet, letter, two := strings.Cut(s, "!"); two {
		return strings.ToUpper(strings.Trim(strings.TrimSpace(sheet), "'") + "!" + strings.TrimSpace(letter))
	}
	return schema.Key(s)
}

func (p *projectReader) startName(lang string) string {
	d, _ := p.def.Column("Start month")
	return d.Header(lang)
}

func (p *projectReader) text(field, absent string) string {
	if x := p.get(field); x != nil {
		return x.text(field)
	}
	p.taken(field, absent)
	return absent
}

func (p *projectReader) whole(field string, absent int) int {
	if x := p.get(field); x != nil {
		return x.months(field, absent)
	}
	p.taken(field, strconv.Itoa(absent))
	return absent
}

// scenarios reads a number or the word auto.
func (p *projectReader) scenarios() int {
	x := p.get("Scenarios")
	if x == nil {
		p.taken("Scenarios", "10000")
		return 10_000
	}
	switch schema.Key(x.text("Scenarios")) {
	case "auto", "automatic", "自动":
		return 0
	}
	return x.months("Scenarios", 10_000)
}

// copula reads Gaussian, t with degrees of freedom: "t 4", "Student-t (4)".
func (p *projectReader) copula() float64 {
	x := p.get("Copula")
	if x == nil {
		p.taken("Copula", "Gaussian")
		return 0
	}
	s := strings.ToLower(strings.NewReplacer("(", " ", ")", " ", "=", " ", "df", " ", ",", " ").Replace(schema.HalfWidth(x.text("Copula"))))
	words := strings.Fields(s)
	if len(words) == 0 {
		return 0
	}
	switch words[0] {
	case "gaussian", "normal", "gauss", "高斯":
		return 0
	case "t", "student", "student-t", "t分布":
		if df, err := strconv.ParseFloat(words[len(words)-1], 64); err == nil && df > 0 && df < 1e6 {
			return df
		} else if len(words) == 1 {
			p.taken("Copula", "t(4)")
			return 4
		}
	}
	x.unknownOption("Copula", x.text("Copula"), []string{"Gaussian", "t(4)"})
	return 0
}

// thresholds reads four ascending shares.
func (p *projectReader) thresholds(field string, absent []float64) []float64 {
	x := p.get(field)
	if x == nil {
		return absent
	}
	var out []float64
	for _, s := range x.list(field) {
		a, ok := parseAmount(s)
		if !ok {
			x.complain(field, budget.Error, "not-a-number", p.r.w.Say("problem.not-a-number", s), p.r.w.Say("problem.not-a-number.hint"))
			return absent
		}
		out = append(out, a.Value.InexactFloat64())
	}
	return out
}
