package opc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/xuri/excelize/v2"
)

// IsLocked tells whether the bytes of a file are an OLE container, in which
// encrypted workbooks come.
func IsLocked(data []byte) bool { return bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}) }

// LockFile encrypts a finished workbook in its place, and proves by opening it
// again that the password gives back every byte. A result holds the figures of
// its source, so it is never written less protected than that.
func LockFile(f *os.File, password string) error {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return err
	}
	plain, err := io.ReadAll(f)
	if err != nil {
		return err
	}
	locked, err := Lock(plain, password)
	if err != nil {
		return err
	}
	if err := f.Truncate(0); err != nil {
		return err
	}
	if _, err := f.WriteAt(locked, 0); err != nil {
		return err
	}
	return f.Sync()
}

// Lock is LockFile for the bytes of a workbook.
func Lock(plain []byte, password string) ([]byte, error) {
	locked, err := encrypt(plain, password)
	if err != nil {
		return nil, err
	}
	back, err := decrypt(locked, password)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(back, plain) { // the container pads to whole blocks
		return nil, errors.New("encrypting: the password does not give the workbook back")
	}
	return locked, nil
}

// encrypt locks a workbook; excelize may panic on what it did not expect.
func encrypt(plain []byte, password string) (locked []byte, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("encrypting: %v", r)
		}
	}()
	return excelize.Encrypt(bytes.Clone(plain), &excelize.Options{Password: password})
}
