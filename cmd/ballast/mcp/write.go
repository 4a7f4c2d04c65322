package mcp

import (
	"context"
	"io"
	"path/filepath"
	"strings"
)

type writeIn struct {
	Token string `json:"token" jsonschema:"of the run whose results are written"`
	To    string `json:"to" jsonschema:"path of the new workbook below the folders"`
	Lang  string `json:"lang,omitempty" jsonschema:"en or zh: language of the result sheets; default: the workbook's"`
	Edits bool   `json:"edits,omitempty" jsonschema:"the changes of a what-if are written into the cells of the plan too, as far as cells can have them"`
}

// written is a workbook that was written.
type written struct {
	File string `json:"file"`
	Run  string `json:"run"`
}

// write writes the results of a run as a new file. The token says which run, and of which
// bytes: a workbook that has changed since is run again first.
//
// Checked: TestWriteIsNewAndAsked.
func (s *Server) write(ctx context.Context, c *call, in writeIn) (*written, error) {
	r := s.shelf.find(func(r *result) bool { return r.token() == in.Token })
	if r == nil {
		return nil, refuse("mcp.write.token", in.Token)
	}
	c.say = r.words()
	switch in.Lang {
	case "", "en", "zh":
	default:
		return nil, refuse("mcp.language", in.Lang)
	}
	data, label, err := s.folders.read(r.book.file)
	if err != nil {
		return nil, err
	}
	now, err := s.shelf.open(ctx, data, label, r.book.Language)
	if err != nil {
		return nil, err
	}
	if now.SHA256 != r.SHA256 {
		return nil, refuse("mcp.write.changed", r.book.file)
	}
	if was, is := filepath.Ext(r.book.file), filepath.Ext(in.To); !strings.EqualFold(was, is) {
		return nil, refuse("mcp.write.kind", was)
	}
	out := &written{Run: r.id}
	out.File, err = s.folders.create(in.To, func(to io.Writer) error {
		return r.WriteWorkbook(ctx, to, in.Lang, in.Edits)
	})
	return out, err
}
