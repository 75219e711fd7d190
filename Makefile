# What a contributor does, by one name each. Everything runs from a clean clone with the .NET SDK of global.json.

CONFIGURATION ?= Release
ENGINE        ?= docker
IMAGE         ?= monitor:dev
ARGS          ?=

.PHONY: build test lint run image bench mutation demo clean

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

# Changes the matching rooms a few thousand times, one change at a time, and asks whether a test notices it.
# One room alone: make mutation ARGS="--mutate '**/Matching/QueryLexer.cs'"
mutation:
	dotnet tool restore
	cd tests/Monitor.Core.Tests && MONITOR_MUTATION=true MONITOR_CASES=20 RunAnalyzers=false dotnet stryker $(ARGS)

# docker, podman and buildah all take this command line: make image ENGINE=podman
image:
	$(ENGINE) build --tag $(IMAGE) .

clean:
	git clean -fdX -- src tests TestResults
