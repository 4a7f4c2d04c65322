package formula

// presentValueFunctions discount flows.
func presentValueFunctions() []Func {
	return []Func{
		{Name: "NPV", Min: 2, Max: Many, Args: "n|r", Call: fnNPV},
	}
}

// fnNPV discounts flows at the end of each period, the first by one period.
// Blanks, texts and booleans in ranges are skipped, so that what follows moves
// one period earlier.
// Source: NPV = sum of x_t / (1+rate)^t, t from 1.
// Checked: TestNPVSkipsGaps.
func fnNPV(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a[1:]...)
	if bad.IsError() {
		return bad
	}
	rate := a[0].Num
	if rate == -1 {
		return Fail(DivError)
	}
	sum, factor := 0.0, 1.0
	for _, x := range xs {
		factor *= 1 + rate
		sum += x / factor
	}
	return Num(sum)
}
