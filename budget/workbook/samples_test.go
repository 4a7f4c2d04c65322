package workbook

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"ballast/budget"
	"ballast/samples"
)

// TestTemplateReads: the untouched template has nothing to be mended.
func TestTemplateReads(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"en", "zh"} {
		data, err := Template(lang, "")
		if err != nil {
			t.Fatal(err)
		}
		plan, problems, err := ReadBytes(context.Background(), "plan.xlsx", data, ReadOptions{})
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range problems {
			if p.Code != "template-rows" { // they are all there
				t.Errorf("%s: %s", lang, p.Format(nil))
			}
		}
		if len(problems) != 1 {
			t.Errorf("%s: the rows of the template are not said", lang)
		}
		if plan.Language != lang || len(plan.Costs) != 3 || len(plan.Risks) != 3 {
			t.Errorf("%s: read as %q with %d lines and %d risks", lang, plan.Language, len(plan.Costs), len(plan.Risks))
		}
	}
}

// readSample reads a sample as it is stored, which has no problem beyond notes; that it
// is what its source builds is for internal/template to test.
func readSample(t *testing.T, name string) *budget.Plan {
	t.Helper()
	plan, problems, err := Read(t.Context(), "../../samples/"+name+"/plan.xlsx", ReadOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Severity != budget.Note {
			t.Errorf("%s: %s", name, p.Format(nil))
		}
	}
	return plan
}

// TestSamplesRead: the samples are faultless, and as large as they promise.
func TestSamplesRead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name                                    string
		costs, streams, sources, risks, drivers int
	}{
		{"office-move", 12, 0, 0, 3, 0},
		{"cloud-joint-operation", 47, 5, 7, 26, 5}, // O15 is not included
		{"cloud-joint-operation-zh", 47, 5, 7, 26, 5},
		{"cloud-funding-mixes", 47, 5, 7, 26, 5},
		{"cloud-funding-mixes-zh", 47, 5, 7, 26, 5},
		{"ecommerce-platform", 22, 5, 3, 14, 4},
	}
	for _, tt := range tests {
		p := readSample(t, tt.name)
		if p.Language != samples.Language(tt.name) || len(p.SHA256) != 64 {
			t.Errorf("%s: language %s, SHA-256 %s", tt.name, p.Language, p.SHA256)
		}
		got := []int{len(p.Costs), len(p.Revenue), len(p.Funding), len(p.Risks), len(p.Drivers)}
		if want := []int{tt.costs, tt.streams, tt.sources, tt.risks, tt.drivers}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %v lines, streams, sources, risks, drivers; want %v", tt.name, got, want)
		}
	}
}

// TestChineseSampleIsTheSamePlan: but for names, the two languages hold one plan.
func TestChineseSampleIsTheSamePlan(t *testing.T) {
	t.Parallel()
	en, zh := readSample(t, "cloud-funding-mixes"), readSample(t, "cloud-funding-mixes-zh")
	words := map[string]bool{"Row": true, "Ref": true, "Description": true, "Cells": true, "Log": true, "Names": true, "SHA256": true, "Language": true, // places
		"Name": true, "Category": true, "Owner": true, "Response": true, "Partner": true, "Profile": true} // names
	categories := func(p *budget.Plan) (out []string) {
		for _, r := range p.Risks {
			out = append(out, r.Category)
		}
		return out
	}
	if a, b := categories(en), categories(zh); !reflect.DeepEqual(a, b) {
		t.Errorf("categories of risks: %v and %v", a, b)
	}
	for i := range en.Drivers {
		if en.Drivers[i].Name != zh.Drivers[i].Name || i < len(en.Vendors) && en.Vendors[i].Name != zh.Vendors[i].Name {
			t.Errorf("driver or vendor %d has two names: their draws are keyed by name", i)
		}
	}
	for _, d := range differences(reflect.ValueOf(*en), reflect.ValueOf(*zh), "plan", words) {
		t.Error(d)
	}
}

// differences lists the fields that differ, passing over the named ones.
func differences(a, b reflect.Value, path string, skip map[string]bool) (out []string) {
	switch {
	case a.Type() == reflect.TypeOf(budget.Money{}):
		if x, y := a.Interface().(budget.Money), b.Interface().(budget.Money); !x.Equal(y) {
			out = append(out, fmt.Sprintf("%s: %s and %s", path, x, y))
		}
	case a.Kind() == reflect.Pointer:
		if a.IsNil() != b.IsNil() {
			return append(out, path+": only one is given")
		}
		if !a.IsNil() {
			out = differences(a.Elem(), b.Elem(), path, skip)
		}
	case a.Kind() == reflect.Slice:
		if a.Len() != b.Len() {
			return append(out, fmt.Sprintf("%s: %d and %d entries", path, a.Len(), b.Len()))
		}
		for i := range a.Len() {
			out = append(out, differences(a.Index(i), b.Index(i), fmt.Sprintf("%s[%d]", path, i), skip)...)
		}
	case a.Kind() == reflect.Struct:
		for i := range a.NumField() {
			if f := a.Type().Field(i).Name; !skip[f] {
				out = append(out, differences(a.Field(i), b.Field(i), path+"."+f, skip)...)
			}
		}
	case strings.HasPrefix(path, "plan.Stress") && strings.HasSuffix(path, ".Text"): // words
	case !reflect.DeepEqual(a.Interface(), b.Interface()):
		out = append(out, fmt.Sprintf("%s: %v and %v", path, a, b))
	}
	return out
}
