#!/usr/bin/env bash
# Shows a reviewer what Unicode CLDR calls the pictures of things and motifs and our lists
# do not know: one line for each picture, with its concepts, the names and, after a bar,
# the keywords. Keywords of many pictures (animal, red) are ideas and left out, yet others
# remain, so nothing is written into the lists: take over by hand what people say.
#
#   scripts/extract-cldr.sh          all languages of the lexicon
#   scripts/extract-cldr.sh nl fr    these only
#
# The package is pinned by version and SHA-256; one that differs is refused. It needs npm
# and node. The licence of what is taken over is in internal/lexicon/data/UNICODE-LICENSE.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

package=cldr-annotations-full
version=48.2.0
sha256=28576e51225deb51e3ddd734b0f824a0079682cb5d8c27faa9f68149317a14d1

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
file=$(cd "$tmp" && npm pack --silent "$package@$version")
echo "$sha256  $tmp/$file" | sha256sum --check --quiet
tar -xzf "$tmp/$file" -C "$tmp" package/annotations

node - "$tmp/package/annotations" "$here/../internal/lexicon/data" "$@" <<'JS'
const fs = require("fs"), [, , annotations, lists, ...asked] = process.argv;

// A language as spoken in several countries is one in the lexicon.
const locales = {
  en: ["en", "en-GB", "en-AU", "en-CA"], nl: ["nl"], de: ["de", "de-CH"], fr: ["fr", "fr-CA"],
  es: ["es", "es-419", "es-MX", "es-US"], it: ["it"], pt: ["pt", "pt-PT"], pl: ["pl"], sv: ["sv"],
  da: ["da"], no: ["no", "nn"], tr: ["tr"], fi: ["fi"], cs: ["cs"],
};
const fold = s => s.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
const bare = emoji => emoji.replaceAll("\ufe0f", ""); // the packages differ in whether they ask for colour

const pictures = new Map(); // emoji: the concepts it stands for
const known = {}; // language: every name in it, folded
for (const list of fs.readdirSync(lists).filter(f => f.endsWith(".txt"))) {
  const pictured = list === "motifs.txt" || list.startsWith("things_");
  for (const line of fs.readFileSync(`${lists}/${list}`, "utf8").split("\n")) {
    const [, code, emoji] = line.match(/^\[(\w+)\] \S+ (\p{Extended_Pictographic}\S*)/u) || [];
    const [, lang, names] = line.match(/^([a-z]{2}|\*): (.*)/) || [];
    if (code && pictured) pictures.set(bare(emoji), [...(pictures.get(bare(emoji)) || [emoji]), code]);
    if (names) for (const name of names.split(",")) (known[lang] ||= new Set()).add(fold(name));
  }
}

const mostPictures = 3; // that bear the keyword, else it is an idea
for (const lang of asked.length ? asked : Object.keys(locales)) {
  if (!locales[lang]) throw new Error(`no language ${lang} in the lexicon`);
  const books = locales[lang].map(l => JSON.parse(fs.readFileSync(`${annotations}/${l}/annotations.json`)).annotations.annotations);
  const bearers = {};
  for (const { default: keywords = [] } of Object.values(books[0])) for (const w of keywords) bearers[w] = (bearers[w] || 0) + 1;
  for (const [emoji, [shown, ...concepts]] of pictures) {
    const lacking = part => [...new Set(books.flatMap(b => b[emoji]?.[part] || []))].filter(w => !known[lang].has(fold(w)) && !known["*"].has(fold(w)));
    const names = lacking("tts"), keywords = lacking("default").filter(w => !names.includes(w) && (bearers[w] || 0) <= mostPictures);
    if (names.length + keywords.length) console.log(`${lang} ${shown} ${concepts.join(" ")}: ${names.join(", ")} | ${keywords.join(", ")}`);
  }
}
JS
