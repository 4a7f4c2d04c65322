package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"ballast/cmd/ballast/page"
)

// serveOptions are what the serve command is told.
type serveOptions struct {
	listen    string // "": loopback, the first free port from 7711 on
	public    string
	auth      string // token, basic=FILE, proxy=HEADER; "": token
	cert, key string
	proxies   []string
	memory    string
	keep      time.Duration
	store     string
	workers   int
	quiet     bool // no browser

	browse func(address string) error // opens the browser
	child  []string                   // command line that reads a file under limits
}

// firstPort is the first that is tried; lastPort the last, before any that is free.
const (
	firstPort = 7711
	lastPort  = 7730
)

// AddFlags adds the flags of the serve command.
func (o *serveOptions) AddFlags(fs *pflag.FlagSet) {
	fs.StringVar(&o.listen, "listen", "", "address and port, or unix:PATH (default: 127.0.0.1:7711, or the next free port)")
	fs.StringVar(&o.public, "public-url", "", "address under which others reach the page, https://plans.example.org/ballast/")
	fs.StringVar(&o.auth, "auth", "", "who may come in: token, basic=FILE (htpasswd -B), or proxy=HEADER of a trusted proxy (default: token)")
	fs.StringVar(&o.cert, "tls-cert", "", "certificate for HTTPS (PEM)")
	fs.StringVar(&o.key, "tls-key", "", "its private key (PEM)")
	fs.StringArrayVar(&o.proxies, "trusted-proxy", nil, "network of a proxy that is trusted, such as 10.0.0.0/8; may be repeated")
	fs.StringVar(&o.memory, "memory", "1GiB", "how much memory plans, results and the runs at work may take")
	fs.DurationVar(&o.keep, "keep", 2*time.Hour, "how long a plan is kept that nobody asks for")
	fs.StringVar(&o.store, "store", "", "keep variants by name in this file")
	fs.IntVar(&o.workers, "workers", 0, "run on this many cores (default: all)")
	fs.BoolVar(&o.quiet, "no-browser", false, "do not open the browser")
}

func (a *app) serveCommand() *cobra.Command {
	o := serveOptions{browse: openInSystem, child: ourselves()}
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Open the page: drop a budget in the browser, move the money, see what happens",
		Long: `Serve answers a page in the browser: drop a plan there, see its problems at their
cells, run it, and try other amounts, risks and funding, always on the same futures.
Nothing leaves this machine: it listens on loopback, and the address that it prints
holds a key. Files are kept in memory alone and forgotten after --keep.

--listen beyond loopback asks for all of: --auth, --public-url, and HTTPS (--tls-cert
with --tls-key) or a proxy that has it (--trusted-proxy).`,
		Example: `  ballast serve
  ballast serve --listen 127.0.0.1:8080 --store variants.db
  ballast serve --listen 10.1.2.3:8443 --auth basic=users.txt \
    --public-url https://plans.example.org --tls-cert cert.pem --tls-key key.pem`,
		Args: cobra.NoArgs,
		RunE: a.do(func(ctx context.Context, _ []string) error { return runServe(ctx, o, a.std) }),
	}
	o.AddFlags(cmd.Flags())
	return cmd
}

// ourselves is the command line of the rehearsal child.
func ourselves() []string {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	return []string{self, "rehearse"}
}

// rehearseCommand is the child that reads a file of a stranger under limits.
func (a *app) rehearseCommand() *cobra.Command {
	return &cobra.Command{Use: "rehearse", Hidden: true, Args: cobra.NoArgs,
		RunE: a.do(func(ctx context.Context, _ []string) error { return page.Rehearse(ctx, a.std.in, a.std.out) })}
}

// config settles what the flags say, or says what is missing.
func (o *serveOptions) config() (page.Config, error) {
	c := page.Config{Version: release, Keep: o.keep, Workers: o.workers, Fonts: fontFolders(), Now: time.Now, Local: isLoopback(o.listen)}
	if err := o.demands(c.Local); err != nil {
		return c, err
	}
	var err error
	if c.Memory, err = parseBytes(o.memory); err != nil {
		return c, usagef("--memory %s: %v", o.memory, err)
	}
	if o.public != "" {
		u, err := url.Parse(o.public)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return c, usagef("--public-url %s: want an address such as https://plans.example.org", o.public)
		}
		c.Public, c.Secure = u, u.Scheme == "https"
	}
	for _, p := range o.proxies {
		n, err := netip.ParsePrefix(p)
		if err != nil {
			return c, usagef("--trusted-proxy %s: want a network such as 10.0.0.0/8", p)
		}
		c.TrustedProxies = append(c.TrustedProxies, n)
	}
	c.Child = o.child
	return c, o.who(&c)
}

// who settles who may come in.
func (o *serveOptions) who(c *page.Config) error {
	kind, arg, _ := strings.Cut(o.auth, "=")
	switch kind {
	case "", "token":
		c.Token = page.NewToken()
	case "basic":
		data, err := os.ReadFile(arg)
		if err != nil {
			return err
		}
		if c.Passwords, err = page.ParsePasswords(string(data)); err != nil {
			return usagef("--auth basic=%s: %v", arg, err)
		}
	case "proxy":
		if arg == "" || len(c.TrustedProxies) == 0 {
			return usagef("--auth proxy=HEADER needs the name of a header and --trusted-proxy")
		}
		c.UserHeader = arg
	default:
		return usagef("--auth %s: want token, basic=FILE or proxy=HEADER", o.auth)
	}
	return nil
}

// demands are what listening beyond loopback asks for.
func (o *serveOptions) demands(local bool) error {
	if (o.cert == "") != (o.key == "") {
		return usagef("--tls-cert and --tls-key belong together")
	}
	if local {
		return nil
	}
	var missing []string
	if o.auth == "" {
		missing = append(missing, "--auth token, basic=FILE or proxy=HEADER")
	}
	if o.public == "" {
		missing = append(missing, "--public-url")
	}
	if o.cert == "" && len(o.proxies) == 0 {
		missing = append(missing, "--tls-cert with --tls-key, or --trusted-proxy")
	}
	if len(missing) > 0 {
		return usagef("--listen %s is beyond this machine, which asks for more: %s", o.listen, strings.Join(missing, "; "))
	}
	return nil
}

// isLoopback reports whether an address can be reached from this machine alone.
func isLoopback(listen string) bool {
	if listen == "" || strings.HasPrefix(listen, "unix:") {
		return true
	}
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return false
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// parseBytes reads "512MiB", "1GiB" or "2G".
func parseBytes(text string) (int64, error) {
	s := strings.TrimSuffix(strings.TrimSuffix(strings.ToUpper(strings.TrimSpace(text)), "B"), "I")
	shift := 0
	for unit, by := range map[string]int{"K": 10, "M": 20, "G": 30} {
		if cut, ok := strings.CutSuffix(s, unit); ok {
			s, shift = strings.TrimSpace(cut), by
		}
	}
	n, err := strconv.ParseInt(s, 10, 32)
	if err != nil || n <= 0 {
		return 0, errors.New("want a size such as 512MiB or 1GiB")
	}
	return n << shift, nil
}

// listener opens the place to listen at.
func (o *serveOptions) listener() (net.Listener, error) {
	if path, ok := strings.CutPrefix(o.listen, "unix:"); ok {
		return net.Listen("unix", path)
	}
	if o.listen != "" {
		return net.Listen("tcp", o.listen)
	}
	for port := firstPort; port <= lastPort; port++ {
		if l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.1:%d", port)); err == nil {
			return l, nil
		}
	}
	return net.Listen("tcp", "127.0.0.1:0")
}

// runServe is the serve command: it ends with ctx.
func runServe(ctx context.Context, o serveOptions, std streams) error {
	cfg, err := o.config()
	if err != nil {
		return err
	}
	l, err := o.listener()
	if err != nil {
		return err
	}
	defer l.Close()
	if at, ok := l.Addr().(*net.TCPAddr); ok {
		cfg.Port = at.Port
	}
	cfg.Log = std.err
	if o.store != "" {
		store, err := openVariants(ctx, o.store)
		if err != nil {
			return err
		}
		defer store.Close()
		cfg.Store = store
	}
	s, err := page.New(cfg)
	if err != nil {
		return err
	}
	address := o.address(cfg, l)
	fmt.Fprintf(std.out, "Ballast is open at %s\nCtrl-C ends it.\n", address)
	if !o.quiet && cfg.Local {
		if err := o.browse(address); err != nil {
			fmt.Fprintln(std.out, "Open the address in a browser.")
		}
	}
	return serveUntil(ctx, s, l, o)
}

// address is what a person opens: with the key, which the browser sends to nobody.
func (o *serveOptions) address(c page.Config, l net.Listener) string {
	at := "http://" + l.Addr().String() + "/"
	switch {
	case c.Public != nil:
		at = strings.TrimSuffix(c.Public.String(), "/") + "/"
	case o.cert != "":
		at = "https://" + l.Addr().String() + "/"
	}
	if c.Token != "" {
		at += "#token=" + c.Token
	}
	return at
}

// serveUntil answers until ctx ends; what is under way then is ended.
func serveUntil(ctx context.Context, s *page.Server, l net.Listener, o serveOptions) error {
	server := s.HTTP()
	server.BaseContext = func(net.Listener) context.Context { return ctx }
	done := context.AfterFunc(ctx, func() {
		brief, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		if server.Shutdown(brief) != nil {
			_ = server.Close()
		}
	})
	defer done()
	clock := time.NewTicker(time.Minute)
	defer clock.Stop()
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case <-clock.C:
				s.Sweep()
			}
		}
	}()
	var err error
	if o.cert != "" {
		server.TLSConfig = &tls.Config{MinVersion: tls.VersionTLS12}
		err = server.ServeTLS(l, o.cert, o.key)
	} else {
		err = server.Serve(l)
	}
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
