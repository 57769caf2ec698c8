#!/usr/bin/env bash
# The fast part: style, types, contracts, migrations, and the tests of the core and the structure.
set -euo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE  # each process would compile every module again
export PATH="$PWD/.venv/bin:$PATH" LAJUR_DATA=${LAJUR_DATA:-$(mktemp -d)}

step() { echo "── $1"; shift; "$@"; }

step "ruff check" ruff check .
step "ruff format" ruff format --check .
step "mypy" mypy
step "import contracts" lint-imports
step "templates" djade --check --target-version 5.2 $(git ls-files '*.html')
step "migrations" python -m django makemigrations --check --dry-run --settings lajur.site.settings
step "core and structure tests" pytest tests/core tests/structure -m "not slow" -n2
