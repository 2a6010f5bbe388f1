package demo

import (
	"time"

	"lostfound/internal/found"
)

// find is a made-up find: how long ago, and the drawing that is its photo.
type find struct {
	ago     time.Duration
	drawing string // empty: no photo
	givenTo string // who collected it; empty while it lies in store
	found.Details
}

func at(site, zone string) found.Details { return found.Details{Site: site, Zone: zone} }

// as fills in what a finder says, in the finder's language.
func (f find) as(lang, kind, category, description, marks string, colours ...string) find {
	f.Lang, f.Type, f.Category, f.Description, f.Marks, f.Colours = lang, kind, category, description, marks, colours
	return f
}

func (f find) brand(brand, serial string) find {
	f.Brand, f.Serial = brand, serial
	return f
}

func (f find) handle(h found.Handling) find {
	f.Handling = h
	return f
}

func (f find) tray(number string) find {
	f.Tray = number
	return f
}

func (f find) under(plate string) find {
	f.Plate = plate
	return f
}

const (
	h = time.Hour
	m = time.Minute
)

// finds are what came in over the last two days.
var finds = []find{
	find{25 * m, "laptop_duck", "", at(airport, "security 2, lane 4")}.as("nl", "laptop", "laptop", "zilverkleurige laptop in grijze hoes, bleef in de bak staan", "sticker van een eend op de deksel", "zilver").brand("Apple", "ZZC02XK1JHJG5L").tray("T-0131"),
	find{40 * m, "tablet_red", "", at(airport, "security 2, lane 4")}.as("nl", "tablet", "tablet", "tablet in rode hoes", "barst linksonder", "rood"),
	find{55 * m, "earbuds", "", at(airport, "gate D14")}.as("nl", "oortjes", "earphones", "witte oortjes in doosje, alleen links erin", "", "wit").brand("Apple", ""),
	find{70 * m, "rabbit", "", at(airport, "play corner, lounge 1")}.as("nl", "knuffel", "cuddly_toy", "grijze knuffelkonijn met blauwe sjaal", "één slap oor, naad hersteld met groen garen", "grijs", "blauw"),
	find{90 * m, "cool_bag", "", at(airport, "security 1, lane 2")}.as("nl", "koeltasje", "cool_bag", "blauw koeltasje met medicijnen", "apotheeksticker op naam Verzonnen", "blauw").handle(found.Handling{ClearedBy: "Marechaussee"}),
	find{2 * h, "rucksack", "", at(airport, "security 2, lane 6")}.as("nl", "rugzak", "backpack", "zwarte rugzak, broodtrommel en regenjas erin", "oranje karabijnhaak", "zwart").brand("Deuter", ""),
	find{2*h + 20*m, "umbrella", "", at(airport, "lounge 1")}.as("nl", "paraplu", "umbrella", "zwarte paraplu met houten handvat", "", "zwart"),
	find{3 * h, "phone", "", at(airport, "gate B17")}.as("nl", "gsm", "phone", "telefoon in groen hoesje, scherm gebarsten", "foto van een hond als achtergrond", "groen").brand("Samsung", "001084011234567"),
	find{3*h + 15*m, "", "", at(airport, "security 1, lane 1")}.as("nl", "paspoort", "passport", "Italiaans paspoort", "op naam van M. Fantasia", "bordeaux").handle(found.Handling{TwoPeople: true, With: "Koninklijke Marechaussee", WithRef: "KM-0417"}),
	find{4 * h, "keys", "", at(airport, "arrivals hall")}.as("nl", "sleutelbos", "keyring_bunch", "vier sleutels aan rood lint", "hanger met een klein kompas", "rood"),
	find{5 * h, "wallet", "", at(airport, "departures, check-in row 9")}.as("nl", "portemonnee", "wallet", "bruine leren portemonnee, met contant geld", "pasje sportschool op naam Nergens", "bruin").handle(found.Handling{TwoPeople: true}),
	find{6 * h, "coat", "", at(airport, "lounge 1")}.as("nl", "jas", "coat", "camelkleurige jas, hing aan de haak", "treinkaartje in de binnenzak", "camel"),
	find{7 * h, "glasses", "", at(airport, "gate D20")}.as("nl", "bril", "glasses", "bril met schildpadmontuur", "linkerpoot gelijmd", "bruin"),
	find{8 * h, "ring", "", at(airport, "washroom near gate D10")}.as("nl", "ring", "ring", "gouden ring bij de wastafel", "inscriptie, zie kluis", "goud").handle(found.Handling{TwoPeople: true}),
	find{9 * h, "watch", "", at(airport, "security 1, lane 3")}.as("nl", "horloge", "watch", "herenhorloge, zwarte band", "kras bij de 4", "zwart").brand("Casio", ""),
	find{11 * h, "headphones", "", at(airport, "train platform 3")}.as("nl", "koptelefoon", "headphones", "zwarte koptelefoon", "oorkussen rechts vervangen", "zwart").brand("Sony", ""),
	find{20 * h, "suitcase", "", at(airport, "baggage hall, belt 7")}.as("nl", "koffer", "suitcase", "groene harde koffer", "sticker Lissabon onderop", "groen").brand("Samsonite", ""),
	find{22 * h, "bottle", "Tom Nobody", at(airport, "security 2, lane 5")}.as("nl", "drinkfles", "bottle", "stalen drinkfles", "deuk in de bodem", "blauw"),
	find{23 * h, "camera", "", at(airport, "gate C6")}.as("nl", "camera", "camera", "spiegelreflexcamera met draagriem", "geheugenkaart 64 GB", "zwart").brand("Canon", "ZZ0832104471"),
	find{25 * h, "scarf", "Lena Niemand", at(airport, "lounge 1")}.as("nl", "sjaal", "scarf", "wollen sjaal, geruit", "", "rood", "zwart"),
	find{26 * h, "powerbank", "", at(airport, "security 2, lane 1")}.as("nl", "powerbank", "power_bank", "witte powerbank", "", "wit").brand("Anker", "").handle(found.Handling{NotStored: true}),
	find{28 * h, "book", "Femke Fictief", at(airport, "gate D14")}.as("nl", "boek", "book", "boek met een boekenlegger", "opdracht op de eerste bladzijde", "blauw"),
	find{30 * h, "shoe", "", at(airport, "play corner, lounge 1")}.as("nl", "kinderschoen", "shoe", "één kinderschoen, links", "", "rood"),

	find{50 * m, "laptop_bag", "", at(Lot, "stall 112")}.as("de", "Laptoptasche", "laptop_bag", "lag unterm Beifahrersitz, Ladekabel drin", "Visitenkarte im Seitenfach", "schwarz").under("M AB 0123"),
	find{2 * h, "sunglasses", "", at(Lot, "stall 87")}.as("tr", "güneş gözlüğü", "sunglasses", "torpido gözünde", "", "siyah").under("M CD 0456").brand("Ray-Ban", ""),
	find{5 * h, "bottle", "Ada Keiner", at(Lot, "stall 31")}.as("pl", "butelka", "bottle", "na tylnym siedzeniu", "", "niebieski").under("M EF 0789"),
	find{27 * h, "umbrella", "", at(Lot, "stall 5")}.as("de", "Regenschirm", "umbrella", "schwarz, Holzgriff, Kofferraum", "", "schwarz").under("M GH 0147"),
}
