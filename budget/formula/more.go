package formula

// moreFunctions are the functions of finance, statistics, dates, text,
// engineering, databases and matrices.
func moreFunctions() []Func {
	var all []Func
	for _, group := range [][]Func{
		presentValueFunctions(),
	} {
		all = append(all, group...)
	}
	return all
}
