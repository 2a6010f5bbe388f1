package embedded

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/redis/go-redis/v9"
)

func TestALongPipelineDoesNotBlock(t *testing.T) {
	const n = 25_000 // twice
	k, ctx := open(t), t.Context()
	start := time.Now()
	if _, err := k.Redis.Pipelined(ctx, func(p redis.Pipeliner) error {
		for i := range n {
			p.Set(ctx, fmt.Sprint("key", i), "a value", 0)
		}
		for i := range n {
			p.Get(ctx, fmt.Sprint("key", i))
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d commands in %v", 2*n, time.Since(start).Round(time.Millisecond))
	if got, err := k.Redis.DBSize(ctx).Result(); err != nil || got != n {
		t.Errorf("got %d keys, %v, want %d", got, err, n)
	}
}

func TestKeysRunOut(t *testing.T) {
	k, ctx := open(t), t.Context()
	if err := errors.Join(k.Redis.Set(ctx, "short", "x", 500*time.Millisecond).Err(), k.Redis.Set(ctx, "long", "x", time.Hour).Err()); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		err := k.Redis.Get(ctx, "short").Err()
		if errors.Is(err, redis.Nil) {
			break
		}
		if err != nil || time.Now().After(end) {
			t.Fatalf("after ten seconds: got %v, want no such key", err)
		}
	}
	if left, err := k.Redis.TTL(ctx, "long").Result(); err != nil || left > time.Hour || left < time.Hour-time.Minute {
		t.Errorf("got %v left, %v, want about an hour", left, err)
	}
}

func TestWhoeverWaitsIsWokenOrGivesUp(t *testing.T) {
	k, ctx := open(t), t.Context()
	if err := k.Redis.BLPop(ctx, time.Second, "nobody").Err(); !errors.Is(err, redis.Nil) {
		t.Errorf("got %v, want nothing after a second", err)
	}
	sub := k.Redis.Subscribe(ctx, "live")
	defer sub.Close()
	if _, err := sub.Receive(ctx); err != nil { // that it is subscribed
		t.Fatal(err)
	}
	if _, err := sub.ReceiveTimeout(ctx, 10*time.Millisecond); err == nil {
		t.Error("got a message that nobody sent")
	}
	if err := k.Redis.Publish(ctx, "live", "hello").Err(); err != nil {
		t.Fatal(err)
	}
	got, err := sub.ReceiveMessage(ctx)
	if err != nil || got.Payload != "hello" {
		t.Errorf("got %v, %v, want hello", got, err)
	}
}

func TestAnIdleReadHearsOfAClose(t *testing.T) {
	a, b := pipe()
	heard := make(chan error)
	go func() {
		_, err := a.Read(make([]byte, 1))
		heard <- err
	}()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-heard; err == nil {
		t.Error("got no error from a closed pipe")
	}
	if _, err := a.Write([]byte("x")); err == nil {
		t.Error("got no error from writing to a closed pipe")
	}
}
