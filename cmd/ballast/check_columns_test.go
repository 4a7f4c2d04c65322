package main

import (
	"strings"
	"testing"
)

// TestCheckColumns: check shows the columns that were converted, with an example;
// with --columns those that were taken as they stand as well.
func TestCheckColumns(t *testing.T) {
	plan(t, "== Project\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\n== Costs\nID | Name | Amount (k€) | Start | Months\nC1 | Rent | 12 | 2026-01 | 3\n")
	short, long := ballast(t, "check", "plan.xlsx"), ballast(t, "check", "plan.xlsx", "--columns")
	for _, got := range []said{short, long} {
		if got.code != exitOK || !strings.Contains(got.out, "Costs!C1") || !strings.Contains(got.out, "12 -> 12000") {
			t.Errorf("exit %d\n%s%s", got.code, got.out, got.err)
		}
	}
	if strings.Contains(short.out, "Costs!E1") || !strings.Contains(long.out, "Costs!E1") {
		t.Errorf("short\n%s\nlong\n%s", short.out, long.out)
	}
}
