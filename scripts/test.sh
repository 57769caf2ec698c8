#!/usr/bin/env bash
# Everything: the fast part, then all tests on SQLite, on PostgreSQL, and in a browser.
# The long runs of the fault tests (`slow`: a thousand tasks, fifty kills) are `make faults`.
# Each part runs even when one before it failed; the last lines are the counts of each.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
unset PYTHONDONTWRITEBYTECODE  # each process would compile every module again
work=$(mktemp -d)
export LAJUR_DATA="$work/data" LAJUR_TESTS_SHARED="$work" TMPDIR="$work"
summary="$work/summary"

leave() { scripts/postgres.sh stop "$work/postgres" >/dev/null 2>&1; rm -rf "$work"; }
trap leave EXIT
trap 'exit 130' INT TERM

# part NAME COMMAND…: runs it, keeps its last line for the summary.
part() {
    local name=$1 started=$SECONDS outcome=baik output
    output=$(mktemp)
    shift
    echo "══ $name"
    "$@" 2>&1 | tee "$output"
    if [ "${PIPESTATUS[0]}" -ne 0 ]; then touch "$work/failed"; outcome=GAGAL; fi
    echo "$name: $outcome, $((SECONDS - started)) s: $(grep -v '^ *$' "$output" | tail -n 1)" >> "$summary"
}

# Who may open which page, and what a page makes of hostile text, is decided before a database is
# asked; the simulated weeks are played on PostgreSQL by `make faults`; the tests of `lajur up` name
# a folder of their own and SQLite, whatever the address. Whole processes are killed once in a run:
# those that serve over SQLite, whose file they hold open when they die, and the three workers over
# PostgreSQL, where they truly work at once. `make faults` does both on both, and for longer.
on_postgresql() {
    local address
    address=$(scripts/postgres.sh start "$work/postgres") || return 1
    LAJUR_DATABASE_URL=$address pytest tests -m "not browser and not slow" \
        --ignore tests/core --ignore tests/structure --ignore tests/journeys -n2 \
        --ignore tests/web/test_every_route.py --ignore tests/web/test_hostile.py \
        --ignore tests/faults/test_year.py --ignore tests/faults/test_kills.py \
        --ignore tests/cli/test_up.py
}

# With data and a memory of failures of its own: it runs beside the others.
in_browser() {
    local chromium
    chromium=$(scripts/chromium.sh) || return 1
    export LAJUR_CHROMIUM=$chromium LAJUR_DATA="$work/browser"
    set -- tests/journeys -m "browser and not slow" -o cache_dir=.pytest_cache/browser
    pytest "$@" -n2 --dist loadfile --no-loadscope-reorder && return
    # Others fill both cores meanwhile: what ran out of time gets a core to itself, once.
    echo "── once more, alone: what failed"
    pytest "$@" -n0 --last-failed --last-failed-no-failures none
}

part "fast part" scripts/check.sh
scripts/chromium.sh > /dev/null  # installed now when missing: Debian's tool works for one at a time
# Browsers wait more than they compute, so they do it beside the tests that compute.
part "browser tests" in_browser > "$work/browser.log" 2>&1 &
browser=$!
part "tests on SQLite" pytest tests -m "not browser and not slow" \
    --ignore tests/core --ignore tests/structure --ignore tests/journeys \
    --ignore tests/faults/test_workers.py -n2
part "tests on PostgreSQL" on_postgresql
wait "$browser"
cat "$work/browser.log"

echo "══ summary"
cat "$summary"
[ ! -e "$work/failed" ]
