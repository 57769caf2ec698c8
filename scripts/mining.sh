#!/usr/bin/env bash
# Asks readers of others whether event logs are valid: PM4Py, rustxes and OpenXES for Python, in an
# environment of their own, on the demo's four governments. About two minutes; needs a package index.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/.venv/bin:$PATH"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python -m venv "$work/readers"
"$work/readers/bin/pip" install --quiet pm4py==2.7.23.11 rustxes==0.2.11 opyenxes==0.3.0
lajur demo --data "$work/data" > /dev/null
for government in sumbawa buleleng cirebon banten; do
    for format in xes ocel; do
        lajur log --data "$work/data" --government "$government" --format "$format" \
            --output "$work/$government.$format" > /dev/null
    done
    "$work/readers/bin/python" scripts/mining.py "$work/$government.xes" "$work/$government.ocel"
done
