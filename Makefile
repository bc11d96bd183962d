# Two targets do everything on a machine with Python >= 3.11, make and git:
#   make run    create .venv, install the locked dependencies, print a brief
#   make test   the same, then lint, types, import contracts and every test
# A second call is quick: the environment is rebuilt only when the lock changes.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

PROGRAMS := command -v chromium && command -v pdftoppm && command -v soffice

.PHONY: run test browser screenshots weights evaluation fuzz lint types contracts tests lock clean

run: $(STAMP)
	$(BIN)/burdenshare brief BEL --as-of 2025-06-23

test: lint types contracts tests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

contracts: $(STAMP)
	$(BIN)/lint-imports

# Tests run on every core; what they cover is printed below them.
tests: $(STAMP) browser
	$(BIN)/pytest -n auto --cov --cov-report=term

# Pages are tested in the system's Chromium, PDF and XLSX with the programs that open them. Root
# installs them where apt can; elsewhere those tests are skipped, each with its reason.
browser:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && ! { $(PROGRAMS); } >/dev/null; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
	    --no-install-recommends chromium fonts-liberation poppler-utils libreoffice-calc >/dev/null \
	  || echo "make: could not install the test programs; tests that need them are skipped"; \
	fi

# The pictures in the manual, one of each page at two widths.
screenshots: $(STAMP) browser
	BURDENSHARE_SCREENSHOTS=docs/images $(BIN)/pytest tests/web/test_pages.py -q -k fits

# Train the weights of the reader of news on the open part of the corpus: after any change of it, or
# of the signals that are weighed. Then `make evaluation`. See docs/news.md.
weights: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --editable '.[training]'
	$(BIN)/python training/weights.py train tests/corpus/development.jsonl tests/corpus/sentences.jsonl

# Score the reader of news, store the totals the manual and the About page show, and write the
# manual's tables from them. Reports held out are scored only when they are named:
#   make evaluation CORPORA="tests/corpus/development.jsonl tests/corpus/heldout.jsonl tests/corpus/unseen.jsonl tests/corpus/elsewhere.jsonl"
CORPORA := tests/corpus/development.jsonl
AS_OF   := 2026-11-21
SCORES  := src/burdenshare/news/data/evaluation.json

evaluation: $(STAMP)
	for corpus in $(CORPORA); do \
	  $(BIN)/burdenshare news evaluate $$corpus --no-errors --as-of $(AS_OF) --into $(SCORES) || exit 1; \
	done
	BURDENSHARE_WRITE_TABLES=1 $(BIN)/pytest tests/docs/test_evaluation.py -q

# Thousands of calls against the API's own description, where `make test` sends a few of each.
fuzz: $(STAMP)
	BURDENSHARE_FUZZ=100 $(BIN)/pytest tests/api/test_contract.py -q

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "burdenshare needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(STAMP)

lock: ## Re-resolve the newest versions (needs uv).
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet --upgrade -o requirements.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
