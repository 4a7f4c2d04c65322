package workbook

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ballast/budget/scratch"
	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
)

// ErrNotOurs says that the file to be written exists and was not written by
// Ballast; it is never overwritten without Force.
var ErrNotOurs = errors.New("the file exists and was not written by Ballast")

// ErrWorkedIn says that somebody has worked in the result that is to be written
// over; see Stands.
var ErrWorkedIn = errors.New("somebody has worked in this result since it was written")

// WriteOptions says what to write where.
type WriteOptions struct {
	Source string // the user's workbook, .xlsx or .xlsm
	// Data is the content of Source when it was read before: the result is
	// then a copy of exactly what was read, whatever happened to the file
	// since. nil reads Source.
	Data   []byte
	Target string // the file to write, with the extension of Source
	Force  bool   // overwrite Target even when Ballast did not write it
	// Password opens a locked Source; the result is then locked with it too.
	Password string
}

// WriteReport is what Write did to the workbook, for the run log.
type WriteReport struct {
	Target    string
	Sheets    []string // names of the result sheets, in order
	Replaced  int      // result sheets of an earlier run that were taken out
	Unchanged int      // parts of the user's that were compared and are the same
	Signed    bool     // the workbook carried a digital signature, which no longer holds
	Cut       []string // cells whose text was too long for a cell and ends in "…"
	Locked    bool     // the result is encrypted with the password of the source
}

// Write writes a copy of the user's workbook with the result sheets of book at
// its end; see graft.Onto for what stays as it was. It is all or nothing: the copy
// is written to a temporary file beside the target, read back and compared
// part by part with the source, and only then takes the target's name. On an
// error, or when ctx ends, nothing is left.
func Write(ctx context.Context, o WriteOptions, book *sheet.Book) (WriteReport, error) {
	var report WriteReport
	seen, err := mayWrite(ctx, o, nil)
	if err != nil {
		return report, err
	}
	data := o.Data
	if data == nil {
		if data, err = os.ReadFile(o.Source); err != nil {
			return report, err
		}
	}
	locked := opc.IsLocked(data) && o.Password != ""
	data, err = opc.Unwrap(data, o.Password)
	if err != nil {
		return report, fmt.Errorf("%s: %w", o.Source, err)
	}
	temp, err := scratch.Create(filepath.Dir(o.Target))
	if err != nil {
		return report, fmt.Errorf("writing %s: %w", o.Target, err)
	}
	defer os.Remove(temp.Name()) // fails when the file has taken its final name
	defer temp.Close()
	g, err := writeTemp(ctx, temp, data, o, book)
	if err != nil {
		return report, fmt.Errorf("writing %s: %w", o.Target, err)
	}
	if report.Unchanged, err = verify(ctx, g, temp); err != nil {
		return report, fmt.Errorf("writing %s: %w", o.Target, err)
	}
	if locked {
		if err := opc.LockFile(temp, o.Password); err != nil {
			return report, fmt.Errorf("writing %s: %w", o.Target, err)
		}
		report.Locked = true
	}
	if err := takeName(ctx, temp, o, seen); err != nil {
		return report, err
	}
	report.Target = o.Target
	report.tell(g)
	return report, nil
}

// tell says what a graft did.
func (r *WriteReport) tell(g *graft.Run) {
	r.Replaced, r.Cut = len(g.Old.Sheets), g.Cut
	for _, t := range g.Tabs {
		r.Sheets = append(r.Sheets, t.Title)
	}
	for _, f := range g.In.Zip.File {
		r.Signed = r.Signed || strings.HasPrefix(strings.ToLower(f.Name), "_xmlsignatures/")
	}
}

// verify reads the written file back.
func verify(ctx context.Context, g *graft.Run, file *os.File) (int, error) {
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	return graft.Verify(ctx, g, file, info.Size())
}

// writeTemp grafts into the temporary file and puts it on the disk.
func writeTemp(ctx context.Context, temp *os.File, data []byte, o WriteOptions, book *sheet.Book) (*graft.Run, error) {
	w := bufio.NewWriterSize(temp, 1<<16)
	g, err := graft.To(ctx, w, data, book, printer(ctx))
	if err != nil {
		return nil, err
	}
	if err := checkExtension(g.In, filepath.Ext(o.Target)); err != nil {
		return nil, err
	}
	if err := w.Flush(); err != nil {
		return nil, err
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(o.Source); err == nil && info.Mode().IsRegular() { // no more readable than the source; of a folder of plans there is none
		mode = info.Mode().Perm() | 0o200
	}
	if err := temp.Chmod(mode); err != nil {
		return nil, err
	}
	return g, temp.Sync()
}

// takeName renames and closes the finished file; the target is looked at once more,
// because a run takes time and another program may have written there.
func takeName(ctx context.Context, temp *os.File, o WriteOptions, seen os.FileInfo) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := mayWrite(ctx, o, seen); err != nil {
		return err
	}
	if err := scratch.Settle(temp, o.Target); err != nil {
		return err
	}
	if dir, err := os.Open(filepath.Dir(o.Target)); err == nil {
		_ = dir.Sync() // not every system can; the file itself is on the disk
		dir.Close()
	}
	return nil
}

// mayWrite refuses to overwrite a file that Ballast did not write, and one in
// which somebody has worked since. seen is the file as it was looked at before,
// nil the first time; the answer is the same while it has not changed.
func mayWrite(ctx context.Context, o WriteOptions, seen os.FileInfo) (os.FileInfo, error) {
	info, err := os.Stat(o.Target)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("%s: not a regular file", o.Target)
	case o.Force, seen != nil && os.SameFile(seen, info) && seen.Size() == info.Size() && seen.ModTime().Equal(info.ModTime()):
		return info, nil
	}
	now, err := Stands(ctx, o.Target, o.Password)
	switch {
	case err != nil:
		return nil, err
	case !now.Ours:
		return nil, fmt.Errorf("%s: %w", o.Target, ErrNotOurs)
	case now.Worked(o.inPlace(info)):
		return nil, fmt.Errorf("%s: %w", o.Target, ErrWorkedIn)
	}
	return info, nil
}

// inPlace reports whether the target is the source itself.
func (o WriteOptions) inPlace(target os.FileInfo) bool {
	source, err := os.Stat(o.Source)
	return err == nil && os.SameFile(source, target)
}

// IsResult reports whether a file is a workbook with result sheets of Ballast.
func IsResult(path string) (bool, error) { return IsLockedResult(path, "") }

// IsLockedResult is IsResult for a file that a password may have to open.
func IsLockedResult(path, password string) (bool, error) {
	p, err := openResult(path, password)
	if err != nil {
		return false, err
	}
	old, err := graft.Leftovers(p)
	return err == nil && len(old.Sheets) > 0, err
}

// checkExtension refuses a name that would make a spreadsheet program refuse
// the file: a workbook with macros must be called .xlsm, one without must not.
func checkExtension(p *opc.Package, ext string) error {
	_, root, err := p.Parse(p.Types, 1)
	if err != nil {
		return err
	}
	macros := false
	for _, k := range root.Kids {
		if strings.EqualFold(strings.TrimPrefix(k.Attr("PartName"), "/"), p.Workbook) {
			macros = strings.Contains(k.Attr("ContentType"), "macroEnabled")
		}
	}
	ext = strings.ToLower(ext)
	if macros && ext != ".xlsm" {
		return fmt.Errorf("the workbook has macros: the result must be called .xlsm, not %q", ext)
	}
	if !macros && ext != ".xlsx" {
		return fmt.Errorf("the workbook has no macros: the result must be called .xlsx, not %q", ext)
	}
	return nil
}
