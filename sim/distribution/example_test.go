package distribution_test

import (
	"errors"
	"fmt"

	"ballast/sim/distribution"
)

// A text of a cell becomes a distribution in two steps: Parse reads it, Build
// makes it. Between them a unit of the column can be worked in, which
// multiplies the amounts and nothing else.
func ExampleParse() {
	spec, err := distribution.Parse("PERT(90; 100; 140)")
	if err != nil {
		fmt.Println(err)
		return
	}
	d, err := spec.Scaled(1000).Build(nil) // the header says "Amount (k)"
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(d, "mean", d.Mean())
	fmt.Printf("P10 %.0f, P50 %.0f, P90 %.0f\n", d.Quantile(0.1), d.Quantile(0.5), d.Quantile(0.9))
	// Output:
	// PERT(90000,100000,140000) mean 105000
	// P10 94495, P50 103834, P90 117267
}

// What cannot be read is an error with a code that stays, for a message in the
// reader's language.
func ExampleParse_error() {
	spec, err := distribution.Parse("Triangular(100,90,140)")
	if err == nil {
		_, err = spec.Build(nil)
	}
	var bad *distribution.ParamError
	if errors.As(err, &bad) {
		fmt.Println(bad.Code)
	}
	// Output: estimate-order
}
