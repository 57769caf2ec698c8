#!/usr/bin/env bash
# Measures; bench/ says what and how.
set -euo pipefail
cd "$(dirname "$0")/.."
exec .venv/bin/python -m bench "$@"
