package formula

import (
	"math"

	"ballast/budget/formula/elementary"
)

// Raise is x to the power y as the operator ^ has it: 0^0 is #NUM!, 0 to a
// negative power #DIV/0!, and a negative number takes whole powers only.
// Checked: TestPower.
func Raise(x, y float64) Value {
	switch {
	case x == 0 && y == 0:
		return Fail(NumError)
	case x == 0 && y < 0:
		return Fail(DivError)
	case x < 0 && y != math.Trunc(y):
		return Fail(NumError)
	}
	return Num(elementary.Pow(x, y))
}
