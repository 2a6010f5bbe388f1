package web

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"maps"
	"mime"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"lostfound/internal/fault"
	"lostfound/internal/web/brand"
	"lostfound/internal/web/page"
	"lostfound/static"
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

// openAssets takes what lies in static, the rarer pictures one by one, and the operator's own.
func openAssets(b brand.Brand) (*assets, error) {
	mark, err := fs.ReadFile(static.Files, "shared/mark.svg")
	if err != nil {
		return nil, fmt.Errorf("read the mark: %w", err)
	}
	pictures, err := page.Pictures(static.Files)
	if err != nil {
		return nil, err
	}
	made := b.Assets(mark)
	maps.Copy(made, pictures)
	return prepare(static.Files, made)
}

// prepare compresses all files but the pages, and those made at the start.
func prepare(files fs.FS, made map[string][]byte) (*assets, error) {
	a := &assets{files: map[string]asset{}}
	sum := sha256.New()
	add := func(name, kind string, plain []byte) error {
		zipped, err := zip(plain)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n%s", name, len(plain), plain)
		a.files[name] = asset{kind, plain, zipped}
		return nil
	}
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		kind := mime.TypeByExtension(path.Ext(name))
		if err != nil || d.IsDir() || kind == "" || path.Ext(name) == ".html" {
			return err
		}
		plain, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		return add(name, kind, plain)
	})
	for _, name := range slices.Sorted(maps.Keys(made)) {
		err = cmp.Or(err, add(name, mime.TypeByExtension(path.Ext(name)), made[name]))
	}
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
	if strings.HasPrefix(name, brand.Folder) {
		h.Set("Content-Security-Policy", picturePolicy)
	}
	body := file.plain
	if strings.Contains(c.GetHeader("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = file.zipped
	}
	http.ServeContent(c.Writer, c.Request, "", time.Time{}, bytes.NewReader(body))
	return nil
}
