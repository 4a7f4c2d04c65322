package page

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"time"

	"golang.org/x/crypto/bcrypt"
)

// owner is who sent a request: plans belong to key, the log says name.
type owner struct{ key, name string }

type ownerKey struct{}

func withOwner(ctx context.Context, o owner) context.Context {
	return context.WithValue(ctx, ownerKey{}, o)
}

// ownerOf is who sent a request that was let in.
func ownerOf(r *http.Request) owner {
	o, _ := r.Context().Value(ownerKey{}).(owner)
	return o
}

// NewToken makes a key of 256 random bits.
func NewToken() string { return random(32) }

func random(bytes int) string {
	data := make([]byte, bytes)
	rand.Read(data) // it never fails
	return hex.EncodeToString(data)
}

// logins are who is logged in, and how many wrong tries there were.
type logins struct {
	mu     sync.Mutex
	known  map[[32]byte]login // by the hash of the cookie
	wrong  map[string]*tries  // by name
	passed map[[32]byte]bool  // hashes of names and passwords that were right
}

type login struct {
	owner owner
	used  time.Time
}

// tries are the wrong ones of a minute.
type tries struct {
	since time.Time
	n     int
}

// mostTries is how many wrong tries a minute has.
const mostTries = 5

// mayTry reports whether another try is allowed.
func (l *logins) mayTry(name string, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := l.wrong[name]
	return t == nil || now.Sub(t.since) >= time.Minute || t.n < mostTries
}

// failed counts a wrong try.
func (l *logins) failed(name string, now time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	t := l.wrong[name]
	if t == nil || now.Sub(t.since) >= time.Minute {
		if len(l.wrong) > 10_000 {
			clear(l.wrong)
		}
		t = &tries{since: now}
		l.wrong[name] = t
	}
	t.n++
}

// cookieName holds the port, which cookies do not; under HTTPS it is bound to the host.
func (s *Server) cookieName() string {
	name := fmt.Sprintf("ballast-%d", s.cfg.Port)
	if s.cfg.Secure {
		return "__Host-" + name
	}
	return name
}

// postLogin exchanges the key for a cookie.
func (s *Server) postLogin(w http.ResponseWriter, r *http.Request) error {
	data, err := readAll(w, r, 4096)
	if err != nil {
		return err
	}
	if s.cfg.Token == "" {
		return notFound()
	}
	now := s.cfg.Now()
	if !s.logins.mayTry("", now) {
		p := problem(http.StatusTooManyRequests, "tries")
		p.retry = 60
		return p
	}
	var in struct{ Token string }
	if err := json.Unmarshal(data, &in); err != nil {
		return badRequest("token")
	}
	if !same(in.Token, s.cfg.Token) {
		s.logins.failed("", now)
		return problem(http.StatusUnauthorized, "login")
	}
	cookie := random(32)
	s.logins.mu.Lock()
	s.logins.known[sha256.Sum256([]byte(cookie))] = login{owner{key: random(16), name: "token"}, now}
	s.logins.mu.Unlock()
	http.SetCookie(w, &http.Cookie{Name: s.cookieName(), Value: cookie, Path: "/", HttpOnly: true, Secure: s.cfg.Secure, SameSite: http.SameSiteStrictMode})
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// same compares secrets in a time that does not depend on them.
func same(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// owner is who sent a request.
func (s *Server) owner(r *http.Request) (owner, error) {
	no := problem(http.StatusUnauthorized, "login")
	switch {
	case s.cfg.Passwords != nil:
		return s.basic(r)
	case s.cfg.UserHeader != "":
		name := r.Header.Get(s.cfg.UserHeader)
		if !s.trusts(r.RemoteAddr) || name == "" {
			return owner{}, no
		}
		return owner{key: "proxy:" + name, name: name}, nil
	}
	c, err := r.Cookie(s.cookieName())
	if err != nil {
		return owner{}, no
	}
	at := sha256.Sum256([]byte(c.Value))
	s.logins.mu.Lock()
	defer s.logins.mu.Unlock()
	l, ok := s.logins.known[at]
	if !ok {
		return owner{}, no
	}
	l.used = s.cfg.Now()
	s.logins.known[at] = l
	return l.owner, nil
}

// trusts reports whether a request comes from a proxy that may name the user.
func (s *Server) trusts(remote string) bool {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return false
	}
	at, err := netip.ParseAddr(host)
	if err != nil {
		return false
	}
	for _, p := range s.cfg.TrustedProxies {
		if p.Contains(at.Unmap()) {
			return true
		}
	}
	return false
}

// basic lets in who knows a password of the file.
func (s *Server) basic(r *http.Request) (owner, error) {
	no := problem(http.StatusUnauthorized, "login")
	name, password, ok := r.BasicAuth()
	if !ok {
		return owner{}, no
	}
	who := owner{key: "basic:" + name, name: name}
	at := sha256.Sum256([]byte(name + "\x00" + password))
	s.logins.mu.Lock()
	passed := s.logins.passed[at]
	s.logins.mu.Unlock()
	if passed {
		return who, nil
	}
	now := s.cfg.Now()
	if !s.logins.mayTry(name, now) {
		p := problem(http.StatusTooManyRequests, "tries")
		p.retry = 60
		return owner{}, p
	}
	hash, known := s.cfg.Passwords[name]
	if bcrypt.CompareHashAndPassword([]byte(hash), []byte(password)) != nil || !known {
		s.logins.failed(name, now)
		return owner{}, no
	}
	s.logins.mu.Lock()
	s.logins.passed[at] = true
	s.logins.mu.Unlock()
	return who, nil
}

// ParsePasswords reads a file of lines NAME:HASH, hashes of bcrypt as htpasswd -B makes
// them; blank lines and those that begin with # are passed over.
func ParsePasswords(text string) (map[string]string, error) {
	all := map[string]string{}
	lines := bufio.NewScanner(strings.NewReader(text))
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || line[0] == '#' {
			continue
		}
		name, hash, ok := strings.Cut(line, ":")
		if _, err := bcrypt.Cost([]byte(hash)); !ok || name == "" || err != nil {
			return nil, fmt.Errorf("line %d: want NAME:HASH with a hash of bcrypt, as htpasswd -B writes it", n)
		}
		all[name] = hash
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("there is nobody in it")
	}
	return all, nil
}
