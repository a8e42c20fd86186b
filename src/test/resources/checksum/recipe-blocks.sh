#!/bin/sh
# Makes csum-blocks.img.gz with e2fsprogs 1.47: a block of each kind that has a checksum.
set -e
mkdir -p tree/dir
python3 - <<'P'
with open('tree/holes', 'wb') as f:
    for i in range(0, 24, 2):
        f.seek(i * 1024)
        f.write(b'h')
for i in range(60):
    open('tree/dir/%s' % ('name%03d' % i).ljust(60, 'x'), 'w').close()
open('value', 'wb').write(b'v' * 1500)
open('long', 'wb').write(b'a' * 700)
P
mke2fs -q -t ext4 -b 1024 -N 96 -I 128 -d tree -E lazy_itable_init=0 -O '^resize_inode,metadata_csum,64bit,ea_inode,mmp,orphan_file' -J size=1 -U 3c1e9bb0-0f5c-4d0e-8f39-2f2d6a4d1701 csum-blocks.img 2200
debugfs -w -R 'ea_set -f long /holes user.long' csum-blocks.img
debugfs -w -R 'ea_set -f value /dir user.value' csum-blocks.img
e2fsck -fyD csum-blocks.img || [ $? -eq 1 ]
gzip -9n < csum-blocks.img > csum-blocks.img.gz
rm -r tree value long csum-blocks.img
