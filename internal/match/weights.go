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
	start:        -6.3,
	sameThing:    0.9,
	otherThing:   2.9,
	sameColour:   0.1,
	otherColour:  2.2,
	sameBrand:    0.1,
	otherBrand:   1.7,
	sameDetail:   0.4,
	nearDetail:   0.2,
	otherDetail:  2.5,
	deniedDetail: 1.4,
	unseenDetail: 0.7,
	unsaidDetail: 0.5,
	samePart:     0.9,
	otherPart:    3.3,
	sameWord:     0.2,
	sameNumber:   1.0,
	knownMark:    2.3,
	unknownMark:  0.9,
	otherMark:    1.9,
	sameSerial:   7.8,
	otherSerial:  6.0,
	samePlate:    5.2,
	otherPlate:   3.0,
	samePhone:    7.0,
	sameName:     4.8,
	sameLetters:  2.0,
	otherName:    2.0,
	sameSite:     1.1,
	otherSite:    2.3,
	samePlace:    1.1,
	sameSpot:     0.8,
	otherPlace:   0.5,
	rightTime:    1.8,
	wrongTime:    1.8,
	rivals:       0.5,
}
