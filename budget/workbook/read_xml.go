package workbook

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup walks through the tags and text of one XML part without copying. It
// knows what sheets contain: no document type, no entities but the predefined.
// It exists because a sheet of 300,000 cells takes encoding/xml seconds.
type markup struct {
	data  []byte
	pos   int
	open  [][]byte // names of the open elements, local
	kind  markupKind
	name  []byte // local name of the tag
	attrs []byte // between the name and the end of a start tag
	text  []byte // raw character data; literal when from CDATA
	cdata bool
	empty bool // an end follows for a tag like <c/>
}

type markupKind uint8

const (
	markupEnd markupKind = iota // of the part
	markupOpen
	markupClose
	markupText
)

var errMarkup = errors.New("malformed XML")

// maxDepth bounds nested elements; real sheets stay below 20.
const maxDepth = 200

// next moves to the next tag or text.
func (m *markup) next() error {
	if m.empty {
		m.empty = false
		m.kind = markupClose
		m.open = m.open[:len(m.open)-1]
		return nil
	}
	for {
		if m.pos >= len(m.data) {
			m.kind = markupEnd
			if len(m.open) > 0 {
				return fmt.Errorf("%w: <%s> is not closed", errMarkup, m.open[len(m.open)-1])
			}
			return nil
		}
		if m.data[m.pos] != '<' {
			end := bytes.IndexByte(m.data[m.pos:], '<')
			if end < 0 {
				end = len(m.data) - m.pos
			}
			m.kind, m.cdata, m.text = markupText, false, m.data[m.pos:m.pos+end]
			m.pos += end
			return nil
		}
		skip, err := m.tag()
		if err != nil || !skip {
			return err
		}
	}
}

// tag reads what begins with "<"; skip says that it was a comment or the like.
func (m *markup) tag() (skip bool, err error) {
	rest := m.data[m.pos:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		return true, m.skipPast(4, "-->")
	case bytes.HasPrefix(rest, []byte("<?")):
		return true, m.skipPast(2, "?>")
	case bytes.HasPrefix(rest, []byte("<![CDATA[")):
		start := m.pos + 9
		if err := m.skipPast(9, "]]>"); err != nil {
			return false, err
		}
		m.kind, m.cdata, m.text = markupText, true, m.data[start:m.pos-3]
		return false, nil
	case bytes.HasPrefix(rest, []byte("<!")):
		return false, fmt.Errorf("%w: a document type declaration", errMarkup)
	case bytes.HasPrefix(rest, []byte("</")):
		return false, m.closing()
	}
	return false, m.opening()
}

func (m *markup) skipPast(from int, mark string) error {
	end := bytes.Index(m.data[m.pos+from:], []byte(mark))
	if end < 0 {
		return fmt.Errorf("%w: no %s", errMarkup, mark)
	}
	m.pos += from + end + len(mark)
	return nil
}

func (m *markup) closing() error {
	end := bytes.IndexByte(m.data[m.pos:], '>')
	if end < 0 {
		return fmt.Errorf("%w: a tag without end", errMarkup)
	}
	name := m.data[m.pos+2 : m.pos+end]
	for len(name) > 0 && isBlank(name[len(name)-1]) {
		name = name[:len(name)-1]
	}
	name = localName(name)
	m.pos += end + 1
	if len(m.open) == 0 || !bytes.Equal(m.open[len(m.open)-1], name) {
		return fmt.Errorf("%w: </%s> closes nothing", errMarkup, name)
	}
	m.open = m.open[:len(m.open)-1]
	m.kind, m.name = markupClose, name
	return nil
}

func (m *markup) opening() error {
	i, quote := m.pos+1, byte(0)
	for ; i < len(m.data); i++ {
		c := m.data[i]
		if quote != 0 {
			if c == quote {
				quote = 0
			}
		} else if c == '"' || c == '\'' {
			quote = c
		} else if c == '>' {
			break
		}
	}
	if i >= len(m.data) {
		return fmt.Errorf("%w: a tag without end", errMarkup)
	}
	body := m.data[m.pos+1 : i]
	m.pos = i + 1
	m.empty = len(body) > 0 && body[len(body)-1] == '/'
	if m.empty {
		body = body[:len(body)-1]
	}
	n := 0
	for n < len(body) && !isBlank(body[n]) {
		n++
	}
	if n == 0 || len(m.open) >= maxDepth {
		return fmt.Errorf("%w: a tag without name, or too many inside each other", errMarkup)
	}
	m.kind, m.name, m.attrs = markupOpen, localName(body[:n]), body[n:]
	m.open = append(m.open, m.name)
	return nil
}

// attr returns an attribute of the start tag by local name, unescaped.
func (m *markup) attr(name string) (string, bool) {
	a := m.attrs
	for {
		eq := bytes.IndexByte(a, '=')
		if eq < 0 {
			return "", false
		}
		key := localName(bytes.TrimSpace(a[:eq]))
		a = a[eq+1:]
		for len(a) > 0 && isBlank(a[0]) {
			a = a[1:]
		}
		if len(a) == 0 || a[0] != '"' && a[0] != '\'' {
			return "", false
		}
		end := bytes.IndexByte(a[1:], a[0])
		if end < 0 {
			return "", false
		}
		if string(key) == name {
			return unescapeXML(a[1 : 1+end]), true
		}
		a = a[end+2:]
	}
}

// isBlank reports whether a byte is white space between the parts of a tag.
func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// content returns the text that the current text token stands for.
func (m *markup) content() string {
	if m.cdata {
		return string(m.text)
	}
	return unescapeXML(m.text)
}

func localName(name []byte) []byte {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[i+1:]
	}
	return name
}

// unescapeXML resolves the predefined and numeric entities.
func unescapeXML(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	var out strings.Builder
	s := string(b)
	for {
		i := strings.IndexByte(s, '&')
		if i < 0 {
			break
		}
		out.WriteString(s[:i])
		s = s[i:]
		end := strings.IndexByte(s, ';')
		if end < 0 || end > 12 {
			out.WriteByte('&')
			s = s[1:]
			continue
		}
		out.WriteString(entity(s[1:end]))
		s = s[end+1:]
	}
	return out.String() + s
}

func entity(name string) string {
	switch name {
	case "amp":
		return "&"
	case "lt":
		return "<"
	case "gt":
		return ">"
	case "quot":
		return `"`
	case "apos":
		return "'"
	}
	digits, base := strings.TrimPrefix(name, "#"), 10
	if hex, found := strings.CutPrefix(digits, "x"); found {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !strings.HasPrefix(name, "#") || n > utf8.MaxRune {
		return string(utf8.RuneError)
	}
	return string(rune(n))
}
