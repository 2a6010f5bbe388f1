package main

import (
	"os"
	"strings"
	"testing"
)

// realServers returns the addresses of the real S3 and Redis that the tests were
// given, as the settings take them. Without them the test is skipped, which the full run does not allow.
func realServers(t *testing.T) (s3, redis string) {
	t.Helper()
	s3, redis = os.Getenv("LOSTFOUND_TEST_S3"), os.Getenv("LOSTFOUND_TEST_REDIS")
	if s3 == "" || redis == "" {
		if os.Getenv("LOSTFOUND_TEST_FULL") == "1" {
			t.Fatal("no real S3 and Redis, although all tests are to run")
		}
		t.Skip("no real servers: set LOSTFOUND_TEST_S3 and LOSTFOUND_TEST_REDIS, or run scripts/test.sh --full")
	}
	if strings.HasPrefix(redis, "/") {
		redis = "unix://" + redis
	}
	return s3, redis
}
