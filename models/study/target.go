package study

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"

	"ballast/budget/unit"
	"ballast/models"
	"ballast/models/outcome"
)

// Figure is what a target is about.
type Figure string

// The figures.
const (
	Gap         Figure = "gap"
	Overrun     Figure = "overrun" // of the limit, else of the base and the approved reserve, else of the plan
	Cost        Figure = "cost"
	NPV         Figure = "npv"
	Payback     Figure = "payback"
	Contingency Figure = "reserve" // at the plan's confidence
	Output      Figure = "output"  // of a model of formulas: see Target.Output
)

// Measure is what of a figure is meant.
type Measure string

// The measures.
const (
	Chance     Measure = "chance"     // that it lies above (or below) At
	Percentile Measure = "percentile" // P, 0..1
	Mean       Measure = "mean"
)

// Target is what is to hold: a figure, measured, is at most, at least or exactly Value.
type Target struct {
	Text    string
	Figure  Figure
	Output  int // of a model, when Figure is Output
	Measure Measure
	P       float64 // of a percentile
	At      float64 // of a chance: the limit
	Above   bool    // of a chance: that the figure is above it, else below it
	OrAt    bool    // of the chance of an output: the limit counts too
	Op      string  // "<=", ">=", "="
	Value   float64
}

// Share reports whether the value of the target is a share.
func (t Target) Share() bool { return t.Measure == Chance }

// Months reports whether it is a number of months; what is neither is money.
func (t Target) Months() bool { return t.Figure == Payback && t.Measure != Chance }

// ParseTarget reads what a person wants: "P(gap)<=5%", "P(NPV<0) <= 10%",
// "P(cost>12.4m) = 20%", "P80 cost <= 12m", "P50 payback <= 36", "NPV >= 1m",
// "P(缺口)<=5%", "P80 成本<=1200万".
func ParseTarget(text string) (Target, error) {
	return parseTarget(text, func(t *Target, word string) (ok bool) {
		t.Figure, ok = figureOf(word)
		return ok
	})
}

// ParseModelTarget is ParseTarget for the outputs of a model: find knows them by their
// names or cells, in lower case and without blanks.
func ParseModelTarget(text string, find func(word string) (output int, ok bool)) (Target, error) {
	return parseTarget(text, func(t *Target, word string) (ok bool) {
		t.Figure = Output
		t.Output, ok = find(word)
		return ok
	})
}

// namer sets the figure of a target that a word means.
type namer func(t *Target, word string) bool

func parseTarget(text string, name namer) (Target, error) {
	s := spelled(text)
	at, op := operator(s)
	if at < 0 {
		return Target{}, fmt.Errorf("cannot read %q: want a figure, <=, >= or =, and a value, such as P(gap)<=5%%", text)
	}
	t := Target{Text: strings.TrimSpace(text), Op: op}
	left, right := s[:at], s[at+len(op):]
	if !t.readFigure(left, name) {
		return Target{}, fmt.Errorf("cannot read %q in %q: want P(gap), P(overrun), P(NPV<0), P(payback<=24), P(cost>12m), P80 cost, P50 payback, P10 NPV, P90 gap, mean NPV, mean cost or reserve", left, text)
	}
	num, ok := unit.ParseNumber(right, unit.Unsaid)
	if !ok {
		return Target{}, fmt.Errorf("cannot read the value %q in %q", right, text)
	}
	t.Value = num.In().InexactFloat64()
	if t.Share() && (t.Value < 0 || t.Value > 1) {
		return Target{}, fmt.Errorf("%q: a chance lies between 0 and 100%%; write 5%% or 0.05", text)
	}
	if !t.Share() && t.Figure != Output && strings.HasSuffix(right, "%") {
		return Target{}, fmt.Errorf("%q: %s is no share; write an amount", text, left)
	}
	return t, nil
}

// spelled writes a text in lower case, in signs of one width and without blanks.
func spelled(text string) string {
	s := strings.NewReplacer("（", "(", "）", ")", "≤", "<=", "≥", ">=", "＜", "<", "＞", ">", "＝", "=", "％", "%", "==", "=",
		"不超过", "<=", "不低于", ">=", "概率(", "p(", "概率（", "p(").Replace(text)
	return strings.Join(strings.Fields(strings.ToLower(s)), "")
}

// operator finds the operator outside of brackets.
func operator(s string) (at int, op string) {
	depth := 0
	for i := range len(s) {
		switch {
		case s[i] == '(':
			depth++
		case s[i] == ')':
			depth--
		case depth == 0 && (s[i] == '<' || s[i] == '>' || s[i] == '='):
			if op = s[i:min(i+2, len(s))]; op == "<=" || op == ">=" {
				return i, op
			}
			return i, s[i : i+1]
		}
	}
	return -1, ""
}

// figureOf is the figure of a word.
func figureOf(word string) (Figure, bool) {
	for f, all := range map[Figure]string{
		Gap:         "gap|peakgap|cashgap|缺口|资金缺口|最大缺口|出现缺口",
		Overrun:     "overrun|over|overlimit|over the limit|超限|超支|超预算",
		Cost:        "cost|totalcost|成本|总成本",
		NPV:         "npv|净现值",
		Payback:     "payback|回收期",
		Contingency: "reserve|contingency|储备",
	} {
		for w := range strings.SplitSeq(all, "|") {
			if w == word {
				return f, true
			}
		}
	}
	return "", false
}

// readFigure reads the left side.
func (t *Target) readFigure(s string, name namer) (ok bool) {
	if t.Op == "<" || t.Op == ">" {
		t.Op += "="
	}
	if inner, found := strings.CutPrefix(s, "p("); found {
		inner, found = strings.CutSuffix(inner, ")")
		return found && t.readChance(inner, name)
	}
	if name(t, s) && t.Figure == Output { // also one that is called P80
		t.Measure = Mean
		return true
	}
	if m := regexp.MustCompile(`^p([0-9]+(?:\.[0-9]+)?)(?:of)?(.+)$|^(.+?)(?:at)?p([0-9]+(?:\.[0-9]+)?)$`).FindStringSubmatch(s); m != nil {
		p, err := strconv.ParseFloat(m[1]+m[4], 64)
		t.Measure, t.P = Percentile, p/100
		ok = name(t, m[2]+m[3])
		return ok && err == nil && p > 0 && p < 100 && t.Figure != Overrun && t.Figure != Contingency
	}
	for _, cut := range []string{"mean", "平均", "均值"} {
		s = strings.TrimSuffix(strings.TrimPrefix(s, cut), cut)
	}
	t.Measure = Mean
	ok = name(t, s)
	return ok && t.Figure != Overrun && t.Figure != Payback
}

// readChance reads what stands in P(...).
func (t *Target) readChance(s string, name namer) (ok bool) {
	t.Measure, t.Above = Chance, true
	at, op := operator(s)
	if at < 0 {
		ok = name(t, s)
		return ok && (t.Figure == Gap || t.Figure == Overrun)
	}
	t.Above = op[0] == '>'
	right := s[at+len(op):]
	if ok = name(t, s[:at]); !ok || t.Figure == Overrun || t.Figure == Contingency || op == "=" {
		return false
	}
	if t.Figure == Cost && t.Above && (right == "limit" || right == "budgetlimit" || right == "上限" || right == "预算上限") {
		t.Figure = Overrun
		return true
	}
	t.OrAt = t.Figure == Output && len(op) == 2
	num, ok := unit.ParseNumber(right, unit.Unsaid)
	t.At = num.In().InexactFloat64()
	return ok
}

// Reading is what a run says of a target. Interval95 is nil for a mean.
type Reading struct {
	Value      float64           `json:"value"`
	Interval95 *outcome.Interval `json:"interval95,omitempty"`
	Errors     int               `json:"errors,omitempty"` // scenarios of a model in error, which it leaves out
}

// errNothing says that a plan has nothing to say of a figure.
type errNothing struct{ figure Figure }

// Error names what the plan lacks.
func (e errNothing) Error() string {
	if e.figure == Gap {
		return "the plan does not say where cash comes from: it has no funding, no revenue and no opening cash"
	}
	return "the plan has no revenue, so there is no " + string(e.figure)
}

// read reads the target off a run; line, when given, is the cost beyond which an
// overrun is spoken of instead of the plan's own.
func (t Target) read(s *models.Simulation, line *float64) (Reading, error) {
	if t.Figure == Contingency {
		h := s.Headline()
		return Reading{Value: h.Contingency, Interval95: &h.Interval95}, nil
	}
	f, limit := s.Cost(), t.At
	ok := true
	switch t.Figure {
	case Gap:
		f, _ = s.Gap() // without a word of cash, all that is spent
	case NPV:
		f, ok = s.NPV()
	case Payback:
		f, ok = s.Payback()
	case Overrun:
		if limit, _ = s.OverrunLine(); line != nil {
			limit = *line
		}
		limit += float64(1e-9 * math.Max(1, math.Abs(limit)))
	}
	if !ok {
		return Reading{}, errNothing{t.Figure}
	}
	switch {
	case t.Measure == Mean:
		return Reading{Value: f.Mean()}, nil
	case t.Measure == Percentile:
		i := f.QuantileInterval(t.P)
		return Reading{Value: f.Quantile(t.P), Interval95: &i}, nil
	case t.Above:
		share, i := f.Above(limit)
		return Reading{Value: share, Interval95: &i}, nil
	}
	if t.Figure == Payback { // up to a month, that month included
		share, i := f.Above(limit)
		i = outcome.Interval{1 - i[1], 1 - i[0]}
		return Reading{Value: 1 - share, Interval95: &i}, nil
	}
	share, i := f.Below(limit)
	return Reading{Value: share, Interval95: &i}, nil
}

// Holds reports whether a value keeps the target; an exact one is kept by what differs
// by less than near.
func (t Target) Holds(x, near float64) bool {
	switch t.Op {
	case "<=":
		return x <= t.Value
	case ">=":
		return x >= t.Value
	}
	return math.Abs(x-t.Value) <= near
}
