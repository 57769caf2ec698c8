#!/usr/bin/env bash
# The fast part: style, types, contracts, migrations, translations, and the tests of the core.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH" LAJUR_DATA=${LAJUR_DATA:-$(mktemp -d)}

step() { echo "── $1"; shift; "$@"; }

compile_catalogues() {
    local catalogue
    for catalogue in src/lajur/locale/*/LC_MESSAGES/django.po; do
        [ -e "$catalogue" ] || return 0
    done
    pybabel --quiet compile -D django -d src/lajur/locale
}

step "ruff check" ruff check .
step "ruff format" ruff format --check .
step "mypy" mypy
step "import contracts" lint-imports
step "templates" djade --check --target-version 5.2 $(git ls-files '*.html')
step "migrations" python -m django makemigrations --check --dry-run --settings lajur.site.settings
step "translations" compile_catalogues
step "core and structure tests" pytest tests/core tests/structure -n2
