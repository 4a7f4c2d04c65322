package outcome

// Resources is the ledger of emergency resources at the as-of month.
type Resources struct {
	Items []Resource     `json:"items"`
	Needs []ResourceNeed `json:"needs"`
}

// Resource is what is held of one, and what of it is in use.
type Resource struct {
	Name   string        `json:"name"`
	Kind   string        `json:"kind"`
	Tier   string        `json:"tier"`
	Holder string        `json:"holder"`
	Stock  float64       `json:"stock"`
	Out    float64       `json:"out"` // taken and not come back
	AtHand float64       `json:"at_hand"`
	Uses   []ResourceUse `json:"uses"`
}

// ResourceUse is a resource that was taken for an event; a negative quantity came back.
type ResourceUse struct {
	Date     string  `json:"date"`
	Who      string  `json:"who"`
	Event    string  `json:"event"`
	Quantity float64 `json:"quantity"`
}

// ResourceNeed is what an event of a grade needs of a resource, or of a kind of them.
type ResourceNeed struct {
	Grade  string  `json:"grade"`
	What   string  `json:"what"`
	Needed float64 `json:"needed"`
	AtHand float64 `json:"at_hand"`
	Short  float64 `json:"short"`
}
