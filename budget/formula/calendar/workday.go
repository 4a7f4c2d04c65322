package calendar

// Weekend says which days of the week are free, 0 Sunday to 6 Saturday.
type Weekend [7]bool

// NumberedWeekend gives the weekend of a number: 1 Saturday and Sunday, 2 Sunday
// and Monday, ... 7; 11 Sunday alone, 12 Monday alone, ... 17.
func NumberedWeekend(n int) (w Weekend, ok bool) {
	switch {
	case n >= 1 && n <= 7:
		w[(n+5)%7], w[(n+6)%7] = true, true
	case n >= 11 && n <= 17:
		w[n-11] = true
	default:
		return w, false
	}
	return w, true
}

// SpelledWeekend gives the weekend of seven digits from Monday, 1 free.
func SpelledWeekend(text string) (w Weekend, ok bool) {
	if len(text) != 7 {
		return w, false
	}
	for i, c := range text {
		switch c {
		case '1':
			w[(i+1)%7] = true
		case '0':
		default:
			return w, false
		}
	}
	return w, true
}

// full reports whether no day is worked.
func (w Weekend) full() bool {
	for _, free := range w {
		if !free {
			return false
		}
	}
	return true
}

// free reports whether a serial is not worked.
func (w Weekend) free(s System, serial int, holidays map[int]bool) bool {
	return w[s.Weekday(serial)] || holidays[serial]
}

// Workdays counts the working days from one serial to another, both included;
// negative when to comes before from.
func (s System) Workdays(from, to int, w Weekend, holidays map[int]bool) int {
	sign := 1
	if from > to {
		from, to, sign = to, from, -1
	}
	if w.full() {
		return 0
	}
	perWeek := 0
	for _, free := range w {
		if !free {
			perWeek++
		}
	}
	weeks := (to - from + 1) / 7
	n := weeks * perWeek
	for d := from + weeks*7; d <= to; d++ {
		if !w[s.Weekday(d)] {
			n++
		}
	}
	for h := range holidays {
		if h >= from && h <= to && !w[s.Weekday(h)] {
			n--
		}
	}
	return sign * n
}

// Workday is the serial that many working days from the given one; ok is false
// where there is none.
func (s System) Workday(from, n int, w Weekend, holidays map[int]bool) (serial int, ok bool) {
	if w.full() {
		return 0, false
	}
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for serial = from; n > 0; {
		serial += step
		if serial < 0 || serial > s.Last() {
			return 0, false
		}
		if !w.free(s, serial, holidays) {
			n--
		}
	}
	return serial, true
}
