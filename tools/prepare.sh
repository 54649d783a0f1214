# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by tools/convert and tools/test: from a bare Debian to a current build in build/release.
# Plain POSIX sh. When nothing is to do it costs one `find` and prints nothing.
#
#   prepare GROUPS TARGET FOLDERS CMAKE_ARGS
#
# GROUPS are those of packages.txt; TARGET is what ninja builds; FOLDERS, below $root, are what it is
# built from. Needs $root, the project's folder.
# Environment: INKSTONE_SKIP_PACKAGES=1 leaves packages alone (for systems without apt).

say() { printf 'inkstone: %s\n' "$*" >&2; }

# Names of the packages of the given groups, one a line.
listed_packages() {
    while read -r group package _; do
        case "$group" in '' | '#'*) continue ;; esac
        case " $1 " in *" $group "*) printf '%s\n' "$package" ;; esac
    done <"$root/tools/packages.txt"
}

# The packages of the given groups that dpkg does not have, on one line.
missing_packages() {
    listed=$(listed_packages "$1")
    # shellcheck disable=SC2086 # one word a package
    installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $listed 2>/dev/null || true)
    for package in $listed; do
        case "
$installed
" in *"
installed $package
"*) ;; *) printf '%s ' "$package" ;; esac
    done
}

explain_by_hand() {
    say "$1"
    {
        echo "Inkstone needs these (names of the Debian 12 packages; other systems name them alike):"
        echo
        listed_packages "$groups" | sed 's/^/    /'
        echo
        echo "With them installed by other means, build and run by hand:"
        echo
        echo "    cmake -S '$root' -B '$build' -G Ninja -DCMAKE_BUILD_TYPE=Release $cmake_args"
        echo "    cmake --build '$build' --target $target"
        echo "    '$build/convert' --help"
        echo
        echo "or set INKSTONE_SKIP_PACKAGES=1 and run the same command again."
    } >&2
    exit 1
}

# Runs a command with its output in a log; shows the log only when the command fails.
quietly() {
    log=$1
    shift
    if ! "$@" >"$log" 2>&1 </dev/null 9>&-; then
        tail -n 200 "$log" >&2
        say "failed: $* (whole log: $log)"
        exit 1
    fi
}

install_packages() {
    [ "${INKSTONE_SKIP_PACKAGES:-0}" = 1 ] && return
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        explain_by_hand "there is no apt on this system, so packages cannot be installed from here."
    fi
    missing=$(missing_packages "$groups")
    missing=${missing% }
    [ -n "$missing" ] || return 0
    sudo=
    if [ "$(id -u)" != 0 ]; then
        if ! command -v sudo >/dev/null; then
            say "packages are missing, and this user is not root and has no sudo. As root, run:"
            printf '\n    apt-get update && apt-get install -y --no-install-recommends %s\n\n' \
                "$missing" >&2
            exit 1
        fi
        sudo='sudo'
    fi
    say "installing $missing"
    apt="env DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3"
    # A broken third-party source must not stop the update of the others: only installing decides.
    # shellcheck disable=SC2086 # one word an option
    $sudo $apt update >"$build/apt.log" 2>&1 </dev/null 9>&- || true
    # shellcheck disable=SC2086 # one word a package or option
    if ! $sudo $apt install -y --no-install-recommends $missing \
        >>"$build/apt.log" 2>&1 </dev/null 9>&-; then
        tail -n 50 "$build/apt.log" >&2
        say "apt could not install the packages (whole log: $build/apt.log)"
        exit 1
    fi
}

# Is anything newer than the last good build of this target? Folders count, so that added and removed
# files are seen; dpkg's own list counts, so that removed packages and new libraries are seen.
up_to_date() {
    [ -f "$stamp" ] && [ -x "$build/convert" ] || return 1
    # shellcheck disable=SC2086 # one word a folder
    newer=$(cd "$root" && find CMakeLists.txt tools/packages.txt $watched /var/lib/dpkg/status \
        -newer "$stamp" -print -quit 2>/dev/null)
    [ -z "$newer" ]
}

configure_and_build() {
    cache=$build/CMakeCache.txt
    # A build folder that came along with a moved or copied project knows the wrong paths.
    if [ -f "$cache" ] && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
        rm -rf "$cache" "$build/CMakeFiles" "$build/build.ninja"
    fi
    if [ ! -f "$build/build.ninja" ] || [ -n "$cmake_args" ]; then
        # shellcheck disable=SC2086 # one word an argument
        quietly "$build/configure.log" \
            cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release $cmake_args
    fi
    [ -x "$build/convert" ] || say "building in $build (the first build takes some minutes)"
    quietly "$build/build.log" cmake --build "$build" --target "$target"
}

prepare() {
    groups=$1 target=$2 watched=$3 cmake_args=$4
    build=$root/build/release
    stamp=$build/.stamp-$target
    up_to_date && return
    mkdir -p "$build"
    exec 9>"$build/.lock"
    flock 9
    # Another run may have done the work while this one waited.
    if ! up_to_date; then
        install_packages
        : >"$stamp.new" # before the build: what changes during it counts as newer
        configure_and_build
        mv "$stamp.new" "$stamp"
    fi
    exec 9>&-
}
