package formula

import (
	"regexp"
	"sort"
)

// seek says how a lookup compares.
type seek uint8

const (
	exactly      seek = iota
	orSmaller         // the largest that is not larger
	orLarger          // the smallest that is not smaller
	wildly            // a text with wildcards
	byExpression      // a regular expression that fits a part
	sortedUp          // binary, the last that is not larger
	sortedDown        // binary, the last that is not smaller
)

// vector is a single row or column to search in.
type vector struct {
	held   *held
	last   bool // from the end
	sorted int  // 1 ascending, -1 descending: by halves
}

// vectorOf reads an argument as a single row or column; more is an error.
func (c *Call) vectorOf(v Value, wrong Code) (vector, Value) {
	if areas := v.Areas(); areas != nil {
		if len(areas) > 1 || areas[0].Rows() > 1 && areas[0].Cols() > 1 {
			return vector{}, Fail(wrong)
		}
		if c.run.beyond(areas[0]) {
			return vector{}, c.run.fault(c.at, NumError, TooLarge, "")
		}
		return vector{held: c.run.hold(areas[0])}, Value{}
	}
	if v.Kind == Error {
		return vector{}, v
	}
	g := boxed(v)
	if g.Rows > 1 && g.Cols > 1 {
		return vector{}, Fail(wrong)
	}
	return vector{held: &held{array: g}}, Value{}
}

// search is the place of a value, -1 where it is not found.
func (c *Call) search(in vector, key Value, how seek) int {
	xs := in.held.array.V
	if key.Kind == Blank {
		if i := scan(xs, in.last, func(x Value) bool { return x.Kind == Blank }); i >= 0 {
			return i
		}
	}
	switch how {
	case wildly:
		if key.Kind == Text {
			pattern := newPattern(key.Text)
			if pattern.wild {
				return scan(xs, in.last, func(x Value) bool { return x.Kind == Text && pattern.matches(x.Text) })
			}
		}
		fallthrough
	case exactly:
		if in.sorted != 0 {
			return halved(xs, key, exactly, in.sorted < 0)
		}
		if in.last {
			return scan(xs, true, func(x Value) bool { return Same(x, key) })
		}
		return in.held.find(key)
	case byExpression:
		return c.searchExpression(xs, in.last, key)
	case orSmaller, orLarger:
		if in.sorted != 0 {
			return halved(xs, key, how, in.sorted < 0)
		}
		return nearestTo(xs, in.last, key, how)
	}
	return c.bisect(xs, key, how == sortedDown)
}

// searchExpression finds a text that a regular expression fits.
func (c *Call) searchExpression(xs []Value, last bool, key Value) int {
	if key.Kind != Text {
		return -1
	}
	e, err := regexp.Compile(key.Text)
	if err != nil {
		c.run.fault(c.at, ValueError, Refused, key.Text)
		return -1
	}
	return scan(xs, last, func(x Value) bool { return x.Kind == Text && e.MatchString(x.Text) })
}

// scan finds the first, or the last, that holds.
func scan(xs []Value, last bool, holds func(Value) bool) int {
	for i := range xs {
		k := i
		if last {
			k = len(xs) - 1 - i
		}
		if holds(xs[k]) {
			return k
		}
	}
	return -1
}

// halved finds a value in sorted ones, of whatever kinds: the first of equal
// ones that ascend, the last of those that descend, else its neighbour.
func halved(xs []Value, key Value, how seek, down bool) int {
	n := len(xs)
	for n > 0 && xs[n-1].Kind == Blank { // below the end of a column
		n--
	}
	i := sort.Search(n, func(i int) bool { // the first that is not before the key
		if down {
			return Compare(xs[i], key) < 0
		}
		return Compare(xs[i], key) >= 0
	})
	larger, smaller := i, i-1
	if down {
		larger, smaller = i-1, i
	}
	switch {
	case larger >= 0 && larger < n && Compare(xs[larger], key) == 0:
		return larger
	case how == orLarger && larger >= 0 && larger < n:
		return larger
	case how == orSmaller && smaller >= 0 && smaller < n:
		return smaller
	}
	return -1
}

// nearestTo finds an equal value, else the next smaller or larger one, in the
// order numbers, texts, booleans.
func nearestTo(xs []Value, last bool, key Value, how seek) int {
	found := -1
	for i := range xs {
		k := i
		if last {
			k = len(xs) - 1 - i
		}
		x := xs[k]
		if x.Kind == Blank || x.Kind == Error {
			continue
		}
		order := Compare(x, key)
		if order == 0 {
			return k
		}
		if (order < 0) != (how == orSmaller) {
			continue
		}
		if found < 0 || (Compare(x, xs[found]) > 0) == (how == orSmaller) && Compare(x, xs[found]) != 0 {
			found = k
		}
	}
	return found
}

// bisect finds the last of sorted values that is not larger (not smaller, where
// they descend) than the key, among the values of its kind. It halves as
// spreadsheets do, so that unsorted values give what they give there; that they
// are not sorted is kept as a fault.
func (c *Call) bisect(xs []Value, key Value, down bool) int {
	var of []int
	sorted := true
	for i, x := range xs {
		if x.Kind != key.Kind {
			continue
		}
		if n := len(of); n > 0 {
			order := Compare(xs[of[n-1]], x)
			sorted = sorted && (order == 0 || (order < 0) != down)
		}
		of = append(of, i)
	}
	if !sorted {
		c.run.fault(c.at, NAError, NotSorted, key.String())
	}
	lo, hi := 0, len(of)-1
	for lo <= hi {
		mid := (lo + hi) / 2
		order := Compare(xs[of[mid]], key)
		if down {
			order = -order
		}
		switch {
		case order < 0:
			lo = mid + 1
		case order > 0:
			hi = mid - 1
		default: // the last of those equal that stand together
			for mid+1 < len(of) && Compare(xs[of[mid+1]], key) == 0 {
				mid++
			}
			return of[mid]
		}
	}
	if hi < 0 {
		return -1
	}
	return of[hi]
}
