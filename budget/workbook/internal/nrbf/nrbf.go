// Package nrbf reads what the binary formatter of .NET wrote: the objects of a stream
// with their fields. It makes no objects of any program, and is bounded: what a hostile
// stream says of lengths is believed only as far as there are bytes.
//
// Source: Microsoft, [MS-NRBF] .NET Remoting: Binary Format Data Structure, section 2.
// Checked: TestRead, TestHostile.
package nrbf

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// The bounds of a stream.
const (
	mostObjects = 200_000
	deepest     = 100
	mostFields  = 1_000
)

// Object is one object of a stream: its class and its fields by name. A field holds a
// string, a bool, an int64, a float64, a Ref, an *Object, or nil.
type Object struct {
	Class  string
	Fields map[string]any
}

// Ref is a field that is another object, by its number.
type Ref int32

// Stream is all objects with a class, in the order in which they stand, and the strings
// and objects by number.
type Stream struct {
	Objects []*Object
	byID    map[int32]any
}

// Find follows a field to what it stands for.
func (s *Stream) Find(field any) any {
	for range 4 {
		ref, ok := field.(Ref)
		if !ok {
			return field
		}
		field = s.byID[int32(ref)]
	}
	return nil
}

var errEnd = errors.New("the stream ends too early")

// class is what a stream says of a class: the names and kinds of its fields.
type class struct {
	name   string
	fields []string
	kinds  []kind
}

// kind is the type of a field or an element: a primitive, else a record.
type kind struct{ binary, primitive byte }

// reader walks through a stream.
type reader struct {
	data    []byte
	classes map[int32]*class
	out     *Stream
	depth   int
	read    int
}

// Read reads a stream. What was read before an error is in the stream.
func Read(data []byte) (*Stream, error) {
	r := &reader{data: data, classes: map[int32]*class{}, out: &Stream{byID: map[int32]any{}}}
	for {
		_, end, _, err := r.record()
		if err != nil || end {
			return r.out, err
		}
	}
}

func (r *reader) take(n int) ([]byte, error) {
	if n < 0 || n > len(r.data) {
		return nil, errEnd
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b, nil
}

func (r *reader) octet() (byte, error) {
	b, err := r.take(1)
	if err != nil {
		return 0, err
	}
	return b[0], nil
}

func (r *reader) int32() (int32, error) {
	b, err := r.take(4)
	if err != nil {
		return 0, err
	}
	return int32(binary.LittleEndian.Uint32(b)), nil
}

// text reads a string behind its length, seven bits a byte.
func (r *reader) text() (string, error) {
	n := 0
	for shift := 0; ; shift += 7 {
		b, err := r.octet()
		if err != nil {
			return "", err
		}
		if shift > 28 {
			return "", errors.New("a length has too many bytes")
		}
		n |= int(b&0x7f) << shift
		if b < 0x80 {
			break
		}
	}
	b, err := r.take(n)
	return string(b), err
}

// record reads one record. skip is how many nulls more it stands for in an array.
func (r *reader) record() (value any, end bool, skip int, err error) {
	if r.read++; r.read > mostObjects {
		return nil, false, 0, errors.New("too many objects")
	}
	if r.depth++; r.depth > deepest {
		return nil, false, 0, errors.New("objects are nested too deep")
	}
	defer func() { r.depth-- }()
	tag, err := r.octet()
	if err != nil {
		return nil, false, 0, err
	}
	switch tag {
	case 0: // header
		_, err = r.take(16)
	case 1:
		value, err = r.again()
	case 4, 5:
		value, err = r.described(tag == 5)
	case 6:
		value, err = r.str()
	case 7:
		value, err = r.array()
	case 8:
		var p byte
		if p, err = r.octet(); err == nil {
			value, err = r.primitive(p)
		}
	case 9:
		var id int32
		id, err = r.int32()
		value = Ref(id)
	case 10:
	case 11:
		end = true
	case 12: // a library; what it stands before follows
		if _, err = r.take(4); err == nil {
			if _, err = r.text(); err == nil && r.depth > 1 {
				return r.record()
			}
		}
	case 13:
		var n byte
		n, err = r.octet()
		skip = int(n) - 1
	case 14:
		var n int32
		n, err = r.int32()
		skip = int(n) - 1
	case 15, 16, 17:
		value, err = r.single(tag)
	default:
		err = fmt.Errorf("a record of kind %d is not known", tag)
	}
	return value, end, max(skip, 0), err
}

// str reads a string with its number.
func (r *reader) str() (any, error) {
	id, err := r.int32()
	if err != nil {
		return nil, err
	}
	text, err := r.text()
	r.out.byID[id] = text
	return text, err
}

// described reads an object that describes its class.
func (r *reader) described(library bool) (any, error) {
	id, err := r.int32()
	if err != nil {
		return nil, err
	}
	c := &class{}
	if c.name, err = r.text(); err != nil {
		return nil, err
	}
	n, err := r.int32()
	if err != nil || n < 0 || n > mostFields {
		return nil, errors.Join(err, errors.New("a class has too many fields"))
	}
	for range n {
		name, err := r.text()
		if err != nil {
			return nil, err
		}
		c.fields = append(c.fields, name)
	}
	if c.kinds, err = r.kinds(int(n)); err != nil {
		return nil, err
	}
	if library {
		if _, err = r.take(4); err != nil {
			return nil, err
		}
	}
	r.classes[id] = c
	return r.object(id, c)
}

// again reads an object of a class that another has described.
func (r *reader) again() (any, error) {
	id, err := r.int32()
	if err != nil {
		return nil, err
	}
	like, err := r.int32()
	if err != nil {
		return nil, err
	}
	c := r.classes[like]
	if c == nil {
		return nil, errors.New("an object is of a class that nothing describes")
	}
	r.classes[id] = c
	return r.object(id, c)
}

// object reads the fields of an object.
func (r *reader) object(id int32, c *class) (any, error) {
	o := &Object{Class: c.name, Fields: make(map[string]any, len(c.fields))}
	r.out.Objects = append(r.out.Objects, o)
	r.out.byID[id] = o
	for i, name := range c.fields {
		v, _, err := r.value(c.kinds[i])
		if err != nil {
			return o, err
		}
		o.Fields[name] = v
	}
	return o, nil
}

// value reads a field or an element.
func (r *reader) value(k kind) (v any, skip int, err error) {
	if k.binary == 0 {
		v, err = r.primitive(k.primitive)
		return v, 0, err
	}
	v, _, skip, err = r.record()
	return v, skip, err
}

// kinds reads the types of fields: first one byte each, then what some say more.
func (r *reader) kinds(n int) ([]kind, error) {
	list := make([]kind, n)
	for i := range list {
		var err error
		if list[i].binary, err = r.octet(); err != nil {
			return nil, err
		}
	}
	for i := range list {
		if err := r.more(&list[i]); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// more reads what a type says beside its byte.
func (r *reader) more(k *kind) (err error) {
	switch k.binary {
	case 0, 7:
		k.primitive, err = r.octet()
	case 3:
		_, err = r.text()
	case 4:
		if _, err = r.text(); err == nil {
			_, err = r.take(4)
		}
	case 1, 2, 5, 6:
	default:
		err = fmt.Errorf("a type %d is not known", k.binary)
	}
	return err
}

// primitive reads one value.
func (r *reader) primitive(p byte) (any, error) {
	sizes := map[byte]int{1: 1, 2: 1, 6: 8, 7: 2, 8: 4, 9: 8, 10: 1, 11: 4, 12: 8, 13: 8, 14: 2, 15: 4, 16: 8}
	switch p {
	case 3: // a letter in UTF-8
		b, err := r.octet()
		for mask := byte(0x40); err == nil && b&0x80 != 0 && b&mask != 0 && mask > 0x08; mask >>= 1 {
			_, err = r.octet()
		}
		return string(rune(b)), err
	case 5, 18:
		return r.text()
	case 17:
		return nil, nil
	}
	n, ok := sizes[p]
	if !ok {
		return nil, fmt.Errorf("a primitive %d is not known", p)
	}
	b, err := r.take(n)
	if err != nil {
		return nil, err
	}
	var whole [8]byte
	copy(whole[:], b)
	x := binary.LittleEndian.Uint64(whole[:])
	switch p {
	case 1:
		return x != 0, nil
	case 6:
		return math.Float64frombits(x), nil
	case 11:
		return float64(math.Float32frombits(uint32(x))), nil
	case 7:
		return int64(int16(x)), nil
	case 8:
		return int64(int32(x)), nil
	case 10:
		return int64(int8(x)), nil
	}
	return int64(x), nil
}

// single reads an array of one dimension; its elements are not kept.
func (r *reader) single(tag byte) (any, error) {
	if _, err := r.take(4); err != nil {
		return nil, err
	}
	n, err := r.int32()
	if err != nil {
		return nil, err
	}
	k := kind{binary: 2}
	if tag == 15 {
		k.binary = 0
		if k.primitive, err = r.octet(); err != nil {
			return nil, err
		}
	}
	return nil, r.elements(int(n), k)
}

// array reads an array with a type of its own.
func (r *reader) array() (any, error) {
	if _, err := r.take(4); err != nil {
		return nil, err
	}
	form, err := r.octet()
	if err != nil {
		return nil, err
	}
	rank, err := r.int32()
	if err != nil || rank < 1 || rank > 32 {
		return nil, errors.Join(err, errors.New("an array has an impossible rank"))
	}
	total := 1
	for range rank {
		n, err := r.int32()
		if err != nil || n < 0 || n > 0 && total > len(r.data)/int(n) {
			return nil, errors.Join(err, errEnd)
		}
		total *= int(n)
	}
	if form >= 3 {
		if _, err := r.take(4 * int(rank)); err != nil {
			return nil, err
		}
	}
	var k kind
	if k.binary, err = r.octet(); err != nil {
		return nil, err
	}
	if err := r.more(&k); err != nil {
		return nil, err
	}
	return nil, r.elements(total, k)
}

// elements reads the elements of an array, of which nulls may stand together.
func (r *reader) elements(n int, k kind) error {
	for i := 0; i < n; i++ {
		_, skip, err := r.value(k)
		if err != nil {
			return err
		}
		i += skip
	}
	return nil
}
