# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
recipe
names=$(ext2 lsdel two.img 2>&1)
if [[ $names == *secret_old* && $names != *newer_file* ]]; then
    wrong "one of two names"
fi
says '"paths"'
