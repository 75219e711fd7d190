# What a contributor does, by one name each. Everything runs from a clean clone with the .NET SDK of global.json.

CONFIGURATION ?= Release
ENGINE        ?= docker
IMAGE         ?= monitor:dev
ARGS          ?=

.PHONY: build test lint run image bench bench-feeds mutation fuzz hostile demo clean

build:
	dotnet build Monitor.sln --configuration $(CONFIGURATION) --nologo --verbosity quiet

# One report per project lands in TestResults/; .ci/run adds them up.
test: build
	dotnet test Monitor.sln --configuration $(CONFIGURATION) --no-build --nologo $(ARGS)

# Analyzers and code style are errors in every build; from scratch, because an up-to-date project is not analysed again.
# Not `dotnet format`: it breaks tables that are written several entries to a line.
lint:
	dotnet build Monitor.sln --configuration $(CONFIGURATION) --nologo --verbosity quiet --no-incremental

run:
	dotnet run --project src/Monitor.Worker --configuration $(CONFIGURATION) -- run $(ARGS)

demo:
	dotnet run --project src/Monitor.Worker --configuration $(CONFIGURATION) -- demo $(ARGS)

bench:
	dotnet run --project tests/Monitor.Benchmarks --configuration Release -- $(if $(ARGS),$(ARGS),--filter '*')

# The whole program beside other readers over a local web of 1,000 feeds; wants nginx, and newsboat and rss2email to compare with.
bench-feeds:
	dotnet publish src/Monitor.Worker --configuration Release --use-current-runtime --self-contained false --output out/bench-feeds \
	  -p:NuGetLockFilePath=obj/packages.lock.json --nologo --verbosity quiet
	tests/peers/poll.py out/bench-feeds/monitor $(ARGS)

# Changes the matching rooms a few thousand times, one change at a time, and asks whether a test notices it.
# One room alone: make mutation ARGS="--mutate '**/Matching/QueryLexer.cs'"
mutation:
	dotnet tool restore
	cd tests/Monitor.Core.Tests && MONITOR_MUTATION=true MONITOR_CASES=20 RunAnalyzers=false dotnet stryker $(ARGS)

# Options of the program: make fuzz ARGS="--count 1000000 --seed 7 html url"
fuzz:
	dotnet run --project tests/Monitor.Fuzz --configuration Release -- $(ARGS)

# What each hostile peer and payload costs, run as the program ships: processor time, memory, verdict.
hostile:
	dotnet publish tests/Monitor.Fuzz --configuration Release --use-current-runtime --self-contained false --output out/hostile \
	  -p:NuGetLockFilePath=obj/packages.lock.json --nologo --verbosity quiet
	out/hostile/Monitor.Fuzz hostile $(ARGS)

# docker, podman and buildah all take this command line: make image ENGINE=podman
image:
	$(ENGINE) build --tag $(IMAGE) .

clean:
	git clean -fdX -- src tests TestResults
