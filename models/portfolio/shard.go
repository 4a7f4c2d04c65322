package portfolio

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"

	"ballast/models/outcome"
)

// Some is a run of consecutive plans of the list, whose sums a shard has.
type Some struct{ From, To int } // plans From, From+1, ..., To-1, counted from 0

// Groups parts n plans into at most k shards, by the list alone.
func Groups(n, k int) []Some {
	k = max(1, min(n, k))
	out := make([]Some, k)
	for i := range out {
		out[i] = Some{i * n / k, (i + 1) * n / k}
	}
	return out
}

// shardHead is the first line of a shard: what follows it, and what is known of its
// plans.
type shardHead struct {
	Some
	Scenarios int
	Years     []int
	Moved     []string
	Along     int // columns
	Months    int // of the need
	Gaps      int64
	Members   []Member
}

// columns is how many columns of sums and of plans follow the head.
func (h *shardHead) columns() int {
	return 2 + len(h.Years) + len(h.Moved) + h.Along + h.Months + 2*len(h.Members)
}

// RunShard simulates some plans of a specification and writes their sums, as Run would
// have added them.
//
// Checked: TestShardsAreTheWhole.
func RunShard(ctx context.Context, x *Spec, some Some, cfg Config, out io.Writer) error {
	s := x.survey()
	r, err := x.runner(s, cfg)
	if err != nil {
		return err
	}
	if r.asOne() {
		return fmt.Errorf("portfolio: one plan as it stands is not run in shards of plans")
	}
	for i := some.From; i < some.To; i++ {
		if err := r.plan(ctx, i); err != nil {
			return fmt.Errorf("%s: %w", s.Entries[i].File, err)
		}
		if cfg.Progress != nil {
			cfg.Progress(i+1-some.From, some.To-some.From)
		}
	}
	w := bufio.NewWriterSize(out, 1<<20)
	if err := r.writeShard(some, w); err != nil {
		return err
	}
	return w.Flush()
}

// writeShard writes the sums of the plans that were run.
func (r *runner) writeShard(some Some, w io.Writer) error {
	h := shardHead{Some: some, Scenarios: r.n, Years: slices.Sorted(maps.Keys(r.years)), Moved: slices.Sorted(maps.Keys(r.moved)), Along: len(r.alongs), Months: len(r.need),
		Gaps: r.gaps.size, Members: r.members[some.From:some.To]}
	if err := json.NewEncoder(w).Encode(h); err != nil { // one line
		return fmt.Errorf("write a shard: %w", err)
	}
	buf := make([]byte, width*r.n)
	write := func(col []Amount) error {
		put(buf, col)
		_, err := w.Write(buf)
		return err
	}
	all := [][]Amount{r.total, r.excess}
	for _, y := range h.Years {
		all = append(all, r.years[y])
	}
	for _, key := range h.Moved {
		all = append(all, r.moved[key])
	}
	for _, col := range slices.Concat(all, r.alongs, r.need) {
		if err := write(col); err != nil {
			return fmt.Errorf("write a shard: %w", err)
		}
	}
	col := make([]Amount, r.n)
	for k := 2 * some.From; k < 2*some.To; k++ {
		if err := r.kept.read(k, col); err != nil {
			return err
		}
		if err := write(col); err != nil {
			return fmt.Errorf("write a shard: %w", err)
		}
	}
	if _, err := io.Copy(w, io.NewSectionReader(r.gaps.at, r.gaps.from, r.gaps.size)); err != nil {
		return fmt.Errorf("write a shard: %w", err)
	}
	return nil
}

// Merge adds the shards of a specification up, in the order of the plans, and says what
// Run would have said. The pool of the settings is not in the specification; it is given.
//
// Checked: TestShardsAreTheWhole.
func Merge(ctx context.Context, x *Spec, settings Settings, shards []io.ReaderAt, cfg Config) (*outcome.Portfolio, error) {
	s := x.survey()
	s.Settings.Pool = settings.Pool
	m := &merging{entries: len(s.Entries)}
	cfg.Scratch = m
	r, err := x.runner(s, cfg)
	if err != nil {
		return nil, err
	}
	m.n = r.n
	for k, at := range shards {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := m.add(r, at); err != nil {
			return nil, fmt.Errorf("shard %d: %w", k, err)
		}
		if cfg.Progress != nil {
			cfg.Progress(k+1, len(shards))
		}
	}
	if m.next != m.entries {
		return nil, fmt.Errorf("portfolio: the shards have %d plans of %d", m.next, m.entries)
	}
	return r.summarise(ctx)
}

// merging is the columns of plans where they stand: in the shards.
type merging struct {
	n, entries, next int
	parts            []shardPart
	gaps             int64 // of all shards
}

// shardPart is where the columns of a shard's plans stand, and their gaps.
type shardPart struct {
	Some
	at                     io.ReaderAt
	columns, gaps, gapsAll int64 // offsets in the shard; and of its gaps among those of all
	size                   int64 // of its gaps
}

// add takes the sums of a shard over.
func (m *merging) add(r *runner, at io.ReaderAt) error {
	in := bufio.NewReaderSize(io.NewSectionReader(at, 0, 1<<62), 1<<20)
	line, err := in.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("it has no head: %w", err)
	}
	var h shardHead
	if err := json.Unmarshal(line, &h); err != nil {
		return fmt.Errorf("its head cannot be read: %w", err)
	}
	if h.From != m.next || h.To-h.From != len(h.Members) || h.To > m.entries || h.Scenarios != r.n || h.Months != len(r.need) || h.Along != len(r.alongs) {
		return fmt.Errorf("it has plans %d to %d over %d futures where plan %d over %d was expected", h.From+1, h.To, h.Scenarios, m.next+1, r.n)
	}
	buf, col := make([]byte, width*r.n), make([]Amount, r.n)
	take := func(into []Amount) error {
		if _, err := io.ReadFull(in, buf); err != nil {
			return fmt.Errorf("it is cut short: %w", err)
		}
		get(col, buf)
		for s, a := range col {
			into[s] = into[s].Add(a)
		}
		return nil
	}
	all := [][]Amount{r.total, r.excess}
	for _, y := range h.Years {
		all = append(all, column(r.years, y, r.n))
	}
	for _, key := range h.Moved {
		all = append(all, column(r.moved, key, r.n))
	}
	for _, into := range slices.Concat(all, r.alongs, r.need) {
		if err := take(into); err != nil {
			return err
		}
	}
	copy(r.members[h.From:], h.Members)
	size := int64(width) * int64(r.n)
	sums := int64(len(line)) + size*int64(h.columns()-2*len(h.Members))
	m.parts = append(m.parts, shardPart{Some: h.Some, at: at, columns: sums, gaps: sums + size*int64(2*len(h.Members)), gapsAll: m.gaps, size: h.Gaps})
	m.next, m.gaps = h.To, m.gaps+h.Gaps
	return nil
}

// ReadAt reads a column of a plan, or gaps of one, from the shard that has it.
func (m *merging) ReadAt(p []byte, off int64) (int, error) {
	size := int64(width) * int64(m.n)
	if from := 2 * size * int64(m.entries); off >= from {
		for _, part := range m.parts {
			if at := off - from - part.gapsAll; at >= 0 && at < part.size {
				return part.at.ReadAt(p, part.gaps+at)
			}
		}
		return 0, io.EOF
	}
	plan := int(off / (2 * size))
	for _, part := range m.parts {
		if plan >= part.From && plan < part.To {
			return part.at.ReadAt(p, part.columns+off-2*size*int64(part.From))
		}
	}
	return 0, io.EOF
}

// WriteAt implements Scratch; nothing is kept aside where shards are merged.
func (m *merging) WriteAt(p []byte, _ int64) (int, error) {
	if len(p) > 0 {
		return 0, fmt.Errorf("portfolio: shards are not written while they are merged")
	}
	return 0, nil
}
