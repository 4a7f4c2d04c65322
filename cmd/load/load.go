// Command load is the load of a meeting on `ballast serve`: it starts the server, drops
// the cloud sample, edits, moves sliders, alone and with ten users who think, and prints
// how long each waited. Figures are of the clock: run it on a quiet machine.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

func main() {
	program := flag.String("ballast", "build/ballast", "the program")
	users := flag.Int("users", 10, "users who edit at once")
	every := flag.Duration("every", 3*time.Second, "how often a user edits")
	rounds := flag.Int("rounds", 20, "how often each thing is measured")
	flag.Parse()
	if err := run(*program, *users, *rounds, *every); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(program string, users, rounds int, every time.Duration) error {
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
	if err := s.alone(plan, rounds); err != nil {
		return err
	}
	if err := s.together(plan, users, rounds/2, every); err != nil {
		return err
	}
	return s.manyPlans(plan)
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
		previews, figures, edits = append(previews, w.preview), append(figures, w.figures), append(edits, w.whole)
	}
	worked = (s.worked() - worked) / time.Duration(rounds)
	for k := range 5 * rounds {
		began := time.Now()
		if err := u.mix(path, 20_000_000+10_000*k); err != nil {
			return err
		}
		mixes = append(mixes, time.Since(began))
	}
	fmt.Printf("%-38s %9s %9s\n", "one user, cloud, 10,000 scenarios", "p50 ms", "p95 ms")
	say("upload to problems", uploads)
	say("first result, figures", begun)
	say("first result, with all that is said", firsts)
	say("edit, preview", previews)
	say("edit, figures of all scenarios", figures)
	say("edit, with all that is said", edits)
	fmt.Printf("%-38s %9d\n", "processor time of an edit, ms", worked.Milliseconds())
	say("slider", mixes)
	return nil
}

// meeting is what users who edit at once have waited for.
type meeting struct {
	mu                      sync.Mutex
	looks, figures, results []time.Duration
	edits                   int
	failed                  error
}

func (m *meeting) add(w waited) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.edits++
	for _, x := range []struct {
		list *[]time.Duration
		took time.Duration
	}{{&m.looks, w.preview}, {&m.figures, w.figures}, {&m.results, w.whole}} {
		if x.took > 0 {
			*x.list = append(*x.list, x.took)
		}
	}
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
	say(fmt.Sprintf("%d users, an edit every %v: preview", users, every), m.looks)
	say("the same, figures of all scenarios", m.figures)
	say("the same, with all that is said", m.results)
	fmt.Printf("%-38s %9d and %d of %d\n", "both before the next edit", len(m.figures), len(m.results), m.edits)
	now, most := s.memory()
	fmt.Printf("%-38s %9d %9d\n", "MB then, at most", now, most)
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
	fmt.Printf("%-38s %9d %9d\n", "MB after 50 plans in turn, at most", now, most)
	fmt.Printf("%-38s %9d\n", "answers that were neither 200 nor 429", s.odd.Load())
	return nil
}

// edit is a variant that no other is.
func edit(k int) string {
	return fmt.Sprintf(`{"seq":%d,"edits":[{"set":"minimum cash","text":"%d"}]}`, k, 1_000_000+k)
}

// say prints the median and the 95th percentile.
func say(what string, all []time.Duration) {
	slices.Sort(all)
	at := func(p float64) float64 {
		if len(all) == 0 {
			return 0
		}
		return float64(all[min(int(p*float64(len(all))), len(all)-1)].Microseconds()) / 1000
	}
	fmt.Printf("%-38s %9.0f %9.0f\n", what, at(0.5), at(0.95))
}
