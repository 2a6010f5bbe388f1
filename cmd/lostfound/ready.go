package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"os"
	"time"

	"lostfound/internal/config"
)

// readyWithin is how long the running program may take to say that it is ready.
const readyWithin = 5 * time.Second

// ready asks the program that runs on this machine whether it can serve: a container's
// health check, as its image has nothing else in it.
func ready(ctx context.Context, c *call) error {
	if _, err := c.parse(0); err != nil {
		return err
	}
	cfg, err := config.Read(os.Environ())
	if err != nil {
		return err
	}
	host, port, err := net.SplitHostPort(cfg.Listen)
	if err != nil {
		return fmt.Errorf("read LOSTFOUND_LISTEN: %w", err)
	}
	if ip := net.ParseIP(host); host == "" || ip != nil && ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	address := "http://" + net.JoinHostPort(host, port) + "/readyz"
	client := &http.Client{Timeout: readyWithin}
	if cfg.TLSCert != "" {
		address = "https" + address[len("http"):]
		// The certificate is for the public name, not for this machine's own address.
		client.Transport = &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return fmt.Errorf("ask %s: %w", address, err)
	}
	answer, err := client.Do(r)
	if err != nil {
		return fmt.Errorf("ask whether it is ready: %w", err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return fmt.Errorf("it is not ready: %s answers %s", address, answer.Status)
	}
	_, err = fmt.Fprintln(c.out, "ready")
	return err
}
