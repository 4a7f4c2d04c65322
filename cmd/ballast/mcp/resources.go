package mcp

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"ballast/budget/chart"
)

// resourceRoot is where the results of runs are found.
const resourceRoot = "ballast://runs/"

// addResources adds what can be read beside the answers: the skill, and the charts and
// tables of every run that is kept.
func (s *Server) addResources() {
	s.mcp.AddResource(&sdk.Resource{Name: "skill", Title: "How to use Ballast", URI: "ballast://skill", MIMEType: "text/markdown"},
		func(_ context.Context, req *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
			return text(req.Params.URI, "text/markdown", skill), nil
		})
	for _, t := range []*sdk.ResourceTemplate{
		{Name: "run", Title: "What there is of a run", URITemplate: resourceRoot + "{run}", MIMEType: "application/json"},
		{Name: "sheet", Title: "A result sheet as tables", URITemplate: resourceRoot + "{run}/sheets/{sheet}", MIMEType: "application/json"},
		{Name: "chart", Title: "A chart", URITemplate: resourceRoot + "{run}/charts/{sheet}/{chart}", MIMEType: "image/svg+xml"},
		{Name: "figures", Title: "All figures", URITemplate: resourceRoot + "{run}/figures", MIMEType: "application/json"},
	} {
		s.mcp.AddResourceTemplate(t, s.readResource)
	}
}

func text(uri, kind, body string) *sdk.ReadResourceResult {
	return &sdk.ReadResourceResult{Contents: []*sdk.ResourceContents{{URI: uri, MIMEType: kind, Text: body}}}
}

// content is what there is of a run.
type content struct {
	Figures string  `json:"figures"`
	Sheets  []piece `json:"sheets"`
	Charts  []piece `json:"charts"`
}

// piece is one thing to read.
type piece struct {
	URI   string `json:"uri"`
	Title string `json:"title"`
	Alt   string `json:"alt,omitempty"`
}

// readResource reads a part of a result.
//
// Checked: TestResources.
func (s *Server) readResource(_ context.Context, req *sdk.ReadResourceRequest) (*sdk.ReadResourceResult, error) {
	uri := req.Params.URI
	path := strings.Split(strings.TrimPrefix(uri, resourceRoot), "/")
	r, err := s.shelf.known(path[0])
	if err != nil {
		return nil, sdk.ResourceNotFoundError(uri)
	}
	asJSON := func(x any) (*sdk.ReadResourceResult, error) {
		data, err := json.Marshal(x)
		return text(uri, "application/json", string(data)), err
	}
	switch {
	case len(path) == 1:
		c, err := r.content()
		if err != nil {
			return nil, err
		}
		return asJSON(c)
	case len(path) == 2 && path[1] == "figures":
		var b bytes.Buffer
		err := r.WriteFigures(&b)
		return text(uri, "application/json", b.String()), err
	case len(path) == 3 && path[1] == "sheets":
		pages, err := r.Pages("")
		if err != nil {
			return nil, err
		}
		for _, p := range pages {
			if p.Key == path[2] {
				return asJSON(p)
			}
		}
	case len(path) == 4 && path[1] == "charts" && r.hasChart(path[2], path[3]):
		svg, err := r.SVG(path[2], path[3], "", chart.Frame{Width: 800, Height: 450})
		return text(uri, "image/svg+xml", string(svg)), err
	}
	return nil, sdk.ResourceNotFoundError(uri)
}

// content lists the sheets and charts of a result.
func (r *result) content() (*content, error) {
	pages, err := r.Pages("")
	if err != nil {
		return nil, err
	}
	at := resourceRoot + r.id
	c := &content{Figures: at + "/figures"}
	for _, p := range pages {
		c.Sheets = append(c.Sheets, piece{URI: at + "/sheets/" + p.Key, Title: p.Title})
		for _, x := range p.Charts {
			c.Charts = append(c.Charts, piece{URI: at + "/charts/" + p.Key + "/" + x.Key, Title: x.Title, Alt: x.Alt})
		}
	}
	return c, nil
}

// hasChart reports whether a sheet has a chart.
func (r *result) hasChart(sheet, key string) bool {
	pages, err := r.Pages("")
	if err != nil {
		return false
	}
	for _, p := range pages {
		for _, x := range p.Charts {
			if p.Key == sheet && x.Key == key {
				return true
			}
		}
	}
	return false
}
