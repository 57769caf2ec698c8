#!/usr/bin/env bash
# Prints the path of a Chromium for the browser tests; from Debian's packages when missing.
# The headless shell is preferred: it takes half the processor time of the whole browser.
set -euo pipefail

find_it() {
    local name
    for name in ${LAJUR_CHROMIUM:-chromium-headless-shell chromium chromium-browser google-chrome}; do
        command -v "$name" && return
    done
    return 1
}

# Playwright's driver needs libatomic.so.1.
has_libatomic() { ldconfig -p | grep -q 'libatomic\.so\.1'; }

is_best() { has_libatomic && command -v "${LAJUR_CHROMIUM:-chromium-headless-shell}" >/dev/null; }

install_it() {
    apt-get update
    apt-get install -y --no-install-recommends libatomic1 chromium-headless-shell ||
        apt-get install -y --no-install-recommends libatomic1 chromium
}

if ! is_best && [ "$(id -u)" = 0 ]; then
    DEBIAN_FRONTEND=noninteractive install_it >&2 || true
fi
if ! { find_it && has_libatomic; } >/dev/null; then
    echo "Chromium belum terpasang. Jalankan: sudo apt-get install chromium libatomic1" >&2
    exit 1
fi
find_it
