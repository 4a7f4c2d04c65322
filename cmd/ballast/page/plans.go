package page

import (
	"cmp"
	"encoding/json"
	"mime"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/samples"
)

// The content types of an upload. None of them can be sent from another site without
// asking first.
const (
	xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	xlsmType = "application/vnd.ms-excel.sheet.macroenabled.12"
	anyType  = "application/octet-stream"
	jsonType = "application/json"
)

// upload is a workbook in JSON: a sample, or a locked file with its password.
type upload struct {
	Sample   string `json:"sample"`
	Name     string `json:"name"`
	Data     []byte `json:"data"`
	Password string `json:"password"`
	Language string `json:"lang"`
}

// Plan is a plan as it was opened.
type Plan struct {
	ID string `json:"id"`
	*service.Overview
}

// postPlan opens a workbook.
func (s *Server) postPlan(w http.ResponseWriter, r *http.Request) error {
	f, err := s.uploaded(w, r)
	if err != nil {
		return err
	}
	book, err := s.open(r.Context(), f)
	if err != nil {
		return err
	}
	e := s.plans.put(ownerOf(r).key, book, s.cfg.Now())
	return answer(w, r, http.StatusCreated, &Plan{e.id, book.Overview()})
}

// uploaded reads what was sent.
func (s *Server) uploaded(w http.ResponseWriter, r *http.Request) (f service.File, err error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	lang := r.URL.Query().Get("lang")
	if lang != "" && lang != "en" && lang != "zh" {
		return f, badRequest("lang")
	}
	switch kind {
	case xlsxType, xlsmType, anyType:
		name, err := url.PathUnescape(r.Header.Get("Ballast-Name"))
		if err != nil {
			name = ""
		}
		data, err := readAll(w, r, mostUpload)
		return service.File{Name: baseName(name), Data: data, Language: lang}, err
	case jsonType:
	default:
		return f, problem(http.StatusUnsupportedMediaType, "type")
	}
	data, err := readAll(w, r, mostUpload*4/3+4096) // base64
	if err != nil {
		return f, err
	}
	var in upload
	if err := json.Unmarshal(data, &in); err != nil {
		return f, badRequest("JSON")
	}
	f = service.File{Name: baseName(in.Name), Data: in.Data, Password: in.Password, Language: cmp.Or(in.Language, lang)}
	if f.Language != "" && f.Language != "en" && f.Language != "zh" {
		return f, badRequest("lang")
	}
	if in.Sample == "" {
		return f, nil
	}
	if !slices.Contains(samples.All(), in.Sample) {
		return f, notFound()
	}
	text, err := samples.Source(in.Sample)
	if err != nil {
		return f, err
	}
	f.Name = in.Sample + ".xlsx"
	f.Data, err = workbook.FromText(text, samples.Language(in.Sample))
	return f, err
}

// baseName is a file's name without any folder, of signs that can be shown; the file is
// never written under it.
func baseName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return -1
		}
		if r == '\\' || r == ':' {
			return '/'
		}
		return r
	}, name)
	if name = path.Base(name); name == "." || name == "/" || name == ".." {
		return "plan.xlsx"
	}
	if runes := []rune(name); len(runes) > 120 {
		name = string(runes[:100]) + path.Ext(name)
	}
	return name
}

// entry is the plan of a request, when it is the sender's.
func (s *Server) entry(r *http.Request) (*entry, error) {
	return s.plans.get(r.PathValue("id"), ownerOf(r).key, s.cfg.Now())
}

func (s *Server) getPlan(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	return answer(w, r, http.StatusOK, &Plan{e.id, e.book.Overview()})
}

func (s *Server) deletePlan(w http.ResponseWriter, r *http.Request) error {
	e, err := s.entry(r)
	if err != nil {
		return err
	}
	s.plans.drop(e)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Sample is a workbook to begin with.
type Sample struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Text     string `json:"text"`
	Language string `json:"lang"`
	Kind     string `json:"kind"`
}

// getSamples lists the samples.
func (s *Server) getSamples(w http.ResponseWriter, r *http.Request) error {
	say := words.For(language(r))
	var list []Sample
	for _, name := range samples.All() {
		x := Sample{Name: name, Language: samples.Language(name), Kind: "plan", Title: say.Say("page.server.sample." + name), Text: say.Say("page.server.sample." + name + ".text")}
		if slices.Contains(samples.Models(), name) {
			x.Kind = "model"
		}
		list = append(list, x)
	}
	return answer(w, r, http.StatusOK, map[string]any{"samples": list})
}

// getTemplate gives an empty plan to fill in.
func (s *Server) getTemplate(w http.ResponseWriter, r *http.Request) error {
	data, err := workbook.Template(language(r), budget.PlanID(random(16)))
	if err != nil {
		return err
	}
	attach(w, xlsxType, "plan.xlsx")
	_, err = w.Write(data)
	return err
}
