package workbook

import "testing"

// rows is a grid of figures in the columns A to C, under a header in row 1.
func rows(texts ...[3]string) *grid {
	g := &grid{}
	for i, r := range texts {
		row := gridRow{number: i + 2}
		for k, s := range r {
			row.cells = append(row.cells, cell{row: i + 2, col: k + 1, kind: cellNumber, text: s})
		}
		g.rows = append(g.rows, row)
	}
	return g
}

// TestSingle: which column of figures is the amount.
func TestSingle(t *testing.T) {
	adds := rows([3]string{"1", "2", "3"}, [3]string{"4", "5", "9"}, [3]string{"6", "0", "6"})
	differs := rows([3]string{"1", "2", "3"}, [3]string{"4", "5", "9.02"}, [3]string{"6", "0", "6"})
	once := rows([3]string{"1", "2", "3"})
	a, b, c := &field{col: 1, parts: []string{"A"}}, &field{col: 2, parts: []string{"B"}}, &field{col: 3, parts: []string{"C"}}
	for name, x := range map[string]struct {
		by      map[columnRole][]*field
		g       *grid
		want    *field
		trouble string
	}{
		"the total before the budget":    {map[columnRole][]*field{colBudget: {a}, colTotal: {b}}, adds, b, ""},
		"the budget before the amount":   {map[columnRole][]*field{colAmount: {a}, colBudget: {b}}, adds, b, ""},
		"the amount before the likely":   {map[columnRole][]*field{colLikely: {a}, colAmount: {b}}, adds, b, ""},
		"the likely before the forecast": {map[columnRole][]*field{colForecast: {a}, colLikely: {b}}, adds, b, ""},
		"the forecast":                   {map[columnRole][]*field{colForecast: {a}, colActual: {b}, colPrior: {c}}, adds, a, ""},
		"what was spent is no amount":    {map[columnRole][]*field{colActual: {a}, colRate: {b}}, adds, nil, ""},
		"the last of several totals":     {map[columnRole][]*field{colTotal: {a, b}}, adds, b, ""},
		"the budget that sums others":    {map[columnRole][]*field{colBudget: {a, b, c}}, adds, c, ""},
		"one row differs by two cents":   {map[columnRole][]*field{colBudget: {a, b, c}}, differs, nil, "adopt-amount"},
		"one row proves nothing":         {map[columnRole][]*field{colBudget: {a, b, c}}, once, nil, "adopt-amount"},
		"two amounts are a question":     {map[columnRole][]*field{colAmount: {a, b}}, adds, nil, "adopt-amount"},
	} {
		k := &candidate{g: x.g, header: 1, last: 9}
		if got := k.single(x.by); got != x.want || k.trouble != x.trouble {
			t.Errorf("%s: column %v, %q", name, got, k.trouble)
		}
	}
}

// TestAgrees: periods make up their total when no row differs by more than a
// cent a period; rows beside the table do not count.
func TestAgrees(t *testing.T) {
	a, b, c := &field{col: 1}, &field{col: 2}, &field{col: 3}
	for name, x := range map[string]struct {
		g    *grid
		want bool
	}{
		"to the cent":         {rows([3]string{"1", "2", "3"}, [3]string{"4", "5", "9"}), true},
		"two cents for two":   {rows([3]string{"1", "2", "3.02"}), true},
		"three cents for two": {rows([3]string{"1", "2", "3.03"}), false},
		"three cents less":    {rows([3]string{"1", "2", "2.97"}), false},
		"below the table":     {rows([3]string{"1", "2", "3"}, [3]string{"4", "5", "9"}, [3]string{"1", "1", "7"}), true},
	} {
		k := &candidate{g: x.g, header: 1, last: 3}
		if got := k.agrees(c, []*field{a, b}); got != x.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}
