.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := bash
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := .venv/bin
KILLS ?= 100
ROUNDS ?= 1000
REQUESTS ?= 100000
REV ?= HEAD~1
RELEASE ?= e432a01
SEED ?= 1
DECODERS := ages codes dates draft emails phones sealed settings typed worklist
CATALOGUES := $(wildcard screener/translations/*/LC_MESSAGES/messages.po)
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Modules are compiled once, not anew by each of the hundred processes that a run of the tests starts, whoever's shell forbids it.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test heart coverage properties mutation torture fuzz check format translations bench bench-compare proof proof-release proof-renderers lock screenshots wheel wheel-test sbom audit deploy-check clean

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# One environment; a stamp for what it holds, so that a second start installs nothing. What is installed is compiled when it is first
# used: pip would compile the numbers of 240 countries and whole libraries of statistics, for half the time that it takes.
.venv/run.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing what the program needs; this takes minutes the first time ..."
	@$(BIN)/python -m pip install --no-compile --no-deps --only-binary :all: --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q screener
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements-test.lock
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --no-compile --no-deps --require-hashes -r requirements-test.lock
	@touch $@

run: .venv/run.stamp ## Serve on http://127.0.0.1:8000 (HOST= and PORT= override)
	@exec $(BIN)/screener serve --host $(HOST) --port $(PORT)

format: .venv/test.stamp ## Rewrite the code in the house format
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix . && $(BIN)/biome check --write

check: .venv/test.stamp ## Format, lint (Python, JavaScript, CSS, templates), types, import contracts, insecure habits
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/bandit --quiet -c pyproject.toml -r screener
	@$(BIN)/biome check --error-on-warnings
	@$(BIN)/djlint --lint --quiet screener/templates

chromium: .venv/test.stamp
	@.ci/chromium

# The heart's own tests must run all of it. How much of the rest is run is counted by the way (tests/covered.py); what runs in
# processes of its own is counted by `make coverage` alone, which takes three quarters more processor time.
HEART := body questionnaire codes dystonia accounts submissions clinic rules audit
COMMA := ,
NOTHING :=
SPACE := $(NOTHING) $(NOTHING)
HEART_FILES := $(subst $(SPACE),$(COMMA),$(HEART:%=screener/%/*) screener/rules.py screener/audit.py)
# These go through the same lines of the heart a hundred thousand times: once is enough to be counted, and others do that.
OVER_AND_OVER := tests/rules/test_sides_that_matter.py tests/questionnaire/test_flow_properties.py tests/rules/test_invariants.py \
    tests/rules/test_sided.py tests/dystonia/test_altered_flags.py tests/clinic/test_lengths.py
# What takes long comes first, and who has nothing left takes over what others have not begun: so all end together.
LONG := $(OVER_AND_OVER) tests/torture/ tests/fuzz/ tests/browser/ tests/commands/
OTHER_TESTS := $(LONG) $(filter-out $(HEART:%=tests/%/) $(LONG) %__pycache__/,$(wildcard tests/*/)) $(wildcard tests/test_*.py)
test: chromium ## Everything: checks beside the heart's tests with coverage, then all other tests
	@$(MAKE) --no-print-directory --output-sync=target --jobs 2 check heart
	@$(BIN)/python -m pytest -n 3 --dist worksteal -p tests.covered $(OTHER_TESTS)

heart: .venv/test.stamp ## The heart's tests, which must run all of its lines and branches
	@rm -f .coverage .coverage.*
	@$(BIN)/coverage run -m pytest $(OVER_AND_OVER:%=--ignore=%) $(HEART:%=tests/%)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --include '$(HEART_FILES)' --fail-under=100

coverage: .venv/test.stamp ## Lines and branches outside the heart that tests without a browser run
	@rm -f .coverage .coverage.*
	@$(BIN)/coverage run -m pytest -n 2 $(HEART:%=--ignore=tests/%) --ignore=tests/browser
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --omit '$(HEART_FILES)'

properties: .venv/test.stamp ## The property tests at length: new examples each time, 20,000 of each
	@SCREENER_HYPOTHESIS="at length" $(BIN)/python -m pytest -n 2 -m hypothesis --ignore=tests/browser tests

.venv/mutation.stamp: .venv/test.stamp requirements-mutation.lock
	@$(BIN)/python -m pip install --quiet --no-compile --no-deps --require-hashes -r requirements-mutation.lock
	@touch $@

mutation: .venv/mutation.stamp ## Change the rule, the body, the flags and the way line by line: which change does no test notice?
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

torture: .venv/test.stamp ## Kill the real server KILLS times (100) on SQLite and on PostgreSQL, in bad weather: what is lost?
	@$(BIN)/python -m torture --kills $(KILLS) --rounds $(ROUNDS) --seed $(SEED)

fuzz: .venv/test.stamp ## Send REQUESTS (100000) hostile requests to every route and form; feed every decoder, guided by coverage
	@$(BIN)/python -m fuzz --requests $(REQUESTS) --seed $(SEED)
	@$(BIN)/python -c 'import atheris' 2> /dev/null || $(BIN)/python -m pip install --quiet --only-binary :all: 'atheris>=3' \
	    || echo "atheris cannot be installed here: decoders are fuzzed by make properties alone."
	@! $(BIN)/python -c 'import atheris' 2> /dev/null || for name in $(DECODERS); do \
	    $(BIN)/python -m fuzz.guided $$name $(REQUESTS) 60 2>&1 | grep -E "^(Done|==|.*Error)" | sed "s/^/$$name: /"; \
	    test $${PIPESTATUS[0]} = 0 || exit 1; done

bench: .venv/test.stamp ## Print each benchmark as a ratio against its baseline, and write the ratios to build/bench.json
	@$(BIN)/python bench/every.py

bench-compare: .venv/test.stamp ## Each benchmark here and at REV (the commit before) in turns
	@$(BIN)/python bench/every.py $(REV)

proof/node_modules: proof/package-lock.json
	@cd proof && npm install --no-save --silent && touch node_modules

proof: .venv/test.stamp chromium proof/node_modules ## FHIR (npm): FHIRPath over every selection, a validator, an extraction; the HTML checker (Java) and Lighthouse (npm) over every page
	@$(BIN)/python -m proof.fhirpath
	@$(BIN)/python -m proof.validator
	@$(BIN)/python -m proof.extraction
	@$(BIN)/python -m proof.checker
	@$(BIN)/python -m proof.lighthouse

proof-release: .venv/test.stamp ## Release 0.2.0 (RELEASE=e432a01, out of the history) beside this version on one database, while and after this one migrates it
	@$(BIN)/python -m proof.release $(RELEASE)

proof/renderers/node_modules: proof/renderers/package-lock.json
	@cd proof/renderers && npm ci --ignore-scripts --silent && touch node_modules

proof-renderers: .venv/test.stamp chromium proof/renderers/node_modules ## Fill the FHIR Questionnaire in LHC-Forms and in Smart Forms (npm): the same pattern and red flags as ours
	@$(BIN)/python -m proof.renderers

# What is handed on: a wheel, what is in it, what is known of that, and what is around it.
TOOLS := .venv/tools/bin
INSTALLED := .venv/installed
.venv/tools.stamp: requirements-tools.lock
	@$(PYTHON) -m venv --clear .venv/tools
	@$(TOOLS)/python -m pip install --quiet --only-binary :all: --require-hashes -r requirements-tools.lock
	@touch $@

wheel: .venv/run.stamp ## Build the wheel into dist/, twice, and compare the bytes
	@$(BIN)/python -m proof.wheel

$(INSTALLED): wheel
	@$(PYTHON) -m venv --clear --without-pip $(INSTALLED)
	@$(BIN)/python -m pip --python $(INSTALLED)/bin/python install --quiet --only-binary :all: --require-hashes -r requirements.lock
	@$(BIN)/python -m pip --python $(INSTALLED)/bin/python install --quiet --no-deps dist/*.whl
	@$(BIN)/python -m pip --python $(INSTALLED)/bin/python uninstall --quiet --yes setuptools

wheel-test: $(INSTALLED) ## Install the wheel into an empty environment, and serve from it in a folder far away
	@$(BIN)/python -m proof.installed $(INSTALLED)

sbom: $(INSTALLED) .venv/tools.stamp ## Write what is installed beside the program, as CycloneDX, to dist/screener.cdx.json
	@$(TOOLS)/cyclonedx-py environment --pyproject pyproject.toml --mc-type application --output-reproducible \
	    --output-format JSON --output-file dist/screener.cdx.json $(INSTALLED)/bin/python
	@$(BIN)/python -m proof.bill dist/screener.cdx.json requirements.lock

audit: .venv/tools.stamp .venv/run.stamp ## Ask what is known of every locked dependency; fails where it could not ask about each
	@$(BIN)/python -m proof.audit $(TOOLS)/pip-audit

deploy-check: .venv/tools.stamp ## Lint what is in deploy/; says what could not be checked here
	@deploy/check $(TOOLS)

screenshots: .venv/test.stamp chromium ## Walk the pages and write pictures of them to screenshots/
	@SCREENER_SCREENSHOTS=screenshots $(BIN)/python -m pytest -q tests/browser

translations: .venv/test.stamp ## Bring the catalogue of each language up to date with the words in the code
	@$(BIN)/pybabel --quiet extract -F pyproject.toml -k N_ --no-location --omit-header -o .venv/messages.pot .
	@for each in $(CATALOGUES); do $(BIN)/pybabel --quiet update -i .venv/messages.pot -l en -o $$each --omit-header --no-wrap --no-fuzzy-matching --ignore-obsolete || exit; done

lock: ## Resolve the dependencies anew (hashes, no addresses)
	@$(PYTHON) -m venv .venv/lock && .venv/lock/bin/python -m pip install --quiet uv
	@.venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links --upgrade pyproject.toml --group build -o requirements.lock
	@.venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links --upgrade pyproject.toml --group build --extra test -c requirements.lock -o requirements-test.lock
	@.venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links --upgrade pyproject.toml --group build --extra test --extra mutation -c requirements-test.lock -o requirements-mutation.lock
	@.venv/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
	    --no-emit-index-url --no-emit-find-links --upgrade --group tools -o requirements-tools.lock

clean: ## Remove the environment and caches; the database and keys stay
	@rm -rf .venv .coverage .coverage.* htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis mutants build dist *.egg-info
