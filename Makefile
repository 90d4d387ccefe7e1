# Works on a machine with only Python 3.11 or newer and make; uv is used where it is there.
unexport PYTHONDONTWRITEBYTECODE
PYTHON ?= python3
UV := $(shell command -v uv 2>/dev/null)
RUN := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help bench verify recheck test docs lint lock report clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

verify: .venv/ok ## verify all articles, write build/record.json and build/site, compare with claims.lock
	@$(RUN) -m verifier check derivations --timeout 600 --record build/record.json --site build/site --lock claims.lock
	@$(MAKE) --no-print-directory recheck

recheck: build/rechecked ## check the certificates in build/record.json by two programs that share no code with the verifier
	@cat build/rechecked

build/rechecked: build/record.json verifier/recheck.py verifier/recheck_numbers.py | .venv/ok
	@{ $(RUN) verifier/recheck.py build/record.json && $(RUN) verifier/recheck_numbers.py build/record.json; } > $@.partial || \
		{ cat $@.partial; exit 1; }
	@mv $@.partial $@

build/record.json:
	@echo "There is no build/record.json; make verify writes it."; exit 1

test: .venv/ok ## run the tests
	@$(RUN) -m pytest -n 2 --dist loadfile

bench: .venv/ok ## compare speed, strength and errors with other checkers, write build/bench.md
	@$(RUN) -m tests.bench.run $(PARTS)

docs: .venv/ok ## write the documentation to build/docs
	@$(RUN) -m sphinx -q -W --keep-going -b html docs build/docs
	@echo build/docs/index.html

lint: .venv/ok ## check the style of the sources
	@$(RUN) -m ruff check .

lock: .venv/ok ## write claims.lock from a run and say what changed in it
	@$(RUN) -m verifier lock derivations

report: .venv/ok ## write the pages again from build/record.json
	@$(RUN) -m verifier report

clean: ## remove build, .venv and caches
	rm -rf build .venv .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/ok: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, $(PYTHON) is older: make PYTHON=/path/to/python3.11 ..."; exit 1; }
ifneq ($(UV),)
	@test -x $(RUN) || $(UV) venv -q --python "$$($(PYTHON) -c 'import sys; print(sys.executable)')" .venv
	@echo "Installing into .venv ..."
	@$(UV) pip sync -q --python $(RUN) --require-hashes requirements.lock
else
	@test -x $(RUN) || $(PYTHON) -m venv .venv
	@echo "Installing into .venv ..."
	@$(RUN) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
endif
	@touch $@
