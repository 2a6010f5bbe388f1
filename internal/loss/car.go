package loss

import (
	"lostfound/internal/fault"
	"lostfound/internal/vehicle"
)

// Car is what a traveller knows of the rental car that the things may be in, besides its plate. All
// of it may be empty.
type Car struct {
	Agreement   string `json:"agreement,omitempty"`
	Company     string `json:"company,omitempty"`
	Model       string `json:"model,omitempty"`
	Colour      string `json:"colour,omitempty"`       // in the report's language
	ByColleague bool   `json:"by_colleague,omitempty"` // who brought it back
}

func (car Car) check(c *fault.Check) {
	c.Text("car.agreement", car.Agreement, fault.Line)
	c.Text("car.company", car.Company, fault.Line)
	c.Text("car.model", car.Model, fault.Line)
	c.Text("car.colour", car.Colour, fault.Line)
}

// SoughtCar is the car in which the things may be, and whether the report says anything of one. It
// came back when the things were lost.
func (r Report) SoughtCar() (vehicle.Sought, bool) {
	s := vehicle.Sought{Agreement: r.Car.Agreement, Company: r.Car.Company, Model: r.Car.Model, Colour: r.Car.Colour,
		Lang: r.Lang, From: r.From, To: r.To, ByColleague: r.Car.ByColleague}
	for _, t := range r.Things {
		if s.Plate.Text == "" && r.Sought(t) {
			s.Plate.Text = t.Identifiers.Plate
		}
	}
	return s, s.Plate.Text != "" || r.Car != Car{}
}
