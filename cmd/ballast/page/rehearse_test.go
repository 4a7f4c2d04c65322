package page

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
)

// childOf is a server whose files are rehearsed by the test itself.
func childOf(t *testing.T) *site {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return open(t, func(c *Config) { c.Child = []string{self, "rehearse"} })
}

// changed is a workbook with some parts otherwise.
func changed(t *testing.T, data []byte, parts map[string]string) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	put := func(name string, text []byte) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(text); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range in.File {
		if text, ok := parts[f.Name]; ok {
			put(f.Name, []byte(text))
			delete(parts, f.Name)
			continue
		}
		if err := z.Copy(f); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range parts {
		put(name, []byte(text))
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// sheetXML is a sheet of rows.
func sheetXML(rows string) string {
	return `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

// TestHostileFiles: files that are made to do harm get an answer in words, and the server
// goes on: bombs, too many parts, too many cells, what is no workbook, what is locked.
func TestHostileFiles(t *testing.T) {
	t.Parallel()
	s := childOf(t)
	v := s.visitor()
	plan := bytesOf(t, "office-move")
	parts := map[string]string{}
	for i := range 2100 {
		parts[fmt.Sprintf("xl/media/%d.bin", i)] = "x"
	}
	var cells strings.Builder
	for r := 1; r <= 2100; r++ {
		fmt.Fprintf(&cells, `<row r="%d">`, r)
		for range 100 {
			cells.WriteString(`<c><v>1</v></c>`)
		}
		cells.WriteString(`</row>`)
	}
	for name, c := range map[string]struct {
		data   []byte
		reason string
	}{
		"bomb":        {changed(t, plan, map[string]string{"xl/media/a.bin": strings.Repeat("0", 70<<20)}), "too-large"},
		"many parts":  {changed(t, plan, parts), "too-large"},
		"no workbook": {[]byte("hello"), "not-a-workbook"},
		"nothing":     {[]byte{}, "not-a-workbook"},
		"old":         {append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, make([]byte, 2000)...), "old-xls"},
	} {
		got := v.do("POST", "/api/v1/plans?lang=en", c.data)
		var p Problem
		got.into(t, &p)
		if got.status != http.StatusUnprocessableEntity || p.Code != "refused" || p.Reason != c.reason || p.Title == "" {
			t.Errorf("%s: %d %+v", name, got.status, p)
		}
	}
	got := v.do("POST", "/api/v1/plans?lang=en", changed(t, plan, map[string]string{"xl/worksheets/sheet2.xml": sheetXML(cells.String())}))
	var p Plan
	if got.into(t, &p); got.status != http.StatusCreated || p.Errors == 0 || p.Runnable {
		t.Errorf("210,000 cells: %d, %d errors", got.status, p.Errors)
	}
	if _, p := v.plan(plan); !p.Runnable {
		t.Error("the server does not open a plan any more")
	}
}

// lockedPlan is the office move as a spreadsheet program locks it, lockedWith its password;
// TestLockedForThePage in budget/workbook makes it.
const lockedPlan, lockedWith = "testdata/locked.xlsx", "geheim 密码"

// TestPasswordsAreNotSpun: a locked file whose password would be hashed very often is told
// as too heavy before anything is hashed; one as spreadsheet programs write it asks for its
// password, and opens with it. Neither the log nor the answer tells the password.
func TestPasswordsAreNotSpun(t *testing.T) {
	t.Parallel()
	s := open(t, nil)
	v := s.visitor()
	locked, err := os.ReadFile(lockedPlan)
	if err != nil {
		t.Fatal(err)
	}
	for _, times := range []string{"10000000", "500001", "99999999999999999999"} {
		spun := append(bytes.Clone(locked), `<p:encryptedKey spinCount="`+times+`" saltSize="16"/>`...)
		if got := v.do("POST", "/api/v1/plans?lang=en", spun); got.status != http.StatusUnprocessableEntity || got.code() != "too-heavy" {
			t.Errorf("%s times: %d %s", times, got.status, got.body)
		}
	}
	locked = append(locked, `<p:encryptedKey spinCount="100000" saltSize="16"/>`...)
	got := v.do("POST", "/api/v1/plans?lang=en", map[string]any{"name": "x.xlsx", "data": locked, "password": lockedWith, "lang": "en"})
	var p Plan
	if got.into(t, &p); got.status != http.StatusCreated || !p.Runnable {
		t.Errorf("with its password: %d %.300s", got.status, got.body)
	}
	if strings.Contains(s.log.String()+string(got.body), lockedWith) {
		t.Error("the password is told")
	}
}

// TestChildDies: a child that cannot be had, and one that ends otherwise, are told as a
// file that is too heavy; the server goes on.
func TestChildDies(t *testing.T) {
	for _, child := range [][]string{{"/nowhere/at/all"}, {"/bin/false"}} {
		s := open(t, func(c *Config) { c.Child = child })
		got := s.visitor().do("POST", "/api/v1/plans", bytesOf(t, "office-move"))
		if got.status != http.StatusUnprocessableEntity || got.code() != "too-heavy" {
			t.Errorf("%v: %d %s", child, got.status, got.body)
		}
	}
}

// TestSlowHeavyFiles: formulas that would take minutes or a gigabyte, in a file of few
// kilobytes: the child dies of its limits, the answer is words, the server lives.
func TestSlowHeavyFiles(t *testing.T) {
	if os.Getenv("BALLAST_SLOW") == "" {
		t.Skip("make check-slow")
	}
	s := childOf(t)
	v := s.visitor()
	plan := bytesOf(t, "office-move")
	var rows strings.Builder
	for r := 1; r <= 1000; r++ {
		fmt.Fprintf(&rows, `<row r="%d"><c r="A%d"><v>%d</v></c><c r="B%d"><f>SUM(A1:A1048576)+SUM(A:XFD)+B%d</f></c></row>`, r, r, r, r, r+1)
	}
	heavy := changed(t, plan, map[string]string{"xl/worksheets/sheet2.xml": sheetXML(rows.String())})
	got := v.do("POST", "/api/v1/plans?lang=en", heavy)
	t.Logf("whole-sheet sums: %d %.200s", got.status, got.body)
	if got.status != http.StatusUnprocessableEntity && got.status != http.StatusCreated {
		t.Errorf("%d %s", got.status, got.body)
	}
	if _, p := v.plan(plan); !p.Runnable {
		t.Error("the server does not open a plan any more")
	}
}
