package formula

// Prepared is a call of a function in a cell that is made many times.
type Prepared struct {
	call  Call
	f     *Func
	plain bool // all arguments are single numbers
}

// Prepare makes ready to call a function that is not lazy, with so many arguments.
// The call is for one goroutine, that of the run.
func (r *Run) Prepare(f *Func, at Cell, args int) *Prepared {
	p := &Prepared{call: Call{run: r, at: at, args: args}, f: f, plain: true}
	for i := range args {
		p.plain = p.plain && f.Mode(i) == 'n'
	}
	return p
}

// Perform calls the function as Run.Perform does; references and arrays stand where
// its row of the table has r, R or a. The arguments are overwritten by what they are
// converted to.
// Checked: TestPrepared.
func (p *Prepared) Perform(args []Value) Value {
	if !p.plain || !allNumbers(args) {
		return p.call.perform(p.f, args)
	}
	return p.f.Call(&p.call, args)
}

// allNumbers reports whether arguments need no conversion to numbers.
func allNumbers(args []Value) bool {
	for i := range args {
		if args[i].Kind != Number {
			return false
		}
	}
	return true
}
