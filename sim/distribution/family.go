package distribution

import (
	"math"
	"strings"
	"sync"
	"unicode"
)

// Role says what an argument of a family is, and so what a unit does to it.
type Role int

// The roles of arguments.
const (
	Amount  Role = iota // in the unit of the quantity: scales with it
	Share               // a probability, a density or a weight: of no unit
	Percent             // a percentile, 0 to 100
	Count               // a whole number of things
	Factor              // any other plain number: a shape, a logarithm
)

// Domain says where the values of a family lie.
type Domain int

// The domains of families.
const (
	Between  Domain = iota // two finite ends
	Positive               // from 0 up
	Above                  // from a finite end up
	Anywhere               // any number
	Whole                  // whole numbers from 0 up, or between two of them
	Listed                 // the values that are listed
)

// Argument is one argument of a family.
type Argument struct {
	Name, Chinese string // as in NAME(name=5)
	Role          Role
	Optional      bool
	Default       float64 // of an optional one
}

// Family is one row of the table of distributions: all that there is to know
// of a name, so that nothing that reads, scales or builds one keeps a list of
// its own.
type Family struct {
	Name      string
	Chinese   string   // "" when it is called by its Name
	Aliases   []string // other words for it, English and Chinese
	Usual     bool     // of those that budgets use
	Arguments []Argument
	List      *Argument // any number more of these follow
	Pairs     *Argument // VALUE:WEIGHT follow: this is the weight, the value an Amount
	Range     bool      // it takes a range of cells, whose numbers are its values
	Parts     int       // how many of its arguments are distributions; the last is of the amount
	Domain    Domain
	build     func(c given) (Distribution, error)
	// direct is the quantile without building the distribution, where that is
	// much dearer; ok is false where it is not known.
	direct func(u float64, args []float64) (x float64, ok bool)
}

// given is what a family is built from.
type given struct {
	args   []float64 // of all Arguments, defaults filled in, and of the List
	pairs  []Pair
	values []float64 // the numbers of the Range
	parts  []Distribution
}

// Scales reports whether a unit multiplies amounts among the arguments. The
// values of other families (counts, logarithms, ranges) are multiplied as a
// whole: see Spec.Scaled.
func (f Family) Scales() bool {
	if f.Pairs != nil || f.Parts > 0 || f.List != nil && f.List.Role == Amount {
		return true
	}
	for _, a := range f.Arguments {
		if a.Role == Amount {
			return true
		}
	}
	return false
}

// takes is the least and the largest number of plain numbers.
func (f Family) takes() (least, most int) {
	for _, a := range f.Arguments {
		if !a.Optional {
			least++
		}
	}
	if f.List != nil {
		return least + 1, math.MaxInt
	}
	return least, len(f.Arguments)
}

// argument is what number i stands for.
func (f Family) argument(i int) (Argument, bool) {
	switch {
	case i < len(f.Arguments):
		return f.Arguments[i], true
	case f.List != nil:
		return *f.List, true
	}
	return Argument{}, false
}

// named is the place of the argument with a name, in either language.
func (f Family) named(key string) (int, bool) {
	for i, a := range f.Arguments {
		if key == a.Name || key == a.Chinese {
			return i, true
		}
	}
	return 0, false
}

// Word is the name in a language, "en" or "zh".
func (f Family) Word(language string) string {
	if language == "zh" && f.Chinese != "" {
		return f.Chinese
	}
	return f.Name
}

// Quantile is the value at probability u of the family with these arguments,
// NaN when they are impossible or u is no probability: for arguments that are
// themselves drawn. A family that takes more than numbers has none.
// Checked: TestQuantileOfArguments, against the built distributions.
func (f Family) Quantile(u float64, args ...float64) float64 {
	if f.Range || f.Pairs != nil || f.Parts > 0 || !(u >= 0 && u <= 1) {
		return math.NaN()
	}
	if least, most := f.takes(); len(args) < least || len(args) > most {
		return math.NaN()
	}
	if f.direct != nil {
		if x, ok := f.direct(u, args); ok {
			return x
		}
	}
	d, err := f.build(given{args: Spec{Args: args}.full(f)})
	if err != nil {
		return math.NaN()
	}
	return d.Quantile(u)
}

// FamilyOf returns the family of a word in English, in any case, or in Chinese.
func FamilyOf(word string) (Family, bool) {
	i, ok := index().byWord[plainWord(word)]
	if !ok {
		return Family{}, false
	}
	return index().rows[i], true
}

// Families lists all families, the usual ones first.
func Families() []Family { return append([]Family(nil), index().rows...) }

// plainWord is a word without what people vary: case, blanks, hyphens and the
// word distribution after it.
func plainWord(word string) string {
	word = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("-_.", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, narrow(word))
	if short := strings.TrimSuffix(strings.TrimSuffix(word, "distribution"), "分布"); short != "" {
		return short
	}
	return word
}

// familyIndex is the table with its words.
type familyIndex struct {
	rows   []Family
	byWord map[string]int
}

// index returns the read-only table, made once, when first asked for.
var index = sync.OnceValue(func() familyIndex {
	usual := usualFamilies()
	x := familyIndex{rows: append(usual, furtherFamilies()...), byWord: map[string]int{}}
	for i, f := range x.rows {
		x.rows[i].Usual = i < len(usual)
		for _, word := range append([]string{f.Name, f.Chinese}, f.Aliases...) {
			if word != "" {
				x.byWord[plainWord(word)] = i
			}
		}
	}
	return x
})
