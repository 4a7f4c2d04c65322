package main

import (
	"os"
	"strings"
	"testing"

	"ballast/samples"
)

// TestNewTemplate: an empty template in either language can be read, and a
// file that stands is left alone.
func TestNewTemplate(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct {
		args string
		file string
		says string
	}{
		{"new", "plan.xlsx", "ballast check plan.xlsx"},
		{"new 预算.xlsx --lang zh", "预算.xlsx", "ballast check 预算.xlsx"},
	} {
		got := ballast(t, strings.Fields(c.args)...)
		if got.code != exitOK || !strings.Contains(got.out, c.says) {
			t.Errorf("%s: exit %d\n%s%s", c.args, got.code, got.out, got.err)
		}
		before, err := os.ReadFile(c.file)
		if err != nil {
			t.Fatal(err)
		}
		if got := ballast(t, "check", c.file); got.code != exitOK && got.code != exitProblems {
			t.Errorf("check %s: exit %d\n%s%s", c.file, got.code, got.out, got.err)
		}
		if got := ballast(t, strings.Fields(c.args)...); got.code != exitFailed || !strings.Contains(got.err, "--force") {
			t.Errorf("%s again: exit %d\n%s", c.args, got.code, got.err)
		}
		if after, _ := os.ReadFile(c.file); string(before) != string(after) {
			t.Errorf("%s was changed", c.file)
		}
		if got := ballast(t, append(strings.Fields(c.args), "--force")...); got.code != exitOK {
			t.Errorf("%s --force: exit %d\n%s", c.args, got.code, got.err)
		}
	}
}

// TestNewSamples: every sample is written and has no errors, and the first of them
// runs; TestSamplesAreBuilt and TestSampleResults hold that what is written is
// what stands in samples, and that that runs.
func TestNewSamples(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range samples.Names() {
		if got := ballast(t, "new", "--sample", name); got.code != exitOK {
			t.Errorf("%s: exit %d\n%s", name, got.code, got.err)
			continue
		}
		if got := ballast(t, "check", name+".xlsx"); got.code != exitOK {
			t.Errorf("check %s: exit %d\n%s%s", name, got.code, got.out, got.err)
		}
		if name != samples.Names()[0] {
			continue
		}
		if got := ballast(t, "run", name+".xlsx", "--scenarios", "1000"); got.code != exitOK || !strings.Contains(got.out, name+".ballast.xlsx") {
			t.Errorf("run %s: exit %d\n%s%s", name, got.code, got.out, got.err)
		}
	}
}

// TestSampleLanguage: a sample is found in the language asked for.
func TestSampleLanguage(t *testing.T) {
	for _, c := range []struct {
		name, lang, want string
	}{
		{"office-move", "", "office-move"},
		{"office-move", "en", "office-move"},
		{"office-move", "zh", ""},
		{"cloud-joint-operation", "zh", "cloud-joint-operation-zh"},
		{"cloud-joint-operation-zh", "en", "cloud-joint-operation"},
		{"cloud-joint-operation-zh", "", "cloud-joint-operation-zh"},
		{"nowhere", "", ""},
	} {
		got, err := sampleIn(c.name, c.lang)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("sampleIn(%s, %s) = %q, %v, want %q", c.name, c.lang, got, err, c.want)
		}
	}
}
