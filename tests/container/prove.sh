#!/usr/bin/env bash
# Builds the Dockerfile as it stands and runs what came out, without a container engine, a registry or a network:
# buildah builds it on stand-ins for the two base images, made of this machine's own .NET and the libraries it needs.
# What that proves and what it does not: docs/decisions/0004-the-image-is-proven-on-stand-ins.md
#
# Needs root, buildah, ip (iproute2), setpriv (util-linux) and the .NET SDK. Uses about 5 GB under TMPDIR while it runs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

work=$(mktemp -d)
storage=(buildah --root "$work/storage" --runroot "$work/run" --storage-driver vfs)
trap '"${storage[@]}" rm --all >/dev/null 2>&1 || true; rm -rf "$work"' EXIT

say() { printf '\n== %s\n' "$*"; }
fail() { printf 'FAILED: %s\n' "$*" >&2; exit 1; }

dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
packages=$(dotnet nuget locals global-packages --list --force-english-output | sed 's/^global-packages: //')

# --- stand-ins -------------------------------------------------------------------------------------------------------------------------

# The files a binary is linked to.
linked() { ldd "$@" 2>/dev/null | awk '$2 == "=>" && $3 ~ /^\// { print $3 } $1 ~ /^\// && $2 ~ /^\(/ { print $1 }' | sort -u; }

# What .NET opens by name at run time: ICU, OpenSSL, and what those need.
opened() { ldconfig -p | awk '/lib(icuuc|icui18n|icudata|ssl|crypto|gssapi_krb5)\.so\.[0-9]/ { print $NF }'; }

libraries() {
    local wanted
    mapfile -t wanted < <(find "$dotnet/shared" "$dotnet/host" -name '*.so'; opened; printf '%s\n' "$dotnet/dotnet" "$@")
    { linked "${wanted[@]}"; opened; } | sort -u
}

plant() { # plant ROOT FILE...: the files, links followed, under the same paths
    local root=$1; shift
    cp --dereference --parents "$@" "$root"
}

roots() {
    local root=$1
    mkdir -p "$root"/{etc,tmp,proc,dev,root,usr/share,home/app}
    chmod 1777 "$root/tmp"
    printf 'root:x:0:0::/root:/sbin/nologin\napp:x:1654:1654::/home/app:/sbin/nologin\n' >"$root/etc/passwd"
    printf 'root:x:0:\napp:x:1654:\n' >"$root/etc/group"
    printf 'hosts: files dns\n' >"$root/etc/nsswitch.conf"
    printf '127.0.0.1 localhost\n' >"$root/etc/hosts"
    cp -r /usr/share/zoneinfo "$root/usr/share/"
    mkdir -p "$root/etc/ssl" && cp -rL /etc/ssl/certs "$root/etc/ssl/"
}

stand_in() { # stand_in NAME ROOT ENV...
    local name=$1 root=$2 container; shift 2
    container=$("${storage[@]}" from scratch)
    "${storage[@]}" copy --quiet "$container" "$root" / >/dev/null
    for variable in "$@"; do "${storage[@]}" config --env "$variable" "$container"; done
    "${storage[@]}" commit --quiet --rm "$container" "$name" >/dev/null
    rm -rf "$root"
}

say "stand-ins for the base images"
roots "$work/aspnet"
mapfile -t files < <(libraries)
plant "$work/aspnet" "${files[@]}"
mkdir -p "$work/aspnet/usr/share/dotnet"
cp -r "$dotnet"/{dotnet,host,shared} "$work/aspnet/usr/share/dotnet/"
stand_in localhost/stand-in/aspnet "$work/aspnet" APP_UID=1654 DOTNET_RUNNING_IN_CONTAINER=true ASPNETCORE_HTTP_PORTS=8080

roots "$work/sdk"
tools=(/bin/sh /usr/bin/install /usr/bin/env)
mapfile -t files < <(libraries "${tools[@]}")
plant "$work/sdk" "${files[@]}" "${tools[@]}"
mkdir -p "$work/sdk/usr/share/dotnet" "$work/sdk/usr/bin"
cp -r "$dotnet"/. "$work/sdk/usr/share/dotnet/"
ln -s /usr/share/dotnet/dotnet "$work/sdk/usr/bin/dotnet"
stand_in localhost/stand-in/sdk "$work/sdk" PATH=/usr/bin:/bin DOTNET_GENERATE_ASPNET_CERTIFICATE=false

# --- build -----------------------------------------------------------------------------------------------------------------------------

say "packages, as a build with a network would fetch them"
context=$work/context
mkdir "$context"
git ls-files -z --cached --others --exclude-standard | xargs -0 cp --parents --target-directory "$context"
cp -r "$context" "$work/warm"
dotnet publish "$work/warm/src/Monitor.Worker" --configuration Release --use-current-runtime --self-contained false --output "$work/warm/out" \
    --nologo --verbosity quiet -p:NuGetLockFilePath=obj/packages.lock.json -p:RunAnalyzers=false
rm -rf "$work/warm"

say "the Dockerfile, step by step, without a network"
unshare --net "${storage[@]}" build --isolation chroot --format docker --tag localhost/monitor:proof \
    --build-arg SDK_IMAGE=localhost/stand-in/sdk --build-arg RUNTIME_IMAGE=localhost/stand-in/aspnet \
    --build-arg VERSION=0.0.0-proof --volume "$packages:/root/.nuget/packages:ro" "$context"

# --- what the image says of itself -----------------------------------------------------------------------------------------------------

say "its configuration"
configuration=$("${storage[@]}" inspect --type image localhost/monitor:proof | tr --delete ' \n')
expect() { [[ $configuration == *"$1"* ]] || fail "the image's configuration lacks $1"; echo "ok: $1"; }
expect '"User":"1654"'
expect '"Volumes":{"/data":{}}'
expect '"8080/tcp":{}'
expect '"Entrypoint":["/app/monitor"]'
expect '"Cmd":["run"]'
expect '"Test":["CMD","/app/monitor","healthcheck"]'
expect '"org.opencontainers.image.version":"0.0.0-proof"'
expect 'DOTNET_EnableDiagnostics=0'

# --- run it ----------------------------------------------------------------------------------------------------------------------------

say "running it: user 1654, read-only root, no capability, no network but loopback"
container=$("${storage[@]}" from localhost/monitor:proof)
root=$("${storage[@]}" mount "$container")
[[ ! -e $root/bin/sh ]] || fail "the image has a shell"
[[ $(stat --format '%u:%g %a' "$root/data") == "1654:0 770" ]] || fail "/data belongs to $(stat --format '%u:%g %a' "$root/data")"
mkdir "$work/data"
chown 1654:0 "$work/data" && chmod 0770 "$work/data"
mapfile -t environment < <("${storage[@]}" inspect --type image --format '{{range .Docker.Config.Env}}{{println .}}{{end}}' localhost/monitor:proof | sed '/^$/d')
export -f fail
export root data="$work/data" log="$work/log" variables="${environment[*]}"
unshare --mount --net --pid --fork --kill-child --mount-proc bash -euo pipefail -c '
    ip link set lo up
    mount --bind "$root" "$root" && mount -o remount,ro,bind "$root"
    mount --bind "$data" "$root/data"
    mount -t tmpfs tmpfs "$root/tmp"
    mount -t proc proc "$root/proc"
    mount -t tmpfs tmpfs "$root/dev"
    for device in null zero full random urandom; do touch "$root/dev/$device"; mount --bind "/dev/$device" "$root/dev/$device"; done
    run() { exec env --ignore-environment $variables setpriv --no-new-privs --inh-caps=-all chroot --userspec=1654:1654 --groups=0 "$root" /app/monitor "$@"; }

    if (run healthcheck) 2>/dev/null; then fail "healthy before it runs"; fi
    echo "ok: healthcheck says no before it runs"
    started=$(date +%s%N)
    (run run) >"$log" 2>&1 &
    service=$!
    for attempt in $(seq 100); do (run healthcheck) 2>/dev/null && break; kill -0 $service || { cat "$log"; fail "it ended"; }; sleep 0.1; done
    (run healthcheck) || { cat "$log"; fail "not healthy after 100 tries"; }
    echo "ok: healthcheck says yes, $(( ($(date +%s%N) - started) / 1000000 )) ms after the start"
    grep -qE "^Uid:\s+1654\s+1654\s+1654" /proc/$service/status || fail "it does not run as 1654"
    grep -qE "^CapEff:\s+0+$" /proc/$service/status || fail "it has capabilities"
    grep -qE "^NoNewPrivs:\s+1$" /proc/$service/status || fail "it may gain privileges"
    echo "ok: user 1654, no capability, no new privileges, $(awk "/^VmRSS/ { print \$2 / 1024 }" /proc/$service/status) MB resident"
    if touch "$root/app/x" 2>/dev/null; then fail "its root can be written to"; fi
    echo "ok: read-only root"
    [[ -s $root/data/monitor.db ]] || fail "no database in /data"
    echo "ok: its database is in /data"
    kill -TERM $service
    wait $service || { cat "$log"; fail "it ended with $?"; }
    echo "ok: SIGTERM ends it with 0"
'
"${storage[@]}" umount "$container" >/dev/null

say "proven"
