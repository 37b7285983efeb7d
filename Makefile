# Everything sets itself up; nothing else is needed but Python 3.11 or newer.
PYTHON ?= python3
BIN = .venv/bin
UV = $(BIN)/uv pip install --quiet --python $(BIN)/python

.venv/.uv:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	touch $@

.venv/.runs: .venv/.uv requirements.txt pyproject.toml         # what the line itself takes
	$(UV) --require-hashes -r requirements.txt
	$(UV) --no-deps --editable .
	touch $@

.venv/.installed: .venv/.runs requirements.lock                # and what its tests take
	$(UV) --require-hashes -r requirements.lock
	touch $@

.PHONY: install demo test prove browser lint audit licences bench lock

install: .venv/.runs

demo: .venv/.runs
	@$(BIN)/ivr demo

test: .venv/.installed
	$(BIN)/python -m pytest

prove: .venv/.installed     # the longer proofs as well
	$(BIN)/python -m pytest -m ""

browser: .venv/.installed       # the console's flows, in Chromium
	$(BIN)/python -m pytest -n 0 -m "" tests/console/flows

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/mypy

audit: .venv/.installed         # known weaknesses of what is installed; needs the advisory service
	@$(BIN)/python deploy/audit.py $(BIN)/uv

licences: .venv/.installed
	$(BIN)/python -m tests.supply.licences

bench: .venv/.installed     # half an hour; see bench/README.md
	@$(BIN)/python -m bench.callers

lock:       # after changing the dependencies in pyproject.toml
	$(COMPILE) --extra dev pyproject.toml -o requirements.lock
	$(COMPILE) --constraint requirements.lock pyproject.toml -o requirements.txt

COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header
