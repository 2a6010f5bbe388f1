module lostfound

go 1.26.4

require (
	github.com/bep/imagemeta v1.0.1
	github.com/disintegration/imaging v1.6.2
	github.com/galdor/go-thumbhash v1.0.0
	github.com/go-json-experiment/json v0.0.0-20260213210345-44df1a37e875
	golang.org/x/crypto v0.59.0
	golang.org/x/image v0.47.0
	golang.org/x/sync v0.25.0
	golang.org/x/text v0.44.0
)

require golang.org/x/sys v0.50.0 // indirect
