# SMM Hire. On a fresh machine `make run` and `make test` do all their own set-up.
#
#   make run    open the window (or, without a display, run the demo)    ARGS='role show' runs a command
#   make test   every check and every test, with coverage                ARGS=tests/pay runs only those tests
#   make help   the rest

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
UV := .uv/bin/uv
ARGS ?=
OUT ?= demo-output

# A start without .pyc files takes three times as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup setup-dev run demo test check bench lock clean

help:
	@echo "make setup   what the program needs, into .venv (run and test do it themselves)"
	@echo "make run     open the window; without a display, the demo   [ARGS='role show']"
	@echo "make demo    the whole main job on real input, no display needed   [OUT=demo-output]"
	@echo "make test    every check and test, with coverage   [ARGS=tests/pay for some tests only]"
	@echo "make check   ruff, pyright and the import rules"
	@echo "make bench   the benchmarks"
	@echo "make lock    write the lock files anew   [UPGRADE=1 for the newest versions allowed]"
	@echo "make clean   remove what running and testing left behind"

setup:
	@$(PYTHON) packaging/set_up.py

setup-dev:
	@$(PYTHON) packaging/set_up.py --dev

ifeq ($(strip $(ARGS)),)
run: setup
	@if $(VENV_PYTHON) packaging/display.py; then \
	  exec $(VENV_PYTHON) main.py; \
	else \
	  echo "There is no display to open a window on, so the demo runs instead: it goes through the whole job"; \
	  echo "and leaves pictures of the windows and PDFs in $(OUT)/."; \
	  exec $(VENV_PYTHON) main.py demo --out $(OUT); \
	fi
else
run: setup
	@$(VENV_PYTHON) main.py $(ARGS)
endif

demo: setup
	@$(VENV_PYTHON) main.py demo --out $(OUT) $(ARGS)

check: setup-dev
	$(VENV_PYTHON) -m ruff check
	$(VENV_PYTHON) -m basedpyright --level error
	$(VENV_PYTHON) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-logo

# The product and its windows each have a bound of their own. Both reports are shown even where a test
# failed, and any of the three fails the run.
ifeq ($(strip $(ARGS)),)
test: check
	@failed=0; \
	$(VENV_PYTHON) -m pytest -n 2 --cov --cov-report= || failed=1; \
	echo "Coverage of smmhire (at least 90 %):"; \
	$(VENV_PYTHON) -m coverage report --include='smmhire/*' --fail-under=90 || failed=1; \
	echo "Coverage of ui (at least 80 %):"; \
	$(VENV_PYTHON) -m coverage report --include='ui/*' --fail-under=80 || failed=1; \
	exit $$failed
else
test: setup-dev
	$(VENV_PYTHON) -m pytest $(ARGS)
endif

# The programs we are measured against are large, and wanted for nothing else.
bench: setup-dev
	@$(UV) pip install --quiet --python $(VENV_PYTHON) --require-hashes -r requirements-bench.lock
	@for benchmark in benchmarks/[!_]*.py; do echo "== $$benchmark"; $(VENV_PYTHON) "$$benchmark" $(ARGS); done

LOCK := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url \
        --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

# The development lock holds the same versions as the other, so that tests prove what users get.
lock: setup
	$(LOCK) packaging/uv.in -o packaging/uv.txt
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev --constraint requirements.lock -o requirements-dev.lock
	$(LOCK) pyproject.toml --group dev --group peers --constraint requirements-dev.lock -o requirements-bench.lock

clean:
	rm -rf demo-output htmlcov .coverage .coverage.* .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -path ./.venv -prune -o -path ./.uv -prune -o -name __pycache__ -type d -exec rm -rf {} +
