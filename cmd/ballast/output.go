package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"ballast/budget/scratch"
	"ballast/budget/workbook"
	"ballast/cmd/ballast/service"
	"ballast/models/outcome"
)

// resultName is where the results of a plan go by default: plan.xlsx ->
// plan.ballast.xlsx, beside the plan, keeping the kind of workbook; a template
// gives a workbook. A result is run again in its place.
func resultName(plan string) string {
	ext := filepath.Ext(plan)
	name, kind := strings.TrimSuffix(plan, ext), ".xlsx"
	if strings.EqualFold(ext, ".xlsm") || strings.EqualFold(ext, ".xltm") {
		kind = ".xlsm"
	}
	if isResultName(plan) {
		return name + kind
	}
	return name + ".ballast" + kind
}

// isResultName reports whether a name is one that resultName gives.
func isResultName(plan string) bool {
	ext := strings.ToLower(filepath.Ext(plan))
	return (ext == ".xlsx" || ext == ".xlsm") && strings.HasSuffix(strings.ToLower(plan), ".ballast"+ext)
}

// freeName is the first numbered name for a result that is not taken.
func freeName(path string) string {
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(path, ext)
	for n := 2; ; n++ {
		name := fmt.Sprintf("%s-%d%s", stem, n, ext)
		if _, err := os.Lstat(name); err != nil {
			return name
		}
	}
}

// sameFile reports whether two paths lead to one existing file.
func sameFile(a, b string) bool {
	if filepath.Clean(a) == filepath.Clean(b) {
		return true
	}
	sa, errA := os.Stat(a)
	sb, errB := os.Stat(b)
	return errA == nil && errB == nil && os.SameFile(sa, sb)
}

// guardPaths refuses to write over the plan or to write two results to one
// file.
func guardPaths(plan, output, jsonFile string) error {
	if sameFile(plan, output) && !isResultName(plan) {
		return usagef("the results would overwrite the plan %s; give another name with -o", plan)
	}
	if !strings.EqualFold(filepath.Ext(output), filepath.Ext(resultName(plan))) {
		return usagef("-o %s: the copy of %s must end in %s", output, filepath.Base(plan), filepath.Ext(resultName(plan)))
	}
	if jsonFile == "" || jsonFile == "-" {
		return nil
	}
	if sameFile(jsonFile, plan) || sameFile(jsonFile, output) {
		return usagef("--json %s: that name is taken by a workbook of this run", jsonFile)
	}
	return nil
}

// guardBook refuses to overwrite a workbook that is not a result of Ballast, or
// one in which somebody has worked; the writer looks again at the end.
func guardBook(ctx context.Context, plan, path, password string, force bool) error {
	if info, err := os.Stat(filepath.Dir(path)); err != nil {
		return err
	} else if !info.IsDir() {
		return fmt.Errorf("%s: not a folder", filepath.Dir(path))
	}
	if _, err := os.Stat(path); err != nil || force {
		return nil
	}
	stands, err := workbook.Stands(ctx, path, password)
	inPlace := sameFile(plan, path)
	switch {
	case err != nil:
		return err
	case !stands.Ours && inPlace:
		return usagef("%s has the name of a result but was not written by Ballast; give the results another name with -o", path)
	case !stands.Ours:
		return foreign(path)
	case stands.Worked(inPlace):
		return workedIn(path, stands.Tabs(inPlace))
	}
	return nil
}

// workedIn is the refusal to overwrite a result in which somebody has worked.
func workedIn(path string, tabs []string) error {
	where := "another program has saved it since it was written"
	if len(tabs) > 0 {
		where = "it was changed since it was written: " + strings.Join(tabs, ", ")
	}
	return fmt.Errorf("%s holds work of yours (%s); keep it with -o %s, or use --force to overwrite it", path, where, freeName(path))
}

// unwritten words why a workbook was not written after all: what stands under its
// name came there while the run went on.
func unwritten(err error, path string) error {
	switch {
	case errors.Is(err, workbook.ErrNotOurs):
		return foreign(path)
	case errors.Is(err, workbook.ErrWorkedIn):
		return workedIn(path, nil)
	}
	return err
}

// foreign is the refusal to overwrite somebody else's file.
func foreign(path string) error {
	return fmt.Errorf("%s exists and was not written by Ballast; use --force to overwrite it", path)
}

// guardJSON refuses to overwrite a file that is not a result of Ballast. A
// device or a pipe is written to as it is.
func guardJSON(path string, force bool) error {
	if path == "" || path == "-" || force || !isRegular(path) {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var ours struct {
		Version *string
		Input   *struct{ SHA256 *string }
		Run     *struct{ Seed *uint64 }
	}
	if json.Unmarshal(data, &ours) == nil && ours.Version != nil && ours.Input != nil && ours.Run != nil {
		return nil
	}
	return foreign(path)
}

// guardPlaces tries whether every file of a run can be written where it is
// wanted, so that a run does not fail at its end.
// Folders are made when they are not there; those that files stand in are not.
func guardPlaces(folders []string, files ...string) error {
	for _, p := range folders {
		if p == "" {
			continue
		}
		if err := scratch.Probe(filepath.Join(p, "file")); err != nil {
			return fmt.Errorf("nothing can be written into %s: %w", p, err)
		}
	}
	for _, p := range files {
		info, err := os.Stat(p)
		switch {
		case p == "", p == "-", err == nil && !info.IsDir() && !info.Mode().IsRegular(): // a device or a pipe
			continue
		case err == nil && info.IsDir():
			return fmt.Errorf("%s: a folder, not a file", p)
		}
		if _, err := os.Stat(filepath.Dir(p)); err != nil {
			return err
		}
		if err := scratch.Probe(p); err != nil {
			return fmt.Errorf("%s cannot be written: %w", p, err)
		}
	}
	return nil
}

// isRegular reports whether path leads to an existing ordinary file.
func isRegular(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// encodeOutcome is the JSON form of an outcome, with a line break at its end.
func encodeOutcome(o *outcome.Outcome) ([]byte, error) { return encodeFigures(o) }

// encodeFigures is the JSON of any figures.
func encodeFigures(o any) ([]byte, error) {
	var b bytes.Buffer
	if err := service.EncodeFigures(&b, o); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// writeAtomic writes a file so that at any moment either the old one or the
// whole new one stands there. A link is followed; a device or a pipe is
// written to directly.
func writeAtomic(ctx context.Context, path string, data []byte) (err error) {
	if to, err := filepath.EvalSymlinks(path); err == nil {
		path = to
		if !isRegular(path) {
			return os.WriteFile(path, data, 0o644)
		}
	}
	tmp, err := scratch.Create(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			tmp.Close()
			os.Remove(tmp.Name())
		}
	}()
	if _, err = io.Copy(tmp, bytes.NewReader(data)); err != nil {
		return err
	}
	if err = errors.Join(tmp.Chmod(0o644), tmp.Sync(), ctx.Err()); err != nil {
		return err
	}
	return scratch.Settle(tmp, path)
}
