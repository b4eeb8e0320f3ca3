# `make build` and `make test` do all set-up themselves; nothing outside this folder is written,
# except by the system's own package tool.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help build test check bench preview clean lock

BIN := .venv/bin
READY := .venv/.ready
DECISIONS := decision-implementation-plan decision-capacity-building

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml scripts/system-packages scripts/environment
	@scripts/system-packages
	@scripts/environment
	@touch $@

build: $(READY) ## write every document to build/: bracketed, the mixed scenario's clean text, and side by side
	$(BIN)/plandoc build
	$(BIN)/plandoc build $(DECISIONS) --scenario mixed
	$(BIN)/plandoc build recommendation $(DECISIONS) --lang zh-en

test: $(READY) ## run the tests (benchmarks apart)
	$(BIN)/pytest -m "not bench"

check: $(READY) ## lint, types, layers, and the findings in the sources
	@status=0; for step in "ruff check" "ruff format --check" mypy "lint-imports --no-logo" "plandoc check" \
	  "plandoc translate check"; do \
	  echo "$(BIN)/$$step"; $(BIN)/$$step || status=1; \
	done; exit $$status

bench: $(READY) ## measure speed
	$(BIN)/pytest -m bench

preview: $(READY) ## serve the negotiators' page and say where to open it; Ctrl-C ends it
	@$(BIN)/plandoc preview $(if $(DISPLAY)$(WAYLAND_DISPLAY),--open)

clean: ## remove what was built and every cache (the environment .venv stays)
	@find build -mindepth 1 ! -name .gitignore -delete
	@rm -rf dist .benchmarks .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

lock: $(READY) ## pin every dependency with its hashes again
	$(BIN)/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-annotate --no-header --upgrade --output-file requirements.lock
