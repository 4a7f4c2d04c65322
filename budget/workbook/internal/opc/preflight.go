package opc

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// The bounds of a file that is read where nobody sets others. Real plans stay a hundred
// times below.
const (
	MaxFileBytes = 256 << 20 // as stored
	maxZipBytes  = 512 << 20 // unpacked, all parts
	MaxPartBytes = 128 << 20 // unpacked, one part that is parsed
	maxEntries   = 20_000
)

// Limits bound what is unpacked of a file; 0 stands for what a desktop bears.
type Limits struct {
	Unpacked int64 // bytes of all parts
	Parts    int
}

func (l Limits) orDefault() Limits {
	if l.Unpacked <= 0 {
		l.Unpacked = maxZipBytes
	}
	if l.Parts <= 0 {
		l.Parts = maxEntries
	}
	return l
}

// Refusal says why a file is not read at all: a problem code and a detail.
type Refusal struct {
	Code   string
	Detail string
}

// Error implements error.
func (r Refusal) Error() string { return r.Code + ": " + r.Detail }

// Unwrap returns the zip inside the bytes of a file: the bytes
// themselves, or what a password unlocks. It refuses old .xls files and locked
// workbooks, which are both OLE containers.
func Unwrap(data []byte, password string) ([]byte, error) {
	if len(data) == 0 {
		return nil, Refusal{Code: "not-a-workbook", Detail: "0 bytes"}
	}
	if !bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) {
		return data, nil
	}
	if !bytes.Contains(data, wide("EncryptedPackage")) {
		return nil, Refusal{Code: "old-xls"}
	}
	passwords := []string{password}
	if password == "" {
		passwords = []string{"VelvetSweatshop"} // what Excel uses for files locked without a password
	}
	for _, p := range passwords {
		if plain, err := decrypt(data, p); err == nil && bytes.HasPrefix(plain, []byte("PK")) {
			return plain, nil
		}
	}
	if password != "" {
		return nil, Refusal{"encrypted", "wrong"}
	}
	return nil, Refusal{Code: "encrypted"}
}

// wide writes ASCII as UTF-16, as names stand in an OLE directory.
func wide(s string) []byte {
	b := make([]byte, 0, 2*len(s))
	for i := 0; i < len(s); i++ {
		b = append(b, s[i], 0)
	}
	return b
}

// decrypt unlocks a workbook; excelize may panic on damaged headers.
func decrypt(data []byte, password string) (plain []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decrypt: %v", r)
		}
	}()
	return excelize.Decrypt(bytes.Clone(data), &excelize.Options{Password: password})
}

// Preflight reads every entry of the zip to its end, which checks sizes and
// CRCs, and refuses bombs, duplicate names and names that climb out of the
// package. It returns the names of damaged entries: what is read of them later
// fails (a flipped bit must not become a wrong amount), what is not read does
// not matter.
func Preflight(ctx context.Context, data []byte, limits Limits) (damaged []string, err error) {
	limits = limits.orDefault()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		if bytes.HasPrefix(data, []byte("PK")) {
			return nil, Refusal{"zip-damaged", err.Error()}
		}
		return nil, Refusal{Code: "not-a-workbook", Detail: err.Error()}
	}
	if kind := otherFormat(z); kind != "" {
		return nil, Refusal{"other-format", kind}
	}
	if len(z.File) > limits.Parts {
		return nil, Refusal{"too-large", fmt.Sprintf("%d parts", len(z.File))}
	}
	var declared uint64
	seen := map[string]bool{}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		switch {
		case f.Flags&1 != 0:
			return nil, Refusal{Code: "encrypted"}
		case seen[name]:
			return nil, Refusal{"zip-damaged", f.Name + " occurs twice"}
		case path.Clean("/"+name) != "/"+strings.TrimSuffix(name, "/"):
			return nil, Refusal{"zip-damaged", fmt.Sprintf("part name %q", f.Name)}
		}
		seen[name] = true
		declared = min(declared+f.UncompressedSize64, 1<<62)
	}
	if declared > uint64(limits.Unpacked) {
		return nil, Refusal{"too-large", fmt.Sprintf("%d MB", declared>>20)}
	}
	return readEntries(ctx, z, limits.Unpacked)
}

// otherFormat names the format of a zip that is a document of another kind, ""
// for workbooks and what is unknown.
func otherFormat(z *zip.Reader) string {
	for _, f := range z.File {
		switch strings.ToLower(f.Name) {
		case "xl/workbook.bin":
			return "Excel Binary Workbook (.xlsb)"
		case "word/document.xml":
			return "Word (.docx)"
		case "ppt/presentation.xml":
			return "PowerPoint (.pptx)"
		case "index/document.iwa":
			return "Numbers (.numbers)"
		case "mimetype":
			if kind, err := Entry(f); err == nil && f.UncompressedSize64 < 200 && strings.HasPrefix(string(kind), "application/vnd.oasis.opendocument.") {
				return "OpenDocument (.ods)"
			}
		}
	}
	return ""
}

// readEntries reads every entry to its end.
func readEntries(ctx context.Context, z *zip.Reader, most int64) (damaged []string, err error) {
	left := most
	for _, f := range z.File {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		r, err := f.Open()
		if err != nil {
			damaged = append(damaged, f.Name)
			continue
		}
		n, err := io.Copy(io.Discard, io.LimitReader(r, left+1))
		r.Close()
		if left -= n; left < 0 {
			return nil, Refusal{"too-large", fmt.Sprintf("more than %d MB", most>>20)}
		}
		if err != nil && !IsFolder(f) {
			damaged = append(damaged, f.Name)
		}
	}
	return damaged, nil
}

// AsRefusal turns any error of opening a workbook into a refusal, but leaves a
// cancelled context alone.
func AsRefusal(err error) error {
	var r Refusal
	switch {
	case err == nil, errors.As(err, &r), errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, ErrNotWorkbook):
		return Refusal{"not-a-workbook", err.Error()}
	}
	return Refusal{"zip-damaged", err.Error()}
}
