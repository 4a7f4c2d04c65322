package formula

import (
	"strconv"
	"strings"
)

// call reads the arguments of a function; the token is its opening bracket.
func (p *parser) call(text string, sheet SheetRef) Node {
	name, addin := functionName(text)
	if !sheet.Local {
		addin = sheet.String() + "!"
	}
	p.advance()
	var n Node
	switch {
	case addin == "" && name == "LET":
		n = p.let()
	case addin == "" && name == "LAMBDA":
		n = p.lambda()
	default:
		n = p.applied(text, name, addin)
	}
	return p.invoked(n)
}

// functionName takes the prefixes of files from the name of a function.
func functionName(text string) (name, addin string) {
	name = strings.ToUpper(text)
	for _, mark := range []string{"_XLFN.", "_XLWS."} {
		name = strings.TrimPrefix(name, mark)
	}
	for _, mark := range []string{"_XLL.", "_XLUDF."} {
		if rest, ok := strings.CutPrefix(name, mark); ok {
			return rest, strings.ToLower(mark)
		}
	}
	return name, ""
}

// applied reads the arguments of an ordinary function.
func (p *parser) applied(text, name, addin string) Node {
	args := p.arguments()
	if len(args) == 1 && addin == "" {
		switch name {
		case "SINGLE":
			return &Unary{Intersected, args[0]}
		case "ANCHORARRAY":
			return &Unary{Spilled, args[0]}
		}
	}
	if key, marked := parameter(text); marked || p.bound(key) {
		return &Invoke{&Local{key}, args}
	}
	return &Apply{Name: name, Addin: addin, Args: args}
}

// arguments reads arguments and the closing bracket.
func (p *parser) arguments() []Node {
	if p.at(')') {
		p.advance()
		return nil
	}
	var args []Node
	for p.err == nil {
		args = append(args, p.argument())
		if !p.at(',') {
			break
		}
		p.advance()
	}
	p.expect(')')
	if len(args) > Many {
		p.fail("there are too many arguments")
	}
	return args
}

// argument reads one argument, which may be empty.
func (p *parser) argument() Node {
	if p.at(',') || p.at(')') {
		return &Empty{}
	}
	return p.expression(0)
}

// let reads LET(name, value, ..., body).
func (p *parser) let() Node {
	n := &Let{}
	outer := len(p.locals)
	for p.err == nil {
		key, ok := p.binding()
		if !ok {
			break
		}
		value := p.argument()
		p.expect(',')
		n.Names, n.Values = append(n.Names, key), append(n.Values, value)
		p.locals = append(p.locals, key)
	}
	n.Body = p.argument()
	p.locals = p.locals[:outer]
	p.expect(')')
	if len(n.Names) == 0 {
		p.fail("LET binds no name")
	}
	return n
}

// lambda reads LAMBDA(name, ..., body).
func (p *parser) lambda() Node {
	n := &Lambda{}
	outer := len(p.locals)
	for p.err == nil {
		optional := p.tok.kind == tableToken && strings.HasPrefix(p.tok.text, "[") ||
			p.tok.kind == wordToken && strings.HasPrefix(Fold(p.tok.text), "_xlop.")
		key, ok := p.binding()
		if !ok {
			break
		}
		n.Params, n.Optional = append(n.Params, key), append(n.Optional, optional)
		p.locals = append(p.locals, key)
	}
	n.Body = p.argument()
	p.locals = p.locals[:outer]
	p.expect(')')
	return n
}

// binding reads a name and the comma behind it; where something else stands it
// reads nothing.
func (p *parser) binding() (key string, ok bool) {
	t, back := p.tok, p.lexer
	switch {
	case t.kind == wordToken:
		key, _ = parameter(t.text)
	case t.kind == tableToken && strings.HasPrefix(t.text, "["):
		key, _ = parameter(strings.Trim(t.text, "[]"))
	case t.kind == cellToken: // LET(a1,...) is no name, but _xlpm.a1 is
		return "", false
	default:
		return "", false
	}
	p.advance()
	if !p.at(',') {
		p.tok, p.lexer = t, back
		return "", false
	}
	p.advance()
	return key, true
}

// invoked reads further brackets behind a function value: LAMBDA(x,x)(2).
func (p *parser) invoked(n Node) Node {
	for p.at('(') && !p.tok.spaced && p.err == nil {
		p.advance()
		n = &Invoke{n, p.arguments()}
	}
	return n
}

// parseSheet reads the text before the !: [1]Sheet1, Sheet1:Sheet3.
func parseSheet(text string) (SheetRef, bool) {
	s := SheetRef{}
	if text == "" {
		return SheetRef{Local: true}, true
	}
	if i := strings.LastIndexByte(text, ']'); i >= 0 {
		open := strings.LastIndexByte(text[:i], '[')
		if open < 0 {
			return s, false
		}
		n, err := strconv.ParseUint(text[open+1:i], 10, 31)
		switch {
		case err != nil || open > 0:
			s.Book, s.File = -1, text[:i+1]
		default:
			s.Book = int(n) // [0] is this workbook
		}
		text = text[i+1:]
	}
	if text == "" && s.Book == 0 { // [0]! is this workbook
		return SheetRef{Local: true}, true
	}
	s.Name, s.Last, _ = strings.Cut(text, ":")
	if strings.ContainsAny(s.Last, ":[]") || s.Last == "" && strings.HasSuffix(text, ":") || s.Name == "" && s.Last != "" {
		return s, false
	}
	return s, true
}
