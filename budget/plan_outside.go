package budget

// Reference is the outside view: how projects like this one ended. With past
// projects their overruns count, otherwise those of the built-in class.
type Reference struct {
	Row   Row    // of the class, else of the first past project
	Class string // canonical name of a built-in class, see ReferenceClasses, or as written
	Past  []PastProject
}

// PastProject is one project that is done.
type PastProject struct {
	Row     Row
	Name    string
	Overrun float64 // share of its budget: 0.12 is 12 % above, -0.05 is 5 % below
}

// ReferenceClasses returns the canonical names of the built-in classes;
// models holds their overruns and where these were published.
func ReferenceClasses() []string {
	return []string{"roads", "rail", "bridges and tunnels", "standard buildings", "non-standard buildings",
		"standard civil engineering", "non-standard civil engineering", "equipment and development", "it"}
}

// fewPast is the number of past projects below which a warning says that
// their quantiles mean little.
const fewPast = 10
