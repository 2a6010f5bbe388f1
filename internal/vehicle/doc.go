// Package vehicle is the rental lot: the cars of a fleet, which of them came back when and
// where they stand, and how their plates are compared.
//
// Everything here is a pure value: no clock, no store.
package vehicle
