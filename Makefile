# Citatbank: `make run` builds output/ from seeds/, `make test` checks everything.
# Both set up what they need in .venv the first time and start at once afterwards.

PYTHON ?= python3
UV ?= $(shell command -v uv 2>/dev/null)
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
DEV_INSTALLED := $(VENV)/.installed-dev

# --no-deps is right because a lock is complete, and needed because older pips refuse hashes
# together with extras. The project itself is built by the locked setuptools.
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps
UV_PIP := $(UV) pip install --quiet --python $(BIN)/python --no-deps

# A lock without addresses: it says what to install, the machine says from where.
COMPILE := pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

.DEFAULT_GOAL := help
.PHONY: help setup run stores dask spacy fast bench test lint format lock clean
.DELETE_ON_ERROR:

help: ## Print this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(INSTALLED) ## Make .venv with the pinned packages

run: $(INSTALLED) ## Build output/ from seeds/ (options: make run ARGS="--seeds DIR --output DIR")
	@$(BIN)/citatbank run $(ARGS)

stores: $(VENV)/.installed-s3 ## Install what seeds and output in S3 need, optional

dask: $(VENV)/.installed-dask ## Install what runs on a Dask cluster need, optional

spacy: $(VENV)/.installed-spacy ## Install what a model of names of your own needs, optional

fast: $(DEV_INSTALLED) ## Compile extraction, optional: runs take about half the time (needs a C compiler)
	@$(BIN)/python -m flows.compiling

test: $(DEV_INSTALLED) lint ## Lint, check types and run all tests (options: make test ARGS="-k name")
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile $(ARGS)

bench: $(DEV_INSTALLED) ## Measure speed and memory on generated articles (options: make bench ARGS="--help")
	@$(BIN)/python -m tests.benchmarks $(ARGS)

lint: $(DEV_INSTALLED) ## Check style, format and types
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy --no-error-summary

format: $(DEV_INSTALLED) ## Put the code into its standard format
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

lock: ## Pin all packages anew within the bounds of pyproject.toml (needs uv)
	@test -n "$(UV)" || { echo "make lock needs uv; install it or name it: make lock UV=/path/to/uv" >&2; exit 2; }
	$(UV) $(COMPILE) --extra build --output-file requirements.lock pyproject.toml
	$(UV) $(COMPILE) --extra build --extra s3 --constraint requirements.lock \
		--output-file requirements-s3.lock pyproject.toml
	$(UV) $(COMPILE) --extra build --extra dask --constraint requirements-s3.lock \
		--output-file requirements-dask.lock pyproject.toml
	$(UV) $(COMPILE) --extra build --extra spacy --constraint requirements-s3.lock \
		--constraint requirements-dask.lock --output-file requirements-spacy.lock pyproject.toml
	$(UV) $(COMPILE) --extra build --extra s3 --extra dask --extra spacy --extra dev \
		--constraint requirements-s3.lock --constraint requirements-dask.lock \
		--constraint requirements-spacy.lock --output-file requirements-dev.lock pyproject.toml

clean: ## Remove .venv and all caches (seeds/ and output/ stay)
	rm -rf $(VENV) .prefect *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(INSTALLED): requirements.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) from $< (once, a minute or two) ..."
	@$(call install,requirements.lock)
	@touch $@

$(VENV)/.installed-%: requirements-%.lock pyproject.toml | $(BIN)/python
	@echo "Setting up $(VENV) from $< (once, a minute or two) ..."
	@$(call install,$<)
	@touch $(INSTALLED) $@

# uv takes seconds where it is present and knows a package index; pip does the same everywhere.
define install
if [ -n "$(UV)" ] && $(UV_PIP) --compile-bytecode --require-hashes -r $(1) \
	&& $(UV_PIP) --no-build-isolation -e .; then :; \
else \
	$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --default-pip >/dev/null && \
	$(PIP) --require-hashes -r $(1) && $(PIP) --no-build-isolation -e .; \
fi
endef

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Citatbank needs Python 3.11 or newer; name one: make run PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(if $(UV),--without-pip) $(VENV)
