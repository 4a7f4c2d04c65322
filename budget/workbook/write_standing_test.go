package workbook

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/specimen"
)

// TestStands: what a program does when it saves is no work, and neither are
// the inputs that a result invites; whatever a person types elsewhere is, with
// the name of its sheet, and is not overwritten.
func TestStands(t *testing.T) {
	source := smallPlan(t)
	dir := t.TempDir()
	target := filepath.Join(dir, "plan.ballast.xlsx")
	o := WriteOptions{Data: source, Source: filepath.Join(dir, "plan.xlsx"), Target: target}
	_, err := Write(t.Context(), o, specimen.Book("en"))
	specimen.Must(t, err)
	result, err := os.ReadFile(target)
	specimen.Must(t, err)
	saved := specimen.SavedByExcel(t, result)
	part := func(data []byte, name, old, put string) []byte {
		return alter(t, data, func(n, s string) string {
			if n == name {
				was := s
				if s = regexp.MustCompile(old).ReplaceAllString(s, put); s == was {
					t.Fatalf("%s: no %s", n, old)
				}
			}
			return s
		})
	}
	legacy := func(s []byte) []byte {
		return part(part(s, "xl/workbook.xml", `(Result.1"[^>]*>&quot;2)[^&]*&quot;`, "$1&quot;"), "xl/workbook.xml", `Sheet.log`, "Sheet.runlog")
	}
	for name, c := range map[string]struct {
		data []byte
		want string // tabs in which somebody has worked; "?" not known
	}{
		"as written":                  {result, ""},
		"saved by Excel":              {saved, ""},
		"saved by WPS":                {specimen.SavedByWPS(t, result), ""},
		"prints of another version":   {part(result, "xl/workbook.xml", `(Result.1"[^>]*>&quot;)2`, "${1}1"), ""},
		"an input was changed":        {part(saved, "xl/worksheets/sheet71.xml", `(<c r="B5"[^>]*>)<v>[^<]*</v>`, "$1<v>0.95</v>"), ""},
		"a choice was changed":        {part(saved, "xl/worksheets/sheet71.xml", `(<c r="B6"[^>]*?)( t="s")?><v>[^<]*</v>`, `$1 t="str"><v>Sobol</v>`), ""},
		"an amount of the plan":       {part(saved, "xl/worksheets/sheet2.xml", `<v>12000</v>`, "<v>12500</v>"), "Costs"},
		"a text of the plan":          {part(saved, "xl/sharedStrings.xml", `Rent`, "Rent 2027"), "Costs"},
		"a new row of the plan":       {part(saved, "xl/worksheets/sheet2.xml", `</sheetData>`, `<row r="9"><c r="A9" t="inlineStr"><is><t>note</t></is></c></row></sheetData>`), "Costs"},
		"a figure of ours":            {part(saved, "xl/worksheets/sheet71.xml", `(<c r="C7"[^>]*>)<v>[^<]*</v>`, "$1<v>43</v>"), "Dashboard"},
		"a formula of ours":           {part(saved, "xl/worksheets/sheet71.xml", `B4&gt;0</f>`, `B4&gt;1</f>`), "Dashboard"},
		"a remark on a result sheet":  {part(saved, "xl/worksheets/sheet73.xml", `<sheetData/>|<sheetData></sheetData>`, `<sheetData><row r="40"><c r="B40" t="inlineStr"><is><t>ask Anna</t></is></c></row></sheetData>`), "Run log"},
		"a renamed tab":               {part(saved, "xl/workbook.xml", `name="Costs"`, `name="Costs B"`), "Costs B"},
		"an earlier version":          {legacy(result), ""},
		"an earlier version, saved":   {legacy(saved), "?"},
		"other spelling of a formula": {part(saved, "xl/worksheets/sheet71.xml", `MAX\('Bob''s cash flow'!B2:B25\)`, `MAX( 'Bob''s cash flow'!$$B$$2:$$B$$25 )`), ""},
	} {
		specimen.Must(t, os.WriteFile(target, c.data, 0o600))
		now, err := Stands(t.Context(), target, "")
		specimen.Must(t, err)
		got := strings.Join(now.Tabs(false), "|")
		if now.Unknown {
			got = "?"
		}
		if !now.Ours || got != c.want || now.Worked(false) != (c.want != "") {
			t.Errorf("%s: %+v, want work in %q", name, now, c.want)
		}
		_, err = Write(context.Background(), o, specimen.Book("en"))
		if left, _ := os.ReadFile(target); (c.want != "") != errors.Is(err, ErrWorkedIn) || c.want != "" && string(left) != string(c.data) {
			t.Errorf("%s: written over: %v", name, err)
		}
		if c.want == "Costs" { // in its place, the work is what the result is made of
			specimen.Must(t, os.WriteFile(target, c.data, 0o600))
			in := WriteOptions{Data: c.data, Source: target, Target: target}
			if _, err = Write(t.Context(), in, specimen.Book("en")); err != nil {
				t.Errorf("%s: in its place: %v", name, err)
			}
			if now, err = Stands(t.Context(), target, ""); now.Worked(false) || err != nil {
				t.Errorf("%s: in its place: %+v %v", name, now, err)
			}
		}
	}
}

// TestPrintedNumbers: a number that a program has cut to fifteen digits, or
// written with seventeen, prints as before; another one does not.
func TestPrintedNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 20000 {
		v := (r.Float64() - 0.5) * math.Pow(10, float64(i%19-6))
		if i%3 == 0 {
			v = math.Round(v*1e13)/1e13 + 5e-14*float64(i%7) // near the digits where numbers are cut
		}
		as := func(digits int) string { return strconv.FormatFloat(v, 'g', digits, 64) }
		want := plainNumber(as(-1))
		if plainNumber(as(15)) != want || plainNumber(as(17)) != want {
			t.Fatalf("%s prints as %s, with 15 digits as %s", as(-1), want, plainNumber(as(15)))
		}
	}
	if plainNumber("-0.09713667059914996") != plainNumber("-0.09713667059915") || plainNumber("-0") != plainNumber("0") || plainNumber("120000.01") == plainNumber("120000.02") {
		t.Error("numbers that are alike differ, or others do not")
	}
}
