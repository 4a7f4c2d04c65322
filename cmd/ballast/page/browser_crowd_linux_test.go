package page

import (
	"io"
	"strings"
	"testing"
	"time"

	"ballast/budget/words"
)

// crowd: who edits while somebody else uses the server has figures at once, and reads by
// how many scenarios of how many they are, in both languages; the rest takes their place.
func (b *browser) crowd(t *testing.T) {
	for _, lang := range []string{"en", "zh"} {
		s, err := New(Config{Version: "test", Local: true, Token: b.token, Now: time.Now, Log: io.Discard})
		if err != nil {
			t.Fatal(err)
		}
		p := b.open(t, 1280, 900, reached(t, s).URL+"/", "?lang="+lang)
		p.drop(sampleFile(t, "office-move", asIs))
		p.wait(settled)
		leave, err := s.whole.enter(t.Context(), "somebody", false, nil)
		if err != nil {
			t.Fatal(err)
		}
		p.act(`document.querySelector('#set-limit').value = '500k'; document.querySelector('#set-limit').dispatchEvent(new Event('change'))`)
		p.wait(`!document.querySelector('[data-some]').hidden && document.querySelector('.tile .change')`)
		w := words.For(lang)
		if got, want := p.text("[data-some]"), w.Say("page.some", "4,096", "10,000"); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		some, all := w.Say("page.run.some", "4,096", "10,000"), w.Say("page.run.scenarios", "10,000")
		if line := p.text(".runline"); !strings.Contains(line, some) {
			t.Errorf("%s: the figures of fewer are said to be those of %q", lang, line)
		}
		leave()
		p.wait(settled)
		if !get[bool](p, `document.querySelector('[data-some]').hidden`) {
			t.Errorf("%s: the rest is there and still said to follow", lang)
		}
		if line := p.text(".runline"); strings.Contains(line, some) || !strings.Contains(line, all) {
			t.Errorf("%s: the figures of all are said to be those of %q", lang, line)
		}
		b.turnedAway(t, p, s, lang)
	}
}

// turnedAway: where too many wait for the rest, the page does not say that it follows, and
// still by how many scenarios its figures are.
func (b *browser) turnedAway(t *testing.T, p *tab, s *Server, lang string) {
	leave, err := s.whole.enter(t.Context(), "somebody", false, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer leave()
	for range mostWaiting {
		go s.whole.enter(until(t), "waits", false, nil) // they leave with the test
	}
	s.whole.until(t, mostWaiting)
	p.act(`document.querySelector('#set-limit').value = '510k'; document.querySelector('#set-limit').dispatchEvent(new Event('change'))`)
	p.wait(`document.querySelector('.result[aria-busy=false]')`)
	w := words.For(lang)
	if line := p.text(".runline"); !strings.Contains(line, w.Say("page.run.some", "4,096", "10,000")) || !get[bool](p, `document.querySelector('[data-some]').hidden`) {
		t.Errorf("%s: turned away it says %q", lang, line)
	}
}
