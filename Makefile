# `make demo` and `make test` set themselves up; nothing else is needed but Python 3.11 or newer.
PYTHON ?= python3
BIN = .venv/bin

.venv/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	touch $@

.PHONY: install demo test prove browser lint audit bench lock

install: .venv/.installed

demo: .venv/.installed
	@$(BIN)/ivr demo

test: .venv/.installed
	$(BIN)/python -m pytest

prove: .venv/.installed     # the longer proofs as well
	$(BIN)/python -m pytest -m ""

lint: .venv/.installed
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/.installed     # half an hour; see bench/README.md
	@$(BIN)/python -m bench.callers

lock:       # after changing the dependencies in pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --extra dev pyproject.toml -o requirements.lock
