package budget

import (
	"crypto/sha256"
	"encoding/base32"
)

// idLetters are those that are not mistaken for one another.
//
// Source: D. Crockford, Base 32.
const idLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// PlanID makes an ID for a plan of anything that no other plan has, such as random
// bytes or the hash of its file: "P-" and eight letters, 40 bits.
func PlanID(of string) string {
	sum := sha256.Sum256([]byte(of))
	return "P-" + base32.NewEncoding(idLetters).EncodeToString(sum[:5])
}
