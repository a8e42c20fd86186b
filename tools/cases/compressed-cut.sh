# SPDX-License-Identifier: Apache-2.0
needs mke2fs xz zstd
recipe
has 8 '^rc=0'
has 4 '^hello$'
has 8 'the image is cut off: it has [0-9]* bytes, but its file system'
for kind in gz xz zst; do
    run ext2cat cut.$kind /big
    is "exit code of what lies after the cut ($kind)" $code 3
done
