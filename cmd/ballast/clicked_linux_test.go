package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"ballast/samples"
)

// desktop is a folder with the program, started as a desktop does: by no terminal, and with
// an xdg-open that notes what it is to open in a pipe.
type desktop struct {
	t            *testing.T
	dir, program string
	pipe         string
}

// newDesktop builds the program, or skips with what is missing.
func newDesktop(t *testing.T) *desktop {
	t.Helper()
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("NOT CHECKED: there is no shell for an xdg-open of our own")
	}
	d := &desktop{t: t, dir: t.TempDir()}
	d.program, d.pipe = filepath.Join(d.dir, "ballast"), filepath.Join(d.dir, "opened")
	if out, err := exec.Command("go", "build", "-o", d.program, "ballast/cmd/ballast").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := syscall.Mkfifo(d.pipe, 0o600); err != nil {
		t.Skip("NOT CHECKED: no pipe can be made:", err)
	}
	script := "#!/bin/sh\nprintf '%s' \"$1\" > '" + d.pipe + "'\n"
	if err := os.WriteFile(filepath.Join(d.dir, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return d
}

// start starts the program with no terminal, and tells what it opens; "" when it ends
// without.
func (d *desktop) start(args ...string) (c *exec.Cmd, opened string) {
	d.t.Helper()
	c = exec.Command(d.program, args...)
	c.Dir = d.dir
	c.Env = append(os.Environ(), "PATH="+d.dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	c.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	var said bytes.Buffer
	c.Stderr = &said
	if err := c.Start(); err != nil {
		d.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() {
		_ = c.Wait()
		close(ended)
	}()
	d.t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		<-ended
	})
	read := make(chan string, 1)
	go func() {
		data, _ := os.ReadFile(d.pipe) // waits until somebody writes
		read <- string(data)
	}()
	if len(args) == 0 { // what ends at once has opened nothing
		select {
		case opened = <-read:
		case <-ended:
			d.t.Fatalf("the program has ended: %s", said.String())
		}
		return c, opened
	}
	opened = <-read
	<-ended
	if !c.ProcessState.Success() {
		d.t.Errorf("%v: %s", c.ProcessState, said.String())
	}
	return c, opened
}

// TestSlowDoubleClick: the program alone, without a terminal, starts the page on loopback
// and opens the browser at it, with a token that lets in; a workbook dropped on its icon is
// run and its result opened by the same way.
func TestSlowDoubleClick(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("BALLAST_SLOW is not set")
	}
	t.Parallel()
	d := newDesktop(t)
	_, at := d.start()
	address, token, ok := strings.Cut(at, "#token=")
	if !ok || !strings.HasPrefix(address, "http://127.0.0.1:") || len(token) < 40 {
		t.Fatalf("opened %q", at)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	ask := func(method, path, body string) (status int, text string) {
		r, err := http.NewRequestWithContext(t.Context(), method, address+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		got, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer got.Body.Close()
		data, err := io.ReadAll(got.Body)
		if err != nil {
			t.Fatal(err)
		}
		return got.StatusCode, string(data)
	}
	if status, text := ask("GET", "", ""); status != http.StatusOK || !strings.Contains(text, "assets/app.js") {
		t.Errorf("the page: %d %.200s", status, text)
	}
	if status, _ := ask("GET", "api/v1/samples", ""); status != http.StatusUnauthorized {
		t.Errorf("without the token: %d", status)
	}
	if status, text := ask("POST", "api/v1/login", `{"token":"`+token+`"}`); status >= 300 {
		t.Errorf("with the token: %d %s", status, text)
	}
	if status, text := ask("GET", "api/v1/samples", ""); status != http.StatusOK || !strings.Contains(text, "office-move") {
		t.Errorf("after it: %d %.200s", status, text)
	}
	plan := filepath.Join(d.dir, "office.xlsx")
	if got := ballast(t, "new", "--sample", "office-move", plan); got.code != exitOK {
		t.Fatal(got.err)
	}
	if _, shown := d.start(plan); shown != filepath.Join(d.dir, "office.ballast.xlsx") || !isRegular(shown) {
		t.Errorf("opened %q after the run of a workbook", shown)
	}
}

// TestSlowBundleRuns: the bundle, unpacked as a client does and started exactly as its
// manifest says, answers as a server of the protocol: it names its tools, which are those
// of the manifest, and runs a plan of the folder that its user has chosen.
func TestSlowBundleRuns(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("BALLAST_SLOW is not set")
	}
	t.Parallel()
	d := newDesktop(t)
	bundle, home, folder := filepath.Join(d.dir, "b.mcpb"), t.TempDir(), t.TempDir()
	if out, err := exec.Command(d.program, "mcp", "bundle", "-o", bundle).CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	unpack(t, bundle, home)
	text, err := os.ReadFile(filepath.Join(home, "manifest.json"))
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Tools  []struct{ Name string }
		Server struct {
			Config struct {
				Command string
				Args    []string
				Env     map[string]string
			} `json:"mcp_config"`
		}
	}
	if err := json.Unmarshal(text, &m); err != nil {
		t.Fatal(err)
	}
	put := strings.NewReplacer("${__dirname}", home, "${user_config.folder}", folder)
	var args []string
	for _, x := range m.Server.Config.Args {
		args = append(args, put.Replace(x))
	}
	if got := ballast(t, "new", "--sample", samples.Names()[0], filepath.Join(folder, "plan.xlsx")); got.code != exitOK {
		t.Fatal(got.err)
	}
	c := exec.Command(put.Replace(m.Server.Config.Command), args...)
	in, theirs := io.Pipe()
	c.Stdin = in
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	a := &assistant{t: t, in: theirs, out: bufio.NewReader(out)}
	hello := a.ask("initialize", map[string]any{"protocolVersion": "2025-06-18", "capabilities": map[string]any{}, "clientInfo": map[string]any{"name": "test", "version": "1"}})
	if hello["serverInfo"] == nil {
		t.Errorf("it says of itself %v", hello)
	}
	a.say(map[string]any{"jsonrpc": "2.0", "method": "notifications/initialized"})
	names := map[string]bool{}
	for _, x := range a.ask("tools/list", map[string]any{})["tools"].([]any) {
		names[x.(map[string]any)["name"].(string)] = true
	}
	for _, x := range m.Tools {
		if !names[x.Name] {
			t.Errorf("the manifest names %s, the server has %v", x.Name, names)
		}
	}
	if len(names) != len(m.Tools) {
		t.Errorf("the server has %v, the manifest %v", names, m.Tools)
	}
	if r := a.tool("run", map[string]any{"file": "plan.xlsx", "scenarios": 500}); r["run"] == nil || len(r["figures"].([]any)) == 0 {
		t.Errorf("a run says %v", r)
	}
	if err := theirs.Close(); err != nil {
		t.Fatal(err)
	}
	if err := c.Wait(); err != nil {
		t.Errorf("when its client leaves the server ends with %v", err)
	}
}

// unpack puts the files of an archive into a folder, with their modes.
func unpack(t *testing.T, archive, dir string) {
	t.Helper()
	z, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		if !filepath.IsLocal(f.Name) {
			t.Fatalf("the archive holds %q", f.Name)
		}
		to := filepath.Join(dir, f.Name)
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		data, err := io.ReadAll(in)
		if err == nil {
			err = os.MkdirAll(filepath.Dir(to), 0o700)
		}
		if err == nil {
			err = os.WriteFile(to, data, f.Mode())
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}
