#!/usr/bin/env bash
# Everything: the fast part, then all tests on SQLite, on PostgreSQL, and in a browser.
# The long runs of the fault tests (`slow`: a thousand tasks, fifty kills) are `make faults`.
# Each part runs even when one before it failed; the last lines are the counts of each.
set -uo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
unset PYTHONDONTWRITEBYTECODE  # each process would compile every module again
work=$(mktemp -d)
export LAJUR_DATA="$work/data" TMPDIR="$work"
summary="$work/summary"
failed=0

leave() { scripts/postgres.sh stop "$work/postgres" >/dev/null 2>&1; rm -rf "$work"; }
trap leave EXIT
trap 'exit 130' INT TERM

# part NAME COMMAND…: runs it, keeps its last line for the summary.
part() {
    local name=$1 started=$SECONDS outcome=baik
    shift
    echo "══ $name"
    "$@" 2>&1 | tee "$work/output"
    if [ "${PIPESTATUS[0]}" -ne 0 ]; then failed=1 outcome=GAGAL; fi
    echo "$name: $outcome, $((SECONDS - started)) s: $(grep -v '^ *$' "$work/output" | tail -n 1)" >> "$summary"
}

on_postgresql() {
    local address
    address=$(scripts/postgres.sh start "$work/postgres") || return 1
    LAJUR_DATABASE_URL=$address pytest tests -m "not browser and not slow" \
        --ignore tests/core --ignore tests/structure --ignore tests/journeys -n2
}

in_browser() {
    local chromium
    chromium=$(scripts/chromium.sh) || return 1
    export LAJUR_CHROMIUM=$chromium
    pytest tests/journeys -m "browser and not slow" -n2 --dist loadfile --no-loadscope-reorder && return
    # Two browsers and two houses fill both cores: what ran out of time gets them to itself, once.
    echo "── once more, alone: what failed"
    pytest tests/journeys -m "browser and not slow" -n0 --last-failed --last-failed-no-failures none
}

part "fast part" scripts/check.sh
part "tests on SQLite" pytest tests -m "not browser and not slow" \
    --ignore tests/core --ignore tests/structure --ignore tests/journeys -n2
part "tests on PostgreSQL" on_postgresql
part "browser tests" in_browser

echo "══ summary"
cat "$summary"
exit "$failed"
