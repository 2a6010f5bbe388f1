// Package embedded keeps S3 and Redis inside the program, over one folder, for
// whoever has neither. They are reached through the same clients as real
// servers, over memory instead of a network, so there is one code path.
//
// Guarantees. What S3 acknowledged is on disk, and what it answers is whole while
// others write. One process at a time holds a folder; a second one is told who does.
// Redis forgets when the program ends: all in it is rebuilt.
//
// The folder holds s3.bolt (never copy it while it is open: back up over S3) and
// holder.json (who has it open).
package embedded

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3bolt"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"github.com/redis/go-redis/v9"
	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Bucket is the bucket of the embedded S3.
const Bucket = "lostfound"

// lockWait is how long Open waits for a folder to be let go.
const lockWait = time.Second

// patience is how long the answers to a whole pipeline may take. Nothing is lost on the
// way here: they are late only when the processor is busy, and sending all again makes it busier.
const patience = 30 * time.Second

// Keepers are the clients of the embedded S3 and Redis.
type Keepers struct {
	S3    *minio.Client
	Redis redis.UniversalClient

	db    *bolt.DB
	file  sync.RWMutex  // held by every request to the embedded S3
	ticks chan struct{} // closed to stop the clock of the embedded Redis
	done  chan struct{}
	mini  *miniredis.Miniredis
	dir   string

	once   sync.Once
	closed error // what Close found
}

// Holder says who has a folder open, for whoever finds it so.
type Holder struct {
	PID     int       `json:"pid"`
	Command string    `json:"command"`
	Address string    `json:"address,omitempty"`
	Since   time.Time `json:"since"`
}

// Open takes the folder, which is made if need be, and starts both keepers. A
// folder in use is an error that names its holder.
func Open(dir string, about Holder) (*Keepers, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	db, err := bolt.Open(filepath.Join(dir, "s3.bolt"), 0o600, &bolt.Options{Timeout: lockWait})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, inUse(dir)
	}
	if err != nil {
		return nil, fmt.Errorf("data folder: %w", err)
	}
	k := &Keepers{db: db, dir: dir, ticks: make(chan struct{}), done: make(chan struct{})}
	if err := k.start(about); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return k, nil
}

func (k *Keepers) start(about Holder) error {
	about.PID, about.Since = os.Getpid(), time.Now()
	raw, err := json.Marshal(about)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(k.dir, "holder.json"), raw, 0o600); err != nil {
		return fmt.Errorf("data folder: %w", err)
	}
	if k.S3, err = client(k.inside()); err != nil {
		return fmt.Errorf("embedded S3: %w", err)
	}
	k.mini = miniredis.NewMiniRedis()
	if c, err := k.mini.Dial(); err == nil { // creates its server without a listener
		c.Close()
	}
	k.Redis = redis.NewClient(&redis.Options{Addr: "redis.embedded.invalid", PoolSize: 32, DisableIdentity: true, Dialer: k.dial, ReadTimeout: patience})
	go k.tick()
	return nil
}

func (k *Keepers) inside() inside {
	return inside{gofakes3.New(s3bolt.New(k.db)).Server(), &k.file}
}

// client returns a client of the embedded S3. Put what it sends with multipart
// uploads disabled: gofakes3 corrupts those. It authenticates nobody either, but nothing
// else reaches it.
func client(through http.RoundTripper) (*minio.Client, error) {
	return minio.New("s3.embedded.invalid", &minio.Options{
		Creds: credentials.NewStaticV4("embedded", "embedded", ""), Region: "us-east-1", Transport: through, MaxRetries: 1})
}

// tick lets keys run out. The server's own clock would walk all keys at every command.
func (k *Keepers) tick() {
	defer close(k.done)
	each := time.NewTicker(time.Second)
	defer each.Stop()
	for last := time.Now(); ; {
		select {
		case <-k.ticks:
			return
		case now := <-each.C:
			k.mini.FastForward(now.Sub(last))
			last = now
		}
	}
}

// Close stops both keepers and lets the folder go. Closing again does nothing.
func (k *Keepers) Close() error {
	k.once.Do(func() {
		close(k.ticks)
		<-k.done
		err := k.Redis.Close()
		k.mini.Close()
		k.file.Lock()
		defer k.file.Unlock()
		k.closed = errors.Join(err, k.db.Close())
	})
	return k.closed
}

func inUse(dir string) error {
	var h Holder
	raw, err := os.ReadFile(filepath.Join(dir, "holder.json"))
	if err != nil || json.Unmarshal(raw, &h) != nil {
		return fmt.Errorf("the folder %s is in use by another process", dir)
	}
	at := ""
	if h.Address != "" {
		at = " at " + h.Address
	}
	return fmt.Errorf("the folder %s is in use by lostfound %s (process %d%s, since %s); stop it first, or use the API of the running program",
		dir, h.Command, h.PID, at, h.Since.Format(time.DateTime))
}
