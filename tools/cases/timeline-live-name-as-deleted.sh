# SPDX-License-Identifier: Apache-2.0
needs mke2fs fls mount
((EUID == 0)) || { echo "left out: only root may mount"; exit 77; }
recipe
if grep -q 'mount:' said; then
    echo "left out: no loop mount here"
    exit 77
fi
says 'ext2 says deleted: 0'
