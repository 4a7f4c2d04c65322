package workbook

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"sort"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// officeUser is richUser with what newer programs add: slicers, threaded
// comments with their persons, a link to another workbook, printer settings
// that a sheet refers to, custom XML, sparklines and a protected sheet.
func officeUser(t testing.TB) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(richUser(t)))
	must(t, err)
	defer f.Close()
	must(t, f.AddSlicer("Costs", &excelize.SlicerOptions{Name: "Phase", Cell: "H24", TableSheet: "Costs", TableName: "CostTable", Caption: "Phase"}))
	must(t, f.AddSparkline("Dashboard", &excelize.SparklineOptions{Location: []string{"A5"}, Range: []string{"Costs!C2:C4"}}))
	must(t, f.ProtectSheet("Hidden", &excelize.SheetProtectionOptions{Password: "x", SelectLockedCells: true}))
	buf, err := f.WriteToBuffer()
	must(t, err)
	const (
		types = "application/vnd.ms-excel."
		rels  = "http://schemas.microsoft.com/office/2017/10/relationships/"
	)
	person, rel := "{00000000-0000-0000-0000-000000000001}", transitional().rel
	insert := func(s, before, what string) string {
		if !strings.Contains(s, before) {
			t.Fatalf("no %s to insert before", before)
		}
		return strings.Replace(s, before, what+before, 1)
	}
	return rezip(t, buf.Bytes(), func(n, s string) (string, string) {
		switch n {
		case "[Content_Types].xml":
			s = insert(s, "</Types>", `<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>`+
				`<Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="`+types+`threadedcomments+xml"/>`+
				`<Override PartName="/xl/persons/person.xml" ContentType="`+types+`person+xml"/>`+
				`<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"/>`)
		case "xl/_rels/workbook.xml.rels":
			s = insert(s, "</Relationships>", `<Relationship Id="rIdPerson" Type="`+rels+`person" Target="persons/person.xml"/>`+
				`<Relationship Id="rIdOther" Type="`+rel+`/externalLink" Target="externalLinks/externalLink1.xml"/>`)
		case "xl/workbook.xml":
			s = strings.Replace(s, "</sheets>", `</sheets><externalReferences><externalReference r:id="rIdOther" xmlns:r="`+rel+`"/></externalReferences>`, 1)
		case "xl/worksheets/_rels/sheet1.xml.rels":
			s = insert(s, "</Relationships>", `<Relationship Id="rIdTalk" Type="`+rels+`threadedComment" Target="../threadedComments/threadedComment1.xml"/>`+
				`<Relationship Id="rIdPrinter" Type="`+rel+`/printerSettings" Target="../printerSettings/printerSettings1.bin"/>`)
		case "xl/worksheets/sheet1.xml":
			s = insert(s, "<drawing", `<pageSetup paperSize="9" orientation="landscape" r:id="rIdPrinter" xmlns:r="`+rel+`"/>`)
		}
		return n, s
	},
		part{name: "xl/threadedComments/threadedComment1.xml", data: []byte(xmlHead + `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="C2" dT="2026-05-03T10:00:00.00" personId="` + person + `" id="{00000000-0000-0000-0000-000000000002}"><text>is this net?</text></threadedComment></ThreadedComments>`)},
		part{name: "xl/persons/person.xml", data: []byte(xmlHead + `<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><person displayName="Ann" id="` + person + `" userId="ann" providerId="None"/></personList>`)},
		part{name: "xl/externalLinks/externalLink1.xml", data: []byte(xmlHead + `<externalLink xmlns="` + transitional().main + `"><externalBook xmlns:r="` + rel + `" r:id="rId1"><sheetNames><sheetName val="Rates"/></sheetNames></externalBook></externalLink>`)},
		part{name: "xl/externalLinks/_rels/externalLink1.xml.rels", data: []byte(xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + rel + `/externalLinkPath" Target="rates.xlsx" TargetMode="External"/></Relationships>`)},
	)
}

// TestEveryFeatureStays names the features one by one: the part of each is in
// the source, and in the result with the same compressed bytes.
func TestEveryFeatureStays(t *testing.T) {
	user := macroUser(t, officeUser(t))
	result, err := Graft(user, everyBook("en"))
	must(t, err)
	_, before := rawParts(t, user)
	_, after := rawParts(t, result)
	for feature, prefix := range map[string]string{
		"sheets": "xl/worksheets/sheet1.xml", "their relationships": "xl/worksheets/_rels/sheet1.xml.rels",
		"charts": "xl/charts/chart", "drawings": "xl/drawings/drawing", "images": "xl/media/", "comments": "xl/comments",
		"comment shapes": "xl/drawings/vmlDrawing", "threaded comments": "xl/threadedComments/", "persons": "xl/persons/",
		"pivot tables": "xl/pivotTables/", "pivot caches": "xl/pivotCache/", "slicers": "xl/slicers/", "slicer caches": "xl/slicerCaches/",
		"tables": "xl/tables/", "external links": "xl/externalLinks/externalLink1.xml", "their targets": "xl/externalLinks/_rels/",
		"custom XML": "customXml/", "printer settings": "xl/printerSettings/", "themes": "xl/theme/", "macros": "xl/vbaProject.bin",
		"shared strings": "xl/sharedStrings.xml", "document properties": "docProps/",
	} {
		found := 0
		for name, raw := range before {
			if !strings.HasPrefix(name, prefix) {
				continue
			}
			found++
			if after[name] != raw {
				t.Errorf("%s: part %s changed", feature, name)
			}
		}
		if found == 0 {
			t.Errorf("%s: the source has no part %s", feature, prefix)
		}
	}
}

// TestEditedPartsOnlyGrow: in the few parts that have to change, everything
// that stood there still stands there, in the same order: names, formulas of
// names, styles, conditional formats, validation of the workbook, extensions.
func TestEditedPartsOnlyGrow(t *testing.T) {
	all := userVariants(t)
	all["office"] = officeUser(t)
	for name, user := range all {
		result, err := Graft(user, everyBook("en"))
		must(t, err)
		_, before := rawParts(t, user)
		_, after := rawParts(t, result)
		for part, raw := range before {
			if after[part] == raw {
				continue
			}
			was, is := elements(t, user, part), elements(t, result, part)
			k := 0
			for _, e := range was {
				for k < len(is) && is[k] != e {
					k++
				}
				if k == len(is) {
					t.Errorf("%s: %s lost %s, or moved it", name, part, e)
					break
				}
				k++
			}
		}
	}
}

// elements lists what stands in a part in order: tags with their attributes,
// counts apart, and texts.
func elements(t *testing.T, data []byte, name string) []string {
	t.Helper()
	var out []string
	d := xml.NewDecoder(strings.NewReader(strings.Replace(partText(t, data, name), "UTF-16", "UTF-8", 1)))
	for {
		tok, err := d.Token()
		if err == io.EOF {
			return out
		}
		must(t, err)
		switch e := tok.(type) {
		case xml.StartElement:
			var attrs []string
			for _, a := range e.Attr {
				if a.Name.Local != "count" && a.Name.Local != "uniqueCount" {
					attrs = append(attrs, fmt.Sprintf("%s:%s=%q", a.Name.Space, a.Name.Local, a.Value))
				}
			}
			sort.Strings(attrs)
			out = append(out, "<"+e.Name.Space+" "+e.Name.Local+" "+strings.Join(attrs, " ")+">")
		case xml.CharData:
			if text := strings.TrimSpace(string(e)); text != "" {
				out = append(out, text)
			}
		}
	}
}
