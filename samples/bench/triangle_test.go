package bench

import (
	"encoding/json"
	"os"
	"reflect"
	"strings"
	"testing"
)

// TestTriangle: a matrix is read as the general decoder reads it, that of M
// and numbers of every form, and refused where that one refuses it.
func TestTriangle(t *testing.T) {
	data, err := os.ReadFile("M.json")
	if err != nil {
		t.Fatal(err)
	}
	var m struct {
		Correlation struct{ Lower json.RawMessage }
	}
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	if len(m.Correlation.Lower) < 100_000 {
		t.Fatalf("the matrix of M is %d bytes long", len(m.Correlation.Lower))
	}
	for _, text := range []string{string(m.Correlation.Lower), `[]`, `[[]]`, `[[1],[-0.5,1]]`, "[ [ 1 ] ,\n\t[ 1e-3 , 1E+2, -0, 0.1234567890123456789 ]\r\n]", "null",
		`[1]`, `[[1],2]`, `[[[1]]]`, `[["1"]]`, `[[1],[true]]`, `[[1e999]]`, `{"a":[[1]]}`, `"[[1]]"`, `[[1]`, `[[1,]]`, `[[01]]`, ``} {
		var got Triangle
		var want [][]float64
		err, expected := json.Unmarshal([]byte(text), &got), json.Unmarshal([]byte(text), &want)
		if (err == nil) != (expected == nil) {
			t.Errorf("%.40s: %v, the general decoder: %v", text, err, expected)
		}
		if err == nil && expected == nil && !(len(got) == 0 && len(want) == 0) && !reflect.DeepEqual([][]float64(got), want) {
			t.Errorf("%.40s is read as %.100v, want %.100v", text, got, want)
		}
	}
	var got Triangle
	if err := json.Unmarshal([]byte(`[["1"]]`), &got); err == nil || !strings.Contains(err.Error(), "rows of numbers") {
		t.Errorf("%v", err)
	}
}
