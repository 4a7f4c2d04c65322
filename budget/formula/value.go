package formula

import "math"

// Kind says what a Value is.
type Kind uint8

// The kinds of a value. Blank is an empty cell or an argument left empty.
const (
	Blank Kind = iota
	Number
	Text
	Bool
	Error
	Matrix
	Reference
	Function
)

// String names the kind as a person would.
func (k Kind) String() string {
	return [...]string{"blank", "number", "text", "boolean", "error", "array", "reference", "function"}[k]
}

// Value is what a cell holds or an expression gives. The zero Value is blank.
// Values are made by Num, Str, Logic, Fail, Grid and Refer: a number is never
// infinite and never NaN.
type Value struct {
	Kind Kind
	Err  Code    // of an Error
	Num  float64 // of a Number; 1 or 0 of a Bool
	Text string  // of a Text
	box  any     // *Array, Areas, *closure or, of an Error, *Fault
}

// Num is a number; what is not finite is #NUM!, as the language has no infinity.
// A NaN or an infinity never comes out of it.
// Checked: TestValuesAreFinite.
func Num(x float64) Value {
	if !(math.Abs(x) <= math.MaxFloat64) { // x-x would become one instruction with a product that x is
		return Fail(NumError)
	}
	return Value{Kind: Number, Num: x}
}

// Int is a whole number.
func Int(n int) Value { return Value{Kind: Number, Num: float64(n)} }

// Str is a text.
func Str(s string) Value { return Value{Kind: Text, Text: s} }

// Logic is TRUE or FALSE.
func Logic(b bool) Value {
	if b {
		return Value{Kind: Bool, Num: 1}
	}
	return Value{Kind: Bool}
}

// Fail is an error value.
func Fail(c Code) Value { return Value{Kind: Error, Err: c} }

// Grid is an array; one of a single element stays an array, one of none is
// #CALC!, as the language has no empty array.
func Grid(a *Array) Value {
	if a == nil || a.Rows == 0 || a.Cols == 0 {
		return Fail(CalcError)
	}
	return Value{Kind: Matrix, box: a}
}

// Refer is a reference to areas of cells; none at all is #NULL!.
func Refer(areas ...Area) Value {
	if len(areas) == 0 {
		return Fail(NullError)
	}
	return Value{Kind: Reference, box: Areas(areas)}
}

// Failed is an error value that says where it arose and why.
func Failed(c Code, f *Fault) Value { return Value{Kind: Error, Err: c, box: f} }

// IsError reports whether v is an error value.
func (v Value) IsError() bool { return v.Kind == Error }

// IsNumber reports whether v is a number; a boolean is none.
func (v Value) IsNumber() bool { return v.Kind == Number }

// True reports whether v is the boolean TRUE.
func (v Value) True() bool { return v.Kind == Bool && v.Num != 0 }

// Array is the array of a Matrix, otherwise nil.
func (v Value) Array() *Array {
	a, _ := v.box.(*Array)
	return a
}

// Areas are the areas of a Reference, otherwise nil.
func (v Value) Areas() Areas {
	a, _ := v.box.(Areas)
	return a
}

// Fault is the cause of an error that the language itself cannot name (a
// function that is not known, a text whose number depends on the country),
// otherwise nil.
func (v Value) Fault() *Fault {
	f, _ := v.box.(*Fault)
	return f
}

// closure is the function value of a LAMBDA, otherwise nil.
func (v Value) closure() *closure {
	f, _ := v.box.(*closure)
	return f
}
