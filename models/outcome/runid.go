package outcome

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// RunID names a run: two runs with the same ID have the same figures. It is a digest of
// the input's bytes, the version, the sampling, the seed, the number of scenarios and the
// choices of who ran it, such as the responses of all risks switched off.
//
// Checked: TestRunID.
func RunID(o *Outcome, choices ...string) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %d %d %q", o.Input.SHA256, o.Version, o.Run.Sampling, o.Run.Seed, o.Run.Scenarios, choices)
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// Sentence is something said of the outcome. Figures are JSON pointers (RFC 6901) into
// the outcome's JSON, one for each number of the text, in its order.
type Sentence struct {
	Text    string   `json:"text"`
	Figures []string `json:"figures"`
}
