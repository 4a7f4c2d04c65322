package distribution

import (
	"math"
	"slices"
	"strconv"
	"strings"
)

// Spec is a distribution as it was written, before it is built: first the
// family with its arguments, of that what lies between Min and Max, then Times
// times that, and Shift more.
type Spec struct {
	Name  string    // of a Family
	Args  []float64 // in the order of its Arguments; 35% is 0.35
	Pairs []Pair    // of those that take VALUE:WEIGHT
	Parts []Spec    // of those that are made of distributions
	Range string    // of those that take a range of cells, as written
	Min   *float64  // a cut
	Max   *float64
	Times float64 // above 0; 0 is as good as 1
	Shift float64
	// Percent is true when the amounts (not probabilities) were written in
	// percent, Own when all and Mixed when some but not all carried a unit of
	// their own, such as k. Zero may be written without; percent is all or none.
	Percent, Own, Mixed bool
}

// Build makes the distribution. values are the numbers of an Empirical's
// range; other distributions do not look at them.
func (s Spec) Build(values []float64) (Distribution, error) {
	f, ok := FamilyOf(s.Name)
	if !ok {
		return nil, bad(CodeUnknown, s.Name, "no distribution has this name")
	}
	if least, most := f.takes(); len(s.Args) < least || len(s.Args) > most {
		if f.List != nil {
			return nil, bad(CodeParameter, s.Name, "%s numbers were given, it takes %s or more", float64(len(s.Args)), float64(least))
		}
		return nil, bad(CodeParameter, s.Name, "%s numbers were given, it takes %s to %s", float64(len(s.Args)), float64(least), float64(most))
	}
	if len(s.Parts) != f.Parts {
		return nil, bad(CodeParameter, s.Name, "%s distributions were given, it takes %s", float64(len(s.Parts)), float64(f.Parts))
	}
	parts := make([]Distribution, len(s.Parts))
	for i, p := range s.Parts {
		d, err := p.Build(nil)
		if err != nil {
			return nil, err
		}
		parts[i] = d
	}
	d, err := f.build(given{args: s.full(f), pairs: s.Pairs, values: values, parts: parts})
	if err != nil {
		return nil, err
	}
	if s.Min != nil || s.Max != nil {
		if d, err = Truncate(d, end(s.Min, math.Inf(-1)), end(s.Max, math.Inf(1))); err != nil {
			return nil, err
		}
	}
	if d, err = Scale(d, s.times()); err != nil {
		return nil, err
	}
	return Shift(d, s.Shift)
}

func end(v *float64, none float64) float64 {
	if v == nil {
		return none
	}
	return *v
}

func (s Spec) times() float64 {
	if s.Times == 0 {
		return 1
	}
	return s.Times
}

// full is Args with the defaults of those that were left out.
func (s Spec) full(f Family) []float64 {
	args := slices.Clone(s.Args)
	for i := len(args); i < len(f.Arguments); i++ {
		args = append(args, f.Arguments[i].Default)
	}
	return args
}

// Scaled is the distribution of factor times the quantity, factor above 0: the
// way to a unit (1,000 for k) or out of percent (0.01). It multiplies the
// arguments that are amounts, the cuts and the shift; a family without amounts
// is multiplied as a whole. A power of ten moves the decimal point of the
// numbers as they are written, so that 35 % is exactly 0.35.
// Checked: TestScaled, every family.
func (s Spec) Scaled(factor float64) Spec {
	f, ok := FamilyOf(s.Name)
	if !ok || factor == 1 {
		return s
	}
	by := multiplier(factor)
	s.Shift = by(s.Shift)
	if !f.Scales() {
		s.Times = by(s.times())
		return s
	}
	s.Args = s.full(f)
	for i := range s.Args {
		if a, ok := f.argument(i); ok && a.Role == Amount {
			s.Args[i] = by(s.Args[i])
		}
	}
	s.Pairs = slices.Clone(s.Pairs)
	for i := range s.Pairs {
		s.Pairs[i].Value = by(s.Pairs[i].Value)
	}
	if n := len(s.Parts); n > 0 {
		s.Parts = slices.Clone(s.Parts)
		s.Parts[n-1] = s.Parts[n-1].Scaled(factor)
	}
	s.Min, s.Max = scaledEnd(s.Min, by), scaledEnd(s.Max, by)
	return s
}

func scaledEnd(v *float64, by func(float64) float64) *float64 {
	if v == nil {
		return nil
	}
	w := by(*v)
	return &w
}

// multiplier multiplies by a factor, a power of ten by moving the point.
func multiplier(factor float64) func(v float64) float64 {
	text := strconv.FormatFloat(factor, 'e', -1, 64)
	mantissa, exponent, _ := strings.Cut(text, "e")
	return func(v float64) float64 {
		if mantissa == "1" && finite(v) && v != 0 {
			digits, own, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
			a, errA := strconv.Atoi(own)
			b, errB := strconv.Atoi(exponent)
			if w, err := strconv.ParseFloat(digits+"e"+strconv.Itoa(a+b), 64); errA == nil && errB == nil && err == nil {
				return w
			}
		}
		return v * factor
	}
}

// CutAfter cuts the quantity where it is after it was multiplied and shifted;
// Min and Max alone cut it before. A nil end is not cut.
// Checked: TestMoved.
func (s Spec) CutAfter(min, max *float64) Spec {
	before := func(v *float64, narrower func(x, y float64) float64, own *float64) *float64 {
		if v == nil {
			return own
		}
		w := (*v - s.Shift) / s.times()
		if own != nil {
			w = narrower(w, *own)
		}
		return &w
	}
	s.Min, s.Max = before(min, math.Max, s.Min), before(max, math.Min, s.Max)
	return s
}

// Magnitude is how large the quantity is, to tell shares from percents: the
// largest of its amounts and its median, without signs. values are the numbers
// of its range.
func (s Spec) Magnitude(values []float64) float64 {
	largest := 0.0
	note := func(v float64) {
		if finite(v) {
			largest = max(largest, math.Abs(v))
		}
	}
	f, _ := FamilyOf(s.Name)
	for i, v := range s.Args {
		if a, ok := f.argument(i); ok && a.Role == Amount {
			note(v)
		}
	}
	for _, p := range s.Pairs {
		note(p.Value)
	}
	for _, v := range values {
		note(v)
	}
	for _, v := range []*float64{s.Min, s.Max} {
		if v != nil && f.Scales() {
			note(*v)
		}
	}
	if d, err := s.Build(values); err == nil {
		note(d.Quantile(0.5))
	}
	return largest
}

// String is the text that Parse reads back to the same distribution.
func (s Spec) String() string {
	f, _ := FamilyOf(s.Name)
	var parts []string
	if s.Range != "" {
		parts = append(parts, s.Range)
	}
	for _, p := range s.Parts {
		parts = append(parts, p.String())
	}
	for i, v := range s.Args {
		a, _ := f.argument(i)
		switch {
		case i >= len(f.Arguments) || finite(v) && !a.Optional:
			parts = append(parts, plain(v))
		case finite(v) && v != a.Default:
			parts = append(parts, a.Name+"="+plain(v))
		}
	}
	for _, p := range s.Pairs {
		parts = append(parts, plain(p.Value)+":"+plain(p.Probability))
	}
	return s.Name + "(" + strings.Join(parts, ",") + s.wrapped(f) + ")"
}

// wrapped is the text of the cuts and of what comes after them.
func (s Spec) wrapped(f Family) string {
	text := cutText(f, s.Min, s.Max)
	if s.times() != 1 {
		text += "," + keyTimes + "=" + plain(s.Times)
	}
	if s.Shift != 0 {
		text += "," + keyShift + "=" + plain(s.Shift)
	}
	return text
}

// cutText names the cuts of a family; where min= and max= are arguments of its
// own, they are from= and to=.
func cutText(f Family, min, max *float64) (text string) {
	from, to := keyMin, keyMax
	if i, ok := f.named(keyMin); ok && f.Arguments[i].Optional {
		from, to = keyFrom, keyTo
	}
	if min != nil {
		text += "," + from + "=" + plain(*min)
	}
	if max != nil {
		text += "," + to + "=" + plain(*max)
	}
	return text
}

// plain is the shortest text that reads back to v, without an exponent for
// numbers of a usual size.
func plain(v float64) string {
	if a := math.Abs(v); a >= 1e-6 && a < 1e15 || a == 0 {
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return number(v)
}
