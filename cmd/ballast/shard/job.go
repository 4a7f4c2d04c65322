package shard

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ballast/budget"
	"ballast/budget/workbook"
	"ballast/models"
	"ballast/models/outcome"
	"ballast/models/portfolio"
)

// Job is work that was parted into shards.
type Job struct {
	Version string // of Ballast
	Source  Input  // the portfolio or the plan, which the results go into; none of a folder
	Reading Reading
	Plans   []Input          // copies in the store, in the order of the list
	Spec    *portfolio.Spec  `json:",omitempty"`
	Large   *portfolio.Large `json:",omitempty"`
	Groups  []portfolio.Some // plans of each shard, or scenarios of a large plan

	Skipped  []outcome.PortfolioSkipped `json:",omitempty"`
	Problems []outcome.PortfolioProblem `json:",omitempty"` // warnings of the plans
	Notes    []string                   `json:",omitempty"`
	List     []byte                     `json:"-"` // the workbook of the portfolio, to be saved

	id string // hash of all of this
}

// Reading is how the plans were read where their workbooks leave it open.
type Reading struct {
	Language, Decimal, Dates string
	ReadAs                   []string
}

// options are how the workbook package is told.
func (r *Reading) options() workbook.ReadOptions {
	return workbook.ReadOptions{Language: r.Language, Decimal: r.Decimal, Dates: r.Dates, ReadAs: r.ReadAs}
}

// ReadList reads the workbook of the portfolio again.
func (j *Job) ReadList(ctx context.Context, data []byte) (*budget.Portfolio, error) {
	p, _, err := workbook.ReadPortfolio(ctx, j.Source.File, data, j.Reading.options())
	return p, err
}

// Input is a file by its hash.
type Input struct {
	Name   string // in the store
	File   string // as people know it
	Path   string // where it came from
	SHA256 string
}

const jobName = "job.json"

// Hash is what a file is known by.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// PlanName is where the copy of a plan stands.
func PlanName(i int, path string) string {
	return fmt.Sprintf("plans/%04d%s", i+1, strings.ToLower(filepath.Ext(path)))
}

// shardName is where the sums of a shard stand, counted from 0 as its index is.
func shardName(i int) string { return fmt.Sprintf("shards/%04d.bin", i) }

// Save writes a job into a store, last of all its files: a job that is there is whole.
func (j *Job) Save(ctx context.Context, s Store, plan func(i int) ([]byte, error)) error {
	for i := range j.Plans {
		data, err := plan(i)
		if err != nil {
			return err
		}
		if Hash(data) != j.Plans[i].SHA256 {
			return fmt.Errorf("%s was changed while it was read; begin again", j.Plans[i].File)
		}
		if err := put(ctx, s, j.Plans[i].Name, data); err != nil {
			return err
		}
	}
	if j.List != nil {
		if err := put(ctx, s, j.Source.Name, j.List); err != nil {
			return err
		}
	}
	text, err := json.MarshalIndent(j, "", " ")
	if err != nil {
		return fmt.Errorf("write the job: %w", err)
	}
	return put(ctx, s, jobName, text)
}

// Load reads the job of a store. One of another version is refused: its figures might
// differ.
func Load(ctx context.Context, s Store, version string) (*Job, error) {
	text, err := s.Read(ctx, jobName)
	if missing(err) {
		return nil, fmt.Errorf("there is no job here: ballast shard plan makes one: %w", err)
	}
	if err != nil {
		return nil, err
	}
	j := &Job{id: Hash(text)}
	if err := json.Unmarshal(text, j); err != nil {
		return nil, fmt.Errorf("%s cannot be read: %w", jobName, err)
	}
	if j.Version != version {
		return nil, fmt.Errorf("the job was planned by version %s of Ballast, this is %s: all shards must be run by one version", j.Version, version)
	}
	if j.Spec == nil && j.Large == nil || len(j.Plans) == 0 {
		return nil, fmt.Errorf("%s has no plans", jobName)
	}
	return j, nil
}

// BadPlanError is a plan that cannot be run anywhere: there is no point in trying again.
type BadPlanError struct{ err error }

// Error implements error.
func (e *BadPlanError) Error() string { return e.err.Error() }

// Unwrap gives the cause.
func (e *BadPlanError) Unwrap() error { return e.err }

func bad(format string, args ...any) error { return &BadPlanError{fmt.Errorf(format, args...)} }

// open reads a plan from the store, and looks at its hash.
func (j *Job) open(ctx context.Context, s Store, i int) (*budget.Plan, error) {
	in := j.Plans[i]
	data, err := s.Read(ctx, in.Name)
	if missing(err) {
		return nil, bad("%s (%s) is not in the store", in.Name, in.File)
	}
	if err != nil {
		return nil, err
	}
	if Hash(data) != in.SHA256 {
		return nil, bad("%s (%s) is another file than was planned with", in.Name, in.File)
	}
	opts := j.Reading.options()
	opts.Again = true
	p, problems, err := workbook.ReadBytes(ctx, in.File, data, opts)
	if err != nil {
		return nil, err
	}
	for _, x := range problems {
		if x.Severity == budget.Error {
			return nil, bad("%s: %s", x.Ref, x.Message)
		}
	}
	return p, nil
}

// Options are how a shard is run.
type Options struct {
	Workers  int
	Progress func(done, total int)
	Again    bool // also where it is there already
}

// Run runs one shard, counted from 0, and writes its file. One that is there already, and
// is whole, is not run again. It returns the hash of the file.
func (j *Job) Run(ctx context.Context, s Store, i int, o Options) (digest string, err error) {
	if i < 0 || i >= len(j.Groups) {
		return "", bad("there is no shard %d: the job has %d, counted from 0", i, len(j.Groups))
	}
	if !o.Again {
		if x, err := j.shard(ctx, s, i); err == nil {
			defer x.Close()
			return x.digest, nil
		}
	}
	err = throughFile(func(f *os.File) error {
		h := sha256.New()
		w := io.MultiWriter(f, h)
		if _, err := fmt.Fprintf(w, "ballast shard %s %d\n", j.id, i); err != nil {
			return err
		}
		if err := j.compute(ctx, s, i, o, w); err != nil {
			return err
		}
		digest = hex.EncodeToString(h.Sum(nil))
		_, err := f.WriteString(digest)
		return err
	}, func(f *os.File) error { return s.Write(ctx, shardName(i), f) })
	return digest, err
}

// compute simulates a shard.
func (j *Job) compute(ctx context.Context, s Store, i int, o Options, w io.Writer) error {
	if j.Large != nil {
		p, err := j.open(ctx, s, 0)
		if err != nil {
			return err
		}
		m, problems := models.Compile(p)
		if m == nil {
			return bad("%s: %v", j.Plans[0].File, problems)
		}
		return j.Large.Run(ctx, m, j.Groups[i], portfolio.Config{Workers: o.Workers, Progress: o.Progress}, w)
	}
	cfg := portfolio.Config{Workers: o.Workers, Progress: o.Progress, Open: func(ctx context.Context, k int) (*budget.Plan, error) { return j.open(ctx, s, k) }}
	return throughFile(func(kept *os.File) error {
		cfg.Scratch = kept
		return portfolio.RunShard(ctx, j.Spec, j.Groups[i], cfg, w)
	}, func(*os.File) error { return nil })
}

// Merge adds all shards up and gives what one process would have given. Shards that are
// not there, or belong to another job, or are damaged, are all named.
func (j *Job) Merge(ctx context.Context, s Store, set portfolio.Settings, progress func(done, total int)) (*outcome.Portfolio, error) {
	var parts []io.ReaderAt
	var wrong []error
	for i := range j.Groups {
		x, err := j.shard(ctx, s, i)
		if err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			wrong = append(wrong, err)
			continue
		}
		defer x.Close()
		parts = append(parts, x)
	}
	if len(wrong) > 0 {
		return nil, &ShardsError{Of: len(j.Groups), Wrong: wrong}
	}
	if j.Large != nil {
		return j.Large.Merge(ctx, parts, progress)
	}
	return portfolio.Merge(ctx, j.Spec, set, parts, portfolio.Config{Progress: progress})
}

// ShardsError names the shards with which nothing can be merged.
type ShardsError struct {
	Of    int
	Wrong []error
}

// Error implements error.
func (e *ShardsError) Error() string {
	text := fmt.Sprintf("%d of %d shards cannot be used", len(e.Wrong), e.Of)
	for _, err := range e.Wrong[:min(len(e.Wrong), 10)] {
		text += "\n  " + err.Error()
	}
	if more := len(e.Wrong) - 10; more > 0 {
		text += fmt.Sprintf("\n  and %d more", more)
	}
	return text
}

// ID is the hash of the job: what shards are known by.
func (j *Job) ID() string { return j.id }
