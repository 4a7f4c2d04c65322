package mcp

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var start = Entry{Command: "/opt/ballast", Args: []string{"mcp", "--folder", "/b"}}

// TestMergeKeepsTheRest: what stands in a configuration stays byte for byte, an entry that
// is ours is replaced, a foreign one and a file with comments are left alone.
func TestMergeKeepsTheRest(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, config, state string
		keeps               []string
		err                 error
	}{
		{"nothing", "", Added, nil, nil},
		{"empty", "{}", Added, nil, nil},
		{"other keys", "{\n\t\"theme\" : \"dark\"\n}\n", Added, []string{"{\n\t\"theme\" : \"dark\"", "\n}\n"}, nil},
		{"other servers", `{"mcpServers":{"a":{"command":"x","env":{"K":"v"}}},"z":[1,2 ]}`, Added, []string{`{"mcpServers":{"a":{"command":"x","env":{"K":"v"}}`, `},"z":[1,2 ]}`}, nil},
		{"no servers", `{"mcpServers":{ },"z":1}`, Added, []string{`,"z":1}`}, nil},
		{"ours", `{"mcpServers":{"ballast":{"command":"C:\\old\\Ballast.exe","args":["mcp"]},"b":{}}}`, Replaced, []string{`,"b":{}}}`}, nil},
		{"ours, the same", `{"mcpServers":{"ballast":{"command":"/opt/ballast","args":["mcp","--folder","/b"]}}}`, Same, nil, nil},
		{"foreign", `{"mcpServers":{"ballast":{"command":"npx","args":["ballast"]}}}`, "", nil, ErrForeign},
		{"foreign, by address", `{"mcpServers":{"ballast":{"url":"http://x"}}}`, "", nil, ErrForeign},
		{"comments", "{\n// mine\n\"mcpServers\":{}}", "", nil, ErrNotPlain},
		{"a list", `[1]`, "", nil, ErrNotPlain},
		{"cut off", `{"mcpServers":{`, "", nil, ErrNotPlain},
		{"two documents", `{} {}`, "", nil, ErrNotPlain},
		{"twice", `{"mcpServers":{},"mcpServers":{}}`, "", nil, errDuplicate},
		{"servers are a list", `{"mcpServers":[]}`, "", nil, errNoObject},
	} {
		out, state, err := Merge([]byte(c.config), "mcpServers", start)
		if state != c.state || !errors.Is(err, c.err) {
			t.Errorf("%s: %q %v", c.name, state, err)
			continue
		}
		if err != nil {
			continue
		}
		for _, k := range c.keeps {
			if !strings.Contains(string(out), k) {
				t.Errorf("%s: %q is not in\n%s", c.name, k, out)
			}
		}
		if again, state, err := Merge(out, "mcpServers", start); state != Same || err != nil || !bytes.Equal(again, out) {
			t.Errorf("%s, again: %q %v\n%s", c.name, state, err, out)
		}
	}
}

// FuzzMerge: what is merged is JSON with the entry and all that was there.
func FuzzMerge(f *testing.F) {
	for _, s := range []string{"", "{}", `{"mcpServers":{"a":1},"b":[{}]}`, "{ \"a\" : \"\\u00e9\" ,\n \"mcpServers\" : { } }", `{"mcpServers":{"ballast":{"command":"ballast","args":["mcp"]}}}`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, config string) {
		out, _, err := Merge([]byte(config), "mcpServers", start)
		if err != nil {
			return
		}
		var before, after map[string]any
		if err := json.Unmarshal(out, &after); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		servers := after["mcpServers"].(map[string]any)
		if servers["ballast"].(map[string]any)["command"] != start.Command {
			t.Fatalf("%s", out)
		}
		if strings.TrimSpace(config) == "" || json.Unmarshal([]byte(config), &before) != nil {
			return
		}
		delete(servers, "ballast")
		if had, ok := before["mcpServers"].(map[string]any); ok {
			delete(had, "ballast")
		} else {
			before["mcpServers"] = map[string]any{}
		}
		if !reflect.DeepEqual(before, after) {
			t.Fatalf("%s\n%s", config, out)
		}
	})
}

// manifestFields are the fields that version 0.3 of the manifest knows, by the place of
// their object; what is needed has a star. Clients refuse any other field.
//
// Source: src/schemas/0.3.ts of modelcontextprotocol/mcpb.
func manifestFields() map[string]string {
	return map[string]string{
		"": `manifest_version* name* version* description* author* server* display_name long_description repository homepage documentation support
			icon icons screenshots localization tools tools_generated prompts prompts_generated keywords license privacy_policies compatibility user_config _meta`,
		"/author":             "name* email url",
		"/server":             "type* entry_point* mcp_config*",
		"/server/mcp_config":  "command* args env platform_overrides",
		"/tools/*":            "name* description",
		"/compatibility":      "claude_desktop platforms runtimes",
		"/user_config/folder": "type* title* description* required default multiple sensitive min max",
	}
}

// unknownFields are the objects of a manifest with a field that clients do not know, or
// without one that they need.
func unknownFields(at string, x any) (all []string) {
	switch x := x.(type) {
	case map[string]any:
		fields, ok := manifestFields()[at]
		if at != "/user_config" && !ok {
			return []string{at}
		}
		for _, f := range strings.Fields(fields) {
			if name, needed := strings.CutSuffix(f, "*"); needed && x[name] == nil {
				all = append(all, at+" has no "+name)
			}
		}
		for name, y := range x {
			if at != "/user_config" && !slices.Contains(strings.Fields(strings.ReplaceAll(fields, "*", "")), name) {
				all = append(all, at+"/"+name)
			}
			all = append(all, unknownFields(at+"/"+name, y)...)
		}
	case []any:
		for _, y := range x {
			all = append(all, unknownFields(at+"/*", y)...)
		}
	}
	return all
}

// TestBundle: the bundle has its manifest, which holds what its published schema allows
// and asks for the folder, and the program: unpacked as a client does, what is started is
// there and may be run.
func TestBundle(t *testing.T) {
	t.Parallel()
	var b bytes.Buffer
	if err := Bundle(&b, "1.2.3", strings.NewReader("program")); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil || len(z.File) != 2 {
		t.Fatal(err)
	}
	in, err := z.File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	var fields map[string]any
	if json.Unmarshal(text, &m) != nil || json.Unmarshal(text, &fields) != nil {
		t.Fatalf("%s", text)
	}
	for _, x := range unknownFields("", fields) {
		t.Errorf("the schema of 0.3 has nothing of %s", x)
	}
	if bad := unknownFields("", map[string]any{"name": "x", "entry": 1}); !slices.Contains(bad, "/entry") || !slices.Contains(bad, " has no server") {
		t.Errorf("a bad manifest passes: %v", bad)
	}
	if !slices.Contains([]string{"darwin", "win32", "linux"}, m.Compatibility["platforms"][0]) {
		t.Errorf("the platform is %v", m.Compatibility)
	}
	if started := strings.ReplaceAll(m.Server.Config.Command, "${__dirname}/", ""); started != z.File[1].Name || !slices.Equal(m.Server.Config.Args, []string{"mcp", "--folder", "${user_config.folder}"}) {
		t.Errorf("%q with %q is started, the bundle has %q", m.Server.Config.Command, m.Server.Config.Args, z.File[1].Name)
	}
	if m.Version != "0.3" || m.Release != "1.2.3" || m.Server.Type != "binary" || m.Server.EntryPoint != z.File[1].Name || m.UserConfig["folder"].Type != "directory" || len(m.Tools) != 7 {
		t.Errorf("%+v", m)
	}
	if z.File[1].Mode()&0o111 == 0 {
		t.Errorf("the program has the mode %v", z.File[1].Mode())
	}
}
