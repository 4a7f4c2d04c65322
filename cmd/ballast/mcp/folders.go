package mcp

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// folders are those below which files may be read. Every file is opened through the
// handle of its folder, so that neither ".." nor a link leads out of it, whatever is
// renamed meanwhile.
//
// Checked: TestPathsStayInside.
type folders struct{ all []folder }

type folder struct {
	path string // absolute
	real string // without links
	root *os.Root
}

// mostFile is how large a workbook may be.
const mostFile = 256 << 20

// openFolders opens the folders.
func openFolders(paths []string) (*folders, error) {
	if len(paths) == 0 {
		return nil, errors.New("no folder is named, and only files below named folders are read")
	}
	f := &folders{}
	for _, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		real, err := filepath.EvalSymlinks(abs)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		root, err := os.OpenRoot(real)
		if err != nil {
			return nil, errors.Join(err, f.Close())
		}
		f.all = append(f.all, folder{abs, real, root})
	}
	return f, nil
}

// Close closes the folders.
func (f *folders) Close() (err error) {
	for _, x := range f.all {
		err = errors.Join(err, x.root.Close())
	}
	return err
}

// outsideError says that a file does not lie below the folders, or is no workbook there.
type outsideError struct{ why, file string }

// Error implements error.
func (e *outsideError) Error() string { return e.why + " " + e.file }

// place finds the folder of a file, and its path in it. A relative path is looked for in
// every folder in turn.
func (f *folders) place(file string, has func(*os.Root, string) bool) (folder, string, error) {
	if strings.ContainsRune(file, 0) || strings.TrimSpace(file) == "" || filepath.Separator == '/' && isWindows(file) {
		return folder{}, "", &outsideError{"outside", fmt.Sprintf("%q", file)}
	}
	switch strings.ToLower(filepath.Ext(file)) {
	case ".xlsx", ".xlsm":
	default:
		return folder{}, "", &outsideError{"no-workbook", file}
	}
	inside := false
	for _, x := range f.all {
		local := filepath.Clean(file)
		if filepath.IsAbs(file) {
			if local = below(x, file); local == "" {
				continue
			}
		}
		if !filepath.IsLocal(local) {
			continue
		}
		inside = true
		if has(x.root, local) {
			return x, local, nil
		}
	}
	if inside {
		return folder{}, "", &outsideError{"missing", file}
	}
	return folder{}, "", &outsideError{"outside", file}
}

// isWindows reports whether a path is one of Windows: elsewhere it would be an odd name.
func isWindows(file string) bool {
	return strings.Contains(file, `\`) || len(file) > 1 && file[1] == ':'
}

// below is the path of an absolute file in a folder, "" when it does not lie there.
func below(x folder, file string) string {
	for _, base := range []string{x.path, x.real} {
		if rel, err := filepath.Rel(base, file); err == nil && filepath.IsLocal(rel) {
			return rel
		}
	}
	return ""
}

// read reads a workbook. label is what it is called from then on: its path in its folder.
func (f *folders) read(file string) (data []byte, label string, err error) {
	x, local, err := f.place(file, func(r *os.Root, local string) bool {
		info, err := r.Stat(local)
		return err == nil && info.Mode().IsRegular()
	})
	if err != nil {
		return nil, "", err
	}
	in, err := x.root.Open(local)
	if err != nil {
		return nil, "", &outsideError{"missing", file}
	}
	defer in.Close()
	if data, err = io.ReadAll(io.LimitReader(in, mostFile+1)); err != nil {
		return nil, "", fmt.Errorf("%s: %w", file, err)
	}
	if len(data) > mostFile {
		return nil, "", &outsideError{"too-large", file}
	}
	return data, filepath.ToSlash(local), nil
}

// create makes a new file below a folder, whose folder must be there. What is there
// already stays as it is.
func (f *folders) create(file string, write func(io.Writer) error) (label string, err error) {
	x, local, err := f.place(file, func(r *os.Root, local string) bool {
		info, err := r.Stat(filepath.Dir(local))
		return err == nil && info.IsDir()
	})
	if err != nil {
		return "", err
	}
	out, err := x.root.OpenFile(local, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return "", &outsideError{"there", file}
	}
	if err != nil {
		return "", &outsideError{"unwritten", file}
	}
	if err = errors.Join(write(out), out.Close()); err != nil {
		_ = x.root.Remove(local) // it is ours, and not whole
		return "", err
	}
	return filepath.ToSlash(local), nil
}

// mostListed is how many workbooks a list has, mostDeep how deep it looks.
const (
	mostListed = 60
	mostDeep   = 6
)

// list names the workbooks below the folders; more says that there are others.
func (f *folders) list() (names []string, more bool) {
	for _, x := range f.all {
		_ = fs.WalkDir(x.root.FS(), ".", func(p string, d fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return fs.SkipDir // not for us to read
			case d.IsDir():
				if p != "." && strings.HasPrefix(d.Name(), ".") || strings.Count(p, "/") >= mostDeep {
					return fs.SkipDir
				}
				return nil
			case strings.HasPrefix(d.Name(), "~$") || !slices.Contains([]string{".xlsx", ".xlsm"}, strings.ToLower(path.Ext(p))):
				return nil
			case len(names) == mostListed:
				more = true
				return fs.SkipAll
			}
			if len(f.all) > 1 {
				p = filepath.Join(x.path, filepath.FromSlash(p))
			}
			names = append(names, p)
			return nil
		})
	}
	return names, more
}
