package history

import "slices"

// Plan is by what a file is known as one of the files of a plan: its ID where it has
// one, else its name; and its own name, by which two files are told apart.
type Plan struct {
	ID   string // the setting Plan ID; "" none
	Name string
	File string
	AsOf string // "2026-03"; "" before the work
}

// kept is what makes a stored run or baseline one of a plan's.
type kept struct{ id, plan, file string }

// owns tells whether something stored is this plan's. One ID with another name is
// another plan that was copied from this one, unless it is the file itself that was
// renamed; what was stored before the plan had an ID is known by its name.
func (p Plan) owns(k kept) bool {
	switch {
	case k.id == p.ID && p.ID != "":
		return k.plan == p.Name || k.file == p.File
	case k.id == "":
		return k.plan == p.Name
	}
	return p.ID == "" && k.plan == p.Name && k.file == p.File
}

// Past divides what is stored into the past of a plan and the files that are not: one
// plan may have a file for every month, and two plans may have one ID, or one name,
// where a workbook was copied. Of another file counts what is dated before this one,
// as long as the two have no month in common; from the first month that both were run
// for they are two plans.
//
// Checked: TestPast.
func (p Plan) Past(runs []Run) (past []Run, apart []string) {
	mine := map[string]bool{p.AsOf: true}
	for _, r := range runs {
		if r.File == p.File && p.owns(kept{r.PlanID, r.Plan, r.File}) {
			mine[r.Point.AsOf] = true
		}
	}
	parted := map[string]string{} // by file: the first month in common
	for _, r := range runs {
		at, known := parted[r.File]
		if !p.owns(kept{r.PlanID, r.Plan, r.File}) {
			continue
		}
		if r.File != p.File && r.Point.AsOf != "" && mine[r.Point.AsOf] && (!known || r.Point.AsOf < at) {
			parted[r.File] = r.Point.AsOf
		}
	}
	for _, r := range runs {
		own := r.File == p.File
		at, common := parted[r.File]
		switch {
		case !p.owns(kept{r.PlanID, r.Plan, r.File}):
			common = !own && p.ID != "" && r.PlanID == p.ID
		case own:
			past, common = append(past, r), false
		case r.Point.AsOf < p.AsOf && (!common || r.Point.AsOf < at), r.Point.AsOf == "" && p.AsOf == "" && len(mine) == 1:
			past = append(past, r)
		}
		if (common || !own && p.ID == "" && p.owns(kept{r.PlanID, r.Plan, r.File})) && !slices.Contains(apart, r.File) {
			apart = append(apart, r.File)
		}
	}
	return past, apart
}

// Before is the run with which one as of a month is compared: the last of the latest
// month before it, so that to run a plan again clears nothing; else the first as of the
// same month, else the last of all. It is nil where there is none.
func Before(runs []Run, asOf string) *Run {
	var earlier, same *Run
	for i := range runs {
		r := &runs[i]
		switch at := r.Point.AsOf; {
		case asOf != "" && at != "" && at < asOf && (earlier == nil || at >= earlier.Point.AsOf):
			earlier = r
		case asOf != "" && at == asOf && same == nil:
			same = r
		}
	}
	switch {
	case earlier != nil:
		return earlier
	case same != nil:
		return same
	case len(runs) > 0:
		return &runs[len(runs)-1]
	}
	return nil
}

// InForce is the baseline against which a file of a plan is measured: the last one of
// that file, else, as files are given new names, the last of the plan; nil without any.
func (p Plan) InForce(list []Approved) *Approved {
	var last *Approved
	for i := range list {
		b := &list[i]
		if p.owns(kept{b.PlanID, b.Plan, b.File}) && (last == nil || b.File == p.File || last.File != p.File) {
			last = b
		}
	}
	return last
}
