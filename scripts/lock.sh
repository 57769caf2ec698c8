#!/usr/bin/env bash
# Pins requirements/*.in for every platform, by hash, without the address of any index.
set -euo pipefail
cd "$(dirname "$0")/../requirements"

for name in base dev bench; do
    ../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate --no-header \
        "$name.in" --output-file "$name.txt"
done
