package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/samples"
)

// assistant speaks to `ballast mcp` on its standard input and output.
type assistant struct {
	t    *testing.T
	in   *io.PipeWriter
	out  *bufio.Reader
	code chan int
	asks int
}

func talkTo(t *testing.T, folder string) *assistant {
	t.Helper()
	in, theirs := io.Pipe()
	ours, out := io.Pipe()
	a := &assistant{t: t, in: theirs, out: bufio.NewReader(ours), code: make(chan int, 1)}
	go func() {
		a.code <- run(context.Background(), []string{"mcp", "--folder", folder}, in, out, io.Discard)
		out.Close()
	}()
	a.ask("initialize", map[string]any{"protocolVersion": "2025-06-18", "capabilities": map[string]any{}, "clientInfo": map[string]any{"name": "test", "version": "1"}})
	a.say(map[string]any{"jsonrpc": "2.0", "method": "notifications/initialized"})
	return a
}

func (a *assistant) say(message map[string]any) {
	a.t.Helper()
	data, err := json.Marshal(message)
	if err == nil {
		_, err = fmt.Fprintf(a.in, "%s\n", data)
	}
	if err != nil {
		a.t.Fatal(err)
	}
}

// ask sends a request and gives its result.
func (a *assistant) ask(method string, params map[string]any) map[string]any {
	a.t.Helper()
	a.asks++
	a.say(map[string]any{"jsonrpc": "2.0", "id": a.asks, "method": method, "params": params})
	line, err := a.out.ReadBytes('\n')
	var answer struct {
		ID     int
		Result map[string]any
		Error  any
	}
	if err == nil {
		err = json.Unmarshal(line, &answer)
	}
	if err != nil || answer.ID != a.asks || answer.Error != nil {
		a.t.Fatalf("%s: %v %s", method, err, line)
	}
	return answer.Result
}

// tool calls a tool that has to answer.
func (a *assistant) tool(name string, in map[string]any) map[string]any {
	a.t.Helper()
	got := a.ask("tools/call", map[string]any{"name": name, "arguments": in})
	if got["isError"] == true {
		a.t.Fatalf("%s %v: %v", name, in, got["content"])
	}
	return got["structuredContent"].(map[string]any)
}

// leave ends the conversation.
func (a *assistant) leave() {
	a.t.Helper()
	a.in.Close()
	if code := <-a.code; code != exitOK {
		a.t.Errorf("exit %d", code)
	}
}

// TestMCPSaysWhatTheCommandSays: all figures are those of run --json, but for the time it
// took, and the run has the same ID; the conversation ends when the assistant leaves.
func TestMCPSaysWhatTheCommandSays(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	plan := filepath.Join(dir, "plan.xlsx")
	if got := ballast(t, "new", "--sample", "office-move", plan); got.code != exitOK {
		t.Fatal(got.err)
	}
	got := ballast(t, "run", plan, "-o", filepath.Join(t.TempDir(), "r.xlsx"), "--quiet", "--scenarios", "500", "--json", "-")
	var want, have map[string]any
	if err := json.Unmarshal([]byte(got.out), &want); err != nil {
		t.Fatal(err, got.err)
	}
	a := talkTo(t, dir)
	r := a.tool("run", map[string]any{"file": "plan.xlsx", "scenarios": 500})
	read := a.ask("resources/read", map[string]any{"uri": r["resources"].(string) + "/figures"})
	text := read["contents"].([]any)[0].(map[string]any)["text"].(string)
	if err := json.Unmarshal([]byte(text), &have); err != nil {
		t.Fatal(err)
	}
	for _, o := range []map[string]any{want, have} {
		delete(o["run"].(map[string]any), "seconds")
	}
	x, _ := json.Marshal(want)
	y, _ := json.Marshal(have)
	if !bytes.Equal(x, y) {
		t.Error("the figures are not those of run --json")
	}
	if id := want["run"].(map[string]any)["id"]; r["run"] != id {
		t.Errorf("run %v, and %v of run --json", r["run"], id)
	}
	a.leave()
}

// fortyQuestions are what is asked of every plan of the samples, with the pointer that the
// figure stands at.
func fortyQuestions() map[string]string {
	return map[string]string{"how much reserve: reserve": "/reserve/contingency", "base": "/cost/base", "P90 cost": "/cost/quantiles/90", "P50 cost": "/cost/quantiles/50",
		"mean cost": "/cost/mean", "chance of overrun": "/cost/overrun/probability", "chance of a cash gap": "/cash/probability_gap",
		"peak gap": "/cash/peak_gap/quantiles/90", "net present value": "/return/npv/mean", "P80 payback": "/return/payback/quantiles/80"}
}

// TestSlowFortyQuestions: questions on the samples have the figures of run --json, each
// with a cell and the ID of that run.
func TestSlowFortyQuestions(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("BALLAST_SLOW is not set")
	}
	t.Parallel()
	folder, err := filepath.Abs(filepath.Join(moduleRoot, "samples"))
	if err != nil {
		t.Fatal(err)
	}
	a := talkTo(t, folder)
	right := 0
	for _, name := range samples.Names() {
		if !atWholeSize(name) {
			continue // it is run with other scenarios there
		}
		var want map[string]any
		if err := json.Unmarshal(sampleRun(t, name).whole, &want); err != nil {
			t.Fatal(err)
		}
		id := want["run"].(map[string]any)["id"]
		r := a.tool("run", map[string]any{"file": name + "/plan.xlsx"})
		if r["run"] != id {
			t.Errorf("%s: run %v, want %v", name, r["run"], id)
		}
		for question, pointer := range fortyQuestions() {
			value, ok := resolve(want, pointer)
			if !ok {
				continue // the plan has no such figure
			}
			_, word, found := strings.Cut(question, ": ")
			if !found {
				word = question
			}
			got := a.tool("figure", map[string]any{"run": r["run"], "name": word})
			f := got["figure"].(map[string]any)
			if cells, _ := f["cells"].([]any); f["value"] != value || got["run"] != id || len(cells) == 0 || f["text"] == "" {
				t.Errorf("%s: %s: %v, want %v", name, question, f, value)
				continue
			}
			right++
		}
	}
	if right < 40 {
		t.Errorf("only %d questions were answered right", right)
	}
	a.leave()
}

// TestMCPInstall: on a home that is made up the entry is shown and not written, then
// written beside a copy of what was there; what is not ours stays.
func TestMCPInstall(t *testing.T) {
	t.Parallel()
	home := t.TempDir()
	at := func(parts ...string) string { return filepath.Join(append([]string{home}, parts...)...) }
	files := map[string]string{
		at("settings", "Code", "User", "mcp.json"):                  `{"servers":{"other":{"command":"x"}}}`,
		at("settings", "Helper", "helper_desktop_config.json"):      "{\n  \"mcpServers\": {}\n}\n",
		at(".cursor", "mcp.json"):                                   `{"mcpServers":{"ballast":{"command":"npx"}}}`,
		at("settings", "Helper", "helper_desktop_config.json.note"): "x",
	}
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	install := func(yes bool, lang string) (string, string) {
		var out, said bytes.Buffer
		o := installOptions{yes: yes, lang: lang, key: "mcpServers", home: home, settings: at("settings"), project: home, program: "/opt/ballast"}
		o.folders = []string{home}
		err := runInstall(t.Context(), o, streams{out: &out, err: &said})
		if err == nil {
			t.Error("a foreign entry was passed over in silence")
		}
		return out.String(), said.String()
	}
	shown, refused := install(false, "")
	if !strings.Contains(shown, "Nothing was written") && !strings.Contains(shown, "would be added") || !strings.Contains(refused, "another program") {
		t.Errorf("%s\n%s", shown, refused)
	}
	if chinese, _ := install(false, "zh"); !strings.Contains(chinese, "将添加条目") {
		t.Error(chinese)
	}
	for name, text := range files {
		if now, err := os.ReadFile(name); err != nil || string(now) != text {
			t.Errorf("%s was changed by only showing: %s", name, now)
		}
	}
	install(true, "")
	code, err := os.ReadFile(at("settings", "Code", "User", "mcp.json"))
	if err != nil || !strings.Contains(string(code), `{"servers":{"other":{"command":"x"}`) || !strings.Contains(string(code), `"type": "stdio"`) || !strings.Contains(string(code), "/opt/ballast") {
		t.Errorf("%s", code)
	}
	if kept, err := os.ReadFile(at("settings", "Code", "User", "mcp.json.before-ballast")); err != nil || string(kept) != files[at("settings", "Code", "User", "mcp.json")] {
		t.Errorf("the copy: %s %v", kept, err)
	}
	if foreign, _ := os.ReadFile(at(".cursor", "mcp.json")); string(foreign) != files[at(".cursor", "mcp.json")] {
		t.Errorf("a foreign entry was changed: %s", foreign)
	}
	if again, _ := install(true, ""); !strings.Contains(again, "has it already") {
		t.Error(again)
	}
	if got := ballast(t, "mcp"); got.code != exitUsage || !strings.Contains(got.err, "--folder") {
		t.Errorf("exit %d %s", got.code, got.err)
	}
	if got := ballast(t, "mcp", "skill"); got.code != exitOK || !strings.HasPrefix(got.out, "---\nname: ballast") {
		t.Errorf("exit %d %s", got.code, got.out)
	}
}
