.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
REQUIREMENTS := requirements/base.txt requirements/web.txt requirements/dev.txt requirements/build.txt
ON_BOTH := $(wildcard tests/web)
PIP := $(BIN)/python -m pip --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

help: ## list what make can do
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

setup: $(STAMP) ## make .venv with the lantu command and all that run and test need

# Safe to repeat and to interrupt: the stamp is written last, and a half-made .venv is made anew.
$(STAMP): pyproject.toml $(REQUIREMENTS)
	@$(PYTHON) -c 'import sys; sys.exit("Lantu needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 …") if sys.version_info < (3, 11) else None'
	@$(PIP) --version >/dev/null 2>&1 || { echo "Making $(VENV) …"; $(PYTHON) -m venv --clear $(VENV); } \
		|| { rm -rf $(VENV); echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing the pinned packages, which takes a minute or two …"
	@$(PIP) install --quiet --require-hashes $(addprefix -r ,$(REQUIREMENTS)) \
		|| { echo "The packages could not be installed. Is the package index reachable (pip config list)? Then run make again; what was fetched is kept." >&2; exit 1; }
	@$(PIP) install --quiet --no-deps --no-build-isolation --no-index --editable .
	@touch $@

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
	$(BIN)/python tests/postgres.py -n auto -m "not slow and not spark" $(ON_BOTH)

test-slow: setup ## kill tests, simulations, long properties
	$(BIN)/python -m pytest -m "slow or spark"
	$(BIN)/python tests/postgres.py -m slow tests/web

spark: setup ## install PySpark (500 MB; it also wants Java 17) for the tests that compare engines
	$(PIP) install --quiet --require-hashes -r requirements/spark.txt

run: setup ## open Lantu with the example plans at http://127.0.0.1:8000
	$(BIN)/lantu serve --demo

docs: setup ## write the pages that are made from code and data (docs/reference)
	$(BIN)/python docs/generate.py

screenshots: setup ## take the pictures of the README anew, with the system's chromium
	$(BIN)/python docs/screenshots.py

bench: setup ## speed and quality beside the peers, as ratios
	$(PIP) install --quiet --require-hashes -r requirements/bench.txt
	$(BIN)/python -m benchmarks

lock: setup ## pin the packages anew, after a change of pyproject.toml or requirements/*.in
	$(PIP) install --quiet 'uv==0.13.9'
	$(COMPILE) requirements/build.in -o requirements/build.txt
	$(COMPILE) -c requirements/build.txt pyproject.toml -o requirements/base.txt
	$(COMPILE) -c requirements/build.txt -c requirements/base.txt --extra web pyproject.toml -o requirements/web.txt
	$(COMPILE) requirements/dev.in -o requirements/dev.txt
	$(COMPILE) requirements/bench.in -o requirements/bench.txt
	$(COMPILE) requirements/spark.in -o requirements/spark.txt

.PHONY: help setup check fix test test-slow spark run docs screenshots bench lock
