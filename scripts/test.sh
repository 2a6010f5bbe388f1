#!/usr/bin/env bash
# Checks the whole tree: format, vet, staticcheck, tests.
#
#   scripts/test.sh          needs nothing but Go; under two minutes once warm
#   scripts/test.sh --full   also installs and starts a real Redis, MinIO and Chromium
#                            (Debian), looks for known vulnerabilities, and skips nothing
set -euo pipefail
cd "$(dirname "$0")/.."

staticcheck=honnef.co/go/tools/cmd/staticcheck@v0.8.0
govulncheck=golang.org/x/vuln/cmd/govulncheck@v1.9.0
minio=github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c

case "$*" in
'') full='' each=5m all=15m ;;
--full) full=1 each=20m all=40m ;;
*)
	echo "usage: scripts/test.sh [--full]" >&2
	exit 2
	;;
esac

tools="${XDG_CACHE_HOME:-$HOME/.cache}/lostfound-tools/$(go env GOVERSION)"
work=$(mktemp -d)
servers=''
tidy() {
	for server in $servers; do
		kill -9 "$server" || true # what it holds is thrown away
		wait "$server" || true
	done 2>/dev/null
	rm -rf "$work"
}
trap tidy EXIT
trap 'exit 130' INT TERM

say() { printf '\n== %s\n' "$*"; }

fail() {
	echo "$*" >&2
	exit 1
}

# within TIME COMMAND... stops a command that takes longer.
within() {
	if command -v timeout >/dev/null; then
		timeout --foreground -k 10 "$@"
	else
		"${@:2}"
	fi
}

# tool PACKAGE@VERSION prints the path of a Go program, which is built once.
tool() {
	local folder=$tools/${1//[^A-Za-z0-9.-]/_}
	local program=${1%@*}
	program=$folder/${program##*/}
	[ -x "$program" ] || GOBIN=$folder GOFLAGS='' within 20m go install "$1" >&2 || fail "cannot build $1"
	echo "$program"
}

# debian PACKAGE... installs packages.
debian() {
	command -v apt-get >/dev/null || fail "missing here: $* (only Debian's are installed by themselves)"
	local root=''
	[ "$(id -u)" = 0 ] || root='sudo -n'
	export DEBIAN_FRONTEND=noninteractive
	within 5m $root apt-get -o Acquire::Retries=3 -qq update
	within 15m $root apt-get -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 -qq install -y --no-install-recommends "$@" >"$work/apt.log" 2>&1 ||
		fail "$(cat "$work/apt.log")"
}

# serve LOG COMMAND... starts a server, whose process is then $server.
serve() {
	"${@:2}" >"$work/$1" 2>&1 &
	server=$!
	servers="$servers $server"
}

# await LOG COMMAND... repeats a command until it succeeds, as long as $server lives.
await() {
	local end=$((SECONDS + 60))
	until "${@:2}" >/dev/null 2>&1; do
		kill -0 "$server" 2>/dev/null && [ "$SECONDS" -lt "$end" ] || fail "not ready: ${*:2}
$(cat "$work/$1")"
		sleep 0.2
	done
}

# answers PORT PATH asks a server on this machine whether all is well.
answers() (
	exec 3<>"/dev/tcp/127.0.0.1/$1"
	printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' "$2" >&3
	read -r -t 5 status <&3
	[[ $status == *' 200 '* ]]
)

free_port() {
	local port
	while port=$((20000 + RANDOM % 12000)) && (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; do :; done
	echo "$port"
}

start_servers() {
	local missing=() port program
	command -v gcc >/dev/null || missing+=(gcc libc6-dev)
	command -v redis-server >/dev/null || missing+=(redis-server)
	command -v chromium >/dev/null || missing+=(chromium)
	say "real servers (to install: ${missing[*]:-nothing})"
	[ ${#missing[@]} = 0 ] || debian "${missing[@]}"

	serve redis.log redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --appendonly no --dir "$work"
	await redis.log redis-cli -s "$work/redis.sock" ping
	redis-server --version

	program=$(tool "$minio")
	port=$(free_port)
	mkdir "$work/minio"
	serve minio.log env MINIO_ROOT_USER=test MINIO_ROOT_PASSWORD=testtest1 MINIO_BROWSER=off MINIO_UPDATE=off \
		"$program" server --quiet --address "127.0.0.1:$port" "$work/minio"
	await minio.log answers "$port" /minio/health/live
	echo "MinIO ${minio##*@}"

	LOSTFOUND_TEST_CHROMIUM=$(command -v chromium)
	"$LOSTFOUND_TEST_CHROMIUM" --version --no-sandbox
	export LOSTFOUND_TEST_FULL=1 LOSTFOUND_TEST_REDIS="$work/redis.sock" LOSTFOUND_TEST_S3="127.0.0.1:$port" LOSTFOUND_TEST_CHROMIUM
}

# look_for_vulnerabilities fails on a known one that the program can reach.
look_for_vulnerabilities() {
	local program status=0
	program=$(tool "$govulncheck")
	within 10m "$program" ./... >"$work/vulnerabilities.log" 2>&1 || status=$?
	if [ $status != 0 ] && grep -q 'fetching vulnerabilities' "$work/vulnerabilities.log"; then
		echo "not run: its database cannot be reached from here"
		return
	fi
	cat "$work/vulnerabilities.log"
	return $status
}

# failures prints from go test's log what the failed tests said, and what is of no test.
failures() {
	awk '
		/^=== / { name = $3; next }
		/^ *--- (PASS|SKIP): / { delete said[$3]; next }
		/^ *--- FAIL: / { printf "%s%s\n", said[$3], $0; delete said[$3]; next }
		/^(ok|FAIL|\?)[ \t]/ { if ($1 == "FAIL") for (n in said) printf "%s", said[n]; split("", said); name = "" }
		/^(ok|FAIL|PASS|\?)/ { next }
		name == "" { print; next }
		{ said[name] = said[name] $0 "\n" }' "$1"
}

go version
[ -z "$full" ] || start_servers

say gofmt
unformatted=$("$(go env GOROOT)/bin/gofmt" -l .)
[ -z "$unformatted" ] || fail "not formatted: $unformatted"

say "go vet ./..."
go vet ./...

say "staticcheck ${staticcheck##*@} ./..."
program=$(tool "$staticcheck")
"$program" ./...

if [ -n "$full" ]; then
	say "govulncheck ${govulncheck##*@} ./..."
	look_for_vulnerabilities
fi

race=-race
if [ "$(go env CGO_ENABLED)" != 1 ] || ! command -v "$(go env CC)" >/dev/null; then
	[ -z "$full" ] || fail "a full run needs the race detector, and that a C compiler"
	race=''
fi
say "go test $race ./..."
[ -n "$race" ] || echo "no C compiler here: without the race detector"
log=$work/tests.log
failed=''
{ within "$all" go test -v -vet=off -timeout "$each" $race ./... 2>&1 || touch "$work/failed"; } | tee "$log" | grep -aE '^(ok|FAIL)[[:space:]]' || true
if [ -e "$work/failed" ]; then
	failed=1
	say "failures"
	failures "$log"
fi

skipped=$(grep -aE '^ *--- SKIP' "$log" || true)
if [ -n "$skipped" ]; then
	say "skipped"
	echo "$skipped"
	# TestSample... look at pictures that no package has; all else must run in a full run.
	[ -z "$full" ] || ! grep -qv ' TestSample' <<<"$skipped" || failed=1
fi

count() { grep -acE "^ *--- $1" "$log" || true; }
say "${failed:+FAILED: }$(count PASS) tests passed, $(count FAIL) failed, $(count SKIP) skipped, in ${SECONDS} s"
[ -z "$failed" ]
