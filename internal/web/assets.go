package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
)

// assetsAt is where assets are served: /assets/<digest>/shared/base.css. A digest over
// all assets is part of the address, so that a browser may keep them for ever and a new
// program never meets old styles.
const assetsAt = "/assets/"

type assets struct {
	digest string
	files  map[string]asset
}

type asset struct {
	kind          string
	plain, zipped []byte
}

// prepare reads and compresses everything but the pages.
func prepare(files fs.FS) (*assets, error) {
	a := &assets{files: map[string]asset{}}
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		kind := mime.TypeByExtension(path.Ext(name))
		if err != nil || d.IsDir() || kind == "" || path.Ext(name) == ".html" {
			return err
		}
		plain, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		zipped, err := zip(plain)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(plain), plain)
		a.files[name] = asset{kind, plain, zipped}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read assets: %w", err)
	}
	a.digest = hex.EncodeToString(sum.Sum(nil)[:8])
	return a, nil
}

func zip(plain []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(plain); err != nil {
		return nil, err
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// address is where an asset is served.
func (a *assets) address(name string) string { return assetsAt + a.digest + "/" + name }

func (a *assets) serve(c *gin.Context) error {
	digest, name, _ := strings.Cut(strings.TrimPrefix(c.Param("file"), "/"), "/")
	file, known := a.files[name]
	if !known || digest != a.digest {
		return fault.New(fault.Missing, "no_such_page")
	}
	h := c.Writer.Header()
	h.Set("Content-Type", file.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	h.Set("Vary", "Accept-Encoding")
	body := file.plain
	if strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = file.zipped
	}
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(body))
	return nil
}
