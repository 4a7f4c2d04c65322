package report

import (
	"math"
	"testing"

	"ballast/models/outcome"
)

// TestDriverNames: an ID is written as the user wrote it, dots and all; only the part that
// says what varies is cut off and named.
func TestDriverNames(t *testing.T) {
	o, p := fixture("en")
	d := newDesk(o, p, Options{Language: "en"})
	for _, c := range []struct{ input, name, want string }{
		{"1.2.1", "Karte", "1.2.1 Karte"},
		{"1.2.1.slip", "Karte", "1.2.1 Karte (slip)"},
		{"A.7", "Foundations", "A.7 Foundations"},
		{"2.10.stretch", "Walls", "2.10 Walls (duration)"},
		{"3.4.price", "供货", "3.4 供货 (price)"},
		{"F2.delay", "Bank loan", "F2 Bank loan (delay)"},
		{"F2.2026-05.delay", "Bank loan", "F2 Bank loan (2026-05 delay)"},
		{"2.1.2027-11.arrives", "Grant", "2.1 Grant (2027-11 arrives)"},
		{"C1", "Hardware", "C1 Hardware"},
		{"Steel", "Steel", "Steel"},
	} {
		if got := d.driverName(outcome.Driver{Input: c.input, Name: c.name}); got != c.want {
			t.Errorf("%s reads %q, want %q", c.input, got, c.want)
		}
	}
}

// TestTornadoLabels: where both ends of a bar lie on one side of the mean only the further
// one carries a number, the other is drawn upon it without; and the axis reaches beyond
// every bar, so that the number at its end has room.
func TestTornadoLabels(t *testing.T) {
	for _, months := range []bool{false, true} {
		o, p := fixture("en")
		g := newDesk(o, p, Options{Language: "en"}).page("sensitivity", 16, 40, 16, 16, 16, 16, 16, 16)
		const mean = 100.0
		top := []outcome.Driver{
			{Input: "1.1", Name: "both sides", Low: 80, High: 140},
			{Input: "1.2", Name: "both above", Low: 104, High: 120},
			{Input: "1.3", Name: "both below", Low: 95, High: 90},
			{Input: "1.4", Name: "falling, above", Low: 112, High: 104},
			{Input: "1.5", Name: "from the mean", Low: 100, High: 103},
		}
		c := g.tornado(output{key: "cost", mean: mean, months: months}, top)
		if len(c.Series) != 4 {
			t.Fatalf("%d series", len(c.Series))
		}
		for i, x := range top {
			ends := map[bool][]float64{} // by whether they carry a number
			for k, s := range c.Series {
				v := g.valuesOf(s.Y)[i]
				if v == 0 {
					continue
				}
				want := []float64{x.Low, x.High}[k%2] - mean
				if math.Abs(v-want) > 1e-9 {
					t.Errorf("%s: %v drawn for %v", x.Name, v, want)
				}
				ends[s.Labels != ""] = append(ends[s.Labels != ""], v)
			}
			if labelled := ends[true]; len(labelled) == 2 && labelled[0]*labelled[1] > 0 {
				t.Errorf("%s: two numbers on one side: %v", x.Name, labelled)
			}
			drawn := len(ends[true]) + len(ends[false])
			if want := 2; drawn != want && !(x.Low == mean && drawn == 1) {
				t.Errorf("%s: %d ends drawn", x.Name, drawn)
			}
		}
		if *c.Y.Max <= 1.1*40 || *c.Y.Min >= -1.1*20 {
			t.Errorf("the axis ends at %v and %v, the bars at -20 and 40", *c.Y.Min, *c.Y.Max)
		}
		if marks := 1 + math.Round((*c.Y.Max-*c.Y.Min)/c.Y.Step); marks > 6 {
			t.Errorf("%v marks beside the names", marks)
		}
	}
}
