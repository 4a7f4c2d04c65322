package graft

import (
	"regexp"
	"strings"
	"testing"

	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/internal/specimen"
)

// TestTabs: whose a tab is, whatever a program or a person did to the result. A
// name that points at our sheet makes it ours only where the workbook holds
// results; copies have names of their own.
func TestTabs(t *testing.T) {
	result, err := Onto(specimen.Plain(t), specimen.Book("en"))
	specimen.Must(t, err)
	saved, wps := specimen.SavedByExcel(t, result), specimen.SavedByWPS(t, result)
	book := func(data []byte, change func(text string) string) []byte {
		return specimen.Rezip(t, data, func(name, text string) (string, string) {
			if name == "xl/workbook.xml" {
				was := text
				if text = change(text); text == was {
					t.Fatal("nothing was changed")
				}
			}
			return name, text
		})
	}
	names := func(more string) func(string) string {
		return func(s string) string { return strings.Replace(s, "</definedNames>", more+"</definedNames>", 1) }
	}
	noResult := func(s string) string {
		return regexp.MustCompile(`<definedName name="Ballast.Result.*?</definedName>`).ReplaceAllString(s, "")
	}
	local := names(`<definedName name="Ballast.Sheet.dashboard" localSheetId="0" hidden="1">Costs!$A$1:$Z$1000</definedName>`)
	for name, c := range map[string]struct {
		data []byte
		want string // of the tabs, in order: user, ours, copy
	}{
		"as written":     {result, "uooo"},
		"saved by Excel": {saved, "uooo"},
		"hidden names shown, as LibreOffice does": {book(saved, func(s string) string { return strings.ReplaceAll(s, `hidden="1"`, `hidden="false"`) }), "uooo"},
		"saved by WPS":                             {wps, "uooo"},
		"saved by WPS, a copy in the workbook":     {book(wps, local), "cooo"},
		"saved by WPS, a copy in another workbook": {book(wps, noResult), "uccc"},
		"saved by WPS, then by Excel":              {specimen.SavedByExcel(t, wps), "uooo"},
		"a copy in the workbook":                   {book(saved, local), "cooo"},
		"a copy in another workbook":               {book(saved, noResult), "uccc"},
		"names that were lost": {book(saved, func(s string) string {
			return regexp.MustCompile(`<definedNames.*</definedNames>`).ReplaceAllString(s, "")
		}), "uuuu"},
		"a name that points at the user's rows": {book(saved, names(`<definedName name="Ballast.Sheet.inputs" hidden="1">Costs!$1:$1048576</definedName>`)), "uooo"},
		"a name that points at another cell":    {book(saved, names(`<definedName name="Ballast.Sheet.mine" hidden="1">Costs!$A$11</definedName>`)), "uooo"},
		"a sheet that was deleted":              {book(saved, func(s string) string { return strings.Replace(s, `'Dashboard'!$A$1:$Z$1000`, "#REF!", 1) }), "uuoo"},
		"a renamed tab, with the names that follow": {book(saved, func(s string) string {
			return strings.ReplaceAll(strings.ReplaceAll(s, `'Run log'`, `'Log 2026'`), `"Run log"`, `"Log 2026"`)
		}), "uooo"},
		"an earlier version": {book(saved, func(s string) string {
			return strings.ReplaceAll(strings.ReplaceAll(noResult(s), "$A$1:$Z$1000", "$A$1"), "Sheet.log", "Sheet.runlog")
		}), "uooo"},
		"one marked sheet of an earlier version": {book(saved, func(s string) string { return strings.ReplaceAll(noResult(s), "$A$1:$Z$1000", "$A$1") }), "uccc"},
	} {
		p, err := opc.Open(c.data)
		specimen.Must(t, err)
		got := ""
		for _, tab := range Tabs(p) {
			got += map[Whose]string{Users: "u", Ours: "o", Copied: "c"}[tab.Whose]
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}
