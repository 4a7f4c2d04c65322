package main

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// said is what one call of the program printed and returned.
type said struct {
	code     int
	out, err string
}

// ballast calls the program in-process.
func ballast(t *testing.T, args ...string) said {
	t.Helper()
	return ballastIn(t.Context(), args...)
}

func ballastIn(ctx context.Context, args ...string) said {
	var out, err bytes.Buffer
	code := run(ctx, args, strings.NewReader(""), &out, &err)
	return said{code, out.String(), err.String()}
}

// plan writes a workbook from a text source into a new folder, makes that the
// working folder and returns the workbook's name.
func plan(t *testing.T, source string) string {
	t.Helper()
	t.Chdir(t.TempDir())
	data, err := workbook.FromText([]byte(source), "en")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile("plan.xlsx", data, 0o600); err != nil {
		t.Fatal(err)
	}
	return "plan.xlsx"
}

// small is a plan that has nothing wrong with it.
const small = `== Project
Name | Small
Currency | EUR
Start month | 2026-01
Horizon | 12
Scenarios | 1000

== Costs
ID | Name | Amount | Low | Likely | High | Shape | Start | Months
C1 | Racks | 100 | 80 | 100 | 160 | PERT | 2026-01 | 3
C2 | Power | 50 | 45 | 50 | 70 | PERT | 2026-02 | 2
`

// broken has estimates out of order.
func broken() string {
	return strings.Replace(small, "100 | 80 | 100 | 160", "100 | 80 | 190 | 160", 1)
}

// files lists the working folder.
func files(t *testing.T) string {
	t.Helper()
	entries, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// TestUsage: mistakes in the command line exit 2 and say so on standard error.
func TestUsage(t *testing.T) {
	plan(t, small)
	for _, c := range []struct {
		args string
		want int
	}{
		{"", exitOK},
		{"help", exitOK},
		{"--help", exitOK},
		{"run --help", exitOK},
		{"version", exitOK},
		{"completion bash", exitOK},
		{"completion powershell", exitOK},
		{"fly", exitUsage},
		{"run", exitUsage},
		{"run a b", exitUsage},
		{"run plan.xlsx --what", exitUsage},
		{"run plan.xlsx --scenarios 0", exitUsage},
		{"run plan.xlsx --scenarios -5", exitUsage},
		{"run plan.xlsx --scenarios many", exitUsage},
		{"run plan.xlsx --seed x", exitUsage},
		{"run plan.xlsx --sampling dice", exitUsage},
		{"run plan.xlsx --workers -1", exitUsage},
		{"run plan.xlsx --lang fr", exitUsage},
		{"run plan.xlsx -o plan.xlsx", exitUsage},
		{"run plan.xlsx -o out.csv", exitUsage},
		{"run plan.xlsx --json plan.xlsx", exitUsage},
		{"check", exitUsage},
		{"explain plan.xlsx --plan --program", exitUsage},
		{"explain plan.xlsx --scenario -1", exitUsage},
		{"new a.xlsx b.xlsx", exitUsage},
		{"new --sample nowhere", exitUsage},
		{"new plan.csv", exitUsage},
		{"version now", exitUsage},
		{"run missing.xlsx", exitFailed},
		{"check missing.xlsx", exitFailed},
		{"run plan.xlsx -o no/such/folder.xlsx", exitFailed},
		{"new plan.xlsx", exitFailed}, // exists
	} {
		got := ballast(t, strings.Fields(c.args)...)
		if got.code != c.want {
			t.Errorf("ballast %s: exit %d, want %d\n%s%s", c.args, got.code, c.want, got.out, got.err)
		}
		if c.want == exitOK && got.err != "" || c.want != exitOK && (got.err == "" || got.out != "") {
			t.Errorf("ballast %s: out %q, err %q", c.args, got.out, got.err)
		}
	}
	if now := files(t); now != "plan.xlsx" {
		t.Errorf("files left: %s", now)
	}
}

// TestRunWritesBesideThePlan: the default name, the lines, and a second run.
func TestRunWritesBesideThePlan(t *testing.T) {
	name := plan(t, small)
	before, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // a file that Ballast wrote is replaced
		got := ballast(t, "run", name)
		if got.code != exitOK || got.err != "" {
			t.Fatalf("exit %d\n%s", got.code, got.err)
		}
		if !strings.Contains(got.out, "plan.ballast.xlsx") || strings.Count(got.out, "\n") < 5 {
			t.Errorf("printed\n%s", got.out)
		}
	}
	if now := files(t); now != "plan.ballast.xlsx plan.xlsx" {
		t.Errorf("files: %s", now)
	}
	if after, _ := os.ReadFile(name); !bytes.Equal(before, after) {
		t.Error("the plan was changed")
	}
}

// TestRunRefusesForeignFile: what Ballast did not write stays, unless forced.
func TestRunRefusesForeignFile(t *testing.T) {
	name := plan(t, small)
	copied, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for _, foreign := range [][]byte{[]byte("mine"), copied} {
		if err := os.WriteFile("mine.xlsx", foreign, 0o600); err != nil {
			t.Fatal(err)
		}
		got := ballast(t, "run", name, "-o", "mine.xlsx")
		if got.code != exitFailed || !strings.Contains(got.err, "--force") {
			t.Errorf("exit %d\n%s", got.code, got.err)
		}
		if now, _ := os.ReadFile("mine.xlsx"); !bytes.Equal(now, foreign) {
			t.Error("the foreign file was changed")
		}
	}
	if got := ballast(t, "run", name, "-o", "mine.xlsx", "--force"); got.code != exitOK {
		t.Errorf("forced: exit %d\n%s", got.code, got.err)
	}
	if now := files(t); now != "mine.xlsx plan.xlsx" {
		t.Errorf("files: %s", now)
	}
}

// TestErrorsStopTheRun: exit 3, every problem named, nothing written.
func TestErrorsStopTheRun(t *testing.T) {
	name := plan(t, broken())
	for _, command := range []string{"run", "check", "explain"} {
		got := ballast(t, command, name)
		text := got.out + got.err
		if got.code != exitProblems || !strings.Contains(text, "[estimate-order]") || !strings.Contains(text, "plan.xlsx:Costs!") {
			t.Errorf("%s: exit %d\n%s", command, got.code, text)
		}
		if (command == "check") != (got.err == "") {
			t.Errorf("%s: out %q, err %q", command, got.out, got.err)
		}
	}
	if now := files(t); now != name {
		t.Errorf("files: %s", now)
	}
}

// TestCheckIsClean: a good plan exits 0 and says so in its language.
func TestCheckIsClean(t *testing.T) {
	name := plan(t, small)
	if got := ballast(t, "check", name, "--strict"); got.code != exitOK {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	if got := ballast(t, "check", name, "--quiet"); got.code != exitOK || got.out+got.err != "" {
		t.Errorf("quiet: exit %d, %q %q", got.code, got.out, got.err)
	}
}

// TestQuietAndJSON: --quiet says nothing, --json - leaves standard output to
// the figures alone.
func TestQuietAndJSON(t *testing.T) {
	name := plan(t, small)
	if got := ballast(t, "run", name, "--quiet"); got.code != exitOK || got.out+got.err != "" {
		t.Errorf("quiet: exit %d, %q %q", got.code, got.out, got.err)
	}
	loud := ballast(t, "run", name, "--json", "-")
	if loud.code != exitOK || !strings.Contains(loud.err, "plan.ballast.xlsx") {
		t.Errorf("exit %d\n%s", loud.code, loud.err)
	}
	figures(t, []byte(loud.out))
	both := ballast(t, "run", name, "--json", "-", "-q", "--seed", "7", "--scenarios", "2,000", "--sampling", "mc", "--workers", "1")
	if both.err != "" {
		t.Errorf("quiet: %q", both.err)
	}
	run := figures(t, []byte(both.out))["run"].(map[string]any)
	if run["seed"] != 7.0 || run["scenarios"] != 2000.0 || run["sampling"] != "MC" {
		t.Errorf("run %v", run)
	}
	if got := ballast(t, "run", name, "--json", "f.json"); got.code != exitOK || !strings.Contains(got.out, "f.json") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
	data, err := os.ReadFile("f.json")
	if err != nil {
		t.Fatal(err)
	}
	figures(t, data)
	if now := files(t); now != "f.json plan.ballast.xlsx plan.xlsx" {
		t.Errorf("files: %s", now)
	}
}

// figures reads the JSON of a run, which must be one object and nothing else.
func figures(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var o map[string]any
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	for _, key := range []string{"version", "input", "run", "cost", "reserve", "problems"} {
		if o[key] == nil {
			t.Errorf("JSON lacks %s", key)
		}
	}
	return o
}

// TestTimings: one line per stage.
func TestTimings(t *testing.T) {
	name := plan(t, small)
	got := ballast(t, "run", name, "--timings", "--quiet", "--cpuprofile", filepath.Join(t.TempDir(), "cpu.prof"))
	for _, stage := range []string{"read", "compile", "run", "summarise", "write", "total"} {
		if !strings.Contains(got.err, " ms  "+stage+"\n") {
			t.Errorf("no line for %s:\n%s", stage, got.err)
		}
	}
}

// TestExplain: each of the three things can be printed.
func TestExplain(t *testing.T) {
	name := plan(t, small)
	for _, flags := range [][]string{{}, {"--plan"}, {"--program"}, {"--scenario", "471"}, {"--scenario", "471", "--seed", "2"}} {
		got := ballast(t, append([]string{"explain", name}, flags...)...)
		if got.code != exitOK || !strings.Contains(got.out, "C1") || got.err != "" {
			t.Errorf("%v: exit %d\n%s%s", flags, got.code, got.out, got.err)
		}
	}
	if got := ballast(t, "explain", name, "--scenario", "2000000000"); got.code == exitOK {
		t.Error("a scenario beyond the run was explained")
	}
	if now := files(t); now != name {
		t.Errorf("files: %s", now)
	}
}

// TestStrict: warnings exit 4 under --strict, after the results are written;
// otherwise they are said on standard error and exit 0.
func TestStrict(t *testing.T) {
	name := plan(t, small+"\n== Funding\nID | Name | Kind | Committed | Date | Rate | Repayment | Term\n"+
		"F1 | Bank | loan | 100 | 2026-01 | 5% | equal | 60\n") // repaid after the horizon
	for _, c := range []struct {
		args string
		want int
	}{
		{"check plan.xlsx", exitOK},
		{"check plan.xlsx --strict", exitWarnings},
		{"run plan.xlsx", exitOK},
		{"run plan.xlsx --strict", exitWarnings},
		{"run plan.xlsx --strict --quiet", exitWarnings},
	} {
		got := ballast(t, strings.Fields(c.args)...)
		if got.code != c.want {
			t.Errorf("ballast %s: exit %d, want %d\n%s%s", c.args, got.code, c.want, got.out, got.err)
		}
		if said := strings.Contains(got.out+got.err, "warning:"); said == strings.Contains(c.args, "quiet") {
			t.Errorf("ballast %s: out %q, err %q", c.args, got.out, got.err)
		}
	}
	if now := files(t); now != "plan.ballast.xlsx "+name {
		t.Errorf("files: %s", now)
	}
}

// TestLanguage: --lang wins over the plan's language, in messages and results.
func TestLanguage(t *testing.T) {
	name := plan(t, small)
	if got := ballast(t, "check", name, "--lang", "zh"); !strings.Contains(got.out, "未发现问题") {
		t.Errorf("printed %q", got.out)
	}
	got := ballast(t, "run", name, "--lang", "zh")
	if got.code != exitOK || !strings.Contains(got.out, "结果已写入") || !strings.Contains(got.out, "回收") && !strings.Contains(got.out, "成本") {
		t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
	}
}
