package formula

import (
	"archive/zip"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// The facts of workbooks saved by Excel are kept as lines, one a cell:
//
//	book NAME
//	sheet "NAME"
//	hidden ROW
//	name SHEET "NAME" "TEXT"
//	table SHEET "NAME" AREA HEADERS TOTALS "COLUMN" ...
//	CELL VALUE
//	CELL FORM FROM AREA VALUE "FORMULA"
//
// VALUE is n:1.5, s:"text", b:1, e:#N/A or - (nothing). FORM is plain, array or
// dynamic. tableOf makes them from a file.

// archive is an opened file in tests.
type archive map[string]*zip.File

func (a archive) read(t *testing.T, name string, into any) bool {
	t.Helper()
	f := a[strings.TrimPrefix(name, "/")]
	if f == nil {
		return false
	}
	r, err := f.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(data, into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return true
}

type relations struct {
	Items []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// follow is the target of a relation of a part.
func (a archive) follow(t *testing.T, part string) map[string]string {
	var rels relations
	a.read(t, path.Join(path.Dir(part), "_rels", path.Base(part)+".rels"), &rels)
	out := map[string]string{}
	for _, r := range rels.Items {
		target := r.Target
		if !strings.HasPrefix(target, "/") {
			target = path.Join(path.Dir(part), target)
		}
		out[r.ID] = strings.TrimPrefix(target, "/")
	}
	return out
}

type richText struct {
	T    string   `xml:"t"`
	Runs []string `xml:"r>t"`
}

func (r richText) text() string { return r.T + strings.Join(r.Runs, "") }

type xmlSheet struct {
	Rows []struct {
		R      int  `xml:"r,attr"`
		Hidden bool `xml:"hidden,attr"`
		Cells  []struct {
			R  string    `xml:"r,attr"`
			T  string    `xml:"t,attr"`
			CM string    `xml:"cm,attr"`
			V  *string   `xml:"v"`
			IS *richText `xml:"is"`
			F  *struct {
				T    string `xml:"t,attr"`
				Ref  string `xml:"ref,attr"`
				SI   string `xml:"si,attr"`
				Text string `xml:",chardata"`
			} `xml:"f"`
		} `xml:"c"`
	} `xml:"sheetData>row"`
	TableParts []struct {
		ID string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
	} `xml:"tableParts>tablePart"`
}

// tableOf writes the facts of a workbook.
func tableOf(t *testing.T, file string, out *strings.Builder) {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	a := archive{}
	for _, f := range z.File {
		a[f.Name] = f
	}
	var book struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
		Names []struct {
			Name  string `xml:"name,attr"`
			Local *int   `xml:"localSheetId,attr"`
			Text  string `xml:",chardata"`
		} `xml:"definedNames>definedName"`
	}
	var shared struct {
		Items []richText `xml:"si"`
	}
	a.read(t, "xl/workbook.xml", &book)
	a.read(t, "xl/sharedStrings.xml", &shared)
	rels := a.follow(t, "xl/workbook.xml")
	fmt.Fprintf(out, "book %s\n", strings.TrimSuffix(filepath.Base(file), ".xlsx"))
	var tables strings.Builder
	for id, s := range book.Sheets {
		fmt.Fprintf(out, "sheet %q\n", s.Name)
		var sheet xmlSheet
		a.read(t, rels[s.ID], &sheet)
		writeCells(t, &sheet, shared.Items, out)
		links := a.follow(t, rels[s.ID])
		for _, part := range sheet.TableParts {
			writeTable(t, a, links[part.ID], id, &tables)
		}
	}
	out.WriteString(tables.String())
	for _, n := range book.Names {
		sheet := -1
		if n.Local != nil {
			sheet = *n.Local
		}
		fmt.Fprintf(out, "name %d %q %q\n", sheet, n.Name, n.Text)
	}
}

// writeTable writes a table.
func writeTable(t *testing.T, a archive, part string, sheet int, out *strings.Builder) {
	var table struct {
		Name    string `xml:"displayName,attr"`
		Ref     string `xml:"ref,attr"`
		Headers *int   `xml:"headerRowCount,attr"`
		Totals  int    `xml:"totalsRowCount,attr"`
		Columns []struct {
			Name string `xml:"name,attr"`
		} `xml:"tableColumns>tableColumn"`
	}
	a.read(t, part, &table)
	headers := 1
	if table.Headers != nil {
		headers = *table.Headers
	}
	fmt.Fprintf(out, "table %d %q %s %d %d", sheet, table.Name, table.Ref, headers, table.Totals)
	for _, c := range table.Columns {
		fmt.Fprintf(out, " %q", c.Name)
	}
	out.WriteByte('\n')
}

// writeCells writes the cells of a sheet.
func writeCells(t *testing.T, sheet *xmlSheet, shared []richText, out *strings.Builder) {
	groups := map[string][2]string{}
	for _, row := range sheet.Rows {
		if row.Hidden {
			fmt.Fprintf(out, "hidden %d\n", row.R-1)
		}
		for _, c := range row.Cells {
			value := "-"
			switch {
			case c.IS != nil:
				value = "s:" + strconv.Quote(c.IS.text())
			case c.V == nil:
			case c.T == "s":
				n, err := strconv.Atoi(*c.V)
				if err != nil {
					t.Fatal(err)
				}
				value = "s:" + strconv.Quote(shared[n].text())
			case c.T == "str":
				value = "s:" + strconv.Quote(*c.V)
			case c.T == "b":
				value = "b:" + *c.V
			case c.T == "e":
				value = "e:" + *c.V
			case c.T == "d":
				t.Fatalf("date cell %s", c.R)
			default:
				value = "n:" + *c.V
			}
			if c.F == nil {
				if value != "-" {
					fmt.Fprintf(out, "%s %s\n", c.R, value)
				}
				continue
			}
			form, from, area, text := "plain", c.R, c.R, c.F.Text
			switch c.F.T {
			case "array":
				form, area = "array", c.F.Ref
				if c.CM != "" {
					form = "dynamic"
				}
			case "shared":
				if text != "" {
					groups[c.F.SI] = [2]string{c.R, text}
				}
				from, text = groups[c.F.SI][0], groups[c.F.SI][1]
			case "dataTable":
				continue
			}
			fmt.Fprintf(out, "%s %s %s %s %s %q\n", c.R, form, from, area, value, text)
		}
	}
}

// excelFiles are the workbooks of a folder by name.
func excelFiles(t *testing.T, folder string) []string {
	files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no workbooks in %s", folder)
	}
	slices.Sort(files)
	return files
}
