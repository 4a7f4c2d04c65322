package page

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"ballast/budget/words"
)

// policy is what a browser may load and do on the page: its own files, and no text ever
// becomes markup.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
	"form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// headers are those of every answer.
func headers(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("X-Frame-Options", "DENY")
}

// seen is a response whose status is known afterwards, for the log.
type seen struct {
	http.ResponseWriter
	status int
}

// WriteHeader implements http.ResponseWriter.
func (s *seen) WriteHeader(status int) {
	if s.status == 0 {
		s.status = status
	}
	s.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (s *seen) Write(data []byte) (int, error) {
	if s.status == 0 {
		s.status = http.StatusOK
	}
	return s.ResponseWriter.Write(data)
}

// Unwrap lets a http.ResponseController reach the connection.
func (s *seen) Unwrap() http.ResponseWriter { return s.ResponseWriter }

// handler is what answers a request, or says why not.
type handler func(w http.ResponseWriter, r *http.Request) error

// guarded puts a handler behind the guards: the name that the request came for, the site
// that it came from, who sent it. Nothing of a workbook is ever logged.
func (s *Server) guarded(route Route, act handler) http.Handler {
	return http.HandlerFunc(func(to http.ResponseWriter, r *http.Request) {
		w, began, user := &seen{ResponseWriter: to}, s.cfg.Now(), "-"
		headers(w.Header())
		answerBy(w)
		defer func() {
			if bug := recover(); bug != nil {
				fmt.Fprintf(s.cfg.Log, "fault in %s %s: %v\n%s", route.Method, route.Path, fault(bug), debug.Stack())
				if w.status == 0 {
					problemOf(r.Context(), nil, words.For(language(r))).write(w)
				}
			}
			s.log(route, w.status, s.cfg.Now().Sub(began), user)
		}()
		err := s.admit(route, r, &user)
		if err == nil {
			err = act(w, r)
		}
		if err != nil && w.status == 0 {
			p := problemOf(r.Context(), err, words.For(language(r)))
			if p.Code == "failed" {
				fmt.Fprintf(s.cfg.Log, "failed %s %s: %T\n", route.Method, route.Path, err) // its text may hold a cell
			}
			p.write(w)
		}
	})
}

// fault is the kind of a panic: its text may hold a cell.
func fault(bug any) string {
	if err, ok := bug.(error); ok {
		return fmt.Sprintf("%T", err)
	}
	return fmt.Sprintf("%T", bug)
}

// admit lets a request in, or says why not; user is who sent it.
func (s *Server) admit(route Route, r *http.Request, user *string) error {
	if !s.knows(r.Host) {
		return problem(http.StatusMisdirectedRequest, "misdirected")
	}
	if err := s.origins.Check(r); err != nil {
		return problem(http.StatusForbidden, "forbidden")
	}
	if route.Open {
		return nil
	}
	owner, err := s.owner(r)
	if err != nil {
		return err
	}
	*user = owner.name
	*r = *r.WithContext(withOwner(r.Context(), owner))
	return nil
}

// knows reports whether the server answers under a name: those of loopback when it
// listens there, and the public one. It is what a rebound name of DNS fails at.
func (s *Server) knows(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	if s.cfg.Local && (name == "localhost" || name == "127.0.0.1" || name == "::1") {
		return true
	}
	return name != "" && name == strings.ToLower(s.cfg.Host())
}

// log says what was asked and how it went: the pattern of the route, never what stood in
// its place.
func (s *Server) log(route Route, status int, took time.Duration, user string) {
	s.logging.Lock()
	defer s.logging.Unlock()
	fmt.Fprintf(s.cfg.Log, "%s %s %d %dms %s\n", route.Method, route.Path, status, took.Milliseconds(), user)
}

// How long a browser may take to send what it asks with, and to take an answer.
const (
	bodyDeadline   = 30 * time.Second
	answerDeadline = 2 * time.Minute
)

// answerBy gives a browser so long to take an answer; lines have a deadline each. It stands
// until the next request, which has its own: the connection may live on.
func answerBy(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(answerDeadline)) // not every writer has one
}

// readAll reads the whole body, so that the context ends when the browser leaves.
//
// Checked: TestClientsThatAreSlow.
func readAll(w http.ResponseWriter, r *http.Request, most int64) ([]byte, error) {
	slow := http.NewResponseController(w)
	_ = slow.SetReadDeadline(time.Now().Add(bodyDeadline))
	defer func() { _ = slow.SetReadDeadline(time.Time{}) }()
	return io.ReadAll(http.MaxBytesReader(w, r.Body, most))
}
