package formula

// held is a range that has been read, with what lookups in it need.
type held struct {
	array *Array
	reads int
	first map[lookupKey]int // the place of the first element of each value
}

// maxHeld is how many elements of ranges a run keeps.
const maxHeld = 16 << 20

// used is the part of a range that its sheet uses, read once for all functions
// that search in it; it may be of no rows. Ranges are kept from the second
// reading on, and not while loops are repeated.
func (r *Run) used(a Area) *Array {
	return r.hold(a).array
}

// beyond reports whether the used part of a range is larger than any array.
func (r *Run) beyond(a Area) bool {
	a = r.clip(a)
	return tooLarge(a.Rows(), a.Cols())
}

// hold reads a range or finds it in memory.
func (r *Run) hold(a Area) *held {
	a = r.clip(a)
	if a.Top > a.Bottom || a.Left > a.Right {
		return &held{array: &Array{}}
	}
	h := r.ranges[a]
	if h == nil {
		h = &held{}
		if r.ranges == nil {
			r.ranges = map[Area]*held{}
		}
		if len(r.ranges) < maxHeld/16 {
			r.ranges[a] = h
		}
	}
	if h.array != nil {
		return h
	}
	out := r.read(a)
	h.reads++
	if h.reads > 1 && !r.opts.Iterate && r.heldCells+len(out.V) <= maxHeld {
		r.heldCells += len(out.V)
		h.array = out
		return h
	}
	return &held{array: out}
}

// lookupKey is a value as a key of exact search.
type lookupKey struct {
	kind Kind
	num  float64
	text string
}

// keyOf is a value's key.
func keyOf(v Value) lookupKey {
	switch v.Kind {
	case Text:
		return lookupKey{kind: Text, text: Fold(v.Text)}
	case Number:
		return lookupKey{kind: Number, num: shown15(v.Num)}
	case Error:
		return lookupKey{kind: Error, num: float64(v.Err)}
	}
	return lookupKey{kind: v.Kind, num: v.Num}
}

// find is the place of the first element of a single row or column that is the
// Same as a value; -1 where there is none.
func (h *held) find(v Value) int {
	if h.first == nil {
		if h.reads < 2 || len(h.array.V) < 8 {
			for i, x := range h.array.V {
				if Same(x, v) {
					return i
				}
			}
			return -1
		}
		h.first = make(map[lookupKey]int, len(h.array.V))
		for i := len(h.array.V) - 1; i >= 0; i-- {
			h.first[keyOf(h.array.V[i])] = i
		}
	}
	if i, ok := h.first[keyOf(v)]; ok {
		return i
	}
	return -1
}
