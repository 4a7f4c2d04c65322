package formula

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// CompareNumbers orders two numbers as the operators = and < do, which look at
// 15 significant digits: 0.1+0.2 equals 0.3.
// Checked: TestFifteenDigits.
func CompareNumbers(a, b float64) int {
	if a == b {
		return 0
	}
	if math.Abs(a-b) <= max(math.Abs(a), math.Abs(b))*1e-14 {
		a, b = shown15(a), shown15(b)
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// shown15 rounds to the 15 significant digits that a spreadsheet shows.
func shown15(x float64) float64 {
	if x == 0 || x == math.Trunc(x) && math.Abs(x) < 1e15 {
		return x
	}
	var buf [32]byte
	y, err := strconv.ParseFloat(string(strconv.AppendFloat(buf[:0], x, 'e', 14, 64)), 64)
	if err != nil {
		return x
	}
	return y
}

// Compare orders two single values that are no errors: numbers before texts
// before booleans; a blank is 0, "" or FALSE, whatever the other is; texts
// ignore case.
func Compare(a, b Value) int {
	if a.Kind == Blank {
		a = emptyLike(b)
	}
	if b.Kind == Blank {
		b = emptyLike(a)
	}
	if a.Kind != b.Kind {
		return int(a.Kind) - int(b.Kind) // Number < Text < Bool
	}
	switch a.Kind {
	case Number:
		return CompareNumbers(a.Num, b.Num)
	case Text:
		return compareTexts(a.Text, b.Text)
	case Bool:
		return int(a.Num) - int(b.Num)
	}
	return 0
}

// emptyLike is what a blank is beside v.
func emptyLike(v Value) Value {
	switch v.Kind {
	case Text:
		return Str("")
	case Bool:
		return Logic(false)
	}
	return Value{Kind: Number}
}

// compareTexts orders two texts without regard to case.
func compareTexts(a, b string) int {
	if a == b {
		return 0
	}
	return strings.Compare(Fold(a), Fold(b))
}

// Fold is a text in the form in which case does not matter.
func Fold(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c >= 'A' && c <= 'Z' {
			return strings.Map(unicode.ToLower, s)
		}
	}
	return s
}

// Same reports whether two single values are equal and of one kind, as lookups
// want it: a blank is equal to nothing but a blank, 5 is not "5".
func Same(a, b Value) bool {
	if a.Kind != b.Kind {
		return false
	}
	switch a.Kind {
	case Number:
		return CompareNumbers(a.Num, b.Num) == 0
	case Text:
		return compareTexts(a.Text, b.Text) == 0
	case Error:
		return a.Err == b.Err
	}
	return a.Num == b.Num
}
