// Package samples holds the text sources of the workbooks that a person opens
// first. It knows no workbook and imports nothing of this module, so that
// every other package may read them; budget/workbook.FromText builds a
// workbook from a source.
package samples

import (
	"embed"
	"fmt"
	"strings"
)

//go:embed */plan.txt
var sources embed.FS

// Names returns the names of the samples, the one to begin with first.
func Names() []string {
	return []string{"office-move", "cloud-joint-operation", "cloud-joint-operation-zh", "ecommerce-platform"}
}

// Source returns the text source of a sample: UTF-8, one section a sheet.
func Source(name string) ([]byte, error) {
	for _, n := range Names() {
		if n == name {
			return sources.ReadFile(name + "/plan.txt")
		}
	}
	return nil, fmt.Errorf("no sample %q; there are %s", name, strings.Join(Names(), ", "))
}

// Language returns the language of a sample, "zh" or "en": a name that ends in
// "-zh" is Chinese.
func Language(name string) string {
	if strings.HasSuffix(name, "-zh") {
		return "zh"
	}
	return "en"
}
