package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ballast/budget/handout"
)

// writeFolder writes files into a folder, takes away those of an earlier run
// that are not among them, and lists what is ours. The files are ready, so that
// all are written or, when ctx has ended, none.
//
// What a full disk cuts short goes again: files that were not there before, and
// the folder when it was made for them.
func writeFolder(ctx context.Context, dir, list string, files []handout.File) (err error) {
	if err := ctx.Err(); err != nil {
		return err
	}
	ctx = context.WithoutCancel(ctx)
	var made []string
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		made = append(made, dir)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	defer func() {
		for _, path := range slices.Backward(made) {
			if err != nil {
				os.Remove(path)
			}
		}
	}()
	var names []string
	var index strings.Builder
	for _, f := range files {
		path := filepath.Join(dir, f.Name)
		if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
			made = append(made, path)
		}
		if err := writeAtomic(ctx, path, f.Data); err != nil {
			return err
		}
		names = append(names, f.Name)
		fmt.Fprintf(&index, "%s\t%s\n", f.Name, strings.ReplaceAll(f.Title, "\n", " "))
	}
	for _, old := range listed(filepath.Join(dir, list)) {
		if !slices.Contains(names, old) {
			if err := os.Remove(filepath.Join(dir, old)); err != nil && !errors.Is(err, os.ErrNotExist) {
				return err
			}
		}
	}
	return writeAtomic(ctx, filepath.Join(dir, list), []byte(index.String()))
}

// listed reads the names in a list of an earlier run; only plain names count.
func listed(path string) []string {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	var names []string
	lines := bufio.NewScanner(bytes.NewReader(data))
	for lines.Scan() {
		name, _, ok := strings.Cut(lines.Text(), "\t")
		if ext := filepath.Ext(name); ok && name == filepath.Base(name) && slices.Contains([]string{".svg", ".png", ".csv"}, ext) {
			names = append(names, name)
		}
	}
	return names
}
