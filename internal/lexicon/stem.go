package lexicon

import "strings"

// endings are the inflections a language hangs on its nouns and adjectives, folded,
// longest first. What remains after one of them is not a word, only a key.
var endings = map[string][]string{
	"en": split("ies es ed s y"),
	"nl": split("etjes tjes pjes kjes jes etje tje pje kje je ende end ens en es s e"),
	"de": split("chens chen leins lein erinnen ungen ern ers em en er es e n s"),
	"fr": split("ettes ette aux ees eux ee es al e s x"),
	"es": split("citos citas cito cita itos itas illos illas illo illa ito ita ces os as es o a e s z"),
	"it": split("ettini ettine etti ette etto etta ini ine ino ina oni one chi che i e o a"),
	"pt": split("zinhos zinhas zinho zinha inhos inhas inho inha oes aes ais eis os as es ao al el o a e s m"),
	"pl": split("iego iemu ami ach owi owie ego emu ymi imi iej iem ych ich ow em om ej ym im ie ia iu a e i y o u"),
	"cs": split("iho imu ami emi ach ich ych ovi eho emu ymi imi em um ou uv ym im ie a e i y o u"),
	"sv": split("arnas ernas ornas arna erna orna ade are aren ens ets ar er or en et na n t a e s"),
	"da": split("ernes erne eren ene ede ens ets er en et e s t"),
	"no": split("enes ene ane ede ens ets er en et a e s t"),
	"tr": split("lar ler lik luk miz muz niz nuz nin nun dan den tan ten da de ta te yi yu ya ye na ne im um in un la le li lu si su m n i u a e"),
	"fi": split("imensa imeni imen imesta imessa imeen imella imelta imelle imet imia nsa mme nne ssa sta lla lta lle ksi aan een iin oon uun yyn den jen ien ten sen nen ni si in an en on un yn ia ja ta na a e i o u y n t"),
}

// agglutinating languages hang several endings on a word.
var agglutinating = map[string]bool{"tr": true, "fi": true}

func split(s string) []string { return strings.Fields(s) }

// shortest is how much of a word must remain.
const shortest = 3

// stem takes the inflection off a folded word and evens out what inflection does to the
// consonants before it.
func stem(word, lang string) string {
	if agglutinating[lang] {
		for shorter := bare(word, lang, shortest+1); shorter != word; shorter = bare(word, lang, shortest+1) {
			word = shorter
		}
	} else {
		word = bare(word, lang, shortest)
	}
	if len(word) < shortest {
		return word
	}
	head, last := word[:len(word)-1], word[len(word)-1]
	double := head[len(head)-1] == last && last < 0x80
	switch lang {
	case "nl":
		switch {
		case double:
			word = head // zakken, zak
		case last == 'z':
			word = head + "s"
		case last == 'v':
			word = head + "f"
		}
		return shorten(word)
	case "tr":
		switch last {
		case 'g':
			word = head + "k"
		case 'b':
			word = head + "p"
		case 'd':
			word = head + "t"
		}
	case "pl", "cs":
		switch {
		case strings.HasSuffix(word, "ek") && len(word) > shortest+1:
			word = word[:len(word)-2] + "k" // walizek, walizka
		case last == 'c':
			word = head + "k" // walizce
		}
	case "fi":
		if double && strings.IndexByte("kpt", last) >= 0 {
			word = head // reppu, repun
		}
	default:
		if double && last != 's' {
			word = head
		}
	}
	return word
}

// bare takes one ending off, if enough remains.
func bare(word, lang string, least int) string {
	for _, e := range endings[lang] {
		if len(word)-len(e) >= least && strings.HasSuffix(word, e) {
			return word[:len(word)-len(e)]
		}
	}
	return word
}

// shorten writes a long Dutch vowel in a closed syllable like the one in an open
// syllable: oplaad, opladen.
func shorten(word string) string {
	if n := len(word); n >= 4 && word[n-2] == word[n-3] && strings.IndexByte("aeou", word[n-2]) >= 0 {
		return word[:n-2] + word[n-1:]
	}
	return word
}

func stemAll(words []string, lang string) string {
	if len(words) == 1 {
		return stem(words[0], lang)
	}
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = stem(w, lang)
	}
	return strings.Join(out, " ")
}
