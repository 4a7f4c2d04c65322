package formula

// moreFunctions are the functions of finance, statistics, dates, text,
// engineering, databases and matrices.
func moreFunctions() []Func {
	var all []Func
	for _, group := range [][]Func{
		annuityFunctions(), depreciationFunctions(), returnFunctions(), bondFunctions(), discountFunctions(),
		dateFunctions(), workdayFunctions(),
		textFunctions(), splitFunctions(), textFormFunctions(), regexFunctions(),
		lawFunctions(), sampleFunctions(), spreadFunctions(), orderFunctions(), pairFunctions(), regressionFunctions(),
		matrixFunctions(), databaseFunctions(),
		trigonometryFunctions(), multipleFunctions(), wholeFunctions(),
		baseFunctions(), complexFunctions(), convertFunctions(),
	} {
		all = append(all, group...)
	}
	return toolpak(all)
}
