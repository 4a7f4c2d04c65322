package workbook

import "ballast/budget/workbook/schema"

// nearest is the name of a column that a header is one or two letters away from,
// in the language of the plan; "" none.
func nearest(def schema.Sheet, header, lang string) string {
	key := []rune(schema.Key(header))
	best, most := "", 3
	if len(key) < 5 {
		most = 2
	}
	for _, d := range def.Columns {
		for _, n := range append(append([]string{}, d.English...), d.Chinese...) {
			if k := distance(key, []rune(schema.Key(n))); k > 0 && k < most && len(key) > 2 {
				best, most = d.Header(lang), k
			}
		}
	}
	return best
}

// nearWord is the word of a choice that another is one or two letters away from,
// in the language of the plan; "" none.
func nearWord(c schema.Column, word, lang string) string {
	key := []rune(schema.Key(word))
	best, most := "", 3
	if len(key) < 6 {
		most = 2
	}
	for _, o := range c.Options {
		for _, n := range append(append([]string{}, o.English...), o.Chinese...) {
			if k := distance(key, []rune(schema.Key(n))); k > 0 && k < most && len(key) > 2 {
				best, most = o.Word(lang), k
			}
		}
	}
	return best
}

// distance counts the letters to add, drop, replace or swap with a neighbour
// that turn one word into another; 9 for words of very different length.
// Source: Damerau (1964), optimal string alignment.
func distance(a, b []rune) int {
	if len(a) > len(b)+2 || len(b) > len(a)+2 || len(a) > 60 {
		return 9
	}
	rows := [3][]int{make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)}
	for j := range rows[1] {
		rows[1][j] = j
	}
	for i := 1; i <= len(a); i++ {
		two, one, now := rows[(i+2)%3], rows[(i)%3], rows[(i+1)%3]
		now[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			now[j] = min(one[j]+1, now[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				now[j] = min(now[j], two[j-2]+1)
			}
		}
	}
	return rows[(len(a)+1)%3][len(b)]
}
