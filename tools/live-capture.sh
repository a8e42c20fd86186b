#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Captures how the running kernel reads files of an ext2 image:
#
#     tools/live-capture.sh DIR
#
# writes DIR/live.img, an image made for this, and for each file of it DIR/FILE.trace.txt, what
# tracefs recorded of all block devices while `cat` read the file from a fresh read-only mount.
# DIR/captures.tsv lists file, capture, and the loop device: its numbers, read_ahead_kb and
# max_sectors_kb. Needs root, loop devices and
# tracefs; where it may not, it says why and exits 77. All mounts are in a mount namespace of its
# own and the loop device detaches itself, so that nothing is left behind, however it ends; the
# trace instance is its own and is removed at the end.
set -euo pipefail

cannot() {
    echo "live-capture: not run: $1"
    exit 77
}

(($# == 1)) || { echo "usage: tools/live-capture.sh DIR" >&2; exit 2; }
if [[ -z ${LIVE_CAPTURE_INSIDE-} ]]; then
    ((EUID == 0)) || cannot "it needs root"
    for tool in unshare mke2fs mount losetup mountpoint head; do
        command -v "$tool" > /dev/null || cannot "$tool is not in PATH"
    done
    mkdir -p -- "$1"
    unshare --mount --propagation private true 2> /dev/null ||
        cannot "a mount namespace is not permitted"
    LIVE_CAPTURE_INSIDE=1 exec unshare --mount --propagation private "$0" "$1"
fi

out=$(cd -- "$1" && pwd)
work=$(mktemp -d)
instance=
finish() {
    mountpoint -q "$work/mnt" && umount "$work/mnt"
    if [[ -n $instance && -d $instance ]]; then
        rmdir "$instance"
    fi
    mountpoint -q "$work/tracing" && umount "$work/tracing"
    rm -rf -- "$work/files"
    rmdir -- "$work/mnt" "$work/tracing" "$work"
}
mkdir "$work/mnt" "$work/tracing" "$work/files"
trap finish EXIT
trap 'exit 1' HUP INT TERM

mount -t tracefs nodev "$work/tracing" 2> /dev/null || cannot "tracefs cannot be mounted"
mkdir "$work/tracing/instances/live-capture-$$" 2> /dev/null ||
    cannot "tracefs gives no instance"
instance=$work/tracing/instances/live-capture-$$
echo 8192 > "$instance/buffer_size_kb"
for event in block_bio_queue block_rq_issue block_rq_complete; do
    { echo 1 > "$instance/events/block/$event/enable"; } 2> /dev/null ||
        cannot "the event $event cannot be recorded"
done

# A file of 16 blocks as in the manual page, one that reaches the double indirect block, and one
# without indirect blocks.
head -c 16384 /dev/urandom > "$work/files/indirect"
head -c 409600 /dev/urandom > "$work/files/double-indirect"
head -c 10000 /dev/urandom > "$work/files/direct"
rm -f -- "$out/live.img"
mke2fs -q -t ext2 -b 1024 -d "$work/files" "$out/live.img" 2048

: > "$out/captures.tsv"
for file in direct indirect double-indirect; do
    echo 0 > "$instance/tracing_on"
    : > "$instance/trace"
    mount -t ext2 -o ro,loop "$out/live.img" "$work/mnt" 2> /dev/null ||
        cannot "no loop device, or no driver for ext2"
    device=$(mountpoint -d "$work/mnt")
    queue=/sys/dev/block/$device/queue
    limits=$(cat "$queue/read_ahead_kb" "$queue/max_sectors_kb" | paste -s)
    stat -- "$work/mnt/$file" > /dev/null
    echo 1 > "$instance/tracing_on"
    cat -- "$work/mnt/$file" > /dev/null
    echo 0 > "$instance/tracing_on"
    cat -- "$instance/trace" > "$out/$file.trace.txt"
    umount "$work/mnt"
    printf '%s\t%s\t%s\t%s\n' "$file" "$file.trace.txt" "$device" "$limits" \
        >> "$out/captures.tsv"
done
echo "live-capture: captured $(wc -l < "$out/captures.tsv") files on Linux $(uname -r)"
