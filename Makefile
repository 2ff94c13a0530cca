# Entente: everything a newcomer runs. Needs only make and a python3 >= 3.11 with venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check
STUDENTS ?= 12
ON_SERVER := tests/section tests/play tests/outgoing $(wildcard tests/quiz/test_flow_*.py) \
	tests/store/test_batches.py tests/store/test_time.py tests/store/test_moving.py

.PHONY: demo test slow postgres bench check format docs lock clean

demo: $(VENV)/.installed
	@$(BIN)/entente demo --students $(STUDENTS) --out out/demo

# On all cores: no test depends on another. The slow ones are run by .ci/run and by `make slow`.
test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m "not slow"

slow: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -m wide
	$(BIN)/python -m pytest -q -n auto --dist worksteal -m "slow and not wide"

# The stories once more on a PostgreSQL server, which each process starts for itself; says so where there is none.
postgres: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -q -n auto --dist worksteal --database postgres -m "not slow" $(ON_SERVER)

bench: $(VENV)/.installed-dev
	$(BIN)/python -m tests.bench

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Writes again what the README takes from the program: tables, transcript, pictures.
docs: $(VENV)/.installed-dev
	$(BIN)/python -m tests.docs.regenerate

# Both locks name versions and hashes only: where packages come from is the machine's business.
lock: $(VENV)/.installed-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --extra postgres pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra build --extra postgres --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

# Installed again only when a lock or the package's own declaration changed.
$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Entente needs Python 3.11 or newer: make PYTHON=python3.12")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing Entente into $(VENV) (once; again only when the lock changes)..."
	@$(PIP) --require-hashes -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --config-settings editable_mode=compat -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@$(PIP) --require-hashes -r requirements-dev.lock
	@touch $@

clean:
	rm -rf $(VENV) out build *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis
