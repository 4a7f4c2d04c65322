package formula

// sumFunctions aggregate ranges.
func sumFunctions() []Func {
	return []Func{
		{Name: "SUM", Min: 1, Max: Many, Args: "r", Call: fnSum},
	}
}

// fnSum adds left to right, as the cells stand; nothing is regrouped.
func fnSum(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a...)
	if bad.IsError() {
		return bad
	}
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return Num(sum)
}
