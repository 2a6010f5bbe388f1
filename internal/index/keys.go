package index

import "strconv"

// keyPrefix begins the name of every key.
const keyPrefix = "lf:"

// Keys that belong to no site. Each is used alone, but for those of the rebuild, which
// share a hash tag.
const (
	stateKey    = "lf:{rebuild}:state" // string: searchable or whole; missing when Redis was emptied or never filled
	lockKey     = "lf:{rebuild}:lock"  // string: token of the process that rebuilds; expires unless renewed
	draftKey    = "lf:{rebuild}:draft" // string: token of a rebuild that has not tidied up yet; of a killed one, it stays
	storeKey    = "lf:store"           // string: which store the index is of
	expectedKey = "lf:expected"        // sorted set: record id, blank, a word of its operation; since when it is expected (Unix ms)
	seenKey     = "lf:seen"            // string: Unix ms
	newsKey     = "lf:news"            // stream of some thousand entries: about, references; to, topics; each separated by blanks
)

func throttleKey(key string) string { return "lf:throttle:" + key } // string: events in the window; expires with it
func cacheKey(key string) string    { return "lf:cache:" + key }    // string: any bytes; expires

// Keys of a site carry its code as hash tag, so that a Redis Cluster keeps them
// together and a script may use several.

func siteKey(site string) string { return "lf:{" + site + "}:" }

func buildingKey(site string) string  { return siteKey(site) + "building" }  // string: the generation a rebuild writes; missing when none does
func touchedKey(site string) string   { return siteKey(site) + "touched" }   // set: ids written live while a rebuild was at it
func heldKey(site string) string      { return siteKey(site) + "held" }      // string: there while live writes must wait for a switch; expires
func proposalsKey(site string) string { return siteKey(site) + "proposals" } // hash: id, any bytes

func dueKey(site string, k Kind) string { return siteKey(site) + "due:" + string(k) } // sorted set: record id, Unix ms

// What a rebuild puts in place of the proposals and due times.
func nextProposalsKey(site, gen string) string { return proposalsKey(site) + ":" + gen }
func nextDueKey(site string, k Kind, gen string) string {
	return dueKey(site, k) + ":" + gen
}

// bookKey is a hash: "gen" names the generation in use, "next" is the next ordinal,
// and each segment's number has its span.
func bookKey(site string, s Shelf) string { return siteKey(site) + string(s) }

// nextBookKey is the book of a generation that a rebuild writes.
func nextBookKey(site string, s Shelf, gen string) string {
	return bookKey(site, s) + ":" + gen + ":book"
}

// idsKey is a hash: entry id, ordinal.
func idsKey(site string, s Shelf, gen string) string { return bookKey(site, s) + ":" + gen + ":ids" }

func segmentKey(site string, s Shelf, gen string, no int) string {
	return bookKey(site, s) + ":" + gen + ":" + strconv.Itoa(no)
}

func termsKey(segment string) string   { return segment + ":terms" }   // hash: term, posting; the empty term is carried by all live entries
func recordsKey(segment string) string { return segment + ":records" } // hash: slot, id and record
func rowsKey(segment string) string    { return segment + ":rows" }    // string: a row for each slot

// liveKeys are what a script needs that writes to the index in use, beside what it writes to.
func liveKeys(site string) []string {
	return []string{buildingKey(site), touchedKey(site), heldKey(site)}
}

// keysLua gives scripts the names above. shelf is the key of the book in use.
const keysLua = `
local function ids_key(shelf, gen) return shelf .. ':' .. gen .. ':ids' end
local function terms_key(shelf, gen, no) return shelf .. ':' .. gen .. ':' .. no .. ':terms' end
local function records_key(shelf, gen, no) return shelf .. ':' .. gen .. ':' .. no .. ':records' end
local function rows_key(shelf, gen, no) return shelf .. ':' .. gen .. ':' .. no .. ':rows' end
local function next_proposals_key(proposals, gen) return proposals .. ':' .. gen end
`
