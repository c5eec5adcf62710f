# make run [PORT=8123]   build the graph if needed and serve it
# make test              every check: ruff, format, mypy, pytest
# make bench             how long everything takes, some minutes of it
# make lint | format     look at the style | put it right
# make lock              pin the dependencies again (needs uv)

SHELL := /bin/sh
PATH ?= /usr/local/bin:/usr/bin:/bin
export PATH
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
RUN_STAMP := $(VENV)/.installed-run
TEST_STAMP := $(VENV)/.installed-test

# The first of these that really is Python 3.11 or newer and can make environments.
PYTHONS := $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python
SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

.PHONY: run test bench lint format lock clean
.DEFAULT_GOAL := run

run: $(RUN_STAMP)
	@$(BIN)/pairkg serve --port $(PORT)

test: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(TEST_STAMP)
	@$(BIN)/pairkg bench --library
	@$(BIN)/pairkg bench --ingest
	@$(BIN)/pairkg bench --hostile
	@$(BIN)/pairkg bench --server

lint: $(TEST_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(TEST_STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Exact versions and hashes, the same for every supported Python and platform; no addresses.
LOCK := uv pip compile --quiet --generate-hashes --universal --fork-strategy fewest \
	--python-version 3.11 --no-emit-index-url --no-annotate --no-header
lock:
	printf 'hatchling>=1.27\neditables>=0.5\n' | $(LOCK) pyproject.toml - -o requirements.lock
	printf 'hatchling>=1.27\neditables>=0.5\n' | $(LOCK) pyproject.toml - --extra test \
		--constraint requirements.lock -o requirements-test.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis dist

$(BIN)/python:
	@for python in $(PYTHONS); do \
		if "$$python" -c '$(SUITABLE)' >/dev/null 2>&1; then \
			echo "Making $(VENV) with $$("$$python" --version) ..." >&2; \
			"$$python" -m venv $(VENV) && exit 0; \
			rm -rf $(VENV); \
			exit 1; \
		fi; \
	done; \
	echo "pairkg needs Python 3.11 or newer with its venv module; none was found." >&2; \
	echo "Install one (on Debian or Ubuntu: apt install python3 python3-venv)," >&2; \
	echo "or name it: make run PYTHON=/path/to/python3" >&2; \
	exit 1

$(RUN_STAMP): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what pairkg needs ..." >&2
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

$(TEST_STAMP): requirements-test.lock $(RUN_STAMP)
	@echo "Installing what the tests need ..." >&2
	@$(INSTALL) --require-hashes -r requirements-test.lock
	@touch $@
