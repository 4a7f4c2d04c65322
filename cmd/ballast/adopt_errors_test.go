package main

import (
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"ballast/budget/workbook"
)

// TestAdoptErrorsCommand: a budget whose amounts show errors is refused at each
// of them; the command in the hint works as it stands, leaves those lines out,
// says which, and what is left is the base. 777 stands for a formula that shows an
// error, 778 for one without a value. Names that a shell would take apart,
// either language, errors as values and as formulas.
func TestAdoptErrorsCommand(t *testing.T) {
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("NOT CHECKED: no shell to paste into")
	}
	for file, c := range map[string]struct {
		source, at string
		base       float64
	}{
		"plain.xlsx":             {"== Budget\nItem | Cost EUR\nRent | 1200\nIT | 777\nTransport | 778\nInsurance | 300\n", "B3", 1500},
		"it's a $mess.xlsx":      {"== Cost plan\nItem | Cost EUR\nRent | 1200\nIT | 778\nInsurance | 300\nTotal | =SUM(B2:B4)\n", "B3", 1500},
		"预算 2026.xlsx":           {"== 费用 明细\n名称 | 金额（元）\n房租 | 1200\n设备 | 777\n保险 | 300\n", "B3", 1500},
		"valeurs erronées.xlsx":  {"== Budget\nDésignation | Montant EUR\nLoyer | 1200\nPeinture | '#REF!\nLampes | 300\n", "B3", 1500},
		"quantity by price.xlsx": {"== Budget\nItem | Quantity | Unit price EUR | Total EUR\nRent | 2 | 600 | =B2*C2\nIT | 1 | 20 | 777\nDesks | 3 | 100 | =B4*C4\n", "D3", 1500},
	} {
		t.Run(file, func(t *testing.T) {
			t.Chdir(t.TempDir())
			data, err := workbook.FromText([]byte(c.source), "en")
			if err != nil {
				t.Fatal(err)
			}
			data = rezipped(t, data, func(part, text string) string {
				if strings.HasPrefix(part, "xl/worksheets/") {
					text = regexp.MustCompile(`(<c r="[A-Z]+\d+"[^>]*)><v>777</v>`).ReplaceAllString(text, `$1 t="e"><f>A1*#REF!</f><v>#REF!</v>`)
					text = regexp.MustCompile(`(<c r="[A-Z]+\d+"[^>]*)><v>778</v>`).ReplaceAllString(text, `$1><f>NOSUCH(2)</f>`)
				}
				return text
			})
			if err := os.WriteFile(file, data, 0o600); err != nil {
				t.Fatal(err)
			}
			got := ballast(t, "adopt", file)
			if got.code != exitProblems || !strings.Contains(got.err, "!"+c.at) {
				t.Fatalf("exit %d\n%s", got.code, got.err)
			}
			if strings.HasPrefix(file, "预算") && strings.Contains(got.err, "it comes to") {
				t.Errorf("two languages: %s", got.err)
			}
			args := pasted(t, shell, got.err)
			again := ballast(t, args...)
			if again.code != exitOK || !strings.Contains(again.out, strings.TrimLeft(c.at, "ABCD")) {
				t.Fatalf("%q: exit %d\n%s%s", args, again.code, again.out, again.err)
			}
			near(t, file, base(t, strings.TrimSuffix(file, ".xlsx")+".adopted.xlsx"), c.base, 0.005)
		})
	}
}

// pasted is the first command of a refusal, with --skip-errors, as a shell takes
// it apart.
func pasted(t *testing.T, shell, said string) []string {
	t.Helper()
	for _, line := range strings.Split(said, "\n") {
		i := strings.Index(line, "ballast adopt ")
		if i < 0 || !strings.Contains(line, "--skip-errors") {
			continue
		}
		out, err := exec.Command(shell, "-c", `for a in `+line[i+len("ballast "):]+`; do printf '%s\n' "$a"; done`).Output()
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		return strings.Split(strings.TrimSpace(string(out)), "\n")
	}
	t.Fatalf("no command in\n%s", said)
	return nil
}
