# SPDX-License-Identifier: Apache-2.0
needs mke2fs
for block in 1024 2048 4096; do
    for delta in -500 24; do
        recipe $block $delta
        is "names ($block, $delta)" "$(ext2 ls -1 i.img /d 2> /dev/null | grep -c file_with)" 60
        is "contents ($block, $delta)" "$(ext2cat i.img /d/file_with_a_long_name_number_10)" 10
        run ext2 ls i.img /d
        is "exit code ($block, $delta)" $code 3
        run ext2cat i.img /d/none
        is "exit code of a name that is not there ($block, $delta)" $code 1
    done
done
