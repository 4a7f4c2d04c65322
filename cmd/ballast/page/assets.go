package page

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html/template"
	"mime"
	"net/http"
	"path"
	"strings"

	"ballast/budget/words"
)

//go:embed assets
var files embed.FS

// asset is a file that is served as it is.
type asset struct {
	kind, tag string
	plain     []byte
	packed    []byte // gzip; nil where that gains nothing
}

func newAsset(name string, data []byte) *asset {
	sum := sha256.Sum256(data)
	a := &asset{kind: mime.TypeByExtension(path.Ext(name)), tag: `"` + hex.EncodeToString(sum[:8]) + `"`, plain: data}
	switch path.Ext(name) { // of every system alike
	case ".js":
		a.kind = "text/javascript; charset=utf-8"
	case ".css":
		a.kind = "text/css; charset=utf-8"
	case ".svg":
		a.kind = "image/svg+xml"
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, _ = z.Write(data) // a buffer does not fail
		_ = z.Close()
		if b.Len() < len(data) {
			a.packed = b.Bytes()
		}
	}
	return a
}

// assets are all files of the page by name.
func (s *Server) loadAssets() error {
	s.assets = map[string]*asset{}
	entries, err := files.ReadDir("assets")
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := files.ReadFile("assets/" + e.Name())
		if err != nil {
			return err
		}
		if e.Name() == "index.html" {
			if s.index, err = template.New("index").Parse(string(data)); err != nil {
				return fmt.Errorf("page: %w", err)
			}
			continue
		}
		s.assets[e.Name()] = newAsset(e.Name(), data)
	}
	for _, lang := range []string{"en", "zh"} {
		data, err := wordsModule(lang)
		if err != nil {
			return err
		}
		name := "words." + lang + ".js"
		s.assets[name] = newAsset(name, data)
	}
	return nil
}

// wordsModule is the texts of the page in a language as a module of JavaScript.
func wordsModule(lang string) ([]byte, error) {
	texts := words.For(lang).Under("page.")
	data, err := json.Marshal(texts)
	if err != nil {
		return nil, err
	}
	return []byte(fmt.Sprintf("export const lang = %q;\nexport const words = %s;\n", lang, data)), nil
}

// getAsset serves a file, packed where the browser takes that.
func (s *Server) getAsset(w http.ResponseWriter, r *http.Request) error {
	a := s.assets[r.PathValue("name")]
	if a == nil {
		return notFound()
	}
	a.serve(w, r)
	return nil
}

func (a *asset) serve(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", a.tag)
	h.Add("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("If-None-Match"), a.tag) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	data := a.plain
	if a.packed != nil && takesGzip(r) {
		h.Set("Content-Encoding", "gzip")
		data = a.packed
	}
	_, _ = w.Write(data)
}

// takesGzip reports whether the browser unpacks answers.
func takesGzip(r *http.Request) bool {
	return strings.Contains(r.Header.Get("Accept-Encoding"), "gzip")
}

// start is what the start page knows of its server.
type start struct {
	Lang, HTMLLang, Title, Version, Host string
	Local, Store, NeedsToken             bool
	KeepHours                            float64
}

// getStart serves the page.
func (s *Server) getStart(w http.ResponseWriter, r *http.Request) error {
	if s.index == nil {
		return notFound()
	}
	lang := language(r)
	v := start{Lang: lang, HTMLLang: lang, Version: s.cfg.Version, Local: s.cfg.Local, Host: s.cfg.Host(), Store: s.cfg.Store != nil,
		NeedsToken: s.cfg.Token != "", KeepHours: s.cfg.Keep.Hours()}
	v.Title = words.For(lang).Under("page.title")[""]
	if lang == "zh" {
		v.HTMLLang = "zh-Hans"
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	w.Header().Set("Vary", "Accept-Language")
	return s.index.Execute(w, v)
}
