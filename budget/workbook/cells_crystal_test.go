package workbook

import (
	"bytes"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
)

// TestWindows: the definitions in the drawing of a workbook, which samples/errors keeps;
// a drawing that is cut or changed anywhere loses some and never stops the reader.
func TestWindows(t *testing.T) {
	data, err := os.ReadFile("../../samples/errors/window-read.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	c, err := ReadCells(t.Context(), "window-read.xlsx", data, ReadOptions{}, false)
	if err != nil || len(c.Windows) != 4 || len(c.Unread) != 0 {
		t.Fatalf("%v: %+v %v", err, c.Windows, c.Unread)
	}
	if w := c.Windows[1]; w.ID != "11223344556677889900aabbccddeeff" || !w.Assumption || w.Name != "Units" || w.Law != "DPoisson,Rate=10" {
		t.Errorf("%+v", w)
	}
	if w := c.Windows[2]; w.Assumption || w.Name != "Profit" {
		t.Errorf("%+v", w)
	}
	if w := c.Windows[3]; w.Pair != [2]string{c.Windows[0].ID, c.Windows[1].ID} || w.Rho != -0.4 || w.Refers != "" {
		t.Errorf("%+v", w)
	}
	block := func(text string) []byte {
		return []byte(`<v:shape id="CB_Block_7.0.0.0_x003a_1"><x:ScriptText>` + text + "</x:ScriptText></v:shape>")
	}
	if _, unread := readWindows(block("")); len(unread) != 1 {
		t.Errorf("an empty block: %v", unread)
	}
	if _, unread := readWindows(block(strings.Repeat("\u3738", 1000))); len(unread) != 1 {
		t.Errorf("no zlib: %v", unread)
	}
	r := rand.New(rand.NewPCG(1, 2))
	whole := block("\u3738\u6461\u3864\u3930")
	for range 500 {
		changed := bytes.Clone(whole)
		changed[r.IntN(len(changed))] ^= byte(1 << r.IntN(8))
		readWindows(changed)
		readWindows(changed[:r.IntN(len(changed))])
	}
}
