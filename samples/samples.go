// Package samples holds the text sources of the workbooks that a person opens
// first. It knows no workbook and imports nothing of this module, so that
// every other package may read them; budget/workbook.FromText builds a
// workbook from a source.
package samples

import (
	"bytes"
	"embed"
	"fmt"
	"strings"
)

//go:embed */plan.txt */model.txt
var sources embed.FS

// Names returns the names of the samples, the one to begin with first.
func Names() []string {
	return []string{"office-move", "cloud-joint-operation", "cloud-joint-operation-zh", "cloud-funding-mixes", "cloud-funding-mixes-zh", "ecommerce-platform"}
}

// Models returns the names of the samples that are workbooks of formulas rather
// than plans.
func Models() []string { return []string{"npv-model", "npv-model-zh", "npv-model-risk"} }

// All returns the names of plans and models.
func All() []string { return append(Names(), Models()...) }

// Source returns the text source of a sample: UTF-8, one section a sheet. A
// source that begins with the line "@include NAME" goes on where that sample
// ends: the same plan with more sheets.
func Source(name string) ([]byte, error) {
	for i, n := range All() {
		if n != name {
			continue
		}
		if i >= len(Names()) {
			return sources.ReadFile(name + "/model.txt")
		}
		text, err := sources.ReadFile(name + "/plan.txt")
		if err != nil {
			return nil, err
		}
		first, rest, _ := bytes.Cut(text, []byte("\n"))
		other, ok := bytes.CutPrefix(first, []byte("@include "))
		if !ok {
			return text, nil
		}
		base, err := Source(string(bytes.TrimSpace(other)))
		return append(base, rest...), err
	}
	return nil, fmt.Errorf("no sample %q; there are %s", name, strings.Join(All(), ", "))
}

// Language returns the language of a sample, "zh" or "en": a name that ends in
// "-zh" is Chinese.
func Language(name string) string {
	if strings.HasSuffix(name, "-zh") {
		return "zh"
	}
	return "en"
}
