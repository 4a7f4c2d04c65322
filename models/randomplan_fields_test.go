package models

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"ballast/budget"
)

// unmodelled are the fields that no figure of a scenario depends on, with the
// reason.
func unmodelled() map[string]string {
	return map[string]string{
		"Plan.SHA256":            "names the file",
		"Project.PlanID":         "names the plan",
		"Stress.Set":             "names what is drilled together",
		"Project.Cells":          "where the settings stand",
		"Project.Names":          "words for people",
		"Baseline.Approved":      "what was approved: Control compares with it, no scenario does",
		"Baseline.Base":          "what was approved: Control compares with it, no scenario does",
		"Baseline.Confidence":    "what was approved: Control compares with it, no scenario does",
		"Baseline.File":          "what was approved: Control compares with it, no scenario does",
		"Baseline.ID":            "what was approved: Control compares with it, no scenario does",
		"Baseline.Limit":         "what was approved: Control compares with it, no scenario does",
		"Baseline.Note":          "what was approved: Control compares with it, no scenario does",
		"Baseline.Reserve":       "what was approved: Control compares with it, no scenario does",
		"Baseline.Through":       "what was approved: Control compares with it, no scenario does",
		"Baseline.Time":          "what was approved: Control compares with it, no scenario does",
		"BaselineItem.Allocated": "what was approved: Control compares with it, no scenario does",
		"BaselineItem.Base":      "what was approved: Control compares with it, no scenario does",
		"BaselineItem.ID":        "what was approved: Control compares with it, no scenario does",
	}
}

// TestRandomPlansTouchEveryField: the plans that the reference and the
// conservation laws are tested on write every field of every row type of
// budget, so that a column that the model reads cannot go untested.
func TestRandomPlansTouchEveryField(t *testing.T) {
	touched := map[string]int{}
	for seed := range uint64(150) {
		touch(touched, reflect.ValueOf(*randomPlan(seed)), "")
		touch(touched, reflect.ValueOf(*lived(9000 + seed)), "Plan")
	}
	var missing []string
	reasons := unmodelled()
	for _, path := range fieldsOf(reflect.TypeFor[budget.Plan]()) {
		_, excused := reasons[path]
		switch {
		case touched[path] == 0 && !excused:
			missing = append(missing, path)
		case touched[path] > 0 && excused:
			t.Errorf("%s is written by the random plans: it needs no excuse", path)
		}
		delete(reasons, path)
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("no random plan writes %d fields:\n%s", len(missing), strings.Join(missing, "\n"))
	}
	for path := range reasons {
		t.Errorf("there is no field %s", path)
	}
}

// lookedInto reports whether a type is looked into: a struct of budget's own.
func lookedInto(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && strings.HasPrefix(t.PkgPath(), "ballast/budget") && t.NumField() > 0 && !slices.Contains(placeTypes(), t)
}

// placeTypes say where something stands, not what it is.
func placeTypes() []reflect.Type {
	return []reflect.Type{reflect.TypeFor[budget.Row](), reflect.TypeFor[budget.Ref](), reflect.TypeFor[budget.ReadLog](), reflect.TypeFor[budget.Month]()}
}

func element(t reflect.Type) reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	return t
}

// fieldsOf lists the fields of a type and of the rows in it: "CostLine.Amount".
func fieldsOf(typ reflect.Type) []string {
	var out []string
	for i := range typ.NumField() {
		f := typ.Field(i)
		if e := element(f.Type); !f.IsExported() || slices.Contains(placeTypes(), e) && e != reflect.TypeFor[budget.Month]() {
			continue
		}
		path := typ.Name() + "." + f.Name
		if e := element(f.Type); lookedInto(e) {
			for _, inner := range fieldsOf(e) {
				if !slices.Contains(out, inner) {
					out = append(out, inner)
				}
			}
			continue
		}
		out = append(out, path)
	}
	return out
}

// touch counts the fields of a value that are not zero.
func touch(touched map[string]int, v reflect.Value, at string) {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return
		}
		v = v.Elem()
	}
	switch {
	case v.Kind() == reflect.Slice && lookedInto(element(v.Type())):
		for i := range v.Len() {
			touch(touched, v.Index(i), at)
		}
		return
	case !lookedInto(v.Type()):
		if !v.IsZero() && !(v.Kind() == reflect.Slice && v.Len() == 0) && fmt.Sprint(v) != "0" {
			touched[at]++
		}
		return
	}
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if !f.IsExported() {
			continue
		}
		touch(touched, v.Field(i), v.Type().Name()+"."+f.Name)
	}
}
