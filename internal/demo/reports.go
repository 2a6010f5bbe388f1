package demo

import (
	"time"

	"lostfound/internal/loss"
)

// report is a made-up loss report: its window as time ago, and how long until the
// thing is needed.
type report struct {
	from, to time.Duration
	needed   time.Duration // 0: not said
	drawing  string        // the traveller's own photo of the first thing
	loss.Statement
}

func thing(kind, category, description string, colours ...string) loss.Details {
	return loss.Details{Type: kind, Category: category, Description: description, Colours: colours}
}

func says(lang, place string, who loss.Contact, things ...loss.Details) loss.Statement {
	return loss.Statement{Sites: []string{airport}, Lang: lang, Place: place, Contact: who, Things: things}
}

func (r report) lot() report {
	r.Sites = []string{Lot}
	return r
}

func (r report) flying(flight, seat string) report {
	r.Flight, r.Seat = flight, seat
	return r
}

func (r report) in(c loss.Car) report {
	r.Car = c
	return r
}

func (r report) by(f loss.Filer, forWhom string) report {
	r.FiledBy, r.OnBehalfOf = f, forWhom
	return r
}

// reports are what travellers told us over the last day. Nobody in them exists.
var reports = []report{
	report{from: 60 * m, to: 20 * m, needed: 90 * m, Statement: says("en", "security, on the way to the D gates", loss.Contact{Name: "Anna Nowhere", Email: "anna@example.org", Phone: "+44 7700 900123"},
		loss.Details{Type: "laptop", Category: "laptop", Brand: "Apple", Colours: []string{"silver"}, Description: "MacBook in a grey sleeve, a duck on the lid. I think it stayed in the tray.", Identifiers: loss.Identifiers{Serial: "ZZC02XK1JHJG5S"}},
		thing("tablet", "tablet", "in a red case", "red"))}.flying("KL1795", "12F"),
	report{from: 3 * h, to: 60 * m, Statement: says("fr", "coin enfants après le contrôle", loss.Contact{Name: "Bruno Bidon", Email: "bruno@example.org"},
		thing("doudou lapin", "cuddly_toy", "Un lapin gris avec une écharpe bleue, une oreille qui tombe. C'est le doudou de ma fille.", "gris", "bleu"))}.by(loss.Self, "Zoé"),
	report{from: 4 * h, to: 2 * h, Statement: says("de", "Kontrolle, Halle 2", loss.Contact{Name: "Petra Platzhalter", Phone: "+49 171 3920012"},
		thing("Rucksack", "backpack", "Schwarzer Rucksack mit orangem Karabiner, Brotdose und Regenjacke drin.", "schwarz"))},
	report{from: 5 * h, to: 150 * m, Statement: says("en", "gate B17 or the toilets next to it", loss.Contact{Name: "Omar Imaginary", Email: "omar@example.org"},
		loss.Details{Type: "phone", Category: "phone", Brand: "Samsung", Description: "green case, the screen is cracked in one corner, my dog is on the lock screen", Identifiers: loss.Identifiers{Serial: "001084011234576", Name: "Omar Imaginary"}})},
	report{from: 2*h + 30*m, to: 80 * m, needed: 3 * h, Statement: says("en", "first security check in departures", loss.Contact{Name: "Karin Verzonnen", Phone: "+31 6 00000045"},
		loss.Details{Type: "cool bag", Category: "cool_bag", Colours: []string{"blue"}, Description: "Small blue cooling pouch with my insulin pens. The pharmacy sticker has my name on it.", Identifiers: loss.Identifiers{Name: "Karin Verzonnen"}})},
	report{from: 6 * h, to: 3 * h, Statement: says("it", "controllo di sicurezza", loss.Contact{Name: "Marta Fantasia"},
		loss.Details{Type: "passaporto", Category: "passport", Description: "Passaporto italiano, l'ho messo nella vaschetta", Identifiers: loss.Identifiers{Name: "Marta Fantasia"}})},
	report{from: 12 * h, to: 7 * h, Statement: says("nl", "wc bij gate D10", loss.Contact{Name: "Sanne Nergens", Email: "sanne@example.org"},
		thing("trouwring", "ring", "Mijn gouden trouwring lag bij de wastafel.", "goud"))},
	report{from: 9 * h, to: 5 * h, Statement: says("es", "sala de embarque", loss.Contact{Name: "Inés Inventada"},
		thing("abrigo", "coat", "Abrigo color camel, lo dejé colgado en la sala", "camel"))},
	report{from: 26 * h, to: 19 * h, Statement: says("pt", "tapete de bagagem 7", loss.Contact{Name: "Rui Fictício", Email: "rui@example.org"},
		thing("mala", "suitcase", "Mala rígida verde da Samsonite com autocolante de Lisboa", "verde"))},
	report{from: 10 * h, to: 4 * h, Statement: says("en", "taxi rank", loss.Contact{},
		thing("cardigan", "cardigan", "A mustard cardigan with wooden buttons, knitted by my aunt.", "yellow"))}.by(loss.Counter, "Elsie Nowhere"),
	report{from: 3 * h, to: 30 * m, needed: 2 * h, Statement: says("en", "a grey estate car, a colleague returned it this morning", loss.Contact{Name: "Jonas Made-Up", Phone: "+44 7700 900456"},
		thing("laptop bag", "laptop_bag", "Black laptop bag with a charger in it. Probably under a seat.", "black"))}.in(loss.Car{Colour: "grey", ByColleague: true}).lot(),
	report{from: 30 * h, to: 24 * h, Statement: says("pl", "parking", loss.Contact{Name: "Ola Wymyślona"},
		thing("parasol", "umbrella", "czarny parasol z drewnianą rączką, w bagażniku", "czarny"))}.lot(),
}
