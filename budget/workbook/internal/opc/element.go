package opc

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Element is one XML element together with its place in the text, so that a
// part can be edited as text and everything else in it stays as it was.
// data[from:inner] is the start tag, data[inner:outer] the content and
// data[outer:to] the end tag; for <a/> inner, outer and to are equal.
type Element struct {
	Name                   xml.Name
	Attrs                  []xml.Attr
	From, Inner, outer, To int
	Kids                   []*Element
}

// Outline parses a whole part, which proves that it is well-formed, and returns
// its root with the elements of the first levels below it.
func Outline(data []byte, levels int) (*Element, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		if strings.EqualFold(label, "us-ascii") {
			return in, nil
		}
		return nil, fmt.Errorf("encoding %s is not supported", label)
	}
	var root *Element
	var open []*Element
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
			e := &Element{Name: t.Name, Attrs: t.Attr, From: from, Inner: int(d.InputOffset())}
			switch {
			case len(open) == 0 && root == nil:
				root = e
			case len(open) == 0:
				return nil, fmt.Errorf("a second root element <%s>", t.Name.Local)
			case len(open) <= levels:
				p := open[len(open)-1]
				p.Kids = append(p.Kids, e)
			}
			open = append(open, e)
		case xml.EndElement:
			e := open[len(open)-1]
			e.outer, e.To = from, int(d.InputOffset())
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

// Kid returns the first child of a local name, nil when there is none.
func (e *Element) Kid(local string) *Element {
	if e == nil {
		return nil
	}
	for _, k := range e.Kids {
		if k.Name.Local == local {
			return k
		}
	}
	return nil
}

// Attr returns an attribute's value by its local name, "" when absent.
func (e *Element) Attr(local string) string {
	for _, a := range e.Attrs {
		if a.Name.Local == local && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// Edit replaces data[from:to] by text.
type Edit struct {
	from, to int
	text     string
}

// Apply carries out edits that do not overlap; edits of the same place keep
// their order.
func Apply(data []byte, edits []Edit) []byte {
	slices.SortStableFunc(edits, func(a, b Edit) int { return a.from - b.from })
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

// AppendTo is the edit that adds text as the last content of an element, also
// of one written as <a/>.
func (e *Element) AppendTo(data []byte, text string) Edit {
	if e.outer != e.Inner || e.To != e.Inner {
		return Edit{e.outer, e.outer, text}
	}
	return Edit{e.Inner - 2, e.Inner, ">" + text + "</" + e.Raw(data) + ">"}
}

// Raw is the element's name as written, with its prefix.
func (e *Element) Raw(data []byte) string {
	tag := data[e.From+1 : e.Inner]
	return string(tag[:bytes.IndexAny(tag, " \t\r\n/>")])
}

// SetAttr is the edit that gives an existing attribute a new value; ok is
// false when the element has no such attribute.
func (e *Element) SetAttr(data []byte, name, value string) (Edit, bool) {
	i := e.From + 1 + len(e.Raw(data))
	for i < e.Inner {
		eq := bytes.IndexByte(data[i:e.Inner], '=')
		if eq < 0 {
			break
		}
		key := strings.TrimSpace(string(data[i : i+eq]))
		i += eq + 1
		i += bytes.IndexAny(data[i:e.Inner], `"'`)
		quote := data[i]
		end := i + 1 + bytes.IndexByte(data[i+1:e.Inner], quote)
		if key == name {
			return Edit{i + 1, end, Escape(value)}, true
		}
		i = end + 1
	}
	return Edit{}, false
}

// PutAttr is the edit that gives an attribute a value, whether the element has it or not.
func (e *Element) PutAttr(data []byte, name, value string) Edit {
	if edit, ok := e.SetAttr(data, name, value); ok {
		return edit
	}
	return Insert(e.From+1+len(e.Raw(data)), " "+name+`="`+Escape(value)+`"`)
}

// Remove is the edit that takes an element out.
func (e *Element) Remove() Edit { return Edit{e.From, e.To, ""} }

// Insert is the edit that puts text at a place.
func Insert(at int, text string) Edit { return Edit{at, at, text} }
