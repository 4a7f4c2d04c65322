// Command load is the load of a meeting on `ballast serve`: it starts the server, drops
// the cloud sample, edits, moves sliders, alone and with ten users who think, and prints
// how long each waited. Figures are of the clock: run it on a quiet machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

func main() {
	program := flag.String("ballast", "build/ballast", "the program")
	users := flag.Int("users", 10, "users who edit at once")
	every := flag.Duration("every", 3*time.Second, "how often a user edits")
	rounds := flag.Int("rounds", 20, "how often each thing is measured")
	parts := flag.String("parts", "alone together plans", "what is measured")
	flag.Parse()
	if err := run(*program, *parts, *users, *rounds, *every); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(program, parts string, users, rounds int, every time.Duration) error {
	dir, err := os.MkdirTemp("", "ballast-load")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "cloud.xlsx")
	if err := exec.Command(program, "new", "--sample", "cloud-joint-operation", file).Run(); err != nil {
		return err
	}
	plan, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	s, err := start(program)
	if err != nil {
		return err
	}
	defer s.stop()
	for _, part := range strings.Fields(parts) {
		var err error
		switch part {
		case "alone":
			err = s.alone(plan, rounds)
		case "together":
			err = s.together(plan, users, rounds/2, every)
		case "plans":
			err = s.manyPlans(plan)
		default:
			err = fmt.Errorf("there is no part %q", part)
		}
		if err != nil {
			return err
		}
	}
	fmt.Printf("%-40s %9d\n", "answers that were neither 200 nor 429", s.odd.Load())
	return nil
}

// alone measures one user.
func (s *server) alone(plan []byte, rounds int) error {
	u, err := s.login()
	if err != nil {
		return err
	}
	var uploads, firsts, begun, previews, figures, edits, mixes []time.Duration
	path := ""
	for range rounds {
		began := time.Now()
		if path, err = u.upload(plan); err != nil {
			return err
		}
		uploads = append(uploads, time.Since(began))
		w, err := u.result(context.Background(), path, "{}")
		if err != nil {
			return err
		}
		begun, firsts = append(begun, w.figures), append(firsts, w.whole)
	}
	worked := s.worked()
	for k := range rounds {
		w, err := u.result(context.Background(), path, edit(k))
		if err != nil {
			return err
		}
		previews, figures, edits = append(previews, w.first), append(figures, w.figures), append(edits, w.whole)
	}
	worked = (s.worked() - worked) / time.Duration(rounds)
	for k := range 5 * rounds {
		began := time.Now()
		if err := u.mix(path, 20_000_000+10_000*k); err != nil {
			return err
		}
		mixes = append(mixes, time.Since(began))
	}
	fmt.Printf("%-40s %9s %9s\n", "one user, cloud, 10,000 scenarios", "p50 ms", "p95 ms")
	say("upload to problems", uploads)
	say("first result, figures", begun)
	say("first result, with all that is said", firsts)
	say("edit, preview", previews)
	say("edit, figures of all scenarios", figures)
	say("edit, with all that is said", edits)
	fmt.Printf("%-40s %9d\n", "processor time of an edit, ms", worked.Milliseconds())
	say("slider", mixes)
	return nil
}

// meeting is what users who edit at once have waited for.
type meeting struct {
	mu     sync.Mutex
	waited []waited
	failed error
}

func (m *meeting) add(w waited) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.waited = append(m.waited, w)
}

// say prints how long they waited for what came before the next edit, and how often it did.
func (m *meeting) say(what string, took func(w waited) time.Duration) {
	var all []time.Duration
	for _, w := range m.waited {
		if t := took(w); t > 0 {
			all = append(all, t)
		}
	}
	fmt.Printf("%s   %4d of %d\n", row(what, all), len(all), len(m.waited))
}

// seen prints how many scenarios were behind the first figures.
func (m *meeting) seen() {
	by := map[int]int{}
	for _, w := range m.waited {
		by[w.seen]++
	}
	fmt.Print("scenarios behind the first figures:")
	for _, n := range slices.Sorted(maps.Keys(by)) {
		fmt.Printf(" %d (%d edits)", n, by[n])
	}
	fmt.Println()
}

// together measures users who each edit a plan of their own every few seconds, whether
// the result of the edit before is there or not, as the page sends them: the newer edit
// leaves the older one.
func (s *server) together(plan []byte, users, rounds int, every time.Duration) error {
	var m meeting
	var all sync.WaitGroup
	for n := range users {
		all.Go(func() {
			if err := s.user(&m, plan, n, users, rounds, every); err != nil {
				m.mu.Lock()
				m.failed = err
				m.mu.Unlock()
			}
		})
	}
	all.Wait()
	fmt.Printf("%-40s %9s %9s   before the next edit\n", fmt.Sprintf("%d users, an edit every %v", users, every), "p50 ms", "p95 ms")
	m.say("first figures", func(w waited) time.Duration { return w.first })
	m.say("figures of fewer scenarios", func(w waited) time.Duration { return w.few })
	m.say("figures of all scenarios", func(w waited) time.Duration { return w.figures })
	m.say("with all that is said", func(w waited) time.Duration { return w.whole })
	m.seen()
	now, most := s.memory()
	fmt.Printf("%-40s %9d %9d\n", "MB then, at most", now, most)
	return m.failed
}

// user edits until his rounds are over.
func (s *server) user(m *meeting, plan []byte, n, users, rounds int, every time.Duration) error {
	u, err := s.login()
	if err != nil {
		return err
	}
	path, err := u.upload(plan)
	if err != nil {
		return err
	}
	if _, err := u.result(context.Background(), path, "{}"); err != nil {
		return err
	}
	time.Sleep(every * time.Duration(n) / time.Duration(users))
	for k := range rounds {
		ctx, leave := context.WithTimeout(context.Background(), every)
		began := time.Now()
		w, err := u.result(ctx, path, edit(1000*n+k))
		left := ctx.Err() != nil
		leave()
		if err != nil && !left {
			return err
		}
		m.add(w)
		time.Sleep(max(0, every-time.Since(began)))
	}
	return nil
}

// manyPlans opens fifty plans in turn and says what the server has come to.
func (s *server) manyPlans(plan []byte) error {
	u, err := s.login()
	if err != nil {
		return err
	}
	for range 50 {
		path, err := u.upload(plan)
		if err != nil {
			return err
		}
		if _, err := u.result(context.Background(), path, "{}"); err != nil {
			return err
		}
	}
	now, most := s.memory()
	fmt.Printf("%-40s %9d %9d\n", "MB after 50 plans in turn, at most", now, most)
	return nil
}

// edit is a variant that no other is.
func edit(k int) string {
	return fmt.Sprintf(`{"seq":%d,"edits":[{"set":"minimum cash","text":"%d"}]}`, k, 1_000_000+k)
}

// say prints the median and the 95th percentile.
func say(what string, all []time.Duration) { fmt.Println(row(what, all)) }

func row(what string, all []time.Duration) string {
	slices.Sort(all)
	at := func(p float64) float64 {
		if len(all) == 0 {
			return 0
		}
		return float64(all[min(int(p*float64(len(all))), len(all)-1)].Microseconds()) / 1000
	}
	return fmt.Sprintf("%-40s %9.0f %9.0f", what, at(0.5), at(0.95))
}
