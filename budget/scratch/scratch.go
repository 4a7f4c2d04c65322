// Package scratch makes the files that a result is written to before it takes
// its name: hidden, beside the target, and held by a lock while they are written,
// so that what a killed run left behind is told apart from what a running one
// still needs.
package scratch

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// pattern is the name of every such file.
const pattern = ".ballast-*.tmp"

// Create makes a new file in a folder, open for reading and writing, and tidies
// away those of runs that were killed. The caller closes it and renames it, or
// removes it.
func Create(dir string) (*os.File, error) {
	tidy(dir)
	for {
		f, err := os.CreateTemp(dir, pattern)
		if err != nil {
			return nil, err
		}
		hold(f)
		if stands(f) {
			return f, nil
		}
		f.Close() // another run took it for left behind, in the moment before it was held
	}
}

// Settle gives a file that is whole the name that it is for, in place of one that has it,
// and closes it.
//
// Checked: TestSettles.
func Settle(f *os.File, to string) error { return settle(f, to) }

// stands reports whether a file still has its name.
func stands(f *os.File) bool {
	a, errA := f.Stat()
	b, errB := os.Lstat(f.Name())
	return errA == nil && errB == nil && os.SameFile(a, b)
}

// Probe reports whether files can be written where path is to stand, without
// leaving any: its folder, or the first one above it that exists.
func Probe(path string) error {
	dir := filepath.Dir(path)
	for {
		_, err := os.Stat(dir)
		up := filepath.Dir(dir)
		if !errors.Is(err, fs.ErrNotExist) || up == dir {
			break
		}
		dir = up
	}
	f, err := Create(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Close(), os.Remove(f.Name()))
}

// tidy removes what killed runs left in a folder. Trouble with it is no cause
// to write nothing.
func tidy(dir string) {
	left, err := filepath.Glob(filepath.Join(escaped(dir), pattern))
	if err != nil {
		return
	}
	for _, name := range left {
		info, err := os.Lstat(name)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		f, err := os.OpenFile(name, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if hold(f) {
			removeOpen(f)
			continue
		}
		f.Close()
	}
}

// escaped is a folder's name for filepath.Glob.
func escaped(dir string) string {
	var out []rune
	for _, r := range dir {
		switch r {
		case '*', '?', '[':
			out = append(out, '[', r, ']')
			continue
		}
		out = append(out, r)
	}
	return string(out)
}
