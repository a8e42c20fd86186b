# SPDX-License-Identifier: Apache-2.0
gunzip -k t.img.gz
for command in "find" "find -type d" "tree" "ls -R" "tar" "hash" "du -a" "timeline" "extract -C out"; do
    set -- $command
    name=$1
    shift
    if [[ $name == find ]]; then
        run ext2 find t.img "$@"
    else
        run ext2 $command t.img
    fi
    is "exit code of $command" $code 3
    says "'a' has the type"
done
