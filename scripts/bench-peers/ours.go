package main

import (
	"encoding/json"
	"fmt"
	"os"
)

// ours are the figures of lostfound bench --json that peers have too.
type ours struct {
	Items int     `json:"items"`
	Sites int     `json:"sites"`
	Seed  uint64  `json:"seed"`
	Busy  float64 `json:"load_before,string"`
	Bulk  struct {
		Analysed float64 `json:"analysed_per_sec"`
		Carried  float64 `json:"carried_per_sec"`
	} `json:"bulk"`
	Bytes    float64 `json:"bytes_per_item"`
	Reach    times   `json:"report_in_reach"`
	Busiest  times   `json:"ranked_busiest"`
	Platform times   `json:"ranked_platform"`
	LookUp   times   `json:"words_listed"` // with the total alone, as peers
	Answers  struct {
		First    float64 `json:"first"`
		FirstTen float64 `json:"first_ten"`
	} `json:"answers"`
}

func readOurs(name string) (o ours, err error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return o, err
	}
	if err := json.Unmarshal(raw, &o); err != nil {
		return o, fmt.Errorf("%s: %w", name, err)
	}
	return o, nil
}

// like are our figures beside a peer's of a shape: given our terms it need not find them in the
// words, so that it is held against our load of records that carry theirs.
func (o ours) like(s shape) figures {
	f := figures{Name: "lostfound", Shape: s, Busy: o.Busy, Load: o.Bulk.Carried, Bytes: o.Bytes, Reach: o.Reach, Busiest: o.Busiest,
		Platform: o.Platform, LookUp: o.LookUp, LookedUp: -1, First: o.Answers.First, FirstTen: o.Answers.FirstTen}
	if s == words {
		f.Load = o.Bulk.Analysed
	}
	return f
}
