package mcp

import (
	"context"
	"sync"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"

	"ballast/budget/words"
)

// call is one call of a tool: in what language it is answered, and how far it is.
type call struct {
	say    *words.Words
	levels chan [2]int // the newest level alone
	done   sync.WaitGroup
}

// newCall begins a call. Who asked for it hears of its progress, at most once a
// twentieth; the engine, which reports under a lock, never waits for that.
//
// Checked: TestProgressIsTold.
func newCall(ctx context.Context, req *sdk.CallToolRequest) *call {
	c := &call{say: words.For("en")}
	token := req.Params.GetProgressToken()
	if token == nil {
		return c
	}
	c.levels = make(chan [2]int, 1)
	c.done.Go(func() {
		round, told, before := 0.0, 0.0, 0
		for level := range c.levels {
			done, total := level[0], max(1, level[1])
			if done < before {
				round++ // a further run of the same call
			}
			before = done
			at := round + float64(done)/float64(total)
			if at-told < 0.05 && done < total || at <= told {
				continue
			}
			told = at
			_ = req.Session.NotifyProgress(ctx, &sdk.ProgressNotificationParams{ProgressToken: token, Progress: at}) // whoever has left hears nothing
		}
	})
	return c
}

// step reports how far a run is.
func (c *call) step(done, total int) {
	if c.levels == nil {
		return
	}
	select {
	case <-c.levels: // what nobody has heard is old
	default:
	}
	select {
	case c.levels <- [2]int{done, total}:
	default:
	}
}

// close ends the reports.
func (c *call) close() {
	if c.levels != nil {
		close(c.levels)
		c.done.Wait()
	}
}

// in sets the language of the answer.
func (c *call) in(lang string) { c.say = words.For(lang) }

func (c *call) words() *words.Words { return c.say }
