package workbook

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"ballast/budget/workbook/internal/opc"
)

// calculator works out formulas that have no stored value, with excelize. It
// is opened on first need. excelize is wrong about many functions (doc.go,
// section 3), so only formulas of a short list are tried; all else is a problem
// at its cell.
type calculator struct {
	book  *book
	file  *excelize.File
	err   error
	spent time.Duration
	done  int
}

// Bounds of what is given to excelize, which reads sheets densely and walks
// merged cells in quadratic time.
const (
	maxDense      = 20_000_000
	maxMerged     = 20_000
	maxCalculated = 20 * time.Second
)

var errNotCalculated = errors.New("not calculated")

// functions lists the names that stand before an opening bracket.
func functions(code string) []string {
	var names []string
	for i := 0; i < len(code); i++ {
		if code[i] != '(' {
			continue
		}
		start := i
		for start > 0 && (code[start-1] >= 'A' && code[start-1] <= 'Z' || digits(code[start-1:start]) || code[start-1] == '.' || code[start-1] == '_') {
			start--
		}
		if start < i {
			names = append(names, code[start:i])
		}
	}
	return names
}

// safeFunction tells whether excelize is trusted with a function: sums,
// arithmetic, conditions and dates, which are what a plan without stored values
// has.
func safeFunction(name string) bool {
	switch name {
	case "SUM", "PRODUCT", "MIN", "MAX", "AVERAGE", "ROUND", "ROUNDUP", "ROUNDDOWN", "ABS", "INT", "MOD", "POWER", "SQRT",
		"IF", "AND", "OR", "NOT", "COUNT", "DATE", "EDATE", "EOMONTH", "YEAR", "MONTH", "DAY", "SUBTOTAL", "CONCATENATE", "EXP", "LN":
		return true
	}
	return false
}

// value calculates one cell: digits or text.
func (k *calculator) value(ctx context.Context, sheet string, c *cell) (text string, err error) {
	code := strings.ToUpper(c.code)
	if c.shape == formulaArray || c.shape == formulaTable || strings.ContainsAny(code, "[{#") || k.spent > maxCalculated {
		return "", errNotCalculated
	}
	for _, f := range functions(code) {
		if !safeFunction(f) {
			return "", fmt.Errorf("%w: %s", errNotCalculated, f)
		}
	}
	if err := k.open(ctx); err != nil {
		return "", err
	}
	start := time.Now()
	defer func() {
		k.spent += time.Since(start)
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errNotCalculated, r)
		}
	}()
	k.done++
	text, err = k.file.CalcCellValue(sheet, c.address(), excelize.Options{RawCellValue: true})
	if err == nil && strings.HasPrefix(text, "#") {
		err = fmt.Errorf("%w: %s", errNotCalculated, text)
	}
	return text, err
}

// open loads the workbook into excelize, unless a sheet would make it explode.
func (k *calculator) open(ctx context.Context) (err error) {
	if k.file != nil || k.err != nil {
		return k.err
	}
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", errNotCalculated, r)
		}
		k.err = err
	}()
	dense, merged := 0, 0
	for _, t := range k.book.tabs {
		g, err := k.book.grid(ctx, t)
		if err != nil {
			return err
		}
		dense, merged = dense+g.dense, merged+len(g.merged)
	}
	if dense > maxDense || merged > maxMerged {
		return errNotCalculated
	}
	k.file, err = excelize.OpenReader(bytes.NewReader(k.book.data), excelize.Options{UnzipSizeLimit: opc.MaxZipBytes, UnzipXMLSizeLimit: opc.MaxPartBytes})
	return err
}

// close lets go of excelize's temporary files.
func (k *calculator) close() error {
	if k.file == nil {
		return nil
	}
	return k.file.Close()
}
