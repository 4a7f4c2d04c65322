package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"ballast/budget/words"
)

// patternOf makes a pattern of a text of the tables: what stands for its arguments is found in
// the order of the arguments, whatever the order of the language.
func patternOf(w *words.Words, key string, args int) (*regexp.Regexp, []int) {
	marks := make([]any, args)
	for i := range marks {
		marks[i] = fmt.Sprintf("<%d>", i)
	}
	text := strings.TrimSpace(w.Say(key, marks...))
	var order []int
	pattern := regexp.MustCompile(`<(\d)>`).ReplaceAllStringFunc(regexp.QuoteMeta(text), func(m string) string {
		i, _ := strconv.Atoi(m[1:2])
		order = append(order, i)
		return "(.+?)"
	})
	switch {
	case strings.HasSuffix(pattern, "(.+?)"):
		pattern += "$"
	case strings.HasSuffix(pattern, `(.+?)\.`): // not the point of a number
		pattern += `(?:\s|$)`
	}
	return regexp.MustCompile(pattern), order
}

// amountSaid is an amount as it is written, and half of its last digit.
func amountSaid(t *testing.T, text string) (v, half float64) {
	t.Helper()
	m := regexp.MustCompile(`^(-?)[¥€$£]?(\d[\d,.]*) ?(bn|m|k|万|亿)?`).FindStringSubmatch(strings.TrimSpace(text))
	if m == nil {
		t.Fatalf("%q is no amount", text)
	}
	digits := strings.TrimRight(strings.ReplaceAll(m[2], ",", ""), ".")
	v, err := strconv.ParseFloat(digits, 64)
	if err != nil {
		t.Fatal(err)
	}
	unit := map[string]float64{"": 1, "k": 1e3, "m": 1e6, "bn": 1e9, "万": 1e4, "亿": 1e8}[m[3]]
	_, decimals, _ := strings.Cut(digits, ".")
	half = 0.5 * math.Pow(10, -float64(len(decimals))) * unit
	if m[1] == "-" {
		v = -v
	}
	return v * unit, half
}

// numberSaid is a plain number, a month or a percentage as it is written.
func numberSaid(t *testing.T, text string) float64 {
	t.Helper()
	m := regexp.MustCompile(`\d[\d,]*(?:\.\d+)?`).FindString(text)
	v, err := strconv.ParseFloat(strings.ReplaceAll(m, ",", ""), 64)
	if err != nil {
		t.Fatalf("%q is no number", text)
	}
	return v
}
