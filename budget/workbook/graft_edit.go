package workbook

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
)

// element is one XML element together with its place in the text, so that a
// part can be edited as text and everything else in it stays as it was.
// data[from:inner] is the start tag, data[inner:outer] the content and
// data[outer:to] the end tag; for <a/> inner, outer and to are equal.
type element struct {
	name                   xml.Name
	attrs                  []xml.Attr
	from, inner, outer, to int
	kids                   []*element
}

// outline parses a whole part, which proves that it is well-formed, and returns
// its root with the elements of the first levels below it.
func outline(data []byte, levels int) (*element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(label, "us-ascii") {
			return in, nil
		}
		return nil, fmt.Errorf("encoding %s is not supported", label)
	}
	var root *element
	var open []*element
	for {
		from := int(d.InputOffset())
		tok, err := d.Token()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := tok.(type) {
		case xml.StartElement:
			e := &element{name: t.Name, attrs: t.Attr, from: from, inner: int(d.InputOffset())}
			switch {
			case len(open) == 0 && root == nil:
				root = e
			case len(open) == 0:
				return nil, fmt.Errorf("a second root element <%s>", t.Name.Local)
			case len(open) <= levels:
				p := open[len(open)-1]
				p.kids = append(p.kids, e)
			}
			open = append(open, e)
		case xml.EndElement:
			e := open[len(open)-1]
			e.outer, e.to = from, int(d.InputOffset())
			open = open[:len(open)-1]
		case xml.Directive:
			return nil, fmt.Errorf("a document type declaration is not allowed")
		}
	}
	if root == nil {
		return nil, fmt.Errorf("no XML element found")
	}
	return root, nil
}

// kid returns the first child of a local name, nil when there is none.
func (e *element) kid(local string) *element {
	if e == nil {
		return nil
	}
	for _, k := range e.kids {
		if k.name.Local == local {
			return k
		}
	}
	return nil
}

// attr returns an attribute's value by its local name, "" when absent.
func (e *element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// edit replaces data[from:to] by text.
type edit struct {
	from, to int
	text     string
}

// apply carries out edits that do not overlap; edits of the same place keep
// their order.
func apply(data []byte, edits []edit) []byte {
	slices.SortStableFunc(edits, func(a, b edit) int { return a.from - b.from })
	var out bytes.Buffer
	at := 0
	for _, e := range edits {
		out.Write(data[at:e.from])
		out.WriteString(e.text)
		at = e.to
	}
	out.Write(data[at:])
	return out.Bytes()
}

// appendTo is the edit that adds text as the last content of an element, also
// of one written as <a/>.
func (e *element) appendTo(data []byte, text string) edit {
	if e.outer != e.inner || e.to != e.inner {
		return edit{e.outer, e.outer, text}
	}
	return edit{e.inner - 2, e.inner, ">" + text + "</" + e.rawName(data) + ">"}
}

// rawName is the element's name as written, with its prefix.
func (e *element) rawName(data []byte) string {
	tag := data[e.from+1 : e.inner]
	return string(tag[:bytes.IndexAny(tag, " \t\r\n/>")])
}

// setAttr is the edit that gives an existing attribute a new value; ok is
// false when the element has no such attribute.
func (e *element) setAttr(data []byte, name, value string) (edit, bool) {
	i := e.from + 1 + len(e.rawName(data))
	for i < e.inner {
		eq := bytes.IndexByte(data[i:e.inner], '=')
		if eq < 0 {
			break
		}
		key := strings.TrimSpace(string(data[i : i+eq]))
		i += eq + 1
		i += bytes.IndexAny(data[i:e.inner], `"'`)
		quote := data[i]
		end := i + 1 + bytes.IndexByte(data[i+1:e.inner], quote)
		if key == name {
			return edit{i + 1, end, escapeXML(value)}, true
		}
		i = end + 1
	}
	return edit{}, false
}

// remove is the edit that takes an element out.
func (e *element) remove() edit { return edit{e.from, e.to, ""} }

// toUTF8 turns a part written in UTF-16 into UTF-8; others are returned as
// they are. Excel accepts both, text edits want one.
func toUTF8(data []byte) []byte {
	if len(data) < 2 || len(data)%2 != 0 {
		return data
	}
	big := data[0] == 0xFE && data[1] == 0xFF
	if !big && (data[0] != 0xFF || data[1] != 0xFE) {
		return data
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i < len(data); i += 2 {
		a, b := uint16(data[i]), uint16(data[i+1])
		if big {
			a, b = b, a
		}
		units = append(units, b<<8|a)
	}
	text := string(utf16.Decode(units))
	if end := strings.Index(text, "?>"); strings.HasPrefix(text, "<?xml") && end > 0 {
		text = `<?xml version="1.0" encoding="UTF-8" standalone="yes"` + text[end:]
	}
	return []byte(text)
}
