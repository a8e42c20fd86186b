# SPDX-License-Identifier: Apache-2.0
# Sourced by the replay tools, which set `tool`, `class` and `root`: runs a class that lives beside
# the tests on the built product. Both are built when they are not there or older than their
# sources.
"$root/tools/ext2" --version > /dev/null || exit 2

stamp=$root/target/replay.built
if [ ! -e "$stamp" ] ||
    [ -n "$(find "$root/target/dist/built" "$root/src/test/java" -newer "$stamp")" ]
then
    printf '%s: building ...\n' "$tool" >&2
    LC_ALL=C.UTF-8 mvn -B -q -f "$root/pom.xml" -DskipTests test-compile >&2 < /dev/null || exit 2
    touch "$stamp"
fi
exec "$root/target/dist/runtime/bin/java" -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED \
    -cp "$root/target/dist/lib/*:$root/target/test-classes" "$class" "$@"
