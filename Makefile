# wipo.webinars: everything that is typed. `make help` lists it; README.md explains it.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCE := src/wipo.webinars/wipo/webinars
LOCALES := $(SOURCE)/locales
DOMAIN := wipo.webinars
INSTALLED := $(VENV)/.installed
INSTALLED_TEST := $(VENV)/.installed-test
PINNED := --constraint constraints.txt
FOLDERS := src tests $(wildcard benchmarks docs)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Catalogs are compiled when Zope starts; .mo files are not in the repository.
export zope_i18n_compile_mo_files := true

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

.PHONY: help
help: ## List the targets
	@awk 'BEGIN { FS = ":.*## " } /^[a-z0-9_-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed. If it has another name: make PYTHON=python3.13 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { \
	  echo "This Python makes no virtual environments. On Debian: apt-get install python3-venv"; exit 1; }
	@echo "Making the virtual environment $(VENV)"
	$(PYTHON) -m venv $(VENV)

$(INSTALLED): setup.py constraints.txt | $(BIN)/python
	@echo "Installing the pinned dependencies into $(VENV): a minute or two, once"
	$(BIN)/python -m pip install --quiet $(PINNED) pip setuptools wheel
	$(BIN)/python -m pip install $(PINNED) --no-build-isolation --editable '.[postgresql]'
	@touch $@

$(INSTALLED_TEST): $(INSTALLED)
	@echo "Installing what testing needs into $(VENV)"
	$(BIN)/python -m pip install --quiet $(PINNED) --no-build-isolation --editable '.[postgresql,test]'
	@touch $@

.PHONY: install
install: $(INSTALLED_TEST) ## Install everything that working on the code needs

.PHONY: start
start: $(INSTALLED) ## Create the site when it is not there, and serve it (Ctrl-C stops)
	@exec $(BIN)/python -m wipo.webinars.commands.start

.PHONY: import
import: $(INSTALLED) ## Import webinars from FILE=… (JSON or CSV)
	@exec $(BIN)/python -m wipo.webinars.commands.importer "$(FILE)"

.PHONY: test
test: $(INSTALLED_TEST) lint ## Run the linters and all tests
	@$(BIN)/python -m pytest $(PYTEST)

.PHONY: lint
lint: $(INSTALLED_TEST) ## Run the linters alone
	$(BIN)/ruff check $(FOLDERS) setup.py
	$(BIN)/ruff format --check $(FOLDERS) setup.py
	$(BIN)/zpretty --check src
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: format
format: $(INSTALLED_TEST) ## Format the code as the linters want it
	$(BIN)/ruff check --fix $(FOLDERS) setup.py
	$(BIN)/ruff format $(FOLDERS) setup.py
	$(BIN)/zpretty --inplace src

.PHONY: bench
bench: $(INSTALLED_TEST) ## Measure the pages and REST calls against Plone's own
	$(BIN)/python benchmarks/run.py

.PHONY: pictures
pictures: $(INSTALLED_TEST) ## Take the pictures of docs/ from the running demonstration (DEMO_PASSWORD=…)
	$(BIN)/python docs/pictures.py "http://localhost:$(or $(PORT),8080)/Plone" --password "$(DEMO_PASSWORD)"

.PHONY: i18n
i18n: $(INSTALLED_TEST) ## Gather the messages of the code and carry them into the catalogs
	$(BIN)/i18ndude rebuild-pot --no-line-numbers --pot $(LOCALES)/$(DOMAIN).pot --create $(DOMAIN) $(SOURCE)
	$(BIN)/i18ndude sync --pot $(LOCALES)/$(DOMAIN).pot $(LOCALES)/*/LC_MESSAGES/$(DOMAIN).po

.PHONY: versions
versions: $(INSTALLED) ## Write buildout's versions.cfg from constraints.txt
	$(BIN)/python -m wipo.webinars.commands.pins

.PHONY: clean
clean: ## Remove what was installed and built; the data in var/ stays
	rm -rf $(VENV) bin develop-eggs eggs parts venv .installed.cfg src/*/*.egg-info
	find src tests -name '*.mo' -delete
