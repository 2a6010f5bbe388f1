package index

import "slices"

// tray is what of one segment is still in the sieve.
type tray struct {
	*page
	carry  []bitmap       // by number of words: the entries that carry a sense of so many
	worth  map[int]bitmap // by the sum of what their senses are worth
	left   bitmap
	picked []bitmap          // of each facet: the entries that it lets through
	rest   []bitmap          // of each facet: the entries that carry none of what is counted
	terms  map[string]bitmap // those of the facets
}

// sort weighs the live entries of a page by the words, and notes what the facets let through.
func (q Sieve) sort(p *page, terms []string) *tray {
	posting := func(term string) bitmap {
		i, known := slices.BinarySearch(terms, clip(term))
		if !known {
			return bitmap{}
		}
		return p.terms[i]
	}
	t := &tray{page: p, carry: []bitmap{p.live}, worth: map[int]bitmap{0: p.live}, terms: map[string]bitmap{}}
	for _, word := range q.Words {
		t.weigh(word, posting)
	}
	for _, f := range q.Facets {
		rest, picked := p.live, p.live
		for _, term := range f.Count {
			b := posting(term)
			t.terms[term] = b
			rest.andNot(&b)
		}
		if len(f.Picked) > 0 || f.Rest {
			picked = bitmap{}
			for _, term := range f.Picked {
				b := posting(term)
				picked.or(&b)
			}
		}
		if f.Rest {
			picked.or(&rest)
		}
		t.picked, t.rest = append(t.picked, picked), append(t.rest, rest)
	}
	return t
}

// weigh adds one word: the worthiest of its senses that an entry carries counts.
func (t *tray) weigh(word []Sense, posting func(string) bitmap) {
	by := map[int]bitmap{}
	for _, s := range word {
		b, p := by[s.Worth], posting(s.Term)
		b.or(&p)
		by[s.Worth] = b
	}
	var worths []int
	for w := range by {
		worths = append(worths, w)
	}
	slices.Sort(worths)
	rest, next := t.worth, map[int]bitmap{}
	var any bitmap
	for _, w := range slices.Backward(worths) {
		b := by[w]
		b.andNot(&any) // a worthier sense has taken them
		any.or(&b)
		for sum, of := range rest {
			of.and(&b)
			join(next, sum+w, of)
		}
	}
	for sum, of := range rest {
		of.andNot(&any)
		join(next, sum, of)
	}
	t.worth = next
	carry := make([]bitmap, len(t.carry)+1)
	for n, of := range t.carry {
		with := of
		with.and(&any)
		carry[n+1].or(&with)
		of.andNot(&any)
		carry[n].or(&of)
	}
	t.carry = carry
}

func join(to map[int]bitmap, sum int, more bitmap) {
	if more == (bitmap{}) {
		return
	}
	b := to[sum]
	b.or(&more)
	to[sum] = b
}

// fits counts the entries that carry so many words and pass all facets.
func (t *tray) fits(words int) int {
	b := t.carry[words]
	for i := range t.picked {
		b.and(&t.picked[i])
	}
	return b.common(&b)
}

// settle leaves the entries that carry all the words, or only some.
func (t *tray) settle(words int, some bool) {
	t.left = t.carry[words]
	if some {
		for n := 1; n < words; n++ {
			t.left.or(&t.carry[n])
		}
	}
}

// count adds what this tray has to the counts.
func (t *tray) count(q Sieve, out *Sifted) {
	all := t.left
	for i := range t.picked {
		all.and(&t.picked[i])
	}
	out.Sites[t.site] += all.common(&all)
	if len(q.Sites) > 0 && !slices.Contains(q.Sites, t.site) {
		return
	}
	for i, f := range q.Facets {
		others := t.left
		for j := range t.picked {
			if j != i {
				others.and(&t.picked[j])
			}
		}
		for _, term := range f.Count {
			b := t.terms[term]
			out.Counts[i][term] += others.common(&b)
		}
		out.Counts[i][""] += others.common(&t.rest[i])
	}
}

// narrow leaves the entries that pass all facets.
func (t *tray) narrow() {
	for i := range t.picked {
		t.left.and(&t.picked[i])
	}
	for worth, b := range t.worth {
		b.and(&t.left)
		t.worth[worth] = b
	}
}
