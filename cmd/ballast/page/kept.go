package page

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"

	"ballast/cmd/ballast/service"
)

// Saved is a variant that was kept by name, of the file with that SHA-256.
type Saved struct {
	N       int             `json:"n"`
	Name    string          `json:"name"`
	Saved   string          `json:"saved"` // when, RFC 3339
	Variant json.RawMessage `json:"variant"`
}

// Store keeps variants beyond the life of the server.
type Store interface {
	Variants(ctx context.Context, sha256 string) ([]Saved, error)
	SaveVariant(ctx context.Context, sha256 string, v Saved) (n int, err error)
	DropVariant(ctx context.Context, sha256 string, n int) error
}

// stored is the plan of a request, of a server that keeps variants.
func (s *Server) stored(r *http.Request) (*entry, error) {
	e, err := s.entry(r)
	if err == nil && s.cfg.Store == nil {
		err = notFound()
	}
	return e, err
}

// getKept lists the variants of a plan.
func (s *Server) getKept(w http.ResponseWriter, r *http.Request) error {
	e, err := s.stored(r)
	if err != nil {
		return err
	}
	list, err := s.cfg.Store.Variants(r.Context(), e.book.SHA256)
	if err != nil {
		return err
	}
	if list == nil {
		list = []Saved{}
	}
	return answer(w, r, http.StatusOK, map[string]any{"kept": list})
}

// postKept keeps a variant by name.
func (s *Server) postKept(w http.ResponseWriter, r *http.Request) error {
	e, err := s.stored(r)
	if err != nil {
		return err
	}
	var in struct {
		Name    string          `json:"name"`
		Variant json.RawMessage `json:"variant"`
	}
	if err := s.decode(w, r, &in); err != nil {
		return err
	}
	v, err := service.ParseVariant(in.Variant)
	if err != nil {
		return err
	}
	if in.Name == "" || len(in.Name) > 200 {
		return badRequest("name")
	}
	x := Saved{Name: in.Name, Saved: s.cfg.Now().UTC().Format("2006-01-02T15:04:05Z"), Variant: json.RawMessage(v.Key())}
	if x.N, err = s.cfg.Store.SaveVariant(r.Context(), e.book.SHA256, x); err != nil {
		return err
	}
	return answer(w, r, http.StatusCreated, x)
}

// deleteKept forgets a variant.
func (s *Server) deleteKept(w http.ResponseWriter, r *http.Request) error {
	e, err := s.stored(r)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil {
		return notFound()
	}
	if err := s.cfg.Store.DropVariant(r.Context(), e.book.SHA256, n); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}
