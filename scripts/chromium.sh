#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; from Debian's packages when missing.
set -euo pipefail

find_it() { command -v "${LAJUR_CHROMIUM:-chromium}" || command -v chromium-browser || command -v google-chrome; }

# Playwright's driver needs libatomic.so.1.
has_libatomic() { ldconfig -p | grep -q 'libatomic\.so\.1'; }

if ! { find_it && has_libatomic; } >/dev/null; then
    if [ "$(id -u)" != 0 ]; then
        echo "Chromium belum terpasang. Jalankan: sudo apt-get install chromium libatomic1" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update && apt-get install -y --no-install-recommends chromium libatomic1; } >&2
fi
find_it
