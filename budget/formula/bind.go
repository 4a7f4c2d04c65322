package formula

// class finds the class of a formula, parsing it only where no copy has been
// seen.
func (b *Book) class(s Source) *Class {
	if s.Form == DataTable {
		return b.keep(&Class{R1C1: "TABLE()", Root: &Empty{}})
	}
	key, ok := canonical(s.Text, s.From)
	if ok {
		if c := b.classes[key]; c != nil {
			return c
		}
	}
	root, err := Parse(s.Text, s.From)
	c := &Class{R1C1: key, Root: root, Err: err}
	if err != nil {
		c.R1C1 = s.Text
		c.Root = &Literal{Failed(NameError, &Fault{Reason: Malformed, Name: s.Text})}
	}
	b.bind(c.Root)
	c.Root = b.unfolded(c.Root)
	return b.keep(c)
}

// keep stores a class unless an equal one is there.
func (b *Book) keep(c *Class) *Class {
	if old := b.classes[c.R1C1]; old != nil {
		return old
	}
	c.height = height(c.Root)
	Walk(c.Root, func(n Node) bool {
		if call, ok := n.(*Apply); ok && (call.Name == "SUBTOTAL" || call.Name == "AGGREGATE") {
			c.subtotal = true
		}
		return true
	})
	b.classes[c.R1C1] = c
	return c
}

// bind finds the sheets and functions that a tree names.
func (b *Book) bind(root Node) {
	Walk(root, func(n Node) bool {
		switch n := n.(type) {
		case *Range:
			b.bindSheet(&n.Sheet)
		case *Name:
			b.bindSheet(&n.Sheet)
		case *Apply:
			if n.Addin == "" || b.funcs[n.Addin+n.Name] == nil {
				n.Func = b.funcs[n.Name]
			} else {
				n.Func = b.funcs[n.Addin+n.Name]
			}
		}
		return true
	})
}

// bindSheet finds the numbers of the sheets that a reference names.
func (b *Book) bindSheet(s *SheetRef) {
	find := func(name string) int32 {
		if s.Book == 0 {
			return int32(b.Sheet(name))
		}
		if id, ok := b.Source.Link(s.Book, name); ok {
			return int32(id)
		}
		return -1
	}
	if s.Local {
		return
	}
	s.ID = find(s.Name)
	s.LastID = s.ID
	if s.Last != "" {
		s.LastID = find(s.Last)
	}
	if s.ID > s.LastID && s.LastID >= 0 {
		s.ID, s.LastID = s.LastID, s.ID
	}
}

// functionTable is the table of functions by name, host functions first.
func functionTable(host []Func) map[string]*Func {
	table := map[string]*Func{}
	for _, f := range append(functions(), host...) {
		table[f.Name] = &f
	}
	return table
}

// Walk visits a tree from its root, arguments in order; where visit says false
// it goes no deeper.
func Walk(n Node, visit func(Node) bool) {
	if n == nil || !visit(n) {
		return
	}
	switch n := n.(type) {
	case *Unary:
		Walk(n.X, visit)
	case *Binary:
		Walk(n.X, visit)
		Walk(n.Y, visit)
	case *Apply:
		for _, a := range n.Args {
			Walk(a, visit)
		}
	case *Invoke:
		Walk(n.Callee, visit)
		for _, a := range n.Args {
			Walk(a, visit)
		}
	case *Let:
		for _, v := range n.Values {
			Walk(v, visit)
		}
		Walk(n.Body, visit)
	case *Lambda:
		Walk(n.Body, visit)
	}
}

// height is how many nodes lie on the longest way from the root down.
func height(n Node) int {
	below := 0
	under := func(nodes ...Node) {
		for _, x := range nodes {
			below = max(below, height(x))
		}
	}
	switch n := n.(type) {
	case *Unary:
		under(n.X)
	case *Binary:
		under(n.X, n.Y)
	case *Apply:
		under(n.Args...)
	case *Invoke:
		under(n.Callee)
		under(n.Args...)
	case *Let:
		under(n.Values...)
		under(n.Body)
	case *Lambda:
		under(n.Body)
	}
	return below + 1
}
