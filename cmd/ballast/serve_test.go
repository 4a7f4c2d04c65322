package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"ballast/cmd/ballast/page"
)

// TestServeDemands: beyond this machine serve says what is missing and ends with 2; a
// loopback address and a socket ask for nothing.
func TestServeDemands(t *testing.T) {
	t.Parallel()
	tls := []string{"--tls-cert", "c.pem", "--tls-key", "k.pem"}
	for _, c := range []struct {
		args []string
		want []string // what the sentence names
	}{
		{[]string{"--listen", "0.0.0.0:7711"}, []string{"--auth", "--public-url", "--tls-cert", "--trusted-proxy"}},
		{[]string{"--listen", ":7711"}, []string{"--auth", "--public-url"}},
		{[]string{"--listen", "[::]:7711", "--auth", "token"}, []string{"--public-url", "--tls-cert"}},
		{[]string{"--listen", "10.1.2.3:80", "--auth", "token", "--public-url", "https://p.test"}, []string{"--tls-cert"}},
		{append([]string{"--listen", "10.1.2.3:80", "--auth", "token"}, tls...), []string{"--public-url"}},
		{append([]string{"--listen", "10.1.2.3:80", "--public-url", "https://p.test"}, tls...), []string{"--auth"}},
		{[]string{"--tls-cert", "c.pem"}, []string{"--tls-key"}},
		{[]string{"--auth", "anybody"}, []string{"basic=FILE"}},
		{[]string{"--auth", "proxy=X-User"}, []string{"--trusted-proxy"}},
		{[]string{"--memory", "much"}, []string{"1GiB"}},
		{[]string{"--public-url", "plans"}, []string{"--public-url"}},
		{[]string{"--trusted-proxy", "ten"}, []string{"10.0.0.0/8"}},
	} {
		var out bytes.Buffer
		code := run(t.Context(), append([]string{"serve", "--no-browser"}, c.args...), strings.NewReader(""), &out, &out)
		if code != exitUsage {
			t.Errorf("%v: exit %d\n%s", c.args, code, out.String())
		}
		for _, w := range c.want {
			if !strings.Contains(out.String(), w) {
				t.Errorf("%v: %q does not name %s", c.args, out.String(), w)
			}
		}
	}
	for listen, local := range map[string]bool{"": true, "127.0.0.1:80": true, "[::1]:80": true, "localhost:80": true, "unix:/run/b.sock": true, "0.0.0.0:80": false, ":80": false, "10.1.2.3:80": false, "plans.test:80": false, "nonsense": false} {
		if got := isLoopback(listen); got != local {
			t.Errorf("%q is loopback: %v", listen, got)
		}
	}
	for text, want := range map[string]int64{"1GiB": 1 << 30, "512MiB": 512 << 20, "2G": 2 << 30, "100 mb": 100 << 20, "0": 0, "-1G": 0, "GiB": 0} {
		if got, err := parseBytes(text); got != want || (err == nil) != (want > 0) {
			t.Errorf("%q: %d %v", text, got, err)
		}
	}
}

// TestServe: the command prints an address with a key, opens the browser, answers, keeps
// variants in its store, and ends when it is interrupted; what the page says of a sample
// is what run --json says, figure by figure.
func TestServe(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	said, say := io.Pipe()
	opened := make(chan string, 1)
	o := serveOptions{listen: "127.0.0.1:0", memory: "1GiB", store: filepath.Join(t.TempDir(), "variants.db"), browse: func(address string) error { opened <- address; return nil }}
	done := make(chan error, 1)
	go func() { done <- runServe(ctx, o, streams{in: strings.NewReader(""), out: say, err: io.Discard}) }()
	go func() { _, _ = io.Copy(io.Discard, said) }()
	address, token, ok := strings.Cut(<-opened, "#token=")
	if !ok || len(token) != 64 || !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Fatalf("%s#%s", address, token)
	}
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Jar: jar}
	ask := func(path, body string) []byte {
		t.Helper()
		method := http.MethodPost
		if body == "" {
			method = http.MethodGet
		}
		r, err := http.NewRequestWithContext(t.Context(), method, address+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		answer, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		data, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode >= 300 {
			t.Fatalf("%s: %d %v %.200s", path, answer.StatusCode, err, data)
		}
		return data
	}
	ask("api/v1/login", `{"token":"`+token+`"}`)
	var plan page.Plan
	if err := json.Unmarshal(ask("api/v1/plans", `{"sample":"office-move"}`), &plan); err != nil {
		t.Fatal(err)
	}
	at := "api/v1/plans/" + plan.ID
	lines := bytes.Split(bytes.TrimSpace(ask(at+"/run", "{}")), []byte("\n"))
	var last struct{ Result struct{ RID string } }
	if err := json.Unmarshal(lines[len(lines)-1], &last); err != nil {
		t.Fatal(err)
	}
	figures := ask(at+"/results/"+last.Result.RID+"/figures.json", "")
	ask(at+"/kept", `{"name":"limit","variant":{"edits":[{"set":"limit","text":"1m"}]}}`)
	if kept := ask(at+"/kept", ""); !bytes.Contains(kept, []byte(`"name":"limit"`)) {
		t.Errorf("%s", kept)
	}
	if html := ask("", ""); !bytes.Contains(html, []byte("<html")) || bytes.Contains(html, []byte(token)) {
		t.Errorf("%s", html)
	}
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
	say.Close()
	sameFigures(t, figures, "office-move")
}

// sameFigures holds the figures of the page to those of run --json on the same sample.
func sameFigures(t *testing.T, got []byte, sample string) {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, sample+".xlsx")
	data, _, err := newWorkbook(sample, "")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var want, notes bytes.Buffer
	if code := run(t.Context(), []string{"run", file, "--json", "-", "--quiet"}, strings.NewReader(""), &want, &notes); code != exitOK {
		t.Fatalf("exit %d: %s", code, notes.String())
	}
	var a, b map[string]any
	if err := json.Unmarshal(got, &a); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(want.Bytes(), &b); err != nil {
		t.Fatal(err)
	}
	for _, m := range []map[string]any{a, b} {
		delete(m["run"].(map[string]any), "seconds") // the only figure of the clock
	}
	for key := range b {
		if !reflect.DeepEqual(a[key], b[key]) {
			t.Errorf("%s: the page says %.300v, run --json %.300v", key, a[key], b[key])
		}
	}
	if len(a) != len(b) {
		t.Errorf("%d and %d sections", len(a), len(b))
	}
}

// TestAlone: without a command the help is printed where somebody reads it; a workbook
// that is dropped on the program is run and its result opened; other words are mistakes.
func TestAlone(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if code := run(t.Context(), nil, strings.NewReader(""), &out, &out); code != exitOK || !strings.Contains(out.String(), "Usage:") {
		t.Errorf("exit %d: %.200s", code, out.String())
	}
	out.Reset()
	if code := run(t.Context(), []string{"budget.pdf"}, strings.NewReader(""), &out, &out); code != exitUsage {
		t.Errorf("exit %d: %s", code, out.String())
	}
	dir := t.TempDir()
	plan := filepath.Join(dir, "office.xlsx")
	if code := run(t.Context(), []string{"new", "--sample", "office-move", plan}, strings.NewReader(""), &out, &out); code != exitOK {
		t.Fatal(out.String())
	}
	shown := ""
	if err := runAndOpen(t.Context(), plan, streams{in: strings.NewReader(""), out: &out, err: &out}, func(path string) error { shown = path; return nil }); err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(dir, "office.ballast.xlsx"); shown != want || !isRegular(want) {
		t.Errorf("%s was opened, want %s", shown, want)
	}
}
