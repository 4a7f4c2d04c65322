package report

import (
	"encoding/json"
	"slices"

	"ballast/models/outcome"
)

// ModelAnswer is a model's outcome for programs that read little: at most that many bytes of
// JSON with every output's chance, mean, percentiles with their intervals, strongest
// inputs and scenarios in error, what was assumed, the warnings and the sentences. What it
// has of the whole JSON stands where it stands there; lists are shortened from their ends,
// and left_out counts what did not fit.
func ModelAnswer(o *outcome.Model, lang string, most int) ([]byte, error) {
	data, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	var whole map[string]any
	if err := decode(data, &whole); err != nil {
		return nil, err
	}
	rounded(whole)
	brief := map[string]any{}
	for _, key := range []string{"version", "input", "run", "base"} {
		brief[key] = whole[key]
	}
	lists := map[string][]any{"outputs": briefOutputs(whole["outputs"]), "inputs": briefInputs(whole["inputs"]),
		"assumed": toldOf(o, "note"), "warnings": toldOf(o, "warning"), "sentences": {}}
	for _, text := range ModelSummary(o, lang) {
		lists["sentences"] = append(lists["sentences"], text)
	}
	order := []atLeast{{"inputs", 10}, {"assumed", 6}, {"outputs", 4}, {"sentences", 8}, {"warnings", 4}, {"inputs", 0}, {"assumed", 0}, {"sentences", 1}, {"outputs", 1}, {"warnings", 0}, {"sentences", 0}}
	return fitted(most, lists, order, func(kept map[string][]any) ([]byte, error) {
		for name, list := range kept {
			brief[name] = list
		}
		return encodeWith(brief, lists, kept)
	})
}

// briefOutputs are the outputs without what only pictures need.
func briefOutputs(list any) (out []any) {
	all, _ := list.([]any)
	for _, x := range all {
		x, ok := x.(map[string]any)
		if !ok {
			continue
		}
		delete(x, "histogram")
		x["failures"], x["drivers"] = first(x["failures"], 1), first(x["drivers"], 3)
		var few []any
		for _, q := range first(x["percentiles"], 99) {
			q, _ := q.(map[string]any)
			if p, _ := q["p"].(json.Number); slices.Contains([]json.Number{"5", "20", "50", "80", "95"}, p) {
				few = append(few, q)
			}
		}
		x["percentiles"] = few
		out = append(out, x)
	}
	return out
}

// briefInputs are the inputs as they were written.
func briefInputs(list any) (out []any) {
	all, _ := list.([]any)
	for _, x := range all {
		short := map[string]any{}
		if x, ok := x.(map[string]any); ok {
			for _, key := range []string{"name", "cell", "definition", "static"} {
				short[key] = x[key]
			}
		}
		out = append(out, short)
	}
	return out
}

// toldOf are the problems of a severity.
func toldOf(o *outcome.Model, severity string) []any {
	out := []any{}
	for _, p := range o.Problems {
		if p.Severity == severity {
			out = append(out, told{p.At, shorten(p.Message, 150)})
		}
	}
	return out
}
