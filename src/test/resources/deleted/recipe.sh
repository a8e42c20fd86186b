#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# How ext4-journal.img.gz was made, as root, by Linux 6.1: files that were deleted and of which only the journal has
# the inodes, maps and directories; /new has all blocks of /case/inner/large. Times and numbers of blocks will differ.
set -e
work=$(mktemp -d)
cd "$work"
mkdir m
truncate -s 4M ext4-journal.img
mkfs.ext4 -q -b 1024 -N 64 -J size=1 ext4-journal.img
mount -o loop ext4-journal.img m
mkdir -p m/case/inner
seq 1000 > m/case/a.txt
seq 2000 > m/case/inner/b.txt
seq 200000 | head -c 400000 > m/case/inner/large
echo short > m/case/inner/short
ln -s a.txt m/case/link
ln m/case/a.txt m/case/hard
echo stays > m/stays
sync
rm m/case/inner/large
sync
rm -r m/case
sync
head -c 2000000 /dev/zero | tr '\0' n > m/new
sync
umount m
gzip -9n ext4-journal.img
echo "$work/ext4-journal.img.gz"
