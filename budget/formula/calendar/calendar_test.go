package calendar

import (
	"math"
	"testing"
	"time"
)

// TestSerials: every day of both systems against the standard library's
// calendar, and the day that never was.
func TestSerials(t *testing.T) {
	for _, c := range []struct {
		system System
		first  int
		epoch  time.Time
	}{{From1900, 61, time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)}, {From1904, 0, time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)}} {
		day := c.epoch.AddDate(0, 0, c.first)
		for serial := c.first; serial <= c.system.Last(); serial++ {
			y, m, d := day.Date()
			got, ok := c.system.Civil(serial)
			if !ok || got != (Civil{y, int(m), d}) {
				t.Fatalf("%d is %v, want %v", serial, got, day)
			}
			if back, ok := c.system.Serial(y, int(m), d); !ok || back != serial {
				t.Fatalf("%v is %d, want %d", day, back, serial)
			}
			if w := c.system.Weekday(serial); w != int(day.Weekday()) {
				t.Fatalf("%v is weekday %d", day, w)
			}
			day = day.AddDate(0, 0, 1)
		}
		if day.Year() != 10000 || day.YearDay() != 1 {
			t.Errorf("the last day is before %v", day)
		}
	}
	for serial, want := range map[int]Civil{0: {1900, 1, 0}, 1: {1900, 1, 1}, 31: {1900, 1, 31}, 59: {1900, 2, 28}, 60: {1900, 2, 29}} {
		if got, _ := From1900.Civil(serial); got != want {
			t.Errorf("%d is %v, want %v", serial, got, want)
		}
		if n, ok := From1900.Serial(want.Year, want.Month, want.Day); !ok || n != serial {
			t.Errorf("%v is %d, want %d", want, n, serial)
		}
	}
	for _, c := range []Civil{{9999, 13, 1}, {1899, 12, 30}, {1900, 1, -1}} {
		if n, ok := From1900.Serial(c.Year, c.Month, c.Day); ok {
			t.Errorf("%v is %d", c, n)
		}
	}
}

func day(t *testing.T, y, m, d int) int {
	t.Helper()
	n, ok := From1900.Serial(y, m, d)
	if !ok {
		t.Fatalf("%d-%d-%d", y, m, d)
	}
	return n
}

// TestDays360: values of a later Excel given on the OASIS office-formula list on
// 5 November 2010 (lists.oasis-open.org, msg00015), and the vendor's examples.
func TestDays360(t *testing.T) {
	for _, c := range []struct {
		from, to [3]int
		european bool
		want     int
	}{
		{[3]int{2000, 2, 28}, [3]int{2000, 3, 31}, false, 33},
		{[3]int{2000, 2, 29}, [3]int{2000, 3, 31}, false, 30},
		{[3]int{1999, 2, 28}, [3]int{1999, 3, 31}, false, 30},
		{[3]int{2011, 1, 30}, [3]int{2011, 2, 1}, false, 1},
		{[3]int{2011, 1, 1}, [3]int{2011, 12, 31}, false, 360},
		{[3]int{2011, 1, 1}, [3]int{2011, 2, 1}, false, 30},
		{[3]int{2011, 1, 1}, [3]int{2011, 12, 31}, true, 359},
		{[3]int{2011, 2, 1}, [3]int{2011, 1, 30}, false, -1},
	} {
		from, to := day(t, c.from[0], c.from[1], c.from[2]), day(t, c.to[0], c.to[1], c.to[2])
		if got := From1900.Days360(from, to, c.european); got != c.want {
			t.Errorf("%v to %v: %d, want %d", c.from, c.to, got, c.want)
		}
	}
}

// TestYearFraction: the rule for actual/actual of Wheeler's description, and that
// order does not matter; TestExcelValues of the formula language has more.
func TestYearFraction(t *testing.T) {
	for _, c := range []struct {
		from, to [3]int
		basis    Basis
		want     float64
	}{
		{[3]int{2012, 1, 1}, [3]int{2012, 7, 30}, US30, 209.0 / 360},
		{[3]int{2012, 1, 1}, [3]int{2012, 7, 30}, Actual, 211.0 / 366},
		{[3]int{2012, 1, 1}, [3]int{2012, 7, 30}, Actual360, 211.0 / 360},
		{[3]int{2012, 1, 1}, [3]int{2012, 7, 30}, Actual365, 211.0 / 365},
		{[3]int{2011, 3, 1}, [3]int{2012, 2, 28}, Actual, 364.0 / 365},
		{[3]int{2011, 3, 1}, [3]int{2012, 2, 29}, Actual, 365.0 / 366},
		{[3]int{2011, 3, 1}, [3]int{2012, 3, 1}, Actual, 366.0 / 366},
		{[3]int{2010, 1, 1}, [3]int{2012, 1, 1}, Actual, 730 / (1096.0 / 3)},
		{[3]int{2011, 2, 28}, [3]int{2012, 2, 29}, US30, 1},
		{[3]int{2011, 1, 31}, [3]int{2011, 3, 31}, US30, 60.0 / 360},
		{[3]int{2011, 1, 31}, [3]int{2011, 2, 28}, Euro30, 28.0 / 360},
	} {
		from, to := day(t, c.from[0], c.from[1], c.from[2]), day(t, c.to[0], c.to[1], c.to[2])
		if got, back := c.basis.YearFraction(From1900, from, to), c.basis.YearFraction(From1900, to, from); math.Abs(got-c.want) > 1e-15 || back != got {
			t.Errorf("%v to %v, basis %d: %g and back %g, want %g", c.from, c.to, c.basis, got, back, c.want)
		}
	}
}

// TestDifference: the flaw of MD has its values from addinbox.sakura.ne.jp,
// Excel_Tips05 (Excel 2003).
func TestDifference(t *testing.T) {
	for _, c := range []struct {
		from, to [3]int
		unit     string
		want     int
	}{
		{[3]int{1998, 10, 31}, [3]int{2000, 3, 21}, "MD", 19},
		{[3]int{1998, 10, 31}, [3]int{2000, 3, 1}, "MD", -1},
		{[3]int{2001, 1, 1}, [3]int{2003, 1, 1}, "Y", 2},
		{[3]int{2001, 6, 1}, [3]int{2002, 8, 15}, "D", 440},
		{[3]int{2001, 6, 1}, [3]int{2002, 8, 15}, "YD", 75},
		{[3]int{2001, 6, 1}, [3]int{2002, 8, 15}, "MD", 14},
		{[3]int{2001, 6, 1}, [3]int{2002, 8, 15}, "M", 14},
		{[3]int{2001, 6, 1}, [3]int{2002, 8, 15}, "ym", 2},
		{[3]int{2001, 8, 15}, [3]int{2002, 6, 1}, "Y", 0},
		{[3]int{2001, 8, 15}, [3]int{2002, 6, 1}, "YD", 290},
	} {
		got, ok := From1900.Difference(day(t, c.from[0], c.from[1], c.from[2]), day(t, c.to[0], c.to[1], c.to[2]), c.unit)
		if !ok || got != c.want {
			t.Errorf("%v to %v %s: %d, want %d", c.from, c.to, c.unit, got, c.want)
		}
	}
	if _, ok := From1900.Difference(2, 1, "D"); ok {
		t.Error("a difference backwards")
	}
	if _, ok := From1900.Difference(1, 2, "Q"); ok {
		t.Error("an unknown unit")
	}
}

// TestWorkdays: counting and stepping agree, day by day, for every weekend, and
// both agree with a walk through the days.
func TestWorkdays(t *testing.T) {
	from := day(t, 2024, 2, 20)
	free := map[int]bool{from + 3: true, from + 4: true, from + 17: true, from + 400: true}
	for n := 1; n <= 17; n++ {
		w, ok := NumberedWeekend(n)
		if ok != (n <= 7 || n >= 11) {
			t.Errorf("weekend %d: %v", n, ok)
		}
		count := 0
		for to := from; to < from+60; to++ {
			if !w[From1900.Weekday(to)] && !free[to] {
				count++
				if count > 1 || w[From1900.Weekday(from)] || free[from] {
					steps := count
					if !w[From1900.Weekday(from)] && !free[from] {
						steps--
					}
					if got, ok := From1900.Workday(from, steps, w, free); !ok || got != to {
						t.Fatalf("weekend %d: day %d is %d, want %d", n, steps, got, to)
					}
				}
			}
			if got := From1900.Workdays(from, to, w, free); got != count {
				t.Fatalf("weekend %d: %d days to %d, want %d", n, got, to, count)
			}
			if got := From1900.Workdays(to, from, w, free); to > from && got != -count {
				t.Fatalf("weekend %d backwards: %d, want %d", n, got, -count)
			}
		}
	}
	if w, ok := SpelledWeekend("0000011"); !ok || w != (Weekend{true, false, false, false, false, false, true}) {
		t.Errorf("0000011 is %v", w)
	}
	if _, ok := SpelledWeekend("000001x"); ok {
		t.Error("a letter for a day")
	}
}

// TestWeeks against the standard library's ISO weeks, and weeks from 1 January.
func TestWeeks(t *testing.T) {
	for serial := day(t, 1999, 12, 20); serial < day(t, 2034, 1, 20); serial++ {
		d := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, serial)
		if _, want := d.ISOWeek(); From1900.ISOWeek(serial) != want {
			t.Fatalf("%v: ISO week %d, want %d", d, From1900.ISOWeek(serial), want)
		}
		first := time.Date(d.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		week := 1
		for x := first.AddDate(0, 0, 1); !x.After(d); x = x.AddDate(0, 0, 1) {
			if x.Weekday() == time.Monday {
				week++
			}
		}
		if got := From1900.Week(serial, 1); got != week {
			t.Fatalf("%v: week %d, want %d", d, got, week)
		}
	}
}
