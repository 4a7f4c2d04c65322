package sheet

import (
	"fmt"
	"strings"
	"time"
)

// isDate reports whether a number format shows a date.
func isDate(format string) bool {
	quoted := false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\':
			i++
		case c == '[':
			for i < len(format) && format[i] != ']' {
				i++
			}
		case c == 'y' || c == 'd' || c == 'Y' || c == 'D':
			return true
		}
	}
	return false
}

// showDate writes a date by the codes y, m, d, h and s; an m after an h is a
// minute.
func showDate(t time.Time, format string) string {
	var out strings.Builder
	hour := false
	for i := 0; i < len(format); {
		n := 1
		for i+n < len(format) && format[i+n] == format[i] {
			n++
		}
		switch c := format[i]; c {
		case 'y', 'Y':
			if n > 2 {
				fmt.Fprintf(&out, "%04d", t.Year())
			} else {
				fmt.Fprintf(&out, "%02d", t.Year()%100)
			}
		case 'm', 'M':
			value := int(t.Month())
			if hour {
				value = t.Minute()
			}
			fmt.Fprintf(&out, "%0*d", min(n, 2), value)
		case 'd', 'D':
			fmt.Fprintf(&out, "%0*d", min(n, 2), t.Day())
		case 'h', 'H':
			hour = true
			fmt.Fprintf(&out, "%0*d", min(n, 2), t.Hour())
		case 's', 'S':
			fmt.Fprintf(&out, "%0*d", min(n, 2), t.Second())
		case '"':
			end := strings.IndexByte(format[i+1:], '"')
			if end < 0 {
				end = len(format) - i - 2
			}
			out.WriteString(format[i+1 : i+1+end])
			n = end + 2
		case '\\':
			n = 2
			out.WriteString(format[min(i+1, len(format)):min(i+2, len(format))])
		default:
			out.WriteString(format[i : i+n])
		}
		i += n
	}
	return out.String()
}
