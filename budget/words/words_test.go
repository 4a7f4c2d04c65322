package words

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestCatalogueComplete: every key is unique, has both texts, and uses the
// same verbs in both languages.
func TestCatalogueComplete(t *testing.T) {
	entries, err := entries()
	if err != nil {
		t.Fatal(err)
	}
	verb := regexp.MustCompile(`%(\[\d+\])?[-+# 0]*[\d.]*[a-zA-Z]`)
	verbs := func(text string) int { return len(verb.FindAllString(strings.ReplaceAll(text, "%%", ""), -1)) }
	seen := map[string]string{}
	for _, e := range entries {
		if p, dup := seen[e.Key]; dup {
			t.Errorf("%s: key %q stands also at %s", e.Place, e.Key, p)
		}
		seen[e.Key] = e.Place
		if strings.TrimSpace(e.English) == "" || strings.TrimSpace(e.Chinese) == "" {
			t.Errorf("%s: key %q lacks a translation", e.Place, e.Key)
		}
		if a, b := verbs(e.English), verbs(e.Chinese); a != b {
			t.Errorf("%s: key %q has %d arguments in English and %d in Chinese", e.Place, e.Key, a, b)
		}
	}
}

// TestForIsEntries: the words of a language are the texts of the catalogue.
func TestForIsEntries(t *testing.T) {
	entries, err := entries()
	if err != nil {
		t.Fatal(err)
	}
	en, zh := For("en").texts(), For("zh").texts()
	if len(en) != len(entries) || len(zh) != len(entries) {
		t.Errorf("%d and %d texts of %d entries", len(en), len(zh), len(entries))
	}
	for _, e := range entries {
		if en[e.Key] != e.English || zh[e.Key] != e.Chinese {
			t.Errorf("%s: %q and %q, want %q and %q", e.Key, en[e.Key], zh[e.Key], e.English, e.Chinese)
		}
	}
}

// TestKeysUsedExist: every literal key given to Say anywhere in the module
// stands in the catalogue.
func TestKeysUsedExist(t *testing.T) {
	entries, err := entries()
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for _, e := range entries {
		known[e.Key] = true
	}
	call := regexp.MustCompile(`\.Say\("([^"]+)"[,)]`)
	root := filepath.Join("..", "..")
	err = filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && strings.HasPrefix(d.Name(), ".") && d.Name() != ".." {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") {
			return nil
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range call.FindAllStringSubmatch(string(src), -1) {
			if !known[m[1]] {
				t.Errorf("%s: no text for key %q", path, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func BenchmarkFor(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		For("zh").texts()
	}
}

// TestEveryTextRenders sets sample arguments into every text in both languages:
// no verb is broken, and no text loses an argument of the other language.
func TestEveryTextRenders(t *testing.T) {
	entries, err := entries()
	if err != nil {
		t.Fatal(err)
	}
	verb := regexp.MustCompile(`%(?:%|[-+# 0]*(?:\[(\d+)\])?[-+# 0]*\d*(?:\.\d+)?([a-zA-Z]))`)
	for _, e := range entries {
		var args []any
		next := 0
		for _, m := range verb.FindAllStringSubmatch(e.English, -1) {
			if m[0] == "%%" {
				continue
			}
			if m[1] != "" {
				next, _ = strconv.Atoi(m[1])
				next--
			}
			for len(args) <= next {
				args = append(args, nil)
			}
			switch m[2] {
			case "d":
				args[next] = 7
			case "f", "g", "e":
				args[next] = 7.5
			default:
				args[next] = "word"
			}
			next++
		}
		for i := range args {
			if args[i] == nil {
				args[i] = "word"
			}
		}
		for _, lang := range []string{"en", "zh"} {
			if len(args) == 0 && !strings.Contains(e.English, "%") {
				continue
			}
			if got := For(lang).Say(e.Key, args...); strings.Contains(got, "%!") {
				t.Errorf("%s: %s in %s renders %q", e.Place, e.Key, lang, got)
			}
		}
	}
}

// entry is one line of the catalogue.
type entry struct {
	Key, English, Chinese string
	Place                 string // file:line, for messages about the catalogue itself
}

// entries returns the whole catalogue, ordered by key. A line of a text file is
// KEY<TAB>ENGLISH<TAB>CHINESE; blank lines and lines that begin with # are
// passed over; "\n" in a text stands for a line break.
func entries() ([]entry, error) {
	var all []entry
	err := eachLine(func(file string, line int, key, english, chinese string) {
		all = append(all, entry{Key: key, English: broken(english), Chinese: broken(chinese), Place: fmt.Sprintf("%s:%d", file, line)})
	})
	slices.SortStableFunc(all, func(a, b entry) int { return strings.Compare(a.Key, b.Key) })
	return all, err
}
