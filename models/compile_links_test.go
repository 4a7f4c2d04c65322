package models

import (
	"testing"

	"ballast/budget"
	"ballast/samples/bench"
)

// TestMatrixIsLinks: a matrix says what a row for each pair says.
func TestMatrixIsLinks(t *testing.T) {
	w, err := bench.Read("../samples/bench/M.json")
	if err != nil {
		t.Fatal(err)
	}
	p := w.Plan()
	byMatrix, _ := Compile(p)
	for i, row := range p.Matrix.Lower {
		for j, rho := range row {
			p.Correlations = append(p.Correlations, budget.Correlation{A: p.Matrix.IDs[i], B: p.Matrix.IDs[j], Rho: rho})
		}
	}
	p.Matrix = nil
	byRows, _ := Compile(p)
	if n := len(w.Lines); len(byRows.links) != n*(n-1)/2 || len(byMatrix.links) != len(byRows.links) {
		t.Fatalf("%d links by rows, %d by matrix", len(byRows.links), len(byMatrix.links))
	}
	for k, l := range byRows.links {
		if byMatrix.links[k] != l {
			t.Fatalf("link %d is %v, want %v", k, byMatrix.links[k], l)
		}
	}
}
