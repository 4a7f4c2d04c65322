package workbook

import (
	"strings"

	"ballast/budget"
	"ballast/budget/words"
	"ballast/budget/workbook/internal/opc"
	"ballast/budget/workbook/schema"
)

// match finds which worksheet stands for which sheet of the schema, and the
// language of the workbook. Of several that fit, the one with the foremost
// name in the schema is read.
func (r *reader) match() {
	rank := map[string]int{}
	chinese, english := 0, 0
	for key, title := range r.book.inputs {
		if t, ok := r.book.tab(title); ok {
			r.found[key], rank[key] = t, -1 // adopt says so, whatever stands there
		}
	}
	for _, t := range r.book.tabs {
		def, zh, ok := schema.MatchSheet(r.defs, t.name)
		if t.ours || !ok || r.book.skipped[t.name] {
			continue
		}
		if def.Whole && !r.isWhole(t, def) {
			r.owns(t, def)
			continue
		}
		if zh {
			chinese++
		} else {
			english++
		}
		place := nameRank(def, t.name)
		if old, taken := rank[def.Key]; taken && old <= place {
			continue
		}
		rank[def.Key], r.found[def.Key] = place, t
	}
	en, zh := r.matchRegions(rank)
	lang := "en"
	if chinese+zh > english+en {
		lang = "zh"
	}
	r.setLanguage(lang)
	r.sayOwn()
	r.doubles()
	r.unusedTabs()
}

// owns keeps that a worksheet is the user's own, in spite of its name.
func (r *reader) owns(t tabPart, def schema.Sheet) {
	if r.own == nil {
		r.own = map[string]schema.Sheet{}
	}
	r.own[t.part] = def
}

// setLanguage makes lang the workbook's unless the options name another.
func (r *reader) setLanguage(lang string) {
	r.plan.Language = languageOr(r.opts.Language, lang)
	if r.w.Language != r.plan.Language {
		r.w = words.For(r.plan.Language)
		if r.calc != nil {
			r.calc.speak(r.w)
		}
	}
}

func nameRank(def schema.Sheet, name string) int {
	key := schema.Key(name)
	for i, n := range append(append([]string{}, def.English...), def.Chinese...) {
		if schema.Key(n) == key {
			return i
		}
	}
	return len(def.English) + len(def.Chinese)
}

// foundAs tells as which sheet of the schema a worksheet is read.
func (r *reader) foundAs(t tabPart) (key string, ok bool) {
	for _, d := range r.defs {
		if f, ok := r.found[d.Key]; ok && f.part == t.part {
			return d.Key, true
		}
	}
	return "", false
}

// doubles warns of worksheets whose name fits a sheet that another one fills.
func (r *reader) doubles() {
	for _, t := range r.book.tabs {
		def, _, ok := schema.MatchSheet(r.defs, t.name)
		if _, used := r.foundAs(t); used || t.ours || !ok || r.isOwn(t) || r.book.skipped[t.name] || r.book.inputs[def.Key] != "" {
			continue
		}
		r.report(r.ref(t.name, ""), budget.Warning, "double-sheet",
			r.w.Say("problem.double-sheet", t.name, def.Name(r.plan.Language), r.found[def.Key].name), r.w.Say("problem.double-sheet.hint"))
	}
}

// unusedTabs logs the worksheets that no sheet of the schema claims.
func (r *reader) unusedTabs() {
	for _, t := range r.book.tabs {
		_, used := r.foundAs(t)
		switch _, _, ok := schema.MatchSheet(r.defs, t.name); {
		case used:
		case t.copied:
			r.unused(r.ref(t.name, ""), r.w.Say("log.unused.copy"))
		case t.ours:
			r.unused(r.ref("", ""), t.name+": "+r.w.Say("log.unused.ours")) // the sheet goes, so that nothing can lead to it
		case !ok || r.book.skipped[t.name] || r.isOwn(t):
			r.unused(r.ref(t.name, ""), r.w.Say("log.unused.sheet"))
		}
	}
}

func (r *reader) missingSheet(def schema.Sheet) {
	names := make([]string, 0, len(r.book.tabs))
	for _, t := range r.book.tabs {
		if !t.ours {
			names = append(names, t.name)
		}
	}
	r.report(r.ref("", ""), budget.Error, "missing-sheet",
		r.w.Say("problem.missing-sheet", def.Name("en"), def.Name("zh")), r.w.Say("problem.missing-sheet.hint", strings.Join(names, ", ")))
}

func (r *reader) tabNames() []string {
	names := make([]string, len(r.book.tabs))
	for i, t := range r.book.tabs {
		names[i] = t.name
	}
	return names
}

// refuse reports why the file is not read at all.
func (r *reader) refuse(no opc.Refusal) {
	var message, hint string
	switch no.Code {
	case "other-format":
		message, hint = r.w.Say("problem.other-format", no.Detail), r.w.Say("problem.other-format.hint")
	case "old-xls":
		message, hint = r.w.Say("problem.old-xls"), r.w.Say("problem.old-xls.hint")
	case "encrypted":
		message, hint = r.w.Say("problem.encrypted"), r.w.Say("problem.encrypted.hint")
		if no.Detail == "wrong" {
			message, hint = r.w.Say("problem.encrypted.wrong"), r.w.Say("problem.encrypted.wrong-hint")
		}
	case "too-large":
		message, hint = r.w.Say("problem.too-large", no.Detail), r.w.Say("problem.too-large.hint")
	case "zip-damaged":
		message, hint = r.w.Say("problem.zip-damaged", no.Detail), r.w.Say("problem.zip-damaged.hint")
	default:
		message, hint = r.w.Say("problem.not-a-workbook"), r.w.Say("problem.not-a-workbook.hint")
	}
	r.report(r.ref("", ""), budget.Error, no.Code, message, hint)
}

func (r *reader) ref(sheet, cell string) budget.Ref {
	return budget.Ref{File: r.plan.File, Sheet: sheet, Cell: cell}
}

// report adds a problem; hint may be "".
func (r *reader) report(ref budget.Ref, s budget.Severity, code, message, hint string, row ...budget.Field) {
	if most := r.opts.Limits.Problems; most > 0 && len(r.problems) > 2*most {
		r.uncounted++
		return
	}
	r.problems = append(r.problems, budget.Problem{Ref: ref, Severity: s, Code: code, Message: message, Hint: hint, Row: row})
}

func (r *reader) unused(ref budget.Ref, text string) {
	r.plan.Log.Unused = append(r.plan.Log.Unused, budget.Line{Ref: ref, Text: text})
}

func (r *reader) skipped(ref budget.Ref, text string) {
	r.plan.Log.Skipped = append(r.plan.Log.Skipped, budget.Line{Ref: ref, Text: text})
}

func (r *reader) defaulted(ref budget.Ref, text string) {
	r.plan.Log.Defaults = append(r.plan.Log.Defaults, budget.Line{Ref: ref, Text: text})
}
