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
	names, err := files.ReadDir("text")
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	var all []Entry
	nl := strings.NewReplacer(`\n`, "\n")
	for _, n := range names {
		data, err := files.ReadFile("text/" + n.Name())
		if err != nil {
			return nil, fmt.Errorf("words: %w", err)
		}
		for i, line := range strings.Split(string(data), "\n") {
			line = strings.TrimRight(line, "\r")
			if strings.TrimSpace(line) == "" || strings.HasPrefix(line, "#") {
				continue
			}
			place := fmt.Sprintf("%s:%d", n.Name(), i+1)
			f := strings.Split(line, "\t")
			if len(f) != 3 {
				return nil, fmt.Errorf("words: %s: want KEY, English, Chinese between tabs, found %d fields", place, len(f))
			}
			all = append(all, Entry{Key: f[0], English: nl.Replace(f[1]), Chinese: nl.Replace(f[2]), Place: place})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Key < all[j].Key })
	return all, nil
}

// Words says texts in one language.
type Words struct {
	Language string // "en" or "zh"
	texts    map[string]string
	printer  *message.Printer
}

// For returns the words of a language, "zh" or (for everything else) "en". It
// panics when the embedded catalogue is malformed, which a test rules out.
func For(lang string) *Words {
	entries, err := Entries()
	if err != nil {
		panic(err)
	}
	tag := language.English
	if lang == "zh" {
		tag = language.SimplifiedChinese
	} else {
		lang = "en"
	}
	w := &Words{Language: lang, texts: make(map[string]string, len(entries)), printer: message.NewPrinter(tag)}
	for _, e := range entries {
		w.texts[e.Key] = e.English
		if lang == "zh" {
			w.texts[e.Key] = e.Chinese
		}
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
