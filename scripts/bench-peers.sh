#!/usr/bin/env bash
# Measures our program beside others that people would take for a part of its work.
#
#   scripts/bench-peers.sh search [--items N] [--sites N] [--ask N] [--json FILE]
#
# search: PostgreSQL's full text and bleve get the finds and the questions that `lostfound bench`
# makes up, once as the terms of our index and once as the words that people wrote. Prints a table,
# and writes FILE (default bench-peers.json). Needs Go, and Debian for what it installs:
# redis-server and postgresql. All servers and files are temporary; a million finds need 3 GB.
set -euo pipefail

usage() {
	echo "usage: scripts/bench-peers.sh search [--items N] [--sites N] [--ask N] [--json FILE]" >&2
	exit 2
}

[ "${1:-}" = search ] || usage
shift
items=100000 sites=100 ask=200 json=bench-peers.json
while [ $# -gt 0 ]; do
	[ $# -gt 1 ] || usage
	case $1 in
	--items) items=$2 ;;
	--sites) sites=$2 ;;
	--ask) ask=$2 ;;
	--json) json=$2 ;;
	*) usage ;;
	esac
	shift 2
done
json=$(realpath -m "$json")
cd "$(dirname "$0")/.."

work=$(mktemp -d)
chmod 711 "$work" # PostgreSQL's user passes through
job='' redis='' postgres=''
tidy() {
	[ -z "$job" ] || kill "$job" || true
	[ -z "$redis" ] || kill -9 "$redis" || true # what they hold is thrown away
	[ -z "$postgres" ] || kill -QUIT "$postgres" || true
	wait || true
	rm -rf "$work"
} 2>/dev/null
trap tidy EXIT
trap 'exit 130' INT TERM

say() { printf '== %s\n' "$*" >&2; }

fail() {
	echo "$*" >&2
	exit 1
}

# attend COMMAND... waits for a command so that a signal is heard meanwhile.
attend() {
	"$@" &
	job=$!
	wait "$job"
	job=''
}

# as_postgres COMMAND... runs a command as PostgreSQL's user where we are root, as which it
# refuses to run.
as_postgres() {
	if [ "$(id -u)" = 0 ]; then
		exec setpriv --reuid postgres --regid postgres --init-groups -- "$@"
	fi
	exec "$@"
}

# newest prints the folder of the newest PostgreSQL's programs; Debian keeps them off the path.
newest() { find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1; }

# debian PACKAGE... installs packages.
debian() {
	command -v apt-get >/dev/null || fail "missing here: $* (only Debian's are installed by themselves)"
	local root=''
	[ "$(id -u)" = 0 ] || root='sudo -n'
	say "to install: $*"
	$root apt-get -qq update
	$root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >"$work/apt.log" 2>&1 ||
		fail "$(cat "$work/apt.log")"
}

# await LOG PID COMMAND... repeats a command until it succeeds, as long as the server lives.
await() {
	local end=$((SECONDS + 60))
	until "${@:3}" >/dev/null 2>&1; do
		kill -0 "$2" 2>/dev/null && [ "$SECONDS" -lt "$end" ] || fail "not ready: ${*:3}
$(cat "$work/$1")"
		sleep 0.2
	done
}

start_redis() {
	redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --appendonly no --dir "$work" >"$work/redis.log" 2>&1 &
	redis=$!
	await redis.log "$redis" redis-cli -s "$work/redis.sock" ping
}

# start_postgres gives it a quarter of the memory and, as our Redis, nothing to wait for on disk.
start_postgres() {
	local bin memory
	bin=$(newest)
	memory=$(awk '/^MemTotal/ { print int($2 / 1024) }' /proc/meminfo)
	mkdir "$work/postgres"
	[ "$(id -u)" != 0 ] || chown postgres:postgres "$work/postgres"
	(as_postgres "$bin/initdb" -D "$work/postgres/data" -U postgres -A trust -E UTF8 --locale C.UTF-8 --no-sync) >"$work/initdb.log" 2>&1 ||
		fail "$(cat "$work/initdb.log")"
	(cd "$work/postgres" && as_postgres "$bin/postgres" -D data -k "$work/postgres" -c listen_addresses= \
		-c shared_buffers=$((memory / 4))MB -c effective_cache_size=$((memory / 2))MB -c work_mem=256MB \
		-c maintenance_work_mem=1GB -c random_page_cost=1.1 -c plan_cache_mode=force_custom_plan -c jit=off \
		-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_wal_size=8GB -c autovacuum=off) >"$work/postgres.log" 2>&1 &
	postgres=$!
	await postgres.log "$postgres" "$bin/pg_isready" -q -h "$work/postgres"
}

missing=()
command -v redis-server >/dev/null || missing+=(redis-server)
[ -n "$(newest)" ] || missing+=(postgresql)
[ ${#missing[@]} = 0 ] || debian "${missing[@]}"

say building
go build -o "$work/lostfound" ./cmd/lostfound
(cd scripts/bench-peers && go build -o "$work/bench-peers" .)
mkdir "$work/stock" "$work/index"

say "lostfound, $items finds at $sites sites"
start_redis
LOSTFOUND_REDIS_URL=unix://$work/redis.sock attend "$work/lostfound" bench --items "$items" --sites "$sites" --ask "$ask" \
	--reports 1 --through 1 --write "$work/stock" --json >"$work/ours.json"
kill "$redis" # no peer shares the memory with it
wait "$redis" || true
redis=''

say "peers"
start_postgres
attend "$work/bench-peers" -stock "$work/stock" -ours "$work/ours.json" -postgres "$work/postgres" -work "$work/index" -json "$json"
say "figures as JSON: $json"
