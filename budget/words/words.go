// Package words holds every text that a reader sees, in English and Chinese,
// one file of text/ per area. Code names a text by its key.
package words

import (
	"embed"
	"fmt"
	"sort"
	"strings"

	"golang.org/x/text/language"
	"golang.org/x/text/message"
)

//go:embed text/*.tsv
var files embed.FS

// Entry is one line of the catalogue.
type Entry struct {
	Key, English, Chinese string
	Place                 string // file:line, for messages about the catalogue itself
}

// Entries returns the whole catalogue, ordered by key. A line of a text file is
// KEY<TAB>ENGLISH<TAB>CHINESE; blank lines and lines that begin with # are
// passed over; "\n" in a text stands for a line break.
func Entries() ([]Entry, error) {
	var all []Entry
	err := scan(func(file string, line int, key, english, chinese string) {
		all = append(all, Entry{Key: key, English: english, Chinese: chinese, Place: fmt.Sprintf("%s:%d", file, line)})
	})
	sort.SliceStable(all, func(i, j int) bool { return all[i].Key < all[j].Key })
	return all, err
}

// scan visits the lines of the catalogue. Every command reads it, so that it
// copies nothing.
func scan(visit func(file string, line int, key, english, chinese string)) error {
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
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
				continue
			}
			key, texts, _ := strings.Cut(line, "\t")
			english, chinese, ok := strings.Cut(texts, "\t")
			if !ok || strings.Contains(chinese, "\t") {
				return fmt.Errorf("words: %s:%d: want KEY, English, Chinese between tabs, found %d fields", n.Name(), number, 1+strings.Count(line, "\t"))
			}
			visit(n.Name(), number, key, breaks(english), breaks(chinese))
		}
	}
	return nil
}

// breaks puts line breaks where a text asks for them.
func breaks(text string) string { return strings.ReplaceAll(text, `\n`, "\n") }

// Words says texts in one language.
type Words struct {
	Language string // "en" or "zh"
	texts    map[string]string
	printer  *message.Printer
}

// For returns the words of a language, "zh" or (for everything else) "en". It
// panics when the embedded catalogue is malformed, which a test rules out.
func For(lang string) *Words {
	tag := language.English
	if lang == "zh" {
		tag = language.SimplifiedChinese
	} else {
		lang = "en"
	}
	w := &Words{Language: lang, texts: make(map[string]string, 2048), printer: message.NewPrinter(tag)}
	err := scan(func(_ string, _ int, key, english, chinese string) {
		w.texts[key] = english
		if lang == "zh" {
			w.texts[key] = chinese
		}
	})
	if err != nil {
		panic(err)
	}
	return w
}

// Say returns the text of a key with its arguments set in (fmt verbs; argument
// order may differ between languages through %[2]s). An unknown key panics: it
// is a bug that the catalogue test finds.
func (w *Words) Say(key string, args ...any) string {
	text, ok := w.texts[key]
	if !ok {
		panic("words: no text for key " + key)
	}
	return w.printer.Sprintf(text, args...)
}

// Has reports whether a key exists.
func (w *Words) Has(key string) bool {
	_, ok := w.texts[key]
	return ok
}
