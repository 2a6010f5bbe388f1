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
// the development set.
var weights = Weights{
	start:        -8.5,
	sameThing:    1.0,
	otherThing:   3.5,
	sameColour:   0.3,
	otherColour:  1.7,
	sameBrand:    0.3,
	otherBrand:   1.9,
	sameDetail:   0.5,
	nearDetail:   0.1,
	otherDetail:  2.1,
	deniedDetail: 1.4,
	unseenDetail: 0.4,
	unsaidDetail: 0.4,
	samePart:     1.0,
	otherPart:    2.7,
	sameWord:     0.4,
	sameNumber:   0.8,
	knownMark:    2.0,
	unknownMark:  1.0,
	otherMark:    2.4,
	sameSerial:   8.1,
	otherSerial:  6.0,
	samePlate:    5.1,
	otherPlate:   3.0,
	samePhone:    7.0,
	sameName:     5.0,
	sameLetters:  2.0,
	otherName:    2.5,
	sameSite:     1.0,
	otherSite:    2.1,
	samePlace:    1.0,
	sameSpot:     1.1,
	otherPlace:   0.4,
	rightTime:    1.5,
	wrongTime:    1.8,
	rivals:       0.3,
}
