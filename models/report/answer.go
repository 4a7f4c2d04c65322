package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"math"
	"sort"
	"strconv"
	"strings"

	"ballast/budget"
	"ballast/models/outcome"
)

// AnswerBytes is the most that a brief may have.
const AnswerBytes = 8 << 10

// briefPaths are the figures of a brief: paths of the whole JSON, so that the pointers
// of the sentences lead to the same figures in both. Numbers are rounded, see rounded.
func briefPaths() []string {
	return strings.Fields(`version input run currency start horizon
		cost/base cost/mean cost/quantiles/10 cost/quantiles/50 cost/quantiles/80 cost/quantiles/90 cost/confidence_of_base cost/overrun cost/budget_limit cost/probability_over_limit
		reserve/confidence reserve/contingency reserve/interval95 reserve/management reserve/liquidity reserve/liquidity_why reserve/liquidity_confidence
		reserve/planned_escalation reserve/contingency_proper reserve/outside/contingency reserve/outside/inside reserve/outside/thinner
		verdict
		cash/minimum_cash cash/probability_gap cash/probability_gap_interval95 cash/peak_gap/quantiles/90 cash/first_gap_month/quantiles/50
		return/npv/mean return/npv/quantiles/10 return/npv/quantiles/50 return/npv/quantiles/90 return/npv/probability_negative return/npv/probability_negative_interval95
		return/payback/quantiles/50 return/payback/quantiles/50_why return/payback/quantiles/80 return/payback/quantiles/80_why return/payback/probability_within_horizon return/payback/target return/payback/probability_within_target
		return/cost_present_value/mean sentences`)
}

// told is one assumption of a brief.
type told struct {
	At   string `json:"at,omitempty"`
	Text string `json:"text"`
}

// Answer is an outcome for programs that read little: at most that many bytes of JSON with the
// base, the reserve with its interval, chances, payback, NPV, the three widest drivers with
// their cells, the warnings of the highest tier, what was assumed, and the sentences. What
// it has of the whole JSON stands where it stands there. What does not fit goes from the
// end of the lists; left_out counts it.
func Answer(o *outcome.Outcome, most int) ([]byte, error) {
	data, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	var whole map[string]any
	if err := decode(data, &whole); err != nil {
		return nil, err
	}
	brief := map[string]any{}
	rounded(whole)
	for _, path := range briefPaths() {
		pick(brief, whole, strings.Split(path, "/"))
	}
	head(brief, whole, "sensitivity", "cost", briefDrivers(o))
	worst := 0
	for worst < len(o.Warnings) && o.Warnings[worst].Tier == o.Warnings[0].Tier {
		worst++
	}
	lists := map[string][]any{"assumed": assumed(o), "warnings": first(whole["warnings"], min(worst, 5)), "failures": briefFailures(whole["failures"])}
	sentences := brief["sentences"]
	order := []atLeast{{"assumed", 6}, {"warnings", 3}, {"failures", 2}, {"assumed", 0}, {"failures", 0}, {"warnings", 0}}
	return fitted(most, lists, order, func(kept map[string][]any) ([]byte, error) {
		for name, list := range kept {
			if delete(brief, name); len(list) > 0 {
				brief[name] = list
			}
		}
		brief["sentences"] = resolved(sentences, len(kept["failures"]))
		return encodeWith(brief, lists, kept)
	})
}

// fitted writes lists with as few entries taken off as an answer's bytes ask for, in an
// order; with all taken off that may be when it is too long even then.
func fitted(bytes int, lists map[string][]any, order []atLeast, write func(kept map[string][]any) ([]byte, error)) ([]byte, error) {
	most := 0
	for _, list := range lists {
		most += len(list)
	}
	var failed error
	written := map[int][]byte{}
	at := func(off int) bool {
		out, err := write(shortened(lists, order, off))
		failed, written[off] = cmp.Or(failed, err), out
		return err != nil || len(out) <= bytes
	}
	if at(0) {
		return written[0], failed
	}
	off := 1 + sort.Search(most-1, func(k int) bool { return at(k + 1) })
	if written[off] == nil {
		at(off)
	}
	return written[off], failed
}

// encodeWith writes an answer; left_out counts what its lists have lost.
func encodeWith(brief map[string]any, lists, kept map[string][]any) ([]byte, error) {
	left := map[string]int{}
	for name, list := range lists {
		if n := len(list) - len(kept[name]); n > 0 {
			left[name] = n
		}
	}
	if delete(brief, "left_out"); len(left) > 0 {
		brief["left_out"] = left
	}
	return encode(brief)
}

// atLeast is how many entries a list keeps until others have gone.
type atLeast struct {
	name string
	keep int
}

// shortened are lists with so many entries taken off their ends, each time off the list
// that can best do without it, the first of an order; an entry of the order that names
// fewer to keep comes after those that keep more.
func shortened(lists map[string][]any, order []atLeast, off int) map[string][]any {
	kept := maps.Clone(lists)
	for _, l := range order {
		n := min(off, max(0, len(kept[l.name])-l.keep))
		kept[l.name] = kept[l.name][:len(kept[l.name])-n]
		off -= n
	}
	return kept
}

// resolved are the sentences whose figures are there, with so many failures.
func resolved(list any, failures int) []any {
	out := []any{}
	all, _ := list.([]any)
	for _, x := range all {
		s, _ := x.(map[string]any)
		pointers, _ := s["figures"].([]any)
		there := true
		for _, p := range pointers {
			text, _ := p.(string)
			if rest, ok := strings.CutPrefix(text, "/failures/"); ok {
				at, _, _ := strings.Cut(rest, "/")
				n, err := strconv.Atoi(at)
				there = there && err == nil && n < failures
			}
		}
		if there {
			out = append(out, x)
		}
	}
	return out
}

// rounded rounds the numbers of a document: money to the cent, what is small to six
// digits behind the point.
func rounded(x any) any {
	switch x := x.(type) {
	case map[string]any:
		for k, v := range x {
			x[k] = rounded(v)
		}
	case []any:
		for i, v := range x {
			x[i] = rounded(v)
		}
	case json.Number:
		v, err := x.Float64()
		if err != nil || !strings.ContainsAny(x.String(), ".eE") {
			return x
		}
		if math.Abs(v) >= 1000 {
			return math.Round(v*100) / 100
		}
		return math.Round(v*1e6) / 1e6
	}
	return x
}

func decode(data []byte, to any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	return d.Decode(to)
}

func encode(x any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(x)
	return b.Bytes(), err
}

// pick copies what stands at a path, if anything does.
func pick(to, from map[string]any, path []string) {
	x, ok := from[path[0]]
	if !ok || x == nil {
		return
	}
	if len(path) == 1 {
		to[path[0]] = x
		return
	}
	inner, ok := x.(map[string]any)
	if !ok {
		return
	}
	next, ok := to[path[0]].(map[string]any)
	if !ok {
		next = map[string]any{}
	}
	if pick(next, inner, path[1:]); len(next) > 0 {
		to[path[0]] = next
	}
}

// head copies the first n entries of a list.
func head(to, from map[string]any, section, name string, n int) {
	if s, ok := from[section].(map[string]any); ok && n > 0 {
		to[section] = map[string]any{name: first(s[name], n)}
	}
}

func first(list any, n int) []any {
	all, _ := list.([]any)
	return all[:min(n, len(all))]
}

// briefDrivers is how many of the drivers of the cost a brief needs, so that the three of
// the widest swing are among them.
func briefDrivers(o *outcome.Outcome) int {
	n := 0
	for _, x := range swings(output{drivers: o.Sensitivity.Cost}, 3) {
		for i := range o.Sensitivity.Cost {
			if o.Sensitivity.Cost[i].Input == x.Input {
				n = max(n, i+1)
				break
			}
		}
	}
	return min(n, 8)
}

// briefFailures are the failures with their first two causes; their sentences stand among
// the sentences.
func briefFailures(list any) []any {
	all, _ := list.([]any)
	out := make([]any, 0, len(all))
	for _, x := range all {
		f, ok := x.(map[string]any)
		if !ok {
			continue
		}
		short := map[string]any{}
		for k, v := range f {
			if k == "event" || k == "probability" || k == "beyond" || k == "typical_scenario" {
				short[k] = v
			}
		}
		causes := first(f["causes"], 2)
		for _, c := range causes {
			if c, ok := c.(map[string]any); ok {
				delete(c, "name")
				delete(c, "shift_sd")
			}
		}
		short["causes"] = causes
		out = append(out, short)
	}
	return out
}

// assumed is what the plan left open and the run took for it.
func assumed(o *outcome.Outcome) []any {
	var out []any
	seen := map[told]bool{}
	add := func(list []budget.Line) {
		for _, l := range list {
			if x := (told{l.Ref.At(), shorten(l.Text, 150)}); len(out) < 20 && !seen[x] {
				seen[x] = true
				out = append(out, x)
			}
		}
	}
	add(o.Log.Read.Defaults)
	add(o.Log.Notes)
	for _, p := range o.Problems {
		if p.Severity == "warning" && len(out) < 30 {
			out = append(out, told{p.At, shorten(p.Message, 150)})
		}
	}
	return out
}
