package formula

// Node is an expression. The concrete types are Literal, Empty, Constants,
// Range, Name, Structured, Local, Unary, Binary, Apply, Invoke, Let and Lambda.
type Node interface{ node() }

// Literal is a number, text, boolean or error written in the formula.
type Literal struct{ Value Value }

// Empty is an argument left empty, as the second of IF(a,,b).
type Empty struct{}

// Constants is an array written in the formula: {1,2;3,4}.
type Constants struct{ Array *Array }

// Coord is one corner of a Range. A relative row or column is the distance from
// the formula's cell, an absolute one counts from 0.
type Coord struct {
	Row, Col       int32
	RowRel, ColRel bool
}

// Shape says how a Range was written.
type Shape uint8

// The shapes of a Range: B4, B4:C9, B:C, 4:9.
const (
	OneCell Shape = iota
	Rectangle
	WholeColumns
	WholeRows
)

// SheetRef says on which sheets a reference lies. Without a name it is the
// formula's own sheet. Last is the second name of a three-dimensional one.
type SheetRef struct {
	Book       int    // 0: this workbook, n: the nth link to another, -1: one named by File
	File       string // a path and a file in brackets, as typed before it was saved
	Name, Last string // as written, without quotes
	Local      bool   // no sheet was named
	ID, LastID int32  // set by NewBook; -1 where there is no such sheet
}

// Range is a reference to cells by address.
type Range struct {
	Sheet    SheetRef
	Shape    Shape
	From, To Coord
}

// Name is a defined name. Without a sheet it is that of the formula's sheet,
// else the workbook's.
type Name struct {
	Sheet SheetRef
	Text  string
}

// Part is a portion of a table: a set of the bits below. None means the data.
type Part uint8

// The parts of a table.
const (
	PartData Part = 1 << iota
	PartHeaders
	PartTotals
	PartThisRow
	PartAll = PartData | PartHeaders | PartTotals
)

// Structured is a reference to a table: Table1[[#This Row],[first]:[last]].
type Structured struct {
	Book        int
	Table       string // "" inside the table itself
	Parts       Part
	First, Last string // columns; both empty: all, Last empty: one
}

// Local is a name bound by Let or Lambda.
type Local struct{ Name string }

// Op is an operator of a Unary or a Binary.
type Op uint8

// The operators. Spilled is A1#, Intersected is @A1.
const (
	Negate Op = iota
	Plus
	Percent
	Spilled
	Intersected
	Add
	Subtract
	Multiply
	Divide
	Power
	Concat
	Equal
	NotEqual
	Less
	LessEqual
	Greater
	GreaterEqual
	RangeTo
	Intersection
	Union
)

// String is the operator as it is written.
func (o Op) String() string {
	return [...]string{"-", "+", "%", "#", "@", "+", "-", "*", "/", "^", "&", "=", "<>", "<", "<=", ">", ">=", ":", " ", ","}[o]
}

// Unary is an operator with one operand: Negate, Plus, Percent, Spilled or
// Intersected.
type Unary struct {
	Op Op
	X  Node
}

// Binary is an operator with two.
type Binary struct {
	Op   Op
	X, Y Node
}

// Apply is a call of a function by name. Name is in capitals and without the
// prefixes _xlfn and _xlws; Addin keeps _xll or _xludf. Func is the row of the
// table, nil where no function of the language has the name (a defined name
// that holds a LAMBDA, an add-in).
type Apply struct {
	Name  string
	Addin string
	Func  *Func
	Args  []Node
}

// Invoke is a call of a function that is a value: LAMBDA(x,x+1)(2).
type Invoke struct {
	Callee Node
	Args   []Node
}

// Let binds names, each seeing those before it.
type Let struct {
	Names  []string
	Values []Node
	Body   Node
}

// Lambda is a function value. The last Optional parameters may be left out.
type Lambda struct {
	Params   []string
	Optional []bool
	Body     Node
}

func (*Literal) node()    {}
func (*Empty) node()      {}
func (*Constants) node()  {}
func (*Range) node()      {}
func (*Name) node()       {}
func (*Structured) node() {}
func (*Local) node()      {}
func (*Unary) node()      {}
func (*Binary) node()     {}
func (*Apply) node()      {}
func (*Invoke) node()     {}
func (*Let) node()        {}
func (*Lambda) node()     {}
