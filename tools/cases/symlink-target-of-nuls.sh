# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
for block in 1024 2048 4096; do
    recipe $block
    has 1 'ext2 tar rc=3'
    has 1 'tar -x rc=0'
    has 1 'extract rc=3'
    never 'x00'
    says 'l80: .*target is empty'
done
