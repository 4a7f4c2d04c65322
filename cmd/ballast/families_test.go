package main

import (
	"context"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"ballast/budget/workbook"
	"ballast/models"
	"ballast/models/outcome"
)

// TestFamiliesCorrelated: lines of every family, whole and cut, in pairs that
// are correlated, cost a thousand times as much under a header in thousands as
// where they are percents of a base of 100, and those the same as plain amounts;
// and the draws have the rank correlation that was asked for. The plain plan is
// compared within half a thousandth, because a family of whole numbers has other
// draws when it is multiplied; one line is ten times that. Bernoulli is 0 or 1,
// which is no percentage: it is left out.
func TestFamiliesCorrelated(t *testing.T) {
	t.Parallel()
	texts := familyTexts(t)
	plain := correlatedRun(t, "Amount", "amount", texts)
	thousands := correlatedRun(t, "Amount (k EUR)", "amount", texts)
	share := correlatedRun(t, "Amount", "% of base", texts)
	for _, p := range []float64{5, 20, 50, 80, 95} {
		k, s, want := thousands.Cost.Quantiles.At(p), share.Cost.Quantiles.At(p), plain.Cost.Quantiles.At(p)
		if !(math.Abs(k-1000*s) <= 1e-9*k) {
			t.Errorf("P%v of the total is %v in thousands, want 1,000 times %v", p, k, s)
		}
		if !(math.Abs(s-want) <= 5e-4*want) {
			t.Errorf("P%v of the total is %v of the base, want %v", p, s, want)
		}
	}
}

// familyTexts are texts of the families, whole and cut.
func familyTexts(t *testing.T) []string {
	t.Helper()
	data, err := os.ReadFile("../../budget/workbook/testdata/families.txt")
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, line := range strings.Split(string(data), "\n") {
		family, text, ok := strings.Cut(line, "\t")
		if !ok || family == "Bernoulli" {
			continue
		}
		texts = append(texts, text)
		if !strings.Contains(text, "shift=") { // the cut comes before the shift
			texts = append(texts, strings.TrimSuffix(text, ")")+",from=85,to=125)")
		}
	}
	return texts
}

// correlatedRun simulates a plan of a line for each text, each correlated with
// the line below it, and looks at the correlations of the draws.
func correlatedRun(t *testing.T, header, are string, texts []string) *outcome.Outcome {
	t.Helper()
	const asked = 0.5
	var rows, pairs strings.Builder
	for i, text := range texts {
		fmt.Fprintf(&rows, "C%d | Rent | 100 | 2026-01 | 1 | %s | %s\n", i+1, text, are)
		if i%2 == 1 {
			fmt.Fprintf(&pairs, "C%d | C%d | %v\n", i, i+1, asked)
		}
	}
	data, err := workbook.FromText([]byte("== Project\nCurrency | EUR\nStart month | 2026-01\nHorizon | 12\nDiscount rate | 8%\nScenarios | 4096\n"+
		"== Costs\nID | Name | "+header+" | Start | Months | Uncertainty | Estimates are\n"+rows.String()+
		"== Correlations\nA | B | Rho\n"+pairs.String()+"== History\nValues\n80\n95\n100\n104\n118\n140\n"), "en")
	if err != nil {
		t.Fatal(err)
	}
	plan, problems, err := workbook.ReadBytes(context.Background(), "plan.xlsx", data, workbook.ReadOptions{})
	if err != nil || plan == nil {
		t.Fatal(err, problems)
	}
	model, refused := models.Compile(plan)
	if model == nil {
		t.Fatal(refused)
	}
	o, err := models.Run(context.Background(), model, models.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	// Two pairs have a constant, which is correlated with nothing: Fixed, and the
	// Discrete of which the cut leaves one value.
	if want := len(texts)/2 - 2; o.Correlation == nil || len(o.Correlation.Realised) != want {
		t.Fatalf("want the correlations of %d pairs: %+v", want, o.Correlation)
	}
	for _, r := range o.Correlation.Realised {
		if math.Abs(r.Rho-asked) > 0.07 { // values that repeat lower it
			t.Errorf("%s, %s: %s and %s have a rank correlation of %v", header, are, r.A, r.B, r.Rho)
		}
	}
	return o
}
