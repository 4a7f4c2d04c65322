package format

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"ballast/budget/formula/calendar"
)

// moment writes a number as date and time.
func (s *section) moment(x float64, days calendar.System) (string, bool) {
	if x < 0 || x >= float64(days.Last())+1 {
		return "", false
	}
	places := s.secondPlaces()
	unit := math.Pow10(places)
	ticks := math.Floor(float64(float64(x*86400)*unit) + 0.5) // parts of a second since the first day
	day := math.Floor(ticks / (86400 * unit))
	rest := ticks - float64(day*86400*unit)
	seconds := math.Floor(rest / unit)
	part := rest - float64(seconds*unit)
	c, ok := days.Civil(int(day))
	if !ok {
		return "", false
	}
	t := instant{c, days.Weekday(int(day)), int(day), int(seconds), int(part), places, s.twelve()}
	var b strings.Builder
	for i, p := range s.pieces {
		switch p.kind {
		case literal, slash, comma:
			b.WriteString(p.text)
		case date:
			b.WriteString(t.date(p.text))
		case clock:
			b.WriteString(t.clock(p.text))
		case point:
			b.WriteByte('.')
			if i+1 < len(s.pieces) && s.pieces[i+1].kind == digit {
				fmt.Fprintf(&b, "%0*d", places, t.part)
			}
		}
	}
	return b.String(), true
}

// secondPlaces counts the decimals of the seconds.
func (s *section) secondPlaces() int {
	n := 0
	for _, p := range s.pieces {
		if p.kind == digit {
			n++
		}
	}
	return min(n, 9)
}

// twelve reports whether hours are counted to twelve.
func (s *section) twelve() bool {
	for _, p := range s.pieces {
		if p.kind == clock && (p.text[0] == 'a' || p.text[0] == 'A') {
			return true
		}
	}
	return false
}

// instant is a number as date and time.
type instant struct {
	day     calendar.Civil
	weekday int
	days    int // since the first day
	second  int // of the day
	part    int
	places  int
	twelve  bool
}

// date writes a run of y, m or d.
func (t instant) date(code string) string {
	n := len(code)
	switch code[0] {
	case 'y':
		if n <= 2 {
			return fmt.Sprintf("%02d", t.day.Year%100)
		}
		return fmt.Sprintf("%04d", t.day.Year)
	case 'm':
		name := months()[t.day.Month-1]
		switch {
		case n == 3:
			return name[:3]
		case n == 5:
			return name[:1]
		case n > 3:
			return name
		}
		return pad(t.day.Month, n)
	}
	name := weekdays()[t.weekday]
	switch {
	case n == 3:
		return name[:3]
	case n > 3:
		return name
	}
	return pad(t.day.Day, n)
}

// clock writes a run of h, m or s, the same in brackets, or the half of the day.
func (t instant) clock(code string) string {
	hour, minute, second := t.second/3600, t.second/60%60, t.second%60
	switch code[0] {
	case '[':
		total := t.days*86400 + t.second
		switch code[1] {
		case 'h':
			total /= 3600
		case 'm':
			total /= 60
		}
		return fmt.Sprintf("%0*d", len(code)-2, total)
	case 'h':
		if t.twelve {
			hour = (hour+11)%12 + 1
		}
		return pad(hour, len(code))
	case 'm':
		return pad(minute, len(code))
	case 's':
		return pad(second, len(code))
	}
	first, second12, _ := strings.Cut(code, "/")
	if strings.EqualFold(code, "am/pm") {
		first, second12 = "AM", "PM"
	}
	if hour < 12 {
		return first
	}
	return second12
}

func pad(n, width int) string {
	s := strconv.Itoa(n)
	return strings.Repeat("0", max(0, min(width, 2)-len(s))) + s
}

func months() [12]string {
	return [...]string{"January", "February", "March", "April", "May", "June", "July", "August", "September",
		"October", "November", "December"}
}

func weekdays() [7]string {
	return [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
}
