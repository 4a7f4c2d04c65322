package graft

import (
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"sort"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/specimen"
)

// TestEveryFeatureStays names the features one by one: the part of each is in
// the source, and in the result with the same compressed bytes; also in a
// workbook that counts days from 1904, in an ISO Strict one, and once the result
// was replaced by that of a second run.
func TestEveryFeatureStays(t *testing.T) {
	t.Parallel()
	user := specimen.Macros(t, specimen.Featured(t))
	for name, shape := range map[string]func([]byte) []byte{
		"as it is": func(b []byte) []byte { return b },
		"1904":     func(b []byte) []byte { return specimen.From1904(t, b) },
		"strict":   func(b []byte) []byte { return specimen.AsStrict(t, b) },
	} {
		source := shape(user)
		once, err := Onto(source, specimen.Book("en"))
		specimen.Must(t, err)
		twice, err := Onto(specimen.SavedByExcel(t, once), specimen.Book("zh"))
		specimen.Must(t, err)
		t.Run(name, func(t *testing.T) {
			featuresStay(t, source, once, func(raw map[string]string, part string) string { return raw[part] })
		})
		t.Run(name+", twice", func(t *testing.T) {
			featuresStay(t, source, twice, func(_ map[string]string, part string) string { return "" })
		})
	}
}

// featuresStay compares the parts of features; raw is what is compared of one
// beside its content, which programs compress anew.
func featuresStay(t *testing.T, user, result []byte, raw func(parts map[string]string, part string) string) {
	_, before := rawParts(t, user)
	_, after := rawParts(t, result)
	for feature, element := range map[string]string{"sparklines": "sparklineGroup ", "protection": "sheetProtection ", "validation": "<dataValidation ", "conditional formats": "<cfRule "} {
		found := false
		for name := range before {
			found = found || strings.HasPrefix(name, "xl/worksheets/sheet") && strings.Contains(partText(t, user, name), element)
		}
		if !found {
			t.Errorf("%s: no sheet of the source has any", feature)
		}
	}
	for feature, prefix := range map[string]string{
		"sheets": "xl/worksheets/sheet", "their relationships": "xl/worksheets/_rels/sheet1.xml.rels",
		"charts": "xl/charts/chart", "drawings": "xl/drawings/drawing", "images": "xl/media/", "comments": "xl/comments",
		"comment shapes": "xl/drawings/vmlDrawing", "threaded comments": "xl/threadedComments/", "persons": "xl/persons/",
		"pivot tables": "xl/pivotTables/", "pivot caches": "xl/pivotCache/", "slicers": "xl/slicers/", "slicer caches": "xl/slicerCaches/",
		"tables": "xl/tables/", "external links": "xl/externalLinks/externalLink1.xml", "their targets": "xl/externalLinks/_rels/",
		"custom XML": "customXml/", "printer settings": "xl/printerSettings/", "themes": "xl/theme/", "macros": "xl/vbaProject.bin",
		"ActiveX controls": "xl/activeX/", "signatures": "_xmlsignatures/", "document properties": "docProps/",
	} {
		found := 0
		for name := range before {
			if !strings.HasPrefix(name, prefix) {
				continue
			}
			found++
			if text := partText(t, user, name); strings.HasPrefix(name, "xl/worksheets/sheet") && selected.MatchString(text) && selected.ReplaceAllString(text, "") == partText(t, result, name) {
				continue // the sheet that was selected, without its mark
			}
			if _, there := after[name]; !there || raw(before, name) != raw(after, name) || partText(t, user, name) != partText(t, result, name) {
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
	t.Parallel()
	all := specimen.Variants(t)
	all["office"] = specimen.Featured(t)
	for name, user := range all {
		result, err := Onto(user, specimen.Book("en"))
		specimen.Must(t, err)
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
		specimen.Must(t, err)
		switch e := tok.(type) {
		case xml.StartElement:
			var attrs []string
			for _, a := range e.Attr {
				if !slices.Contains([]string{"count", "uniqueCount", "activeTab", "tabSelected"}, a.Name.Local) {
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
