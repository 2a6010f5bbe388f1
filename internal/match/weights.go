package match

// evidence is what a weight belongs to.
type evidence int

const (
	start evidence = iota // how likely a find is before anything is compared
	sameThing
	otherThing
	sameColour
	otherColour
	sameBrand
	otherBrand
	sameDetail
	nearDetail
	otherDetail
	deniedDetail
	unseenDetail
	unsaidDetail
	samePart
	otherPart
	sameWord
	sameNumber
	knownMark
	unknownMark
	otherMark
	sameSerial
	otherSerial
	samePlate
	otherPlate
	samePhone
	sameName
	sameLetters
	otherName
	sameSite
	otherSite
	samePlace
	sameSpot
	otherPlace
	rightTime
	wrongTime
	rivals
	evidences
)

// Weights are points, in nats: of the start, and for one unit of each kind of evidence.
type Weights [evidences]float64

// weights are those in use. A unit is the information in the trait where it has a rarity,
// else the whole of it. They were set by hand and then moved a little by Fit, all at once, on
// the development sets.
var weights = Weights{
	start:        -6.1,
	sameThing:    0.8,
	otherThing:   2.5,
	sameColour:   0.1,
	otherColour:  2.7,
	sameBrand:    0.1,
	otherBrand:   1.6,
	sameDetail:   0.5,
	nearDetail:   0.2,
	otherDetail:  3.0,
	deniedDetail: 1.4,
	unseenDetail: 0.8,
	unsaidDetail: 0.5,
	samePart:     0.8,
	otherPart:    4.0,
	sameWord:     0.2,
	sameNumber:   1.2,
	knownMark:    2.6,
	unknownMark:  0.9,
	otherMark:    1.7,
	sameSerial:   7.8,
	otherSerial:  6.0,
	samePlate:    5.3,
	otherPlate:   3.0,
	samePhone:    7.0,
	sameName:     4.6,
	sameLetters:  2.0,
	otherName:    1.7,
	sameSite:     1.1,
	otherSite:    2.5,
	samePlace:    1.2,
	sameSpot:     0.6,
	otherPlace:   0.6,
	rightTime:    2.0,
	wrongTime:    1.7,
	rivals:       0.6,
}
