# Everything a newcomer needs: `make demo` and `make test`. Nothing but Python 3.11+, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# On all cores; the tests of a file share what they build, so that a file stays on one.
TOGETHER := --numprocesses auto --dist loadfile

.PHONY: demo serve test check bench prove clean libraries var/comunica

demo: $(READY) libraries  ## build the demo site from examples/
	$(BIN)/pykala build examples/pykala.toml --today 2026-10-20

serve: demo  ## serve the demo site on this machine
	$(BIN)/pykala serve examples/pykala.toml

test: $(READY) var/w3c-shacl libraries  ## run every test
	$(BIN)/pytest $(TOGETHER)

check: $(READY) var/w3c-shacl libraries  ## format, lint, types, import contracts, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(TOGETHER)

# Without npm a site is built as well; its queries then run only where there is an endpoint.
libraries: $(READY)
	if command -v npm > /dev/null; then $(BIN)/pykala libraries examples/pykala.toml; fi

bench: $(READY)  ## measure, and write docs/benchmarks.md and docs/endpoint-benchmarks.md
	$(BIN)/python -m tests.benchmark
	$(BIN)/python -m tests.benchmark.endpoint

prove: $(READY) libraries  ## hold a site of 10,000 § against the rules, and write docs/proof.md
	$(BIN)/python -m tests.proof --output docs/proof.md --label "$$(LC_ALL=C date '+%-d %B %Y')"

# The test suite of the SHACL recommendation comes inside the source distribution of pySHACL.
var/w3c-shacl: $(READY)
	sh tests/shacl/fetch_suite.sh

# CKAN, whose own harvesters read a site in the tests; it takes a C compiler and libpq-dev.
var/ckan: $(READY)
	sh tests/portal/fetch_ckan.sh

# Comunica, a client of the SPARQL endpoint in the tests; it takes npm, and sees for itself
# whether there is anything to do.
var/comunica:
	sh tests/serving/clients/comunica/fetch.sh

$(READY): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Pykälä needs Python 3.11 or newer")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $(READY)

clean:
	rm -rf $(VENV) var dist .mypy_cache .ruff_cache .pytest_cache
