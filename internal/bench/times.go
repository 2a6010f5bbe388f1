package bench

import (
	"slices"
	"time"

	"golang.org/x/sync/errgroup"
)

// Times are how long answers took.
type Times struct {
	N    int           `json:"n"`
	P50  float64       `json:"p50_ms"`
	P95  float64       `json:"p95_ms"`
	Took time.Duration `json:"-"` // all of them together, as a clock on the wall saw it
}

// timed does something for each number below n, by so many clients at once, and once before
// without being measured.
func timed(n, clients int, do func(i int) error) (Times, error) {
	if err := do(0); err != nil {
		return Times{}, err
	}
	each := make([]time.Duration, n)
	var g errgroup.Group
	g.SetLimit(clients)
	began := time.Now()
	for i := range n {
		g.Go(func() error {
			start := time.Now()
			err := do(i)
			each[i] = time.Since(start)
			return err
		})
	}
	err := g.Wait()
	took := time.Since(began)
	slices.Sort(each)
	at := func(share float64) float64 { return each[int(share*float64(n-1))].Seconds() * 1000 }
	return Times{n, at(0.50), at(0.95), took}, err
}

func per(n int, took time.Duration) Rate { return Rate(float64(n) / took.Seconds()) }
