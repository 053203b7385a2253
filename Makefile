# Everything here only wraps what works everywhere: pip install -r requirements.txt, streamlit run app.py, pytest.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
# A terminal opens the browser; anything else (a server, a pipe) does not.
HEADLESS := $(shell test -t 1 && echo false || echo true)

.PHONY: run setup test check soak bench screenshots clean

run: setup
	$(BIN)/streamlit run app.py --server.port $(PORT) --server.headless $(HEADLESS)

setup: .venv/ready
	@$(BIN)/python -c "from ui.server import prepare; from data import build; prepare(); print('store:', build.ensure())"

.venv/ready: requirements.txt
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Atlas ESS needs Python 3.11 or newer')"
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

test: setup .venv/ready-dev
	$(BIN)/python -m pytest -m "not soak and not browser" -n auto --dist loadfile
	$(BIN)/python -m pytest -m "browser and not soak" -n 2 --dist worksteal

check: setup .venv/ready-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/sqlfluff lint queries data/checks --disable-progress-bar
	$(MAKE) test

soak: setup .venv/ready-dev
	$(BIN)/python -m pytest -m soak

bench: setup .venv/ready-dev
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.maths
	$(BIN)/python -m tests.load

screenshots: setup .venv/ready-dev
	$(BIN)/python -m tests.screenshots

clean:
	rm -rf .venv static screenshots data/store
