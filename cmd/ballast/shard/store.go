package shard

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ballast/budget/scratch"
)

// Store keeps the files of a job by name, such as plans/0001.xlsx.
type Store interface {
	// Read gives a file; what is not there is fs.ErrNotExist.
	Read(ctx context.Context, name string) ([]byte, error)
	// Open gives a file to read at any place; the caller closes it.
	Open(ctx context.Context, name string) (*os.File, error)
	// Write puts a file there whole, or not at all; an older one is replaced.
	Write(ctx context.Context, name string, data *os.File) error
}

// Folder is a store in the file system.
type Folder string

// Read implements Store.
func (f Folder) Read(_ context.Context, name string) ([]byte, error) {
	return os.ReadFile(f.path(name))
}

// Open implements Store.
func (f Folder) Open(_ context.Context, name string) (*os.File, error) { return os.Open(f.path(name)) }

// Strays lists what stands among the pieces of a job and is none of them, but for files
// that are being written. A job of fewer pieces may have stood there, or somebody's copy.
func (f Folder) Strays(j *Job) ([]string, error) {
	entries, err := os.ReadDir(f.path("shards"))
	if err != nil && !missing(err) {
		return nil, err
	}
	own := map[string]bool{}
	for i := range j.Groups {
		own[filepath.Base(shardName(i))] = true
	}
	var out []string
	for _, e := range entries {
		if !own[e.Name()] && !strings.HasPrefix(e.Name(), ".") {
			out = append(out, "shards/"+e.Name())
		}
	}
	return out, nil
}

func (f Folder) path(name string) string { return filepath.Join(string(f), filepath.FromSlash(name)) }

// patience is how often a file is written anew when another process, which tidies the
// folder up, has taken it for one that was left behind: where a file must be closed before
// it takes its name (scratch.Settle).
const patience = 100

// Write implements Store: a copy beside it takes the name when it is whole.
func (f Folder) Write(ctx context.Context, name string, data *os.File) (err error) {
	to := f.path(name)
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	for range patience {
		if err = copyTo(ctx, to, data); !missing(err) {
			return err
		}
	}
	return err
}

// copyTo writes a file beside its place and gives it its name.
func copyTo(ctx context.Context, to string, data *os.File) (err error) {
	tmp, err := scratch.Create(filepath.Dir(to))
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = data.Seek(0, 0); err != nil {
		return err
	}
	if _, err = tmp.ReadFrom(data); err != nil {
		return err
	}
	if err = errors.Join(tmp.Chmod(0o644), tmp.Sync(), ctx.Err()); err != nil {
		return err
	}
	return scratch.Settle(tmp, to)
}

// put writes bytes into a store.
func put(ctx context.Context, s Store, name string, data []byte) error {
	return throughFile(func(f *os.File) error {
		_, err := f.Write(data)
		return err
	}, func(f *os.File) error { return s.Write(ctx, name, f) })
}

// throughFile makes a file that is gone afterwards.
func throughFile(make, use func(f *os.File) error) error {
	f, err := scratch.Create(os.TempDir())
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	defer f.Close()
	if err := make(f); err != nil {
		return err
	}
	return use(f)
}

// missing reports whether a file is not in a store.
func missing(err error) bool { return errors.Is(err, fs.ErrNotExist) }
