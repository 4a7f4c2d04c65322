package page

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// modules are the scripts of the page by name.
func modules(t *testing.T) map[string]string {
	t.Helper()
	names, err := filepath.Glob("assets/*.js")
	if err != nil || len(names) == 0 {
		t.Fatalf("no modules: %v", err)
	}
	all := map[string]string{}
	for _, n := range names {
		data, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(n)] = string(data)
	}
	return all
}

// pageTexts are the keys of the page's own texts, without "page.".
func pageTexts(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../../../budget/words/text/page.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var keys []string
	for line := range strings.Lines(string(data)) {
		if key, _, found := strings.Cut(line, "\t"); found && key[0] != '#' {
			keys = append(keys, strings.TrimPrefix(key, "page."))
		}
	}
	return keys
}

// TestTextsOfThePage: every text that a module says is in the catalogue, and every text
// of the catalogue is said by one.
func TestTextsOfThePage(t *testing.T) {
	known := map[string]bool{}
	for _, k := range pageTexts(t) {
		known[k] = true
	}
	whole := regexp.MustCompile(`\bsay\('([^']+)'[,)]`)
	any := ""
	for name, text := range modules(t) {
		any += text
		for _, m := range whole.FindAllStringSubmatch(text, -1) {
			if !known[m[1]] {
				t.Errorf("%s says %q, which is no text", name, m[1])
			}
		}
	}
	begun := regexp.MustCompile("['`]([a-z.]+\\.)(?:' \\+|\\$\\{)").FindAllStringSubmatch(any, -1) // 'tab.' + key
	for k := range known {
		said := k == "title" || strings.Contains(any, "'"+k+"'")
		for _, m := range begun {
			said = said || strings.HasPrefix(k, m[1])
		}
		if !said {
			t.Errorf("no module says page.%s", k)
		}
	}
}

// TestNoMarkupFromText: nothing in the modules turns a text into elements, styles or
// scripts, and no sentence stands in them.
func TestNoMarkupFromText(t *testing.T) {
	forbidden := regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser|createContextualFragment|setAttribute\('(style|on)|srcdoc|https?://[^w]`)
	sentence := regexp.MustCompile("['\"`][A-Z][a-z]+ [a-z]+[ a-z]*['\"`.]|['\"`][^'\"`\n]*[\u4e00-\u9fff]{3}")
	for name, text := range modules(t) {
		for n, line := range strings.Split(text, "\n") {
			code, _, _ := strings.Cut(line, "// ")
			if at := forbidden.FindString(code); at != "" {
				t.Errorf("%s:%d: %s", name, n+1, at)
			}
			if at := sentence.FindString(code); at != "" && name != "figures.js" { // the names of currencies
				t.Errorf("%s:%d: a sentence: %s", name, n+1, at)
			}
		}
	}
	for _, name := range []string{"assets/index.html", "assets/page.css"} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		data = bytes.ReplaceAll(data, []byte("http://www.w3.org/2000/svg"), nil) // a name, not an address
		if at := regexp.MustCompile(`(?i)<style|style=|\son[a-z]+=|url\(|@import|https?:`).Find(data); at != nil {
			t.Errorf("%s has %s", name, at)
		}
	}
}

// TestAddressesAreRelative: below a path of a proxy every address still works.
func TestAddressesAreRelative(t *testing.T) {
	data, err := os.ReadFile("assets/index.html")
	if err != nil {
		t.Fatal(err)
	}
	if at := regexp.MustCompile(`(?:href|src)="/`).Find(data); at != nil {
		t.Errorf("index.html has %s", at)
	}
	for name, text := range modules(t) {
		if at := regexp.MustCompile("(?:fetch|URL|import)\\(?\\s*['`]/").FindString(text); at != "" {
			t.Errorf("%s has %s", name, at)
		}
	}
}

// TestAssetsAreSmall: all of the page, packed, with the words of one language. What the
// first load takes with a result is measured in a browser: TestSlowBrowser.
func TestAssetsAreSmall(t *testing.T) {
	names, err := filepath.Glob("assets/*")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, n := range append(names, "../../../budget/words/text/page.tsv") { // both languages: more than is sent
		data, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, _ = z.Write(data)
		_ = z.Close()
		total += b.Len()
	}
	t.Logf("%d bytes packed", total)
	if total > 70_000 {
		t.Errorf("the page takes %d bytes packed, at most 70,000", total)
	}
}
