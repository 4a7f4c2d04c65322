package cells

import "ballast/budget/formula"

// largestTree is how many nodes a formula may have after its names have given way to what
// they stand for; one with more is interpreted.
const largestTree = 20_000

// inlining replaces the names that LET and LAMBDA bind by what they stand for. A value
// that is used many times is one tree, to which all its uses point.
type inlining struct {
	e    *emitter
	at   formula.Cell
	size map[formula.Node]int // of trees that were made, counted as often as they are used
	bad  bool
}

// binding is a name and its tree, innermost first.
type binding struct {
	name  string
	tree  formula.Node
	outer *binding
}

// inlined is a formula without LET and without calls of LAMBDAs; ok is false where a name
// stands for something that is not one value or one range.
func (e *emitter) inlined(at formula.Cell, root formula.Node) (tree formula.Node, ok bool) {
	if !e.binds(at, root) {
		return root, true
	}
	in := &inlining{e: e, at: at, size: map[formula.Node]int{}}
	tree = in.tree(root, nil, 0)
	return tree, !in.bad
}

// binds reports whether a tree has a LET, or calls what is no function of the language.
func (e *emitter) binds(at formula.Cell, root formula.Node) (found bool) {
	formula.Walk(root, func(n formula.Node) bool {
		switch n := n.(type) {
		case *formula.Let, *formula.Invoke:
			found = true
		case *formula.Apply:
			found = found || n.Func == nil
		}
		return !found
	})
	return found
}

// tree rewrites a tree whose names are those of a scope.
func (in *inlining) tree(n formula.Node, scope *binding, depth int) formula.Node {
	if depth > 200 {
		in.bad = true
	}
	if in.bad {
		return n
	}
	made := n
	switch n := n.(type) {
	case *formula.Local:
		for b := scope; b != nil; b = b.outer {
			if b.name == n.Name {
				return b.tree
			}
		}
		in.bad = true
	case *formula.Unary:
		made = &formula.Unary{Op: n.Op, X: in.tree(n.X, scope, depth+1)}
	case *formula.Binary:
		made = &formula.Binary{Op: n.Op, X: in.tree(n.X, scope, depth+1), Y: in.tree(n.Y, scope, depth+1)}
	case *formula.Apply:
		made = in.apply(n, scope, depth)
	case *formula.Let:
		for i, name := range n.Names {
			scope = &binding{name, in.value(n.Values[i], scope, depth), scope}
		}
		return in.tree(n.Body, scope, depth+1)
	case *formula.Invoke:
		return in.invoke(n, scope, depth)
	case *formula.Lambda: // a value that is passed on
		in.bad = true
	}
	in.count(made)
	return made
}

// apply rewrites a call; one without a bound name in it stays the node that it is, as draws
// are known by their nodes.
func (in *inlining) apply(n *formula.Apply, scope *binding, depth int) formula.Node {
	if n.Func == nil {
		return in.user(n, scope, depth)
	}
	args := make([]formula.Node, len(n.Args))
	same := true
	for i, a := range n.Args {
		args[i] = in.tree(a, scope, depth+1)
		same = same && args[i] == a
	}
	if same || !in.e.binds(in.at, n) && !usesLocal(n) {
		return n
	}
	return &formula.Apply{Name: n.Name, Addin: n.Addin, Func: n.Func, Args: args}
}

// usesLocal reports whether a tree has a bound name in it.
func usesLocal(root formula.Node) (found bool) {
	formula.Walk(root, func(n formula.Node) bool {
		_, local := n.(*formula.Local)
		found = found || local
		return !found
	})
	return found
}

// value rewrites what a name stands for, which must be one value, one range or a LAMBDA:
// an array would be made where it is bound and not where it is used.
func (in *inlining) value(n formula.Node, scope *binding, depth int) formula.Node {
	if lambda, ok := n.(*formula.Lambda); ok {
		return &closed{lambda, scope}
	}
	tree := in.tree(n, scope, depth+1)
	if _, empty := tree.(*formula.Empty); empty {
		in.bad = true
	}
	if !in.bad && !in.e.entire {
		in.bad = !settled(tree)
	}
	return tree
}

// settled reports whether an expression is the same wherever it stands in a formula: a
// range, one value, or a choice among them.
func settled(n formula.Node) bool {
	switch n := n.(type) {
	case *formula.Range, *formula.Structured:
		return true
	case *formula.Apply:
		switch n.Name {
		case "IF", "IFS", "SWITCH", "CHOOSE", "INDEX", "OFFSET", "INDIRECT":
			for _, a := range n.Args {
				if !settled(a) {
					return false
				}
			}
			return true
		}
	}
	return isSingle(n)
}

// closed is a LAMBDA that a name stands for, with the names that it sees.
type closed struct {
	*formula.Lambda
	scope *binding
}

// invoke rewrites the call of a LAMBDA as its body.
func (in *inlining) invoke(n *formula.Invoke, scope *binding, depth int) formula.Node {
	callee := n.Callee
	if local, ok := callee.(*formula.Local); ok {
		callee = in.tree(local, scope, depth)
	}
	switch f := callee.(type) {
	case *closed:
		return in.enter(f.Lambda, f.scope, n.Args, scope, depth)
	case *formula.Lambda:
		return in.enter(f, scope, n.Args, scope, depth)
	}
	in.bad = true
	return n
}

// user rewrites the call of a LAMBDA that a defined name holds.
func (in *inlining) user(n *formula.Apply, scope *binding, depth int) formula.Node {
	root, ok := in.e.named(in.at, &formula.Name{Sheet: formula.SheetRef{Local: true}, Text: n.Name})
	if f, isLambda := root.(*formula.Lambda); ok && isLambda && n.Addin == "" && in.e.plainOperands(in.at, f.Body) {
		return in.enter(f, nil, n.Args, scope, depth)
	}
	in.bad = true
	return n
}

// enter binds the arguments of a call and rewrites the body.
func (in *inlining) enter(f *formula.Lambda, inner *binding, args []formula.Node, scope *binding, depth int) formula.Node {
	if len(args) != len(f.Params) {
		in.bad = true
		return f.Body
	}
	for i, a := range args {
		inner = &binding{f.Params[i], in.value(a, scope, depth), inner}
	}
	return in.tree(f.Body, inner, depth+1)
}

// count refuses trees that have grown too much.
func (in *inlining) count(n formula.Node) {
	total := 1
	part := func(x formula.Node) { total += max(in.size[x], 1) }
	switch n := n.(type) {
	case *formula.Unary:
		part(n.X)
	case *formula.Binary:
		part(n.X)
		part(n.Y)
	case *formula.Apply:
		for _, a := range n.Args {
			part(a)
		}
	default:
		return
	}
	in.size[n] = total
	in.bad = in.bad || total > largestTree
}
