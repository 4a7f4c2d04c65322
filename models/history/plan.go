package history

// SameFile leaves of the runs of one name those of one file, and names the other
// files: two plans may have one name, where a template was copied. A file without
// runs of its own goes on with all of them, as when the file was given a new name.
func SameFile(runs []Run, file string) (own []Run, others []string) {
	seen := map[string]bool{file: true}
	for _, r := range runs {
		if r.File == file {
			own = append(own, r)
		} else if !seen[r.File] {
			seen[r.File] = true
			others = append(others, r.File)
		}
	}
	if len(own) == 0 {
		return runs, others
	}
	return own, others
}

// Before is the run with which one as of a month is compared: the last as of an
// earlier month, so that to run a plan again clears nothing; else the first as of the
// same month, else the last of all. It is nil where there is none.
func Before(runs []Run, asOf string) *Run {
	var same *Run
	for i := len(runs) - 1; i >= 0; i-- {
		switch at := runs[i].Point.AsOf; {
		case asOf == "":
			return &runs[i]
		case at != "" && at < asOf:
			return &runs[i]
		case at == asOf:
			same = &runs[i]
		}
	}
	if same == nil && len(runs) > 0 {
		same = &runs[len(runs)-1]
	}
	return same
}
