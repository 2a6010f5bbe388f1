module lostfound

go 1.26.4
