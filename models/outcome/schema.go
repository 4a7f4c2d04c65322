package outcome

import (
	"reflect"
	"strings"
)

// Schema is the JSON Schema (draft 2020-12) of an outcome, made from its own types, so
// that it names every field that can be written. Fields may be added in later versions;
// none is renamed or taken away.
//
// Checked: TestAnswers of cmd/ballast, against the JSON of every sample.
func Schema() map[string]any {
	return schemaOf(reflect.TypeFor[Outcome](), "Figures of a plan, as ballast run --json writes them")
}

// ModelSchema is the same of a model of formulas.
func ModelSchema() map[string]any {
	return schemaOf(reflect.TypeFor[Model](), "Figures of a model of formulas, as ballast run --json writes them")
}

func schemaOf(t reflect.Type, title string) map[string]any {
	s := schema{defs: map[string]any{}}
	root := s.of(t)
	root = map[string]any{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, "$ref": root["$ref"], "$defs": s.defs}
	return root
}

// schema collects the definitions of types by name.
type schema struct{ defs map[string]any }

// of is the schema of a type; a struct is defined once and referred to.
func (s *schema) of(t reflect.Type) map[string]any {
	switch t.Kind() {
	case reflect.Pointer:
		return orNull(s.of(t.Elem()))
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.String:
		return map[string]any{"type": "string"}
	case reflect.Float64:
		return map[string]any{"type": "number"}
	case reflect.Int, reflect.Int64, reflect.Uint64:
		return map[string]any{"type": "integer"}
	case reflect.Array:
		return map[string]any{"type": "array", "items": s.of(t.Elem()), "minItems": t.Len(), "maxItems": t.Len()}
	case reflect.Slice:
		if t == reflect.TypeFor[Quantiles]() {
			return s.quantiles()
		}
		return map[string]any{"type": []any{"array", "null"}, "items": s.of(t.Elem())}
	case reflect.Map:
		return map[string]any{"type": []any{"object", "null"}, "additionalProperties": s.of(t.Elem())}
	}
	return s.structure(t)
}

// orNull is a schema that allows null besides.
func orNull(x map[string]any) map[string]any {
	return map[string]any{"anyOf": []any{x, map[string]any{"type": "null"}}}
}

// quantiles are objects by per cent; what lies beyond the horizon is null, with a reason.
func (s *schema) quantiles() map[string]any {
	s.defs["Quantiles"] = map[string]any{"type": "object", "description": "by per cent; null where a value does not exist, with the reason beside it",
		"patternProperties":    map[string]any{`^[0-9.]+$`: map[string]any{"type": []any{"number", "null"}}, `^[0-9.]+_why$`: map[string]any{"type": "string"}},
		"additionalProperties": false}
	return map[string]any{"$ref": "#/$defs/Quantiles"}
}

func (s *schema) structure(t reflect.Type) map[string]any {
	ref := map[string]any{"$ref": "#/$defs/" + t.Name()}
	if _, ok := s.defs[t.Name()]; ok {
		return ref
	}
	s.defs[t.Name()] = nil // begun: a type may hold itself
	properties, required := map[string]any{}, []any{}
	s.fields(t, properties, &required)
	switch t {
	case reflect.TypeFor[RiskResult](): // older names, see RiskResult.MarshalJSON
		properties["p80"], properties["p80_without"] = map[string]any{"type": "number"}, map[string]any{"type": "number"}
		properties["response_p80"] = orNull(map[string]any{"type": "number"})
	case reflect.TypeFor[Outcome](): // see Outcome.MarshalJSON
		properties["return"] = map[string]any{"anyOf": []any{s.of(reflect.TypeFor[Return]()), map[string]any{"type": "object", "description": "of a plan without revenue",
			"properties": map[string]any{"cost_present_value": s.of(reflect.TypeFor[Dist]())}, "required": []any{"cost_present_value"}}}}
	}
	def := map[string]any{"type": "object", "properties": properties}
	if len(required) > 0 {
		def["required"] = required
	}
	s.defs[t.Name()] = def
	return ref
}

// fields adds the fields of a struct, those of embedded ones as its own.
func (s *schema) fields(t reflect.Type, properties map[string]any, required *[]any) {
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || !f.IsExported() && !f.Anonymous:
			continue
		case f.Anonymous && name == "":
			s.fields(f.Type, properties, required)
			continue
		case name == "":
			name = f.Name
		}
		properties[name] = s.of(f.Type)
		if !strings.Contains(options, "omitempty") {
			*required = append(*required, name)
		}
	}
}
