// Package browser is the office as people see it: tests in which travellers,
// officers and desk agents use the real program through a real Chromium.
//
// People are told apart by their window: its size, its language, and whether scripts
// run. They find what they press by its role and accessible name and what they fill
// in by the name of the field, never by where it stands, so that a page may be
// drawn anew without a change here.
//
// Chromium is the one that LOSTFOUND_TEST_CHROMIUM names; the full run of
// scripts/test.sh installs it. LOSTFOUND_TEST_SCREENS names a folder for pictures of
// the pages, or is "readme" to renew those of the README.
package browser
