package index

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

// cluster starts three Redis servers that share the slots, and opens them as people do:
// by an address.
func cluster(t *testing.T) redis.UniversalClient {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil && os.Getenv("LOSTFOUND_TEST_FULL") == "1" {
		t.Fatal(err)
	}
	if err != nil {
		t.Skip("no redis-server here")
	}
	const nodes, slots = 3, 16384
	ports, clients := freePorts(t, 2*nodes), make([]*redis.Client, nodes)
	for i := range nodes {
		dir := t.TempDir()
		server := exec.Command(program, "--bind", "127.0.0.1", "--port", ports[i], "--cluster-port", ports[nodes+i], "--cluster-enabled", "yes",
			"--save", "", "--appendonly", "no", "--dir", dir)
		must(t, server.Start())
		t.Cleanup(func() { _ = server.Process.Kill(); _ = server.Wait() }) // a kill is no success
		clients[i] = redis.NewClient(&redis.Options{Addr: "127.0.0.1:" + ports[i]})
		t.Cleanup(func() { clients[i].Close() })
		eventually(t, "a server answers", func() bool { return clients[i].Ping(t.Context()).Err() == nil })
		must(t, clients[i].ClusterAddSlotsRange(t.Context(), i*slots/nodes, (i+1)*slots/nodes-1).Err())
		must(t, clients[0].Do(t.Context(), "cluster", "meet", "127.0.0.1", ports[i], ports[nodes+i]).Err())
	}
	for _, c := range clients {
		eventually(t, "the servers know each other", func() bool {
			info := c.ClusterInfo(t.Context()).Val()
			return strings.Contains(info, "cluster_state:ok") && strings.Contains(info, fmt.Sprint("cluster_slots_assigned:", slots))
		})
	}
	rdb, err := Connect(fmt.Sprintf("redis://127.0.0.1:%s?addr=127.0.0.1:%s&addr=127.0.0.1:%s", ports[0], ports[1], ports[2]))
	must(t, err)
	t.Cleanup(func() { rdb.Close() })
	return rdb
}

func freePorts(t *testing.T, n int) []string {
	t.Helper()
	var ports []string
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		must(t, err)
		defer l.Close()
		ports = append(ports, strconv.Itoa(l.Addr().(*net.TCPAddr).Port))
	}
	return ports
}

// All that a script uses lies on one node: Redis refuses it otherwise.
func TestItWorksOnACluster(t *testing.T) {
	rdb := cluster(t)
	x, luck, c := New(rdb), chanceOf(21), cabinet{}
	must(t, x.Claim(t.Context(), "this store"))
	begun(t, x, sites...)
	for i := range 150 {
		c.put(t, x, luck.entry(i%100, now.Add(time.Duration(i)*time.Second)))
	}
	c.remove(t, x, sites[0], "F-0000")
	agree(t, x, c, luck, 20)

	l := listen(t, x, Since{}, "site:AMS")
	must(t, x.Rebuild(t.Context(), sites, func(ctx context.Context, w *Writer) error {
		late := luck.entry(7, now.Add(time.Hour))
		c.put(t, x, late)
		must(t, x.Propose(ctx, "AMS", "R-1#1", []byte("F-1")))
		return c.feed(ctx, w)
	}, func(ctx context.Context, id string, w *Writer) error {
		for key, e := range c {
			if key[1] == id {
				return w.Put(Items, e)
			}
		}
		return nil
	}))
	agree(t, x, c, luck, 20)

	for _, site := range sites {
		must(t, x.SetDue(t.Context(), site, Update, "R-1", now))
		if due, err := x.Due(t.Context(), site, Update, now, 9); err != nil || len(due) != 1 {
			t.Errorf("due at %s: got %v, %v, want one", site, due, err)
		}
	}
	if proposed, err := x.Proposed(t.Context(), "AMS"); err != nil || len(proposed) != 1 {
		t.Errorf("proposals: got %v, %v, want one", proposed, err)
	}
	must(t, x.Expect(t.Context(), "F-1", now))
	must(t, x.Settled(t.Context(), "F-1"))
	must(t, x.CacheSet(t.Context(), "key", []byte("value"), time.Minute))
	if allowed, _, err := x.Throttle(t.Context(), "key", 1, time.Minute); err != nil || !allowed {
		t.Errorf("throttle: got %v, %v, want it allowed", allowed, err)
	}
	if unfinished, err := x.Unfinished(t.Context()); err != nil || unfinished {
		t.Errorf("got unfinished %v, %v, want not", unfinished, err)
	}
	must(t, x.Tell(t.Context(), []string{"F-1"}, []string{"site:AMS"}))
	eventually(t, "the news", func() bool {
		news, _ := l.Take()
		return slices.ContainsFunc(news, func(n News) bool { return slices.Equal(n.About, []string{"F-1"}) })
	})
	must(t, x.Claim(t.Context(), "another store"))
	if missing, err := x.Missing(t.Context()); err != nil || !missing {
		t.Errorf("claimed for another store: got missing %v, %v, want true", missing, err)
	}
}
