package formula

import "strings"

// Code is the kind of an error value; its number is what ERROR.TYPE gives.
type Code uint8

// The error values.
const (
	NullError Code = iota + 1
	DivError
	ValueError
	RefError
	NameError
	NumError
	NAError
	GettingData
	SpillError
	ConnectError
	BlockedError
	UnknownError
	FieldError
	CalcError
	// Circular is ours: a cell that needs its own value while iteration is off.
	// A spreadsheet shows 0 there, which is no answer.
	Circular
)

// codeTexts are the error values as they stand in a file, by Code.
func codeTexts() [Circular + 1]string {
	return [...]string{"", "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA",
		"#SPILL!", "#CONNECT!", "#BLOCKED!", "#UNKNOWN!", "#FIELD!", "#CALC!", "#CIRCULAR!"}
}

// String is the error as a cell shows it.
func (c Code) String() string { return codeTexts()[c] }

// ParseCode reads an error as a file writes it, in either case.
func ParseCode(s string) (Code, bool) {
	for c, text := range codeTexts() {
		if c > 0 && strings.EqualFold(s, text) {
			return Code(c), true
		}
	}
	return 0, false
}

// Reason says why a formula could not be computed, where the error value alone
// would hide it.
type Reason uint8

// The reasons.
const (
	UnknownFunction Reason = iota + 1
	UnknownName
	MissingLink     // a value of another workbook that is not stored
	LocaleDependent // a text that is one number here and another there
	TooDeep         // a LAMBDA that calls itself without end
	NotSorted       // approximate lookup in keys that do not ascend
	Malformed       // a formula that is not one
	Loop            // a circular reference
	Dynamic         // a result whose shape is not the one stored
	Refused         // a function that asks the world outside the workbook
	TooLarge        // an array of millions of elements
	Unfinished      // the run was stopped before
)

// Fault is the cause of an error: the cell in which it arose and the name,
// function or text that is to blame.
type Fault struct {
	At     Cell
	Reason Reason
	Name   string
	Cells  []Cell // of a Loop, in the order in which they need one another
}
