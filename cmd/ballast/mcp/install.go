package mcp

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// Client is a program with an assistant, and where it keeps which servers it knows.
type Client struct {
	Name string
	Key  string // of the object that lists the servers
	Type bool   // entries say of what type they are
	File string // absolute
}

// Clients are the programs that install knows. settings is the user's folder of settings
// (~/.config, ~/Library/Application Support, %AppData%), matches finds files by a pattern.
// Desktop assistants keep NAME_desktop_config.json in a folder of their own there.
//
// Source: the MCP configuration reference of Visual Studio Code, for its file. The places
// of the others were not checked against documentation of theirs; --config FILE names one.
func Clients(home, settings, project string, matches func(pattern string) []string) []Client {
	list := []Client{
		{"vscode", "servers", true, filepath.Join(settings, "Code", "User", "mcp.json")},
		{"cursor", "mcpServers", false, filepath.Join(home, ".cursor", "mcp.json")},
		{"windsurf", "mcpServers", false, filepath.Join(home, ".codeium", "windsurf", "mcp_config.json")},
		{"lmstudio", "mcpServers", false, filepath.Join(home, ".lmstudio", "mcp.json")},
		{"project", "mcpServers", false, filepath.Join(project, ".mcp.json")},
	}
	for _, file := range matches(filepath.Join(settings, "*", "*_desktop_config.json")) {
		list = append(list, Client{"desktop", "mcpServers", false, file})
	}
	return list
}

// Entry is how a program starts the server.
type Entry struct {
	Type    string   `json:"type,omitempty"`
	Command string   `json:"command"`
	Args    []string `json:"args"`
}

// serverName is the name of the server in a configuration.
const serverName = "ballast"

// The states of a configuration.
const (
	Added    = "added"    // there was no entry
	Replaced = "replaced" // ours, otherwise
	Same     = "same"     // ours, as it is to be
)

// The reasons why a configuration stays as it is.
var (
	ErrForeign   = errors.New("it has a server of that name that is another program")
	ErrNotPlain  = errors.New("it is no plain JSON")
	errNoObject  = errors.New("the list of servers is no object")
	errDuplicate = errors.New("a name stands there twice")
)

// Merge puts the entry into a configuration: everything else stays, byte for byte. An
// entry of that name that starts another program is not replaced; a file with comments,
// which cannot be edited safely, is left alone.
//
// Checked: TestMergeKeepsTheRest, FuzzMerge.
func Merge(config []byte, key string, e Entry) (out []byte, state string, err error) {
	text, err := indented(e)
	if err != nil {
		return nil, "", err
	}
	if len(bytes.TrimSpace(config)) == 0 {
		return fmt.Appendf(nil, "{\n  %q: {\n    %q: %s\n  }\n}\n", key, serverName, text), Added, nil
	}
	root, err := objectAt(config, 0)
	if err != nil {
		return nil, "", err
	}
	servers := root.find(key)
	if servers == nil {
		return root.insert(config, fmt.Sprintf("%q: {\n    %q: %s\n  }", key, serverName, text), "  "), Added, nil
	}
	list, err := objectAt(config, servers.from)
	if err != nil {
		return nil, "", errNoObject
	}
	old := list.find(serverName)
	if old == nil {
		return list.insert(config, fmt.Sprintf("%q: %s", serverName, text), "    "), Added, nil
	}
	var was Entry
	if json.Unmarshal(config[old.from:old.to], &was) != nil || !isOurs(was) {
		return nil, "", ErrForeign
	}
	if was.Command == e.Command && slices.Equal(was.Args, e.Args) && was.Type == e.Type {
		return config, Same, nil
	}
	return slices.Concat(config[:old.from], []byte(text), config[old.to:]), Replaced, nil
}

// indented writes the entry as it stands two levels deep.
func indented(e Entry) (string, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("    ", "  ")
	err := enc.Encode(e)
	return strings.TrimSpace(b.String()), err
}

// isOurs reports whether an entry starts this program.
func isOurs(e Entry) bool {
	base := e.Command[strings.LastIndexAny(e.Command, `/\`)+1:]
	return (strings.EqualFold(base, "ballast") || strings.EqualFold(base, "ballast.exe")) && len(e.Args) > 0 && e.Args[0] == "mcp"
}

// object is an object in a text.
type object struct {
	open, close int // behind its brace, at its closing one
	members     []member
}

// member is a value in an object, with its place in the text.
type member struct {
	name     string
	from, to int
}

// objectAt reads the object that begins at a place. At the beginning it is the whole
// document, which may be no longer.
func objectAt(config []byte, at int) (*object, error) {
	d := json.NewDecoder(bytes.NewReader(config[at:]))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return nil, ErrNotPlain
	}
	o := &object{open: at + int(d.InputOffset())}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, ErrNotPlain
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, ErrNotPlain
		}
		to := at + int(d.InputOffset())
		m := member{fmt.Sprint(name), to - len(value), to}
		if o.find(m.name) != nil {
			return nil, errDuplicate
		}
		o.members = append(o.members, m)
	}
	if _, err := d.Token(); err != nil {
		return nil, ErrNotPlain
	}
	o.close = at + int(d.InputOffset()) - 1
	if at == 0 {
		if _, err := d.Token(); !errors.Is(err, io.EOF) {
			return nil, ErrNotPlain
		}
	}
	return o, nil
}

func (o *object) find(name string) *member {
	for i := range o.members {
		if o.members[i].name == name {
			return &o.members[i]
		}
	}
	return nil
}

// insert adds a member behind the last one.
func (o *object) insert(config []byte, text, indent string) []byte {
	if n := len(o.members); n > 0 {
		at := o.members[n-1].to
		return slices.Concat(config[:at], []byte(",\n"+indent+text), config[at:])
	}
	return slices.Concat(config[:o.open], []byte("\n"+indent+text+"\n"+indent[:len(indent)-2]), config[o.close:])
}

// StartEntry is the entry that starts this program below folders.
func StartEntry(program string, c Client, folders []string, write bool) Entry {
	e := Entry{Command: program, Args: []string{"mcp"}}
	if c.Type {
		e.Type = "stdio"
	}
	for _, f := range folders {
		e.Args = append(e.Args, "--folder", f)
	}
	if write {
		e.Args = append(e.Args, "--allow-write")
	}
	return e
}

// system is the name that bundles have for this system.
func system() string {
	if runtime.GOOS == "windows" {
		return "win32"
	}
	return runtime.GOOS
}
