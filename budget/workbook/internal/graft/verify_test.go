package graft

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/specimen"
)

// TestVerifyFindsDamage: a changed, lost or foreign part in the written file
// is found.
func TestVerifyFindsDamage(t *testing.T) {
	user := specimen.Rich(t)
	cases := []struct {
		name   string
		change func(n, s string) (string, string)
		more   []specimen.Part
		want   string
	}{
		{"none", nil, nil, ""},
		{"changed part", func(n, s string) (string, string) {
			if n == "xl/theme/theme1.xml" {
				s += " "
			}
			return n, s
		}, nil, "xl/theme/theme1.xml differs"},
		{"lost part", func(n, s string) (string, string) { return strings.TrimPrefix(n, "customXml/item1.xml"), s }, nil, "customXml/item1.xml is lost"},
		{"foreign part", nil, []specimen.Part{{Name: "xl/extra.xml"}}, "xl/extra.xml is not expected"},
		{"changed new part", func(n, s string) (string, string) {
			if strings.HasSuffix(n, "ballast_sheet1.xml") {
				s = strings.Replace(s, "12400000", "12400001", 1)
			}
			return n, s
		}, nil, "ballast_sheet1.xml differs"},
	}
	for _, c := range cases {
		file, err := os.Create(filepath.Join(t.TempDir(), "x.xlsx"))
		specimen.Must(t, err)
		defer file.Close()
		var buf strings.Builder
		g, err := To(context.Background(), &buf, user, specimen.Book("en"), nil)
		specimen.Must(t, err)
		_, err = file.Write(specimen.Rezip(t, []byte(buf.String()), c.change, c.more...))
		specimen.Must(t, err)
		info, err := file.Stat()
		specimen.Must(t, err)
		_, err = Verify(context.Background(), g, file, info.Size())
		if got := fmt.Sprint(err); c.want == "" && err != nil || !strings.Contains(got, c.want) {
			t.Errorf("%s: %v, want %q", c.name, err, c.want)
		}
	}
}
