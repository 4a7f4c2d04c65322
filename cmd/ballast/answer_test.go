package main

import (
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/words"
	"ballast/models/report"
	"ballast/samples"
)

// TestAnswers: of every sample the JSON keeps the schema, the short answer is at most 8 kB
// and says the same, every sentence of both points at the figures that it was written
// from, and every line, risk, source, input and warning has its cell.
func TestAnswers(t *testing.T) {
	var plan, model map[string]any
	for schema, args := range map[*map[string]any][]string{&plan: {"schema"}, &model: {"schema", "--model"}} {
		if got := ballast(t, args...); got.code != exitOK || json.Unmarshal([]byte(got.out), schema) != nil {
			t.Fatalf("%v: exit %d %s", args, got.code, got.err)
		}
	}
	for _, name := range samples.Models() {
		book := filepath.Join(t.TempDir(), name+".xlsx")
		if got := ballast(t, "new", "--sample", name, book); got.code != exitOK {
			t.Fatal(got.err)
		}
		got := ballast(t, "run", book, "-o", filepath.Join(t.TempDir(), "r.xlsx"), "--quiet", "--scenarios", "500", "--json", "-")
		var o any
		if err := json.Unmarshal([]byte(got.out), &o); err != nil || got.code != exitOK {
			t.Fatalf("%s: %v %s", name, err, got.err)
		}
		v := validator{defs: model["$defs"].(map[string]any)}
		v.check("", model, o)
		for _, p := range v.problems[:min(5, len(v.problems))] {
			t.Errorf("%s: %s", name, p)
		}
	}
	for _, name := range samples.Names() {
		whole, brief := sampleRun(t, name).whole, sampleRun(t, name).brief
		var o, short map[string]any
		if err := json.Unmarshal(whole, &o); err != nil {
			t.Fatal(err)
		}
		v := validator{defs: plan["$defs"].(map[string]any)}
		v.check("", plan, o)
		for _, p := range v.problems[:min(5, len(v.problems))] {
			t.Errorf("%s: %s", name, p)
		}
		if err := json.Unmarshal(brief, &short); err != nil || len(brief) > report.AnswerBytes {
			t.Errorf("%s: the short answer has %d bytes (%v)", name, len(brief), err)
		}
		pointsAt(t, name, o, len(short["sentences"].([]any)))
		pointsAt(t, name+", short", short, 8)
		placed(t, name, o)
		if a, b := o["run"].(map[string]any)["id"], short["run"].(map[string]any)["id"]; a != b || len(a.(string)) != 16 {
			t.Errorf("%s: run %v, %v", name, a, b)
		}
		if list, _ := short["assumed"].([]any); len(list) == 0 {
			t.Errorf("%s: the short answer says nothing of what was assumed", name)
		}
	}
}

// pointsAt looks whether every number of every sentence is the figure that its pointer
// leads to, as it is written.
func pointsAt(t *testing.T, name string, o map[string]any, least int) {
	t.Helper()
	list := o["sentences"].([]any)
	if len(list) < least || len(list) < 8 {
		t.Errorf("%s: only %d sentences", name, len(list))
	}
	names := namesIn(o)
	for _, x := range list {
		s := x.(map[string]any)
		text, rest := s["text"].(string), s["text"].(string)
		for _, n := range names {
			rest = strings.ReplaceAll(rest, n, strings.Repeat("_", len(n)))
		}
		cursor := 0
		for _, p := range s["figures"].([]any) {
			value, ok := resolve(o, p.(string))
			if !ok {
				t.Errorf("%s: %q: nothing stands at %s", name, text, p)
				continue
			}
			at, n := -1, 0
			for _, w := range written(value, o["currency"].(string)) {
				if k := strings.Index(rest[cursor:], w); k >= 0 && (at < 0 || k < at || k == at && len(w) > n) {
					at, n = k, len(w)
				}
			}
			if at < 0 {
				t.Errorf("%s: %q: %v of %s is not in %q", name, text, value, p, rest[cursor:])
				continue
			}
			at += cursor
			rest = rest[:at] + strings.Repeat("_", n) + rest[at+n:]
			cursor = at + n
		}
		if strings.ContainsAny(rest, "0123456789") {
			t.Errorf("%s: %q has a number without a pointer: %s", name, text, rest)
		}
	}
}

// namesIn lists what sentences call inputs by: those of drivers and causes.
func namesIn(o map[string]any) []string {
	seen := map[string]bool{}
	var walk func(x any)
	walk = func(x any) {
		switch x := x.(type) {
		case map[string]any:
			for k, v := range x {
				if s, ok := v.(string); ok && (k == "name" || k == "input" || k == "id") && strings.ContainsAny(s, "0123456789") {
					seen[s] = true
					if id, _, cut := strings.Cut(s, "."); cut {
						seen[id] = true
					}
				}
				walk(v)
			}
		case []any:
			for _, v := range x {
				walk(v)
			}
		}
	}
	walk(o)
	var all []string
	for s := range seen {
		if strings.ContainsAny(s, "0123456789") && regexp.MustCompile(`[^0-9.]`).MatchString(s) {
			all = append(all, s)
		}
	}
	slices.SortFunc(all, func(a, b string) int { return len(b) - len(a) })
	return all
}

// written lists how a figure may be written.
func written(x float64, currency string) []string {
	var out []string
	for _, lang := range []string{"en", "zh"} {
		m := words.Money{Currency: currency, Language: lang}
		out = append(out, m.Read(x), m.AtLeast(x), m.AtMost(x))
		gap := map[string]string{"en": " %", "zh": "%"}[lang]
		for _, digits := range []int{0, 1} {
			out = append(out, strconv.FormatFloat(math.Round(1000*x)/10, 'f', digits, 64)+gap, strconv.FormatFloat(math.Round(100*x), 'f', 0, 64)+gap)
		}
		out = append(out, "<0.1"+gap, ">99.9"+gap)
	}
	return append(out, strconv.FormatFloat(x, 'f', 1, 64), strconv.FormatFloat(x, 'f', -1, 64))
}

// resolve follows a JSON pointer to a number.
// Source: RFC 6901.
func resolve(doc any, pointer string) (float64, bool) {
	for part := range strings.SplitSeq(strings.TrimPrefix(pointer, "/"), "/") {
		switch x := doc.(type) {
		case map[string]any:
			doc = x[part]
		case []any:
			k, err := strconv.Atoi(part)
			if err != nil || k >= len(x) {
				return 0, false
			}
			doc = x[k]
		default:
			return 0, false
		}
	}
	v, ok := doc.(float64)
	return v, ok
}

// placed looks whether all that stands in the workbook has its cell.
func placed(t *testing.T, name string, o map[string]any) {
	t.Helper()
	cell := regexp.MustCompile(`!\$?[A-Z]{1,3}\$?[0-9]+$`)
	for _, path := range []string{"reserve/allocation/lines", "reserve/allocation/risks", "risks", "funding/sources", "sensitivity/cost", "sensitivity/npv", "sensitivity/peak_gap",
		"sensitivity/payback", "warnings", "control/lines", "control/sources", "commitments/lines", "commitments/changes", "actions", "return/partners",
		"mixes", "mix_study/stress", "mix_study/optimised/amounts"} {
		var x any = o
		for part := range strings.SplitSeq(path, "/") {
			m, _ := x.(map[string]any)
			x = m[part]
		}
		list, _ := x.([]any)
		if path == "mixes" { // and their sources
			for _, e := range slices.Clone(list) {
				mix := e.(map[string]any)
				for _, part := range []string{"sources", "removal", "sensitivity", "partners"} {
					of, _ := mix[part].([]any)
					list = append(list, of...)
				}
				if mix["optimised"] == true {
					list = slices.DeleteFunc(list, func(x any) bool { return x.(map[string]any)["name"] == mix["name"] }) // of no cell
				}
			}
		}
		for i, e := range list {
			if at, _ := e.(map[string]any)["at"].(string); !cell.MatchString(at) {
				t.Errorf("%s: %s %d stands at %q", name, path, i, at)
			}
		}
	}
}

// validator checks a document against a schema, and that the schema names all that the
// document has.
type validator struct {
	defs     map[string]any
	problems []string
}

func (v *validator) fail(at, format string, args ...any) {
	v.problems = append(v.problems, at+": "+fmt.Sprintf(format, args...))
}

func (v *validator) check(at string, schema map[string]any, x any) {
	if ref, ok := schema["$ref"].(string); ok {
		schema, ok = v.defs[strings.TrimPrefix(ref, "#/$defs/")].(map[string]any)
		if !ok {
			v.fail(at, "%s is not defined", ref)
			return
		}
	}
	if either, ok := schema["anyOf"].([]any); ok {
		var least []string
		for i, s := range either {
			one := validator{defs: v.defs}
			if one.check(at, s.(map[string]any), x); len(one.problems) == 0 {
				return
			}
			if i == 0 || len(one.problems) < len(least) {
				least = one.problems
			}
		}
		v.problems = append(v.problems, least...)
		return
	}
	if !v.isOf(schema["type"], x) {
		v.fail(at, "%T is not of type %v", x, schema["type"])
		return
	}
	switch x := x.(type) {
	case map[string]any:
		v.object(at, schema, x)
	case []any:
		for i, e := range x {
			v.check(at+"/"+strconv.Itoa(i), schema["items"].(map[string]any), e)
		}
		if n, ok := schema["minItems"].(float64); ok && len(x) != int(n) {
			v.fail(at, "%d items, want %v", len(x), n)
		}
	}
}

func (v *validator) object(at string, schema, x map[string]any) {
	properties, _ := schema["properties"].(map[string]any)
	patterns, _ := schema["patternProperties"].(map[string]any)
	for k, e := range x {
		s, ok := properties[k].(map[string]any)
		for pattern, p := range patterns {
			if regexp.MustCompile(pattern).MatchString(k) {
				s, ok = p.(map[string]any), true
			}
		}
		if more, is := schema["additionalProperties"].(map[string]any); !ok && is {
			s, ok = more, true
		}
		if !ok {
			v.fail(at+"/"+k, "the schema does not name it")
			continue
		}
		v.check(at+"/"+k, s, e)
	}
	required, _ := schema["required"].([]any)
	for _, k := range required {
		if _, ok := x[k.(string)]; !ok {
			v.fail(at, "%v is required", k)
		}
	}
}

func (v *validator) isOf(types, x any) bool {
	if list, ok := types.([]any); ok {
		return slices.ContainsFunc(list, func(one any) bool { return v.isOf(one, x) })
	}
	switch types {
	case "object":
		_, ok := x.(map[string]any)
		return ok
	case "array":
		_, ok := x.([]any)
		return ok
	case "string":
		_, ok := x.(string)
		return ok
	case "boolean":
		_, ok := x.(bool)
		return ok
	case "null":
		return x == nil
	case "integer":
		n, ok := x.(float64)
		return ok && n == math.Trunc(n)
	}
	_, ok := x.(float64)
	return ok
}

// TestValidatorRefuses: the check of this test sees what is wrong.
func TestValidatorRefuses(t *testing.T) {
	got := ballast(t, "schema")
	var schema map[string]any
	if err := json.Unmarshal([]byte(got.out), &schema); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{`{}`: "is required", `{"weather":1}`: "does not name", `{"currency":5}`: "not of type", `{"cost":{"overrun":{"interval95":[1]}}}`: "1 items",
		`{"cost":{"quantiles":{"80":"x"}}}`: "not of type"} {
		var doc any
		if err := json.Unmarshal([]byte(text), &doc); err != nil {
			t.Fatal(err)
		}
		v := validator{defs: schema["$defs"].(map[string]any)}
		v.check("", schema, doc)
		if !slices.ContainsFunc(v.problems, func(p string) bool { return strings.Contains(p, want) }) {
			t.Errorf("%s: %v, want %q among them", text, v.problems, want)
		}
	}
}

// TestRunID: the same run has the same ID; another seed, number of scenarios, plan or
// choice has another.
func TestRunID(t *testing.T) {
	id := func(name string, args ...string) string {
		t.Helper()
		got := ballast(t, append([]string{"run", name, "--quiet", "--force", "--json-summary", "-"}, args...)...)
		var o struct{ Run struct{ ID string } }
		if err := json.Unmarshal([]byte(got.out), &o); err != nil || got.code != exitOK {
			t.Fatalf("%v %s", err, got.err)
		}
		return o.Run.ID
	}
	name := plan(t, small)
	seen := map[string]bool{id(name): true}
	if !seen[id(name)] {
		t.Error("the same run has another ID")
	}
	for _, args := range [][]string{{"--seed", "9"}, {"--scenarios", "1200"}, {"--sampling", "MC"}, {"--mitigation", "before"}} {
		if x := id(name, args...); seen[x] {
			t.Errorf("%v has the ID of another run", args)
		} else {
			seen[x] = true
		}
	}
	if got := ballast(t, "run", name, "--json", "a.json", "--json-summary", "a.json"); got.code != exitUsage || !strings.Contains(got.err, "taken") {
		t.Errorf("two results in one file: exit %d, %s", got.code, got.err)
	}
}
