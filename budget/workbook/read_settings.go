package workbook

import (
	"strconv"
	"strings"

	"ballast/budget"
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
	pr.Currency = p.text("Currency", currency)
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
		p.r.report(p.r.ref(p.sheet, ""), budget.Error, "missing-setting", p.r.w.Say("problem.missing-setting", p.startName("en"), p.startName("zh")), p.r.w.Say("problem.missing-setting.hint"))
		return
	}
	c := x.get("Start month")
	if c == nil {
		return
	}
	m, ok := p.r.cellMonth(c)
	if !ok {
		x.complain("Start month", budget.Error, "bad-date", p.r.w.Say("problem.bad-date", c.show(p.r.book.date1904)), p.r.w.Say("problem.bad-date.hint"))
		return
	}
	p.r.plan.Project.Start, p.r.hasStart = m, true
	if x := p.get("As-of month"); x != nil {
		if c := x.get("As-of month"); c != nil {
			if m, ok := p.r.cellMonth(c); ok {
				p.r.plan.Project.AsOf = &m
			} else {
				x.complain("As-of month", budget.Error, "bad-date", p.r.w.Say("problem.bad-date", c.show(p.r.book.date1904)), p.r.w.Say("problem.bad-date.hint"))
			}
		}
	}
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
