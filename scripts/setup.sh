#!/usr/bin/env bash
# Makes .venv from hash-pinned wheels and leaves .venv/bin/lajur. Usage: setup.sh base|dev|bench
# A second run with the same pins does nothing.
set -euo pipefail
cd "$(dirname "$0")/.."

want=$1
stamp=.venv/.pinned

stop() { echo "$*" >&2; exit 1; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    local name
    for name in "${PYTHON:-python3}" python3 python3.13 python3.12 python3.11; do
        if is_new_enough "$name"; then command -v "$name"; return; fi
    done
    stop "Lajur memerlukan Python 3.11 atau lebih baru. (Lajur needs Python 3.11 or newer.) Debian: apt-get install python3"
}

# Debian keeps what a venv needs in a package of its own.
install_venv() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || stop \
        "Python ini belum dapat membuat lingkungan. Jalankan: sudo apt-get install python3-venv (This Python cannot make an environment yet.)"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install -y --no-install-recommends python3-venv; } >&2
}

hash_of() { cat "requirements/$1.txt" scripts/setup.sh | sha256sum | cut -c1-64; }

is_done() { [ -x .venv/bin/lajur ] && grep -qsx "$1 $(hash_of "$1") $PWD" "$stamp"; }

make_venv() {
    [ -w . ] || stop "Folder $PWD tidak dapat ditulisi. (This folder is read-only.) Salin Lajur ke folder milik Anda."
    if [ -x .venv/bin/python ] && is_new_enough .venv/bin/python; then return; fi
    rm -rf .venv
    "$python" -c 'import ensurepip' 2>/dev/null || install_venv
    "$python" -m venv .venv
}

leave_command() {
    local packages
    packages=$(.venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    echo "$PWD/src" > "$packages/lajur.pth"
    printf '#!%s\nimport sys\n\nfrom lajur.cli.main import main\n\nsys.exit(main())\n' \
        "$PWD/.venv/bin/python" > .venv/bin/lajur
    chmod +x .venv/bin/lajur
}

# The English words as the program reads them; git keeps only the .po.
compile_words() {
    local words=src/lajur/locale/en/LC_MESSAGES/django
    [ $words.mo -nt $words.po ] || .venv/bin/pybabel --quiet compile -i $words.po -o $words.mo
}

# Each kind holds what the one before it holds.
has_what_is_wanted() {
    case $want in
        base) is_done base || is_done dev || is_done bench ;;
        dev) is_done dev || is_done bench ;;
        *) is_done "$want" ;;
    esac
}

if has_what_is_wanted; then compile_words; exit 0; fi
python=$(find_python)
make_venv
echo "Memasang ke .venv … (installing into .venv)" >&2
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes --only-binary :all: -r "requirements/$want.txt"
leave_command
compile_words
echo "$want $(hash_of "$want") $PWD" > "$stamp"
