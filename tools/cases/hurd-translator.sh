# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
for block in 1024 2048 4096; do
    recipe $block
    number=$(grep -o 'translator block [0-9]*' said | grep -o '[0-9]*')
    run ext2 check hurd.img
    is "exit code of check ($block)" $code 0
    run ext2 block hurd.img "$number"
    says '[Tt]ranslator'
    says '/servers/null'
done
