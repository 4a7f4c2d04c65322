package formula

// coreFunctions are the functions without which hardly a workbook computes:
// arithmetic, conditions, lookup, arrays, information.
func coreFunctions() []Func {
	var all []Func
	for _, group := range [][]Func{
		arithmeticFunctions(), sumFunctions(), conditionFunctions(), indexFunctions(),
	} {
		all = append(all, group...)
	}
	return all
}
