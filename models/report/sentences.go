package report

import (
	"math"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// Tell words an outcome for programs: every number of a sentence has a JSON pointer to
// the figure that it was written from. The sentences of Failures are worded with them.
//
// Checked: TestAnswers of cmd/ballast, on every sample.
func Tell(o *outcome.Outcome, p *budget.Plan, lang string) {
	t := &teller{desk: newDesk(o, p, Options{Language: lang})}
	t.costs()
	t.verdicts()
	t.cashes()
	t.returns()
	t.drivers()
	for i := range o.Failures {
		t.failure(i, &o.Failures[i])
	}
	o.Sentences = t.out
}

// teller collects sentences.
type teller struct {
	*desk
	out []outcome.Sentence
}

// The marks that a figure carries through the wording, which may order them anew.
const (
	figureOpen  = "\x01"
	figureMid   = "\x02"
	figureClose = "\x03"
)

func figure(pointer, text string) string {
	return figureOpen + pointer + figureMid + text + figureClose
}

func (t *teller) cash(pointer string, x float64) string { return figure(pointer, t.m.read(x)) }

func (t *teller) chance(pointer string, x float64) string { return figure(pointer, t.percent(x)) }

func (t *teller) plain(pointer string, x float64, digits int) string {
	return figure(pointer, strconv.FormatFloat(x, 'f', digits, 64))
}

// say takes up a sentence and returns it as it is read.
func (t *teller) say(key string, args ...any) string { return t.take(t.w.Say(key, args...)) }

// take reads the marks out of a text, in their order.
func (t *teller) take(marked string) string {
	s := outcome.Sentence{Figures: []string{}}
	for {
		before, rest, ok := strings.Cut(marked, figureOpen)
		s.Text += before
		if !ok {
			break
		}
		pointer, rest, _ := strings.Cut(rest, figureMid)
		text, rest, _ := strings.Cut(rest, figureClose)
		s.Text += text
		s.Figures = append(s.Figures, pointer)
		marked = rest
	}
	t.out = append(t.out, s)
	return s.Text
}

func (t *teller) costs() {
	c, r := t.o.Cost, t.o.Reserve
	t.say("tell.base", t.cash("/cost/base", c.Base), t.chance("/cost/confidence_of_base", c.ConfidenceOfBase))
	t.say("tell.cost", t.cash("/cost/quantiles/50", at(c.Quantiles, 50)), t.chance("/reserve/confidence", r.Confidence), t.cash("/verdict/cost_at_confidence", t.o.Verdict.CostAtConfidence))
	t.say("tell.reserve", figure("/reserve/contingency", t.m.said().AtLeast(r.Contingency)), t.cash("/reserve/interval95/0", r.Interval95[0]), t.cash("/reserve/interval95/1", r.Interval95[1]), t.chance("/reserve/confidence", r.Confidence))
	t.say("tell.overrun", t.cash("/cost/overrun/over", c.Overrun.Over), t.chance("/cost/overrun/probability", c.Overrun.Probability))
}

func (t *teller) verdicts() {
	if v := t.o.Verdict; t.w.Has("tell.verdict." + v.Do) {
		t.say("tell.verdict."+v.Do, figure("/verdict/amount", v.Written(t.m.said())), t.chance("/verdict/confidence", v.Confidence))
	}
	if x := t.o.Reserve.Outside; x != nil && x.Thinner {
		t.say("tell.outside", t.cash("/reserve/outside/contingency", x.Contingency), t.cash("/reserve/outside/inside", x.Inside))
	}
}

func (t *teller) cashes() {
	c, r := t.o.Cash, t.o.Reserve
	if c == nil {
		return
	}
	t.say("tell.gap", t.cash("/cash/minimum_cash", c.MinimumCash), t.chance("/cash/probability_gap", c.ProbabilityGap), t.cash("/cash/peak_gap/quantiles/90", at(c.PeakGap.Quantiles, 90)))
	if r.Liquidity != nil {
		t.say(t.onBank("tell.liquidity"), figure("/reserve/liquidity", t.m.said().AtLeast(*r.Liquidity)), t.chance("/reserve/liquidity_confidence", r.LiquidityConfidence))
	}
}

func (t *teller) returns() {
	r := t.o.Return
	if r == nil {
		return
	}
	within := t.chance("/return/payback/probability_within_horizon", r.Payback.ProbabilityWithinHorizon)
	if median := at(r.Payback.Quantiles, 50); finite(median) {
		t.say("tell.payback", t.plain("/return/payback/quantiles/50", median, 1), within)
	} else {
		t.say("tell.payback.none", within)
	}
	t.say("tell.npv", t.cash("/return/npv/mean", r.NPV.Mean), t.chance("/return/npv/probability_negative", r.NPV.ProbabilityNegative))
}

// drivers tells how far the three widest swings move the mean of the cost.
func (t *teller) drivers() {
	list := t.o.Sensitivity.Cost
	for _, x := range swings(output{drivers: list}, 3) {
		for i := range list {
			if list[i].Input == x.Input && !math.IsNaN(x.Low) {
				pointer := "/sensitivity/cost/" + strconv.Itoa(i)
				t.say("tell.driver", t.driverName(x), t.cash(pointer+"/low", x.Low), t.cash(pointer+"/high", x.High))
				break
			}
		}
	}
}

// standsOut is how much more often than in all futures an input must lie in its worst
// fifth in the failing ones before it is called typical of them: a tenth.
const standsOut = 1.1

// failure says how often something bad happens, what these futures have in common, and
// one of them to look at.
func (t *teller) failure(i int, f *outcome.Failure) {
	at := "/failures/" + strconv.Itoa(i)
	limit := t.plain(at+"/beyond", f.Beyond, -1)
	if f.Event == outcome.FailGap || f.Event == outcome.FailCost {
		limit = t.cash(at+"/beyond", f.Beyond)
	}
	if f.Share == 0 || f.Typical == nil {
		if f.Share == 0 {
			f.Sentence = t.say("failure."+f.Event+".never", limit)
		}
		return
	}
	text := t.w.Say("failure."+f.Event, t.chance(at+"/probability", f.Share), limit)
	var causes []string
	for k, c := range f.Causes[:min(2, len(f.Causes))] {
		if c.Worst >= standsOut*c.Fifth { // where nearly all futures fail, nothing is typical of them
			causes = append(causes, t.cause(at+"/causes/"+strconv.Itoa(k), c))
		}
	}
	if len(causes) == 0 {
		text += t.w.Say("failure.none")
	} else {
		text += t.w.Say("failure.causes", strings.Join(causes, t.w.Say("failure.and")))
	}
	f.Sentence = t.take(text + t.w.Say("failure.typical", figure(at+"/typical_scenario", strconv.Itoa(*f.Typical))))
}

// cause words one cause.
func (t *teller) cause(pointer string, c outcome.Cause) string {
	key := "failure.high"
	switch {
	case c.Occurs:
		key = "failure.occurs"
	case c.Shift < 0:
		key = "failure.low"
	}
	return t.w.Say(key, t.driverName(outcome.Driver{Input: c.Input, Name: c.Name}), t.chance(pointer+"/worst_fifth", c.Worst), t.chance(pointer+"/worst_fifth_of_all", c.Fifth))
}
