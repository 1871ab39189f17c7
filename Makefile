.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready

help: ## list what make can do
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## make .venv with the lantu command and all that run and test need

$(STAMP): pyproject.toml requirements/base.txt requirements/dev.txt
	$(PYTHON) -c 'import sys; sys.exit("Lantu needs Python 3.11 or later, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/base.txt -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

check: setup ## formatting, lint, types, import contracts: what CI runs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

fix: setup ## format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: setup ## the fast tests (at most ten minutes)
	$(BIN)/python -m pytest -n auto -m "not slow and not spark"

test-slow: setup ## kill tests, simulations, long properties
	$(BIN)/python -m pytest -m "slow or spark"

run: setup ## read the example plan, write its package, print a summary
	$(BIN)/lantu read examples/lanhe/plan.md -o out/lanhe

bench: setup ## speed and quality beside the peers, as ratios
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks

.PHONY: help setup check fix test test-slow run bench
