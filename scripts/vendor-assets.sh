#!/usr/bin/env bash
# Renews the pictures that others drew, as sprites in static/shared/vendor: things.svg
# (the things of things.txt, which first screens show, by emoji code point), more.svg
# (every other thing of the lexicon, served one by one) and icons.svg (of the interface, see icons.txt); and
# axe, with which the browser tests look for what shuts people out. The packages are
# pinned by version and SHA-256; a package that differs is refused.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../static/shared/vendor
tests=$here/../cmd/lostfound/browser/testdata

things_package=@iconify-json/fluent-emoji-flat
things_version=1.2.6
things_sha256=7d064769dee690815f823bc5bcc511d957198caf9f5edd8dd9c1aa48a6aeb175
icons_package=@tabler/icons
icons_version=3.52.0
icons_sha256=626620c7d42afd2f294fba167ce4653b5cb946336d186b4991c70b700e5616af
axe_package=axe-core
axe_version=4.14.1
axe_sha256=e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

fetch() { # package version sha256 folder
	local file
	file=$(cd "$tmp" && npm pack --silent "$1@$2")
	echo "$3  $tmp/$file" | sha256sum --check --quiet
	mkdir -p "$tmp/$4"
	tar -xzf "$tmp/$file" -C "$tmp/$4" --strip-components=1
}

fetch "$things_package" "$things_version" "$things_sha256" things
fetch "$icons_package" "$icons_version" "$icons_sha256" icons
fetch "$axe_package" "$axe_version" "$axe_sha256" axe
mkdir -p "$out" "$tests"

node - "$tmp" "$here" "$out" <<'JS'
const fs = require("fs"), [, , tmp, here, out] = process.argv;
const lines = f => fs.readFileSync(`${here}/${f}`, "utf8").split("\n").filter(Boolean);
const sprite = symbols => `<svg xmlns="http://www.w3.org/2000/svg">\n${symbols.join("\n")}\n</svg>\n`;

const set = JSON.parse(fs.readFileSync(`${tmp}/things/icons.json`));
const names = JSON.parse(fs.readFileSync(`${tmp}/things/chars.json`));
const thing = code => {
  const icon = set.icons[names[code] || names[`${code}-fe0f`]];
  if (!icon) throw new Error(`no picture of ${code}`);
  const { body, width = set.width || 16, height = set.height || 16 } = icon;
  return `<symbol id="${code}" viewBox="0 0 ${width} ${height}">${body}</symbol>`;
};
const first = lines("things.txt");
fs.writeFileSync(`${out}/things.svg`, sprite(first.map(thing)));

// [code] group icon ...; the groups of things are in lists of their own.
const lists = `${here}/../internal/lexicon/data`;
const rest = new Set();
for (const list of fs.readdirSync(lists).filter(f => f.startsWith("things_"))) {
  for (const [, icon] of fs.readFileSync(`${lists}/${list}`, "utf8").matchAll(/^\[\w+\] \S+ (\S+)/gm)) {
    rest.add(icon.codePointAt(0).toString(16));
  }
}
first.forEach(code => rest.delete(code));
fs.writeFileSync(`${out}/more.svg`, sprite([...rest].sort().map(thing)));

fs.writeFileSync(`${out}/icons.svg`, sprite(lines("icons.txt").map(name => {
  const svg = fs.readFileSync(`${tmp}/icons/icons/outline/${name}.svg`, "utf8");
  const body = svg.replace(/^[\s\S]*?<svg[^>]*>|<\/svg>[\s\S]*$/g, "").replace(/<path stroke="none" d="M0 0h24v24H0z" fill="none"\s*\/>/, "").replace(/\s*\n\s*/g, "");
  return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
})));
JS

cp "$tmp/icons/LICENSE" "$out/tabler-icons.LICENSE"
# The package of the emoji names its licence, MIT, but carries no copy of it.
sed 's/^Copyright.*/Copyright (c) Microsoft Corporation./' "$tmp/icons/LICENSE" >"$out/fluent-emoji.LICENSE"
cat >"$out/LICENSES.md" <<MD
# Pictures drawn by others

Made by \`scripts/vendor-assets.sh\`; do not edit by hand.

| file | SHA-256 of the file | from | SHA-256 of the package | licence |
|---|---|---|---|---|
| things.svg | $(sha256sum <"$out/things.svg" | cut -c1-64) | $things_package $things_version | $things_sha256 | Fluent Emoji, MIT: fluent-emoji.LICENSE |
| more.svg | $(sha256sum <"$out/more.svg" | cut -c1-64) | $things_package $things_version | $things_sha256 | Fluent Emoji, MIT: fluent-emoji.LICENSE |
| icons.svg | $(sha256sum <"$out/icons.svg" | cut -c1-64) | $icons_package $icons_version | $icons_sha256 | Tabler Icons, MIT: tabler-icons.LICENSE |
MD

cp "$tmp/axe/axe.min.js" "$tests/axe.min.js"
cp "$tmp/axe/LICENSE" "$tests/axe.LICENSE"
cp "$tmp/axe/LICENSE-3RD-PARTY.txt" "$tests/axe.LICENSE-3RD-PARTY"
cat >"$tests/LICENSES.md" <<MD
# Made by others

Fetched by \`scripts/vendor-assets.sh\`; do not edit by hand. Only tests use it.

| file | SHA-256 of the file | from | SHA-256 of the package | licence |
|---|---|---|---|---|
| axe.min.js | $(sha256sum <"$tests/axe.min.js" | cut -c1-64) | $axe_package $axe_version | $axe_sha256 | MPL-2.0: axe.LICENSE; what it contains: axe.LICENSE-3RD-PARTY |
MD
sha256sum "$out"/*.svg "$tests"/*.js
