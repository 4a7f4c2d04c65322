package template

import (
	"archive/zip"
	"bytes"
	"fmt"
	"regexp"
	"sort"
	"strings"

	"ballast/budget/workbook/internal/opc"
)

// repack writes a generated workbook again so that the same source gives the
// same bytes: entries by name, one fixed time, content types sorted. It also
// takes the mark of a text result off formulas whose stored value is a number.
func repack(data []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("repack: %w", err)
	}
	files := append([]*zip.File(nil), r.File...)
	sort.Slice(files, func(i, j int) bool { return packRank(files[i].Name) < packRank(files[j].Name) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range files {
		body, err := opc.Entry(f)
		if err != nil {
			return nil, fmt.Errorf("repack %s: %w", f.Name, err)
		}
		if err := opc.Deflate(w, f.Name, steady(f.Name, body)); err != nil {
			return nil, fmt.Errorf("repack %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("repack: %w", err)
	}
	return out.Bytes(), nil
}

// packRank puts [Content_Types].xml first, as Excel does.
func packRank(name string) string {
	if name == "[Content_Types].xml" {
		return ""
	}
	return name
}

// steady removes what varies from one run to the next, and the text marks.
func steady(name string, body []byte) []byte {
	switch {
	case name == "[Content_Types].xml":
		def := regexp.MustCompile(`<Default [^>]*?(/>|></Default>)`)
		all := def.FindAllString(string(body), -1)
		sort.Strings(all)
		i := 0
		return def.ReplaceAllFunc(body, func([]byte) []byte { i++; return []byte(all[i-1]) })
	case strings.HasPrefix(name, "xl/worksheets/sheet"):
		body = bytes.ReplaceAll(body, []byte(` filterMode="true"`), nil) // no row is filtered out
		return bytes.ReplaceAll(body, []byte(` t="str"><f>`), []byte(`><f>`))
	}
	return body
}
