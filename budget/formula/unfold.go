package formula

// mostUnfolded is how many nodes a formula may have after names that draw have given way
// to what they stand for; one with more keeps them.
const mostUnfolded = 1 << 14

// unfolded is a tree in which names that draw have given way to copies of what they stand
// for: a spreadsheet works out a name wherever it is used, so that every use is a draw of
// its own, and draws are told apart by their nodes. A name of one sheet, or one that is
// defined twice, stays.
//
// Checked: TestNamesThatDraw.
func (b *Book) unfolded(root Node) Node {
	found := false
	Walk(root, func(n Node) bool {
		name, ok := n.(*Name)
		found = found || ok && b.drawing(name) != nil
		return !found
	})
	if !found {
		return root
	}
	room := mostUnfolded
	if made := b.unfold(root, &room); room > 0 {
		return made
	}
	return root
}

// drawing is the tree of a name that draws, nil of another.
func (b *Book) drawing(n *Name) Node {
	if def := b.names[nameKey{-1, Fold(n.Text)}]; def != nil && def.draws && n.Sheet.Local {
		return def.root
	}
	return nil
}

// findDrawing finds the names that draw, by themselves or by other names, and that can
// give way to their trees: a range where a name is a whole array would be cut to one cell,
// and one that leads back to itself has no end.
func (b *Book) findDrawing() {
	state := map[*name]int{} // 1 being looked at, 2 done
	var look func(*name)
	look = func(def *name) {
		state[def] = 1
		defer func() { state[def] = 2 }()
		draws, plain := false, def.err == nil && b.defined[Fold(def.Name)] == 1 && plainValue(def.root)
		Walk(def.root, func(n Node) bool {
			switch n := n.(type) {
			case *Apply:
				draws = draws || n.Func != nil && n.Func.Host
			case *Name:
				if inner := b.names[nameKey{-1, Fold(n.Text)}]; inner != nil && n.Sheet.Local {
					if state[inner] == 0 {
						look(inner)
					}
					plain = plain && state[inner] == 2
					draws = draws || inner.draws
				}
			case *Let, *Lambda, *Invoke:
				plain = false
			}
			return true
		})
		def.draws = draws && plain
	}
	for key, def := range b.names {
		if key.sheet < 0 && state[def] == 0 {
			look(def)
		}
	}
}

// plainValue reports whether operators outside calls have single values.
func plainValue(n Node) bool {
	switch n := n.(type) {
	case *Unary:
		return n.Op < Spilled && plainValue(n.X)
	case *Binary:
		return n.Op < RangeTo && plainValue(n.X) && plainValue(n.Y)
	case *Range:
		return n.Shape == OneCell && n.Sheet.Last == ""
	case *Constants, *Structured:
		return false
	}
	return true
}

// unfold copies a tree; room is how many nodes may still be made.
func (b *Book) unfold(n Node, room *int) Node {
	if *room--; *room <= 0 {
		return n
	}
	list := func(nodes []Node) []Node {
		made := make([]Node, len(nodes))
		for i, x := range nodes {
			made[i] = b.unfold(x, room)
		}
		return made
	}
	switch n := n.(type) {
	case *Name:
		if root := b.drawing(n); root != nil {
			return b.unfold(root, room)
		}
	case *Unary:
		return &Unary{n.Op, b.unfold(n.X, room)}
	case *Binary:
		return &Binary{n.Op, b.unfold(n.X, room), b.unfold(n.Y, room)}
	case *Apply:
		return &Apply{n.Name, n.Addin, n.Func, list(n.Args)}
	case *Let:
		return &Let{n.Names, list(n.Values), b.unfold(n.Body, room)}
	}
	return n
}
