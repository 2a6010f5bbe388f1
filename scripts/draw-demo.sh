#!/bin/sh
# Re-makes the photographs of the demonstration, internal/demo/pictures/*.jpg, from
# the drawings beside them. Needs Chromium and ImageMagick. Names given as arguments
# (laptop_duck rabbit) limit it to those. The browser runs without its sandbox, which
# containers do not have: it opens nothing but these drawings.
set -eu
cd "$(dirname "$0")/../internal/demo/pictures"

browser=${CHROMIUM:-chromium}
for tool in "$browser" convert; do
	command -v "$tool" >/dev/null || { echo "draw-demo.sh needs $tool" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

[ $# -gt 0 ] || set -- $(ls *.svg | sed 's/\.svg$//')
for name; do
	"$browser" --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
		--user-data-dir="$work/profile" --window-size=1200,900 --screenshot="$work/$name.png" "file://$PWD/$name.svg" 2>/dev/null
	convert "$work/$name.png" -crop 1200x900+0+0 +repage -strip -sampling-factor 4:2:0 -interlace none -quality 82 "$name.jpg"
done
