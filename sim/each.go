package sim

import "context"

// Each calls a function for 0..n-1 on a number of goroutines (0: GOMAXPROCS)
// and waits for them, for what is left to do with the columns of a result. Every
// goroutine gets a function of its own, which may keep scratch memory; each call
// must write where no other one does. The first error in order of index wins.
func Each(ctx context.Context, n, workers int, worker func() func(int) error) error {
	p := &pool{cfg: Config{Workers: workers}.withDefaults()}
	calls := make([]func(int) error, p.cfg.Workers)
	return p.each(ctx, n, func(w, k int) error {
		if calls[w] == nil {
			calls[w] = worker()
		}
		return calls[w](k)
	}, func(int, int) {})
}
