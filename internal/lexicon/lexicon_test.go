package lexicon

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// spoken are the languages in which every thing has a name; whatever else is said about
// things has one in those of the pages.
var (
	spoken = []string{"en", "nl", "de", "fr", "es", "it", "pt", "pl", "sv", "da", "no", "tr", "fi", "cs"}
	pages  = spoken[:4]
)

func TestEveryThingHasAnIconAndNamesInAllLanguages(t *testing.T) {
	for _, c := range shelf().concepts {
		if c.Group == Brand || c.Group == Country {
			continue
		}
		due := pages
		if c.Group.Thing() {
			due = spoken
			if c.Icon == "" {
				t.Errorf("%s: got no icon", c.Code)
			}
		}
		for _, lang := range due {
			if len(c.Names(lang)) == 0 {
				t.Errorf("%s: got no name in %s", c.Code, lang)
			}
		}
	}
}

func TestEveryConceptIsInAGroup(t *testing.T) {
	said := []Group{People, Colour, Pattern, Material, Detail, Motif, Country, Number, Place, Brand}
	for _, c := range shelf().concepts {
		if !c.Group.Thing() && !slices.Contains(said, c.Group) {
			t.Errorf("%s: got the group %q, which is none", c.Code, c.Group)
		}
	}
}

// TestNames reads the lists as written, as the marks of ambiguity are taken off in use.
func TestNamesOfSeveralConceptsAreMarkedAndNoneIsTwiceInOne(t *testing.T) {
	type name struct{ lang, folded string }
	unmarked := map[name]string{}
	all := map[name][]string{}
	for _, c := range shelf().concepts {
		for lang, names := range c.names {
			seen := map[string]bool{}
			for _, n := range names {
				folded := strings.Join(Words(n), " ")
				if seen[folded] {
					t.Errorf("%s: got %q twice in %s", c.Code, n, lang)
				}
				seen[folded] = true
				all[name{lang, folded}] = append(all[name{lang, folded}], c.Code)
				if !c.ambiguous[lang+":"+n] {
					unmarked[name{lang, folded}] = c.Code
				}
			}
		}
	}
	for n, codes := range all {
		if len(codes) > 1 && unmarked[n] != "" {
			t.Errorf("got %q (%s) unmarked in %s, and it is in %v", n.folded, n.lang, unmarked[n], codes)
		}
	}
}

func TestNoNameIsLongerThanIsRead(t *testing.T) {
	for _, c := range shelf().concepts {
		for lang, names := range c.names {
			for _, n := range names {
				if got := len(Words(n)); got > longest {
					t.Errorf("%s: got %q (%s) of %d words, want at most %d", c.Code, n, lang, got, longest)
				}
			}
		}
	}
}

func TestThereAreManyThings(t *testing.T) {
	if got := len(Concepts()); got < 400 {
		t.Errorf("got %d things, want at least 400", got)
	}
}

func TestRelationsAreSymmetric(t *testing.T) {
	all := shelf().concepts
	for i := range all {
		for j := i; j < len(all); j += 17 {
			a, b := all[i].Code, all[j].Code
			if Like(a, b) != Like(b, a) || Opposite(a, b) != Opposite(b, a) {
				t.Errorf("got %s and %s related one way only", a, b)
			}
		}
	}
}

func TestAMistakeInAListIsFound(t *testing.T) {
	for name, list := range map[string]string{
		"a code twice":             "[a] bag\nen: a\n[a] bag\nen: b\n",
		"no group":                 "[a]\nen: a\n",
		"a relation to nothing":    "[a] bag ~b\nen: a\n",
		"an unknown flag":          "[a] bag nonsense\nen: a\n",
		"no names":                 "[a] bag\n",
		"an empty name":            "[a] bag\nen: a,,b\n",
		"names before any concept": "en: a\n",
		"an unfinished code":       "[a bag\nen: a\n",
	} {
		if _, err := load(fstest.MapFS{"data/x.txt": {Data: []byte(list)}}); err == nil {
			t.Errorf("%s: got no error", name)
		}
	}
}

func TestThingsThatAreNeverPhotographed(t *testing.T) {
	for _, c := range []struct {
		category, word, lang string
		want                 bool
	}{
		{"passport", "", "", true},
		{"", "rijbewijs", "nl", true},
		{"", "Medikamente", "de", true},
		{"", "carte bancaire", "fr", true},
		{"", "Rucksack", "de", false},
		{"backpack", "passport cover", "en", false},
		{"", "", "", false},
	} {
		if got := NoPhoto(c.category, c.word, c.lang); got != c.want {
			t.Errorf("%s %s: got %v, want %v", c.category, c.word, got, c.want)
		}
	}
}

func TestNamesForPages(t *testing.T) {
	c, _ := Lookup("umbrella")
	for lang, want := range map[string]string{"en": "umbrella", "nl-BE": "paraplu", "de": "Regenschirm", "fr": "parapluie", "xx": "umbrella", "": "umbrella", "nb": "paraply"} {
		if got := c.Name(lang); got != want {
			t.Errorf("%s: got %s, want %s", lang, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{"Straße": "strasse", "Çanta": "canta", "İPHONE": "iphone", "sølv": "solv", "Łódź": "lodz", "œuf": "oeuf", "abc": "abc", "ABC": "abc"} {
		if got := Fold(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// has reports whether any word of the text may mean the code, and is denied or not.
func has(text, lang, code string, denied bool) bool {
	return slices.ContainsFunc(Read(text, lang), func(w Word) bool { return w.Not == denied && slices.Contains(w.Codes, code) })
}

func TestReading(t *testing.T) {
	for _, c := range []struct{ lang, text, codes string }{
		{"nl", "zwarte rugzakken met rode ritsen", "black backpack red zip"},
		{"nl", "knuffelkonijntje, grijze oren", "cuddly_toy rabbit grey ear"},
		{"nl", "herenportemonnee van bruin leer met pasjes", "man wallet brown leather card"},
		{"nl", "felgeel telefoonhoesje", "yellow cover"},
		{"nl", "oplaadkabeltje van de laptops", "charging_cable laptop"},
		{"de", "zwei grüne Regenjacken mit goldenen Knöpfen", "green raincoat gold button"},
		{"de", "weißes iPhone in grünen Gummihüllen", "white phone apple green cover"},
		{"de", "Kinderrucksäcke mit Einhornaufkleber", "child_person backpack unicorn sticker"},
		{"de", "Schluesselbund mit rotem Anhaenger", "keyring_bunch red key_ring"},
		{"de", "ein schwarzer Hartschalenkoffer", "black hard suitcase"},
		{"fr", "des lunettes noires dans leur étui rigide", "glasses black case hard"},
		{"fr", "valises grises avec autocollants", "suitcase grey sticker"},
		{"fr", "une veste bleue marine, doublure violette", "jacket navy lining purple"},
		{"en", "bunch of keys with a wooden giraffe", "keyring_bunch wood giraffe"},
		{"en", "black Samsonites, scratched", "black samsonite scratched"},
		{"en", "a pair of red mittens", "red gloves"},
		{"es", "mochilas negras con llavero de búho", "backpack black key_ring owl"},
		{"es", "gafas de sol rojas en una funda azul", "sunglasses red case blue"},
		{"es", "abrigo de niña con botones dorados", "coat child_person button gold"},
		{"it", "zaini neri con portachiavi a forma di civetta", "backpack black key_ring"},
		{"it", "le chiavi con un cuoricino rosso", "key heart red"},
		{"it", "giacca di pelle marrone scura", "jacket leather brown dark"},
		{"pt", "malas pretas com fitas vermelhas", "suitcase black ribbon red"},
		{"pt", "óculos escuros castanhos", "sunglasses brown"},
		{"pt", "carteiras de couro", "wallet leather"},
		{"pl", "czarnego plecaka z czerwoną wstążką", "black backpack red ribbon"},
		{"pl", "w niebieskiej walizce był telefon", "blue suitcase phone"},
		{"pl", "okularów przeciwsłonecznych", "sunglasses"},
		{"pl", "zgubiłem klucze z brelokiem w kształcie sowy", "key key_ring owl"},
		{"sv", "svarta ryggsäckar med röda band", "black backpack red ribbon"},
		{"sv", "min plånbok av brunt läder och körkortet", "wallet brown leather driving_licence"},
		{"sv", "barnvagnen och den grå nallen", "stroller grey cuddly_toy"},
		{"sv", "datorväskan med laddaren", "laptop_bag charger"},
		{"da", "den sorte rygsæk med rødt bånd", "black backpack red ribbon"},
		{"da", "solbrillerne i et brunt etui", "sunglasses brown case"},
		{"da", "barnevognen og tøjkaninen", "stroller rabbit"},
		{"no", "den svarte ryggsekken med rødt bånd", "black backpack red ribbon"},
		{"nb", "lommeboken min i brunt skinn", "wallet brown leather"},
		{"no", "ullgenseren og hanskene", "wool sweater gloves"},
		{"tr", "siyah sırt çantamı ve kırmızı şemsiyemi", "black backpack red umbrella"},
		{"tr", "gözlüğüm kahverengi kılıfında", "glasses brown cover"},
		{"tr", "cüzdanımda kimliğim vardı", "wallet id_card"},
		{"fi", "mustan reppuni ja punaisen sateenvarjon", "black backpack red umbrella"},
		{"fi", "nahkalompakossa oli ajokortti", "leather wallet driving_licence"},
		{"fi", "puhelimen kuoressa on tarroja", "cover sticker"},
		{"cs", "černý batoh s červenou mašlí", "black backpack red ribbon"},
		{"cs", "ztratila jsem brýle v hnědém pouzdře", "glasses brown case"},
		{"cs", "klíče s plyšovým medvídkem", "key cuddly_toy"},
		{"nl", "saat gümüş, armband", "watch silver bracelet"},
		{"de", "buty górskie brązowe, w bagażniku", "hiking_boots brown boot_of_car"},
		{"nl", "casaco bege mulher, in kofferbak", "coat beige woman boot_of_car"},
		{"pl", "czarny plecak z jednorożcem", "backpack black unicorn"},
		{"pt", "mochila com um lobo e um robô", "backpack wolf robot"},
		{"es", "gorro con un payaso", "beanie clown"},
		{"nl", "beker met een sneeuwpop", "cup snowman"},
		{"de", "das Typ-2-Kabel und die Warnweste", "ev_cable safety_vest"},
		{"de", "Natel und Halbtax im Tascherl", "phone transit_card"},
		{"nl", "loopfiets, helmpje, en een pak luiers", "balance_bike diapers"},
		{"fr", "mon appareil ppc et un extincteur", "cpap warning_triangle"},
		{"es", "la frazada y el celular", "blanket phone"},
		{"", "rugzak czarny noir", "backpack black"},
	} {
		for _, code := range strings.Fields(c.codes) {
			if !has(c.text, c.lang, code, false) {
				t.Errorf("%s %q: got %v, want %s among it", c.lang, c.text, codes(c.text, c.lang), code)
			}
		}
	}
}

// An ending taken off, or two words taken for one, makes these look like a name.
func TestOtherWordsAreNotReadAsAThing(t *testing.T) {
	for _, c := range []struct{ lang, text, code string }{
		{"nl", "ik laat het aan u", "tape_measure"},
		{"nl", "gravure LOTTE", "lottery_ticket"},
		{"nl", "een plan", "plant"},
		{"nl", "de rugzak kan de uwe zijn", "vase"},
		{"en", "it was with me at the gate", "cheese_and_meat"},
		{"en", "our date inside", "fruit"},
		{"de", "Farbe blau", "art_supplies"},
		{"de", "ich bin den ganzen Tag da", "sanitary_products"},
		{"fr", "le téléphone est allumé", "lighter"},
		{"es", "reloj de dama", "chess"},
		{"it", "a forma di civetta", "beach_toys"},
		{"fi", "kahvat", "tea_and_coffee"},
	} {
		if has(c.text, c.lang, c.code, false) {
			t.Errorf("%s %q: got %v, want no %s", c.lang, c.text, codes(c.text, c.lang), c.code)
		}
	}
}

func codes(text, lang string) []string {
	var out []string
	for _, w := range Read(text, lang) {
		s := w.Text + "=" + strings.Join(w.Codes, "|")
		if w.Not {
			s = "!" + s
		}
		out = append(out, s)
	}
	return out
}

func TestDenial(t *testing.T) {
	for _, c := range []struct{ lang, text, code string }{
		{"en", "iPhone, no cover", "cover"},
		{"en", "not a scratch on it", "scratched"},
		{"nl", "zonder hoes", "cover"},
		{"nl", "aapje ontbreekt", "monkey"},
		{"de", "ohne Hülle", "cover"},
		{"de", "Etui fehlt", "case"},
		{"fr", "pas d'étiquette", "label"},
		{"es", "sin funda", "cover"},
		{"it", "senza custodia", "cover"},
		{"pl", "bez etui", "cover"},
		{"fi", "ilman kuorta", "cover"},
		{"cs", "bez obalu", "cover"},
		{"nl", "niks getapet", "tape"},
		{"de", "nichts geklebt, kein Aufkleber", "sticker"},
		{"pt", "nada de flores", "flowered"},
		{"it", "grigio, manca una ruota", "wheel"},
		{"es", "le falta un ojo", "eye"},
		{"pl", "brak kółka", "wheel"},
		{"da", "knap mangler", "button"},
		{"sv", "hjul saknas", "wheel"},
		{"tr", "çanta kılıfsız", "cover"},
		{"tr", "hilal değil, çıpa", "moon"},
		{"fi", "laturi on minulla", "charger"},
	} {
		if !has(c.text, c.lang, c.code, true) {
			t.Errorf("%s %q: got %v, want %s denied", c.lang, c.text, codes(c.text, c.lang), c.code)
		}
	}
	for _, c := range []struct{ lang, text, code string }{
		{"en", "no cover, black strap", "strap"},
		{"en", "not red but green", "green"},
		{"es", "pato amarillo, le falta un ojo", "yellow"},
		{"tr", "hilal değil, çıpa", "anchor"},
		{"fi", "minulla oli laukku", "bag"},
	} {
		if has(c.text, c.lang, c.code, true) {
			t.Errorf("%s %q: got %v, want the denial not to reach %s", c.lang, c.text, codes(c.text, c.lang), c.code)
		}
	}
}

func TestBrands(t *testing.T) {
	for name, want := range map[string]string{"Samsonite": "samsonite", "samsonit": "samsonite", "ray ban": "ray_ban", "RayBan": "ray_ban", "Ray-Bann": "ray_ban", "Apple iPhone": "apple",
		"Michael Kors": "michael_kors", "Fjällräven": "fjallraven", "noordface": "the_north_face", "Guess?": "guess", "Eastapk": "eastpak", "Nobody": "", "": "", "🧸": ""} {
		if got := BrandOf(name); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestReadingIsBounded(t *testing.T) {
	if got := len(Read(strings.Repeat("zwartebakkersfietstassen ", 10_000), "nl")); got > 5*maxWords {
		t.Errorf("got %d words, want at most a few for each of the first %d", got, maxWords)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("Zwarte rugzak, zonder hoes! 🧸", "nl")
	f.Add("\xff\x00 אבג İı ß", "tr")
	f.Add("\u059f", "0") // a mark without a letter
	f.Fuzz(func(t *testing.T, text, lang string) {
		for _, w := range Read(text, lang) {
			if w.Text == "" {
				t.Errorf("got an empty word of %q", text)
			}
		}
		BrandOf(text)
		NoPhoto("", text, lang)
	})
}
