package bench

// thing is a kind of thing, its share of what is found, and what is usual of it.
type thing struct {
	code     string // of the lexicon
	share    float64
	numbered bool // has a serial number
	brands   []string
}

// The shares are between those of five British airports (headphones 25 %, glasses 17 %, jewellery
// 10 %, watches 9 %, phones 4 %) and those of railways (bags 24 %, phones 20 %, keys 6 %, many cards).
var things = []thing{
	{"earphones", 11, true, []string{"apple", "samsung", "jbl", "sony", "beats"}},
	{"headphones", 6, true, []string{"sony", "bose", "jbl", "sennheiser", "apple"}},
	{"sunglasses", 7, false, []string{"ray_ban", "oakley", "persol", "guess", "prada"}},
	{"glasses", 6, false, []string{"ray_ban", "persol", "oakley"}},
	{"phone", 8, true, []string{"apple", "samsung", "xiaomi", "google", "oneplus", "nokia"}},
	{"watch", 5, false, []string{"casio", "seiko", "fossil", "swatch", "citizen"}},
	{"smartwatch", 2, true, []string{"apple", "garmin", "samsung", "fitbit"}},
	{"ring", 3, false, nil}, {"necklace", 2, false, nil}, {"bracelet", 2, false, []string{"pandora", "swarovski"}}, {"earring", 2, false, nil},
	{"bank_card", 4, false, nil}, {"id_card", 3, false, nil}, {"passport", 2, false, nil}, {"transit_card", 2, false, nil}, {"driving_licence", 1, false, nil},
	{"wallet", 4, false, []string{"secrid", "guess", "fossil"}}, {"card_holder", 1, false, []string{"secrid"}},
	{"keyring_bunch", 4, false, nil}, {"car_key", 1.5, false, []string{"volkswagen", "bmw", "toyota", "renault"}},
	{"backpack", 5, false, []string{"eastpak", "deuter", "fjallraven", "the_north_face", "herschel"}},
	{"suitcase", 4, false, []string{"samsonite", "rimowa", "delsey", "american_tourister"}},
	{"cabin_suitcase", 2, false, []string{"samsonite", "rimowa"}}, {"handbag", 2, false, []string{"michael_kors", "guess", "longchamp"}},
	{"laptop_bag", 1, false, []string{"samsonite", "targus"}}, {"plastic_bag", 1, false, nil},
	{"laptop", 2.5, true, []string{"apple", "dell", "lenovo", "hp", "asus"}}, {"tablet", 1.5, true, []string{"apple", "samsung", "lenovo"}},
	{"e_reader", 1, true, []string{"kobo", "amazon"}}, {"camera", 1, true, []string{"canon", "nikon", "sony"}},
	{"charger", 2, false, []string{"apple", "anker", "samsung"}}, {"power_bank", 1.5, false, []string{"anker", "xiaomi"}},
	{"jacket", 4, false, []string{"the_north_face", "zara", "h_m", "adidas", "nike"}}, {"coat", 2, false, []string{"zara", "h_m"}},
	{"scarf", 2.5, false, nil}, {"cap", 2, false, []string{"nike", "adidas"}}, {"glove", 1.5, false, nil}, {"sweater", 1.5, false, []string{"h_m", "zara"}},
	{"umbrella", 2.5, false, []string{"knirps", "senz"}}, {"cuddly_toy", 2, false, []string{"jellycat", "steiff"}}, {"bottle", 2, false, []string{"stanley", "hydro_flask"}},
	{"book", 1.5, false, nil}, {"belt", 1, false, nil}, {"neck_pillow", 1, false, nil}, {"medicine_bag", 0.5, false, nil}, {"stroller", 0.5, false, []string{"bugaboo", "joolz"}},
}

// What things look like and where they lie, the frequent ones first; codes of the lexicon.
var (
	colours   = []string{"black", "blue", "grey", "white", "brown", "red", "silver", "green", "pink", "gold", "navy", "beige", "purple", "yellow", "orange"}
	materials = []string{"leather", "plastic", "metal", "denim", "wool", "canvas", "silicone", "wood"}
	details   = []string{"sticker", "scratched", "strap", "zip", "broken", "case", "dent", "label", "embroidered", "new", "old", "small", "big", "torn", "buckle", "ribbon", "engraved", "patch"}
	motifs    = []string{"heart", "star", "cat", "dog", "rose", "skull", "owl", "moon", "cactus", "bear", "flower", "horse", "elephant", "butterfly", "dragon", "rainbow", "unicorn",
		"fox", "anchor", "sun", "turtle", "whale", "penguin", "rocket", "robot", "panda", "lion", "bee", "palm", "crown", "lighthouse", "feather", "eagle", "snake", "tiger", "bicycle", "compass", "mountain"}
	places = []string{"security", "gate", "toilet", "baggage_reclaim", "lounge", "train", "check_in", "restaurant", "car_park", "seat"}
)
