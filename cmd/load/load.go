// Command load is the load of a meeting on `ballast serve`: it starts the server, drops
// the cloud sample, edits, moves sliders, alone and with ten users who think, and prints
// how long each waited. Figures are of the clock: run it on a quiet machine.
package main

import (
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
	users := flag.Int("users", 10, "users who edit every three seconds")
	rounds := flag.Int("rounds", 20, "how often each thing is measured")
	flag.Parse()
	if err := run(*program, *users, *rounds); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

// think is how long a user looks at a result.
const think = 3 * time.Second

func run(program string, users, rounds int) error {
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
	if err := s.together(plan, users, rounds/2); err != nil {
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
	var uploads, firsts, previews, edits, mixes []time.Duration
	path := ""
	for range rounds {
		began := time.Now()
		if path, err = u.upload(plan); err != nil {
			return err
		}
		uploads = append(uploads, time.Since(began))
		_, whole, err := u.result(path, "{}")
		if err != nil {
			return err
		}
		firsts = append(firsts, whole)
	}
	for k := range rounds {
		preview, whole, err := u.result(path, edit(k))
		if err != nil {
			return err
		}
		previews, edits = append(previews, preview), append(edits, whole)
	}
	for k := range 5 * rounds {
		began := time.Now()
		if err := u.mix(path, 20_000_000+10_000*k); err != nil {
			return err
		}
		mixes = append(mixes, time.Since(began))
	}
	fmt.Printf("%-34s %9s %9s\n", "one user, cloud, 10,000 scenarios", "p50 ms", "p95 ms")
	say("upload to problems", uploads)
	say("first result", firsts)
	say("edit, preview", previews)
	say("edit, full", edits)
	say("slider", mixes)
	return nil
}

// together measures users who each edit a plan of their own and then think.
func (s *server) together(plan []byte, users, rounds int) error {
	var mu sync.Mutex
	var waited []time.Duration
	var failed error
	var all sync.WaitGroup
	for n := range users {
		all.Go(func() {
			took, err := s.user(plan, n, users, rounds)
			mu.Lock()
			defer mu.Unlock()
			waited = append(waited, took...)
			if err != nil {
				failed = err
			}
		})
	}
	all.Wait()
	say(fmt.Sprintf("%d users, an edit every 3 s", users), waited)
	return failed
}

func (s *server) user(plan []byte, n, users, rounds int) (took []time.Duration, err error) {
	u, err := s.login()
	if err != nil {
		return nil, err
	}
	path, err := u.upload(plan)
	if err != nil {
		return nil, err
	}
	if _, _, err := u.result(path, "{}"); err != nil {
		return nil, err
	}
	time.Sleep(think * time.Duration(n) / time.Duration(users))
	for k := range rounds {
		_, whole, err := u.result(path, edit(1000*n+k))
		if err != nil {
			return took, err
		}
		took = append(took, whole)
		time.Sleep(max(0, think-whole))
	}
	return took, nil
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
		if _, _, err := u.result(path, "{}"); err != nil {
			return err
		}
	}
	now, most := s.memory()
	fmt.Printf("%-34s %9d %9d\n", "MB after 50 plans in turn, at most", now, most)
	fmt.Printf("%-34s %9d\n", "answers that were neither 200 nor 429", s.odd.Load())
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
	fmt.Printf("%-34s %9.0f %9.0f\n", what, at(0.5), at(0.95))
}
