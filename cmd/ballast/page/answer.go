package page

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"ballast/budget/chart"
	"ballast/cmd/ballast/service"
)

// strict reads JSON of known fields.
func strict(data []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(data))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one value")
	}
	return nil
}

// answer writes JSON, packed where the browser takes that.
func answer(w http.ResponseWriter, r *http.Request, status int, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", jsonType)
	w.Header().Set("Cache-Control", "no-store")
	return packed(w, r, status, spoken(data))
}

// packed writes a body, by gzip where the browser takes that and it is worth it.
func packed(w http.ResponseWriter, r *http.Request, status int, data []byte) error {
	w.Header().Add("Vary", "Accept-Encoding")
	if !takesGzip(r) || len(data) < 1024 {
		w.WriteHeader(status)
		_, err := w.Write(data)
		return err
	}
	w.Header().Set("Content-Encoding", "gzip")
	w.WriteHeader(status)
	z := smallest(w)
	if _, err := z.Write(data); err != nil {
		return err
	}
	return z.Close()
}

// smallest packs as tightly as gzip can: an answer is a few hundred thousand characters
// once and crosses a network.
func smallest(w io.Writer) *gzip.Writer {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil { // no such level
		return gzip.NewWriter(w)
	}
	return z
}

// result is the result of a request, of a plan that is the sender's.
func (s *Server) result(r *http.Request) (*entry, *kept, error) {
	e, err := s.entry(r)
	if err != nil {
		return nil, nil, err
	}
	k, err := s.plans.result(e, r.PathValue("rid"))
	return e, k, err
}

func (s *Server) getResult(w http.ResponseWriter, r *http.Request) error {
	_, k, err := s.result(r)
	if err != nil {
		return err
	}
	return answer(w, r, http.StatusOK, k.line(0))
}

// asked is ?lang, "" that of the result.
func asked(r *http.Request) string {
	if lang := r.URL.Query().Get("lang"); lang == "en" || lang == "zh" {
		return lang
	}
	return ""
}

// getPages gives the tables, tiles and findings of the result sheets.
func (s *Server) getPages(w http.ResponseWriter, r *http.Request) error {
	e, k, err := s.result(r)
	if err != nil {
		return err
	}
	pages, err := k.Pages(asked(r))
	if err != nil {
		return err
	}
	s.plans.grown(e)
	return answer(w, r, http.StatusOK, map[string]any{"lang": asked(r), "sheets": pages})
}

// getChart draws a chart; who asks for one that is not there gets nothing.
func (s *Server) getChart(w http.ResponseWriter, r *http.Request) error {
	_, k, err := s.result(r)
	if err != nil {
		return err
	}
	key, ok := strings.CutSuffix(r.PathValue("key"), ".svg")
	if !ok {
		return notFound()
	}
	f := chart.Frame{Width: size(r, "w", 600), NoTitle: true}
	f.Height = size(r, "h", f.Width*340/600)
	svg, err := k.SVG(r.PathValue("sheet"), key, asked(r), f)
	if err != nil {
		return notFound()
	}
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "private, max-age=3600")
	return packed(w, r, http.StatusOK, svg)
}

// size is a length of a picture in bounds.
func size(r *http.Request, name string, otherwise float64) float64 {
	x, err := strconv.ParseFloat(r.URL.Query().Get(name), 64)
	if err != nil || !(x >= 100 && x <= 2000) {
		return otherwise
	}
	return x
}

// attach makes an answer a file to be saved; it is never shown in its place.
//
// Source: RFC 6266, Content-Disposition in HTTP; RFC 8187 for names beyond ASCII.
func attach(w http.ResponseWriter, kind, name string) {
	plain := strings.Map(func(r rune) rune {
		if r < ' ' || r > '~' || r == '"' || r == '\\' {
			return '_'
		}
		return r
	}, name)
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Cache-Control", "no-store")
	h.Set("Content-Disposition", `attachment; filename="`+plain+`"; filename*=UTF-8''`+strings.ReplaceAll(url.QueryEscape(name), "+", "%20"))
}

// named is the name of a download: that of the plan with what it is.
func named(k *kept, ending string) string {
	name := strings.TrimSuffix(k.Name, path.Ext(k.Name))
	if !k.Base {
		name += ".variant"
	}
	return name + ending
}

// file gives a download of a result.
func (s *Server) file(w http.ResponseWriter, r *http.Request, kind, ending string, write func(k *service.Result, out io.Writer) error) error {
	_, k, err := s.result(r)
	if err != nil {
		return err
	}
	leave, err := s.long.enter(r.Context(), ownerOf(r).key, true, nil)
	if err != nil {
		return err
	}
	var out bytes.Buffer
	err = write(k.Result, &out)
	leave() // whoever takes it slowly keeps nobody waiting
	if err != nil {
		return err
	}
	answerBy(w)
	attach(w, kind, named(k, ending))
	_, err = w.Write(out.Bytes())
	return err
}

func (s *Server) getWorkbook(w http.ResponseWriter, r *http.Request) error {
	kind, ending := xlsxType, ".ballast.xlsx"
	if _, k, err := s.result(r); err == nil && strings.EqualFold(path.Ext(k.Name), ".xlsm") {
		kind, ending = xlsmType, ".ballast.xlsm"
	}
	return s.file(w, r, kind, ending, func(k *service.Result, out io.Writer) error {
		return k.WriteWorkbook(r.Context(), out, asked(r), r.URL.Query().Get("edits") == "1")
	})
}

func (s *Server) getReport(w http.ResponseWriter, r *http.Request) error {
	return s.file(w, r, "text/html; charset=utf-8", ".html", func(k *service.Result, out io.Writer) error {
		return k.WriteReport(out, asked(r))
	})
}

func (s *Server) getFigures(w http.ResponseWriter, r *http.Request) error {
	return s.file(w, r, jsonType, ".json", func(k *service.Result, out io.Writer) error { return k.WriteFigures(out) })
}

func (s *Server) getTables(w http.ResponseWriter, r *http.Request) error {
	return s.file(w, r, "application/zip", ".tables.zip", func(k *service.Result, out io.Writer) error {
		return k.WriteTables(out, asked(r))
	})
}
