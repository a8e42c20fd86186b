# SPDX-License-Identifier: Apache-2.0
needs mke2fs debugfs
for block in 1024 2048 4096; do
    for field in inode name; do
        recipe $block $field
        is "ext2cat of the last file ($block, $field)" "$(ext2cat i.img /d/e_file)" e
        for command in "find" "ls -1" "tar" "hash" "tree" "extract -C out"; do
            run ext2 $command i.img /d
            is "exit code of $command ($block, $field)" $code 3
            has 1 'c_file|offset'
            rm -rf out
        done
        is "names ($block, $field)" "$(ext2 find i.img /d 2> said | tr '\n' ' ')" \
            "/d /d/a_file /d/b_file /d/d_file /d/e_file "
    done
done
