#!/usr/bin/env bash
# The long fault tests, on SQLite and on a private PostgreSQL; about an hour, most of it the simulated
# year. Before them, on each, what `make test` runs on the other alone.
set -uo pipefail
cd "$(dirname "$0")/.."
unset PYTHONDONTWRITEBYTECODE  # each process would compile every module again
export PATH="$PWD/.venv/bin:$PATH"
work=$(mktemp -d)
export LAJUR_DATA="$work/data" TMPDIR="$work"

leave() { scripts/postgres.sh stop "$work/postgres" >/dev/null 2>&1; rm -rf "$work"; }
trap leave EXIT
trap 'exit 130' INT TERM

failed=0
pytest tests/faults/test_workers.py -m "not slow" -n0 || failed=1
pytest tests -m slow -n0 || failed=1
address=$(scripts/postgres.sh start "$work/postgres") || exit 1
export LAJUR_DATABASE_URL=$address
pytest tests/faults/test_kills.py -m "not slow" -n0 || failed=1
pytest tests -m slow -n0 || failed=1
exit "$failed"
