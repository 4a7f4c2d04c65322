package page

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
)

//go:embed openapi.json
var openAPI []byte

// loadAPI looks whether the description of the API is one.
func (s *Server) loadAPI() error {
	if !json.Valid(openAPI) {
		return fmt.Errorf("page: openapi.json is no JSON")
	}
	s.api = openAPI
	return nil
}

func (s *Server) getAPI(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", jsonType)
	w.Header().Set("Cache-Control", "no-cache")
	return packed(w, r, http.StatusOK, s.api)
}
