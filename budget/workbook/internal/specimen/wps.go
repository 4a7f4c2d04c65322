package specimen

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/opc"
)

// SavedByWPS imitates what WPS does to a result when it saves it, as its files
// show: all that SavedByExcel does, and the version of an old Excel in the main
// part, its own name and build in the properties, styles in another order with
// its default alignment and Chinese character set, own formats numbered from
// 176, its row height, relations numbered anew.
func SavedByWPS(t testing.TB, data []byte) []byte {
	t.Helper()
	numbers := map[string]string{}
	styles := func(text string) string {
		text = regexp.MustCompile(`numFmtId="(1[67]\d)"`).ReplaceAllStringFunc(text, func(s string) string {
			n, err := strconv.Atoi(s[10 : len(s)-1])
			Must(t, err)
			return fmt.Sprintf(`numFmtId="%d"`, n+12)
		})
		text = strings.ReplaceAll(text, `formatCode="yyyy-mm"`, `formatCode="yyyy\-mm"`)
		text = regexp.MustCompile(`(<family val="2"/>)(</font>)`).ReplaceAllString(text, `$1<charset val="134"/>$2`)
		return reorder(t, text, numbers)
	}
	data = Rezip(t, SavedByExcel(t, data), func(name, text string) (string, string) {
		if name == "xl/styles.xml" {
			text = styles(text)
		}
		return name, text
	})
	style := regexp.MustCompile(`(<c r="[A-Z]+\d+")( s="\d+")`)
	return Rezip(t, data, func(name, text string) (string, string) {
		switch {
		case strings.HasPrefix(name, "xl/worksheets/sheet"):
			text = style.ReplaceAllStringFunc(text, func(c string) string {
				m := style.FindStringSubmatch(c)
				return m[1] + ` s="` + numbers[m[2][4:len(m[2])-1]] + `"`
			})
			text = strings.ReplaceAll(text, `defaultRowHeight="15"`, `defaultColWidth="9" defaultRowHeight="13.5"`)
		case name == "xl/workbook.xml":
			text = regexp.MustCompile(`<fileVersion[^>]*/>(</fileVersion>)?`).ReplaceAllString(text, "")
			text = regexp.MustCompile(`(<workbook [^>]*>)`).ReplaceAllString(text, `$1<fileVersion appName="xl" lastEdited="3" lowestEdited="5" rupBuild="9302"/>`)
			text = strings.ReplaceAll(text, `"rIdBallast`, `"rId70`)
		case name == "xl/_rels/workbook.xml.rels":
			text = strings.ReplaceAll(text, `"rIdBallast`, `"rId70`)
		case name == "[Content_Types].xml":
			text = strings.Replace(text, "</Types>", `<Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></Types>`, 1)
		case name == "_rels/.rels":
			text = strings.Replace(text, "</Relationships>", `<Relationship Id="rId90" Type="`+opc.Transitional().Rel+`/custom-properties" Target="docProps/custom.xml"/></Relationships>`, 1)
		case name == "docProps/app.xml":
			text = opc.XMLHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>WPS 表格</Application></Properties>`
		}
		return name, text
	}, Part{Name: "docProps/custom.xml", Data: []byte(opc.XMLHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">` +
		`<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="KSOProductBuildVer"><vt:lpwstr>2052-11.1.0.10132</vt:lpwstr></property></Properties>`)})
}

// reorder turns the order of the styles around, the first apart, and notes their
// new numbers.
func reorder(t testing.TB, text string, numbers map[string]string) string {
	t.Helper()
	list := regexp.MustCompile(`(?s)(<cellXfs[^>]*>)(.*)(</cellXfs>)`)
	m := list.FindStringSubmatch(text)
	if m == nil {
		t.Fatal("no styles of cells")
	}
	all := regexp.MustCompile(`(?s)<xf [^>]*/>|<xf .*?</xf>`).FindAllString(m[2], -1)
	var b strings.Builder
	for i := range all {
		old := (len(all) - i) % len(all)
		numbers[strconv.Itoa(old)] = strconv.Itoa(i)
		if !strings.Contains(all[old], "vertical=") {
			all[old] = strings.Replace(all[old], "<alignment", `<alignment vertical="center"`, 1)
		}
		b.WriteString(all[old])
	}
	return strings.Replace(text, m[0], m[1]+b.String()+m[3], 1)
}
