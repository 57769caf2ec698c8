#!/usr/bin/env bash
# A private PostgreSQL for tests, loopback only, without fsync. Prints its address.
# Usage: postgres.sh start|stop FOLDER
set -euo pipefail

stop_with() { echo "$*" >&2; exit 1; }

bin_folder() {
    local initdb
    initdb=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1)
    [ -n "$initdb" ] || initdb=$(command -v initdb || true)
    [ -n "$initdb" ] && dirname "$initdb"
}

install_it() {
    [ "$(id -u)" = 0 ] || stop_with "PostgreSQL belum terpasang. Jalankan: sudo apt-get install postgresql"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install -y --no-install-recommends postgresql; } >&2
}

# postgres refuses to run as root: then it runs as the user Debian made for it.
as_plain_user() {
    if [ "$(id -u)" = 0 ]; then setpriv --reuid postgres --regid postgres --init-groups "$@"; else "$@"; fi
}

free_port() {
    python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

start() {
    local folder=$1 port
    bin_folder >/dev/null || install_it
    bin=$(bin_folder) || stop_with "PostgreSQL tidak ditemukan setelah dipasang."
    mkdir -p "$folder"
    if [ "$(id -u)" = 0 ]; then chown postgres "$folder"; chmod 711 "$(dirname "$folder")"; fi
    port=$(free_port)
    as_plain_user "$bin/initdb" -D "$folder/cluster" -U lajur --auth trust --encoding UTF8 \
        --no-locale --no-sync >"$folder.log" 2>&1 || { cat "$folder.log" >&2; exit 1; }
    as_plain_user "$bin/pg_ctl" -D "$folder/cluster" -l "$folder/log" -w -t 30 start -o \
        "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -c synchronous_commit=on -c full_page_writes=off -c max_connections=200" \
        >&2 || { cat "$folder/log" >&2; exit 1; }
    echo "postgresql://lajur@127.0.0.1:$port/postgres"
}

stop() {
    bin=$(bin_folder)
    [ -d "$1/cluster" ] && as_plain_user "$bin/pg_ctl" -D "$1/cluster" -m immediate stop
}

"$1" "$2"
