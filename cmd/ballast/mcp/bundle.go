package mcp

import (
	"archive/zip"
	"encoding/json"
	"io"
	"time"
)

// manifest describes a bundle.
//
// Source: the schema of manifests of modelcontextprotocol/mcpb, version 0.3.
type manifest struct {
	Version       string                `json:"manifest_version"`
	Name          string                `json:"name"`
	DisplayName   string                `json:"display_name"`
	Release       string                `json:"version"`
	Description   string                `json:"description"`
	Author        map[string]string     `json:"author"`
	Server        bundled               `json:"server"`
	Tools         []named               `json:"tools"`
	Prompts       bool                  `json:"prompts_generated"`
	License       string                `json:"license"`
	Compatibility map[string][]string   `json:"compatibility"`
	UserConfig    map[string]userConfig `json:"user_config"`
}

type bundled struct {
	Type       string `json:"type"`
	EntryPoint string `json:"entry_point"`
	Config     Entry  `json:"mcp_config"`
}

type named struct {
	Name        string `json:"name"`
	Description string `json:"description"`
}

type userConfig struct {
	Type        string `json:"type"`
	Title       string `json:"title"`
	Description string `json:"description"`
	Required    bool   `json:"required"`
}

// Bundle writes the program as a bundle that desktop assistants open: they ask for the
// folder and start it. What it writes, and where, is that of a server without --allow-write.
//
// Checked: TestBundle.
func Bundle(w io.Writer, release string, program io.Reader) error {
	entry := "server/ballast"
	if system() == "win32" {
		entry += ".exe"
	}
	m := manifest{Version: "0.3", Name: "ballast", DisplayName: "Ballast", Release: release,
		Description: "How much reserve a budget workbook needs, whether its money comes in time, when it pays back.",
		Author:      map[string]string{"name": "Ballast"}, License: "MIT", Prompts: true,
		Server:        bundled{"binary", entry, Entry{Command: "${__dirname}/" + entry, Args: []string{"mcp", "--folder", "${user_config.folder}"}}},
		Compatibility: map[string][]string{"platforms": {system()}},
		UserConfig:    map[string]userConfig{"folder": {"directory", "Folder", "Only workbooks below this folder are read.", true}}}
	for _, name := range []string{"check", "run", "figure", "explain", "whatif", "mixes", "compare"} {
		m.Tools = append(m.Tools, named{name, toolTitles()[name]})
	}
	data, err := json.MarshalIndent(m, "", "  ")
	if err != nil {
		return err
	}
	z := zip.NewWriter(w)
	add := func(name string, mode uint32) (io.Writer, error) {
		h := &zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC), ExternalAttrs: mode << 16}
		h.CreatorVersion = 3 << 8 // the mode is that of Unix
		return z.CreateHeader(h)
	}
	part, err := add("manifest.json", 0o100644)
	if err != nil {
		return err
	}
	if _, err := part.Write(data); err != nil {
		return err
	}
	if part, err = add(entry, 0o100755); err != nil {
		return err
	}
	if _, err := io.Copy(part, program); err != nil {
		return err
	}
	return z.Close()
}
