# The project's commands; `make help` lists them. Works with GNU make 3.81 (macOS) and later.
#
# Everything lives in .venv. A stamp in it says what has been installed, so a second run installs nothing until
# the pins or pyproject.toml change.

VENV := .venv
ADDRESS ?= 127.0.0.1:8000
REV ?= main

ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
PYTHON ?= python
else
BIN := $(VENV)/bin
# The first Python that is new enough; `python3` comes first, since it is the one a person chose.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11, 5))' 2>/dev/null && echo $$python && break; done)
endif

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

export NO_MKDOCS_2_WARNING := 1
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help serve check diff build test sweep links lint format bench schema forms draft fonts pins clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: $(VENV)/site.stamp ## check the incidents, then show the site at the address that it prints, reloading as you edit
	$(BIN)/postmortems check
	$(BIN)/mkdocs serve --dev-addr $(ADDRESS)

check: $(VENV)/site.stamp ## check the incidents
	$(BIN)/postmortems check $(ARGS)

diff: $(VENV)/site.stamp ## what the incidents change against a revision: make diff REV=main
	@$(BIN)/postmortems diff $(REV) $(ARGS)

build: $(VENV)/site.stamp ## check the incidents and build the site into site/, all or nothing
	$(BIN)/postmortems build

test: $(VENV)/test.stamp ## run all tests
	$(BIN)/python -m pytest $(ARGS)

sweep: $(VENV)/test.stamp ## draw a thousand made-up timelines at every width in a browser (some minutes)
	POSTMORTEMS_SWEEP=1000 $(BIN)/python -m pytest tests/browser/test_timeline.py

lint: $(VENV)/lint.stamp ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/zizmor --quiet --offline --persona auditor .github

format: $(VENV)/lint.stamp ## bring the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

links: $(VENV)/site.stamp ## ask every address that incidents and guides name whether it still answers
	$(BIN)/python -m tools.links

bench: $(VENV)/site.stamp ## what building 1,000 and 2,000 generated incidents costs (a quarter of an hour)
	$(BIN)/python -m bench.run $(ARGS)

schema: $(VENV)/site.stamp ## write the JSON Schema of the incident file into schema/
	$(BIN)/postmortems schema > schema/incident.new
	mv schema/incident.new schema/incident.json

forms: $(VENV)/site.stamp ## write the issue form for reports from the questions in issues.py
	$(BIN)/python -m tools.issue_form

draft: $(VENV)/site.stamp ## begin the file of an incident told in an issue: make draft ISSUE=file
	$(BIN)/postmortems new --issue "$(ISSUE)"

fonts: $(VENV)/fonts.stamp ## cut the font anew, and measure it
	$(BIN)/python -m tools.fonts

# Every pin holds on Linux, macOS and Windows and on each Python we support, and records no address. A later
# file holds what the file before it holds, in the same versions: one environment serves all.
define pin
@echo "requirements/$(1).txt"
@{ echo "# Made by 'make pins' from pyproject.toml; do not edit."; \
	$(BIN)/uv pip compile --universal --python-version 3.11.5 --no-python-downloads --upgrade --generate-hashes \
		--no-header --no-annotate --no-emit-index-url pyproject.toml --group build --group cards $(2); \
} > requirements/$(1).new && mv requirements/$(1).new requirements/$(1).txt
endef

pins: $(VENV)/python.stamp ## choose the newest versions that pyproject.toml allows
	$(PIP) install uv
	@mkdir -p requirements
	$(call pin,site)
	$(call pin,test,--group test --constraint requirements/site.txt)
	$(call pin,lint,--group test --group lint --constraint requirements/test.txt)
	$(call pin,fonts,--group fonts --constraint requirements/test.txt)

clean: ## delete what was installed and built
	rm -rf $(VENV) site .site.* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis hooks/*.egg-info

$(VENV)/python.stamp:
	@test -n "$(PYTHON)" || { echo "Python 3.11.5 or later is needed; if it is not on the path: make PYTHON=/where/it/is"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/%.stamp: requirements/%.txt pyproject.toml $(VENV)/python.stamp
	$(PIP) install --requirement $<
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@
