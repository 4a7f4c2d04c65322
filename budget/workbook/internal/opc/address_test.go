package opc_test

import (
	"testing"

	"ballast/budget/workbook/internal/opc"
)

// TestAddresses: letters of columns, and a tab's title in a formula.
func TestAddresses(t *testing.T) {
	for col, want := range map[int]string{1: "A", 26: "Z", 27: "AA", 702: "ZZ", 703: "AAA", 16384: "XFD"} {
		if got := opc.ColumnLetters(col); got != want {
			t.Errorf("column %d: %s, want %s", col, got, want)
		}
	}
	for formula, want := range map[string]string{"'Bob''s plan'!$A$1": "Bob's plan", "Cost!$A$1": "Cost", "#REF!$A$1": "", "Cost!#REF!": ""} {
		if got, _, ok := opc.CutAddress(formula); got != want || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", formula, got, ok, want)
		}
	}
}
