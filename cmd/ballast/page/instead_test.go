package page

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"ballast/budget/words"
)

// commands are how a text names the command: a flag, or the program with one of its verbs.
var commands = regexp.MustCompile(`(?:^|[^-\w])--[a-z]{3,}|\bballast [a-z]+ |\bexplain --`)

// TestPageNamesNoCommand: whatever text names the command has another for the page, with
// the same arguments, unless it is of a command alone; and what a plan with doubts is told
// by the page names none.
func TestPageNamesNoCommand(t *testing.T) {
	t.Parallel()
	// Texts that no answer of the page holds: of commands, and of what is only said when a flag was given.
	const never = `^(command|adopt|mcp|portfolio|shard|fit|page|instead|code|cells\.explain|report\.portfolio)\.|^(problem\.(dated|freeze-number\.hint|default-ranges|portfolio|read-as-nothing\.hint))`
	for _, lang := range []string{"en", "zh"} {
		w := words.For(lang)
		for key, text := range w.Under("") {
			if strings.HasPrefix(key, "instead.") && (commands.MatchString(text) || !w.Has(strings.TrimPrefix(key, "instead."))) {
				t.Errorf("%s %s: %s", lang, key, text)
			}
			if commands.MatchString(text) && !w.Has("instead."+key) && !regexp.MustCompile(never).MatchString(key) {
				t.Errorf("%s %s has no text for the page: %s", lang, key, text)
			}
		}
		for key := range w.Under("instead.") {
			if !w.Has(key) {
				continue // said above
			}
			for word, around := range map[string][2]string{`O'"Brien" <预算>\`: {}, "Costs!E7": {"Before. ", " After."}} {
				say := func(key string, args []any) string { return around[0] + w.Say(key, args...) + around[1] }
				args := rendered(w, key, word)
				said, err := json.Marshal([]string{"--", say(key, args), "end"})
				if err != nil {
					t.Fatal(err)
				}
				want, err := json.Marshal([]string{"--", say("instead."+key, args), "end"})
				if err != nil {
					t.Fatal(err)
				}
				if got := spoken(said); string(got) != string(want) {
					t.Errorf("%s %s: %s, want %s", lang, key, got, want)
				}
			}
		}
	}
}

// rendered are arguments for a text.
func rendered(w *words.Words, key, word string) (args []any) {
	for i, m := range verb.FindAllString(w.Under(key)[""], -1) {
		switch {
		case m == "%%":
		case strings.HasSuffix(m, "d"):
			args = append(args, 1200+i)
		default:
			args = append(args, strings.Repeat(word, i+1))
		}
	}
	return args
}

// TestDoubtsAreSaidForThePage: workbooks that the command would have run with a flag are
// told with what can be done here, in both languages; so are the check of an edit and a result.
func TestDoubtsAreSaidForThePage(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	named := func(what string, got *reply) {
		if m := commands.FindIndex(got.body); m != nil {
			t.Errorf("%s names the command: …%s…", what, got.body[max(0, m[0]-150):m[1]+60])
		}
	}
	for code, lang := range map[string]string{"number-doubt": "en", "currency-doubt": "zh", "dialect-doubt": "zh", "base-differs": "en", "encrypted": "zh"} {
		data, err := os.ReadFile("../../../samples/errors/" + code + ".xlsx")
		if err != nil {
			t.Fatal(err)
		}
		got := v.do("POST", "/api/v1/plans?lang="+lang, data)
		named(code, got)
		first := apart(words.For(lang).Under("instead.problem." + code + ".hint")[""])[0].text
		if !strings.Contains(string(got.body), escaped(first)) {
			t.Errorf("%s: the page does not say %q: %.600s", code, first, got.body)
		}
	}
	path, base := v.small()
	named("check", v.do("POST", path+"/check", map[string]any{"edits": []any{map[string]any{"set": "limit", "text": "600k"}}}))
	named("result", v.do("POST", path+"/run", map[string]any{"scenarios": 500}))
	named("pages", v.do("GET", path+"/results/"+base["rid"].(string)+"/pages.json", nil))
}
