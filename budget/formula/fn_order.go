package formula

import (
	"math"
	"sort"
)

// orderFunctions rank and cut sorted samples.
func orderFunctions() []Func {
	at := func(name string, f func(sorted []float64, k float64) Value) Func {
		return Func{Name: name, Min: 2, Max: 2, Args: "rn", Prefix: newName(name), Call: func(c *Call, a []Value) Value {
			xs, bad := c.Numbers(a[0])
			if bad.Kind == Error {
				return bad
			}
			if len(xs) == 0 {
				return Fail(NumError)
			}
			sort.Float64s(xs)
			return f(xs, a[1].Num)
		}}
	}
	return []Func{
		{Name: "MEDIAN", Min: 1, Max: Many, Args: "r", Call: median},
		at("LARGE", func(xs []float64, k float64) Value { return nth(xs, float64(len(xs))-math.Ceil(k)) }),
		at("SMALL", func(xs []float64, k float64) Value { return nth(xs, math.Ceil(k)-1) }),
		at("PERCENTILE", percentileInclusive), at("PERCENTILE.INC", percentileInclusive),
		at("PERCENTILE.EXC", percentileExclusive),
		at("QUARTILE", quartile(percentileInclusive)), at("QUARTILE.INC", quartile(percentileInclusive)),
		at("QUARTILE.EXC", quartile(percentileExclusive)),
		{Name: "RANK", Min: 2, Max: 3, Args: "nrn", Call: rank(false)},
		{Name: "RANK.EQ", Min: 2, Max: 3, Args: "nrn", Call: rank(false), Prefix: "_xlfn."},
		{Name: "RANK.AVG", Min: 2, Max: 3, Args: "nrn", Call: rank(true), Prefix: "_xlfn."},
		{Name: "PERCENTRANK", Min: 2, Max: 3, Args: "rnn", Call: percentRank(false)},
		{Name: "PERCENTRANK.INC", Min: 2, Max: 3, Args: "rnn", Call: percentRank(false), Prefix: "_xlfn."},
		{Name: "PERCENTRANK.EXC", Min: 2, Max: 3, Args: "rnn", Call: percentRank(true), Prefix: "_xlfn."},
		{Name: "FREQUENCY", Min: 2, Max: 2, Args: "rr", Call: frequency},
		{Name: "PROB", Min: 3, Max: 4, Args: "rrnn", Call: probability},
	}
}

func nth(sorted []float64, i float64) Value {
	if i < 0 || i >= float64(len(sorted)) {
		return Fail(NumError)
	}
	return Num(sorted[int(i)])
}

func median(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a...)
	if bad.Kind == Error {
		return bad
	}
	n := len(xs)
	if n == 0 {
		return Fail(NumError)
	}
	sort.Float64s(xs)
	if n%2 == 1 {
		return Num(xs[n/2])
	}
	return Num((xs[n/2-1] + xs[n/2]) / 2)
}

// between is the value at a place between two of the sorted numbers.
func between(sorted []float64, at float64) Value {
	i := math.Floor(at)
	part := at - i
	lo := sorted[int(i)]
	if part == 0 {
		return Num(lo)
	}
	return Num(lo + float64(part*(sorted[int(i)+1]-lo)))
}

// percentileInclusive puts the first number at 0 and the last at 1.
func percentileInclusive(sorted []float64, p float64) Value {
	if p < 0 || p > 1 {
		return Fail(NumError)
	}
	return between(sorted, p*float64(len(sorted)-1))
}

// percentileExclusive puts the ith of n numbers at i/(n+1).
func percentileExclusive(sorted []float64, p float64) Value {
	n := float64(len(sorted))
	at := float64(p*(n+1)) - 1
	if p <= 0 || p >= 1 || at < -1e-12 || at > n-1+1e-12 {
		return Fail(NumError)
	}
	return between(sorted, math.Min(math.Max(at, 0), n-1))
}

func quartile(percentile func([]float64, float64) Value) func([]float64, float64) Value {
	return func(sorted []float64, q float64) Value {
		return percentile(sorted, math.Trunc(q)/4)
	}
}

// rank counts the numbers above, or below where the order is not 0.
func rank(average bool) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		xs, bad := c.Numbers(a[1])
		if bad.Kind == Error {
			return bad
		}
		x, upwards := a[0].Num, given(a, 2, 0) != 0
		before, same := 0, 0
		for _, y := range xs {
			switch {
			case y == x:
				same++
			case (y < x) == upwards:
				before++
			}
		}
		if same == 0 {
			return Fail(NAError)
		}
		r := float64(before + 1)
		if average {
			r += float64(float64(same-1) / 2)
		}
		return Num(r)
	}
}

// percentRank is the place of a number among others from 0 to 1, cut to some
// digits.
func percentRank(exclusive bool) func(*Call, []Value) Value {
	return func(c *Call, a []Value) Value {
		xs, bad := c.Numbers(a[0])
		if bad.Kind == Error {
			return bad
		}
		x, digits := a[1].Num, math.Trunc(given(a, 2, 3))
		if len(xs) == 0 || digits < 1 {
			return Fail(NumError)
		}
		sort.Float64s(xs)
		n := len(xs)
		if x < xs[0] || x > xs[n-1] {
			return Fail(NAError)
		}
		i := sort.SearchFloat64s(xs, x)
		at := float64(i)
		if xs[i] != x {
			at = float64(i-1) + (x-xs[i-1])/(xs[i]-xs[i-1])
		}
		var p float64
		switch {
		case exclusive:
			p = (at + 1) / float64(n+1)
		case n == 1:
			p = 1
		default:
			p = at / float64(n-1)
		}
		scale := math.Pow10(int(math.Min(digits, 15)))
		return Num(math.Floor(float64(p*scale)+1e-9) / scale)
	}
}

// frequency counts numbers up to each bound and above the last: a column of one
// more than the bounds, in their order.
func frequency(c *Call, a []Value) Value {
	xs, bad := c.Numbers(a[0])
	if bad.Kind == Error {
		return bad
	}
	bounds, bad := c.Numbers(a[1])
	if bad.Kind == Error {
		return bad
	}
	if len(bounds) == 0 {
		return Grid(columnOf([]Value{Int(len(xs)), Int(0)}))
	}
	order := make([]int, len(bounds))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return bounds[order[i]] < bounds[order[j]] })
	count := make([]int, len(bounds)+1)
	for _, x := range xs {
		k := sort.Search(len(order), func(i int) bool { return bounds[order[i]] >= x })
		if k == len(order) {
			count[k]++
		} else {
			count[order[k]]++
		}
	}
	v := make([]Value, len(count))
	for i, n := range count {
		v[i] = Int(n)
	}
	return Grid(columnOf(v))
}

// probability sums the chances of the numbers between two limits.
func probability(c *Call, a []Value) Value {
	xs, ps, bad := c.pairs(a[0], a[1])
	if bad.Kind == Error {
		return bad
	}
	if len(ps) == 0 {
		return Fail(DivError)
	}
	lo := a[2].Num
	hi := given(a, 3, lo)
	total, sum := 0.0, 0.0
	for i, p := range ps {
		if p < 0 || p > 1 {
			return Fail(NumError)
		}
		total += p
		if xs[i] >= lo && xs[i] <= hi {
			sum += p
		}
	}
	if math.Abs(total-1) > 1e-7 {
		return Fail(NumError)
	}
	return Num(sum)
}
