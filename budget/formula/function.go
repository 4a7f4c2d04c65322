package formula

// Many is the Max of a function that takes any number of arguments.
const Many = 255

// Func is a row of the table of functions: what a spreadsheet function is
// called, how many arguments it takes, how each is evaluated before the
// function sees it, and what it does.
//
// Args has one letter for each argument; where there are more arguments than
// letters, the last letter is repeated, or all letters behind a bar.
//
//	n  one number; text that looks like one is converted, an empty argument is 0
//	t  one text; a number is written as the cell would show it in General
//	b  one boolean; a number is TRUE unless 0
//	v  one value as it is; an error becomes the result
//	V  one value as it is, errors too
//	r  a range, an array or a value as it is; an argument that is itself an
//	   error becomes the result, errors inside a range do not
//	R  the same, errors too
//	a  an array: like r, but operators inside it work on whole ranges even where
//	   the formula is no array formula (SUMPRODUCT)
//
// A single value where a range stands is the cell of the formula's own row or
// column, and in array formulas the function is called for every element and
// gives an array: the function itself never sees more than one value there.
// Errors are returned leftmost first.
type Func struct {
	Name     string
	Min, Max int
	Args     string
	Call     func(c *Call, a []Value) Value
	// Lazy is instead of Call where arguments are not all evaluated (IF).
	Lazy func(c *Call, args []Node) Value
	// Volatile functions may give another value at every calculation.
	Volatile bool
	// Host functions have neither: Options.Host answers them.
	Host bool
	// Prefix is written before the name in a file: "_xlfn.", "_xlfn._xlws." or none.
	Prefix string
}

// Mode is the letter of argument i.
func (f *Func) Mode(i int) byte {
	group := 0
	n := 0
	for k := range len(f.Args) {
		if f.Args[k] == '|' {
			group = k + 1
			continue
		}
		if n == i {
			return f.Args[k]
		}
		n++
	}
	if group > 0 {
		size := len(f.Args) - group
		return f.Args[group+(i-(group-1))%size]
	}
	return f.Args[len(f.Args)-1]
}

// functions is the table of all functions of the language, by group.
func functions() []Func {
	var all []Func
	for _, group := range [][]Func{coreFunctions(), moreFunctions()} {
		all = append(all, group...)
	}
	return all
}
