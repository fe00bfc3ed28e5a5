# Every target sets up what it needs, the first time, by itself (grader/bootstrap). Only Python 3.11 or
# later and make have to be there. PYTHON=/path/to/python picks an interpreter.

.DEFAULT_GOAL := help
TARGETS := help check hint verify grade setup test golden lint bench clean

# Options for the task behind a target: make test ARGS='-k counter'. Only from the command line: another program's
# variable of that name is not meant for us.
ifneq ($(origin ARGS),command line)
  ARGS :=
endif

# The words after these targets are theirs (`make check ch06 transfer`), not targets to make.
ifneq ($(filter check hint verify grade,$(firstword $(MAKECMDGOALS))),)
  WORDS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
  ifneq ($(filter $(TARGETS),$(WORDS)),)
    $(error `make $(firstword $(MAKECMDGOALS))` takes names; run `make $(firstword $(filter $(TARGETS),$(WORDS)))` by itself)
  endif
  .PHONY: $(WORDS)
  $(WORDS): ; @:
endif

# Any Python 3.8 or later can start the script, which looks for a good one itself.
run = @for python in .venv/bin/python python3 python3.13 python3.12 python3.11 python3.14 python "$(PYTHON)"; do \
	  if "$$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 8))' 2>/dev/null; then \
	    exec "$$python" -I grader/bootstrap $(1); \
	  fi; \
	done; \
	echo 'No Python found: the kit needs Python 3.11 or later (python3, python3.11 ... on the path, or PYTHON=/path make ...).' >&2; \
	exit 1

.PHONY: $(TARGETS)

help:    ## print this
	@echo 'Usage: make TARGET [WORDS]. The first use sets everything up. More: README.md'
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

check:   ## check your answers: make check ch06, or one exercise: make check ch06 transfer
	$(call run,check $(WORDS) $(ARGS))

hint:    ## the next hint for an exercise: make hint ch06 transfer
	$(call run,hint $(WORDS) $(ARGS))

verify:  ## prove an author's checks (stubs fail, solutions pass, mutants are caught): make verify [ch06]
	$(call run,verify $(WORDS) $(ARGS))

grade:   ## grade a folder of submissions: make grade SUBMISSIONS RESULTS
	$(call run,grade $(firstword $(WORDS)) $(addprefix --out ,$(wordlist 2,2,$(WORDS))) $(ARGS))

setup:   ## set up .venv and nothing else
	$(call run,setup)

test:    ## run the kit's own tests, verify among them (options for pytest: ARGS='-k counter')
	$(call run,test $(ARGS))

golden:  ## write the expected texts of the tests again; look at the difference before you commit it
	$(call run,golden $(ARGS))

lint:    ## ruff on everything, mypy --strict on grader/
	$(call run,ruff)
	$(call run,mypy)

bench:   ## executions per second, beside other tools and real threads
	$(call run,bench $(ARGS))

clean:   ## remove what can be made again (.venv only if the kit made it)
	@if grep -q '"ours": true' .venv/kit-setup.json 2>/dev/null; then rm -rf .venv; fi
	@rm -rf .setup .pytest_cache .mypy_cache .ruff_cache build
	@find . -name __pycache__ -type d -not -path './.git/*' -not -path './.venv/*' -prune -exec rm -rf {} +
