# Two words to know: `make run` starts Lajur, `make test` runs everything.
PYTHON ?= python3
PORT ?= 8000
DATA ?= data
export PYTHON

.PHONY: help setup run check test faults bench pictures lock messages clean

help:  ## show these words
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile

setup:  ## make the environment only: .venv/bin/lajur
	@scripts/setup.sh base

run:  ## start Lajur with its demo (PORT=8000 DATA=data)
	@scripts/setup.sh base
	@.venv/bin/lajur up --port $(PORT) --data $(DATA)

check:  ## the fast part: lint, types, contracts, core tests
	@scripts/setup.sh dev
	@scripts/check.sh

test:  ## everything, on SQLite, on PostgreSQL and in a browser
	@scripts/setup.sh dev
	@scripts/test.sh

faults:  ## the long fault tests: a thousand tasks, fifty kills, on both databases
	@scripts/setup.sh dev
	@scripts/faults.sh

bench:  ## measure; writes bench/RESULTS.md
	@scripts/setup.sh bench
	@scripts/bench.sh

pictures:  ## take the pictures of the documentation again
	@scripts/setup.sh dev
	@LAJUR_CHROMIUM=$$(scripts/chromium.sh) .venv/bin/python -m scripts.pictures

lock:  ## pin requirements/*.in again
	@scripts/setup.sh dev
	@scripts/lock.sh

messages:  ## gather the texts of the pages for translation
	@scripts/setup.sh dev
	@.venv/bin/python -m scripts.messages

clean:  ## remove the environment and caches, never the data
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
