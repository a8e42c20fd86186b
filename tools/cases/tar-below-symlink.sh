# SPDX-License-Identifier: Apache-2.0
gunzip -k ./*.gz
for command in "find" "ls -R" "tree" "hash" "du -a" "timeline" "tar" "extract -C out"; do
    run ext2 $command dup.img
    is "exit code of $command" $code 3
    never 'pwned'
done
for command in "find" "ls -R" "tree" "hash" "du -a" "timeline" "tar" "extract -C out"; do
    run ext2 $command names.img
    is "exit code of $command, names" $code 3
done
ext2 find names.img -print0 2> said | tr '\0' '\n' > names
ext2 du -a -0 names.img 2>> said | tr '\0' '\n' >> names
is "names that no file can have" "$(grep -c -E '^/?etc|\.\./' names)" 0
