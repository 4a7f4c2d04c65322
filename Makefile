# One gate: make check. It needs only Go, git and make; what needs a C compiler
# says that it was skipped where there is none. make check-slow holds what opens
# results in other programs (LibreOffice, Chromium, the validator of the Open XML
# SDK) and the proofs that take minutes.

GO ?= go
SAMPLES := $(patsubst samples/%/plan.txt,%,$(wildcard samples/*/plan.txt))
GOFMT = $(shell $(GO) env GOROOT)/bin/gofmt
CC_FOUND = $(shell command -v $$($(GO) env CC) 2>/dev/null)

# No test looks at the clock; this only ends one that hangs. A busy machine may
# take ten times what a quiet one does.
PATIENCE = -timeout 40m

.PHONY: all check check-slow slow-tests slow-sizes format vet foreign staticcheck layers test wasm purego fused deadcode race fuzz bits samples bench bench-formulas bench-peers bench-latency bench-page bench-portfolio bench-stages check-temporal scale-kill accuracy proofs render pictures release axe clean

all: check

# The gate's programs live seconds and have memory enough: they need not look for
# garbage as often as one that lives for days. The tests of the command mostly go one by
# one (each has a folder of its own to stand in), so dead code, the portable path and
# the race detector are looked at beside them. What layers asks is among the tests.
check: export GOGC = 800
check: export GOMEMLIMIT = 3GiB
check: format vet staticcheck wasm fused
	@$(MAKE) --no-print-directory -j2 test deadcode purego race
	@echo "check: all passed"

format:
	@bad=$$($(GOFMT) -l cmd sim models budget samples); \
	if [ -n "$$bad" ]; then echo "not formatted, run gofmt -w:"; echo "$$bad"; exit 1; fi
	@echo "format: ok"

# This system, Windows, macOS and arm64: there every package and its tests, but
# without the driver of the history's database, one import, which takes longer to
# compile than all else; and what they are vetted against is compiled without
# being made fast, since it never runs. No file is for arm64 on Linux alone. make
# foreign builds what is given out, the driver too.
FOREIGN_VET = GOOS=$(1) GOARCH=$(2) $(GO) vet -tags nosqlite -gcflags='all=-N -l' ./...

vet:
	$(GO) vet ./...
	$(call FOREIGN_VET,windows,amd64)
	$(call FOREIGN_VET,darwin,arm64)

# The programs as they are given out, on every system: before a release.
foreign:
	@set -e; for s in windows/amd64 darwin/arm64 linux/arm64; do \
		echo "build: $$s"; GOOS=$${s%/*} GOARCH=$${s#*/} $(GO) build ./cmd/... ; \
	done

staticcheck:
	$(GO) tool staticcheck ./...

# The drawing of the house: where packages stand, what they may import, how long
# a file may be, and that what a comment names is there.
layers:
	$(GO) test -run 'Imports|Layer|TopLevel|House|Named|Cited' ./cmd/ballast

# What no command reaches. Tests are no reason to live, so they are not looked
# at; what only tests and examples of other packages call is allowed by name:
# The driver of the history's database is left out: half of all code, and nobody
# of ours is reached from there.
#   Dump, DumpResults and theirs     the cells of a workbook as text, for goldens
#   Codes                            lists that the tests of the documents go through
#   Read                             the way in for a Go program that has a file
#   budget/formula                   the language as models that are workbooks need it
#   quantile, Ranks, Spearman ...    the plain definitions beside the fast ones
#   Normalised, Family.Quantile,
#   CutAfter, TruncateP              distributions as formulas in cells will name them
ALLOWED = budget/formula/|sim/distribution/.* (Normalised|Family\.Quantile|Spec\.CutAfter|TruncateP)$$|budget/workbook/dump|budget/workbook/read\.go.* Read$$|budget/codes\.go.* Codes$$|sim/stats/quantile\.go.* quantile$$|sim/stats/ranks\.go

deadcode:
	@found=$$($(GO) tool deadcode -tags nosqlite ./cmd/...) || exit 1; \
	dead=$$(echo "$$found" | grep -vE '^($(ALLOWED))' | grep .); \
	if [ -n "$$dead" ]; then echo "no command reaches these:"; echo "$$dead"; exit 1; fi
	@echo "deadcode: ok"

# The engine and the model of one scenario know no file and no system: they
# build for a browser too.
wasm:
	GOOS=js GOARCH=wasm $(GO) build ./sim/... ./models

# Figures have the same bits on every processor. One that multiplies and adds in one
# instruction (arm64) rounds once where others round twice, and the compiler makes
# use of it wherever a product is added without being rounded by itself, also across
# statements: it must read float64(x*y) + z. So the engine and the model are compiled
# for arm64 and such instructions looked for. math.FMA, which is meant, is the same
# everywhere: the product with the Cholesky factor.
FUSED_ALLOWED = \(ballast/(sim/depend/kernel|budget/formula/elementary/(elementary|angle)|budget/formula/fn_arithmetic)\.go:

fused:
	@found=$$({ GOOS=linux GOARCH=arm64 $(GO) build -trimpath -tags nosqlite -gcflags=-S ./sim/... ./models/... ./budget/formula/... || echo "fused: no build"; } 2>&1 | \
		grep -E '[[:space:]]FN?M(ADD|SUB)[DS][[:space:]]|^fused:' | grep -vE '$(FUSED_ALLOWED)' | grep -oE '\([^() ]*\.go:[0-9]+\)|^fused:.*' | sort -u); \
	if [ -n "$$found" ]; then echo "a product is added without being rounded, write float64(x*y) + z:"; echo "$$found"; exit 1; fi
	@echo "fused: ok"

# README, samples and house style are tests too.
test:
	$(GO) test $(PATIENCE) ./...

# The portable path, as a processor without our assembly takes it: the engine, and
# the plans of the samples from workbook to figures, the same to the bit. The search
# for mixes runs on the same engine; check-slow has it too.
purego:
	$(GO) test $(PATIENCE) -tags purego -short ./sim/...
	$(GO) test $(PATIENCE) -tags purego -short -run TestFiguresPinned ./cmd/ballast

# The race detector, where goroutines run at once: the engine, and of the model the
# tests that put several workers on one thing: whole runs of random plans with and
# without a past, runs too large to keep, mixes and their search, the bridge. What
# the packages below share is shared through these.
RACING = Workers|LargeRunsAreTheSame|OptimiseInterrupted|BridgeSameDraws|LiquidityHoldsOn
RACING_SIM = SameBits|AnySplit|LargeRun|PlacesDoNotMatter

race:
ifeq ($(strip $(CC_FOUND)),)
	@echo "race: SKIPPED, no C compiler found (the race detector needs cgo); install gcc or clang to run it"
else
	CGO_ENABLED=1 $(GO) test $(PATIENCE) -race -short -skip '^TestSlow' -run '$(RACING_SIM)' ./sim
	CGO_ENABLED=1 $(GO) test $(PATIENCE) -race -short -skip '^TestSlow' -run '$(RACING)' ./models
endif

# The tests named TestSlow...: they say NOT CHECKED where a program is missing. They
# mostly wait for other programs, so the sizes are proved beside them. The validator is a
# .NET program that lives for a second: it need not profile itself.
check-slow: export DOTNET_TieredPGO = 0
check-slow: export BALLAST_SLOW = 1
check-slow:
	@$(MAKE) --no-print-directory -j2 slow-tests slow-sizes
	@echo "check-slow: all passed"

# The three packages that take longest go first and side by side: two of them wait for
# browsers and spreadsheets most of the time.
slow-tests:
	@mkdir -p build
	@$(GO) test $(PATIENCE) -p 3 -v -run '^TestSlow' ./cmd/ballast ./cmd/ballast/page ./models ./... >build/slow.txt 2>&1; code=$$?; \
	grep -vE '^(=== |PASS)|no test files|no tests to run' build/slow.txt; exit $$code

# What the gate takes a part of, whole: the coverage of intervals by as many repetitions as
# its bounds were made for, the figures of all samples in both languages and on the
# portable path, and the race detector over all of the engine and the passes for liquidity.
slow-sizes:
	$(GO) test $(PATIENCE) -skip '^TestSlow' ./sim/stats
	$(GO) test $(PATIENCE) -run '^(TestFiguresPinned|TestSampleResults)$$' ./cmd/ballast
	$(GO) test $(PATIENCE) -tags purego -run '^TestFiguresPinned$$' ./cmd/ballast
	@$(MAKE) --no-print-directory race RACING='$(RACING)|Liquidity(Holds|From)' RACING_SIM=.

# The proofs by many plans and seeds of which the gate takes a part, whole: before a
# release, and after a change of the engine or of what is advised.
proofs: export BALLAST_SLOW = 1
proofs:
	$(GO) test $(PATIENCE) -skip '^TestSlow' ./models ./models/study ./budget/formula
	$(GO) test $(PATIENCE) -run '^(TestMethodOnSamples|TestOneStoryWhereverItIsTold)$$' ./cmd/ballast

# axe-core, which the browser tests ask whether the page is accessible: 650 kB of test
# data under the MPL-2.0, fetched and not kept in this repository. Without it the tests
# say NOT CHECKED.
AXE = 4.14.1

axe:
	@mkdir -p build/axe
	@cd build/axe && { [ -f package/axe.min.js ] || { npm pack --silent axe-core@$(AXE) >/dev/null && tar -xzf axe-core-$(AXE).tgz; }; }

# The workers for Temporal, a module of its own: the workflow under the test suite of
# Temporal, which needs no server.
check-temporal:
	cd cmd/ballast-temporal && $(GO) vet . && $(GO) test $(PATIENCE) .
	@echo "check-temporal: all passed"

# A server and workers that are killed while they run a job: needs the program temporal
# (go install github.com/temporalio/cli/cmd/temporal@v1.5.1 builds it in some minutes).
scale-kill:
	cd cmd/ballast-temporal && BALLAST_SCALE_KILL=1 $(GO) test $(PATIENCE) -count=1 -v -run '^TestScaleKill$$' .

# Broken workbooks, broken parts and extreme numbers through check, adopt and run,
# in child processes with limits: minutes. What fails stands in build/fuzz;
# MUTANT=n begins with another number, so that other mutants are tried; EXTREME=1
# tries nothing but plans with one extreme number, most of which are simulated.
MUTANTS ?= 3000
MUTANT ?= 0
EXTREME ?=

fuzz:
	@mkdir -p build/fuzz
	BALLAST_MUTANTS=$(MUTANTS) BALLAST_MUTANT=$(MUTANT) BALLAST_EXTREME=$(EXTREME) $(GO) test -timeout 120m -v -count=1 -run '^TestMutants$$' ./cmd/ballast

# The recorded bits of the engine's draws and of models of formulas on an emulated arm64
# processor: qemu-user-static of Debian. The same tests run on this processor in make test.
bits:
	@command -v qemu-aarch64-static >/dev/null || { echo "bits needs qemu-aarch64-static (package qemu-user-static)"; exit 1; }
	@mkdir -p build
	@set -e; for p in sim sim/distribution sim/stream models/cells; do \
		GOARCH=arm64 CGO_ENABLED=0 $(GO) test -c -o build/arm64.test ./$$p; \
		echo "arm64: $$p"; qemu-aarch64-static build/arm64.test -test.run 'GoldenBits|SameBits|Stable|KnownAnswers'; \
	done; rm build/arm64.test

# The sample workbooks, rebuilt from their text sources.
samples:
	@set -e; for s in $(SAMPLES); do \
		$(GO) run ./cmd/ballast new --sample $$s --force samples/$$s/plan.xlsx; \
	done

# What the workloads of samples/bench take, each as a process of its own;
# L takes minutes: make bench BENCH="S M L". REPEAT is the number of runs.
BENCH ?= S M
REPEAT ?= 5
WORKLOADS = $(patsubst %,samples/bench/%.json,$(BENCH))

bench: build/ballast-bench
	build/ballast-bench --table --repeat $(REPEAT) $(WORKLOADS)

# The same beside NumPy and SciPy, with every figure of both. Debian's Python
# is preferred, since its packages are what gets installed when they are missing.
PEER_OK = for p in /usr/bin/python3 python3; do $$p -c 'import numpy, scipy' 2>/dev/null && echo $$p && break; done

bench-peers: build/ballast-bench
	@if [ -z "$$($(PEER_OK))" ]; then \
		echo "bench-peers: no Python with numpy and scipy, installing Debian's"; \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends python3-numpy python3-scipy libopenblas0; } || \
		{ echo "bench-peers: could not install them; needed is a python3 with numpy and scipy (on Debian, as root: apt-get install python3-numpy python3-scipy libopenblas0)"; exit 1; }; \
	fi
	build/ballast-bench --repeat $(REPEAT) --peer "$$($(PEER_OK))" $(WORKLOADS)

# From the bytes of a workbook to the JSON of its outcome in a warm process, two workers:
# a program of its own cannot tell it, for cmd/bench reads no workbooks.
bench-latency:
	$(GO) test -run '^$$' -bench Rerun -benchtime 30x -cpu 2 ./cmd/ballast

# The page under the load of a meeting: one user, ten users, fifty plans in turn; minutes.
bench-page:
	@mkdir -p build
	$(GO) build -o build/ballast ./cmd/ballast
	$(GO) run ./cmd/load --ballast build/ballast

# Portfolios of 200 and 1,000 plans of 40 lines, 36 months and 10,000 scenarios in one process,
# the first also in shards and, where the program temporal is installed, on its server with two
# workers; and one plan of 10^8 scenarios in 100 shards: seconds of the processors, and memory.
PLANS = 200 1000
FUTURES = 100000000
bench-portfolio:
	cd cmd/ballast-temporal && BALLAST_BENCH_PLANS="$(PLANS)" BALLAST_BENCH_FUTURES=$(FUTURES) $(GO) test -timeout 10h -count=1 -v -run '^TestScaleCost$$' .

# A formula that moves, in a scenario: a model of 120 months on one core, with vectors and
# in plain Go; then 100,000 formulas from their texts to the program. Beside them the same
# model by hand in NumPy, which says how fast this machine is beside the one on which the
# goals were set, and how often LibreOffice recalculates it. All print the result at the most
# likely inputs. ns/formula and s are of the processor; wall-ns/formula is of the clock, so
# that one wants a quiet machine.
bench-formulas:
	$(GO) test -run '^$$' -bench Monthly -benchtime 300x -cpu 1 ./models/cells
	$(GO) test -run '^$$' -bench Compile -benchtime 3x -cpu 1 ./models/cells
	@peer=$$($(PEER_OK)); if [ -n "$$peer" ]; then $$peer samples/bench/formulas_numpy.py; \
	else echo "bench-formulas: NumPy NOT MEASURED, no Python with numpy and scipy"; fi
	@python3 samples/bench/formulas_libreoffice.py || echo "bench-formulas: LibreOffice NOT MEASURED"

# What a scenario is worth and what share of the intervals hold: 200 seeds of S, 120 of M and
# of each sample plan (three plans: that of cloud-funding-mixes is cloud-joint-operation's),
# SEEDS=n for another number. Smoothed Sobol points beside plain random ones; an empty
# SAMPLING= tries every design of S and M. Some ten minutes on two quiet cores, three times as
# long with every design.
SEEDS ?=
SAMPLING ?= Sobol

accuracy: build/ballast-bench
	build/ballast-bench --accuracy --repeat $(or $(SEEDS),200) --scenarios 16384 $(SAMPLING:%=--sampling %) samples/bench/S.json
	build/ballast-bench --accuracy --repeat $(or $(SEEDS),120) --scenarios 4096 $(SAMPLING:%=--sampling %) samples/bench/M.json
	BALLAST_ACCURACY=$(or $(SEEDS),120) $(GO) test $(PATIENCE) -v -run '^TestAccuracyOfSamples$$' ./cmd/ballast | grep -v '^='

.PHONY: build/ballast-bench
build/ballast-bench:
	@mkdir -p build
	$(GO) build -o $@ ./cmd/bench

# Per-stage and per-package benchmarks; compare two outputs with benchstat.
bench-stages:
	$(GO) test -run '^$$' -bench . -benchmem ./...

# The results of every sample as pictures in build/, to be looked at.
render:
	@command -v soffice >/dev/null && command -v pdftoppm >/dev/null || \
		{ echo "render needs LibreOffice (soffice) and poppler (pdftoppm)"; exit 1; }
	@mkdir -p build
	$(GO) build -o build/ballast ./cmd/ballast
	@set -e; for s in $(SAMPLES); do \
		echo "render: $$s"; \
		build/ballast run samples/$$s/plan.xlsx --quiet --force -o build/$$s.xlsx; \
		soffice --headless --convert-to pdf --outdir build build/$$s.xlsx >/dev/null 2>&1; \
		rm -f build/$$s-*.png; \
		pdftoppm -r 70 -png build/$$s.pdf build/$$s; \
	done; ls build/*.png

# The dashboards in the README, cut from the pages that render printed.
pictures: render
	@set -e; for s in $(SAMPLES); do \
		page=$$(pdftotext build/$$s.pdf - | awk 'BEGIN{RS="\f"} /Recommended reserve|建议应急储备/{print NR; exit}'); \
		pdftoppm -r 88 -f $$page -l $$page -x 34 -y 46 -W 962 -H 600 -singlefile -png build/$$s.pdf samples/$$s/dashboard; \
		ls -l samples/$$s/dashboard.png; \
	done

# What is given out, in build/release: archives for six systems, deb, rpm, manifests,
# bills of materials, checksums. Nothing is sent. The version is that of the tag, or
# the last one with the commit behind it. The program that packs is not a tool of
# go.mod, since it would bring a few hundred modules along.
TAG = $(shell git describe --tags --exact-match --match 'v*' 2>/dev/null)
COMMIT_DAY = $(shell git log -1 --format=%cs)
release: export BALLAST_VERSION = $(if $(TAG),$(TAG:v%=%),$(shell sed -n 's/^var release = "\(.*\)"/\1/p' cmd/ballast/version.go)-$(shell git rev-parse --short=12 HEAD))
release: export BALLAST_COMMITTED = $(shell TZ=UTC git log -1 --date=format-local:%Y-%m-%dT%H:%M:%SZ --format=%cd)
release: export BALLAST_STAMP = $(shell git log -1 --format=%ct)
release:
	rm -rf build/manual
	$(GO) run ./cmd/ballast generate --man build/manual/man --date $(COMMIT_DAY) --completions build/manual/completions
	$(GO) run ./cmd/licences > build/manual/LICENCES.txt
	$(GO) run github.com/goreleaser/goreleaser/v2@v2.13.0 release --config .release/goreleaser.yaml --snapshot --clean --skip=publish
	find build/release -name '*.yaml' -exec sed -i 's/^ReleaseDate: .*/ReleaseDate: "$(COMMIT_DAY)"/' {} +
	rm -f build/release/metadata.json build/release/artifacts.json build/release/config.yaml

clean:
	rm -rf build
