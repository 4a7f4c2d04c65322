package page

import (
	"html/template"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"ballast/budget/chart"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
)

// Config is what a server is told. Token, Passwords or UserHeader says who may come in;
// without any nobody may.
type Config struct {
	Version string
	Local   bool     // it listens on loopback
	Port    int      // part of the name of the cookie
	Public  *url.URL // under what it is reached, nil: loopback names alone
	Secure  bool     // it is reached by HTTPS

	Token          string            // exchanged for a cookie
	Passwords      map[string]string // name -> hash of bcrypt
	UserHeader     string            // in which a trusted proxy names the user
	TrustedProxies []netip.Prefix

	Memory  int64         // bytes that plans, results and the runs at work may take; 0: 1 GiB
	Keep    time.Duration // how long a plan is kept that nobody asks for; 0: 2 h
	Workers int           // of a run, 0: all cores
	Child   []string      // command line of the rehearsal child; nil: files are read at once
	Fonts   []string      // folders in which charts look for a Chinese font
	Store   Store         // keeps variants by name; nil: none are kept

	Now func() time.Time // the clock
	Log io.Writer        // a line a request
}

// Host is the public name, "" on loopback alone.
func (c *Config) Host() string {
	if c.Public == nil {
		return ""
	}
	return c.Public.Hostname()
}

// The limits of a server: far above real plans, far below what a desktop bears.
const (
	mostUpload    = 16 << 20
	mostScenarios = 100_000
	mostWork      = 6_000_000_000 // months x rows x scenarios
	defaultMemory = 1 << 30
	defaultKeep   = 2 * time.Hour
)

// Limits are those under which workbooks are read, in the rehearsal and after it.
func Limits() workbook.Limits {
	return workbook.Limits{File: mostUpload, Unpacked: 64 << 20, Parts: 2000, Cells: 200_000, Problems: 1000}
}

// Server is the page and its API.
type Server struct {
	cfg     Config
	origins *http.CrossOriginProtection
	assets  map[string]*asset
	index   *template.Template
	logins  logins
	plans   *shelf
	live    *lane // one first look at a run, or one move of a slider, at a time on all cores
	whole   *lane // the rest of one run at a time, which makes way for those
	long    *lane // one long job on one core
	reading *lane // rehearsals
	newest  newest
	fonts   *chart.Fonts
	logging sync.Mutex
	api     []byte // openapi.json
}

// New makes a server.
func New(cfg Config) (*Server, error) {
	if cfg.Memory <= 0 {
		cfg.Memory = defaultMemory
	}
	if cfg.Keep <= 0 {
		cfg.Keep = defaultKeep
	}
	s := &Server{cfg: cfg, origins: http.NewCrossOriginProtection(), plans: newShelf(cfg.Memory, cfg.Keep),
		live: newLane(1), whole: newLane(1), long: newLane(1), reading: newLane(2)}
	s.logins = logins{known: map[[32]byte]login{}, wrong: map[string]*tries{}, passed: map[[32]byte]bool{}}
	s.newest.runs, s.fonts = map[string][]*atHand{}, chart.FontsIn(cfg.Fonts)
	if cfg.Public != nil {
		if err := s.origins.AddTrustedOrigin(cfg.Public.Scheme + "://" + cfg.Public.Host); err != nil {
			return nil, err
		}
	}
	if err := s.loadAssets(); err != nil {
		return nil, err
	}
	return s, s.loadAPI()
}

// options are those of the service.
func (s *Server) options() service.Options {
	return service.Options{Version: s.cfg.Version, Limits: Limits(), Scenarios: mostScenarios, Work: mostWork, Fonts: s.fonts}
}

// Route is one way in. Open ones need no login.
type Route struct {
	Method, Path string
	Open         bool
}

type routed struct {
	Route
	act handler
}

// routes is the whole table; openapi.json describes the same, which a test holds it to.
func (s *Server) routes() []routed {
	get, post, del := http.MethodGet, http.MethodPost, http.MethodDelete
	const api, plan, result = "/api/v1", "/api/v1/plans/{id}", "/api/v1/plans/{id}/results/{rid}"
	return []routed{
		{Route{get, "/{$}", true}, s.getStart},
		{Route{get, "/assets/{name}", true}, s.getAsset},
		{Route{get, "/healthz", true}, s.getHealth},
		{Route{post, api + "/login", true}, s.postLogin},
		{Route{get, api + "/openapi.json", false}, s.getAPI},
		{Route{get, api + "/samples", false}, s.getSamples},
		{Route{get, api + "/template.xlsx", false}, s.getTemplate},
		{Route{post, api + "/plans", false}, s.postPlan},
		{Route{get, plan, false}, s.getPlan},
		{Route{del, plan, false}, s.deletePlan},
		{Route{post, plan + "/check", false}, s.postCheck},
		{Route{post, plan + "/run", false}, s.postRun},
		{Route{post, plan + "/mix", false}, s.postMix},
		{Route{post, plan + "/compare", false}, s.postCompare},
		{Route{post, plan + "/seek", false}, s.postSeek},
		{Route{post, plan + "/sweep", false}, s.postSweep},
		{Route{get, plan + "/kept", false}, s.getKept},
		{Route{post, plan + "/kept", false}, s.postKept},
		{Route{del, plan + "/kept/{n}", false}, s.deleteKept},
		{Route{get, result, false}, s.getResult},
		{Route{get, result + "/pages.json", false}, s.getPages},
		{Route{get, result + "/charts/{sheet}/{key}", false}, s.getChart},
		{Route{get, result + "/workbook.xlsx", false}, s.getWorkbook},
		{Route{get, result + "/report.html", false}, s.getReport},
		{Route{get, result + "/figures.json", false}, s.getFigures},
		{Route{get, result + "/tables.zip", false}, s.getTables},
	}
}

// Handler answers requests.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, r := range s.routes() {
		mux.Handle(r.Method+" "+r.Path, s.guarded(r.Route, r.act))
	}
	mux.Handle("/", s.guarded(Route{"-", "-", true}, func(http.ResponseWriter, *http.Request) error { return notFound() }))
	return mux
}

// HTTP is the server of the standard library with the deadlines of this one: answers
// that take long set their own.
func (s *Server) HTTP() *http.Server {
	return &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 5 * time.Second, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 16 << 10}
}

// Sweep forgets what nobody has asked for for long.
func (s *Server) Sweep() { s.plans.sweep(s.cfg.Now()) }

func (s *Server) getHealth(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := io.WriteString(w, "ok\n")
	return err
}
