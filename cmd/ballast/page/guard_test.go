package page

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// TestNoCookieNoAnswer: every route of the API but the login asks who is there.
func TestNoCookieNoAnswer(t *testing.T) {
	s := open(t, nil)
	v := s.stranger()
	for _, r := range s.asked("x", "y") {
		got := v.do(r.Method, r.Path, nil)
		if want := r.Open; want != (got.status != http.StatusUnauthorized) && r.Path != "/api/v1/login" {
			t.Errorf("%s %s: %d", r.Method, r.Path, got.status)
		}
		if !r.Open && got.code() != "login" {
			t.Errorf("%s %s: %q", r.Method, r.Path, got.code())
		}
	}
	if got := v.do("POST", "/api/v1/login", map[string]string{"token": "guess"}); got.status != http.StatusUnauthorized || len(got.header["Set-Cookie"]) > 0 {
		t.Errorf("a wrong token: %d", got.status)
	}
	got := v.do("POST", "/api/v1/login", map[string]string{"token": key})
	cookie := got.header.Get("Set-Cookie")
	for _, want := range []string{"ballast-7711=", "HttpOnly", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie %q lacks %s", cookie, want)
		}
	}
	secure := open(t, func(c *Config) { c.Secure, c.Public = true, &url.URL{Scheme: "https", Host: "plans.test"} })
	if got := secure.stranger().do("POST", "/api/v1/login", map[string]string{"token": key}).header.Get("Set-Cookie"); !strings.HasPrefix(got, "__Host-ballast-") || !strings.Contains(got, "Secure") {
		t.Errorf("under HTTPS the cookie is %q", got)
	}
}

// TestForeignHost: a name that the server does not have is sent away before anything
// else, also with a cookie and without an Origin, as a rebound name of DNS comes.
func TestForeignHost(t *testing.T) {
	s := open(t, func(c *Config) { c.Public = &url.URL{Scheme: "https", Host: "plans.test"} })
	v := s.visitor()
	for host, ok := range map[string]bool{"localhost:7711": true, "127.0.0.1": true, "[::1]:7711": true, "plans.test": true, "PLANS.TEST:443": true,
		"evil.test:7711": false, "evil.test": false, "127.0.0.1.evil.test": false, "plans.test.evil.test": false, "10.0.0.1": false} {
		got := v.do("GET", "/healthz", nil, func(r *http.Request) { r.Host = host })
		if (got.status == http.StatusOK) != ok || !ok && got.status != http.StatusMisdirectedRequest {
			t.Errorf("%s: %d", host, got.status)
		}
	}
	for _, r := range s.asked("x", "y") {
		if got := v.do(r.Method, r.Path, nil, func(r *http.Request) { r.Host = "evil.test" }); got.status != http.StatusMisdirectedRequest {
			t.Errorf("%s %s under another name: %d", r.Method, r.Path, got.status)
		}
	}
	beyond := open(t, func(c *Config) { c.Local, c.Public = false, &url.URL{Scheme: "https", Host: "plans.test"} })
	if got := beyond.stranger().do("GET", "/healthz", nil); got.status != http.StatusMisdirectedRequest {
		t.Errorf("beyond loopback a name of loopback: %d", got.status)
	}
}

// TestCrossSite: what another site sends changes nothing.
func TestCrossSite(t *testing.T) {
	s := open(t, func(c *Config) { c.Public = &url.URL{Scheme: "https", Host: "plans.test"} })
	v := s.visitor()
	path, _ := v.sample("office-move")
	for _, c := range []struct {
		origin, site, host string
		ok                 bool
	}{
		{"", "", "", true},
		{"", "same-origin", "", true},
		{"", "none", "", true},
		{"", "cross-site", "", false},
		{"", "same-site", "", false},
		{"https://evil.test", "", "", false},
		{"https://evil.test", "cross-site", "", false},
		{"null", "", "", false},
		{"https://plans.test", "", "inner.test", false},          // the proxy has changed the name to one that is not known
		{"https://plans.test", "", "127.0.0.1:7711", true},       // to one that is
		{"https://plans.test", "cross-site", "plans.test", true}, // a trusted origin
		{"http://127.0.0.1:7711", "", "127.0.0.1:7711", true},
		{"http://127.0.0.1:9999", "", "127.0.0.1:7711", false}, // another program of this machine
	} {
		got := v.do("POST", path+"/check", "{}", func(r *http.Request) {
			if c.origin != "" {
				r.Header.Set("Origin", c.origin)
			}
			if c.site != "" {
				r.Header.Set("Sec-Fetch-Site", c.site)
			}
			if c.host != "" {
				r.Host = c.host
			}
		})
		away := got.status == http.StatusForbidden || got.status == http.StatusMisdirectedRequest
		if away == c.ok { // the cookie is not sent under another name
			t.Errorf("origin %q, site %q, host %q: %d", c.origin, c.site, c.host, got.status)
		}
	}
	if got := v.do("POST", "/api/v1/plans", "sample=office-move", func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }); got.status != http.StatusUnsupportedMediaType {
		t.Errorf("a form: %d", got.status)
	}
	for _, r := range s.server.Routes() {
		if r.Method == http.MethodGet && regexp.MustCompile(`login|/plans$|check|run|mix|compare|seek`).MatchString(r.Path) {
			t.Errorf("GET %s changes something", r.Path)
		}
	}
}

// TestHeaders: every answer has the policy of the page and the rest; reports and tables
// are never shown in their place.
func TestHeaders(t *testing.T) {
	s := open(t, nil)
	v := s.visitor()
	path, base := v.small()
	rid := base["rid"].(string)
	for _, r := range s.asked(strings.TrimPrefix(path, "/api/v1/plans/"), rid) {
		if r.Method == http.MethodDelete {
			continue
		}
		got := v.do(r.Method, r.Path, nil)
		for name, want := range map[string]string{"Content-Security-Policy": "default-src 'none'; script-src 'self'", "X-Content-Type-Options": "nosniff",
			"Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin"} {
			if !strings.Contains(got.header.Get(name), want) {
				t.Errorf("%s %s: %s is %q", r.Method, r.Path, name, got.header.Get(name))
			}
		}
		if p := got.header.Get("Content-Security-Policy"); strings.Contains(p, "unsafe") || !strings.Contains(p, "require-trusted-types-for 'script'") {
			t.Errorf("%s %s: the policy is %q", r.Method, r.Path, p)
		}
		file := regexp.MustCompile(`report\.html|workbook\.xlsx|tables\.zip|figures\.json|template\.xlsx`).MatchString(r.Path)
		if file && (got.status != http.StatusOK || !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment;")) {
			t.Errorf("%s: %d, %q", r.Path, got.status, got.header.Get("Content-Disposition"))
		}
	}
}

// TestTraversal: names lead nowhere but into the table of what there is.
func TestTraversal(t *testing.T) {
	s := open(t, nil)
	v := s.visitor()
	for _, path := range []string{"/assets/../server.go", "/assets/..%2fserver.go", "/assets/%2e%2e/%2e%2e/etc/passwd", "/assets/index.html", "/assets/%00", "/assets/C:%5cx", "/assets/..%5cx",
		"/api/v1/plans/..%2f..%2fx", "/api/v1/plans/%00", "/api/v1/plans/x/results/..%2fy"} {
		if got := v.do("GET", path, nil); got.status != http.StatusNotFound && got.status != http.StatusBadRequest {
			t.Errorf("%s: %d", path, got.status)
		}
	}
	for name, want := range map[string]string{"../../etc/passwd": "passwd", `..\..\boot.ini`: "boot.ini", "C:plan.xlsx": "plan.xlsx", "a\x00b\n.xlsx": "ab.xlsx", "": "plan.xlsx", "..": "plan.xlsx", "/": "plan.xlsx", "预算.xlsx": "预算.xlsx"} {
		if got := baseName(name); got != want {
			t.Errorf("%q is called %q, want %q", name, got, want)
		}
	}
	r := v.do("POST", "/api/v1/plans", bytesOf(t, "office-move"), func(r *http.Request) { r.Header.Set("Ballast-Name", url.PathEscape(`../"x"; filename=evil.exe.xlsx`)) })
	var p Plan
	r.into(t, &p)
	base := v.result("/api/v1/plans/"+p.ID, map[string]any{"scenarios": 300})
	got := v.do("GET", "/api/v1/plans/"+p.ID+"/results/"+base["rid"].(string)+"/report.html", nil).header.Get("Content-Disposition")
	if strings.Count(got, `"`) != 2 || strings.Contains(got, "/") {
		t.Errorf("the name of the download is %q", got)
	}
}

// TestOthersPlans: what is somebody else's looks on every route like what is not there.
func TestOthersPlans(t *testing.T) {
	s := open(t, nil)
	mine, other := s.visitor(), s.visitor()
	path, base := mine.small()
	id, rid := strings.TrimPrefix(path, "/api/v1/plans/"), base["rid"].(string)
	for i, r := range s.asked(id, rid) {
		if !strings.Contains(r.Path, id) {
			continue
		}
		theirs := other.do(r.Method, r.Path, nil)
		nothing := other.do(r.Method, s.asked("00000000000000000000000000000000", rid)[i].Path, nil)
		if theirs.status != http.StatusNotFound || nothing.status != http.StatusNotFound || string(theirs.body) != string(nothing.body) {
			t.Errorf("%s %s: %d %s, what is not there %d %s", r.Method, r.Path, theirs.status, theirs.body, nothing.status, nothing.body)
		}
	}
	if got := mine.do("GET", path, nil); got.status != http.StatusOK {
		t.Errorf("mine is gone: %d", got.status)
	}
}

// TestTries: after five wrong ones in a minute nobody is let in, right or not; the next
// minute is another. The same for the passwords of a file.
func TestTries(t *testing.T) {
	s := open(t, nil)
	v := s.stranger()
	try := func(token string) int { return v.do("POST", "/api/v1/login", map[string]string{"token": token}).status }
	for range mostTries {
		if got := try("wrong"); got != http.StatusUnauthorized {
			t.Errorf("a wrong token: %d", got)
		}
	}
	if got := try(key); got != http.StatusTooManyRequests {
		t.Errorf("the sixth try: %d", got)
	}
	s.clock.pass(time.Minute)
	if got := try(key); got != http.StatusNoContent {
		t.Errorf("a minute later: %d", got)
	}
	hash, err := bcrypt.GenerateFromPassword([]byte("right"), bcrypt.MinCost)
	if err != nil {
		t.Fatal(err)
	}
	users, err := ParsePasswords("# who may come in\nann:" + string(hash) + "\n")
	if err != nil {
		t.Fatal(err)
	}
	basic := open(t, func(c *Config) { c.Token, c.Passwords = "", users })
	w := basic.stranger()
	as := func(name, password string) int {
		return w.do("GET", "/api/v1/samples", nil, func(r *http.Request) { r.SetBasicAuth(name, password) }).status
	}
	if as("ann", "right") != http.StatusOK || as("ann", "wrong") != http.StatusUnauthorized || as("bob", "right") != http.StatusUnauthorized {
		t.Error("names and passwords are not told apart")
	}
	for range mostTries {
		as("ann", "wrong")
	}
	if got := as("ann", "other"); got != http.StatusTooManyRequests {
		t.Errorf("too many wrong passwords: %d", got)
	}
	if got := as("ann", "right"); got != http.StatusOK { // who is in stays in
		t.Errorf("who was let in before: %d", got)
	}
	for _, bad := range []string{"", "ann", "ann:plain", ":" + string(hash)} {
		if _, err := ParsePasswords(bad); err == nil {
			t.Errorf("%q was taken for a file of passwords", bad)
		}
	}
}

// TestSpoofedUser: the header of a proxy counts from its network alone.
func TestSpoofedUser(t *testing.T) {
	far, near := netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("127.0.0.0/8")
	for prefix, want := range map[netip.Prefix]int{far: http.StatusUnauthorized, near: http.StatusOK} {
		s := open(t, func(c *Config) { c.Token, c.UserHeader, c.TrustedProxies = "", "X-User", []netip.Prefix{prefix} })
		got := s.stranger().do("GET", "/api/v1/samples", nil, func(r *http.Request) { r.Header.Set("X-User", "ann") })
		if got.status != want {
			t.Errorf("from a proxy of %s: %d, want %d", prefix, got.status, want)
		}
		if got := s.stranger().do("GET", "/api/v1/samples", nil); got.status != http.StatusUnauthorized {
			t.Errorf("nobody: %d", got.status)
		}
	}
}

// TestLogTellsNothing: a line a request, and in none of them a name of a file, a cell, a
// text of the workbook or the key, whatever goes wrong.
func TestLogTellsNothing(t *testing.T) {
	s := open(t, nil)
	v := s.visitor()
	v.stranger().do("POST", "/api/v1/login", map[string]string{"token": "guessed-secret"})
	r := v.do("POST", "/api/v1/plans", bytesOf(t, "office-move"), func(r *http.Request) { r.Header.Set("Ballast-Name", "secret-merger.xlsx") })
	var p Plan
	r.into(t, &p)
	path := "/api/v1/plans/" + p.ID
	v.result(path, map[string]any{"scenarios": 300})
	v.do("POST", path+"/run", map[string]any{"edits": []any{map[string]any{"sheet": "Costs", "cell": "E8", "text": "secret"}}})
	v.do("POST", path+"/check", `{"nonsense":"secret"}`)
	v.do("POST", path+"/seek", map[string]any{"target": "P(secret)<=5%", "by": "limit"})
	v.do("GET", path+"/results/secret", nil)
	v.do("POST", "/api/v1/plans", []byte("secret, not a workbook"))
	text := s.log.String()
	if n := strings.Count(text, "\n"); n < 9 {
		t.Errorf("%d lines", n)
	}
	for _, no := range []string{"secret", key, p.ID, "Costs", "E8", "office", "Removal", ".xlsx "} {
		if strings.Contains(text, no) {
			t.Errorf("the log tells %q:\n%s", no, text)
		}
	}
}

// patient is a response that remembers its deadlines.
type patient struct {
	*httptest.ResponseRecorder
	reads, writes []time.Time
}

// SetReadDeadline is what a http.ResponseController looks for.
func (p *patient) SetReadDeadline(at time.Time) error { p.reads = append(p.reads, at); return nil }

// SetWriteDeadline is what a http.ResponseController looks for.
func (p *patient) SetWriteDeadline(at time.Time) error { p.writes = append(p.writes, at); return nil }

// dated is the time by which the server dates its answers.
func dated(t *testing.T, v *visitor) time.Time {
	t.Helper()
	at, err := http.ParseTime(v.do("GET", "/healthz", nil).header.Get("Date"))
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestClientsThatAreSlow: a header that comes slowly is given up on and no header may be
// long; every body has to come, and every answer and line to be taken, before a deadline.
func TestClientsThatAreSlow(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	h := s.server.HTTP()
	if h.ReadHeaderTimeout <= 0 || h.ReadHeaderTimeout > 5*time.Second || h.MaxHeaderBytes > 16<<10 || h.IdleTimeout <= 0 || h.WriteTimeout != 0 {
		t.Errorf("%+v", h)
	}
	h.ReadHeaderTimeout = time.Millisecond // the sooner it is over
	wait, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = h.Serve(wait) }()
	t.Cleanup(func() { _ = h.Close() })
	loris, err := net.Dial("tcp", wait.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer loris.Close()
	if _, err := io.WriteString(loris, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: "); err != nil {
		t.Fatal(err)
	}
	if said, _ := io.ReadAll(loris); strings.Contains(string(said), "200") { // it ends when the server hangs up
		t.Errorf("half a header is answered with %q", said)
	}
	v := s.visitor()
	path, _ := v.sample("office-move")
	for _, ask := range []struct{ path, body string }{{"/api/v1/plans", `{"sample":"office-move"}`}, {path + "/check", "{}"}, {path + "/run", `{"scenarios":300}`}} {
		w := &patient{ResponseRecorder: httptest.NewRecorder()}
		r := httptest.NewRequest("POST", "http://localhost"+ask.path, strings.NewReader(ask.body))
		r.Header.Set("Content-Type", jsonType)
		home, err := url.Parse(s.http.URL)
		if err != nil {
			t.Fatal(err)
		}
		r.AddCookie(v.client.Jar.Cookies(home)[0])
		began := dated(t, v)
		s.server.Handler().ServeHTTP(w, r)
		ended := dated(t, v).Add(time.Second) // the header has whole seconds
		if w.Code >= 300 || len(w.reads) != 2 || w.reads[0].Before(began.Add(bodyDeadline)) || w.reads[0].After(ended.Add(bodyDeadline)) || !w.reads[1].IsZero() {
			t.Errorf("%s: %d, its body may come until %v", ask.path, w.Code, w.reads)
		}
		lines := strings.HasSuffix(ask.path, "/run")
		if len(w.writes) == 0 || w.writes[0].Before(began.Add(answerDeadline)) || w.writes[0].After(ended.Add(answerDeadline)) || lines && len(w.writes) < 2 {
			t.Errorf("%s: its answer may be taken until %v", ask.path, w.writes)
		}
	}
}

// TestBodiesAreBounded: a file or a request beyond the limit is told so.
func TestBodiesAreBounded(t *testing.T) {
	s := open(t, nil)
	v := s.visitor()
	if got := v.do("POST", "/api/v1/plans", make([]byte, mostUpload+1)); got.status != http.StatusRequestEntityTooLarge || got.code() != "too-large" {
		t.Errorf("a file too large: %d %s", got.status, got.body)
	}
	path, _ := v.sample("office-move")
	if got := v.do("POST", path+"/run", `{"edits":[{"set":"limit","text":"`+strings.Repeat("1", mostBody)+`"}]}`); got.status != http.StatusRequestEntityTooLarge {
		t.Errorf("a variant too large: %d", got.status)
	}
}

// TestAPIIsDescribed: openapi.json describes every route and no other, with the methods
// they have.
func TestAPIIsDescribed(t *testing.T) {
	s := open(t, nil)
	var doc struct {
		Paths      map[string]map[string]struct{ Security *[]any }
		Components struct{ Schemas map[string]any }
	}
	got := s.visitor().do("GET", "/api/v1/openapi.json", nil)
	got.into(t, &doc)
	have := map[string]bool{}
	for path, methods := range doc.Paths {
		for method := range methods {
			have[strings.ToUpper(method)+" "+path] = true
		}
	}
	for _, r := range s.server.Routes() {
		path := strings.ReplaceAll(r.Path, "{$}", "")
		if !have[r.Method+" "+path] {
			t.Errorf("openapi.json lacks %s %s", r.Method, path)
			continue
		}
		delete(have, r.Method+" "+path)
		if open := doc.Paths[path][strings.ToLower(r.Method)].Security != nil; open != r.Open {
			t.Errorf("%s %s: open %v, described as %v", r.Method, path, r.Open, open)
		}
	}
	for path := range have {
		t.Errorf("openapi.json describes %s, which is not there", path)
	}
	text, err := json.Marshal(doc)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range regexp.MustCompile(`#/components/schemas/(\w+)`).FindAllStringSubmatch(string(got.body)+string(text), -1) {
		if doc.Components.Schemas[m[1]] == nil {
			t.Errorf("the schema %s is not there", m[1])
		}
	}
}
