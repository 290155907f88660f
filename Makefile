# Two commands: `make run` and `make test`. The others are parts of them, for when you want only a part.

# Where Swift usually is when it is not on the PATH.
export PATH := $(PATH):/usr/local/swift/usr/bin:/opt/swift/usr/bin:/opt/swift/bin:$(HOME)/.local/share/swiftly/bin

# One set of flags for build, test and run, so that nothing is compiled twice.
export SWIFT_FLAGS := --explicit-target-dependency-import-check error

# A release has Swift's libraries inside it, and lies apart.
RELEASE_FLAGS = $(SWIFT_FLAGS) -c release --static-swift-stdlib --scratch-path .build-release

# Where `make run` serves. HOST is read from the command line only: some shells export a HOST that means something else.
HOST = 127.0.0.1
PORT ?= 8080
DATA ?= ./stadion-data

.PHONY: help run test test-api test-browser test-dist bench dist tidy
.NOTPARALLEL:

help: ## Say what the commands are (this list)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Install what is missing, build, and serve the demo; PORT=8080 HOST=127.0.0.1 DATA=./stadion-data
	@scripts/setup run
	@scripts/step 'builds stadion; the first time takes minutes' \
	    'Read the first line with "error:" above. After changing branches, "swift package clean" may help.' \
	    swift build $(SWIFT_FLAGS)
	@echo '== serves the demo at port $(PORT), with its data in $(DATA); Ctrl-C stops it'
	@exec .build/debug/stadion demo --data '$(DATA)' --host '$(HOST)' --port '$(PORT)'

test: ## Install what is missing, and run every test on SQLite and PostgreSQL; FILTER=PlaceOrder runs a part
	@scripts/setup test
	@$(MAKE) --no-print-directory tidy
	@scripts/step 'builds stadion and its tests; the first time takes minutes' \
	    'Read the first line with "error:" above. After changing branches, "swift package clean" may help.' \
	    swift build $(SWIFT_FLAGS) --build-tests
	@scripts/step 'runs the tests on SQLite and on a PostgreSQL 15 of their own' \
	    'Read the lines with ✘ above; "make test FILTER=NameOfTheTest" runs that one alone.' \
	    scripts/with-postgres swift test $(SWIFT_FLAGS) --skip-build $(if $(FILTER),--filter '$(FILTER)')

test-api: ## Hold the running interface for machines against other people's code: validators and a fuzzer from PyPI
	@scripts/setup outside
	@scripts/step 'builds stadion' 'Read the first line with "error:" above.' swift build $(SWIFT_FLAGS) --product stadion
	@scripts/step 'asks the demo as machines do, with tests from PyPI; takes about three minutes' \
	    'Read the last lines above; scripts/test-api runs it again.' \
	    scripts/test-api

test-browser: ## Drive the demo with Chromium: journeys, accessibility, HTML, weight; screenshots in output/browser
	@scripts/setup browser
	@scripts/step 'builds stadion; the first time takes minutes' \
	    'Read the first line with "error:" above. After changing branches, "swift package clean" may help.' \
	    swift build $(SWIFT_FLAGS) --product stadion
	@scripts/step 'runs the browser tests; takes minutes' \
	    'Read the lines with FAILED above; "scripts/test-browser -k NAME" runs one alone, and output/browser has pictures.' \
	    scripts/test-browser

tidy: ## Check the house rules: imports, sizes, names, banned text, docs
	@scripts/step 'builds tidy and tests its rules' \
	    'A rule of tidy is broken, or Swift is: read the first line with "error:" or ✘ above.' \
	    swift test --package-path Tools --disable-xctest --quiet
	@scripts/step 'looks for breaches of the house rules' \
	    'Each line above names a place and what to do there; CONTRIBUTING.md has the rules.' \
	    Tools/.build/debug/tidy

dist: ## Pack one tarball that runs on a bare Debian 12: output/stadion-VERSION-linux-ARCH.tar.gz
	@scripts/setup run
	@scripts/step 'builds the release with Swift inside it; the first time takes about ten minutes' \
	    'Read the first line with "error:" above.' \
	    swift build $(RELEASE_FLAGS) --product stadion
	@scripts/step 'packs it with its resources, unit, settings and installer' \
	    'Read the last line above.' \
	    scripts/dist .build-release/release

test-dist: dist ## Install that tarball on a bare Debian 12 of its own, as root, and ask it for pages; takes minutes
	@scripts/setup dist
	@scripts/step 'installs the tarball on a bare Debian and asks it for pages' \
	    'Read the last lines above.' \
	    scripts/test-dist output/stadion-*-linux-*.tar.gz

bench: ## Measure speed and memory of a release build and print a table
	@scripts/setup bench
	@scripts/setup browser
	@scripts/test-browser --version
	@scripts/step 'builds the release that is measured; the first time takes about ten minutes' \
	    'Read the first line with "error:" above.' \
	    swift build $(RELEASE_FLAGS)
	@scripts/step 'measures; takes minutes, and wants a quiet machine' \
	    'The benchmark could not measure: read its last lines above.' \
	    scripts/with-postgres scripts/bench
