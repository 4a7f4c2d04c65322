package page

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"ballast/budget/workbook"
	"ballast/samples"
)

// TestMain lets the test be its own child: called with "rehearse" it reads a file, with
// other words it takes what no rehearsal may.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 && os.Args[1] == "rehearse" {
		if err := Rehearse(context.Background(), os.Stdin, os.Stdout); err != nil {
			os.Exit(1)
		}
		os.Exit(0)
	}
	if len(os.Args) == 2 && (os.Args[1] == "eat" || os.Args[1] == "spin") {
		os.Exit(hungry(os.Args[1]))
	}
	os.Exit(m.Run())
}

// key is the token of every server that is tested.
const key = "0123456789abcdef"

// clock is one that a test moves.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// log is a log that is read while it is written.
type log struct {
	mu   sync.Mutex
	text bytes.Buffer
}

// Write implements io.Writer.
func (l *log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// site is a server with its clock and log.
type site struct {
	t      *testing.T
	server *Server
	http   *httptest.Server
	clock  *clock
	log    *log
}

// open starts a server; change may alter what it is told.
func open(t *testing.T, change func(*Config)) *site {
	t.Helper()
	s := &site{t: t, clock: &clock{at: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}, log: &log{}}
	cfg := Config{Version: "test", Local: true, Port: 7711, Token: key, Now: s.clock.now, Log: s.log}
	if change != nil {
		change(&cfg)
	}
	var err error
	if s.server, err = New(cfg); err != nil {
		t.Fatal(err)
	}
	s.http = httptest.NewServer(s.server.Handler())
	t.Cleanup(s.http.Close)
	return s
}

// visitor is a browser that is logged in, or not.
type visitor struct {
	*site
	client *http.Client
}

func (s *site) stranger() *visitor {
	jar, err := cookiejar.New(nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return &visitor{s, &http.Client{Jar: jar}}
}

func (s *site) visitor() *visitor {
	s.t.Helper()
	v := s.stranger()
	r := v.do("POST", "/api/v1/login", map[string]string{"token": key})
	if r.status != http.StatusNoContent {
		s.t.Fatalf("login: %d %s", r.status, r.body)
	}
	return v
}

// reply is an answer that was read to its end.
type reply struct {
	status int
	header http.Header
	body   []byte
}

func (r *reply) into(t *testing.T, v any) {
	t.Helper()
	if err := json.Unmarshal(r.body, v); err != nil {
		t.Fatalf("%v: %.300s", err, r.body)
	}
}

// code is that of a problem.
func (r *reply) code() string {
	var p Problem
	_ = json.Unmarshal(r.body, &p)
	return p.Code
}

// do asks; body is JSON, or bytes of a workbook, or nil. change may alter the request.
func (v *visitor) do(method, path string, body any, change ...func(*http.Request)) *reply {
	v.t.Helper()
	var in io.Reader
	kind := jsonType
	switch x := body.(type) {
	case nil:
	case []byte:
		in, kind = bytes.NewReader(x), xlsxType
	case string:
		in = strings.NewReader(x)
	default:
		data, err := json.Marshal(x)
		if err != nil {
			v.t.Fatal(err)
		}
		in = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(v.t.Context(), method, v.http.URL+path, in)
	if err != nil {
		v.t.Fatal(err)
	}
	if in != nil {
		r.Header.Set("Content-Type", kind)
	}
	for _, c := range change {
		c(r)
	}
	answer, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return &reply{answer.StatusCode, answer.Header, data}
}

// plan opens a workbook and returns where it is.
func (v *visitor) plan(body any) (path string, p Plan) {
	v.t.Helper()
	r := v.do("POST", "/api/v1/plans?lang=en", body)
	if r.status != http.StatusCreated {
		v.t.Fatalf("upload: %d %.300s", r.status, r.body)
	}
	r.into(v.t, &p)
	return "/api/v1/plans/" + url.PathEscape(p.ID), p
}

// sample opens a sample.
func (v *visitor) sample(name string) (path string, p Plan) {
	v.t.Helper()
	return v.plan(map[string]string{"sample": name})
}

// line is one line of an answer in lines.
type line struct {
	Type       string
	Seq        int
	Done       int
	Place      int
	Result     map[string]any
	Comparison map[string]any
	Answer     map[string]any
	Table      map[string]any
	Problem    *Problem
}

// lines asks and reads an answer in lines.
func (v *visitor) lines(path string, body any) []line {
	v.t.Helper()
	r := v.do("POST", path, body)
	if r.status != http.StatusOK {
		v.t.Fatalf("%s: %d %.300s", path, r.status, r.body)
	}
	var all []line
	scan := bufio.NewScanner(bytes.NewReader(r.body))
	scan.Buffer(nil, 1<<24)
	for scan.Scan() {
		var l line
		if err := json.Unmarshal(scan.Bytes(), &l); err != nil {
			v.t.Fatalf("%v: %.200s", err, scan.Bytes())
		}
		all = append(all, l)
	}
	if len(all) == 0 {
		v.t.Fatalf("%s: no line", path)
	}
	return all
}

// result runs a variant and returns its last line.
func (v *visitor) result(path string, variant any) map[string]any {
	v.t.Helper()
	all := v.lines(path+"/run", variant)
	last := all[len(all)-1]
	if last.Type != "result" {
		v.t.Fatalf("the run ends with %s: %+v", last.Type, last.Problem)
	}
	return last.Result
}

// small is the sample that is run in most tests, with few scenarios.
func (v *visitor) small() (path string, base map[string]any) {
	v.t.Helper()
	path, _ = v.sample("office-move")
	return path, v.result(path, map[string]any{"scenarios": 500})
}

// bytesOf is a sample as a workbook.
func bytesOf(t testing.TB, name string) []byte {
	t.Helper()
	text, err := samples.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := workbook.FromText(text, samples.Language(name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// Routes lists every way in.
func (s *Server) Routes() []Route {
	var all []Route
	for _, r := range s.routes() {
		all = append(all, r.Route)
	}
	return all
}

// asked is every route with a plan and a result in their places.
func (s *site) asked(plan, result string) []Route {
	var all []Route
	for _, r := range s.server.Routes() {
		for what, is := range map[string]string{"{$}": "", "{id}": plan, "{rid}": result, "{name}": "page.css", "{sheet}": "reserve", "{key}": "s-curve.svg", "{n}": "1"} {
			r.Path = strings.ReplaceAll(r.Path, what, is)
		}
		all = append(all, r)
	}
	return all
}

// textOf is a sample as a workbook, with some of its text changed.
func textOf(t *testing.T, name string, change func(string) string) []byte {
	t.Helper()
	text, err := samples.Source(name)
	if err != nil {
		t.Fatal(err)
	}
	data, err := workbook.FromText([]byte(change(string(text))), samples.Language(name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}
