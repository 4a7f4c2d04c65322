package formula

// coreFunctions are the functions without which hardly a workbook computes:
// arithmetic, conditions, lookup, arrays, information.
func coreFunctions() []Func {
	var all []Func
	for _, group := range [][]Func{
		arithmeticFunctions(), roundingFunctions(),
		sumFunctions(), criteriaFunctions(), subtotalFunctions(), conditionFunctions(), informationFunctions(),
		indexFunctions(), lookupFunctions(), referenceFunctions(), shapeFunctions(), sortFunctions(), lambdaFunctions(),
	} {
		all = append(all, group...)
	}
	return toolpak(all)
}
