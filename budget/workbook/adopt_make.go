package workbook

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"ballast/budget"
	"ballast/budget/sheet"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/adopt"
	"ballast/budget/workbook/schema"
)

// maker turns the reading that was chosen into an Adoption.
type maker struct {
	a       *adopter
	r       *adopt.Reading
	out     *Adoption
	lines   []*adopt.Entry
	wide    bool                  // every table has a column for each period
	offsets map[*adopt.Column]int // of each period, in months from the start
	name    *adopt.Cell           // of the project: a title, nil without one
	dated   bool                  // lines have start dates of their own
	known   bool                  // the start is said by the budget
	def     schema.Sheet          // Costs
	phases  schema.Column
	coded   bool // the budget's codes are the IDs
	ranged  bool // the budget has low and high amounts of its own
	monthly bool // lines are due every month
	shift   int  // months that dates without a year are later
}

// make builds the adoption of a reading.
func (a *adopter) make(r *adopt.Reading) *Adoption {
	m := &maker{a: a, r: r, lines: r.Lines(), offsets: map[*adopt.Column]int{}}
	m.def, _ = a.r.def("Costs")
	m.phases, _ = m.def.Column("Phase")
	m.coded, m.ranged, m.wide = m.ownCodes(), m.estimated(), true
	for _, b := range r.Blocks {
		m.wide = m.wide && len(b.Figure.Periods) > 0
	}
	for _, e := range m.lines {
		m.monthly = m.monthly || e.Monthly
	}
	m.out = &Adoption{Language: a.r.plan.Language, Header: max(0, r.Blocks[0].Header-r.Blocks[0].Top+1) * r.Blocks[0].Header, Unit: unitWords(r.Shift)}
	for _, b := range r.Blocks {
		m.out.Tables = append(m.out.Tables, a.r.ref(b.Sheet.Name, b.Area().String()))
	}
	if len(r.Own) > 0 {
		m.out.Own = a.r.ref(r.Own[0].Sheet.Name, cellSpan(r.Own))
		own := decimal.Zero
		for _, x := range r.Own {
			own = own.Add(x.Value)
		}
		m.out.Beside = !r.Reserve.IsZero() && own.Sub(r.Total).Abs().GreaterThan(decimal.New(5, -3))
	}
	for _, d := range r.Doubts {
		m.out.Doubts = append(m.out.Doubts, a.doubt(d))
		a.r.report(a.r.ref(d.Sheet, d.Cell), budget.Warning, "adopt-doubt", a.doubt(d), "")
	}
	m.columns()
	m.left()
	m.checked()
	m.title()
	m.calendar()
	m.currency()
	m.adoptLines()
	m.assume()
	m.out.Book = m.book()
	return m.out
}

func cellSpan(cells []*adopt.Cell) string {
	if len(cells) == 1 {
		return cells[0].Address()
	}
	return cells[0].Address() + ":" + cells[len(cells)-1].Address()
}

func (m *maker) say(key string, args ...any) string { return m.a.r.w.Say(key, args...) }

// columns says what each labelled column was taken for.
func (m *maker) columns() {
	for _, b := range m.r.Blocks {
		meaning := m.meanings(b)
		for _, c := range b.Columns {
			key := meaning[c]
			if key == "" {
				if len(c.Labels) == 0 {
					continue
				}
				key = "unused"
			}
			at := letterCell(c.Col, max(b.Header, b.Top))
			if len(c.Labels) > 0 {
				at = c.Labels[0].Address()
			}
			m.out.Columns = append(m.out.Columns, AdoptedColumn{Sheet: b.Sheet.Name, Cell: at, Header: c.Label(), Meaning: m.say("adopt.role." + key)})
		}
	}
}

// meanings are the keys of what the columns of a table were taken for.
func (m *maker) meanings(b *adopt.Block) map[*adopt.Column]string {
	out := map[*adopt.Column]string{}
	put := func(key string, list ...*adopt.Column) {
		for _, c := range list {
			if c != nil {
				out[c] = key
			}
		}
	}
	put("code", b.Code)
	put("group", b.Group)
	put("phase", b.Phase)
	put("start", b.Start)
	put("end", b.End)
	put("name", b.Name)
	g := b.Figure
	put("amount", g.Amount)
	put("period", g.Periods...)
	put("part", g.Parts...)
	put("factor", g.Product...)
	put("monthly", g.Monthly)
	put("once", g.Once)
	put("reserve", g.Reserve)
	if m.ranged {
		put("low", g.Low)
		put("high", g.High)
	}
	return out
}

// left lists the rows that are no lines.
func (m *maker) left() {
	for _, e := range m.r.Entries {
		if e.Kind == adopt.Line {
			continue
		}
		text := m.say("adopt.left." + e.Kind.Key())
		if e.Name != nil {
			text += ": " + strings.TrimSpace(e.Name.Text)
		}
		area := adopt.Area{Top: e.Row.Number, Left: e.Block.Left, Bottom: e.Row.Number, Right: e.Block.Right}
		m.out.LeftOut = append(m.out.LeftOut, budget.Line{Ref: m.a.r.ref(e.Block.Sheet.Name, area.String()), Text: text})
	}
}

// checked says what became of every total that the budget has.
func (m *maker) checked() {
	for _, t := range m.r.Totals {
		key, args := "adopt.total.part", []any{t.Covers}
		switch {
		case t.All:
			key, args = "adopt.total.all", nil
		case !t.Agrees:
			key, args = "adopt.total.differs", []any{decimalText(m.r.Total)}
		}
		m.out.Totals = append(m.out.Totals, AdoptedTotal{Ref: m.a.r.ref(t.Sheet, t.Cells), Amount: t.Amount, Text: m.say(key, args...)})
	}
	for _, e := range m.r.Entries {
		if e.Kind != adopt.Restated {
			continue
		}
		ref := m.a.r.ref(e.Block.Sheet.Name, e.Cells[0].Address())
		m.out.Totals = append(m.out.Totals, AdoptedTotal{Ref: ref, Amount: e.Amount, Text: m.say("adopt.total.restated", "="+e.Cells[0].Formula)})
	}
}

// estimated tells whether the budget has low and high amounts for lines of its own, in
// order around the amount wherever both stand.
func (m *maker) estimated() bool {
	for _, b := range m.r.Blocks {
		if g := b.Figure; g.Low == nil || g.High == nil || len(g.Periods) > 0 || g.Amount == nil {
			return false
		}
	}
	some := false
	for _, e := range m.lines {
		low, high := e.Row.At(e.Block.Figure.Low.Col), e.Row.At(e.Block.Figure.High.Col)
		if low.Blank() && high.Blank() {
			continue
		}
		if !low.IsNumber() || !high.IsNumber() || low.Value.GreaterThan(e.Amount) || high.Value.LessThan(e.Amount) {
			return false
		}
		some = true
	}
	return some
}

// ownRange tells whether a line has low and high amounts in the budget.
func (m *maker) ownRange(e *adopt.Entry) bool {
	return m.ranged && e.Row.At(e.Block.Figure.Low.Col).IsNumber()
}

// adoptLines makes the lines with their names, phases and estimates.
func (m *maker) adoptLines() {
	for i, e := range m.lines {
		l := AdoptedLine{ID: "L" + strconv.Itoa(i+1), Amount: e.Amount.Shift(m.r.Shift), Monthly: e.Monthly, Reserve: e.Reserve,
			Name: e.Cells[0].Address(), Sheet: e.Block.Sheet.Name, Cells: cellSpan(e.Cells)}
		if e.Block.Figure.Times != nil {
			l.Cells = e.Cells[0].Address()
		}
		if m.coded {
			l.ID = e.Code
		}
		if e.Name != nil {
			l.Name = strings.TrimSpace(e.Name.Text)
		}
		if e.Group != nil {
			l.Category = strings.TrimSpace(e.Group.Text)
		}
		l.Phase, _ = phaseOf(e, m.phases)
		if s := spreadOf(l.Phase); !m.ownRange(e) && e.Amount.IsPositive() && !e.Reserve {
			l.Low, l.High = s.low, s.high
		}
		cash := l.Amount
		if l.Monthly {
			cash = cash.Mul(decimal.NewFromInt(int64(m.out.Horizon)))
		}
		if l.Reserve {
			m.out.Reserve = m.out.Reserve.Add(cash)
		} else {
			m.out.Total = m.out.Total.Add(cash)
		}
		m.out.Lines = append(m.out.Lines, l)
	}
}

// ownCodes tells whether the budget's codes can be IDs: every line has one of
// its own in a column of codes, and no other sheet would take it for a list.
func (m *maker) ownCodes() bool {
	seen := map[string]bool{}
	for _, e := range m.lines {
		code := e.Block.Code
		if code == nil || code == e.Block.Name || e.Code == "" || len([]rune(e.Code)) > 30 || seen[strings.ToLower(e.Code)] ||
			strings.ContainsAny(e.Code, ",;/、，；|!") {
			return false
		}
		if x := e.Row.At(code.Col); x.Kind == adopt.Text && x.Text != e.Code || e.Monthly {
			return false
		}
		seen[strings.ToLower(e.Code)] = true
	}
	return len(m.lines) > 0
}

// assume lists what the budget does not say.
func (m *maker) assume() {
	out := m.out
	add := func(key string, args ...any) { out.Assumed = append(out.Assumed, m.say(key, args...)) }
	if !m.known {
		add("adopt.assumed.start", out.Start.String())
	}
	if m.monthly {
		add("adopt.assumed.monthly", out.Horizon)
	} else if !m.wide && !m.dated {
		add("adopt.assumed.months", out.Horizon)
	}
	if tax := m.r.Blocks[0].Figure.Tax; tax != "" {
		add("adopt.assumed." + tax)
	}
	for i, e := range m.lines {
		switch {
		case e.Reserve:
			add("adopt.assumed.reserve", out.Lines[i].Name, out.Lines[i].Sheet+"!"+out.Lines[i].Cells, decimalText(out.Lines[i].Amount))
		case e.Tax:
			add("adopt.assumed.tax", out.Lines[i].Name, out.Lines[i].Sheet+"!"+out.Lines[i].Cells)
		}
	}
	for _, b := range m.r.Blocks {
		if c := b.Figure.Reserve; c != nil {
			add("adopt.assumed.reserve-column", c.Label(), b.Sheet.Name)
		}
		if c := b.Figure.Times; c != nil {
			add("adopt.assumed.times", c.Sheet.Name+"!"+c.Address(), c.Value.String())
		}
	}
	used := map[string]bool{}
	for _, l := range out.Lines {
		if l.High > 0 {
			used[spreadOf(l.Phase).phase] = true
		}
	}
	for _, s := range spreads() {
		if used[s.phase] {
			add("adopt.assumed.spread", m.phaseName(s.phase), m.percentText(1-s.low), m.percentText(s.high-1))
		}
	}
}

// phaseName is a phase's word in the language of the budget.
func (m *maker) phaseName(phase string) string { return phaseIn(m.phases, phase, m.out.Language) }

// phaseIn is a phase's word in a language.
func phaseIn(phases schema.Column, phase, language string) string {
	if o, ok := phases.Option(phase); ok {
		return o.Word(language)
	}
	return phase
}

func (m *maker) percentText(share float64) string {
	return words.PercentSign(m.out.Language, decimal.NewFromFloat(share).Shift(2).Round(0).String())
}

// book makes the sheets.
func (m *maker) book() *sheet.Book {
	b := &sheet.Book{Language: m.out.Language, Inputs: true}
	b.Sheets = []sheet.Sheet{m.projectTab(), m.costsTab(), m.recordTab()}
	for _, t := range m.a.r.book.tabs {
		if _, _, ok := schema.MatchSheet(m.a.r.defs, t.name); ok {
			b.Passed = append(b.Passed, t.name)
		}
	}
	return b
}

// unitWords writes a power of ten as a unit that the reader knows.
func unitWords(exp int32) string {
	switch exp {
	case 0:
		return ""
	case 3:
		return "'000"
	case 4:
		return "万"
	case 5:
		return "lakh"
	case 6:
		return "million"
	case 7:
		return "crore"
	case 8:
		return "亿"
	}
	return "billion"
}
