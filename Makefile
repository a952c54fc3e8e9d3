# Two commands: make run, make test. To look: make gallery. To measure: make bench, or make bench SIZES=1e3; of the import: make bench-import.
PYTHON ?= python3
PORT ?= 8501
GALLERY ?= gallery
SIZES ?= 1e3 1e6 1e7
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run build test gallery bench bench-import clean
.DEFAULT_GOAL := run

run: .venv/.run
	@$(BIN)/python -m ui.port $(PORT)
	@$(MAKE) --no-print-directory build || echo "Serving what can be served; the page says what to mend." >&2
	@$(BIN)/python -m streamlit run app.py --server.port $(PORT)

build: .venv/.run
	@$(BIN)/python -m data.build
	@$(BIN)/python -m data.geo.views

test: .venv/.test
	@$(BIN)/python tests/browser/install.py
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

# A picture of every page in every appearance and size, to be looked at.
gallery: .venv/.test
	@$(BIN)/python tests/browser/install.py
	@$(MAKE) --no-print-directory build
	@$(BIN)/python -m tests.browser.gallery $(GALLERY)

bench: .venv/.test
	@$(BIN)/python tests/browser/install.py
	@$(BIN)/python -m data.geo.views
	@$(BIN)/python -m benchmarks.bench --events $(SIZES)

# How well the import reads a hundred invented reviews; fails where an aim is missed on the ten to judge by.
bench-import: .venv/.run
	@$(BIN)/python -m benchmarks.imports

# The stamps keep a second start from installing again.
.venv/.run: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "Installing into .venv (once; needs the network)"
	@$(PYTHON) -m venv .venv
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.test: .venv/.run requirements-dev.txt
	@echo "Installing what the tests need (once; needs the network)"
	@$(PIP) -r requirements-dev.txt
	@touch $@

clean:
	rm -rf data/built .venv
