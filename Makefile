# maskviz, from an empty folder. Needs Python 3.11, 3.12 or 3.13; everything else goes into .venv.
#
#   make run                      start the app on this machine, http://127.0.0.1:8501
#   make run HOST=0.0.0.0         start it for a class and print the address to write on the board
#   make test                     lint and every test, those in a real browser included
#
# PIP_ARGS is passed to pip, e.g. the index of another build of torch (see README.md).

HOST ?= 127.0.0.1
PORT ?= 8501
PIP_ARGS ?=
CORPUS ?=
VENV ?= .venv
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& echo $$p && break; done)

IN = $(VENV)/bin/python
PIP = $(IN) -m pip install --disable-pip-version-check

.PHONY: run test lint bench load soak eval screens clean

run: $(VENV)/run.stamp  ## start the warmed app
	@exec $(IN) -m streamlit run app.py --server.address $(HOST) --server.port $(PORT)

test: lint chromium  ## everything that has to hold
	$(IN) -m pytest -n auto --dist loadfile -m "not browser and not soak"
	$(IN) -m pytest -n auto -m browser

lint: $(VENV)/test.stamp  ## style and types of the Python code
	$(IN) -m ruff check .
	$(IN) -m ruff format --check .
	$(IN) -m mypy

bench: $(VENV)/test.stamp chromium  ## speed, as ratios measured in one run
	$(IN) -m benchmarks

load: $(VENV)/test.stamp  ## many visitors, and normal ones beside a hostile session
	$(IN) -m benchmarks.load

soak: $(VENV)/test.stamp  ## new cases of every property; load and memory over many sessions
	for round in 1 2 3 4 5; do \
		$(IN) -m pytest -n auto -m hypothesis --hypothesis-profile new || exit 1; done
	$(IN) -m pytest -m soak

eval: $(VENV)/test.stamp  ## the figures of every model card again: make eval CORPUS=folder
	@test -n "$(CORPUS)" || { echo "Say where the text is: make eval CORPUS=folder"; exit 1; }
	$(IN) -m training.evaluate --corpus $(CORPUS)

screens: $(VENV)/test.stamp chromium  ## the browser tests alone; pictures go to build/screens
	$(IN) -m pytest -n auto -m browser

clean:  ## forget everything that was installed or built here
	rm -rf $(VENV) build

# How it is set up. A stamp is newer than the list it was made from, so a second start is quick.

.PHONY: chromium
chromium: $(VENV)/test.stamp
	@$(IN) -m tests.browser.chromium

$(VENV)/test.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(PIP) -r requirements-dev.txt $(PIP_ARGS)
	-$(PIP) --no-deps --only-binary :all: xformers==0.0.35 $(PIP_ARGS)  # its masks are plain Python
	@touch $@

$(VENV)/run.stamp: requirements.txt pyproject.toml | $(VENV)/made.stamp
	$(PIP) -r requirements.txt $(PIP_ARGS)
	@touch $@

$(VENV)/made.stamp:
	@test -n "$(PYTHON)" || { echo "maskviz needs Python 3.11, 3.12 or 3.13; found none."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON) cannot make a virtual environment; on Debian install the missing package:"; \
	  $(PYTHON) -c 'import sys; print("  sudo apt install python%d.%d-venv" % sys.version_info[:2])'; \
	  exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@
