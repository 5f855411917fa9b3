# make run    installs what is needed, builds, runs the sample shop's three days and says where the report is
# make test   builds and runs all tests, the instruction budget of the release program among them
#             (11 to 24 minutes on two cores, builds included)
# make soak   what takes longer: many kills, long random tests, two fresh runs compared
# make fuzz   fuzzes the readers with libFuzzer and AddressSanitizer: FUZZ_SECONDS each (60)
# make build  the release program in .build/release/backhaul
# make bench  times the release program against other engines: Benchmarks/README.md says what it needs
# make format rewrites the Swift files in the house format; make lint only checks
# make clean  removes everything that was built

SHELL := /bin/bash
RELEASE := .build/release/backhaul
# An import of a target that Package.swift does not name is an error, not a matter of build order.
IMPORTS := --explicit-target-dependency-import-check error
# Swift's own libraries become part of the program: it runs where no Swift is installed, and a
# tenth faster, as counting references takes no way through a table.
STATIC := --static-swift-stdlib
# Stories are played on the program that people use; `swift test` alone plays them on the debug build.
TESTED := BACKHAUL_PROGRAM=$(abspath $(RELEASE))

.PHONY: run test soak fuzz bench build format lint clean packages

run: build
	@scripts/run-sample.sh $(RELEASE) build/sample

build: packages
	swift build -c release --product backhaul $(IMPORTS) $(STATIC)

test: build
	swift build --build-tests $(IMPORTS)
	$(TESTED) swift test --skip-build --disable-xctest --parallel

soak: build
	swift build --build-tests $(IMPORTS)
	SOAK=1 $(TESTED) swift test --skip-build --disable-xctest --parallel
	scripts/compare-two-runs.sh $(RELEASE) build/soak
	swift build -c release --product ReaderSoak $(IMPORTS) $(STATIC)
	.build/release/ReaderSoak Tests/Fuzz $(or $(SOAK_INPUTS),1000000)

fuzz: packages
	scripts/fuzz.sh $(or $(FUZZ_SECONDS),60)

# For example: make bench BENCH=folder-of-the-peers BENCH_ARGS="--orders 100000 --runs 3"
bench: build
	Benchmarks/run.py --program $(RELEASE) $(BENCH_ARGS)

format:
	swift format --in-place --parallel --recursive Sources Tests Package.swift

lint:
	swift format lint --strict --parallel --recursive Sources Tests Package.swift

clean:
	rm -rf .build build

packages:
	@scripts/install-debian-packages.sh
