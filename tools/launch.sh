# SPDX-License-Identifier: Apache-2.0
# Sourced by the launchers of a checkout: builds the distribution when it is not there or older
# than a source, then starts the program from it.
#
# The usual case is that nothing is to be built. It forks nothing: a glob and one stat a source.

# Whether the distribution is as new as the sources. A file that was deleted or renamed shows in
# its folder's time.
fresh() {
    [ -e "$home/built" ] || return 1
    for source in "$root/pom.xml" "$root"/tools/build/* "$root"/src/main/java/*.java \
        "$root"/src/main/java/ext2cat/* "$root"/src/main/java/ext2cat/*/* \
        "$root"/src/main/java/ext2cat/*/*/*.java \
        "$root"/src/main/resources/* "$root"/src/main/resources/*/* \
        "$root"/src/main/resources/*/*/* "$root"/src/main/resources/*/*/*/*; do
        if [ "$source" -nt "$home/built" ]; then
            return 1
        fi
    done
}

root=$home
home=$root/target/dist
fresh || . "$root/tools/build/first-use.sh"
. "$home/bin/launch.sh"
