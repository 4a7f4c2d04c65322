package portfolio

import (
	"bytes"
	"context"
	"io"
	"math"
	"testing"

	"ballast/budget"
	"ballast/models"
)

// TestRangesAreTheRun: counts of any number of ranges are those of the scenarios of the
// run, to the bit; quantiles lie within a bin of those of the run, and the mean is its
// mean.
func TestRangesAreTheRun(t *testing.T) {
	const n = 20000
	ctx := context.Background()
	p := made("A", line("C1", 10000, 1, "PERT(8000,10000,16000)"), driven("C2", 5000, 14, "Steel"))
	p.Drivers = []budget.Driver{steel("Steel")}
	m, _ := models.Compile(p)
	want, err := models.Run(ctx, m, models.RunConfig{Scenarios: n, Counted: true})
	if err != nil {
		t.Fatal(err)
	}
	x, err := NewLarge(ctx, p, m, n, nil, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	digest := ""
	for _, k := range []int{1, 3, 7} {
		var shards []io.ReaderAt
		for _, some := range x.Ranges(k) {
			var out bytes.Buffer
			if err := x.Run(ctx, m, some, Config{Workers: 2}, &out); err != nil {
				t.Fatal(err)
			}
			shards = append(shards, bytes.NewReader(out.Bytes()))
		}
		o, err := x.Merge(ctx, shards, nil)
		if err != nil {
			t.Fatal(err)
		}
		if digest == "" {
			digest = o.Run.Digest
		}
		if o.Run.Digest != digest {
			t.Errorf("%d ranges: another digest", len(shards))
		}
		for i, q := range o.Cost.Quantiles {
			if w := want.Cost.Quantiles[i]; math.Abs(q.X-w.X) > 2*x.Width+1e-3*want.Cost.SD || q.P != w.P {
				t.Errorf("P%v is %v, the run has %v", q.P, q.X, w.X)
			}
		}
		if math.Abs(o.Cost.Mean-want.Cost.Mean) > 1e-4 || math.Abs(o.Cost.SD/want.Cost.SD-1) > 1e-4 {
			t.Errorf("mean %v, sd %v; the run has %v, %v", o.Cost.Mean, o.Cost.SD, want.Cost.Mean, want.Cost.SD)
		}
		if k > 1 {
			if _, err := x.Merge(ctx, shards[1:], nil); err == nil {
				t.Error("the first range is missing and nobody says so")
			}
			if r := o.Reserve; r.Contingency < r.Interval95[0] || r.Contingency > r.Interval95[1] || r.Interval95[1]-r.Interval95[0] > r.Contingency/2 {
				t.Errorf("reserve %v, interval %v", r.Contingency, r.Interval95)
			}
		}
	}
}
