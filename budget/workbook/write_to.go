package workbook

import (
	"bytes"
	"context"
	"fmt"
	"io"

	"ballast/budget/sheet"
	"ballast/budget/workbook/internal/graft"
	"ballast/budget/workbook/internal/opc"
)

// Unlock returns the workbook inside the bytes of a file: the bytes themselves, or what
// the password of a locked workbook gives. locked says that it was one. The error is that
// of a file that a reading refuses.
func Unlock(data []byte, password string) (plain []byte, locked bool, err error) {
	plain, err = opc.Unwrap(data, password)
	return plain, opc.IsLocked(data), err
}

// WriteTo is Write without any file: plain is the content of the user's workbook,
// unlocked, and the copy with the result sheets goes to w after it was read back and
// compared. With a password the copy is locked with it.
//
// Checked: TestWriteTo.
func WriteTo(ctx context.Context, w io.Writer, plain []byte, password string, book *sheet.Book) (WriteReport, error) {
	var report WriteReport
	var copied bytes.Buffer
	copied.Grow(len(plain) + 1<<18)
	g, err := graft.To(ctx, &copied, plain, book, printer(ctx))
	if err != nil {
		return report, fmt.Errorf("writing a result: %w", err)
	}
	if report.Unchanged, err = graft.Verify(ctx, g, bytes.NewReader(copied.Bytes()), int64(copied.Len())); err != nil {
		return report, fmt.Errorf("writing a result: %w", err)
	}
	out := copied.Bytes()
	if password != "" {
		if out, err = opc.Lock(out, password); err != nil {
			return report, fmt.Errorf("writing a result: %w", err)
		}
		report.Locked = true
	}
	report.tell(g)
	_, err = w.Write(out)
	return report, err
}
