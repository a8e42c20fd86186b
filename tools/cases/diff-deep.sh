# SPDX-License-Identifier: Apache-2.0
gunzip -k ./*.gz
run ext2 diff d1900.img d1900.img
is "exit code of 1900 levels" $code 0
run ext2 diff d2100.img d2100.img
is "exit code of 2100 levels" $code 3
says '2048'
run env EXT2CAT_JAVA_OPTIONS="-Xss256k -XX:ActiveProcessorCount=1" ext2 diff d2100.img d2100.img
is "exit code of 2100 levels with a small stack" $code 3
