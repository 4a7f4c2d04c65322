package formula

// AsNumber converts a single value to a number as operators and arguments do:
// blank is 0, a boolean 0 or 1, a text what it looks like. Other text, also "",
// is #VALUE!. Epoch 1904 moves dates written as text.
// Checked: TestCoercions.
func AsNumber(v Value, l Locale, date1904 bool) Value {
	switch v.Kind {
	case Number, Error:
		return v
	case Blank:
		return Value{Kind: Number}
	case Bool:
		return Value{Kind: Number, Num: v.Num}
	case Text:
		x, found := l.Read(v.Text, date1904)
		switch found {
		case Certain:
			return Num(x)
		case Doubtful:
			return Failed(ValueError, &Fault{Reason: LocaleDependent, Name: v.Text})
		}
	}
	return Fail(ValueError)
}

// asText converts a single value to a text as & does: a number as a cell in
// the format General shows it, a blank as "".
func asText(v Value) Value {
	switch v.Kind {
	case Text, Error:
		return v
	case Blank:
		return Str("")
	case Number:
		return Str(general(v.Num))
	case Bool:
		if v.Num != 0 {
			return Str("TRUE")
		}
		return Str("FALSE")
	}
	return Fail(ValueError)
}

// AsLogic converts a single value to a boolean: a number is TRUE unless it is
// 0, a blank FALSE, the texts TRUE and FALSE what they say; other text is
// #VALUE!.
func AsLogic(v Value) Value {
	switch v.Kind {
	case Bool, Error:
		return v
	case Blank:
		return Logic(false)
	case Number:
		return Logic(v.Num != 0)
	case Text:
		switch Fold(v.Text) {
		case "true":
			return Logic(true)
		case "false":
			return Logic(false)
		}
	}
	return Fail(ValueError)
}
