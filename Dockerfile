# The base images by argument, so that a mirror or a pinned digest can take their place:
#   docker build --build-arg RUNTIME_IMAGE=registry.example.org/aspnet@sha256:… .
ARG SDK_IMAGE=mcr.microsoft.com/dotnet/sdk:10.0
# "extra" has ICU and time zones, which French text and digests by local time need; chiseled has no shell and no package manager.
ARG RUNTIME_IMAGE=mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra

# The compiler runs on the builder's own processor and compiles for the image's.
FROM --platform=$BUILDPLATFORM ${SDK_IMAGE} AS build
ARG TARGETARCH
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source

# Packages first: this layer is rebuilt when they change, not when the code does. Locked: what is restored is what was tested.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Monitor.Core/Monitor.Core.csproj src/Monitor.Core/packages.lock.json src/Monitor.Core/
COPY src/Monitor.Sources/Monitor.Sources.csproj src/Monitor.Sources/packages.lock.json src/Monitor.Sources/
COPY src/Monitor.Worker/Monitor.Worker.csproj src/Monitor.Worker/packages.lock.json src/Monitor.Worker/
COPY src/Runtime.props src/
RUN dotnet restore src/Monitor.Worker --locked-mode

# Per processor and precompiled. The lock file above knows no processors, so this restore writes one of its own; the versions are pinned
# all the same.
COPY src/ src/
RUN dotnet publish src/Monitor.Worker --configuration Release --arch $TARGETARCH --self-contained false --output /out/app \
      -p:NuGetLockFilePath=obj/packages.lock.json -p:RunAnalyzers=false \
      -p:PublishDocumentationFile=false -p:PublishReferencesDocumentationFiles=false \
 && install --directory --mode 0770 /out/volume/data

FROM ${RUNTIME_IMAGE}
ARG VERSION=dev
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Monitor" \
      org.opencontainers.image.description="A self-hosted brand-mention monitor" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# Group 0 owns the data, too: platforms that run containers under any user put that user into it. The folder is copied as an entry of
# another: of a folder copied by itself only the content keeps its mode.
COPY --from=build --chown=$APP_UID:0 /out/volume/ /
COPY --from=build /out/app /app

# Diagnostics would open a socket in /tmp, which need not be there.
ENV DOTNET_EnableDiagnostics=0 \
    MONITOR__DataDirectory=/data \
    MONITOR__Listen=http://0.0.0.0:8080

# appsettings.json is read from here; it may be missing.
WORKDIR /etc/monitor
USER $APP_UID
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=30s --retries=3 CMD ["/app/monitor", "healthcheck"]
ENTRYPOINT ["/app/monitor"]
CMD ["run"]
