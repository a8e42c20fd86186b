# SPDX-License-Identifier: Apache-2.0
# Sourced by the launchers of the distribution, which set `home`, `main` and `program`.
#
# The user's arguments come last, since the program recovers bytes that are not UTF-8 from its
# command line.

# Options that the environment holds for other Java programs would be announced on stderr, and
# could keep the AOT cache from fitting.
unset JAVA_TOOL_OPTIONS JDK_JAVA_OPTIONS _JAVA_OPTIONS

# The JVM encodes file names as the locale says, and the POSIX locale knows only ASCII.
LC_ALL=C.UTF-8
export LC_ALL

fail() {
    printf '%s: %s\n' "$program" "$1" >&2
    exit 1
}

# Where addresses are few, none may be wasted: by default the JVM reserves a gigabyte of them for the
# descriptions of classes, which take 10 MB here, and malloc 64 MB for each thread.
frugal=
for limit in $(ulimit -v; ulimit -d); do
    if [ "$limit" != unlimited ]; then
        [ "$limit" -ge 1000000 ] ||
            fail "a limit of $limit kB of memory (ulimit -v or -d) is too low: 1000000 kB are needed"
        frugal="-XX:CompressedClassSpaceSize=48m -XX:ReservedCodeCacheSize=64m"
        MALLOC_ARENA_MAX=1
        export MALLOC_ARENA_MAX
    fi
done

# Without /proc, the loader cannot tell where the runtime lies.
if ! [ -e /proc/self/exe ]; then
    LD_LIBRARY_PATH=$home/runtime/lib
    export LD_LIBRARY_PATH
fi

# Java cannot ask a terminal for its width.
case $program:$* in
    ext2:* | *-h | *--help)
        if [ -z "$COLUMNS" ] && [ -t 1 ]; then
            size=$(stty size 2>/dev/null </dev/tty) && export COLUMNS="${size#* }"
        fi ;;
esac

# How the command starts, as the table of commands says: look, list, walk, copy, make,
# work or serve.
start=copy
case $program:$1 in
    # STARTS: the build puts the commands here.
esac

# The first compiler alone makes a short command sooner done. Long work needs the second one as
# well: it halves the time of unpacking xz, lzma and bzip2, which are unpacked in Java, and so is
# xz when it is packed.
case $start:$* in
    *.xz* | *.bz2* | *.lzma* | *\ --xz* | *\ -J* | list:*\ -*R* | list:*\ --recursive*)
        compiler=-XX:+TieredCompilation ;;
    *--help) compiler=-XX:TieredStopAtLevel=1 ;;
    walk:* | work:* | serve:*) compiler=-XX:+TieredCompilation ;;
    *) compiler=-XX:TieredStopAtLevel=1 ;;
esac

# A loop that a short command spends its time in is compiled while it runs, before 60,000 rounds.
tuning="-XX:Tier3BackEdgeThreshold=5000 -XX:Tier0BackedgeNotifyFreqLog=9"

# A cache costs time for each class that it holds. An image and paths need no parser, and so have a
# cache without one.
cache=$program
if [ "$program" = ext2cat ] && [ $# -ge 2 ]; then
    cache=plain
    for word do
        case $word in
            -* | "") cache=$program ;;
        esac
    done
    case $1 in
        *.gz | *.xz | *.zst | *.bz2 | *.lz4 | *.lzma) cache=$program ;;
    esac
fi

# What is planned there is forgotten as soon as it is read: a small nursery is enough for it, and
# takes fewer pages.
if [ "$cache" = plain ]; then
    tuning="$tuning -Xmn4m"
fi

# A smaller cache also serves the commands of ext2 that are soon done, unless they ask for help or unpack.
if [ "$program" = ext2 ]; then
    case $start:$* in
        copy:--version | copy:-V) cache=look ;;
        *.gz* | *.xz* | *.zst* | *.bz2* | *.lz4* | *.lzma* | *--help* | *-V* | *--version*) ;;
        look:* | list:* | walk:*) cache=look ;;
    esac
fi

# Without the cache, or with one that does not fit, the JVM goes on silently, only slower.
cache=-XX:AOTCache=$home/lib/$cache.aot
if [ -n "$EXT2CAT_TRAINING" ]; then
    cache=-XX:AOTCacheOutput=$home/lib/$EXT2CAT_TRAINING.aot
    main=ext2cat.cli.Training
fi

# Signals end the program at once, as they end one written in C, unless there is a file that must be
# removed first: a JVM that takes signals itself may print its own failure when one comes early.
case "$start $* " in
    "make "* | "serve "* | *\ -o* | *\ --output*) signals= ;;
    *) signals=-Xrs ;;
esac

# What serves others does so in the background, unless -f is given: alone, or among other letters.
background=
if [ "$start" = serve ] && [ $# -gt 1 ]; then
    background=-Dext2cat.background=true
    for word do
        case $word in
            -o* | --log*) ;;
            --foreground | --help | --version) background= ;;
            --*) ;;
            -*[fhV]*) background= ;;
        esac
    done
fi

# What the JVM itself has to say belongs on stderr, never among the bytes of a file. Of a crash it
# can only tell on stdout and in a file in the current folder, so the signal alone tells of it.
set -- "$cache" "$compiler" $tuning $frugal $signals $background \
    -XX:+UseSerialGC -XX:-UsePerfData \
    -XX:+DisplayVMOutputToStderr -XX:+SuppressFatalErrorMessage -Xlog:disable -Xlog:aot=off \
    --enable-native-access=ALL-UNNAMED $EXT2CAT_JAVA_OPTIONS \
    -cp "$home/lib/ext2cat.jar" "$main" "$@"
[ -n "$background" ] || exec "$home/runtime/bin/java" "$@"

# The exit code comes through a pipe: from the program as soon as it serves, or else when it ends.
# A JVM leaves a signal ignored that was when it began: the end of the terminal is not its end. The
# shell that waits for it must hold nothing that others wait for the end of.
{
    {
        trap '' HUP INT QUIT
        "$home/runtime/bin/java" "$@" <&3 3<&- &
        exec 2>/dev/null 3<&-
        wait $!
        printf '%s\n' "$?"
    } &
} 3<&0 | {
    exec 3<&-
    read -r code
    exit "${code:-1}"
}
