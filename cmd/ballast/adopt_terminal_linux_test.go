package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/sys/unix"

	"ballast/budget/workbook"
)

// terminal opens a pseudo terminal: what is typed is written to the first file,
// and read by the program from the second.
func terminal(t *testing.T) (keyboard, in *os.File) {
	t.Helper()
	keyboard, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("NOT CHECKED: no pseudo terminal:", err)
	}
	t.Cleanup(func() { keyboard.Close() })
	if err := unix.IoctlSetPointerInt(int(keyboard.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Skip("NOT CHECKED: no pseudo terminal:", err)
	}
	n, err := unix.IoctlGetInt(int(keyboard.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Skip("NOT CHECKED: no pseudo terminal:", err)
	}
	in, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("NOT CHECKED: no pseudo terminal:", err)
	}
	t.Cleanup(func() { in.Close() })
	return keyboard, in
}

// TestAdoptTerminal: on a real terminal the readings are asked for by number: the
// number that is typed is taken, after nonsense it is asked again, and Enter and
// Ctrl-D take none and write nothing. Without a terminal nothing is asked.
func TestAdoptTerminal(t *testing.T) {
	data, err := workbook.FromText([]byte("== Devis\nDésignation | Montant HT (€) | Montant TTC (€)\nCloison | 1000 | 1200\nPeinture | 2000 | 2400\nTotal | 3000 | 3600\n"), "en")
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]struct {
		code, asked int
		base        float64
	}{
		"1\n":             {exitOK, 1, 3000},
		"2\n":             {exitOK, 1, 3600},
		"both\n7\n 2 \n":  {exitOK, 3, 3600},
		"\n":              {exitProblems, 1, 0},
		"\x04":            {exitProblems, 1, 0},
		"x\x7f1\n":        {exitOK, 1, 3000}, // a key taken back
		"a\nb\nc\nd\ne\n": {exitProblems, mostQuestions, 0},
	} {
		t.Run(fmt.Sprintf("%q", typed), func(t *testing.T) {
			keyboard, in := terminal(t)
			t.Chdir(t.TempDir())
			if err := os.WriteFile("devis.xlsx", data, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := keyboard.WriteString(typed); err != nil { // the terminal keeps it until it is read
				t.Fatal(err)
			}
			var out, said strings.Builder
			s := streams{in: in, out: &out, err: &said}
			code := s.run(t.Context(), []string{"adopt", "devis.xlsx"})
			if asked := strings.Count(said.String(), "Which one is meant?"); code != want.code || asked != want.asked {
				t.Errorf("exit %d after %d questions, want %d after %d\n%s", code, asked, want.code, want.asked, said.String())
			}
			if code == exitOK {
				near(t, "base", base(t, "devis.adopted.xlsx"), want.base, 0.005)
			} else if left := files(t); left != "devis.xlsx" {
				t.Errorf("left: %s", left)
			}
		})
	}
}
