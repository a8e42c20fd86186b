# SPDX-License-Identifier: Apache-2.0
# Sourced by tools/launch.sh: builds the distribution with Maven, one build at a time. Everything
# that there is to say goes to stderr.

fail() {
    printf '%s: %s\n' "$program" "$1" >&2
    exit 1
}

# Lets one launcher at a time go on: with flock where there is one, else with a folder that holds
# the number of the process that made it.
lock() {
    if command -v flock > /dev/null; then
        exec 9> "$root/target/first-use.lock"
        flock -n 9 && return
        printf '%s: waiting for another build of this checkout to end\n' "$program" >&2
        flock 9
        return
    fi
    folder=$root/target/first-use.lock.d
    until mkdir "$folder" 2> /dev/null; do
        owner=$(cat "$folder/pid" 2> /dev/null)
        if [ -n "$owner" ] && ! kill -0 "$owner" 2> /dev/null; then
            rm -rf "$folder"
        else
            sleep 1
        fi
    done
    trap 'rm -rf "$folder"' EXIT
    trap 'exit 1' HUP INT TERM
    echo $$ > "$folder/pid"
}

unlock() {
    if [ -n "$folder" ]; then
        rm -rf "$folder"
        trap - EXIT HUP INT TERM
    else
        exec 9>&-
    fi
}

# Runs Maven. The POSIX locale would not let it enter a folder whose name is not ASCII.
build() {
    LC_ALL=C.UTF-8 mvn -B -f "$root/pom.xml" -Dstyle.color=never -Dmaven.test.skip=true package \
        < /dev/null 2>&1
}

# The sentence for a build that failed, and the lines of its log that tell why.
explain() {
    if grep -q -e 'Cannot find matching toolchain' "$log"; then
        fail "no JDK of version 25 or newer was found; install one, or let JAVA_HOME name it"
    fi
    if grep -q -i -e 'JAVA_HOME' -e 'java: not found' "$log" && ! grep -q '^\[' "$log"; then
        fail "Maven found no Java to run on; install a JDK of version 25 or newer"
    fi
    grep -e '^\[ERROR\]' "$log" | grep -v -e '\[Help' -e 'Re-run Maven' -e '^\[ERROR\] *$' \
        -e 'To see the full' -e 'For more information' | head -n 20 >&2
    fail "the build failed; its log is $log"
}

command -v mvn > /dev/null ||
    fail "Maven (mvn) is not in PATH; it builds $program on first use, with a JDK of version 25 or newer"
mkdir -p "$root/target" 2> /dev/null && [ -w "$root/target" ] ||
    fail "cannot write to $root/target, where $program is built on first use"
root=$(cd "$root" && pwd)
folder=
lock
if ! fresh; then
    log=$root/target/first-use.log
    printf '%s: building, on first use and after a change of the sources ...\n' "$program" >&2
    if [ -t 2 ]; then
        build | tee "$log" | sed -n -e 's/^\[INFO\] --- [^:]*:[^:]*:\([^ ]*\) .*/  \1/p' \
            -e 's|^\[INFO\] Downloading.*/|    fetching |p' >&2
    else
        build > "$log"
    fi
    grep -q '^\[INFO\] BUILD SUCCESS' "$log" || explain
    fresh || fail "the build ended well but made no distribution; its log is $log"
    printf '%s: built\n' "$program" >&2
fi
unlock
