package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// indexedCases reads samples/reading/index.tsv.
func indexedCases(t *testing.T) []readingCase {
	t.Helper()
	text, err := os.ReadFile(readingCases + "/index.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var all []readingCase
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n")[1:] {
		f := strings.Split(line, "\t")
		if len(f) != 7 || f[4] == "" || f[5] == "" || f[6] == "" {
			t.Fatalf("index.tsv: %q", line)
		}
		all = append(all, readingCase{
			kind: f[0], name: strings.TrimSuffix(f[1], ".xlsx"), state: f[2],
			flags: strings.Fields(f[3]), wanted: f[4], path: filepath.Join(readingCases, f[0], f[1]),
		})
	}
	return all
}

// textCases reads the further workbooks of a kind. A case begins with
//
//	=== name
//	> what a person meant, and how the answer is derived
//	? what is wanted            as in samples/reading/index.tsv; several lines are all wanted
//	- pending: why              the state, when it is not right yet
//	$ flags                     of run
//	& Setting | value           put into the sheet Project below
//	@ merge Costs!E2:E3         or hide Costs!3
//
// and goes on with the sheets, as budget/workbook.FromText reads them. Without
// a sheet Project it is of the year 2026 in EUR.
func textCases(t *testing.T, kind string) []readingCase {
	t.Helper()
	return textCasesOf(t, kind, filepath.Join(readingCases, kind, "more.txt"))
}

// textCasesOf reads the cases of one file.
func textCasesOf(t *testing.T, kind, file string) []readingCase {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Error(err)
		return nil
	}
	var all []readingCase
	for _, part := range strings.Split("\n"+string(text), "\n=== ")[1:] {
		name, body, _ := strings.Cut(part, "\n")
		c, meant := readingCase{kind: kind, name: strings.TrimSpace(name)}, ""
		settings := []string{"Name | Case", "Currency | EUR", "Start month | 2026-01", "Horizon | 12"}
		var sheets, wanted []string
		for _, line := range strings.Split(body, "\n") {
			mark, rest, _ := strings.Cut(line, " ")
			switch {
			case mark == ">":
				meant += rest
			case mark == "?":
				wanted = append(wanted, rest)
			case mark == "$":
				c.flags = strings.Fields(rest)
			case mark == "@":
				c.edits = append(c.edits, rest)
			case mark == "&":
				settings = withSetting(settings, rest)
			case mark == "-" && len(sheets) == 0:
				c.state = rest
			default:
				sheets = append(sheets, line)
			}
		}
		c.wanted, c.text = strings.Join(wanted, "; "), strings.Join(sheets, "\n")
		if !strings.Contains(c.text, "== Project") && !strings.Contains(c.text, "== 项目") && (len(c.flags) == 0 || c.flags[0] != "adopt") {
			c.text = "== Project\n" + strings.Join(settings, "\n") + "\n\n" + c.text
		}
		if c.wanted == "" || meant == "" {
			t.Errorf("%s/%s: what is wanted, and what was meant?", kind, c.name)
		}
		all = append(all, c)
	}
	return all
}

// withSetting puts a setting in place of the one of its name, or at the end.
func withSetting(settings []string, one string) []string {
	name, _, _ := strings.Cut(one, "|")
	for i, s := range settings {
		if strings.HasPrefix(s, name) {
			settings[i] = one
			return settings
		}
	}
	return append(settings, one)
}

// workbook gives the bytes of the case.
func (c readingCase) workbook(t *testing.T) []byte {
	t.Helper()
	if c.path != "" {
		data, err := os.ReadFile(c.path)
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	data, err := workbook.FromText([]byte(c.text), "en")
	if err != nil {
		t.Fatalf("%v\n%s", err, c.text)
	}
	for _, e := range c.edits {
		data = edited(t, data, e)
	}
	return data
}

// edited merges cells or hides a row of a workbook made from text.
func edited(t *testing.T, data []byte, edit string) []byte {
	t.Helper()
	what, at, _ := strings.Cut(edit, " ")
	sheet, at, _ := strings.Cut(at, "!")
	part := partOf(t, data, sheet)
	done := false
	out := rezipped(t, data, func(name, content string) string {
		if name != part {
			return content
		}
		before := content
		if what == "merge" {
			content = strings.Replace(content, "</sheetData>", `</sheetData><mergeCells count="1"><mergeCell ref="`+at+`"/></mergeCells>`, 1)
		} else {
			content = strings.Replace(content, `<row r="`+at+`"`, `<row r="`+at+`" hidden="1"`, 1)
		}
		done = content != before
		return content
	})
	if !done {
		t.Fatalf("%s: nothing to edit", edit)
	}
	return out
}

// partOf is the part of a sheet; parts are numbered as the sheets are.
func partOf(t *testing.T, data []byte, sheet string) string {
	t.Helper()
	part := ""
	rezipped(t, data, func(name, content string) string {
		if name == "xl/workbook.xml" {
			for i, m := range regexp.MustCompile(`<sheet name="([^"]*)"`).FindAllStringSubmatch(content, -1) {
				if m[1] == sheet {
					part = fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
				}
			}
		}
		return content
	})
	if part == "" {
		t.Fatalf("no sheet %s", sheet)
	}
	return part
}

// rezipped packs every part anew as change gives it.
func rezipped(t *testing.T, data []byte, change func(name, content string) string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		p, err := w.Create(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(p, change(f.Name, string(content))); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
