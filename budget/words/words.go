// Package words holds every text that a reader sees, in English and Chinese,
// one file of text/ per area. Code names a text by its key.
package words

import (
	"embed"
	"fmt"
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed text/*.tsv
var files embed.FS

// eachLine calls visit with the fields of every line of the text files, as they
// are written. It copies nothing, because every start of the program and every
// plan that is compiled goes through it.
func eachLine(visit func(file string, line int, key, english, chinese string)) error {
	names, err := files.ReadDir("text")
	if err != nil {
		return fmt.Errorf("words: %w", err)
	}
	for _, n := range names {
		data, err := files.ReadFile("text/" + n.Name())
		if err != nil {
			return fmt.Errorf("words: %w", err)
		}
		number := 0
		for line := range strings.SplitSeq(string(data), "\n") {
			number++
			line = strings.TrimRight(line, "\r")
			if strings.TrimSpace(line) == "" || line[0] == '#' {
				continue
			}
			key, rest, _ := strings.Cut(line, "\t")
			english, chinese, found := strings.Cut(rest, "\t")
			if !found || strings.Contains(chinese, "\t") {
				return fmt.Errorf("words: %s:%d: want KEY, English, Chinese between tabs, found %d fields", n.Name(), number, strings.Count(line, "\t")+1)
			}
			visit(n.Name(), number, key, english, chinese)
		}
	}
	return nil
}

// broken puts the line breaks into a text.
func broken(text string) string { return strings.ReplaceAll(text, `\n`, "\n") }

// Words says texts in one language.
type Words struct {
	Language string                   // "en" or "zh"
	texts    func() map[string]string // read when the first text is asked for
	printer  *message.Printer
}

// For returns the words of a language, "zh" or (for everything else) "en". It
// costs nothing until something is said; then it panics when the embedded
// catalogue is malformed, which a test rules out.
func For(lang string) *Words {
	tag := language.English
	if lang == "zh" {
		tag = language.SimplifiedChinese
	} else {
		lang = "en"
	}
	texts := english
	if lang == "zh" {
		texts = chinese
	}
	return &Words{Language: lang, texts: texts, printer: message.NewPrinter(tag)}
}

// The embedded texts by key, read once in a process: a server says something in every
// answer.
var (
	english = sync.OnceValue(func() map[string]string { return textsOf("en") })
	chinese = sync.OnceValue(func() map[string]string { return textsOf("zh") })
)

// textsOf reads the texts of a language by key.
func textsOf(lang string) map[string]string {
	const many = 4096 // about what the catalogue holds
	texts := make(map[string]string, many)
	err := eachLine(func(_ string, _ int, key, english, chinese string) {
		if lang == "zh" {
			english = chinese
		}
		texts[key] = broken(english)
	})
	if err != nil {
		panic(err)
	}
	return texts
}

// Say returns the text of a key with its arguments set in (fmt verbs; argument
// order may differ between languages through %[2]s). An unknown key panics: it
// is a bug that the catalogue test finds.
func (w *Words) Say(key string, args ...any) string {
	text, ok := w.texts()[key]
	if !ok {
		panic("words: no text for key " + key)
	}
	return w.printer.Sprintf(text, args...)
}

// Has reports whether a key exists.
func (w *Words) Has(key string) bool {
	_, ok := w.texts()[key]
	return ok
}

// Under returns the texts whose keys begin so, by the rest of their keys, for programs
// that set arguments in themselves.
func (w *Words) Under(prefix string) map[string]string {
	out := map[string]string{}
	for key, text := range w.texts() {
		if rest, ok := strings.CutPrefix(key, prefix); ok {
			out[rest] = text
		}
	}
	return out
}

// PercentSign sets the sign after a percentage, as each language does: 5 %, in Chinese 5%.
func PercentSign(language, number string) string {
	if language == "zh" {
		return number + "%"
	}
	return number + " %"
}
